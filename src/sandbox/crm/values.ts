import type { PropertyDefinition } from './model'

/** The longest text a property takes. */
export const maxText = 65_536

/** What a value becomes when it is stored, or why it is refused. */
export type Checked = { value: string } | { code: string; message: string }

const emailPattern =
    /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/**
 * Checks one value that is to be stored and brings it into the form HubSpot keeps (facts 2 and 5). Which of the
 * recorded codes belongs to which type is not recorded (?).
 * @param raw not empty: an empty value clears and needs no check
 * @param current what is stored now, to which `;v` appends
 * @param options the values an enumeration takes
 */
export function checkValue(
    definition: PropertyDefinition,
    raw: string,
    current: string | undefined,
    options: ReadonlySet<string>
): Checked {
    // The code for a text that is too long is not recorded (?): it fails as a validation error either way.
    if (raw.length > maxText)
        return refuse('PROPERTY_VALUE_TOO_LONG', `the value is longer than ${maxText} characters`)
    if (definition.format) return checkEmails(raw, definition.format === 'email-list' ? current : null)
    switch (definition.type) {
        case 'string':
        case 'phone_number':
            return { value: raw }
        case 'number':
            // Leading and trailing blanks and thousands separators are refused (facts 2).
            return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(raw)
                ? { value: raw }
                : refuse('INVALID_INTEGER', `${raw} was not a valid number`)
        case 'date':
            return checkDate(raw)
        case 'datetime': {
            const ms = readInstant(raw)
            return ms === null
                ? refuse('INVALID_LONG', `${raw} was not a valid long.`)
                : { value: new Date(ms).toISOString() }
        }
        case 'bool':
        case 'enumeration':
    }
    return checkOptions(definition, raw, current, options)
}

/** @param current the addresses a leading `;` adds to; null where only one address may stand */
function checkEmails(raw: string, current: string | undefined | null): Checked {
    const given = current === null ? [raw] : raw.split(';').filter((text) => text.trim() !== '')
    const addresses = given.map((text) => text.trim().toLowerCase())
    if (addresses.some((address) => address.length > 254 || !emailPattern.test(address)))
        return refuse('INVALID_EMAIL', `Email address ${raw} is invalid`)
    const kept = current && raw.startsWith(';') ? current.split(';') : []
    return { value: [...new Set([...kept, ...addresses])].join(';') }
}

function checkDate(raw: string): Checked {
    const ms = readInstant(raw)
    if (ms === null) return refuse('INVALID_DATE', `${raw} is not a valid date.`)
    const iso = new Date(ms).toISOString()
    return iso.endsWith('T00:00:00.000Z')
        ? { value: iso.slice(0, 10) }
        : refuse('INVALID_DATE', `${raw} is not a date at midnight UTC.`)
}

function checkOptions(
    { fieldType, optionsFrom }: PropertyDefinition,
    raw: string,
    current: string | undefined,
    options: ReadonlySet<string>
): Checked {
    const several = fieldType === 'checkbox' && !optionsFrom
    const given = several ? raw.split(';').filter((value) => value !== '') : [raw]
    const wrong = given.find((value) => !options.has(value))
    if (wrong !== undefined)
        return refuse(
            'INVALID_OPTION',
            `${wrong} was not one of the allowed options: [${[...options].join(', ')}]`
        )
    const kept = several && raw.startsWith(';') && current ? current.split(';') : []
    return { value: [...new Set([...kept, ...given])].join(';') }
}

/** Reads ms since the epoch, or ISO 8601 (a date alone is midnight UTC); null when it is neither. */
export function readInstant(raw: string): number | null {
    let ms = Number.NaN
    if (/^-?\d{1,16}$/.test(raw)) ms = Number(raw)
    else if (/^\d{4}-\d{2}-\d{2}$/.test(raw)) ms = strictDate(raw)
    else if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(raw))
        ms = Number.isNaN(strictDate(raw.slice(0, 10))) ? Number.NaN : Date.parse(raw)
    // Only years of four digits: they sort as text.
    return ms >= -62_167_219_200_000 && ms <= 253_402_300_799_999 ? ms : null
}

/** Date.parse takes 31 February for 2 March; this does not. */
function strictDate(day: string): number {
    const ms = Date.parse(`${day}T00:00:00Z`)
    return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day) ? ms : Number.NaN
}

const refuse = (code: string, message: string): Checked => ({ code, message })
