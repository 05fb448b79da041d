/** Finds what was created, changed and associated since a cursor, by search and property history. */
import { eventsOfChanges, realChanges, type RealChange } from './eventHistory'
import { keyed, type RecordEvent } from './events'
import { advanceCursor, type PollCursor } from './pollCursor'
import type { Account, CrmRecord, OperationOptions } from './types'
import { KeptNewest } from './keptNewest'

/** What is watched of one object type. */
export interface Watch {
    objectType: 'contacts' | 'deals'
    created: boolean
    /** Internal names of properties. */
    changed: readonly string[]
    /** Associations between contacts and deals. */
    associated: boolean
    /** More properties to return. */
    properties: readonly string[]
}

/** An event, and the record as it now is. */
export interface PolledChange {
    event: RecordEvent
    record: CrmRecord
}

/** So much is read again by the next poll, because search lags behind writes (facts/hubspot.md 3: up to 30 s seen). */
const overlap = 300_000
/** Records that are read and sent together: a page of search results. */
const chunkSize = 200
/** Entries of memory; what is forgotten may at worst be sent twice. */
const mostKept = 100_000

/** facts/hubspot.md 3: contacts have a name of their own for it. */
const modifiedOf = { contacts: 'lastmodifieddate', deals: 'hs_lastmodifieddate' } as const
const otherOf = { contacts: 'deals', deals: 'contacts' } as const
/** How many of the other side a record is associated with: its history tells when that changed. */
const countOf = { contacts: 'num_associated_deals', deals: 'num_associated_contacts' } as const

/**
 * Polls one portal. What it remembers between polls only spares calls and repetitions; what must not be lost is in the
 * cursor.
 */
export class ChangePoller {
    readonly #account: Account
    readonly #watches: readonly Watch[]
    /** By key, when what was sent happened, ms. */
    readonly #sent = new KeptNewest<number>(mostKept)
    /** By record, the time of modification that it was last read at. */
    readonly #read = new KeptNewest<string>(mostKept)

    constructor(account: Account, watches: readonly Watch[]) {
        this.#account = account
        this.#watches = watches
    }

    /**
     * Finds everything since the cursor and hands it to `emit`, in portions whose records come in no order; those of one
     * portion by time. A failure of either leaves the cursor where it was.
     * @returns the cursor that covers it
     * @throws HubSpotError, and what `emit` throws
     */
    async poll(
        cursor: PollCursor,
        emit: (changes: PolledChange[]) => Promise<void>,
        options: OperationOptions = {}
    ): Promise<PollCursor> {
        const before = Date.parse(cursor.until)
        for (const key of cursor.seen) if (!this.#sent.has(key)) this.#sent.set(key, before)
        const from = Math.max(Date.parse(cursor.start), before - overlap)
        let until = Number.POSITIVE_INFINITY
        for (const watch of this.#watches) {
            const asked = await this.#pollType(watch, cursor.portalId, from, emit, options)
            until = Math.min(until, asked)
        }
        const next = Number.isFinite(until) ? until : before
        const kept = Math.max(next, before) - overlap
        this.#sent.drop((at) => at < kept)
        this.#read.drop((at) => Date.parse(at) < kept)
        return advanceCursor(cursor, next, this.#sent.keys())
    }

    /** @returns HubSpot's time at which it was asked, ms */
    async #pollType(
        watch: Watch,
        portalId: number,
        from: number,
        emit: (changes: PolledChange[]) => Promise<void>,
        options: OperationOptions
    ): Promise<number> {
        const modified = modifiedOf[watch.objectType]
        const started = performance.now()
        const matches = this.#account.objects(watch.objectType).search({
            filterGroups: [{ filters: [{ propertyName: modified, operator: 'GTE', value: String(from) }] }],
            properties: [modified],
            pageSize: chunkSize,
            ...options
        })
        const found = matches[Symbol.asyncIterator]()
        let next = await found.next()
        const asked = this.#account.now() - (performance.now() - started)
        while (!next.done) {
            const chunk: CrmRecord[] = []
            for (; !next.done && chunk.length < chunkSize; next = await found.next()) {
                const at = next.value.properties[modified] ?? ''
                if (at === '' || this.#read.get(keyOf(watch, next.value)) !== at) chunk.push(next.value)
            }
            await this.#send(watch, portalId, from, chunk, emit, options)
            for (const record of chunk)
                this.#read.set(keyOf(watch, record), record.properties[modified] ?? '')
        }
        return asked
    }

