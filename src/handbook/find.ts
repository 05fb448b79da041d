/** Finds an entry of an edition by what people and portals call it. */

interface Named {
    readonly label: string
    readonly value?: string
}

/** What the edition has under that key; undefined also for words such as `constructor`. */
export function own<T>(entries: Readonly<Record<string, T>>, key: string): T | undefined {
    return Object.hasOwn(entries, key) ? entries[key] : undefined
}

/** Compares names without case, and without telling spaces, `_` and `-` apart (rule LS-04: labels are compared so). */
export function normalName(text: string): string {
    return text
        .normalize('NFKC')
        .trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, ' ')
}

/** The key of the entry whose key, portal value or label is `given`, in this order of preference. */
export function findKey(entries: Readonly<Record<string, Named>>, given: string): string | undefined {
    const wanted = normalName(given)
    const names: ((key: string, entry: Named) => string | undefined)[] = [
        (key) => key,
        (_key, entry) => entry.value,
        (_key, entry) => entry.label
    ]
    for (const name of names) {
        const found = Object.entries(entries).find(([key, entry]) => {
            const candidate = name(key, entry)
            return candidate !== undefined && normalName(candidate) === wanted
        })
        if (found) return found[0]
    }
    return undefined
}

/** The same for kinds of evidence and events, whose keys are written in one word: `demo request` is `demoRequest`. */
export function findKind(
    entries: Readonly<Record<string, { readonly label: string }>>,
    given: string
): string | undefined {
    const squeeze = (text: string): string => normalName(text).replaceAll(' ', '')
    const wanted = squeeze(given)
    return (
        Object.keys(entries).find((key) => squeeze(key) === wanted) ??
        Object.keys(entries).find((key) => squeeze(entries[key]?.label ?? '') === wanted)
    )
}

/** Whether a text stands for nothing. */
export function isBlank(value: string | null | undefined): value is null | undefined | '' {
    return value === null || value === undefined || value.trim() === ''
}

/**
 * The name that a message or a portal gives, whatever it is: null for nothing, a number as its digits (a custom stage's
 * id, facts 4), and for what cannot be a name the name of its type, which no entry has.
 */
export function nameOf(given: unknown): string | null {
    if (given === null || given === undefined) return null
    if (typeof given === 'number') return String(given)
    return typeof given === 'string' ? given.trim() || null : typeof given
}

/** A name cut to a length that fits into a message. */
export function shown(name: string | null): string | null {
    return name === null ? null : name.slice(0, 100)
}

/** The key of the entry with this name: null for nothing, undefined for a name that no entry has. */
export function keyOf(entries: Readonly<Record<string, Named>>, given: unknown): string | null | undefined {
    const name = nameOf(given)
    return name === null ? null : findKey(entries, name)
}
