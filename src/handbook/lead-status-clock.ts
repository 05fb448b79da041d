/** What is due for a contact by the clocks of its lead status (rules LS-07, LS-13, LS-14). */
import { type Activity, contactsIn } from './activities'
import { type CalendarOptions, dayOf, type Instant, toInstant } from './calendar'
import type { Edition } from './edition'
import type { Timer } from './edition-words'
import { statusesFor, statusKey } from './lead-status'
import { timerEnd } from './lead-status-sweep'
import { makeVerdict, type Verdict } from './verdict'

/** A contact as a sweep sees it. */
export interface ClockRequest {
    readonly edition: Edition
    /** Lifecycle stage and lead status, as key, portal value or label. */
    readonly stage: string | null | undefined
    readonly status: string | null | undefined
    /** When it got this status, by its history. */
    readonly statusSince?: Instant | null
    readonly activities: readonly Activity[]
    /** Where the CRM's roll-ups know more than the activities: our last outreach, their last reply (facts 7). */
    readonly lastOutreach?: Instant | null
    readonly lastReplied?: Instant | null
    /** Milliseconds since 1970. */
    readonly now: number
    readonly calendar?: CalendarOptions
}

/** One clock of a contact: `due`, or `unchanged` because it still runs or does not run at all. */
export interface ClockVerdict extends Verdict {
    /** The edition's key of the timer. */
    readonly timer: string
    readonly action: Timer['action']
    /** ISO 8601: when the clock began, and when it runs out; null while it does not run. */
    readonly since: string | null
    readonly dueAt: string | null
    /** What it saw, ISO 8601. */
    readonly lastOutreach: string | null
    readonly lastReply: string | null
}

/**
 * Every clock that the edition keeps for this status. Derived from the CRM alone, so that it is the same after any
 * downtime; ask again in the moment of writing, with what is known then.
 * @throws HandbookError `CONFIG_INVALID` when the calendar's time zone or days are wrong
 */
export function decideClocks(request: ClockRequest): ClockVerdict[] {
    const { edition, now } = request
    const status = statusKey(edition, request.status)
    // No clock runs for a status that contacts of this stage do not have (rule LS-01).
    if (status === null || status === undefined || !statusesFor(edition, request.stage).includes(status))
        return []
    const seen = contactsIn(request.activities, now, request.lastReplied)
    const rolledUp = toInstant(request.lastOutreach)
    const outreach = latest(
        seen.lastOutreach,
        rolledUp !== undefined && rolledUp <= now ? rolledUp : undefined
    )
    const known = { outreach, reply: seen.lastReply, entered: toInstant(request.statusSince) }
    return Object.entries(edition.leadStatus.timers)
        .filter(([, timer]) => timer.from.includes(status))
        .map(([key, timer]) => clock(request, status, key, timer, known))
}

interface Known {
    readonly outreach?: number
    readonly reply?: number
    readonly entered?: number
}

function clock(request: ClockRequest, status: string, key: string, timer: Timer, known: Known): ClockVerdict {
    const { edition, now, calendar = {} } = request
    const ends = (since: number): number => timerEnd(timer, since, calendar)
    const since = timer.since === 'entered' ? known.entered : silentSince(known, ends)
    const replied =
        timer.since === 'outreach' && since !== undefined && known.reply !== undefined && known.reply >= since
    const runs = since !== undefined && !replied
    const dueAt = runs ? ends(since) : undefined
    const due = dueAt !== undefined && dueAt <= now
    const label = edition.leadStatus.values[status]?.label
    const began = since === undefined ? '' : dayOf(since, calendar)
    return {
        ...makeVerdict(edition, {
            verdict: due ? 'due' : 'unchanged',
            rule: timer.rule,
            from: status,
            to: timer.to ?? status,
            path: due && timer.to !== undefined ? [timer.to] : [],
            reason:
                since === undefined
                    ? `${timer.label}: it is not known since when.`
                    : replied
                      ? `${timer.label}: there was a reply after ${began}.`
                      : `${timer.label}: ${label} ${timer.since === 'outreach' ? 'without a reply ' : ''}since ${began}, ${due ? 'due' : 'not due before'} ${dayOf(dueAt ?? since, calendar)}.`
        }),
        timer: key,
        action: timer.action,
        since: runs ? iso(since) : null,
        dueAt: iso(dueAt),
        lastOutreach: iso(known.outreach),
        lastReply: iso(known.reply)
    }
}

/**
 * Our last outreach. Where none is logged, or only one whose time had run out before the status was set, whoever set
 * the status reached out then.
 */
function silentSince({ outreach, entered }: Known, ends: (since: number) => number): number | undefined {
    if (outreach === undefined) return entered
    return entered !== undefined && ends(outreach) <= entered ? entered : outreach
}

function latest(...instants: (number | undefined)[]): number | undefined {
    const known = instants.filter((instant) => instant !== undefined)
    return known.length > 0 ? Math.max(...known) : undefined
}

function iso(instant: number | undefined): string | null {
    return instant === undefined ? null : new Date(instant).toISOString()
}
