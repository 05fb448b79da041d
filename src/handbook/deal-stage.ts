/** Whether a deal may enter a stage of the board, and what that entails (rules DS-01 to DS-10, WWW-04, LC-20). */
import { type DealFacts, type DealGap, dealGaps } from './deal-checks'
import type { Edition } from './edition'
import type { DealRequirement, Entailment } from './edition-deals'
import { keyOf, nameOf, own, shown } from './find'
import {
    type Advice,
    adviceText,
    inSentence,
    makeVerdict,
    sentenceList,
    sourceOf,
    strictAdvice,
    type Verdict,
    type VerdictParts
} from './verdict'

/** A stage that is asked for. */
export interface DealStageRequest extends DealFacts {
    readonly edition: Edition
    /** The deal's stage now, as key, portal value or label; blank opens a new deal. */
    readonly from: string | null | undefined
    readonly to: string
    /** The lifecycle stages of its contacts, likewise; left out when they are not known. */
    readonly contacts?: readonly (string | null | undefined)[]
    /** Open deals that the same contacts have in this pipeline. */
    readonly openDeals?: number
    /** Open another one all the same. */
    readonly allowSecond?: boolean
    /** Names of the properties that are written with it, which `properties` has already as they will be. */
    readonly writes?: readonly string[]
}

/** Something that a move entails, by its key in the edition. */
export type EntailedAction = Entailment & { readonly key: string }

/** A verdict on a deal stage. */
export interface DealStageVerdict extends Verdict {
    /** How the move stands to the order of the board. */
    readonly move: 'open' | 'step' | 'jump' | 'back' | 'same'
    /** What it entails when it is made; nothing when it is not. */
    readonly entails: readonly EntailedAction[]
    /** The probability of the stage asked for, 0 to 1; null where the edition has no such stage. */
    readonly probability: number | null
}

/** What the deal lacks where it is now. */
export interface DealFinding {
    readonly rule: string
    readonly reason: string
    readonly source: string
    readonly missing: DealGap['missing']
}

type Parts = Omit<VerdictParts, 'to' | 'from'>

/** Decides one request. Total: every pair of stages, whatever is known, has a verdict. */
export function decideDealStage(request: DealStageRequest): DealStageVerdict {
    const { edition } = request
    const { stages, rule } = edition.deals
    const from = keyOf(stages, request.from)
    const to = keyOf(stages, request.to) ?? undefined
    const stage = own(stages, to ?? '')
    const names = { from: from ?? shown(nameOf(request.from)), to: to ?? shown(nameOf(request.to)) }
    const move = moveOf(edition, from, to, request)
    const answer = (parts: Parts): DealStageVerdict => ({
        ...makeVerdict(edition, { ...names, ...parts }),
        move,
        entails: parts.verdict === 'allowed' ? entailed(edition, to, request.contacts) : [],
        probability: stage?.probability ?? null
    })

    if (edition.deals.order.length > 0 && (to === undefined || !stage))
        return answer({
            verdict: 'refused',
            rule,
            reason: 'The deal stage that was asked for is none of this edition.'
        })
    const label = stage?.label ?? 'the stage'
    if (move === 'same') {
        // What the deal lacks besides is for a review to tell.
        const gaps = dealGaps(edition, concerning(stage?.requires, request.writes), request)
        if (gaps[0]) return answer(lacking(label, gaps))
        return answer({
            verdict: 'unchanged',
            rule: stage?.rule ?? rule,
            reason: `The deal is in ${label} already.`
        })
    }
    if (from === null && (request.openDeals ?? 0) > 0 && !request.allowSecond)
        return answer({
            verdict: 'unchanged',
            rule,
            reason: 'There is an open deal with this contact already.'
        })
    const gaps = [
        ...(from === null ? dealGaps(edition, edition.deals.opening.requires, request) : []),
        ...dealGaps(edition, stage?.requires ?? {}, request)
    ]
    if (gaps[0]) return answer(lacking(from === null ? 'A new deal' : label, gaps))
    const advice = adviceOn(request, from, to, move)
    const strict = strictAdvice(edition, advice)
    if (strict) return answer({ verdict: 'refused', rule: strict.rule, reason: strict.text })
    return answer({
        verdict: 'allowed',
        rule: stage?.rule ?? rule,
        path: [names.to ?? ''],
        advice: adviceText(advice),
        reason: from === null ? `A deal may be opened in ${label}.` : `The deal may enter ${label}.`
    })
}

/**
 * Reviews an open deal where it is: its stage's conditions, and those for opening one at all. What only a person's word
 * could meet is not held against it.
 */
