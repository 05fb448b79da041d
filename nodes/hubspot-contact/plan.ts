import type { PropertyInputs, RecordRef } from '../../src/hubspot'
import { isPlainObject, readId, readRecord, refOf, type RecordInput, type Typed } from '../shared'
import { matching, type ContactSettings, type MappingRow } from './config'
import { toPropertyInputs } from './values'

/** What is to be done with one record of the payload. */
export interface Plan {
    /** Null for an operation that finds nothing (*create*). */
    ref: RecordRef | null
    properties: PropertyInputs
}

/**
 * Reads one entry of the payload into a reference and the properties to write.
 * @param mapped the values of the mapping, or null when the node has none and the record's own properties count
 * @throws NodeError `INPUT_INVALID` when the entry is no record, names none, or has a value HubSpot can not hold
 */
export function planRecord(
    entry: unknown,
    settings: Pick<ContactSettings, 'operation' | 'matchBy'>,
    mapped: Record<string, unknown> | null
): Plan {
    const { operation, matchBy } = settings
    const input = readEntry(entry, matchBy)
    const properties = toPropertyInputs(mapped ?? input.properties)
    if (!matching.has(operation)) return { ref: null, properties }
    const email = textOf(mapped?.email) ?? input.email
    const ref = refOf(
        { ...input, ...(email ? { email } : {}), properties: { ...input.properties, ...properties } },
        matchBy
    )
    return { ref, properties }
}

/** Reads an entry, with the two liberties that a chosen match property allows. */
function readEntry(entry: unknown, matchBy: string): RecordInput {
    const isOwnKey = matchBy !== 'id' && matchBy !== 'email'
    if (isOwnKey && (typeof entry === 'string' || typeof entry === 'number')) {
        return { properties: { [matchBy]: entry } }
    }
    if (matchBy === 'id' && isPlainObject(entry) && entry.properties === undefined) {
        const { id = entry.hs_object_id, ...rest } = entry
        const input = readRecord(rest)
        return id === undefined || id === null || id === '' ? input : { ...input, id: readId(id) }
    }
    return readRecord(entry)
}

/**
 * The fields a mapping's `row` values are taken from: a row's own, a record's properties beside its id, and for a
 * plain id or e-mail that alone.
 */
export function rowOf(entry: unknown): unknown {
    if (typeof entry === 'string') return entry.includes('@') ? { email: entry.trim() } : { id: entry.trim() }
    if (typeof entry === 'number') return { id: entry }
    if (isPlainObject(entry) && isPlainObject(entry.properties)) return { ...entry.properties, ...entry }
    return entry
}

/** The values of a mapping for one record. */
export async function mapRow(
    mapping: readonly MappingRow[],
    evaluate: (typed: Typed) => Promise<unknown>
): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {}
    for (const { property, value, type } of mapping) {
        values[property] = await evaluate({ value, type })
    }
    return values
}

function textOf(value: unknown): string | undefined {
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
