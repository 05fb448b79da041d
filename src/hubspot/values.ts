/** Property values, e-mails, ids and names between callers and HubSpot's strings. Pure. */
import { HubSpotError } from './errors'
import type { CrmRecord, Properties } from './types'

/** The longest text that HubSpot keeps in a property (facts/hubspot.md 7, hs_note_body). */
export const longestValue = 65_536
const longestName = 100

/** What a batch read or write names a record by, in its one normal form. */
export type Ref = { id: string } | { idProperty: string; value: string }

/** Property values as they go to HubSpot, by internal name; '' clears. */
export type Values = ReadonlyMap<string, string>

/**
 * Turns a caller's properties into HubSpot's strings. Blank ones (null, undefined, '') are left out, or with `clear`
 * become ''.
 * @throws HubSpotError `INPUT_INVALID` with the property's name, never its value
 */
export function toValues(objectType: string, inputs: unknown, blank: 'leave' | 'clear' = 'leave'): Values {
    if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs))
        throw invalid('the properties are not an object of names and values')
    const values = new Map<string, string>()
    for (const [name, input] of Object.entries(inputs)) {
        checkName(name)
        const text = toText(name, input)
        const value = isEmail(objectType, name) ? normalEmail(text) : text
        if (value !== '' || blank === 'clear') values.set(name, value)
    }
    return values
}

/** @throws HubSpotError `INPUT_INVALID` unless it can be the internal name of a property */
export function checkName(name: unknown): asserts name is string {
    const sane =
        typeof name === 'string' &&
        name.trim() === name &&
        name.length > 0 &&
        name.length <= longestName &&
        name !== '__proto__'
    if (!sane) throw invalid(`a property has a name that HubSpot cannot have${namely(name)}`)
}

/** Names that a caller wants to read, checked and without repetition. */
export function toNames(names: unknown): string[] {
    if (names === undefined || names === null) return []
    if (!Array.isArray(names)) throw invalid('the names of the properties to return are not an array')
    for (const name of names) checkName(name)
    return [...new Set(names as string[])]
}

/**
 * Brings a reference to its one form: ids without leading zeros, e-mails trimmed and in lower case.
 * @throws HubSpotError `INPUT_INVALID`
 */
export function toRef(objectType: string, ref: unknown): Ref {
    const given = (typeof ref === 'object' && ref !== null ? ref : {}) as Record<string, unknown>
    if (given.id !== undefined && given.id !== null) return { id: toId(given.id) }
    if (given.idProperty === undefined)
        throw invalid('the record is named neither by id nor by a unique property')
    checkName(given.idProperty)
    if (given.idProperty === 'hs_object_id') return { id: toId(given.value) }
    const text = toText(given.idProperty, given.value).trim()
    const value = isEmail(objectType, given.idProperty) ? normalEmail(text) : text
    if (value === '') throw invalid(`${safeName(given.idProperty)}, which names the record, is empty`)
    return { idProperty: given.idProperty, value }
}

/** A record's id from a string or number of digits. @throws HubSpotError `INPUT_INVALID` */
export function toId(id: unknown): string {
    const text = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id
    if (typeof text !== 'string' || !/^\s*\d{1,20}\s*$/.test(text))
        throw invalid('the id is not a HubSpot record id')
    return text.trim().replace(/^0+(?=\d)/, '')
}

/** @throws HubSpotError `INPUT_INVALID` unless it can stand in a path as an object type */
export function checkObjectType(objectType: unknown): asserts objectType is string {
    if (typeof objectType !== 'string' || !/^[A-Za-z0-9][\w-]{0,99}$/.test(objectType))
        throw invalid('the object type is not a name that HubSpot can have')
}

/**
 * Whether something that keeps us from writing is on. Its type says that it is true or false, but a stored
 * configuration may hold a text instead, such as a variable's value or the name of one that is not set: only what
 * plainly says no counts as no.
 */
export function isOn(flag: unknown): boolean {
    if (typeof flag === 'string') return !/^(|false|no|off|0)$/i.test(flag.trim())
    return flag !== undefined && flag !== null && flag !== false && flag !== 0
}

