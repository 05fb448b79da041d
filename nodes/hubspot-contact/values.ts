import type { PropertyInput, PropertyInputs } from '../../src/hubspot'
import { invalidInput, kindOf } from '../shared'

/**
 * Property values as HubSpot can take them. An array of plain values becomes one `;`-separated value, as HubSpot's
 * checkbox properties want it (facts/hubspot.md 2); a date of another realm (a function node's) becomes one of ours.
 * @throws NodeError `INPUT_INVALID` naming the property whose value is none of text, number, boolean, date or a list
 */
export function toPropertyInputs(values: Record<string, unknown>): PropertyInputs {
    return Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, toPropertyInput(name, value)])
    )
}

function toPropertyInput(name: string, value: unknown): PropertyInput {
    if (Array.isArray(value)) {
        return value.map((item) => String(toScalar(name, item) ?? '')).join(';')
    }
    return toScalar(name, value)
}

function toScalar(name: string, value: unknown): PropertyInput {
    if (value === null || value === undefined) return value
    if (typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (isDate(value) && !Number.isNaN(value.getTime())) return new Date(value.getTime())
    const kind = isDate(value)
        ? 'an invalid date'
        : typeof value === 'number'
          ? 'no finite number'
          : kindOf(value)
    throw invalidInput(`the value of ${safeName(name)} is ${kind}`)
}

function isDate(value: unknown): value is Date {
    return Object.prototype.toString.call(value) === '[object Date]'
}

/** A property's name for an error message; a row's field may be named after anything, even somebody's data. */
export function safeName(name: string): string {
    return /^[A-Za-z]\w{0,99}$/.test(name) ? name : 'a property'
}
