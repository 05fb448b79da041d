/** Takes titles off the front of a name and suffixes off its end, in many languages. */
import {
    allTitles,
    dottedTitles,
    frenchGivenNames,
    givenTitles,
    nameTitles,
    shortGivenNames,
    shyTitles,
    titleHeads,
    titleTails
} from './data/titles'
import { type Draft, doubt } from './draft'
import { GIVEN, isFamilyOnly, isGivenOnly, know, SPANISH_FAMILY } from './lexicon'
import { suffixCount } from './suffixes'
import { isCaps, isInitial, isLower, key, wordSet } from './text'

const nameBegins = /^(?:\p{Lu}|\p{Lo}|\p{Ll}{2}\p{Ll}{2})/u
const twoLetters = /^\p{L}{2}/u
const oneLetterStop = /^\p{L}\.$/u
const abbreviation = /^\p{L}[\p{L}.-]+\.$/u

const dottedOnly = wordSet(dottedTitles)
const shy = wordSet(`${shyTitles} ${dottedTitles}`)
const always = wordSet(allTitles)
const takesGiven = wordSet(givenTitles)
const alsoName = wordSet(nameTitles)
const heads = wordSet(titleHeads)
const tails = wordSet(titleTails)
const frenchGiven = wordSet(frenchGivenNames)
const shortGiven = wordSet(shortGivenNames)
/** Shy titles that stand before a lone surname too. */
const surnameTitle = wordSet('sr fr hr pan pani mons')
/** Words that can begin a title: others are answered at once. */
const opening = wordSet(`m ${allTitles} ${givenTitles} ${nameTitles} ${titleHeads}`)

/** Whether a word is a title wherever it stands in front. */
export function isTitle(word: string): boolean {
    return always.has(key(word))
}

/** Titles glued to the name with a full stop ("Dr.Jane") come apart. */
export function partGluedTitles(words: string[]): string[] {
    if (!words.some((word) => word.indexOf('.') !== -1 && word.indexOf('.') < word.length - 1)) return words
    const parted: string[] = []
    for (const [index, word] of words.entries()) {
        const dot = word.indexOf('.')
        if (dot < 1 || dot === word.length - 1 || index > 2) parted.push(word)
        else parted.push(...partGlued(word, dot))
    }
    return parted
}

function partGlued(word: string, dot: number): string[] {
    const head = word.slice(0, dot)
    const rest = word.slice(dot + 1)
    if (head.length < 2 || !always.has(key(head)) || always.has(key(word))) return [word]
    if (!nameBegins.test(rest) || !twoLetters.test(rest)) return [word]
    const next = rest.indexOf('.')
    return [`${head}.`, ...(next > 0 && next < rest.length - 1 ? partGlued(rest, next) : [rest])]
}

/** Takes the titles off the front; returns the words that are left. `behind`: words of the surname that stood in front. */
export function peelTitles(words: string[], draft: Draft, behind = 0): string[] {
    const opener = words[0] ?? ''
    if (!opening.has(key(opener)) && !/[.ªº]$/.test(opener) && !isCaps(opener)) return words
    const count = words.length - suffixCount(words, 1)
    let at = 0
    while (at < words.length) {
        const taken = titleAt(words, at, Math.max(count - at - 1, 0) + (at < count - 1 ? behind : 0), draft)
        if (taken === 0) break
        at += taken
    }
    if (at === 0) return words
    draft.title.push(...words.slice(0, at))
    return words.slice(at)
}