/** What says in one word which record a reference means; two that mean the same one may still differ. */
export function keyOf(ref: Ref): string {
    return 'id' in ref ? `id:${ref.id}` : `${ref.idProperty}:${ref.value}`
}

/** E-mails as HubSpot keeps them (facts/hubspot.md 2: lower-cased). */
export function normalEmail(email: string): string {
    return email.trim().toLowerCase()
}

/** Whether writing `ours` over `theirs` would change nothing. */
export function sameValue(objectType: string, name: string, ours: string, theirs: string | null): boolean {
    const held = theirs ?? ''
    if (ours === held) return true
    if (isEmail(objectType, name)) return normalEmail(ours) === normalEmail(held)
    const appended = /^;(.+)/.exec(ours)?.[1]
    if (appended !== undefined) {
        const options = held.split(';')
        return appended.split(';').every((option) => options.includes(option))
    }
    const [a, b] = [instantOf(ours), instantOf(held)]
    return a !== null && a === b && (isIso(ours) || isIso(held))
}

/**
 * Whether a record is the one that a reference means. Upper and lower case of a unique value may or may not matter to
 * HubSpot; what it finds by one is taken as found.
 */
export function isNamedBy(ref: Ref, { id, properties }: Pick<CrmRecord, 'id' | 'properties'>): boolean {
    if ('id' in ref) return ref.id === id
    if (ref.idProperty === 'email') return hasEmail(properties, ref.value)
    return properties[ref.idProperty]?.trim().toLowerCase() === ref.value.toLowerCase()
}

/** Whether a record carries an e-mail, as its first or as one of its others (`hs_additional_emails`). */
export function hasEmail(properties: Properties, email: string): boolean {
    const others = (properties.hs_additional_emails ?? '').split(';').map(normalEmail)
    return normalEmail(properties.email ?? '') === email || others.includes(email)
}

/** A name for an error message, or a placeholder when it could be somebody's data. */
export function safeName(name: string): string {
    return /^[A-Za-z]\w{0,99}$/.test(name) ? name : 'a property'
}

export function invalid(message: string): HubSpotError {
    return new HubSpotError('INPUT_INVALID', message)
}

function namely(name: unknown): string {
    return typeof name === 'string' && /^\w{1,20}$/.test(name) ? ` (${name})` : ''
}

/** Only contacts have their e-mail as a unique property (facts/hubspot.md 2). */
function isEmail(objectType: string, name: string): boolean {
    return objectType === 'contacts' && name === 'email'
}

/** One value as HubSpot's string, '' when it is blank. @throws HubSpotError `INPUT_INVALID` with the property's name */
export function toText(name: string, input: unknown): string {
    const text = textOf(name, input)
    if (text.length > longestValue)
        throw invalidProperty(name, 'TOO_LONG', `is longer than ${longestValue} characters`)
    return text
}

function textOf(name: string, input: unknown): string {
    if (input === null || input === undefined) return ''
    if (typeof input === 'string') return input
    if (typeof input === 'boolean') return String(input)
    if (typeof input === 'number' && Number.isFinite(input)) return numberText(input)
    if (input instanceof Date && !Number.isNaN(input.getTime())) return input.toISOString()
    throw invalidProperty(name, 'WRONG_TYPE', 'is not a text, number, boolean or date')
}

/** Digits only: HubSpot takes neither separators nor exponents (facts/hubspot.md 2). */
function numberText(value: number): string {
    const text = String(value)
    return text.includes('e')
        ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
        : text
}

function invalidProperty(name: string, code: string, message: string): HubSpotError {
    const known = safeName(name)
    return new HubSpotError('INPUT_INVALID', `${known} ${message}`, {
        properties: [{ name: known, code, message }]
    })
}

function isIso(text: string): boolean {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)
}

/** The moment a text means when it is ISO with a time, or ms since the epoch (facts/hubspot.md 4); else null. */
function instantOf(text: string): number | null {
    if (isIso(text)) return Number.isNaN(Date.parse(text)) ? null : Date.parse(text)
    return /^\d{12,14}$/.test(text) ? Number(text) : null
}
