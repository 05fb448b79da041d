import type { Labels } from './answers'

interface Property {
    name: string
    options: readonly { value: string; label: string }[]
}

/** What the values of these properties are called; those without options are left out. */
export function labelsOf(properties: readonly Property[], names: Iterable<string>): Labels {
    const wanted = new Set(names)
    return Object.fromEntries(
        properties
            .filter(({ name, options }) => wanted.has(name) && options.length > 0)
            .map(({ name, options }) => [
                name,
                Object.fromEntries(options.map(({ value, label }) => [value, label]))
            ])
    )
}

/**
 * What a value is called; one that the portal does not name is its own label. Of a list of checkboxes (`A;B`) each
 * value is named (facts/hubspot.md 2).
 */
export function labelOf(labels: Labels, property: string, value: string): string {
    const known = Object.hasOwn(labels, property) ? labels[property] : undefined
    if (!known) return value
    const parts = Object.hasOwn(known, value) ? [value] : value.split(';')
    return parts.every((part) => Object.hasOwn(known, part))
        ? parts.map((part) => known[part]).join('; ')
        : value
}
