import { RecentEvents, withOldValue, type Account, type CrmRecord, type RecordEvent } from '../../src/hubspot'
import { toNodeError, type Message, type NodeError } from '../shared'
import type { TriggerSettings } from './config'
import { messageOf } from './message'
import { isWanted, propertiesFor } from './wanted'

/** What taking webhooks in needs of the node. */
export interface IntakeOptions {
    settings: TriggerSettings
    account(): Promise<Account>
    /** Hands over messages; resolves when they have left. */
    send(messages: Message[]): Promise<void>
    onFailure(error: NodeError): void
    signal: AbortSignal
}

/** Turns events of webhooks into messages, each content once. */
export class Intake {
    readonly #options: IntakeOptions
    readonly #recent = new RecentEvents()
    /** By key, what an event that is being worked on will come to. */
    readonly #working = new Map<string, Promise<void>>()
    /** The portal's id as soon as the account has told it. */
    #portalId: number | null = null

    constructor(options: IntakeOptions) {
        this.#options = options
    }

    /** Asks for the portal, so that events of another one can be told apart before the first of them comes. */
    async warmUp(): Promise<void> {
        const account = await this.#options.account()
        this.#portalId = (await account.details({ signal: this.#options.signal })).portalId
    }

    /** Resolves when all of them were handed over, by this delivery or the one that brought them first. */
    async take(events: readonly RecordEvent[]): Promise<void> {
        const { settings } = this.#options
        const others: Promise<void>[] = []
        const fresh: RecordEvent[] = []
        for (const event of events) {
            if (!isWanted(settings, event)) continue
            const known = this.#recent.claim(event)
            if (known === null) fresh.push(event)
            else if (this.#working.has(known)) others.push(this.#working.get(known) ?? Promise.resolve())
        }
        const time = ({ occurredAt }: RecordEvent) => Date.parse(occurredAt)
        const own = this.#hand(fresh.toSorted((a, b) => time(a) - time(b)))
        for (const { key } of fresh) this.#working.set(key, own)
        try {
            await Promise.all([own, ...others])
        } finally {
            for (const { key } of fresh) this.#working.delete(key)
        }
    }

    /** What fails is forgotten again, so that its repetition is new. */
    async #hand(events: readonly RecordEvent[]): Promise<void> {
        const { send, onFailure, signal } = this.#options
        const fates = await Promise.allSettled(events.map((event) => this.#messageFor(event)))
        const messages = fates.flatMap((fate) =>
            fate.status === 'fulfilled' && fate.value ? [fate.value] : []
        )
        if (!signal.aborted && messages.length > 0) await send(messages)
        const failed = events.filter((_, index) => signal.aborted || fates[index]?.status === 'rejected')
        for (const { key } of failed) this.#recent.forget(key)
        const [first] = fates.filter((fate) => fate.status === 'rejected')
        if (failed.length === 0) return
        const error = toNodeError(first?.reason ?? new Error('stopped'))
        if (!signal.aborted) onFailure(error)
        throw error
    }

    /** @returns null for what is no change, and for what is another portal's */
    async #messageFor(event: RecordEvent): Promise<Message | null> {
        const { settings } = this.#options
        if (this.#portalId === null) {
            // Without the account's help the event is let in as it is; with it the portal is known first.
            if (settings.fetch) await this.warmUp()
            else void this.warmUp().catch(() => undefined)
        }
        if (this.#portalId !== null && this.#portalId !== event.portalId) return null
        if (!settings.fetch) return messageOf(event, null, await this.#urlOf(event), 'webhook')
        const record = await this.#read(event)
        const told = record && event.kind === 'propertyChange' ? withOldValue(event, record) : event
        return told && messageOf(told, record, await this.#urlOf(event), 'webhook')
    }

    async #read(event: RecordEvent): Promise<CrmRecord | null> {
        const { account, settings, signal } = this.#options
        const history = Object.keys(event.changed)
        const store = (await account()).objects(event.objectType)
        return store.find(
            { id: event.id },
            {
                properties: propertiesFor(settings, event),
                ...(history.length > 0 && { propertiesWithHistory: history }),
                signal
            }
        )
    }

    /** '' while the portal is not known: a webhook needs no token. */
    async #urlOf({ objectType, id }: RecordEvent): Promise<string> {
        if (this.#portalId === null) return ''
        return (await this.#options.account()).recordUrl(objectType, id)
    }
}
