import type { NameParts } from '../../src/names'
import { invalidInput, isPlainObject, kindOf } from '../shared'
import type { NameDetails, Settings } from './config'

/** One entry of a payload: where its fields are, and how it looks with new ones. */
export interface Entry {
    fields: Record<string, unknown>
    /** The entry with other fields; everything else about it stays. */
    withFields(fields: Record<string, unknown>): Record<string, unknown>
}

/**
 * Reads one entry: a name, a row of fields, or a record `{ id, properties }` whose fields are its properties.
 * @param nameField the field that a payload which is the name itself becomes
 * @throws NodeError `INPUT_INVALID` for anything else
 */
export function readEntry(value: unknown, nameField: string): Entry {
    if (typeof value === 'string') return { fields: { [nameField]: value }, withFields: (fields) => fields }
    if (!isPlainObject(value))
        throw invalidInput(`a name must be text, a row or a record, not ${kindOf(value)}`)
    const { properties } = value
    if (properties === undefined) return { fields: value, withFields: (fields) => fields }
    if (!isPlainObject(properties))
        throw invalidInput(`the record's properties must be an object, not ${kindOf(properties)}`)
    return {
        fields: properties,
        withFields: (fields) => ({ ...value, properties: fields })
    }
}

/**
 * A field's value as text: nothing is '', and a number is the text that a CSV parser made it from.
 * @throws NodeError `INPUT_INVALID` for an object, a list or a truth value
 */
export function textOf(value: unknown, what: string): string {
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return value
    if (typeof value === 'number') return String(value)
    throw invalidInput(`the ${what} must be text, not ${kindOf(value)}`)
}

/** Whether first and last name both have a value of their own already (RULES.md, decisions, "Imports"). */
export function isSplitAlready(fields: Record<string, unknown>, properties: Settings['properties']): boolean {
    const [first, last] = [properties.get('first'), properties.get('last')]
    return first !== undefined && last !== undefined && isFilled(fields[first]) && isFilled(fields[last])
}

/**
 * The fields with the parts written in. A blank part is left out, because HubSpot clears a value that comes as ''
 * (facts/names.md): only the property that held the whole name is emptied when what it held has gone elsewhere.
 */
export function writeParts(
    fields: Record<string, unknown>,
    parts: NameParts,
    properties: Settings['properties'],
    { sourceField, keepFilled }: { sourceField: string | null; keepFilled: boolean }
): Record<string, unknown> {
    const written = { ...fields }
    const moved = [...properties].some(([part, property]) => property !== sourceField && parts[part] !== '')
    for (const [part, property] of properties) {
        const isSource = property === sourceField
        if (parts[part] === '') {
            if (isSource && moved) written[property] = ''
        } else if (isSource || !keepFilled || !isFilled(fields[property])) {
            written[property] = parts[part]
        }
    }
    return written
}

/** What goes into the details: the parts, the name they were made from, and who decided. */
export function detailsOf(name: string, parts: NameParts, corrected: boolean): NameDetails {
    return { name, ...parts, corrected }
}

function isFilled(value: unknown): boolean {
    return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null
}
