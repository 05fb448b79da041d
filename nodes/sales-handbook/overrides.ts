/** Reads and changes a merge patch by dotted paths. Nothing here changes what it is given. */

export type Overrides = Readonly<Record<string, unknown>>

/** What the overrides say at a path; undefined when nothing. */
export function overrideAt(overrides: Overrides, path: string): unknown {
    let here: unknown = overrides
    for (const key of path.split('.')) {
        if (!isObject(here) || !Object.hasOwn(here, key)) return undefined
        here = here[key]
    }
    return here
}

/**
 * The overrides with another value at a path.
 * @param value undefined takes the override back, and with it the objects that only led to it
 */
export function withOverride(overrides: Overrides, path: string, value: unknown): Overrides {
    return change(overrides, path.split('.'), value) ?? {}
}

/** @returns undefined when nothing is left */
function change(here: unknown, [key, ...rest]: readonly string[], value: unknown): Overrides | undefined {
    const copy: Record<string, unknown> = isObject(here) ? { ...here } : {}
    if (key === undefined) return copy
    const next = rest.length === 0 ? value : change(copy[key], rest, value)
    if (next === undefined) delete copy[key]
    else copy[key] = next
    return Object.keys(copy).length > 0 ? copy : undefined
}

export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
}
