/** One portal, opened with one token. */
import { openActivities } from './activities'
import { openAssociations } from './associations'
import type { Client } from './clientTypes'
import { HubSpotError } from './errors'
import { openNotes } from './notes'
import { openOnce } from './once'
import { openOwners } from './owners'
import { openPipelineStore } from './pipelines'
import { checkConnection, readDetails, recordPage } from './portal'
import { openPropertyStore, unlessAborted } from './propertyStore'
import { openPropertyWrites } from './propertyWrites'
import { keyOf } from './settle'
import { openStore, type ClosableStore } from './store'
import { systemTime } from './time'
import { closedError, openTransport } from './transport'
import { Turns } from './turns'
import type { Account, AccountDetails, AccountEvents, AccountOptions } from './types'
import { isOn } from './values'

const hubSpot = 'https://api.hubapi.com'
const usualTimeout = 30_000
const usualMaxQueued = 100_000

/**
 * Opens the door to a portal. No call is made and nothing of HubSpot's client is loaded before the first operation.
 * Accounts with the same token share one limiter.
 * @throws HubSpotError `CONFIG_INVALID` for a token or an address that cannot be one; its message names neither
 */
export function openAccount(options: AccountOptions): Account {
    const token = checkToken(options.token)
    const baseUrl = checkBaseUrl(options.baseUrl ?? hubSpot)
    const time = options.time ?? systemTime
    const readOnly = isOn(options.readOnly)
    const maxQueued = checkCount(options.maxQueued ?? usualMaxQueued, 'maxQueued')
    const listeners = new Set<AccountEvents['waiting']>()
    const closing = new AbortController()
    const transport = openTransport({
        token,
        baseUrl,
        timeout: checkCount(options.timeout ?? usualTimeout, 'timeout'),
        time,
        onWaiting(until) {
            for (const listener of listeners) listener(until)
        }
    })
    const stores = new Map<string, ClosableStore>()
    let loading: Promise<Client> | null = null
    let details: Promise<AccountDetails> | null = null

    function client(): Promise<Client> {
        loading ??= import('./client').then(({ openClient }) => openClient(transport.send))
        return loading
    }

    function open(): void {
        if (closing.signal.aborted) throw closedError()
    }

    function objects(objectType: string): ClosableStore {
        const known = stores.get(objectType)
        if (known) return known
        const store = openStore({
            objectType,
            readOnly,
            maxQueued,
            time,
            closing: closing.signal,
            async context() {
                open()
                return {
                    target: { client: await client(), objectType },
                    pause: (ms) => time.sleep(ms, closing.signal)
                }
            }
        })
        if (closing.signal.aborted) void store.close()
        stores.set(objectType, store)
        return store
    }

    function askDetails(): Promise<AccountDetails> {
        if (details) return details
        const asked = readDetails(transport)
        details = asked
        asked.catch(() => (details = null))
        return asked
    }

    const schemas = {
        client() {
            open()
            return client()
        },
        readOnly,
        time,
        closing: closing.signal
    }
    const definitions = openPropertyStore(client, time)
    const associations = openAssociations({
        async client() {
            open()
            return client()
        },
        readOnly,
        maxQueued,
        time,
        closing: closing.signal
    })

    const turns = new Turns()
    const settling = { associations, readOnly, time, closing: closing.signal }

    return {
        readOnly,
        contacts: objects('contacts'),
        objects,
        properties: { list: definitions.list, ...openPropertyWrites(schemas, definitions.forget) },
        pipelines: openPipelineStore(schemas),
        associations,
        notes: openNotes({ notes: objects('notes'), ...settling }),
        activities: openActivities({ objects, ...settling, now: transport.now }),
        owners: openOwners(transport, time),
        createOnce: openOnce({ objects, ...settling }),
        inTurn: (places, work) => turns.take(places.map(keyOf), work),
        async details({ signal } = {}) {
            return unlessAborted(askDetails(), signal)
        },
        async check({ signal } = {}) {
            const report = await checkConnection(transport, token, signal)
            details = Promise.resolve(report.details)
            return report
        },
        now: transport.now,
        async recordUrl(objectType, id) {
            return recordPage(await askDetails(), objectType, id)
        },
        calls: transport.calls,
        on(_event, listener) {
            listeners.add(listener)
            return () => void listeners.delete(listener)
        },
        async close() {
            closing.abort(closedError())
            const closed = [...stores.values(), associations].map((store) => store.close())
            transport.close()
            await Promise.all(closed)
            listeners.clear()
        }
    }
}

/** What can stand in an HTTP header: anything else is a paste that went wrong. */
function checkToken(given: unknown): string {
    const token = typeof given === 'string' ? given.trim() : ''
    if (token === '') throw new HubSpotError('CONFIG_INVALID', 'there is no token')
    if (!/^[\u0021-\u007e]+$/.test(token))
        throw new HubSpotError('CONFIG_INVALID', 'the token has characters that no token has')
    return token
}

/** @returns the address without a trailing slash: the client would make two of it (facts/hubspot.md 11) */
function checkBaseUrl(given: string): string {
    const url = URL.canParse(given) ? new URL(given) : null
    if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password)
        throw new HubSpotError('CONFIG_INVALID', 'the address of HubSpot is not a web address')
    return url.href.replace(/\/+$/, '')
}

function checkCount(given: number, name: string): number {
    if (!Number.isInteger(given) || given < 1)
        throw new HubSpotError('CONFIG_INVALID', `${name} is not a whole number above zero`)
    return given
}
