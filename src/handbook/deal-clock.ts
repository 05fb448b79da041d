/** What is due for a deal by the clocks of its stage (rule X-07; the seeds' editions keep none). */
import {
    addBusinessDays,
    addDuration,
    type CalendarOptions,
    dayOf,
    type Instant,
    toInstant
} from './calendar'
import type { Edition } from './edition'
import type { Timer } from './edition-words'
import { keyOf } from './find'
import { makeVerdict, type Verdict } from './verdict'

/** One clock of a deal: `due`, or `unchanged` while it runs. */
export interface DealClockVerdict extends Verdict {
    /** The edition's key of the timer. */
    readonly timer: string
    readonly action: Timer['action']
    /** ISO 8601. */
    readonly since: string
    readonly dueAt: string
}

/**
 * Every clock that the edition keeps for this stage.
 * @param stageSince when the deal entered the stage; without it no clock runs
 */
export function decideDealClocks(request: {
    readonly edition: Edition
    readonly stage: string | null | undefined
    readonly stageSince: Instant | null | undefined
    readonly now: number
    readonly calendar?: CalendarOptions
}): DealClockVerdict[] {
    const { edition, now, calendar = {} } = request
    const stage = keyOf(edition.deals.stages, request.stage)
    const since = toInstant(request.stageSince)
    if (stage === null || stage === undefined || since === undefined) return []
    return Object.entries(edition.deals.timers)
        .filter(([, timer]) => timer.from.includes(stage))
        .map(([key, timer]) => {
            const add = timer.businessDays ? addBusinessDays : addDuration
            const dueAt = add(since, timer.after, calendar)
            const due = dueAt <= now
            const verdict = makeVerdict(edition, {
                verdict: due ? 'due' : 'unchanged',
                rule: timer.rule,
                from: stage,
                to: timer.to ?? stage,
                path: due && timer.to !== undefined ? [timer.to] : [],
                reason: `${timer.label}: ${edition.deals.stages[stage]?.label} since ${dayOf(since, calendar)}, ${due ? 'due' : 'not due before'} ${dayOf(dueAt, calendar)}.`
            })
            const iso = (instant: number): string => new Date(instant).toISOString()
            return { ...verdict, timer: key, action: timer.action, since: iso(since), dueAt: iso(dueAt) }
        })
}
