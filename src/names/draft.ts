/** What the steps of one split hand on to each other. */
import { type Doubt, odds } from './confidence'
import type { Alternative, Reason } from './types'

/** First, middle and last name as words, in reading order. */
export interface Arrangement {
    first: string[]
    middle: string[]
    last: string[]
}

export interface Draft {
    title: string[]
    suffix: string[]
    nickname: string
    reasons: Reason[]
    confidence: number
    alternatives: Alternative[]
}

export function newDraft(): Draft {
    return { title: [], suffix: [], nickname: '', reasons: [], confidence: 1, alternatives: [] }
}

/** Lowers the confidence to the odds of this kind of case, and keeps the reason, if it has one. */
export function doubt(draft: Draft, kind: Doubt, reason?: Reason): void {
    if (odds[kind] < draft.confidence) draft.confidence = odds[kind]
    if (reason && !draft.reasons.includes(reason)) draft.reasons.push(reason)
}
