/** What a contact's lifecycle history says afterwards: which stages were passed over (rules LC-02, LC-11, LC-18). */
import { type Instant, toInstant } from './calendar'
import type { Edition } from './edition'
import { HandbookError } from './errors'
import { keyOf, nameOf, own, shown } from './find'
import { barAgainst, judgeMove, waysBetween } from './ladder'
import { type Missing, sentenceList, sourceOf } from './verdict'

/** One value that the lifecycle stage had: as key, portal value or label, blank for a clearing, and since when. */
export interface HistoryEntry {
    readonly stage: string | null
    /** Instant or ISO 8601. */
    readonly at: Instant
}

/** One change in the history that the handbook has something to say about. */
export interface HistoryFinding {
    /** `back` is for information: the handbook does not decide on it. The others are breaches. */
    readonly kind: 'skipped' | 'forbidden' | 'unknown' | 'back'
    readonly rule: string
    /** Keys of the edition; what was found there when it has no such stage. */
    readonly from: string | null
    readonly to: string
    /** ISO 8601, UTC: when the change was made. */
    readonly at: string
    /** The stages passed over, in the order they should have been entered. */
    readonly missing: readonly Missing[]
    readonly reason: string
    readonly source: string
}

/**
 * Reviews a history in any order. A stage that was entered at any time before counts as passed, and a way that the
 * contact need not take (PQL) as well: a history without PQL has skipped nothing.
 * @throws HandbookError `INPUT_INVALID` when a time is none
 */
export function reviewLifecycleHistory(history: readonly HistoryEntry[], edition: Edition): HistoryFinding[] {
    const findings: HistoryFinding[] = []
    const entered = new Set<string>()
    let from: string | null = null
    for (const { stage, at } of inOrder(history)) {
        const to = keyOf(edition.lifecycle.stages, stage)
        if (to === null) continue
        const finding =
            to === undefined
                ? unknownStage(edition, stage)
                : to === from
                  ? undefined
                  : judge(edition, from, to, entered)
        if (finding) findings.push({ ...finding, from, at, source: sourceOf(edition, finding.rule) })
        if (to === undefined) continue
        entered.add(to)
        from = to
    }
    return findings
}

type Judgement = Pick<HistoryFinding, 'kind' | 'rule' | 'to' | 'missing' | 'reason'>

function judge(
    edition: Edition,
    from: string | null,
    to: string,
    entered: ReadonlySet<string>
): Judgement | undefined {
    const { skips, back, stages } = edition.lifecycle
    const label = (key: string): string => stages[key]?.label ?? key
    const bar = barAgainst(edition, from, to)
    if (bar) return { kind: 'forbidden', rule: bar.rule, to, missing: [], reason: bar.reason }
    const move = judgeMove(edition, from, to)
    if (move.kind === 'step') return undefined
    const outside = from !== null && stages[from]?.outside === true
    if (move.kind === 'back' && !outside) {
        const reason = `${label(to)} lies before ${from === null ? 'it' : label(from)}.`
        return { kind: 'back', rule: back.rule, to, missing: [], reason }
    }
    if (skips.allowed) return undefined
    const skipped = fewest(
        waysOn(edition, from, to, outside).map((way) => way.slice(0, -1).filter((key) => !entered.has(key)))
    )
    if (skipped.length === 0) return undefined
    const missing = skipped.map((key) => ({ key, label: label(key) }))
    const reason = `Skipped on the way to ${label(to)}: ${sentenceList(missing.map((stage) => stage.label))}.`
    return { kind: 'skipped', rule: skips.rule, to, missing, reason }
}

/** The ways that should have been taken; from a stage outside the ladder they begin where it leads back to. */
function waysOn(
    edition: Edition,
    from: string | null,
    to: string,
    outside: boolean
): readonly (readonly string[])[] {
    if (!outside || from === null) return waysBetween(edition, from, to)
    return (own(edition.lifecycle.back.moves, from) ?? []).flatMap((first) =>
        first === to ? [[to]] : waysBetween(edition, first, to).map((way) => [first, ...way])
    )
}

function fewest(lists: readonly (readonly string[])[]): readonly string[] {
    return lists.toSorted((a, b) => a.length - b.length)[0] ?? []
}

function unknownStage(edition: Edition, stage: string | null): Judgement {
    return {
        kind: 'unknown',
        rule: edition.lifecycle.setRule,
        to: shown(nameOf(stage)) ?? '',
        missing: [],
        reason: 'This edition has no such stage.'
    }
}

function inOrder(history: readonly HistoryEntry[]): { stage: string | null; at: string }[] {
    return history
        .map(({ stage, at }, index) => {
            const time = toInstant(at)
            if (time === undefined)
                throw new HandbookError('INPUT_INVALID', 'A time in the history is no time.', [
                    { path: `history[${index}].at`, message: 'must be an instant or ISO 8601' }
                ])
            return { stage, time }
        })
        .toSorted((a, b) => a.time - b.time)
        .map(({ stage, time }) => ({ stage, at: new Date(time).toISOString() }))
}
