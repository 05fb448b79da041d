import {
    ChangePoller,
    newCursor,
    readCursor,
    systemTime,
    type Account,
    type CursorFlaw,
    type PollCursor,
    type PolledChange
} from '../../src/hubspot'
import { invalidConfig, type Message } from '../shared'
import { shortestInterval, type TriggerSettings } from './config'
import type { CursorStore } from './cursor-store'
import { messageOf } from './message'
import { watchesOf } from './wanted'

/** What `now` means to a cursor that was lost: rather twice than never. */
const lookBack = 7 * 86_400_000

/** What polling needs of the node. */
export interface PollingOptions {
    settings: TriggerSettings
    account(): Promise<Account>
    store: CursorStore
    /** Hands over messages; resolves when they have left. */
    send(messages: Message[]): Promise<void>
    /** A stored cursor could not be used, and polling begins at `from` (ISO 8601). */
    onFlaw(flaw: CursorFlaw, from: string): void
    signal: AbortSignal
}

/** Where to begin, ms. @throws NodeError `CONFIG_INVALID` for a date that is none */
function beginning({ begin, beginDate }: TriggerSettings, now: number): number {
    if (begin !== 'date') return now
    const date = Date.parse(beginDate)
    if (Number.isNaN(date)) throw invalidConfig('the date to begin at is no date')
    if (date > now) throw invalidConfig('the date to begin at lies in the future')
    return date
}

/** The pause between two polls, ms. @throws NodeError `CONFIG_INVALID` */
export function pauseOf({ interval }: TriggerSettings): number {
    const seconds = Number(interval)
    if (!(seconds >= shortestInterval) || seconds > 86_400)
        throw invalidConfig(`the interval is not between ${shortestInterval} seconds and a day`)
    return seconds * 1000
}

/** One node's polling. */
export class Polling {
    readonly #options: PollingOptions
    #poller: ChangePoller | null = null
    #account: Account | null = null

    constructor(options: PollingOptions) {
        this.#options = options
    }

    /**
     * Polls once: sends what is new, and only then keeps the cursor.
     * @returns how many messages were sent
     * @throws HubSpotError, NodeError
     */
    async once(): Promise<number> {
        const { settings, store, send, signal } = this.#options
        const account = await this.#options.account()
        const watches = watchesOf(settings)
        if (account !== this.#account) {
            this.#poller = new ChangePoller(account, watches)
            this.#account = account
        }
        const cursor = await this.#cursor(account)
        let sent = 0
        const emit = async (changes: PolledChange[]) => {
            const messages = await Promise.all(
                changes.map(async ({ event, record }) =>
                    messageOf(event, record, await account.recordUrl(event.objectType, event.id), 'polling')
                )
            )
            signal.throwIfAborted()
            await send(messages)
            sent += messages.length
        }
        const next = await this.#poller?.poll(cursor, emit, { signal })
        signal.throwIfAborted()
        if (next) await store.write(next)
        return sent
    }

    async #cursor(account: Account): Promise<PollCursor> {
        const { settings, store, onFlaw, signal } = this.#options
        const stored = await store.read()
        const { portalId } = await account.details({ signal })
        const now = account.now()
        const read = readCursor(stored, portalId, now)
        if (read && 'cursor' in read) return read.cursor
        const isLost = read !== null && read.flaw !== 'other-portal' && settings.begin !== 'date'
        const cursor = newCursor(portalId, isLost ? now - lookBack : beginning(settings, now))
        if (read) onFlaw(read.flaw, cursor.start)
        // From here on nothing may be missed, even if this poll is never finished.
        await store.write(cursor)
        return cursor
    }
}

/** Waits; an abort ends it without an error. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
    return systemTime.sleep(ms, signal).catch(() => undefined)
}
