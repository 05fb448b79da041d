/** Which contacts a sweep looks for, and which of them need a closer look (rules LS-07, LS-13, LS-14). */
import { addBusinessDays, addDuration, type CalendarOptions, type Instant, toInstant } from './calendar'
import type { Edition } from './edition'
import type { Timer } from './edition-words'
import { statusesFor, statusKey } from './lead-status'

/** What a sweep asks the CRM for, in the edition's keys. */
export interface SweepPlan {
    /** Timers that are kept. */
    readonly timers: readonly string[]
    /** Lead statuses in which one of them runs. */
    readonly statuses: readonly string[]
    /** Lifecycle stages whose contacts may have one of these; null for any. */
    readonly stages: readonly string[] | null
}

/** As much of a contact as a search shows. */
export interface Glimpse {
    /** Lifecycle stage and lead status, as key, portal value or label. */
    readonly stage: string | null | undefined
    readonly status: string | null | undefined
    /** When the contact came into the CRM. */
    readonly created?: Instant | null
    /** The roll-up of calls, e-mails and meetings, ours and theirs (facts 7). */
    readonly lastContacted?: Instant | null
}

/** When a contact is to be looked at. */
export interface Prospect {
    /** Milliseconds since 1970: no clock of it runs out before, as far as the glimpse tells. */
    readonly at: number
    /** True when only the roll-up says so, which an automatic answer moves too: activities may tell of an earlier moment. */
    readonly byRollUp: boolean
    /** A timer that counts from our outreach runs: its activities must be read. */
    readonly needsActivities: boolean
}

/**
 * What a sweep with these timers asks for.
 * @param only keys of timers; none for all of the edition
 */
export function planSweep(edition: Edition, only: readonly string[] = []): SweepPlan {
    const { timers, who, order } = edition.leadStatus
    const kept = Object.keys(timers).filter((key) => only.length === 0 || only.includes(key))
    const statuses = order.filter((status) => kept.some((key) => timers[key]?.from.includes(status)))
    const stages = edition.lifecycle.order.filter((stage) =>
        statusesFor(edition, stage).some((status) => statuses.includes(status))
    )
    return { timers: kept, statuses, stages: who.any ? null : stages }
}

/**
 * The earliest moment at which one of the plan's clocks may run out for a contact: null when none runs. A status is never
 * entered before the contact is created, and our last outreach is never later than the last contact.
 * @throws HandbookError `CONFIG_INVALID` when the calendar's time zone or days are wrong
 */
export function nextLook(
    edition: Edition,
    { timers }: SweepPlan,
    glimpse: Glimpse,
    calendar: CalendarOptions = {}
): Prospect | null {
    const status = statusKey(edition, glimpse.status)
    if (status === null || status === undefined || !statusesFor(edition, glimpse.stage).includes(status))
        return null
    const created = toInstant(glimpse.created) ?? 0
    const contacted = toInstant(glimpse.lastContacted)
    const running = timers.flatMap((key) => {
        const timer = edition.leadStatus.timers[key]
        return timer?.from.includes(status) ? [timer] : []
    })
    if (running.length === 0) return null
    const ends = running.map((timer) => {
        const byRollUp = timer.since === 'outreach' && contacted !== undefined
        return { at: timerEnd(timer, byRollUp ? contacted : created, calendar), byRollUp }
    })
    return {
        at: Math.min(...ends.map(({ at }) => at)),
        byRollUp: ends.some(({ byRollUp }) => byRollUp),
        needsActivities: running.some(({ since }) => since === 'outreach')
    }
}

/** When a clock that began at an instant runs out. */
export function timerEnd(timer: Timer, since: number, calendar: CalendarOptions): number {
    return timer.businessDays
        ? addBusinessDays(since, timer.after, calendar)
        : addDuration(since, timer.after, calendar)
}
