/** What the word lists know of a word, as one number of flags per folded word. */
import { familyOnly, familyOrGiven, spanishFamilies } from './data/families'
import { givenOnly, givenOrFamily } from './data/given'
import { hungarianFamilies, hungarianGiven } from './data/hungarian'
import { cyrillicGiven } from './data/cyrillicGiven'
import { romanisedChinese, romanisedJapanese, romanisedKorean, vietnamesePlain } from './data/eastAsia'
import { fold, wordSet } from './text'

export const GIVEN = 1
export const FAMILY = 2
export const HUNGARIAN_GIVEN = 4
export const HUNGARIAN_FAMILY = 8
export const SPANISH_FAMILY = 16
export const CHINESE_FAMILY = 32
export const KOREAN_FAMILY = 64
export const JAPANESE_FAMILY = 128
export const VIETNAMESE_FAMILY = 256

const flags = new Map<string, number>()
for (const [list, flag] of [
    [givenOnly, GIVEN],
    [givenOrFamily, GIVEN | FAMILY],
    [familyOnly, FAMILY],
    [familyOrGiven, GIVEN | FAMILY],
    [spanishFamilies, FAMILY | SPANISH_FAMILY],
    [hungarianGiven, GIVEN | HUNGARIAN_GIVEN],
    [hungarianFamilies, FAMILY | HUNGARIAN_FAMILY],
    [cyrillicGiven, GIVEN],
    [romanisedChinese, CHINESE_FAMILY],
    [romanisedKorean, KOREAN_FAMILY],
    [romanisedJapanese, JAPANESE_FAMILY | FAMILY],
    [vietnamesePlain, VIETNAMESE_FAMILY]
] as const) {
    for (const word of wordSet(list)) flags.set(word, (flags.get(word) ?? 0) | flag)
}

/** The flags of a word; of a hyphenated one those that all its parts have, or its own. */
export function know(word: string): number {
    const folded = fold(word)
    const known = flags.get(folded)
    if (known !== undefined) return known
    if (!folded.includes('-')) return 0
    let common = -1
    for (const part of folded.split('-')) common &= flags.get(part) ?? 0
    return common === -1 ? 0 : common
}

/** Known as a given name and not as a surname. */
export function isGivenOnly(known: number): boolean {
    return (known & (GIVEN | FAMILY)) === GIVEN
}

/** Known as a surname and not as a given name. */
export function isFamilyOnly(known: number): boolean {
    return (known & (GIVEN | FAMILY)) === FAMILY
}
