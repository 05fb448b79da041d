import type { RecordRef } from '../../src/hubspot'
import { invalidInput, isPlainObject, readId, readRecord } from '../shared'

/** Whom an entry of the payload is about, and what it says of a change. */
export interface Subject {
    ref: RecordRef
    /** The stage that a change event speaks of, as HubSpot or the sender names it; undefined when it names none. */
    changedTo?: string
    /** The fields that typed inputs of type `row` are taken from. */
    row: unknown
}

/**
 * Reads one entry: a record, a row with an e-mail or else an id, an id, an e-mail, or a change event (HubSpot's own, with
 * `objectId`, `propertyName` and `propertyValue`, or a row with `to`).
 * @throws NodeError `INPUT_INVALID`
 */
export function readSubject(entry: unknown): Subject {
    if (isPlainObject(entry) && entry.objectId !== undefined) {
        const { objectId, propertyName, propertyValue } = entry
        if (propertyName !== undefined && propertyName !== 'lifecyclestage')
            throw invalidInput('the event is about another property than the lifecycle stage')
        return { ref: { id: readId(objectId) }, ...namedStage(propertyValue), row: entry }
    }
    // In a row with an e-mail an id may be anybody's, such as a user's in your database; without one it names the contact.
    const isNamedById =
        isPlainObject(entry) &&
        entry.properties === undefined &&
        entry.id !== undefined &&
        (entry.email === undefined || entry.email === null || entry.email === '')
    const { id, email } = readRecord(isNamedById ? { id: entry.id, properties: entry } : entry)
    const row =
        isPlainObject(entry) && isPlainObject(entry.properties) ? { ...entry.properties, ...entry } : entry
    const changed = isPlainObject(entry) ? namedStage(entry.to) : {}
    if (id !== undefined) return { ref: { id }, ...changed, row }
    if (email !== undefined) return { ref: { idProperty: 'email', value: email }, ...changed, row }
    throw invalidInput('the record names no contact: it has neither an id nor an e-mail')
}

function namedStage(value: unknown): { changedTo?: string } {
    return typeof value === 'string' && value !== '' ? { changedTo: value } : {}
}
