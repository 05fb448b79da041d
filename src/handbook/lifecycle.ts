/** Whether a contact may enter a lifecycle stage (rules LC-01 to LC-22), decided from what is known about it. */
import type { Edition } from './edition'
import { type Cause, causeOf, evidenceKinds } from './evidence'
import { keyOf, nameOf, own, shown } from './find'
import { gapsIn, type Known } from './gates'
import { barAgainst, cautionsAgainst, isBackward, judgeMove } from './ladder'
import type { Answers } from './qualification'
import {
    type Advice,
    adviceText,
    inSentence,
    makeVerdict,
    type Missing,
    sentenceList,
    strictAdvice,
    type Verdict,
    type VerdictParts
} from './verdict'

/** A stage that is asked for, or evidence that makes one. */
export interface LifecycleRequest {
    readonly edition: Edition
    /** The contact's stage now, as key, portal value or label; blank is none. */
    readonly from: string | null | undefined
    /** The stage asked for, likewise; null or blank asks for none. Left out, the evidence decides. */
    readonly to?: string | null
    /** What just happened: kinds of evidence of the edition, such as `demoRequest` or `demo request`. */
    readonly evidence?: string | readonly string[]
    /** What is known from the CRM besides. It supports a move and never causes one. */
    readonly known?: readonly string[]
    /** The answers known so far, of any question set. */
    readonly answers?: Answers
    /** What the contact wrote with a request: words about support or a job make it none (rule LC-08). */
    readonly text?: string
    /** Enter the stages in between too, one by one, as far as they may be. */
    readonly walk?: boolean
    /** Go back when the move is one: written as clear, then set. */
    readonly allowBackward?: boolean
}

/** A verdict on a lifecycle stage. */
export interface LifecycleVerdict extends Verdict {
    /** Stages of `path` that HubSpot takes only after the property was cleared, in a request of its own (facts 4). */
    readonly clearBefore: readonly string[]
}

/** What a step of the decision finds; the stages are known already. */
type Parts = Omit<VerdictParts, 'to' | 'from'>

/** A request with its words resolved against the edition. */
interface Case extends Known {
    readonly from: string | null
    readonly to: string
    readonly walk: boolean
    readonly allowBackward: boolean
}

/**
 * Decides one request. Total: every stage and evidence has a verdict. A walk that meets a gate is `refused` with the
 * stages before the gate in `path`, and what the gate lacks in `missing`.
 * @throws HandbookError `INPUT_INVALID` when a kind of evidence is not the edition's
 */
export function decideLifecycle(request: LifecycleRequest): LifecycleVerdict {
    const { edition } = request
    const given = { from: shown(nameOf(request.from)), to: shown(nameOf(request.to)) }
    const happened = evidenceKinds(edition, request.evidence, request.text)
    const asked = request.to !== undefined
    const from = keyOf(edition.lifecycle.stages, request.from)
    const cause = asked ? undefined : causeOf(edition, happened)
    const to = asked ? keyOf(edition.lifecycle.stages, request.to) : cause?.enters
    const names = { from: from === undefined ? given.from : from, to: to === undefined ? given.to : to }
    const answer = (parts: Parts): LifecycleVerdict => finish(edition, { ...names, ...parts })

    if (!asked && to === undefined)
        return answer({
            verdict: 'unchanged',
            rule: ruleOf(edition, from),
            reason: 'Nothing that happened calls for a stage.'
        })
    if (to === null) return answer(clearing(edition, from))
    if (to === undefined)
        return answer({
            verdict: 'refused',
            rule: edition.lifecycle.setRule,
            reason: 'The stage that was asked for is none of this edition.'
        })
    if (from === to) return answer(staying(edition, from, to))
    if (cause) {
        const kept = keptBy(edition, from, to, cause)
        if (kept) return answer(kept)
    }
    if (from === undefined && !edition.lifecycle.fromAny.includes(to) && !request.allowBackward)
        return answer({
            verdict: 'refused',
            rule: edition.lifecycle.setRule,
            reason: 'The contact is in a stage that this edition does not have; it can be put right by going back.'
        })
    const verdict = decideMove({
        edition,
        from: from ?? null,
        to,
        evidence: new Set([...happened, ...evidenceKinds(edition, request.known)]),
        answers: request.answers ?? {},
        walk: request.walk === true,
        allowBackward: request.allowBackward === true
    })
    const clearBefore = from === undefined ? verdict.path.slice(0, 1) : verdict.clearBefore
    return { ...verdict, ...names, clearBefore }
}

