/** Readers for JSON that nobody vouches for: each gives the value when it has the expected form, else a default. */

export type JsonObject = Record<string, unknown>

export function asObject(value: unknown): JsonObject {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

export function asArray(value: unknown): unknown[] {
    return Array.isArray(value) ? value : []
}

/** A string or number as a string, anything else as undefined. */
export function asText(value: unknown): string | undefined {
    if (typeof value === 'string') return value
    return typeof value === 'number' ? String(value) : undefined
}

/** An array's strings (and numbers, as strings); a lone string counts as an array of one. */
export function asTexts(value: unknown): string[] {
    const list = Array.isArray(value) ? value : [value]
    return list.map(asText).filter((text) => text !== undefined)
}

export function asNumber(value: unknown): number | undefined {
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** @returns undefined when the text is not JSON */
export function parseJson(text: string): unknown {
    try {
        return JSON.parse(text)
    } catch {
        return undefined
    }
}
