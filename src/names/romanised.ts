/** Romanised Chinese, Korean and Japanese names: which end the surname is on shows in syllables and surnames. */
import { koreanSyllables, pinyinSyllables, southernSyllables } from './data/eastAsia'
import { type Arrangement, type Draft, doubt } from './draft'
import { CHINESE_FAMILY, FAMILY, GIVEN, JAPANESE_FAMILY, KOREAN_FAMILY, know } from './lexicon'
import { fold, isInitial, wordSet } from './text'

const pinyin = wordSet(pinyinSyllables)
const korean = wordSet(koreanSyllables)
const southern = wordSet(southernSyllables)
const anyFamily = CHINESE_FAMILY | KOREAN_FAMILY | JAPANESE_FAMILY

/** Parts a romanised name, or passes when it is none or stands given name first without doubt. */
export function arrangeRomanised(words: string[], draft: Draft, convention: string): Arrangement | null {
    const [one = '', two = ''] = words
    const first = know(one)
    const last = know(words.at(-1) ?? '')
    const hinted = convention === 'east-asian'
    if (words.length > 3 || isInitial(one) || isInitial(two)) return null
    if ((first & anyFamily) === 0 || one.includes('-')) return unknownFamily(words, draft, last)
    if (words.length === 3) return threeWords(words, draft, first, last)
    if ((first & JAPANESE_FAMILY) !== 0) return japanese(words, draft, last, hinted)
    const western = (last & (GIVEN | FAMILY)) !== 0 && (last & anyFamily) === 0
    const given = isTwoSyllables(two)
    if (given && !isTwoSyllables(one) && (hinted || !western || two.includes('-'))) {
        return reversed(words, draft)
    }
    if ((last & anyFamily) !== 0) {
        if ((first & GIVEN) !== 0 && !hinted && (first & CHINESE_FAMILY) === 0) return null
        if (hinted) return reversed(words, draft)
        doubt(draft, 'romanisedUnknown', 'order-unknown')
        return null
    }
    if (isEastAsianSyllable(two) && (last & (GIVEN | FAMILY)) === 0) {
        if (hinted) return reversed(words, draft)
        doubt(draft, 'romanisedUnknown', 'order-unknown')
        return null
    }
    return hinted && (first & GIVEN) === 0 ? reversed(words, draft) : null
}

/** The first word is no listed surname: given name first, as far as that can be known. */
function unknownFamily(words: string[], draft: Draft, last: number): null {
    if ((last & (anyFamily | FAMILY)) !== 0 || (know(words[0] ?? '') & GIVEN) !== 0) return null
    const east = words.every((word) => isTwoSyllables(word) || isEastAsianSyllable(word))
    if (east) doubt(draft, 'romanisedUnknown', 'order-unknown')
    return null
}

/** "Lee Kuan Yew", "Kim Min Jun": a surname and two syllables. */
function threeWords(words: string[], draft: Draft, first: number, last: number): Arrangement | null {
    const [, two = '', three = ''] = words
    const short = (first & GIVEN) === 0 && [two, three].every((word) => word.length < 6 && know(word) === 0)
    if (!short && !(isEastAsianSyllable(two) && isEastAsianSyllable(three))) return null
    if ((first & GIVEN) !== 0 && (last & FAMILY) !== 0 && (last & (CHINESE_FAMILY | KOREAN_FAMILY)) === 0)
        return null
    doubt(draft, 'romanisedReversed', 'order-unknown')
    return { last: words.slice(0, 1), first: words.slice(1), middle: [] }
}

function japanese(words: string[], draft: Draft, last: number, hinted: boolean): Arrangement | null {
    if ((last & JAPANESE_FAMILY) !== 0 && !hinted) {
        doubt(draft, 'romanisedUnknown', 'order-unknown')
        return null
    }
    if (!isRomaji(words[1] ?? '') || ((last & FAMILY) !== 0 && (last & GIVEN) === 0)) return null
    return reversed(words, draft)
}

function reversed(words: string[], draft: Draft): Arrangement {
    doubt(draft, 'romanisedReversed', 'order-unknown')
    return { last: words.slice(0, 1), first: words.slice(1), middle: [] }
}

/** One syllable of Pinyin or Korean. */
function isEastAsianSyllable(word: string): boolean {
    const folded = fold(word)
    return pinyin.has(folded) || korean.has(folded) || southern.has(folded)
}

/** Quick answer for most words: no Pinyin or Korean name of two syllables looks otherwise. */
const twoSyllableShape =
    /^(?:[bcdfghjklmnpqrstwxyz]|[zcs]h)?[aeiouwy]{1,3}(?:n|ng|k|l|m|p|t|r)?(?:[bcdfghjklmnpqrstwxyz]|[zcs]h)?[aeiouwy]{1,3}(?:n|ng|k|l|m|p|t|r)?$/

/** Two syllables of Pinyin or Korean, hyphenated or written together. */
function isTwoSyllables(word: string): boolean {
    const folded = fold(word)
    const hyphen = folded.indexOf('-')
    if (hyphen > 0) {
        const parts = [folded.slice(0, hyphen), folded.slice(hyphen + 1)]
        return (
            parts.every((part) => part.length < 7 && /^[a-z]+$/.test(part)) && parts.some(isEastAsianSyllable)
        )
    }
    if (!twoSyllableShape.test(folded)) return false
    for (let at = 1; at < folded.length; at++) {
        const head = folded.slice(0, at)
        const tail = folded.slice(at)
        if ((pinyin.has(head) && pinyin.has(tail)) || (korean.has(head) && korean.has(tail))) return true
    }
    return false
}

/** Open syllables as in Japanese. */
function isRomaji(word: string): boolean {
    return /^(?:(?:[kgsztdnhbpmyrwfj]|sh|ch|ts|ky|gy|ny|hy|by|py|my|ry)?[aeiou]|n(?![aeiou]))+$/.test(
        fold(word)
    )
}
