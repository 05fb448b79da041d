/** Takes titles off the front of a name and suffixes off its end, in many languages. */
import { shyGenerations, shySuffixes, suffixes, suffixPhrases, surnameSuffixes } from './data/suffixes'
import {
    dottedTitles,
    givenTitles,
    nameTitles,
    shyTitles,
    titleHeads,
    titles,
    titleTails
} from './data/titles'
import { type Draft, doubt } from './draft'
import { GIVEN, isGivenOnly, know } from './lexicon'
import { isCaps, isInitial, isLower, key, wordSet } from './text'

const dottedOnly = wordSet(dottedTitles)
const shy = wordSet(`${shyTitles} ${dottedTitles}`)
const always = wordSet(`${titles} ${shyTitles} ${dottedTitles}`)
const takesGiven = wordSet(givenTitles)
const alsoName = wordSet(nameTitles)
const heads = wordSet(titleHeads)
const tails = wordSet(titleTails)
const certainSuffix = wordSet(suffixes)
const shySuffix = wordSet(shySuffixes)
const shyGeneration = wordSet(shyGenerations)
const surnameSuffix = wordSet(surnameSuffixes)
const romanNumeral = wordSet('ii iii iv vi vii viii ix')
const phrases = suffixPhrases.map((phrase) => phrase.split(' '))

/** Whether a word is a title wherever it stands in front. */
export function isTitle(word: string): boolean {
    return always.has(key(word))
}

/** Titles glued to the name with a full stop ("Dr.Jane") come apart. */
export function partGluedTitles(words: string[]): string[] {
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
    if (rest.startsWith('-') || !/^\p{L}{2}/u.test(rest)) return [word]
    const next = rest.indexOf('.')
    return [`${head}.`, ...(next > 0 && next < rest.length - 1 ? partGlued(rest, next) : [rest])]
}

/** Takes the titles off the front; returns the words that are left. `behind`: words of the surname that stood in front. */
export function peelTitles(words: string[], draft: Draft, behind = 0): string[] {
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
    if (heads.has(found) && left > 1) {
        const length = phraseLength(words, at)
        if (length > 0) return length
    }
    if (found === 'm' && left > 1) return frenchM(words, at, draft)
    const dotted = /[.:ªº]$/.test(word)
    if (alsoName.has(found) && !(dotted && always.has(found))) {
        if (left === 0) return 0
        if (know(word) === 0 && left === 1 && takesGiven.has(found)) return 1
        const next = know(words[at + 1] ?? '')
        if (left === 1)
            return found === 'sir' || found === 'dame' || found === 'lord' || found === 'lady'
                ? 1
                : nameTitleAlone(found, next)
        const own = (know(word) & GIVEN) !== 0
        if (own && !(isGivenOnly(next) || always.has(key(words[at + 1] ?? '')))) return 0
        return (next & GIVEN) !== 0 || isInitial(words[at + 1] ?? '') || found === 'sir' || left > 2 || !own
            ? 1
            : 0
    }
    if (takesGiven.has(found) && !always.has(found))
        return left > 1 || (left === 1 && (know(words[at + 1] ?? '') & GIVEN) !== 0) ? 1 : 0
    if (!always.has(found)) {
        return dotted && word.length > 3 && /^(?:dipl|mag|prof|dr|ing)/.test(found) && left > 0 ? 1 : 0
    }
    if (dottedOnly.has(found) && !dotted) return 0
    if (shy.has(found) && (!dotted || left < 1)) {
        if (left < 2 || (isCaps(word) && found.length > 2)) return 0
        if ((know(word) & GIVEN) !== 0 && (know(words[at + 1] ?? '') & GIVEN) === 0) return 0
    }
    if (dotted && found.length === 1 && !isLower(word) && /^[a-z]/.test(found)) return 0
    return 1
}

