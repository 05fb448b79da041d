/** Which lead status a contact may have, and what an event makes of it (rules LS-01 to LS-15). */
import type { Edition, LeadStatus, LeadStatusEvent } from './edition'
import { HandbookError } from './errors'
import { findKind, keyOf, nameOf, own, shown } from './find'
import {
    type Advice,
    adviceText,
    makeVerdict,
    type Missing,
    sentenceList,
    strictAdvice,
    type Verdict,
    type VerdictParts
} from './verdict'

/** What is known about a contact besides its stage and status. What is left out is not known, and held against nobody. */
export interface LeadStatusFacts {
    /** It has an owner. */
    readonly owner?: boolean
    /** A person of ours reached out. */
    readonly outreach?: boolean
    /** Contact was made: they replied, a call was connected, a meeting held. */
    readonly reply?: boolean
    /** It has an open deal. */
    readonly openDeal?: boolean
    /** Our last outreach has stayed without reply for as long as the edition's clock says. */
    readonly silence?: boolean
    /** A reason is given with the change. */
    readonly reason?: boolean
}

/** A status that is asked for, or an event that may change it. */
export interface LeadStatusRequest {
    readonly edition: Edition
    /** The contact's lifecycle stage, as key, portal value or label. */
    readonly stage: string | null | undefined
    /** Its lead status now, likewise; blank is none. */
    readonly from: string | null | undefined
    /** The status asked for; null or blank asks for none. Left out, the event decides. */
    readonly to?: string | null
    /** A key or label of the edition's events, such as `outreach` or `owner assigned`. */
    readonly event?: string
    readonly facts?: LeadStatusFacts
}

type Parts = Omit<VerdictParts, 'to' | 'from'>
type FactName = NonNullable<LeadStatus['requires']>[string]['fact']

/**
 * Decides one request. Total: every stage, status and event has a verdict. An event that has nothing to say to a contact
 * is `unchanged`; only a status that was asked for, and that a rule stands against, is `refused`.
 * @throws HandbookError `INPUT_INVALID` when the event is not the edition's
 */
export function decideLeadStatus(request: LeadStatusRequest): Verdict {
    const { edition, facts = {} } = request
    const { values, who } = edition.leadStatus
    const stage = keyOf(edition.lifecycle.stages, request.stage)
    const from = statusKey(edition, request.from)
    const event = request.to === undefined ? eventOf(edition, request.event) : undefined
    const to = event ? target(edition, event, facts) : statusKey(edition, request.to)
    const answer = (parts: Parts): Verdict =>
        makeVerdict(edition, {
            from: from ?? shown(nameOf(request.from)),
            to: to ?? shown(nameOf(request.to)),
            ...parts
        })

    const kept = event && keptBy(edition, event, from, to)
    if (kept) return answer(kept)
    if (!event && request.to === undefined)
        return answer({ verdict: 'unchanged', rule: who.rule, reason: 'Nothing was asked.' })
    if (to === null) return answer(clearing(edition, stage, from))
    if (to === undefined || !Object.hasOwn(values, to))
        return answer({
            verdict: 'refused',
            rule: edition.leadStatus.setRule,
            reason: 'The lead status that was asked for is none of this edition.'
        })
    if (from === to)
        return answer({
            verdict: 'unchanged',
            rule: ruleOf(edition, to),
            reason: `${labelOf(edition, to)} already.`
        })
    const barred = barredBy(edition, stage, to)
    if (barred) return answer({ ...barred, verdict: event ? 'unchanged' : 'refused' })
    const known = event?.brings ? { ...facts, ...brought(event.brings) } : facts
    return answer(setting(edition, to, known, event))
}

/** Whether contacts of this lifecycle stage have a lead status: `must` one, only `some` of them, `any`, or `none`. */
export function whoHasLeadStatus(
    edition: Edition,
    stage: string | null | undefined
): 'must' | 'some' | 'any' | 'none' {
    const { any, must, only } = edition.leadStatus.who
    const key = keyOf(edition.lifecycle.stages, stage) ?? ''
    if (must.includes(key)) return 'must'
    if (own(only, key) !== undefined) return 'some'
    return any ? 'any' : 'none'
}

/** The statuses that contacts of this lifecycle stage may have. */
export function statusesFor(edition: Edition, stage: string | null | undefined): readonly string[] {
    const { order, who } = edition.leadStatus
    const key = keyOf(edition.lifecycle.stages, stage) ?? ''
    return who.any || who.must.includes(key) ? order : (own(who.only, key) ?? [])
}

/** The key of a status; null for none, undefined for one that the edition does not have. */
export function statusKey(edition: Edition, given: string | null | undefined): string | null | undefined {
    const { values } = edition.leadStatus
    return keyOf(values, given) === null
        ? (Object.keys(values).find((key) => values[key]?.value === '') ?? null)
        : keyOf(values, given)
}

