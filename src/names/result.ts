/** Puts the parts of a split together: letter case, middle names, level, review, other readings. */
import { caseFamily, caseGiven, casingOf } from './case'
import type { Arrangement, Draft } from './draft'
import { isCaps, isEastAsian, isLower } from './text'
import type { Level, NameParts, Reason, SplitOptions } from './types'

const defaultReviewBelow = 0.8
const highFrom = 0.9

/** What must never leave: markup, addresses, formulas, control, bidi and invisible characters. */
const forbidden =
    /[\p{Cc}\p{Co}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff<>{}@=|\\^%$;&/]|:\S|www\.|^[\s.,'’‘-]*[=+-]/iu

/** A result without a name, and why. */
export function refuse(draft: Draft, reasons: Reason[], options: SplitOptions): NameParts {
    for (const reason of reasons) if (!draft.reasons.includes(reason)) draft.reasons.push(reason)
    return finish({ first: [], middle: [], last: [] }, draft, options)
}

/** The result of a split. */
export function finish(arrangement: Arrangement, draft: Draft, options: SplitOptions): NameParts {
    const cased = options.letterCase === 'keep' ? arrangement : recase(arrangement)
    let first = safe(cased.first)
    let middle = safe(cased.middle)
    let last = safe(cased.last)
    const eastern = isEastAsian(last)
    const full =
        eastern && isEastAsian(first)
            ? `${last}${/\s/.test(last + first) ? ' ' : ''}${first}`
            : join(first, middle, last)
    if (middle && options.middle === 'first') {
        first = join(first, middle)
        middle = ''
    } else if (middle && options.middle === 'last') {
        last = join(middle, last)
        middle = ''
    }
    const reviewBelow = typeof options.reviewBelow === 'number' ? options.reviewBelow : defaultReviewBelow
    return {
        first,
        last,
        middle,
        title: safe(draft.title),
        suffix: safe(draft.suffix),
        nickname: draft.nickname === '' ? '' : safe([draft.nickname]),
        full,
        confidence: draft.confidence,
        level: levelOf(draft.confidence),
        reasons: draft.reasons,
        review: draft.confidence < reviewBelow,
        alternatives: alternativesOf(first, last, draft)
    }
}

function recase(arrangement: Arrangement): Arrangement {
    const { first, middle, last } = arrangement
    if (!first.some(isOneCase) && !last.some(isOneCase) && !middle.some(isOneCase)) return arrangement
    const casing = casingOf([...first, ...middle, ...last])
    return {
        first: caseGiven(first, casing),
        middle: caseGiven(middle, casing),
        last: caseFamily(last, casing)
    }
}

function isOneCase(word: string): boolean {
    return isCaps(word) || isLower(word)
}

function safe(words: string[]): string {
    if (words.length === 0) return ''
    const text = words.length === 1 ? (words[0] ?? '') : words.join(' ')
    return isHarmless(text) || !forbidden.test(text) ? text : ''
}

/** Quick answer for Latin letters, spaces and full stops; all else is looked at closely. */
function isHarmless(text: string): boolean {
    for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        const letter =
            (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x250)
        if (!letter && code !== 32) return false
    }
    return true
}

function join(one: string, two: string, three = ''): string {
    let text = one
    if (two !== '') text = text === '' ? two : `${text} ${two}`
    if (three !== '') text = text === '' ? three : `${text} ${three}`
    return text
}

function levelOf(confidence: number): Level {
    if (confidence >= highFrom) return 'high'
    return confidence >= defaultReviewBelow ? 'medium' : 'low'
}

/** Where the order or the single word is in doubt, the other reading. */
function alternativesOf(first: string, last: string, draft: Draft): NameParts['alternatives'] {
    if (draft.reasons.length === 0 && draft.alternatives.length === 0) return []
    const others = [...draft.alternatives]
    if (draft.reasons.includes('order-unknown') && first && last) others.push({ first: last, last: first })
    if (draft.reasons.includes('single-word') || draft.reasons.includes('particle-or-given')) {
        if (first && !last) others.push({ first: '', last: first })
        else if (last && !first) others.push({ first: last, last: '' })
    }
    return others.filter((other) => other.first !== first || other.last !== last)
}