/** "Prince Charles", "Sister Mary", but "Prince Manalo": a title when a given name follows. */
function nameTitleAlone(found: string, next: number): number {
    return takesGiven.has(found) && isGivenOnly(next) && found !== 'don' ? 1 : 0
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

const frenchGiven = wordSet(
    'jean pierre michel jacques françois philippe alain bernard christophe laurent thierry pascal olivier nicolas julien guillaume antoine mathieu louis henri claude marcel rené andré yves luc marc gilles hugues serge denis didier dominique eric fabrice franck frédéric gérard guy hervé jérôme lionel maxime patrice quentin rémi romain stéphane sylvain sébastien xavier vincent baptiste clément cyril damien emmanuel etienne fabien florian gaston gauthier gautier georges gustave hugo jules léon lucas mathis matthieu maurice noël paul raymond raoul robert roger thibault thomas tristan valentin victor yann émile édouard alexandre alexis arnaud arthur aurélien benoît benoit bruno cédric charles daniel david'
)

/** Takes the suffixes off the end; at least `keep` words stay. Returns the words that are left. */
export function peelSuffixes(words: string[], draft: Draft, keep = 1): string[] {
    const count = suffixCount(words, keep)
    if (count === 0) return words
    const taken = words.slice(words.length - count)
    if (
        taken.some(
            (word) => shyGeneration.has(key(word)) || (shySuffix.has(key(word)) && !word.includes('.'))
        )
    ) {
        doubt(draft, 'suffixOrName', 'suffix-or-name')
    }
    draft.suffix.unshift(...taken)
    return words.slice(0, -count)
}

/** How many words at the end are suffixes, when at least `keep` words stay. */
function suffixCount(words: string[], keep: number): number {
    let end = words.length
    while (end > keep) {
        const phrase = phraseAt(words, end, keep)
        if (phrase === 0 && !isSuffixAt(words, end - 1)) break
        end -= Math.max(phrase, 1)
    }
    return words.length - end
}

function phraseAt(words: string[], end: number, keep: number): number {
    for (const phrase of phrases) {
        const from = end - phrase.length
        if (from >= keep && phrase.every((part, index) => words[from + index]?.toLowerCase() === part)) {
            return phrase.length
        }
    }
    return 0
}

function isSuffixAt(words: string[], at: number): boolean {
    const word = words[at] ?? ''
    const found = key(word)
    if (shyGeneration.has(found)) return at > 1 && !isLower(word) && !word.endsWith('.')
    if (isDegree(word)) return at > (isInitial(word) ? 1 : 0)
    if (surnameSuffix.has(found)) {
        return (at > 1 || (word.endsWith('.') && at > 0)) && !(isCaps(word) && found === 'st')
    }
    if (certainSuffix.has(found)) {
        if (romanNumeral.has(found)) return isCaps(word) || (isLower(word) && found !== 'vi')
        if (found.length > 2 || found === 'jr' || found === 'sr') return true
        return words.slice(0, at).filter((other) => !isInitial(other)).length > 1
    }
    if (word.endsWith('.') && found.length > 1 && always.has(found)) return at > 1
    if (!shySuffix.has(found) || at < 2) return false
    if (word.indexOf('.') !== word.lastIndexOf('.')) return true
    if (!isCaps(word.replace(/\./g, ''))) return false
    return !words.slice(0, at).every((other) => isCaps(other) || isInitial(other))
}

/** "S.Kom", "B.Sc.", "dipl.oecc": full stops inside and letters on both sides. Initials are none, unless two names stand before. */
function isDegree(word: string): boolean {
    const dot = word.indexOf('.')
    return dot > 0 && dot < word.length - 1 && word.length < 12 && /^[\p{L}.-]+$/u.test(word)
}

/** Whether all words of a part between commas are suffixes or titles; single shy ones count here too. */
export function isSuffixPart(words: string[]): boolean {
    return words.every((word) => {
        const found = key(word)
        if (certainSuffix.has(found) || shySuffix.has(found) || shyGeneration.has(found)) return true
        if (isDegree(word) && !isInitial(word)) return true
        return (always.has(found) || tails.has(found)) && (word.endsWith('.') || know(word) === 0)
    })
}

/** Whether a part between commas may be a name as well as a suffix ("Smith, Ma"). */
export function isShySuffixPart(words: string[]): boolean {
    return words.every((word) => {
        const found = key(word)
        return !certainSuffix.has(found) || shyGeneration.has(found) || surnameSuffix.has(found)
    })
}

/** Whether a lone title takes the given name ("Sister Mary") and not the surname ("Mrs. Smith"). */
export function titleTakesGiven(title: string[]): boolean {
    const last = title.at(-1)
    return last !== undefined && takesGiven.has(key(last))
}