/** Both stages are the edition's, and differ. */
function decideMove(request: Case): LifecycleVerdict {
    const { edition, from, to } = request
    const { skips, back } = edition.lifecycle
    const refuse = (rule: string, reason: string, missing: readonly Missing[] = []): LifecycleVerdict =>
        finish(edition, { verdict: 'refused', from, to, rule, reason, missing })
    const bar = barAgainst(edition, from, to)
    if (bar) return refuse(bar.rule, bar.reason)

    const move = judgeMove(edition, from, to)
    if (move.kind === 'step') return enter(request, [to])
    if (from !== null && edition.lifecycle.stages[from]?.outside && !skips.allowed) {
        const exits = own(back.moves, from) ?? []
        const where = sentenceList(exits.map((key) => labelOf(edition, key)))
        return refuse(
            ruleOf(edition, from),
            `${labelOf(edition, from)} stands outside the stages${where && `; a person may put it back to ${where} first`}.`
        )
    }
    if (move.kind === 'back') {
        if (!request.allowBackward && !back.allowed)
            return refuse(
                back.rule,
                `${labelOf(edition, to)} lies before ${labelOf(edition, from)}: going back has to be asked for, and HubSpot takes it only as clear, then set.`
            )
        // What a contact has passed once it needs not prove again; from beside the ladder it does.
        return move.passed ? allow(request, [to], []) : enter(request, [to])
    }
    if (skips.allowed && !request.walk) return enter(request, [to])
    if (request.walk) return walk(request, move.ways)
    const between = (move.ways[0] ?? []).slice(0, -1).map((key) => ({ key, label: labelOf(edition, key) }))
    return refuse(
        skips.rule,
        between.length > 0
            ? `${sentenceList(between.map(({ label }) => label))} would be skipped.`
            : `No way leads from ${labelOf(edition, from)} to ${labelOf(edition, to)}.`,
        between
    )
}

/** Takes the way that gets closest to its end; among equals the shortest, then the one the handbook lists first. */
function walk(request: Case, ways: readonly (readonly string[])[]): LifecycleVerdict {
    const { edition, from, to } = request
    let best: { verdict: LifecycleVerdict; left: number } | undefined
    for (const way of ways) {
        const verdict = enter(request, way)
        const left = verdict.verdict === 'refused' ? way.length - verdict.path.length : 0
        if (!best || left < best.left) best = { verdict, left }
    }
    if (best) return best.verdict
    if (edition.lifecycle.skips.allowed) return enter(request, [to])
    return finish(edition, {
        verdict: 'refused',
        from,
        to,
        rule: edition.lifecycle.skips.rule,
        reason: `No way leads from ${labelOf(edition, from)} to ${labelOf(edition, to)}.`
    })
}

/** Enters the stages of a way one by one, and stops in front of the first gate that lacks something. */
function enter(request: Case, way: readonly string[]): LifecycleVerdict {
    const { edition, from, to } = request
    for (const [index, stage] of way.entries()) {
        const last = index === way.length - 1
        const { requires, expects } = edition.lifecycle.stages[stage] ?? {}
        const gaps = gapsIn(request, last ? requires : { ...requires, ...expects })
        const first = gaps[0]
        if (!first) continue
        const missing = gaps.flatMap((gap) => gap.missing)
        const reached = way.slice(0, index)
        return finish(edition, {
            verdict: 'refused',
            from,
            to,
            rule: first.rule,
            path: reached,
            missing,
            reason: `${labelOf(edition, stage)} needs ${sentenceList(gaps.map(({ label }) => inSentence(label)))}.`
        })
    }
    const advice = gapsIn(request, edition.lifecycle.stages[to]?.expects).map((gap) => ({
        rule: gap.rule,
        text: `Expected with ${labelOf(edition, to)}: ${inSentence(gap.label)}.`
    }))
    return allow(request, way, advice)
}

