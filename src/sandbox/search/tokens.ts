/** A text's words, and the parts of words that punctuation makes (`jane@example.com`: jane, example, com). */
const wordsOf = (text: string) => text.split(/\s+/)
const partsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u)

/**
 * CONTAINS_TOKEN: every word of the pattern is a word of the value, whatever the case; `*` stands for anything
 * (facts 3). A word with punctuation is compared with whole words, so that `*@example.com` finds an address.
 */
export function containsTokens(pattern: string): (value: string) => boolean {
    const globs = wordsOf(pattern.toLowerCase())
        .filter((word) => word !== '')
        .map(glob)
    return (value) => {
        const lower = value.toLowerCase()
        const words = new Set([...wordsOf(lower), ...partsOf(lower)])
        words.delete('')
        return globs.length > 0 && globs.every((matches) => [...words].some(matches))
    }
}

/** Matches `*` without backtracking, so that no pattern can take long. */
function glob(pattern: string): (text: string) => boolean {
    const pieces = pattern.split('*')
    if (pieces.length === 1) return (text) => text === pattern
    const first = pieces[0] ?? ''
    const last = pieces.at(-1) ?? ''
    const middle = pieces.slice(1, -1)
    return (text) => {
        if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
            return false
        let at = first.length
        for (const piece of middle) {
            const found = text.indexOf(piece, at)
            if (found < 0) return false
            at = found + piece.length
        }
        return at <= text.length - last.length
    }
}

/** `query`: every word begins a word of one of the texts. */
export function queryTest(query: string): (texts: (string | undefined)[]) => boolean {
    const wanted = wordsOf(query.toLowerCase()).filter((word) => word !== '')
    return (texts) => {
        const lower = texts.filter((text) => text !== undefined).map((text) => text.toLowerCase())
        return wanted.every((word) => lower.some((text) => startsAWord(text, word)))
    }
}

function startsAWord(text: string, word: string): boolean {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true
    }
    return false
}
