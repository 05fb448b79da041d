/** Small questions about words and characters, shared by all steps. Nothing here knows what a name is. */

// Patterns stand outside the functions: esbuild turns those with \p into constructor calls, which are slow to repeat.
const anyLetter = /\p{L}/u
const everyLetter = /\p{L}/gu
const noLetter = /[^\p{L}]/gu
const anyDigit = /\p{Nd}/u
const oneCapital = /\p{Lu}|[a-z]/u
const initials = /^(?:\p{Lu}\p{M}?\.-?)+\p{Lu}?$|^\p{Ll}\.$/u

const special: Record<string, string> = {
    đ: 'd',
    ð: 'd',
    ø: 'o',
    ł: 'l',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ı: 'i',
    þ: 'th',
    ə: 'e',
    ħ: 'h'
}

/** What can be asked of one word, computed once: every step asks the same of the same few words. */
interface Facts {
    /** Lower case without diacritics and apostrophes. */
    folded: string
    /** Lower case without full stops and ordinal signs. */
    key: string
    caps: boolean
    small: boolean
    initial: boolean
    /** What the lexicon knows of it; -1 until asked. */
    known: number
}

/** The words of the name at hand (and a few before it): small, so that it holds no store of names. */
const memo = new Map<string, Facts>()
const memoSize = 64

/** The facts of a word. */
export function factsOf(word: string): Facts {
    const known = memo.get(word)
    if (known) return known
    if (memo.size >= memoSize) memo.clear()
    const facts = makeFacts(word)
    memo.set(word, facts)
    return facts
}

function makeFacts(word: string): Facts {
    const lower = word.toLowerCase()
    const small = word === lower && word !== word.toUpperCase()
    const ascii = isAsciiWord(word)
    const key = ascii === 'letters' ? lower : /[.ªº]/.test(lower) ? lower.replace(/[.ªº]/g, '') : lower
    return {
        folded: ascii === 'letters' ? lower : foldLower(lower),
        key,
        caps: word.length > 1 && word !== lower && word === word.toUpperCase() && letters(word) > 1,
        small,
        initial: testInitial(word),
        known: -1
    }
}

/** Whether the word is plain ASCII: letters throughout, or with other signs; or not ASCII at all. */
function isAsciiWord(word: string): 'letters' | 'signs' | 'none' {
    let kind: 'letters' | 'signs' = 'letters'
    for (let at = 0; at < word.length; at++) {
        const code = word.charCodeAt(at) | 32
        if (code > 127) return 'none'
        if (code < 97 || code > 122) kind = 'signs'
    }
    return kind
}

function foldLower(lower: string): string {
    if (/[\u0530-\u1dff\u2000-\u2017\u201a-\uffff]/.test(lower)) return lower
    return lower
        .normalize('NFD')
        .replace(/[\u0300-\u036f’‘ʼʻ']/g, '')
        .replace(/[đðøłßæœıþəħ]/g, (char) => special[char] ?? '')
}

function testInitial(word: string): boolean {
    if (word.length === 1) return oneCapital.test(word)
    if (word.length > 12 || !word.includes('.')) return false
    return initials.test(word)
}

/** Lower case without diacritics and apostrophes, for looking words up in the lists. */
export function fold(word: string): string {
    return factsOf(word).folded
}

/** The word as titles, suffixes and degrees are listed: lower case, without full stops and ordinal signs. */
export function key(word: string): string {
    return factsOf(word).key
}

/** Whether the word is in capitals throughout, with two letters or more. */
export function isCaps(word: string): boolean {
    return factsOf(word).caps
}

/** Whether the word has letters and none of them is a capital. Scripts without case are neither. */
export function isLower(word: string): boolean {
    return factsOf(word).small
}

/** Whether the word is one initial, or several with full stops: "J", "J.", "J.R.R.", "А.С.", "J.-P.". */
export function isInitial(word: string): boolean {
    return factsOf(word).initial
}

/** Whether there is a letter of any script in the text. */
export function hasLetter(text: string): boolean {
    const code = text.charCodeAt(0) | 32
    return (code >= 97 && code <= 122) || anyLetter.test(text)
}

/** Whether there is a digit of any script in the text. */
export function hasDigit(text: string): boolean {
    return anyDigit.test(text)
}

/** How many letters words have together, full stops and the like not counted. */
export function letterCount(words: string[]): number {
    return words.join('').replace(noLetter, '').length
}

/** Turns a list of words, separated by white space, into a set. */
export function wordSet(list: string): Set<string> {
    return new Set(list.split(/\s+/).filter(Boolean))
}

export function letters(word: string): number {
    if (/^[A-Za-z]+$/.test(word)) return word.length
    return word.match(everyLetter)?.length ?? 0
}

export function hasHan(text: string): boolean {
    return /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3006]|[\ud840-\ud888]/.test(text)
}

export function hasKana(text: string): boolean {
    return /[\u3041-\u3096\u30a1-\u30fa\u30fc]/.test(text)
}

export function hasHangul(text: string): boolean {
    return /[\uac00-\ud7a3]/.test(text)
}

/** Whether the text has characters of Chinese, Japanese or Korean writing. */
export function isEastAsian(text: string): boolean {
    for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (code >= 0x3005 && isEastAsianCode(code)) return true
    }
    return false
}

function isEastAsianCode(code: number): boolean {
    return (
        code <= 0x3006 ||
        (code >= 0x3041 && code <= 0x30fc && code !== 0x30fb) ||
        (code >= 0x3400 && code <= 0x9fff) ||
        (code >= 0xac00 && code <= 0xd7a3) ||
        (code >= 0xd840 && code <= 0xd888) ||
        (code >= 0xf900 && code <= 0xfaff)
    )
}

/** Upper case for the first letter, if its script has title case in names (Georgian has not). */
export function capitalise(word: string): string {
    const first = word.codePointAt(0) ?? 0
    if (first >= 0x10d0 && first <= 0x10ff) return word
    const char = String.fromCodePoint(first)
    return char.toUpperCase() + word.slice(char.length)
}