function allow(request: Case, path: readonly string[], advice: readonly Advice[]): LifecycleVerdict {
    const { edition, from, to } = request
    const cautions = cautionsAgainst(edition, from, to).map(({ rule, reason }) => ({ rule, text: reason }))
    const all = [...cautions, ...advice]
    const strict = strictAdvice(edition, all)
    if (strict)
        return finish(edition, {
            verdict: 'refused',
            from,
            to,
            rule: strict.rule,
            path: path.slice(0, -1),
            reason: strict.text
        })
    const labels = path.map((key) => labelOf(edition, key))
    return finish(edition, {
        verdict: 'allowed',
        from,
        to,
        rule: ruleOf(edition, to),
        path,
        advice: adviceText(all),
        reason:
            path.length > 1
                ? `${sentenceList(labels)} are entered one by one.`
                : from === null
                  ? `A contact may start as ${labels[0]}.`
                  : `${labelOf(edition, from)} may become ${labels[0]}.`
    })
}

/** Evidence that changes nothing for this contact. */
function keptBy(
    edition: Edition,
    from: string | null | undefined,
    to: string,
    cause: Cause
): Parts | undefined {
    const { lifecycle } = edition
    const keep = (rule: string, reason: string, advice: string | null = null): Parts => ({
        verdict: 'unchanged',
        rule,
        reason,
        advice
    })
    if (from === null) return undefined
    if (from === undefined)
        return keep(
            lifecycle.setRule,
            'The contact is in a stage that this edition does not have, and stays there.'
        )
    const stage = labelOf(edition, from)
    if (lifecycle.stages[from]?.outside) {
        const exits = sentenceList(
            (own(lifecycle.back.moves, from) ?? []).map((key) => labelOf(edition, key))
        )
        return keep(
            ruleOf(edition, from),
            `${stage} stands outside the stages and never becomes anything else by itself.`,
            exits && `A person may put it back to ${exits}.`
        )
    }
    if (cause.keeps?.includes(from) || cause.onlyFirst)
        return keep(cause.rule, `${cause.label}: a contact that is ${stage} stays so.`)
    if (barAgainst(edition, from, to)) return undefined
    if (isBackward(edition, from, to) && judgeMove(edition, from, to).kind === 'back')
        return keep(ruleOf(edition, from), `${stage} is never lowered by new evidence.`)
    return undefined
}

function staying(edition: Edition, from: string, to: string): Parts {
    const bar = barAgainst(edition, from, to)
    return {
        verdict: 'unchanged',
        rule: ruleOf(edition, to),
        reason: `The contact is ${labelOf(edition, to)} already.`,
        advice: bar ? bar.reason : null
    }
}

function clearing(edition: Edition, from: string | null | undefined): Parts {
    const { blank } = edition.lifecycle
    if (from === null)
        return { verdict: 'unchanged', rule: blank.rule, reason: 'The contact has no stage already.' }
    if (blank.allowed) return { verdict: 'allowed', rule: blank.rule, reason: 'A contact may have no stage.' }
    return { verdict: 'refused', rule: blank.rule, reason: 'Every contact has a lifecycle stage.' }
}

/** The rule that defines a stage; that of having none, or of the set when the edition lacks it. */
function ruleOf(edition: Edition, stage: string | null | undefined): string {
    if (stage === null) return edition.lifecycle.blank.rule
    return (
        (stage === undefined ? undefined : edition.lifecycle.stages[stage]?.rule) ?? edition.lifecycle.setRule
    )
}

function labelOf(edition: Edition, stage: string | null): string {
    return stage === null ? 'a contact without a stage' : (edition.lifecycle.stages[stage]?.label ?? stage)
}

function finish(edition: Edition, parts: VerdictParts): LifecycleVerdict {
    const verdict = makeVerdict(edition, parts)
    const clearBefore = verdict.path.filter((stage, index) =>
        isBackward(edition, index === 0 ? verdict.from : (verdict.path[index - 1] ?? null), stage)
    )
    return { ...verdict, clearBefore }
}
