import type { ActivityPlace, RecordRef } from '../../src/hubspot'
import { invalidInput, isPlainObject, readId, readRecord } from '../shared'

/** The record that an entry of the payload is about. */
export interface Target {
    ref: RecordRef
    /** The fields that typed inputs of type `row` are taken from. */
    row: unknown
}

/**
 * Reads one entry: a record `{id, properties}`, a row with an e-mail or an id, an id, an e-mail (contacts only), or an event of
 * HubSpot's (`objectId`).
 * @throws NodeError `INPUT_INVALID`
 */
export function readTarget(entry: unknown, objectType: ActivityPlace['objectType']): Target {
    const row =
        isPlainObject(entry) && isPlainObject(entry.properties) ? { ...entry.properties, ...entry } : entry
    if (isPlainObject(entry)) {
        if (entry.objectId !== undefined) return { ref: { id: readId(entry.objectId) }, row }
        refuseOther(entry, objectType)
        const { email } = readRecord(entry)
        // The id of a row with an e-mail may be another system's.
        const isRow = entry.properties === undefined && objectType === 'contacts' && email !== undefined
        if (!isRow && isGiven(entry.id)) return { ref: { id: readId(entry.id) }, row }
    }
    const { id, email } = readRecord(entry)
    if (id !== undefined) return { ref: { id }, row }
    if (objectType === 'contacts' && email !== undefined) {
        return { ref: { idProperty: 'email', value: email }, row }
    }
    throw invalidInput(
        objectType === 'contacts'
            ? 'the record names no contact: it has neither an id nor an e-mail'
            : 'the record names no deal: it has no id'
    )
}

/** The id of a task, or of the task in a record as *list* gives it. @throws NodeError `INPUT_INVALID` */
export function readTaskId(entry: unknown): string {
    if (!isPlainObject(entry)) return readId(entry)
    refuseOther(entry, 'tasks')
    return readId(entry.id ?? entry.objectId)
}

/**
 * More records that an activity goes on: ids of the other type, or `{objectType, id}`, one or several.
 * @param other the type of a plain id
 * @throws NodeError `INPUT_INVALID`
 */
export function readPlaces(value: unknown, other: ActivityPlace['objectType']): ActivityPlace[] {
    if (!isGiven(value)) return []
    return (Array.isArray(value) ? value : [value]).map((one: unknown) => {
        if (!isPlainObject(one)) return { objectType: other, id: readId(one) }
        const objectType = one.objectType ?? other
        if (objectType !== 'contacts' && objectType !== 'deals')
            throw invalidInput('activities go on contacts and deals only')
        return { objectType, id: readId(one.id) }
    })
}

/** A record that says it is another type's has an id that means something else here. */
function refuseOther({ objectType }: Record<string, unknown>, wanted: string): void {
    if (typeof objectType === 'string' && objectType !== wanted)
        throw invalidInput(`the record is not one of ${wanted}`)
}

function isGiven(value: unknown): boolean {
    return value !== undefined && value !== null && value !== ''
}
