import type { SearchFilter } from '../../src/hubspot'
import { invalidConfig, invalidInput } from '../shared'
import { isOperator, operators } from './operators'
import { toPropertyInputs } from './values'

/**
 * One filter of a search. A blank value is refused rather than dropped: without its filter a search finds far more
 * than was meant.
 * @param value what the value's typed input gave; for *is one of* a list, or a text with `;` or `,` between
 * @throws NodeError `CONFIG_INVALID` for an unknown operator, `INPUT_INVALID` for a value that can not be compared
 */
export function toFilter(
    propertyName: string,
    operator: string,
    value: unknown,
    high: unknown
): SearchFilter {
    if (!isOperator(operator)) throw invalidConfig(`unknown search operator ${operator.slice(0, 30)}`)
    const takes = operators[operator]
    if (takes === 'none') return { propertyName, operator }
    if (takes === 'many') return { propertyName, operator, values: toList(propertyName, value) }
    const filter = { propertyName, operator, value: toText(propertyName, value) }
    return takes === 'two' ? { ...filter, highValue: toText(propertyName, high) } : filter
}

function toText(property: string, value: unknown): string {
    const { [property]: input } = toPropertyInputs({ [property]: value })
    const text = input instanceof Date ? String(input.getTime()) : String(input ?? '')
    if (text.trim() === '') throw invalidInput(`the value to compare ${property} with is empty`)
    return text
}

function toList(property: string, value: unknown): string[] {
    const items: unknown[] = typeof value === 'string' ? value.split(/[;,\n]/) : [value].flat()
    const isGiven = (item: unknown) =>
        item !== null && item !== undefined && !(typeof item === 'string' && item.trim() === '')
    const texts = items.filter(isGiven).map((item) => toText(property, item).trim())
    if (texts.length === 0) throw invalidInput(`the list to compare ${property} with is empty`)
    // A list's texts must be in lower case, its options as they are (facts/hubspot.md 3): both are sent.
    return [...new Set(texts.flatMap((text) => [text, text.toLowerCase()]))]
}

/**
 * How many records a search may return at most.
 * @returns undefined for all of them
 * @throws NodeError `INPUT_INVALID` for anything but a whole number above 0, or blank
 */
export function toLimit(value: unknown): number | undefined {
    if (value === undefined || value === null || value === '') return undefined
    const limit = Number(value)
    if (Number.isSafeInteger(limit) && limit > 0) return limit
    throw invalidInput('the limit is not a whole number above 0')
}

/**
 * The text a search looks for in a contact's main properties; blank for none.
 * @throws NodeError `INPUT_INVALID` for a value that is no text
 */
export function toQuery(value: unknown): string {
    const { query } = toPropertyInputs({ query: value })
    return String(query ?? '').trim()
}
