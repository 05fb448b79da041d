import type { Derive, Entry, Source, StoredRecord, View } from './model'

/** The newest entry of a property, or with a horizon (ISO 8601) the newest of that time. */
export function entryAt(record: StoredRecord, property: string, horizon: string | null): Entry | undefined {
    let entry = record.values[property]
    if (horizon !== null) while (entry && entry.write.at > horizon) entry = entry.previous
    return entry
}

/** The value of a stored property; undefined when it is empty. */
export function storedValue(
    record: StoredRecord,
    property: string,
    horizon: string | null = null
): string | undefined {
    return entryAt(record, property, horizon)?.value || undefined
}

/** One item of `propertiesWithHistory` (facts 2). */
export interface HistoryItem {
    value: string
    timestamp: string
    sourceType: string
    sourceId: string
    sourceLabel?: string
    updatedByUserId?: number
}

/** All values a property has had, newest first; an empty value is a clearing. */
export function historyOf(record: StoredRecord, property: string): HistoryItem[] {
    const items: HistoryItem[] = []
    for (let entry = record.values[property]; entry; entry = entry.previous)
        items.push({ value: entry.value, timestamp: entry.write.at, ...sourceFields(entry.write.source) })
    return items
}

const sourceFields = ({ type, id, label, userId }: Source) => ({
    sourceType: type,
    sourceId: id,
    ...(label !== undefined && { sourceLabel: label }),
    ...(userId !== undefined && { updatedByUserId: userId })
})

/** When the record was last changed, as far as the horizon lets see. */
export function modifiedAt(record: StoredRecord, horizon: string | null): string {
    if (horizon === null || record.updatedAt <= horizon) return record.updatedAt
    let latest = record.created.at
    for (const property of Object.keys(record.values)) {
        const at = entryAt(record, property, horizon)?.write.at
        if (at !== undefined && at > latest) latest = at
    }
    return latest
}

/** Reads any property of a type's records, stored or derived, with the work of choosing done once. */
export function reader(
    derived: ReadonlyMap<string, Derive>,
    property: string,
    view: View
): (record: StoredRecord) => string | undefined {
    const derive = derived.get(property)
    if (derive) return (record) => derive(record, view)
    const { horizon } = view
    if (horizon === null) return (record) => record.values[property]?.value || undefined
    return (record) => storedValue(record, property, horizon)
}
