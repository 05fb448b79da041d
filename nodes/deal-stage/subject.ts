import type { RecordRef } from '../../src/hubspot'
import { invalidInput, isPlainObject, kindOf, readId, readRecord } from '../shared'
import type { Operation } from './config'

/** Whom an entry of the payload is about: the contact of a new deal, or the deal. */
export interface Subject {
    ref: RecordRef
    /** The fields that typed inputs of type `row` are taken from. */
    row: unknown
}

/**
 * Reads one entry: a record, a row with an `id` (or for a contact an e-mail), an id, an e-mail, or an event of HubSpot's
 * with `objectId`.
 * @throws NodeError `INPUT_INVALID`
 */
export function readSubject(entry: unknown, operation: Operation): Subject {
    return operation === 'open' ? contactIn(entry) : { ref: { id: dealIn(entry) }, row: rowOf(entry) }
}

/** The id of a deal. @throws NodeError `INPUT_INVALID` */
export function idIn({ ref }: Subject): string {
    if ('id' in ref) return ref.id
    throw invalidInput('the record names no deal: it has no id')
}

function contactIn(entry: unknown): Subject {
    const row = rowOf(entry)
    if (isPlainObject(entry) && entry.objectId !== undefined)
        return { ref: { id: readId(entry.objectId) }, row }
    const { id, email } = readRecord(entry)
    if (id !== undefined) return { ref: { id }, row }
    if (email !== undefined) return { ref: { idProperty: 'email', value: email }, row }
    if (isPlainObject(entry) && entry.id !== undefined) return { ref: { id: readId(entry.id) }, row }
    throw invalidInput('the record names no contact: it has neither an id nor an e-mail')
}

function dealIn(entry: unknown): string {
    if (typeof entry === 'string' || typeof entry === 'number') return readId(entry)
    if (!isPlainObject(entry)) throw invalidInput(`a deal must be an object or an id, not ${kindOf(entry)}`)
    const { objectId, id, properties } = entry
    const inside = isPlainObject(properties) ? properties.hs_object_id : undefined
    const given = objectId ?? id ?? inside
    if (given === undefined || given === null || given === '')
        throw invalidInput('the record names no deal: it has no id')
    return readId(given)
}

function rowOf(entry: unknown): unknown {
    return isPlainObject(entry) && isPlainObject(entry.properties) ? { ...entry.properties, ...entry } : entry
}
