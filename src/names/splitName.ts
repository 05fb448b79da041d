/** The splitter itself: runs the steps in their order and puts the result together. */
import { undoCapsLock } from './case'
import { arrangeEastAsian } from './cjk'
import { openHandle, refusal } from './classify'
import { readCommas } from './comma'
import type { Doubt } from './confidence'
import { type Arrangement, type Draft, doubt, newDraft } from './draft'
import { clean } from './guard'
import { FAMILY, GIVEN, isFamilyOnly, isGivenOnly, know } from './lexicon'
import { arrange } from './order'
import { partSlashes, peelBrackets, peelCouple, peelSecondScript, peelTail } from './peel'
import { finish, refuse } from './result'
import { sheetsColumns } from './sheets'
import { isEastAsian, isInitial, isLower } from './text'
import { isTitle, partGluedTitles, peelSuffixes, peelTitles, titleTakesGiven } from './titles'
import type { NameParts, Reason, SplitOptions } from './types'

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
    if (cleaned.text === '') return refuse(draft, cleaned.found, chosen)
    let name = peelBrackets(cleaned.text, draft)
    const no = refusal(name.replace(/[,;]+$/, '').trim(), chosen)
    if (no) return refused(draft, [...cleaned.found, no], chosen)
    name = peelTail(name, draft)
    name = partSlashes(name, draft)
    const arrangement = name.includes(',')
        ? fromCommas(name, draft, chosen)
        : fromWords(name.split(' '), draft, chosen)
    return finish(arrangement, draft, chosen)
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
    for (const reason of reasons) doubt(draft, doubtFor[reason] ?? 'placeholder', reason)
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
    words = peelSecondScript(words, draft).map(undoCapsLock)
    if (words.length === 0) {
        if (draft.title.length > 0) doubt(draft, 'titleOnly', 'title-only')
        return { first: [], middle: [], last: [] }
    }
    const eastern = arrangeEastAsian(words, draft)
    if (eastern) return eastern
    if (words.length === 1) return arrangeSingle(words[0] ?? '', draft)
    return arrange(words, draft, options)
}

/** Words without stray punctuation; numbers go, and say so. */
function tidyWords(all: string[], draft: Draft): string[] {
    const words: string[] = []
    if (all.length === 1 && /[\p{Nd}_]/u.test(all[0] ?? '')) return [(all[0] ?? '').replace(/[,.]+$/, '')]
    for (const [index, word] of all.entries()) {
        if (/^\d/.test(word) && words.length > 0 && !/^\d(?:st|nd|rd|th)$/i.test(word)) {
            if (!/\p{L}/u.test(word)) doubt(draft, 'textCut', 'extra-text')
            continue
        }
        const hasDigit = all.length > 1 && /\p{Nd}/u.test(word) && !/^\d(?:st|nd|rd|th)$/i.test(word)
        if (word === '&' || word === '+' || word === '/' || (word === '_' && index > 0)) {
            if (word !== '_') words.push(word)
            continue
        }
        const bare = hasDigit ? word : /^\d/.test(word) ? word : word.replace(edges, '')
        if (bare !== '' && /\p{L}/u.test(bare)) words.push(trimDot(bare, all.length))
    }
    return words
}

/** A full stop at the end of a sentence is none of the name; behind an initial or an abbreviation it is. */
function trimDot(word: string, count: number): string {
    if (!word.endsWith('.') || isInitial(word) || isTitle(word)) return word
    const bare = word.slice(0, -1)
    return count > 0 && bare.length > 3 && !bare.includes('.') && know(bare) !== 0 ? bare : word
}

/** One word: a given name unless it is known as a surname, or a title says that it is one. */
function arrangeSingle(word: string, draft: Draft): Arrangement {
    const known = know(word)
    const asFirst: Arrangement = { first: [word], middle: [], last: [] }
    const asLast: Arrangement = { first: [], middle: [], last: [word] }
    if (isInitial(word)) {
        doubt(draft, 'initialOnly', 'initial-only')
        return word.replace(/[^\p{L}]/gu, '').length > 1 ? asFirst : { first: [], middle: [], last: [] }
    }
    if (draft.title.length > 0) {
        doubt(draft, 'titleSurname', 'single-word')
        return titleTakesGiven(draft.title) || isGivenOnly(known) ? asFirst : asLast
    }
    if (/^(?:O['’]|Mc)\p{Lu}/u.test(word) || isFamilyOnly(known)) {
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