/** How many words at this place are a title: 0, or the length of one title. */
function titleAt(words: string[], at: number, left: number, draft: Draft): number {
    const word = words[at] ?? ''
    const found = key(word)
    if (at > 0 && left > 0 && tails.has(found) && !isNameHere(words, at)) return 1
    if (at > 0 && left > 1 && isLower(word) && oneLetterStop.test(word)) return 1
    if (heads.has(found) && left > 1) {
        const length = phraseLength(words, at)
        if (length > 0) return length
    }
    if (found === 'm' && left > 1) return frenchM(words, at, draft)
    const dotted = /[.:ªº]$/.test(word)
    if (alsoName.has(found) && !(dotted && always.has(found))) {
        if (left === 0) return 0
        const next = know(words[at + 1] ?? '')
        if (left === 1) return found === 'sir' ? 1 : nameTitleAlone(found, next)
        const own = (know(word) & GIVEN) !== 0
        if (own && !(isGivenOnly(next) || always.has(key(words[at + 1] ?? '')))) return 0
        return (next & GIVEN) !== 0 || isInitial(words[at + 1] ?? '') || found === 'sir' || left > 2 || !own
            ? 1
            : 0
    }
    if (takesGiven.has(found) && !always.has(found)) return left > 0 && know(word) === 0 ? 1 : 0
    if (!always.has(found)) return isOtherTitle(words, at, left, draft) ? 1 : 0
    if (dottedOnly.has(found) && !dotted) return 0
    if (shy.has(found) && (!dotted || left < 1)) {
        if (left === 1 && isFamilyOnly(know(words[at + 1] ?? '')) && surnameTitle.has(found)) return 1
        if (left < 2 || (isCaps(word) && found.length > 2)) return 0
        if ((know(word) & GIVEN) !== 0 && (know(words[at + 1] ?? '') & GIVEN) === 0) return 0
    }
    if (dotted && found.length === 1 && !isLower(word) && /^[a-z]/.test(found)) return 0
    return 1
}

/** Words that are a title by their shape: an abbreviation that is no name, capitals before a title, a Spanish "D.". */
function isOtherTitle(words: string[], at: number, left: number, draft: Draft): boolean {
    if (left < 2) return false
    const word = words[at] ?? ''
    const next = words[at + 1] ?? ''
    const found = key(word)
    if (found === 'd' && !word.endsWith('ª')) {
        const spanish = (know(words.at(-1) ?? '') & SPANISH_FAMILY) !== 0
        return spanish && word === 'D.' && (know(next) & GIVEN) !== 0
    }
    if (found === 'd') return true
    if (isCaps(word) && word.length < 5 && always.has(key(next))) return true
    if (!abbreviation.test(word) || isInitial(word) || know(found) !== 0 || shortGiven.has(found))
        return false
    doubt(draft, 'suffixOrName')
    return true
}

/** "Prince Charles", "Sister Mary", but "Prince Manalo": a title when a given name follows. */
function nameTitleAlone(found: string, next: number): number {
    return takesGiven.has(found) && (next & GIVEN) !== 0 && found !== 'don' ? 1 : 0
}

/** These words go on with a title, unless they are names here: "Dr. Grace Thomas", but "Her Grace". */
function isNameHere(words: string[], at: number): boolean {
    const word = words[at] ?? ''
    return know(word) !== 0 && !word.endsWith('.') && !heads.has(key(words[at - 1] ?? ''))
}

/** "The Right Honourable", "Vice President": words up to the last of a title's words. */
function phraseLength(words: string[], at: number): number {
    let end = at + 1
    while (end < words.length - 1) {
        const found = key(words[end] ?? '')
        if (!always.has(found) && !tails.has(found) && !alsoName.has(found)) break
        end++
    }
    return end > at + 1 ? end - at : 0
}

/** "M Dupont", "M. Jean Dupont": Monsieur without a full stop, or before a French given name; otherwise an initial. */
function frenchM(words: string[], at: number, draft: Draft): number {
    const next = words[at + 1] ?? ''
    const isFrench = /[éèêëçïôœ]/i.test(next) || frenchGiven.has(key(next.split('-')[0] ?? ''))
    if (words[at] === 'm' || isInitial(next) || (!isFrench && words[at] === 'M.')) return 0
    doubt(draft, words[at] === 'M.' ? 'titleOrInitial' : 'suffixOrName')
    return 1
}

/** Whether a lone title takes the given name ("Sister Mary") and not the surname ("Mrs. Smith"). */
export function titleTakesGiven(title: string[]): boolean {
    const last = title.at(-1)
    return last !== undefined && takesGiven.has(key(last))
}
