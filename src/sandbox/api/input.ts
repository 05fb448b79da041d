import { validation, wrongType } from '../crm/errors'

/** A JSON object as it came in. */
export type Json = Record<string, unknown>

/** @throws CrmError when a JSON body is not an object */
export function asObject(value: unknown, type = 'java.util.Map'): Json {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(type, value)
    return value as Json
}

/** An array, empty when left out. @throws CrmError for anything else */
export function asArray(value: unknown): unknown[] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) throw wrongType('java.util.ArrayList', value)
    return value
}

/** Text; numbers and booleans are taken as their text, as HubSpot does. @throws CrmError for anything else */
export function asText(value: unknown): string {
    if (typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    throw wrongType('java.lang.String', value)
}

/** Text, or undefined when left out or null. */
export const asOptionalText = (value: unknown): string | undefined =>
    value === undefined || value === null ? undefined : asText(value)

export const asTexts = (value: unknown): string[] => asArray(value).map(asText)

/** A whole number that fits HubSpot's integers; `fallback` when left out. */
export function asInteger(value: unknown, fallback: number): number {
    if (value === undefined || value === null) return fallback
    const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 2 ** 31 - 1)
        throw wrongType('java.lang.Integer', value)
    return number
}

/** A boolean, or undefined when left out. @throws CrmError for anything else */
export function asBoolean(value: unknown): boolean | undefined {
    if (value === undefined || value === null) return undefined
    if (value === 'true' || value === 'false') return value === 'true'
    if (typeof value !== 'boolean') throw wrongType('java.lang.Boolean', value)
    return value
}

/** The `inputs` of a batch. @throws CrmError when they are missing */
export function asInputs(body: unknown): Json[] {
    const { inputs } = asObject(body)
    if (inputs === undefined || inputs === null)
        throw validation('Some required fields were not set: [inputs]')
    return asArray(inputs).map((input) => asObject(input))
}

/** `properties` of a write by name; null leaves a property as it is (?), like one that is left out. */
export function asProperties(value: unknown): Map<string, string> {
    if (value === undefined || value === null)
        throw validation('Some required fields were not set: [properties]')
    return new Map(
        Object.entries(asObject(value))
            .filter(([, raw]) => raw !== null)
            .map(([name, raw]) => [name, asText(raw)])
    )
}

/** A name list of the query, given once with commas or several times. */
export const listOf = (query: URLSearchParams, name: string): string[] =>
    query
        .getAll(name)
        .flatMap((text) => text.split(','))
        .map((text) => text.trim())
        .filter((text) => text !== '')

/** A number of the query within bounds. @throws CrmError */
export function limitOf(query: URLSearchParams, most: number, fallback: number): number {
    const raw = query.get('limit')
    if (raw === null || raw === '') return fallback
    const limit = asInteger(raw, fallback)
    if (limit < 1 || limit > most) throw validation(`limit must be between 1 and ${most}, it was ${limit}`)
    return limit
}

export const isArchived = (query: URLSearchParams): boolean => query.get('archived') === 'true'