    async #send(
        watch: Watch,
        portalId: number,
        from: number,
        chunk: readonly CrmRecord[],
        emit: (changes: PolledChange[]) => Promise<void>,
        options: OperationOptions
    ): Promise<void> {
        const count = countOf[watch.objectType]
        const history = [...new Set([...watch.changed, ...(watch.associated ? [count] : [])])]
        const isNew = (record: CrmRecord) => !(Date.parse(record.createdAt ?? '') < from)
        const candidates = history.length > 0 ? chunk : chunk.filter(isNew)
        const store = this.#account.objects(watch.objectType)
        const properties = [...new Set([...watch.properties, ...watch.changed])]
        const changes = await Promise.all(
            candidates.map(async ({ id }) => {
                const record = await store.find(
                    { id },
                    { properties, ...(history.length > 0 && { propertiesWithHistory: history }), ...options }
                )
                // One that was archived meanwhile is none any more.
                if (!record) return []
                return eventsOf(record, watch, portalId, from)
                    .filter(({ key }) => !this.#sent.has(key))
                    .map((event) => ({ event, record }))
            })
        )
        const found = await Promise.all(changes.flat().map((change) => this.#withOthers(change, options)))
        if (found.length === 0) return
        const time = ({ event }: PolledChange) => Date.parse(event.occurredAt)
        await emit(found.toSorted((a, b) => time(a) - time(b)))
        for (const change of found) this.#sent.set(change.event.key, time(change))
    }

    /** Which records of the other side it is associated with now; the key stays that of the change. */
    async #withOthers(change: PolledChange, options: OperationOptions): Promise<PolledChange> {
        const { event, record } = change
        if (!event.associated) return change
        const { objectType } = event.associated
        const ids = await this.#account.associations.read(event.objectType, objectType, record.id, options)
        return { record, event: { ...event, associated: { ...event.associated, ids } } }
    }
}

function keyOf({ objectType }: Watch, { id }: CrmRecord): string {
    return `${objectType} ${id}`
}

/**
 * The events of one record since a time, oldest first.
 * @param record with the history of what is watched
 * @param from ms since the epoch
 */
export function eventsOf(record: CrmRecord, watch: Watch, portalId: number, from: number): RecordEvent[] {
    const { objectType } = watch
    const about = { objectType, id: record.id, portalId }
    const since = (name: string): RealChange[] =>
        realChanges(name, record.propertiesWithHistory?.[name] ?? []).filter(
            ({ at }) => Date.parse(at) >= from
        )
    const createdAt = Date.parse(record.createdAt ?? '')
    const events: RecordEvent[] = []
    if (watch.created && createdAt >= from)
        events.push(
            keyed({
                ...about,
                kind: 'creation',
                occurredAt: new Date(createdAt).toISOString(),
                changed: {},
                source: sourceOf(record)
            })
        )
    events.push(...eventsOfChanges([...new Set(watch.changed)].flatMap(since), about))
    if (watch.associated) {
        const changes = since(countOf[objectType]).filter(({ from, to }) => Number(from) !== Number(to))
        for (const change of changes) {
            const [event] = eventsOfChanges([change], about)
            if (event)
                events.push(
                    keyed({
                        ...event,
                        kind: 'associationChange',
                        associated: {
                            objectType: otherOf[objectType],
                            ids: [],
                            removed: Number(change.to) < Number(change.from)
                        }
                    })
                )
        }
    }
    return events
}

/** Who made it, as the record itself says; with history its first entry is the better witness. */
function sourceOf({ properties, propertiesWithHistory }: CrmRecord): RecordEvent['source'] {
    const first = Object.values(propertiesWithHistory ?? {})
        .flatMap((entries) => entries.at(-1) ?? [])
        .toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))[0]
    return {
        type: properties.hs_object_source ?? first?.sourceType ?? '',
        id: properties.hs_object_source_id ?? first?.sourceId ?? ''
    }
}
