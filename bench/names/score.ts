import type { NameParts } from '../../src/names'

/** One case: what was typed and what is right. */
export interface Case {
    group: string
    input: unknown
    first: string
    last: string
    /** Other pairs that are right as well. */
    others?: [string, string][]
    /** Locale or category within the group. */
    part?: string
}

export type Parts = Pick<NameParts, 'first' | 'last' | 'middle' | 'suffix'>

export interface Score {
    first: boolean
    both: boolean
}

/** Letter case, kinds of apostrophe and hyphen, and the marks of stress do not count. */
function same(a: string, b: string): boolean {
    return a === b || plain(a) === plain(b)
}

function plain(text: string): string {
    return text
        .normalize('NFC')
        .toLowerCase()
        .replace(/[’‘`ʼ]/g, "'")
        .replace(/[‐‑]/g, '-')
        .replace(/[.\u200c]|\u0301/g, '')
        .replace(/\s+/g, ' ')
        .trim()
}

function join(...parts: string[]): string {
    return parts.filter(Boolean).join(' ')
}

/** Middle names and suffix may go with either neighbour, as in facts/names.md. */
function scorePair(out: Parts, first: string, last: string): Score {
    const firstRight =
        same(out.first, first) ||
        (first !== '' &&
            (same(join(out.first, out.middle), first) || same(join(out.middle, out.first), first)))
    const lastRight =
        same(out.last, last) ||
        (last !== '' &&
            (same(join(out.middle, out.last), last) ||
                same(join(out.last, out.middle), last) ||
                same(join(out.last, out.suffix), last)))
    return { first: firstRight, both: firstRight && lastRight }
}

export function score(out: Parts, wanted: Case): Score {
    const best = { first: false, both: false }
    for (const [first, last] of [[wanted.first, wanted.last] as const, ...(wanted.others ?? [])]) {
        const one = scorePair(out, first, last)
        best.first ||= one.first
        best.both ||= one.both
    }
    return best
}
