/** Which contacts an entry of the payload is about. */
import type { RecordRef } from '../../src/hubspot'
import { invalidInput, isPlainObject, readId, readRecord } from '../shared'
import type { Desk } from './desk'
import { toldBy, type Told } from './events'

/** One contact that an entry is about. */
export interface Subject {
    ref: RecordRef
    /** What the entry tells; null when it only names the contact. */
    told: Told | null
    /** The fields that typed inputs of type `row` are taken from. */
    row: unknown
}

/**
 * Reads one entry: a contact (a record, a row with an e-mail or else an id, an id, an e-mail), an activity or a deal, which
 * is about every contact it is on, or an event of HubSpot's with `objectId`.
 * @param info the `msg.hubspot` that belongs to it
 * @throws NodeError `INPUT_INVALID`, HubSpotError
 */
export async function subjectsOf(desk: Desk, entry: unknown, info: unknown): Promise<Subject[]> {
    const row =
        isPlainObject(entry) && isPlainObject(entry.properties) ? { ...entry.properties, ...entry } : entry
    const told = toldBy(entry, info)
    if (!told || told.objectType === 'contacts')
        return [{ ref: told?.id ? { id: readId(told.id) } : contactIn(entry), told, row }]
    const known = ['emails', 'calls', 'meetings', 'notes', 'tasks', 'deals']
    if (!known.includes(told.objectType))
        throw invalidInput('the record is neither a contact, an activity nor a deal')
    const id = readId(told.id)
    const ids =
        told.contacts.length > 0
            ? told.contacts.map(readId)
            : await desk.account.associations.read(told.objectType, 'contacts', id, desk.options)
    if (ids.length === 0) throw invalidInput(`no contact is on the record of ${told.objectType}`)
    return ids.map((one) => ({ ref: { id: one }, told, row }))
}

function contactIn(entry: unknown): RecordRef {
    // In a row with an e-mail an id may be anybody's, such as a user's in your database; without one it names the contact.
    const isNamedById =
        isPlainObject(entry) && entry.properties === undefined && entry.id !== undefined && !entry.email
    const { id, email } = readRecord(isNamedById ? { id: entry.id, properties: entry } : entry)
    if (id !== undefined) return { id }
    if (email !== undefined) return { idProperty: 'email', value: email }
    throw invalidInput('the record names no contact: it has neither an id nor an e-mail')
}
