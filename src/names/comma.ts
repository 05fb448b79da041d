/** Reads "Surname, Given", "Name, Suffix" and their mixtures. */
import { jobWords, legalForms, organisationWords } from './data/words'
import { type Arrangement, type Draft, doubt } from './draft'
import { FAMILY, GIVEN, isFamilyOnly, isGivenOnly, know, SPANISH_FAMILY } from './lexicon'
import { arrangeGiven, isParticle } from './split'
import { hasDigit, hasLetter, isCaps, isLower, key, wordSet } from './text'
import { isShySuffixPart, isSuffixPart, peelSuffixes } from './suffixes'
import { vietnameseGiven } from './vietnamese'
import { isTitle, partGluedTitles, peelTitles } from './titles'

const notNames = wordSet(`${jobWords} ${legalForms} ${organisationWords}`)

/** What a comma makes of a name: one name in natural order, or surname and given names apart. */
export type CommaReading = { natural: string[] } | { arrangement: Arrangement }

/** Reads the parts between commas; titles and suffixes in them go to the draft. */
export function readCommas(text: string, draft: Draft): CommaReading {
    const parts = text
        .split(',')
        .map((part) =>
            partGluedTitles(
                part
                    .trim()
                    .split(' ')
                    .filter((word) => hasLetter(word) || hasDigit(word))
            )
        )
        .filter((words) => words.length > 0)
    const [head = [], ...rest] = parts
    const names = [head]
    for (const [index, words] of rest.entries()) {
        const suffix = isSuffixPart(words)
        const mayBeName =
            index === 0 &&
            words.length === 1 &&
            (rest.length === 1 || !isCaps(words[0] ?? '')) &&
            head.filter((word) => !isTitle(word)).length === 1 &&
            isShySuffixPart(words)
        if (suffix && !mayBeName) draft.suffix.push(...words)
        else names.push(words)
    }
    const second = names[1]
    if (!second) return { natural: head }
    if (isSecondPerson(head, second)) {
        doubt(draft, 'couple', 'couple')
        return { natural: head }
    }
    if (isRemark(head, second)) {
        doubt(draft, 'textCut', 'extra-text')
        return { natural: head }
    }
    return { arrangement: familyThenGiven(head, second, draft) }
}

/** "John Smith, Jane Doe": both parts are whole names. */
function isSecondPerson(head: string[], second: string[]): boolean {
    return [head, second].every((words) => {
        const first = know(words[0] ?? '')
        return (
            words.length === 2 &&
            (first & GIVEN) !== 0 &&
            isFamilyOnly(know(words[1] ?? '')) &&
            (first & SPANISH_FAMILY) === 0
        )
    })
}

/** "John Doe, CTO", "John Doe, Acme Inc.": the first part is a whole name and the second no given name. */
function isRemark(head: string[], second: string[]): boolean {
    if (
        second.some(
            (word) =>
                notNames.has(word.toLowerCase()) ||
                notNames.has(key(word)) ||
                hasDigit(word) ||
                word.includes('&')
        )
    )
        return head.length > 1
    const names = head.filter((word) => !isTitle(word))
    if (names.length < 2 || isParticle(names[0] ?? '')) return false
    if (isTitle(second[0] ?? '')) return false
    const given = know(second[0] ?? '')
    const first = know(names[0] ?? '')
    const last = know(names.at(-1) ?? '')
    const wholeName =
        isGivenOnly(first) || ((first & GIVEN) !== 0 && isFamilyOnly(last) && (first & SPANISH_FAMILY) === 0)
    return wholeName && (given & GIVEN) === 0
}

function familyThenGiven(head: string[], second: string[], draft: Draft): Arrangement {
    const suffixed = peelSuffixes(peelTitles(head, draft), draft)
    const family = suffixed.length > 0 ? suffixed : head
    let given = peelTitles(second, draft, family.length)
    if (given.length > 1) given = peelSuffixes(given, draft)
    const particles: string[] = []
    while (given.length > 1 && isParticle(given.at(-1) ?? '') && isLower(given.at(-1) ?? '')) {
        particles.unshift(given.at(-1) ?? '')
        given = given.slice(0, -1)
    }
    const known = know(given[0] ?? '')
    const opposite = family.length === 1 && isGivenOnly(know(family[0] ?? '')) && isFamilyOnly(known)
    doubt(draft, opposite ? 'commaAgainstWords' : 'comma', opposite ? 'order-unknown' : undefined)
    if ((known & (GIVEN | FAMILY)) === 0 && given.length === 0) doubt(draft, 'singleFamily', 'single-word')
    return { ...(vietnameseGiven(family, given) ?? arrangeGiven(given)), last: [...particles, ...family] }
}