function setting(
    edition: Edition,
    to: string,
    facts: LeadStatusFacts,
    event: LeadStatusEvent | undefined
): Parts {
    const status = edition.leadStatus.values[to]
    const label = labelOf(edition, to)
    const gaps = Object.entries(status?.requires ?? {}).filter(([, { fact }]) => !holds(facts, fact))
    const first = gaps[0]
    if (first)
        return {
            verdict: event ? 'unchanged' : 'refused',
            rule: first[1].rule,
            missing: gaps.map(([key, gap]): Missing => ({ key, label: gap.label })),
            reason: `${label} needs ${sentenceList(gaps.map(([, gap]) => gap.label))}.`
        }
    const advice: Advice[] = event
        ? []
        : Object.values(status?.expects ?? {})
              .filter(({ fact }) => !holds(facts, fact))
              .map(({ rule, label: expected }) => ({ rule, text: `Expected with ${label}: ${expected}.` }))
    if (event?.advice !== undefined) advice.push({ rule: event.rule, text: event.advice })
    // What merely happened is never refused.
    const strict = event ? undefined : strictAdvice(edition, advice)
    if (strict) return { verdict: 'refused', rule: strict.rule, reason: strict.text }
    return {
        verdict: 'allowed',
        rule: event?.rule ?? ruleOf(edition, to),
        path: [to],
        advice: adviceText(advice),
        reason: event
            ? `${event.label}: the lead status becomes ${label}.`
            : `The lead status may become ${label}.`
    }
}

/** Whether a fact is known to hold; `marketingOnly` follows from what else is known. */
function holds(facts: LeadStatusFacts, fact: FactName): boolean {
    if (fact === 'marketingOnly') return !facts.outreach && !facts.reply
    return facts[fact] === true
}

function brought(fact: FactName): LeadStatusFacts {
    return fact === 'marketingOnly' ? {} : { [fact]: true }
}

/** The rule by which contacts of this stage do not have this status. */
function barredBy(edition: Edition, stage: string | null | undefined, to: string): Parts | undefined {
    const { who } = edition.leadStatus
    const allowed = statusesFor(edition, stage)
    if (allowed.includes(to)) return undefined
    const label =
        edition.lifecycle.stages[stage ?? '']?.label ?? "A contact that is none of the handbook's stages"
    const only =
        allowed.length > 0 ? ` other than ${sentenceList(allowed.map((key) => labelOf(edition, key)))}` : ''
    return { verdict: 'refused', rule: who.rule, reason: `${label} has no lead status${only}.` }
}

/** What an event leaves as it is. */
function keptBy(
    edition: Edition,
    event: LeadStatusEvent,
    from: string | null | undefined,
    to: string | null | undefined
): Parts | undefined {
    if (from === undefined)
        return {
            verdict: 'unchanged',
            rule: edition.leadStatus.setRule,
            reason: 'The contact has a lead status that this edition does not have, and keeps it.'
        }
    const applies = event.from === undefined || event.from.includes(from ?? 'blank')
    const changes = to !== null && to !== undefined
    if (changes && applies) return undefined
    return {
        verdict: 'unchanged',
        rule: event.rule,
        reason: `${event.label}: the lead status stays ${labelOf(edition, from)}.`,
        advice: changes || applies ? (event.advice ?? null) : null
    }
}

function clearing(
    edition: Edition,
    stage: string | null | undefined,
    from: string | null | undefined
): Parts {
    const { rule } = edition.leadStatus.who
    if (from === null)
        return { verdict: 'unchanged', rule, reason: 'The contact has no lead status already.' }
    if (whoHasLeadStatus(edition, stage) === 'must')
        return {
            verdict: 'refused',
            rule,
            reason: `${edition.lifecycle.stages[stage ?? '']?.label} has a lead status.`
        }
    return { verdict: 'allowed', rule, reason: 'The contact needs no lead status.' }
}

/** The status that an event makes of a contact: null when it makes none. */
function target(edition: Edition, event: LeadStatusEvent, facts: LeadStatusFacts): string | null {
    if (event.to !== 'start') return event.to ?? null
    const { start } = edition.leadStatus
    return (facts.owner ? start?.withOwner : start?.withoutOwner) ?? null
}

function eventOf(edition: Edition, given: string | undefined): LeadStatusEvent | undefined {
    const name = nameOf(given)
    if (name === null) return undefined
    const { events } = edition.leadStatus
    const event = own(events, findKind(events, name) ?? '')
    if (event) return event
    throw new HandbookError('INPUT_INVALID', 'The event is none of this edition.', [
        { path: 'event', message: `must be one of ${Object.keys(events).join(', ')}` }
    ])
}

function ruleOf(edition: Edition, status: string | null): string {
    return (
        (status === null ? undefined : edition.leadStatus.values[status]?.rule) ?? edition.leadStatus.who.rule
    )
}

function labelOf(edition: Edition, status: string | null): string {
    return status === null ? 'empty' : (edition.leadStatus.values[status]?.label ?? status)
}
