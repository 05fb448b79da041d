/** Puts the parts of a split together: letter case, middle names, level, review, other readings. */
import { caseFamily, caseGiven, casingOf } from './case'
import type { Arrangement, Draft } from './draft'
import { isEastAsian } from './text'
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
        nickname: safe([draft.nickname]),
        full,
        confidence: draft.confidence,
        level: levelOf(draft.confidence),
        reasons: draft.reasons,
        review: draft.confidence < reviewBelow,
        alternatives: alternativesOf(first, last, draft)
    }
}

function recase({ first, middle, last }: Arrangement): Arrangement {
    const casing = casingOf([...first, ...middle, ...last])
    return {
        first: first.map((word) => caseGiven(word, casing)),
        middle: middle.map((word) => caseGiven(word, casing)),
        last: caseFamily(last, casing)
    }
}

function safe(words: string[]): string {
    const text = words.filter(Boolean).join(' ')
    return forbidden.test(text) ? '' : text
}

function join(...parts: string[]): string {
    return parts.filter(Boolean).join(' ')
}

function levelOf(confidence: number): Level {
    if (confidence >= highFrom) return 'high'
    return confidence >= defaultReviewBelow ? 'medium' : 'low'
}

/** Where the order or the single word is in doubt, the other reading. */
function alternativesOf(first: string, last: string, draft: Draft): NameParts['alternatives'] {
    const others = [...draft.alternatives]
    if (draft.reasons.includes('order-unknown') && first && last) others.push({ first: last, last: first })
    if (draft.reasons.includes('single-word') || draft.reasons.includes('particle-or-given')) {
        if (first && !last) others.push({ first: '', last: first })
        else if (last && !first) others.push({ first: last, last: '' })
    }
    return others.filter((other) => other.first !== first || other.last !== last)
}
