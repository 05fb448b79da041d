/** Parts words that stand given name first into first, middle and last name. */
import {
    boundGiven,
    boundTail,
    compoundHeads,
    compoundTails,
    connectors,
    devotionalHeads,
    devotionalTails,
    givenParticles,
    particles
} from './data/particles'
import { type Arrangement, type Draft, doubt } from './draft'
import { FAMILY, GIVEN, isFamilyOnly, isGivenOnly, know, SPANISH_FAMILY } from './lexicon'
import { fold, isInitial, isLower, wordSet } from './text'

const particleWords = wordSet(particles)
const shyParticle = wordSet(givenParticles)
const connector = wordSet(connectors)
const bound = wordSet(boundGiven)
const boundEnd = wordSet(boundTail)
const devotionalHead = wordSet(devotionalHeads)
const devotionalTail = wordSet(devotionalTails)
const compoundHead = wordSet(compoundHeads)
const compoundTail = wordSet(compoundTails)

/** Whether the word opens a surname; a capitalised one that is also a given name does so only behind the first word. */
export function isParticle(word: string): boolean {
    return particleWords.has(word.toLowerCase())
}

/** Whether a name that begins with this word has no given name ("de Gaulle", "van der Berg"). */
export function opensFamily(words: string[]): boolean {
    const word = words[0] ?? ''
    if (words.length < 2 || !isParticle(word)) return false
    if (isLower(word) && isLatin(word) && word.length > 1) {
        return !words.every(isLower) || !shyParticle.has(word)
    }
    if (!shyParticle.has(word.toLowerCase())) return isLatin(word)
    return words.length > 2 && /^van (?:de[nr]?|het|['’]t)$/i.test(`${word} ${words[1]}`)
}

function isLatin(word: string): boolean {
    return !/[\u0250-\u2018\u201a-\uffff]/.test(word)
}

/** How many words at the front are one surname, particles included. */
export function familyLengthAtFront(words: string[]): number {
    let length = 1
    while (length < words.length - 1 && isParticle(words[length - 1] ?? '')) length++
    return length
}

/** Given names as first and middle: initials stay together, compound names too. */
export function arrangeGiven(words: string[]): { first: string[]; middle: string[] } {
    const length = Math.min(firstLength(words), words.length)
    return { first: words.slice(0, length), middle: words.slice(length) }
}

function firstLength(words: string[]): number {
    const [one = '', two = ''] = words
    if (isInitial(one)) {
        let length = 1
        while (length < words.length && isInitial(words[length] ?? '')) length++
        return length === 1 && words.length > 1 ? 2 : length
    }
    if (words.length < 2) return 1
    if (bound.has(fold(one))) return 2
    if (boundEnd.has(two)) return 2
    const devotional = devotionalLength(words)
    if (devotional > 0) return devotional
    return compoundHead.has(fold(one)) && compoundTail.has(fold(two)) ? 2 : 1
}

/** "María del Carmen", "María de los Ángeles", "Juan de Dios": how many words, or 0. */
function devotionalLength(words: string[]): number {
    if (!devotionalHead.has(fold(words[0] ?? ''))) return 0
    const one = words[1]?.toLowerCase() ?? ''
    if (one !== 'de' && one !== 'del' && one !== 'do' && one !== 'da' && one !== 'das' && one !== 'dos')
        return 0
    const article = /^(?:la|las|los|el)$/i.test(words[2] ?? '')
    const at = article ? 3 : 2
    return devotionalTail.has(fold(words[at] ?? '')) ? at + 1 : 0
}

/** Parts words that stand given name first. `pairs`: the country has two surnames. */
export function arrangeGivenFirst(words: string[], draft: Draft, pairs = false): Arrangement {
    const start = familyStart(words, draft, pairs)
    const { first, middle } = arrangeGiven(words.slice(0, start))
    if (words.length > 4 && middle.length > 1 && !middle.some(isInitial)) doubt(draft, 'manyWords')
    return { first, middle, last: words.slice(start) }
}

/** The index at which the surname begins. */
function familyStart(words: string[], draft: Draft, pairs: boolean): number {
    const last = words.length - 1
    if (last < 2) return 1
    const given = leadingGiven(words)
    const joined = connectorStart(words, given)
    if (joined > 0) return joined
    let behindInitial = words.findLastIndex((word, index) => index > 0 && index < last && isInitial(word)) + 1
    while (behindInitial > 0 && behindInitial < last && isGivenHere(words[behindInitial] ?? ''))
        behindInitial++
    if (behindInitial > given && behindInitial < last) {
        doubt(draft, 'middle')
        return behindInitial
    }
    const particle = particleStart(words, given, draft)
    if (particle > 0) return particle
    const boundAt = words.findIndex((word, index) => index > 0 && index < last && bound.has(fold(word)))
    if (boundAt > 0) return boundAt
    if (isInitial(words[last] ?? '') && last > 1) {
        doubt(draft, 'initialOnly', 'initial-only')
        return last - 1
    }
    if (last - 1 >= given && isPair(words[last - 1] ?? '', words[last] ?? '', last, pairs)) {
        doubt(draft, 'doubleSurname', 'double-surname')
        return last - 1
    }
    doubt(draft, 'middle')
    return last
}

/** A given name, and no word that opens a surname. */
function isGivenHere(word: string): boolean {
    return (know(word) & GIVEN) !== 0 && !isParticle(word)
}

/** How many words in front are certainly given: at least one. */
function leadingGiven(words: string[]): number {
    const length = firstLength(words)
    if (length >= words.length) return words.length - 1
    return isInitial(words[0] ?? '') && length === 2 && !isInitial(words[1] ?? '') ? 1 : length
}

/** "Ortega y Gasset": the surname begins before the word that joins. */
function connectorStart(words: string[], given: number): number {
    for (let at = given + 1; at < words.length - 1; at++) {
        const word = words[at] ?? ''
        if (!connector.has(word)) continue
        let start = at - 1
        while (start > given && isParticle(words[start - 1] ?? '')) start--
        return start
    }
    return 0
}

function particleStart(words: string[], given: number, draft: Draft): number {
    for (let at = given; at < words.length - 1; at++) {
        const word = words[at] ?? ''
        if (!isParticle(word) || isInitial(word)) continue
        if (shyParticle.has(word.toLowerCase()) && !isLower(word)) {
            if (isGivenOnly(know(word)) && at < words.length - 2 && !isParticle(words[at + 1] ?? '')) continue
            doubt(draft, 'particleOrGiven', 'particle-or-given')
        } else doubt(draft, 'particle')
        let start = at
        while (start > given && isFamilyOnly(know(words[start - 1] ?? ''))) start--
        return start
    }
    return 0
}

/** Whether the last two words are the two surnames of a Spanish name. */
function isPair(one: string, two: string, last: number, pairs: boolean): boolean {
    const first = know(one)
    if (isInitial(one) || isInitial(two)) return false
    if (pairs) return last > 2 || !isGivenOnly(first)
    if ((first & SPANISH_FAMILY) === 0) return false
    const second = know(two)
    const onlyFamily = (first & GIVEN) === 0
    if ((second & SPANISH_FAMILY) !== 0) return onlyFamily || last > 2
    return onlyFamily && (second & GIVEN) === 0 && ((second & FAMILY) === 0 || /[áéíóúñ]/i.test(one))
}
