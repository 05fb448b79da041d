/** What the word lists know of a word, as one number of flags per folded word. */
import { familyOnly, familyOrGiven, spanishFamilies } from './data/families'
import { givenOnly, givenOrFamily, mostlyGiven } from './data/given'
import { hungarianFamilies, hungarianGiven } from './data/hungarian'
import { cyrillicGiven } from './data/cyrillicGiven'
import { romanisedChinese, romanisedJapanese, romanisedKorean, vietnamesePlain } from './data/eastAsia'
import { unpack } from './data/unpack'
import { factsOf, wordSet } from './text'

export const GIVEN = 1
export const FAMILY = 2
export const HUNGARIAN_GIVEN = 4
export const HUNGARIAN_FAMILY = 8
export const SPANISH_FAMILY = 16
export const CHINESE_FAMILY = 32
export const KOREAN_FAMILY = 64
export const JAPANESE_FAMILY = 128
export const VIETNAMESE_FAMILY = 256
/** A given name far more often than a surname. */
export const MOSTLY_GIVEN = 512

const flags = new Map<string, number>()
for (const [words, flag] of [
    [unpack(givenOnly), GIVEN],
    [unpack(givenOrFamily), GIVEN | FAMILY],
    [unpack(mostlyGiven), MOSTLY_GIVEN],
    [unpack(familyOnly), FAMILY],
    [unpack(familyOrGiven), GIVEN | FAMILY],
    [unpack(spanishFamilies), FAMILY | SPANISH_FAMILY],
    [unpack(hungarianGiven), GIVEN | HUNGARIAN_GIVEN],
    [unpack(hungarianFamilies), HUNGARIAN_FAMILY],
    [unpack(cyrillicGiven), GIVEN],
    [wordSet(romanisedChinese), CHINESE_FAMILY],
    [wordSet(romanisedKorean), KOREAN_FAMILY],
    [wordSet(romanisedJapanese), JAPANESE_FAMILY | FAMILY],
    [wordSet(vietnamesePlain), VIETNAMESE_FAMILY]
] as const) {
    for (const word of words) flags.set(word, (flags.get(word) ?? 0) | flag)
}

/** The flags of a word; of a hyphenated one those that all its parts have, or its own. */
export function know(word: string): number {
    const facts = factsOf(word)
    if (facts.known < 0) facts.known = lookUp(facts.folded)
    return facts.known
}

function lookUp(folded: string): number {
    const known = flags.get(folded)
    if (known !== undefined) return known
    if (!folded.includes('-')) return 0
    let common = -1
    for (const part of folded.split('-')) common &= flags.get(part) ?? 0
    return common < 0 ? 0 : common
}

/** Known as a given name and not as a surname. */
export function isGivenOnly(known: number): boolean {
    return (known & (GIVEN | FAMILY | HUNGARIAN_FAMILY)) === GIVEN
}

/** Known as a surname and not as a given name. */
export function isFamilyOnly(known: number): boolean {
    return (known & (FAMILY | HUNGARIAN_FAMILY)) !== 0 && (known & GIVEN) === 0
}
