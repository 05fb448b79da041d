/** HubSpot's JSON of records, read without trusting it. */
import { asArray, asObject, asText, type JsonObject } from './json'
import type { CrmRecord, HistoryEntry, Properties } from './types'

/** What comes back when a caller names no properties: HubSpot's own defaults (facts/hubspot.md 3). */
const contactDefaults = ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname']
const dealDefaults = [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline'
]
const otherDefaults = ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id']

export function defaultProperties(objectType: string): readonly string[] {
    if (objectType === 'contacts') return contactDefaults
    return objectType === 'deals' ? dealDefaults : otherDefaults
}

/** @returns null for anything that has no id */
export function toRecord(json: unknown): CrmRecord | null {
    const raw = asObject(json)
    const id = asText(raw.id)
    if (id === undefined || id === '') return null
    const history = asObject(raw.propertiesWithHistory)
    return {
        id,
        properties: toProperties(raw.properties),
        ...(Object.keys(history).length > 0 && {
            propertiesWithHistory: Object.fromEntries(
                Object.entries(history).map(([name, entries]) => [name, toHistory(entries)])
            )
        }),
        ...textsOf(raw, ['createdAt', 'updatedAt', 'url']),
        archived: raw.archived === true
    }
}

/** Every record of an answer's `results`. */
export function toRecords(json: unknown): CrmRecord[] {
    return asArray(asObject(json).results)
        .map(toRecord)
        .filter((record) => record !== null)
}

/** `paging.next.after`, or null on the last page. */
export function nextPage(json: unknown): string | null {
    return asText(asObject(asObject(asObject(json).paging).next).after) ?? null
}

/** A record with only these properties, null where HubSpot named none. */
export function project(record: CrmRecord, names: Iterable<string>, history: Iterable<string>): CrmRecord {
    const { propertiesWithHistory: held, ...rest } = record
    const wanted = [...history]
    return {
        ...rest,
        properties: Object.fromEntries(
            [...names]
                .filter((name) => Object.hasOwn(record.properties, name))
                .map((name) => [name, record.properties[name] ?? null])
        ),
        ...(wanted.length > 0 && {
            propertiesWithHistory: Object.fromEntries(
                wanted
                    .filter((name) => held && Object.hasOwn(held, name))
                    .map((name) => [name, held?.[name] ?? []])
            )
        })
    }
}

/** All values are strings or null (facts/hubspot.md 2). */
function toProperties(json: unknown): Properties {
    return Object.fromEntries(
        Object.entries(asObject(json)).map(([name, value]) => [
            name,
            typeof value === 'boolean' ? String(value) : (asText(value) ?? null)
        ])
    )
}

/** Newest first; HubSpot only usually sends it so (facts/hubspot.md 2). */
function toHistory(json: unknown): HistoryEntry[] {
    return asArray(json)
        .map((entry) => {
            const raw = asObject(entry)
            const updatedByUserId = raw.updatedByUserId
            return {
                value: asText(raw.value) ?? '',
                timestamp: asText(raw.timestamp) ?? '',
                sourceType: asText(raw.sourceType) ?? '',
                ...textsOf(raw, ['sourceId', 'sourceLabel']),
                ...(typeof updatedByUserId === 'number' && { updatedByUserId })
            }
        })
        .toSorted((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp))
}

function textsOf<Name extends string>(raw: JsonObject, names: Name[]): Partial<Record<Name, string>> {
    const found: Partial<Record<Name, string>> = {}
    for (const name of names) {
        const text = asText(raw[name])
        if (text !== undefined) found[name] = text
    }
    return found
}
