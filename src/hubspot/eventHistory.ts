/** What property history (facts/hubspot.md 2) says of changes: which were real, and from what. Pure. */
import { keyed, type EventChange, type RecordEvent } from './events'
import type { CrmRecord, HistoryEntry } from './types'

/** An event's time and the history's are of two services of HubSpot: so far apart they may still mean one write, ms. */
const clocksApart = 60_000

/** A change that history shows. */
export interface RealChange {
    name: string
    from: string | null
    to: string | null
    /** ISO 8601 */
    at: string
    source: { type: string; id: string }
}

/** The changes of one property, oldest first; a write of the value that was there is none. */
export function realChanges(name: string, history: readonly HistoryEntry[]): RealChange[] {
    const changes: RealChange[] = []
    let held: string | null = null
    for (const { value, timestamp, sourceType, sourceId } of oldestFirst(history)) {
        const to = value === '' ? null : value
        if (to !== held)
            changes.push({
                name,
                from: held,
                to,
                at: timestamp,
                source: { type: sourceType, id: sourceId ?? '' }
            })
        held = to
    }
    return changes
}

/**
 * Completes a webhook's property change by the record's history.
 * @returns the event with the old value, as far as history has the change, or null when it was none
 */
export function withOldValue(event: RecordEvent, record: CrmRecord): RecordEvent | null {
    const changed: Record<string, EventChange> = {}
    for (const [name, change] of Object.entries(event.changed)) {
        const history = record.propertiesWithHistory?.[name] ?? []
        const from = oldValue(name, change.to, Date.parse(event.occurredAt), history)
        if (from === 'none') continue
        changed[name] = from === 'unknown' ? change : { from: from.value, to: change.to }
    }
    if (Object.keys(changed).length === 0) return null
    return { ...event, changed }
}

function oldValue(
    name: string,
    to: string | null,
    at: number,
    history: readonly HistoryEntry[]
): { value: string | null } | 'none' | 'unknown' {
    const same = realChanges(name, history).filter((change) => change.to === to)
    const apart = ({ at: time }: RealChange) => Math.abs(Date.parse(time) - at)
    const [nearest] = same.toSorted((a, b) => apart(a) - apart(b))
    if (nearest && apart(nearest) <= clocksApart) return { value: nearest.from }
    const held = oldestFirst(history).findLast(({ timestamp }) => Date.parse(timestamp) <= at)
    // It had this value already when the event says that it got it.
    if (held && (held.value === '' ? null : held.value) === to) return 'none'
    return 'unknown'
}

/** Changes that one write made together, as events in the order of their time. */
export function eventsOfChanges(
    changes: readonly RealChange[],
    record: Pick<RecordEvent, 'objectType' | 'id' | 'portalId'>
): RecordEvent[] {
    const writes = new Map<string, { first: RealChange; changed: Record<string, EventChange> }>()
    for (const change of changes) {
        const { name, from, to, at, source } = change
        // A property that changed twice within a millisecond was written twice.
        for (let turn = 0; ; turn += 1) {
            const write = `${Date.parse(at)} ${source.type} ${source.id} ${turn}`
            const known = writes.get(write)
            if (known && Object.hasOwn(known.changed, name)) continue
            if (known) known.changed[name] = { from, to }
            else writes.set(write, { first: change, changed: { [name]: { from, to } } })
            break
        }
    }
    return [...writes.values()]
        .toSorted((a, b) => Date.parse(a.first.at) - Date.parse(b.first.at))
        .map(({ first, changed }) =>
            keyed({
                ...record,
                kind: 'propertyChange',
                occurredAt: new Date(first.at).toISOString(),
                changed,
                source: first.source
            })
        )
}

/** By time; entries of one millisecond keep their order, which is newest first as they come. */
function oldestFirst(history: readonly HistoryEntry[]): HistoryEntry[] {
    return history
        .filter(({ timestamp }) => !Number.isNaN(Date.parse(timestamp)))
        .toReversed()
        .toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
}
