/** Takes suffixes off the end of a name: generations, degrees, professions, honours. */
import { shyGenerations, shySuffixes, suffixes, suffixPhrases, surnameSuffixes } from './data/suffixes'
import { allTitles, titleTails } from './data/titles'
import { type Draft, doubt } from './draft'
import { know } from './lexicon'
import { isCaps, isInitial, isLower, key, wordSet } from './text'

const lettersAndStops = /^[\p{L}.-]+$/u

const always = wordSet(allTitles)
const tails = wordSet(titleTails)
const certainSuffix = wordSet(suffixes)
const shySuffix = wordSet(shySuffixes)
const shyGeneration = wordSet(shyGenerations)
const surnameSuffix = wordSet(surnameSuffixes)
const romanNumeral = wordSet('ii iii iv vi vii viii ix')

/** Words that can be a suffix without a full stop: others are answered at once. */
const ending = new Set([...certainSuffix, ...shySuffix, ...shyGeneration, ...surnameSuffix])

/** Phrases by their last word, which is looked at first. */
const phrases = new Map<string, string[][]>()
for (const phrase of suffixPhrases) {
    const words = phrase.split(' ')
    const end = words.at(-1) ?? ''
    phrases.set(end, [...(phrases.get(end) ?? []), words])
}

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
export function suffixCount(words: string[], keep: number): number {
    let end = words.length
    while (end > keep) {
        const phrase = phraseAt(words, end, keep)
        if (phrase === 0 && !isSuffixAt(words, end - 1)) break
        end -= Math.max(phrase, 1)
    }
    return words.length - end
}

function phraseAt(words: string[], end: number, keep: number): number {
    for (const phrase of phrases.get(words[end - 1]?.toLowerCase() ?? '') ?? []) {
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
    if (!ending.has(found) && !word.includes('.')) return false
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
    return dot > 0 && dot < word.length - 1 && word.length < 12 && lettersAndStops.test(word)
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
