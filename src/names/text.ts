/** Small questions about words and characters, shared by all steps. Nothing here knows what a name is. */

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
    '’': '',
    '‘': '',
    ʼ: '',
    ʻ: '',
    "'": '',
    ħ: 'h'
}

/** Lower case without diacritics and apostrophes, for looking words up in the lists. */
export function fold(word: string): string {
    const lower = word.toLowerCase()
    if (/^[a-z]*$/.test(lower)) return lower
    if (/[^\u0000-\u052f\u1e00-\u1fff\u2018\u2019]/.test(lower)) return lower
    return lower
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/[đðøłßæœıþə’‘ʼʻ'ħ]/g, (char) => special[char] ?? '')
}

/** The word as titles, suffixes and degrees are listed: lower case, without full stops and ordinal signs. */
export function key(word: string): string {
    const lower = word.toLowerCase()
    return /[.ªº]/.test(lower) ? lower.replace(/[.ªº]/g, '') : lower
}

/** Turns a list of words, separated by white space, into a set. */
export function wordSet(list: string): Set<string> {
    return new Set(list.split(/\s+/).filter(Boolean))
}

/** Whether the word is in capitals throughout, with two letters or more. */
export function isCaps(word: string): boolean {
    return word.length > 1 && word !== word.toLowerCase() && word === word.toUpperCase() && letters(word) > 1
}

/** Whether the word has letters and none of them is a capital. Scripts without case are neither. */
export function isLower(word: string): boolean {
    return word !== word.toUpperCase() && word === word.toLowerCase()
}

export function letters(word: string): number {
    if (/^[A-Za-z]+$/.test(word)) return word.length
    return word.match(/\p{L}/gu)?.length ?? 0
}

/** Whether the word is one initial, or several with full stops: "J", "J.", "J.R.R.", "А.С.", "J.-P.". */
export function isInitial(word: string): boolean {
    if (word.length === 1) return /\p{Lu}|[a-z]/u.test(word)
    if (word.length > 12 || !word.includes('.')) return false
    return /^(?:\p{Lu}\p{M}?\.-?)+\p{Lu}?$|^\p{Ll}\.$/u.test(word)
}

/** The folded word with hyphenated parts apart: the first part is what evidence is looked up for. */
export function firstPart(word: string): string {
    const hyphen = word.indexOf('-')
    return hyphen > 0 ? word.slice(0, hyphen) : word
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
    return /[\u3005\u3006\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]|[\ud840-\ud888]/.test(
        text
    )
}

/** Upper case for the first letter, if its script has title case in names (Georgian has not). */
export function capitalise(word: string): string {
    const first = word.codePointAt(0) ?? 0
    if (first >= 0x10d0 && first <= 0x10ff) return word
    const char = String.fromCodePoint(first)
    return char.toUpperCase() + word.slice(char.length)
}
