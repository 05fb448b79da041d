/** Letter case: only words in capitals or in lower case throughout are changed. */
import { givenParticles, particles } from './data/particles'
import { capitalise, isCaps, isInitial, isLower, wordSet } from './text'

const capsLocked = /^\p{Ll}\p{Lu}{2,}$/u
const elided = /^(o|d|l|m|n|dell|dall|all|sant)(['’])(?=\p{L}{2})/u

const lowerParticles = wordSet(particles)
const shyParticles = wordSet(givenParticles)
/** Particles that stay small when a whole name in capitals or small letters is recased. */
const smallWhenRecased = wordSet(
    'de der den des dem del dos das do du van vander von vom zu zum zur ter ten te in op aan y e i bin binti binte ibn bint af av da di degli della dello dei und la las los el al'
)
const macNames = wordSet(
    'macdonald mackenzie mackay macarthur macleod macmillan macintyre macgregor maclean macneil macpherson macfarlane macdougall maciver macinnes macallister macauley macaulay macbride maccallum maccormack macewan macgowan mackinnon maclachlan maclaren macmahon macnaughton macphee macqueen macrae macnab macdonnell macdowell maclellan'
)

export interface Casing {
    /** All letters of the name are capitals, or none is. */
    whole: 'caps' | 'lower' | 'mixed'
    turkish: boolean
}

/** Looks at a whole name, because one word in capitals may be meant so, and all words are not. */
export function casingOf(words: string[]): Casing {
    let caps = 0
    let lower = 0
    let cased = 0
    let turkish = false
    let kurdish = false
    for (const word of words) {
        const upper = word.toUpperCase()
        const small = word.toLowerCase()
        if (upper === small) continue
        cased++
        if (word === upper) caps++
        else if (word === small) lower++
        if (/[İıŞşĞğ]|i\u0307/.test(word)) turkish = true
        if (/[ÎîÊê]/.test(word)) kurdish = true
    }
    return {
        whole: caps === cased ? 'caps' : lower === cased ? 'lower' : 'mixed',
        turkish: turkish && !kurdish
    }
}

/** Recases the words of a first or middle name; articles inside it stay small ("María del Carmen"). */
export function caseGiven(words: string[], casing: Casing): string[] {
    return words.map((word, index) => {
        if (!needsCase(word, casing)) return word
        const inside = index > 0 && index < words.length - 1
        const small = lowerCase(word, casing)
        return inside && smallWhenRecased.has(small) ? small : recase(word, casing)
    })
}

/** Recases the words of a surname, whose particles stay small. */
export function caseFamily(words: string[], casing: Casing): string[] {
    return words.map((word, index) => {
        if (!needsCase(word, casing)) return word
        const small = lowerCase(word, casing)
        if (index < words.length - 1 && lowerParticles.has(small)) {
            if (casing.whole === 'mixed' && isLower(word)) return word
            return smallWhenRecased.has(small) ? small : capitalise(small)
        }
        return recase(word, casing)
    })
}

/** Caps lock was on: `jOHN`. */
export function isCapsLocked(word: string): boolean {
    const first = word.charCodeAt(0)
    if (first < 128 && (first < 97 || first > 122)) return false
    return capsLocked.test(word)
}

/** Undoes caps lock: `jOHN` becomes `John`. */
export function undoCapsLock(word: string): string {
    if (!isCapsLocked(word)) return word
    return capitalise(word.toLowerCase())
}

function needsCase(word: string, casing: Casing): boolean {
    if (isInitial(word)) return isLower(word)
    if (isLower(word)) return !(casing.whole === 'mixed' && shyParticles.has(word) && word.length < 3)
    return isCaps(word) && !isAbbreviation(word, casing)
}

/** "JP", "DJ", "AJ": two or three capitals that are read as letters. */
function isAbbreviation(word: string, casing: Casing): boolean {
    if (word.length === 2) return word.endsWith('J') || !/[AEIOUYÀ-ÖØ-Ý\u0386-\u04ff]/.test(word)
    return word.length === 3 && casing.whole !== 'caps' && !/[AEIOUYÀ-ÖØ-Ý\u0386-\u04ff]/.test(word)
}

function lowerCase(word: string, casing: Casing): string {
    if (casing.turkish && !isLower(word)) return turkishLower(word)
    const lower = word.toLowerCase().replace(/i\u0307/g, 'i')
    return word === lower ? lower : lower.replace(/եւ/g, 'և')
}

/** Turkish and Azeri: `I` is `ı`, unless the vowels around say that someone typed it for `İ`. */
function turkishLower(word: string): string {
    if (word.includes('İ')) return word.toLocaleLowerCase('tr')
    const vowels = /[AEOUÖÜƏ]/.exec(word)?.[0]
    return vowels && /[EÖÜƏ]/.test(vowels) ? word.toLowerCase() : word.toLocaleLowerCase('tr')
}

function recase(word: string, casing: Casing): string {
    if (isInitial(word)) return word.toUpperCase()
    return lowerCase(word, casing)
        .replace(/i\u0307/g, 'i')
        .replace(/[^\s-]+/g, (part, at: number) => {
            if (at > 0 && lowerParticles.has(part) && part.length < 4 && word.split('-').length > 2)
                return part
            return recasePart(part, casing)
        })
}

function recasePart(part: string, casing: Casing): string {
    if (casing.turkish && part.startsWith('i')) return `İ${part.slice(1)}`
    if (/^mc[a-z]{3}/.test(part)) return `Mc${capitalise(part.slice(2))}`
    if (macNames.has(part)) return `Mac${capitalise(part.slice(3))}`
    if (/^ij[^aeiou]/.test(part)) return `IJ${part.slice(2)}`
    const apostrophe = elided.exec(part)
    if (apostrophe) {
        const head = apostrophe[0]
        return capitalise(head) + capitalise(part.slice(head.length))
    }
    return capitalise(part)
}