export function reviewDeal(request: Omit<DealStageRequest, 'to'>): DealFinding[] {
    const { edition } = request
    const key = keyOf(edition.deals.stages, request.from)
    const stage = own(edition.deals.stages, key ?? '')
    if (stage?.closed) return []
    const told = (rule: string, reason: string, missing: DealGap['missing'] = []): DealFinding => ({
        rule,
        reason,
        missing,
        source: sourceOf(edition, rule)
    })
    const checkable = Object.fromEntries(
        Object.entries({ ...edition.deals.opening.requires, ...stage?.requires }).filter(([, { any }]) =>
            any.every(({ kind }) => kind !== 'confirmed')
        )
    )
    const unknown =
        edition.deals.order.length > 0 && !stage
            ? [told(edition.deals.rule, 'The deal is in a stage that this edition does not have.')]
            : []
    return [
        ...unknown,
        ...dealGaps(edition, checkable, request).map((gap) =>
            told(gap.rule, `${stage?.label ?? 'A deal'} needs ${inSentence(gap.label)}.`, gap.missing)
        ),
        ...contactAdvice(edition, request.contacts).map(({ rule, text }) => told(rule, text))
    ]
}

function lacking(what: string, gaps: readonly DealGap[]): Parts {
    return {
        verdict: 'refused',
        rule: gaps[0]?.rule ?? '',
        missing: gaps.flatMap(({ missing }) => missing),
        reason: `${what} needs ${sentenceList(gaps.map((gap) => inSentence(gap.label)))}.`
    }
}

/** The requirements that look at one of these properties. */
function concerning(
    requirements: Readonly<Record<string, DealRequirement>> = {},
    properties: readonly string[] = []
): Record<string, DealRequirement> {
    return Object.fromEntries(
        Object.entries(requirements).filter(([, { any }]) =>
            any.some(({ property }) => property !== undefined && properties.includes(property))
        )
    )
}

function moveOf(
    edition: Edition,
    from: string | null | undefined,
    to: string | undefined,
    request: DealStageRequest
): DealStageVerdict['move'] {
    const { order, transitions, opening } = edition.deals
    if (order.length === 0)
        return from === null ? 'open' : request.from?.trim() === request.to.trim() ? 'same' : 'step'
    if (to === undefined || from === undefined) return 'jump'
    if (from === to) return 'same'
    if (from === null) return opening.stages.includes(to) ? 'open' : 'jump'
    if (own(transitions, from)?.includes(to)) return 'step'
    return order.indexOf(to) < order.indexOf(from) || edition.deals.stages[from]?.closed ? 'back' : 'jump'
}

function adviceOn(
    request: DealStageRequest,
    from: string | null | undefined,
    to: string | undefined,
    move: DealStageVerdict['move']
): Advice[] {
    const { edition } = request
    const { rule, order, stages } = edition.deals
    const label = (key: string | null | undefined): string => (key ? (stages[key]?.label ?? key) : 'nothing')
    const advice = contactAdvice(edition, request.contacts)
    const expected = dealGaps(edition, stages[to ?? '']?.expects ?? {}, request)
    for (const gap of expected)
        advice.push({ rule: gap.rule, text: `Expected with ${label(to)}: ${inSentence(gap.label)}.` })
    if (order.length === 0) advice.push({ rule, text: 'This edition says nothing about deal stages.' })
    else if (move === 'back')
        advice.push({ rule, text: `${label(to)} lies before ${label(from)}: a step back.` })
    else if (move === 'jump')
        advice.push({
            rule,
            text:
                from === undefined
                    ? 'The deal comes from a stage that this edition does not have.'
                    : `The deal jumps from ${label(from)} to ${label(to)}.`
        })
    return advice
}

/** What to say of the contacts: one whose stage goes with no deal (rule LC-20), or none at all. */
function contactAdvice(edition: Edition, contacts: DealStageRequest['contacts']): Advice[] {
    if (!contacts) return []
    const { contacts: odd, withoutContact } = edition.deals
    if (contacts.length === 0)
        return withoutContact ? [{ rule: withoutContact.rule, text: withoutContact.advice }] : []
    const keys = new Set(contacts.map((stage) => contactStage(edition, stage)))
    return [...keys].flatMap((key) => {
        const entry = own(odd, key)
        return entry ? [{ rule: entry.rule, text: entry.advice }] : []
    })
}

function entailed(
    edition: Edition,
    to: string | undefined,
    contacts: DealStageRequest['contacts']
): EntailedAction[] {
    const known = contacts?.map((stage) => contactStage(edition, stage)) ?? []
    const allCustomers = known.length > 0 && known.every((key) => key === 'customer')
    return Object.entries(edition.deals.stages[to ?? '']?.entails ?? {})
        .filter(([, entry]) => !(entry.newCustomersOnly && allCustomers))
        .map(([key, entry]) => ({ key, ...entry }))
}

function contactStage(edition: Edition, stage: string | null | undefined): string {
    return keyOf(edition.lifecycle.stages, stage) ?? ''
}
