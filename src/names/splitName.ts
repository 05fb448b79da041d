/** The splitter itself: runs the steps in their order and puts the result together. */
import { isCapsLocked, undoCapsLock } from './case'
import { arrangeEastAsian } from './cjk'
import { openHandle, refusal } from './classify'
import { readCommas } from './comma'
import type { Doubt } from './confidence'
import { type Arrangement, type Draft, doubt, newDraft } from './draft'
import { clean } from './guard'
import { FAMILY, GIVEN, isFamilyOnly, isGivenOnly, know, SPANISH_FAMILY } from './lexicon'
import { arrange, isCyrillicFamily } from './order'
import { partSlashes, peelBrackets, peelCouple, peelSecondScript, peelTail } from './peel'
import { finish, refuse } from './result'
import { sheetsColumns } from './sheets'
import { hasDigit, hasLetter, isEastAsian, isInitial, isLower, letterCount } from './text'
import { peelSuffixes } from './suffixes'
import { isTitle, partGluedTitles, peelTitles, titleTakesGiven } from './titles'
import type { NameParts, Reason, SplitOptions } from './types'

const visible = /[^\s\p{Cf}\p{Cc}]/u
const surnamePrefix = /^(?:O['’]|Mc)\p{Lu}/u

/**
 * Splits what a person typed as their name into its parts.
 *
 * Takes any value and never throws: what is not text, or is no person's name, gives blank parts and a reason.
 * Linear in the length of the text. No part ever holds markup, an address, control or bidi characters, or begins
 * with a character that a spreadsheet reads as a formula. Rests on facts/names.md and the rules IMP-01 and IMP-03;
 * with `sheets` it does what rule IMP-05 describes.
 */
export function splitName(text: unknown, options: SplitOptions = {}): NameParts {
    const chosen = options ?? {}
    const draft = newDraft()
    if (typeof text !== 'string')
        return text === null || text === undefined
            ? refuse(draft, [], chosen)
            : refused(draft, ['not-text'], chosen)
    if (chosen.sheets) return sheetsSplit(text, chosen)
    const cleaned = clean(text)
    for (const reason of cleaned.found) doubt(draft, doubtFor[reason] ?? 'markup', reason)
    if (cleaned.text === '') {
        return isEmpty(text) ? refuse(draft, [], chosen) : refused(draft, nothingLeft(cleaned.found), chosen)
    }
    const quoted = !cleaned.plain || cleaned.text.startsWith("'") || cleaned.text.includes(" '")
    const name = quoted ? peelBrackets(cleaned.text, draft) : cleaned.text
    const commas = name.includes(',')
    let words = name.split(' ')
    const bare = commas ? name.replace(/[, ]+$/, '') : name
    const no = refusal(bare, commas ? bare.split(' ') : words, cleaned.plain && !commas, chosen)
    if (no) return refused(draft, [...cleaned.found, no], chosen)
    words = peelTail(words, draft)
    if (!cleaned.plain) words = partSlashes(words, draft)
    const arrangement = commas ? fromCommas(words.join(' '), draft, chosen) : fromWords(words, draft, chosen)
    return finish(arrangement, draft, chosen)
}

/** Nothing that anyone could see. */
function isEmpty(text: string): boolean {
    return text.length < 100 && !visible.test(text)
}

/** Why a text that had something in it has nothing left. */
function nothingLeft(found: Reason[]): Reason[] {
    return found.length > 0 ? found : ['placeholder']
}

const doubtFor: Partial<Record<Reason, Doubt>> = {
    'e-mail': 'known',
    'url-stripped': 'urlStripped',
    markup: 'markup',
    handle: 'handle',
    'too-long': 'tooLong',
    placeholder: 'placeholder',
    company: 'company',
    'not-text': 'notText'
}

function refused(draft: Draft, reasons: Reason[], options: SplitOptions): NameParts {
    for (const reason of reasons) {
        doubt(draft, reason === 'e-mail' ? 'email' : (doubtFor[reason] ?? 'placeholder'), reason)
    }
    return refuse(draft, reasons, options)
}

function fromCommas(text: string, draft: Draft, options: SplitOptions): Arrangement {
    const reading = readCommas(text, draft)
    if ('natural' in reading) return fromWords(reading.natural, draft, options)
    return reading.arrangement
}

const edges = /^[^\p{L}\p{M}'’‘ʻʼ(]+|[^\p{L}\p{M}.'’‘ʻʼªº)\u05f3]+$/gu

/** Words in natural order: titles and suffixes off, then the order is decided. */
function fromWords(all: string[], draft: Draft, options: SplitOptions): Arrangement {
    let words = tidyWords(all, draft)
    if (words.length === 1 && !isEastAsian(words[0] ?? '')) {
        const opened = openHandle(words[0] ?? '', draft)
        if (opened) words = opened
    }
    words = partGluedTitles(words)
    words = peelCouple(words, draft, isTitle)
    const titled = peelTitles(words, draft)
    words = peelSuffixes(titled, draft)
    const eastern = words.some(isEastAsian)
    if (eastern) words = peelSecondScript(words, draft)
    else if (words.some(isCapsLocked)) words = words.map(undoCapsLock)
    if (words.length === 0) {
        if (draft.title.length > 0) doubt(draft, 'titleOnly', 'title-only')
        return { first: [], middle: [], last: [] }
    }
    const arranged = eastern ? arrangeEastAsian(words, draft) : null
    if (arranged) return arranged
    if (words.length === 1) return arrangeSingle(words[0] ?? '', draft)
    if (draft.title.length > 0 && words.length === 2 && words.every(isSpanishFamily)) {
        doubt(draft, 'doubleSurname', 'double-surname')
        return { first: [], middle: [], last: words }
    }
    return arrange(words, draft, options)
}

/** "Sra. García López": behind a title both may be surnames. */
function isSpanishFamily(word: string): boolean {
    return isFamilyOnly(know(word)) && (know(word) & SPANISH_FAMILY) !== 0
}

/** Words without stray punctuation; numbers go, and say so. */
function tidyWords(all: string[], draft: Draft): string[] {
    const words: string[] = []
    if (all.length === 1 && (hasDigit(all[0] ?? '') || all[0]?.includes('_')))
        return [(all[0] ?? '').replace(/[,.]+$/, '')]
    for (const [index, word] of all.entries()) {
        if (startsAndEndsWithLetter(word)) {
            words.push(word)
            continue
        }
        const ordinal = /^\d(?:st|nd|rd|th)$/i.test(word)
        if (/^\d/.test(word) && words.length > 0 && !ordinal) {
            if (!hasLetter(word)) doubt(draft, 'textCut', 'extra-text')
            continue
        }
        if (word === '&' || word === '+' || word === '/') {
            words.push(word)
            continue
        }
        if (word === '_' && index > 0) continue
        const numbered = hasDigit(word) && (ordinal || all.length > 1 || /^\d/.test(word))
        const bare = numbered ? word : word.replace(edges, '')
        if (hasLetter(bare)) words.push(trimDot(bare))
    }
    return words
}

/** Quick answer for nearly all words; what is no ASCII or Latin letter is looked at closely. */
function startsAndEndsWithLetter(word: string): boolean {
    return isLatinLetter(word.charCodeAt(0)) && isLatinLetter(word.charCodeAt(word.length - 1))
}

function isLatinLetter(code: number): boolean {
    return (
        (code >= 97 && code <= 122) ||
        (code >= 65 && code <= 90) ||
        (code >= 0xc0 && code < 0x250 && code !== 0xd7 && code !== 0xf7)
    )
}

/** A full stop at the end of a sentence is none of the name; behind an initial or an abbreviation it is. */
function trimDot(word: string): string {
    if (!word.endsWith('.') || isInitial(word) || isTitle(word)) return word
    const bare = word.slice(0, -1)
    return bare.length > 3 && !bare.includes('.') && know(bare) !== 0 ? bare : word
}

/** One word: a given name unless it is known as a surname, or a title says that it is one. */
function arrangeSingle(word: string, draft: Draft): Arrangement {
    const known = know(word)
    const asFirst: Arrangement = { first: [word], middle: [], last: [] }
    const asLast: Arrangement = { first: [], middle: [], last: [word] }
    if (isInitial(word)) {
        doubt(draft, 'initialOnly', 'initial-only')
        return letterCount([word]) > 1 ? asFirst : { first: [], middle: [], last: [] }
    }
    if (draft.title.length > 0) {
        doubt(draft, 'titleSurname', 'single-word')
        return titleTakesGiven(draft.title) || isGivenOnly(known) ? asFirst : asLast
    }
    if (
        surnamePrefix.test(word) ||
        isCyrillicFamily(word) ||
        isFamilyOnly(known) ||
        (draft.suffix.length > 0 && (known & GIVEN) === 0)
    ) {
        doubt(draft, 'singleFamily', 'single-word')
        return asLast
    }
    const odd = word.length < 3 || (isLower(word) && (known & (GIVEN | FAMILY)) === 0)
    doubt(
        draft,
        odd ? 'singleOdd' : (known & GIVEN) !== 0 ? 'singleGiven' : 'single',
        odd && isLower(word) ? 'handle' : 'single-word'
    )
    return asFirst
}

/** Google Sheets' way (rule IMP-05), judged by what the splitter itself makes of the name. */
function sheetsSplit(text: string, options: SplitOptions): NameParts {
    const { first, last, rest } = sheetsColumns(text)
    const smart = splitName(text, { ...options, sheets: false, letterCase: 'keep', middle: 'separate' })
    const same = smart.first === first && smart.last === last
    const draft: Draft = {
        ...newDraft(),
        reasons: smart.reasons,
        confidence: same ? smart.confidence : Math.min(smart.confidence, 0.3)
    }
    if (!same && (smart.first || smart.last))
        draft.alternatives.push({ first: smart.first, last: smart.last })
    const columns = { first: first ? [first] : [], middle: rest, last: last ? [last] : [] }
    return finish(columns, draft, { ...options, letterCase: 'keep', middle: 'separate' })
}
