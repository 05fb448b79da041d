/** Tells what is no person's name, and takes a name out of a handle where that is safe. */
import {
    certainOrganisations,
    legalForms,
    organisationWords,
    placeholders,
    sentenceWords,
    shyLegalForms,
    shyOrganisationWords,
    shyPlaceholders
} from './data/words'
import { type Draft, doubt } from './draft'
import { FAMILY, GIVEN, isFamilyOnly, know } from './lexicon'
import { capitalise, fold, hasDigit, hasLetter, isCaps, isEastAsian, isLower, key, wordSet } from './text'
import { isTitle } from './titles'
import type { Reason, SplitOptions } from './types'

const twoCamelWords = /^(\p{Lu}\p{Ll}{2,})(\p{Lu}\p{Ll}{2,})$/u
const smallThenCapital = /^\p{Ll}+\p{Lu}/u
const particleThenCapital = /^(?:d|o|mc|de|van|von|mac|al|el|la|le|di|du)['’]?\p{Lu}/u
const initialsOrDegree = /^(?:\p{Lu}\.)+(?:\p{Lu}\p{L}*)?\.?$/u
const numberAtEnd = /[\p{Nd}_.-]+$/u
const threeLetters = /^\p{L}{3,}$/u
const nameLetters = /^[\p{L}\p{M}'’-]+$/u
const titleCase = /^\p{Lu}\p{Ll}/u

const placeholderWords = wordSet(placeholders)
const shyPlaceholder = wordSet(shyPlaceholders)
const legal = wordSet(legalForms)
const shyLegal = wordSet(shyLegalForms)
const organisation = wordSet(organisationWords)
const shyOrganisation = wordSet(shyOrganisationWords)
const certainOrganisation = wordSet(certainOrganisations)
const joins = wordSet('& and und et y')
const sentence = wordSet(sentenceWords)

/** Why the text is no person's name, or null. `simple`: it has letters, spaces and hyphens only. */
export function refusal(
    text: string,
    words: string[],
    simple: boolean,
    options: SplitOptions
): Reason | null {
    if (!hasLetter(text)) return 'placeholder'
    if (isPlaceholder(words) || introduces(words)) return 'placeholder'
    if (words.length === 1 && repeats(text, options)) return 'handle'
    if (isCompany(simple && !words.includes('-') ? words : companyWords(text))) return 'company'
    return words.length > 2 && isSentence(words) ? 'placeholder' : null
}

/** "I am John", "Hi, I'm John": a sentence, and who knows what its words are. */
function introduces(words: string[]): boolean {
    if (words.length < 2) return false
    return words.some((word, at) => {
        const lower = key(word)
        return lower === "i'm" || lower === 'i’m' || (lower === 'i' && words[at + 1]?.toLowerCase() === 'am')
    })
}

function isSentence(words: string[]): boolean {
    let count = 0
    for (const word of words) if (sentence.has(key(word))) count++
    return count > 1
}

function isPlaceholder(words: string[]): boolean {
    if (words.length > 4) return false
    let certain = 0
    for (const word of words) {
        const lower =
            word.endsWith('.') || word.endsWith(',') ? key(word).replace(/,+$/, '') : word.toLowerCase()
        if (!placeholderWords.has(lower) && !isMashed(lower)) return false
        if (!shyPlaceholder.has(lower)) certain++
    }
    const only = words[0] ?? ''
    if (words.length === 1) return certain > 0 || only.length > 2 || isLower(only)
    return certain > 0 || words.every((word) => isLower(word) || word.toLowerCase() === only.toLowerCase())
}

/** "aaa", "xxxxx", "sdfgh": one letter again and again, or keys without a vowel. */
function isMashed(word: string): boolean {
    if (word.length < 3) return false
    if (word.charAt(0) === word.charAt(1)) return /^(.)\1{2,}$/u.test(word)
    return word.length > 3 && /^[bcdfghjklmnpqrstvwxz]+$/.test(word)
}

function repeats(text: string, { username, email }: SplitOptions): boolean {
    const name = text.toLowerCase()
    const local = typeof email === 'string' ? email.toLowerCase().replace(/@.*$/s, '') : ''
    const user = typeof username === 'string' ? username.toLowerCase().trim() : ''
    if (name !== user && name !== local) return false
    return isLower(text) || (know(text) & GIVEN) === 0
}

/** The words that may be a company's: those before a comma, a bar or a dash, with the legal form behind a comma. */
function companyWords(text: string): string[] {
    const [head = '', tail = ''] = text.split(/,\s*| [|–—@-] /)
    const words = head.split(' ')
    return tail !== '' && legal.has(key(tail.split(' ')[0] ?? '')) ? [...words, ...tail.split(' ')] : words
}

function isCompany(words: string[]): boolean {
    const last = words.at(-1) ?? ''
    const first = words[0] ?? ''
    const end = key(last)
    if (
        isEastAsian(first + last) &&
        /^(?:株式会社|有限会社|合同会社)|(?:株式会社|有限公司|公司|集团|주식회사)$/.test(words.join(''))
    )
        return true
    if (words.length < 2) return false
    if (legal.has(end) || (last.includes('.') && legal.has(last.toLowerCase().replace(/\.$/, ''))))
        return true
    if (words.some((word) => certainOrganisation.has(key(word)))) return true
    if (
        shyLegal.has(end) &&
        isCaps(last) &&
        !last.includes('.') &&
        !words.slice(0, -1).every((word) => isCaps(word) || word.length === 1) &&
        (know(first) & GIVEN) === 0
    )
        return true
    if (
        joins.has(words.at(-2) ?? '') &&
        /^(?:sons?|co|partners?|associates|company|söhne|cie|fils|hijos|figli|brothers|bros)\.?$/i.test(last)
    )
        return true
    if (isOrganisation(end, last, words)) return true
    if (key(first) === 'the' && !isTitle(words[1] ?? '') && words.length < 4) return true
    if (words.length > 1 && organisation.has(key(first)) && !shyOrganisation.has(key(first)))
        return (know(first) & (GIVEN | FAMILY)) === 0
    return (
        words.length > 2 &&
        /^(?:of|for|voor|für|de|des)$/.test(words[1] ?? '') &&
        organisation.has(key(first))
    )
}

function isOrganisation(end: string, last: string, words: string[]): boolean {
    if (!organisation.has(end)) return false
    if (!shyOrganisation.has(end)) return true
    return !isLower(last) && !words.slice(0, -1).some((word) => (know(word) & GIVEN) !== 0)
}

/**
 * One word that may hold a name: `john.doe`, `John_Smith`, `JohnDoe`, `John123`. Returns its words, an empty list
 * when it is a handle that holds none, or null when it is a plain word.
 */
export function openHandle(word: string, draft: Draft): string[] | null {
    if (hasDigit(word)) return handleWithDigits(word, draft)
    if (/[._]/.test(word.slice(1, -1)) && !isInitialsOrDegree(word)) return handleWithMarks(word, draft)
    const camel = twoCamelWords.exec(word)
    if (camel) return camelCase(camel[1] ?? '', camel[2] ?? '', draft)
    if (smallThenCapital.test(word) && word.length > 4 && !particleThenCapital.test(word))
        return nothing(draft)
    const hyphen = isLower(word) ? word.indexOf('-') : -1
    if (
        hyphen > 1 &&
        (know(word.slice(0, hyphen)) & GIVEN) !== 0 &&
        isFamilyOnly(know(word.slice(hyphen + 1)))
    ) {
        return handleWithMarks(word.replace('-', '.'), draft)
    }
    if (isLower(word) && word.length > 6 && !know(word) && holdsName(word)) return nothing(draft)
    return null
}

function isInitialsOrDegree(word: string): boolean {
    return initialsOrDegree.test(word)
}

function handleWithDigits(word: string, draft: Draft): string[] {
    const letters = word.replace(numberAtEnd, '')
    if (!threeLetters.test(letters) || (know(letters) & GIVEN) === 0) return nothing(draft)
    doubt(draft, 'handleSplit', 'handle')
    return [letters]
}

function handleWithMarks(word: string, draft: Draft): string[] {
    const parts = word.split(/[._]+/).filter(Boolean)
    const good = parts.length >= 2 && parts.length < 4 && parts.every((part) => nameLetters.test(part))
    const titled = parts.every((part) => titleCase.test(part))
    const named = parts.some((part) => (know(part) & (GIVEN | FAMILY)) !== 0)
    if (
        !good ||
        !(named || titled) ||
        (parts[0] ?? '').length < 2 ||
        parts.some((part) => placeholderWords.has(part.toLowerCase()))
    )
        return nothing(draft)
    doubt(draft, 'handleSplit', 'handle')
    return parts.map((part) => (isLower(part) ? capitalise(part) : part))
}

function camelCase(head: string, tail: string, draft: Draft): string[] | null {
    if ((know(head) & GIVEN) === 0 || (know(head + tail) & (GIVEN | FAMILY)) !== 0) return null
    if ((know(tail) & (GIVEN | FAMILY)) === GIVEN) return null
    doubt(draft, 'handleSplit', 'handle')
    return [head, tail]
}

/** "johndoe": a small word that begins with a given name and goes on. */
function holdsName(word: string): boolean {
    const folded = fold(word)
    for (let end = 4; end <= folded.length - 3; end++) {
        if ((know(folded.slice(0, end)) & GIVEN) !== 0 && know(folded.slice(end)) !== 0) return true
    }
    return false
}

function nothing(draft: Draft): string[] {
    doubt(draft, 'handle', 'handle')
    return []
}
