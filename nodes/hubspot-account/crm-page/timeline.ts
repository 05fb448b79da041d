import type { TimelineEntry } from './answers'

/** One value a property has had (facts/hubspot.md 2, `propertiesWithHistory`). */
interface PastValue {
    value: string
    timestamp: string
    sourceType: string
    sourceId: string
    sourceLabel?: string
}

/**
 * A record's history as acts of writing, newest first: what one source changed at one moment is one entry.
 * @param history per property its values, newest first
 */
export function timelineOf(history: Readonly<Record<string, readonly PastValue[]>>): TimelineEntry[] {
    const entries = new Map<string, { entry: TimelineEntry; turn: number }>()
    for (const [property, values] of Object.entries(history)) {
        const seen = new Map<string, number>()
        for (const [index, value] of [...values.entries()].toReversed()) {
            const { timestamp: at, sourceType, sourceId, sourceLabel = '' } = value
            const source = JSON.stringify([at, sourceType, sourceId, sourceLabel])
            // A clock that stands still gives one property several values at one moment: the first belongs to what
            // else was written then, each later one is an entry of its own.
            const turn = seen.get(source) ?? 0
            seen.set(source, turn + 1)
            const key = `${turn} ${source}`
            let act = entries.get(key)
            if (!act) {
                act = { entry: { at, sourceType, sourceId, sourceLabel, changes: [] }, turn }
                entries.set(key, act)
            }
            act.entry.changes.push({ property, from: values[index + 1]?.value ?? '', to: value.value })
        }
    }
    for (const { entry } of entries.values()) entry.changes.sort(byInterest)
    return [...entries.values()]
        .sort((a, b) => Date.parse(b.entry.at) - Date.parse(a.entry.at) || b.turn - a.turn)
        .map(({ entry }) => entry)
}

/** What HubSpot keeps itself (`hs_…`, except the lead status), as opposed to what people and flows write. */
export const isBookkeeping = (property: string): boolean =>
    property.startsWith('hs_') && property !== 'hs_lead_status'

function byInterest(a: { property: string }, b: { property: string }): number {
    return (
        Number(isBookkeeping(a.property)) - Number(isBookkeeping(b.property)) ||
        (a.property < b.property ? -1 : 1)
    )
}
