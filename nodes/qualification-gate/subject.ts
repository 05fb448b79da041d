import type { RecordRef } from '../../src/hubspot'
import { invalidInput, isPlainObject, readId, readRecord } from '../shared'

/** Whom an entry of the payload is about. */
export interface Subject {
    ref: RecordRef
    /** Names of the properties that the entry brings, if it is a record: it is to leave with them. */
    properties: string[]
    /** The fields that typed inputs of type `row` are taken from. */
    row: unknown
}

/**
 * Reads one entry: a record, a row with an e-mail or an id, an id, an e-mail, or an event of HubSpot's (`objectId`).
 * @throws NodeError `INPUT_INVALID`
 */
export function readSubject(entry: unknown): Subject {
    if (!isPlainObject(entry)) return named(readRecord(entry), entry)
    const { objectId, id, properties } = entry
    if (objectId !== undefined) return named({ id: readId(objectId) }, entry)
    if (isPlainObject(properties)) {
        return named(readRecord(entry), { ...properties, ...entry }, Object.keys(properties))
    }
    const { email } = readRecord(entry)
    // The id of a row with an e-mail may be another system's.
    return named(email === undefined && id !== undefined ? { id: readId(id) } : { email }, entry)
}

function named(
    { id, email }: { id?: string | undefined; email?: string | undefined },
    row: unknown,
    properties: string[] = []
): Subject {
    const names = properties.filter((name) => /^\w{1,100}$/.test(name))
    if (id !== undefined) return { ref: { id }, properties: names, row }
    if (email !== undefined) return { ref: { idProperty: 'email', value: email }, properties: names, row }
    throw invalidInput('the record names no contact: it has neither an id nor an e-mail')
}
