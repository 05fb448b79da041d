import type { ObjectStore, PropertyInputs, RecordRef, WriteResult } from '../../src/hubspot'
import { invalidInput } from './errors'

/** What `msg.payload` may hold for one record: a record, a row of plain fields, an id or an e-mail. */
export interface RecordInput {
    id?: string
    email?: string
    properties: PropertyInputs
}

/**
 * Reads one entry of a payload. `{id?, properties}` is a record as this pack sends it; any other object is a row
 * whose fields are the properties; a string with an `@` is an e-mail, another string or a whole number is an id.
 * @throws NodeError `INPUT_INVALID`
 */
export function readRecord(value: unknown): RecordInput {
    if (typeof value === 'number') return { id: readId(value), properties: {} }
    if (typeof value === 'string') {
        const text = value.trim()
        if (text === '') throw invalidInput('the record is an empty string')
        return text.includes('@') ? { email: text, properties: {} } : { id: readId(text), properties: {} }
    }
    if (!isPlainObject(value))
        throw invalidInput(`a record must be an object, an id or an e-mail, not ${kindOf(value)}`)
    const { id, properties } = value
    const input: RecordInput = { properties: {} }
    if (
        id !== undefined &&
        id !== null &&
        id !== '' &&
        (properties !== undefined || Object.keys(value).length === 1)
    ) {
        input.id = readId(id)
    }
    if (properties === undefined) {
        input.properties = value as PropertyInputs
    } else if (isPlainObject(properties)) {
        input.properties = properties as PropertyInputs
    } else {
        throw invalidInput(`the record's properties must be an object, not ${kindOf(properties)}`)
    }
    const { email } = input.properties
    if (typeof email === 'string' && email.trim() !== '') input.email = email.trim()
    return input
}

/**
 * HubSpot's record id as a string.
 * @throws NodeError `INPUT_INVALID` for anything but a positive whole number
 */
export function readId(value: unknown): string {
    const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
    if (typeof text === 'string' && /^[1-9]\d{0,19}$/.test(text.trim())) return text.trim()
    throw invalidInput('the id is not a HubSpot record id (a positive whole number)')
}

/** A name of a value's kind that shows none of its content. */
export function kindOf(value: unknown): string {
    if (value === null) return 'null'
    if (Array.isArray(value)) return 'an array'
    if (Buffer.isBuffer(value)) return 'a buffer'
    return value === undefined ? 'undefined' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
}

/** Whether the value is an object with fields, as opposed to an array, a buffer or a date. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
    return Object.prototype.toString.call(value) === '[object Object]'
}

/** `msg.hubspot` for one record (DESIGN 4): enough to show a person what was done, and to undo it. */
export interface HubSpotInfo {
    portalId: number
    objectType: string
    id: string
    url: string
    created: boolean
    changed: WriteResult['changed']
    dryRun: boolean
    /** Only after an archive, which HubSpot's API can not undo (facts/hubspot.md 2): *undo* must refuse it by name. */
    archived?: true
}

/** Describes a write for `msg.hubspot`. */
export function infoOf(store: ObjectStore, result: WriteResult, portalId: number, url: string): HubSpotInfo {
    return {
        portalId,
        objectType: store.objectType,
        id: result.record.id,
        url,
        created: result.outcome === 'created',
        changed: result.changed,
        dryRun: result.dryRun,
        ...(result.outcome === 'archived' ? { archived: true as const } : {})
    }
}

/** The reference by which an input names its record: the wanted unique property, its id, or its e-mail. */
export function refOf(input: RecordInput, idProperty: string): RecordRef {
    if (idProperty === 'id') {
        if (input.id) return { id: input.id }
        throw invalidInput('the record has no id')
    }
    if (idProperty === 'email') {
        if (input.email) return { idProperty: 'email', value: input.email }
        if (input.id) return { id: input.id }
        throw invalidInput('the record has no e-mail')
    }
    const value = input.properties[idProperty]
    if (value === undefined || value === null || value === '') {
        throw invalidInput(`the record has no value for ${idProperty}`)
    }
    return { idProperty, value: String(value) }
}
