/** Vietnamese names: surname first, told by the signs of the writing and a short list of surnames. */
import { vietnameseMiddles, vietnameseShy, vietnameseSurnames, vietnameseOwnSyllables } from './data/eastAsia'
import { unpack } from './data/unpack'
import { vietnameseSyllables } from './data/vietnameseFaker'
import { type Arrangement, type Draft, doubt } from './draft'
import { GIVEN, isGivenOnly, know, VIETNAMESE_FAMILY } from './lexicon'
import { fold, wordSet } from './text'

const surnames = wordSet(vietnameseSurnames)
const middles = wordSet(vietnameseMiddles)
const shyPlain = wordSet(vietnameseShy)
const syllables = new Set([...wordSet(vietnameseOwnSyllables), ...unpack(vietnameseSyllables)])
/** Letters that only Vietnamese has. */
const signs = /[ăâđêôơư\u1ea0-\u1ef9ĂÂĐÊÔƠƯĩũĨŨ]/
/** A syllable as Vietnamese builds them, without signs. */
const syllable =
    /^(?:b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|nh?|ng|p|t)?$/
const certainSigns = /[ơưƠƯ\u1ea0-\u1ef9ĩũĨŨ]/

/** Parts a Vietnamese name, or passes. */
export function arrangeVietnamese(words: string[], draft: Draft, convention: string): Arrangement | null {
    const one = words[0]?.toLowerCase() ?? ''
    const end = words.at(-1)?.toLowerCase() ?? ''
    const listed = surnames.has(one)
    const plainFamily =
        (know(words[0] ?? '') & VIETNAMESE_FAMILY) !== 0 || (words.length > 2 && shyPlain.has(fold(one)))
    if (words.length > 2 && surnames.has(end) && certainSigns.test(words.join(' ')) && !listed) {
        doubt(draft, 'vietnamese')
        return { ...splitGiven(words.slice(0, -1)), last: words.slice(-1) }
    }
    if (!listed && !plainFamily) return null
    const hinted = convention === 'vietnamese'
    const text = words.join(' ')
    if (listed && isWritten(text, words)) {
        if (words.length === 2 && surnames.has(end) && isTypical(fold(end)) && !isTypical(fold(one))) {
            doubt(draft, 'vietnameseTypical', 'order-unknown')
            return null
        }
        if (words.length === 2 && surnames.has(end)) doubt(draft, 'vietnameseBoth', 'order-unknown')
        else doubt(draft, 'vietnamese')
        return familyFirst(words)
    }
    if (certainSigns.test(text) || !plainFamily) return null
    if (
        !plainFamily ||
        !words.every((word) => syllables.has(fold(word)) || (know(word) & VIETNAMESE_FAMILY) !== 0)
    )
        return null
    if (words.length === 2 && !hinted) {
        const known = know(words[1] ?? '')
        const surnameToo = (known & VIETNAMESE_FAMILY) !== 0
        if (fold(one) !== 'nguyen' && (surnameToo || !isTypical(one))) return null
        if (isGivenOnly(known) && (known & GIVEN) !== 0 && !isTypical(one)) return null
    }
    doubt(draft, 'vietnamesePlain', 'order-unknown')
    return familyFirst(words)
}

/** Surnames that, without signs, are hardly anything else. */
function isTypical(surname: string): boolean {
    return /^(?:nguyen|tran|pham|huynh|hoang|phan|dang|ngo|truong|trinh|dinh|doan)$/.test(surname)
}

/** Vietnamese writing: a certain sign somewhere, or no word that is not a Vietnamese syllable. */
function isWritten(text: string, words: string[]): boolean {
    if (certainSigns.test(text)) return true
    const signed = signs.test(text) || (words.length > 2 && /[à-ý]/i.test(text))
    return signed && words.every((word) => syllable.test(fold(word)))
}

function familyFirst(words: string[]): Arrangement {
    return { last: words.slice(0, 1), ...splitGiven(words.slice(1)) }
}

/** Given names behind a Vietnamese surname: "Văn" and "Thị" are middle names, the rest belongs together. */
function splitGiven(given: string[]): { first: string[]; middle: string[] } {
    const middle = given.length > 1 && middles.has(given[0]?.toLowerCase() ?? '') ? 1 : 0
    return { middle: given.slice(0, middle), first: given.slice(middle) }
}

/** The same behind a comma ("Nguyễn, Văn An"), or null when the surname is not Vietnamese. */
export function vietnameseGiven(
    family: string[],
    given: string[]
): { first: string[]; middle: string[] } | null {
    const surname = family[0] ?? ''
    const listed = surnames.has(surname.toLowerCase()) && /[^a-z]/i.test(surname + given.join(''))
    if (family.length > 1 || given.length < 2 || !listed) return null
    return given.every((word) => syllable.test(fold(word))) ? splitGiven(given) : null
}
