/** Finds what is due by the clock and carries it out (rules LS-07, LS-13, LS-14; docs/decisions/0170). */
import { nextLook, planSweep, type ClockVerdict, type SweepPlan } from '../../src/handbook'
import type { CrmRecord } from '../../src/hubspot'
import { invalidConfig, NodeError, toNodeError } from '../shared'
import { act, type Done } from './act'
import { keysOf, valuesOf, type Desk } from './desk'
import { periodOf } from './entail'
import { lookAt } from './look'
import { queryOf } from './query'
import type { Watch, WatchList } from './watch'

/** What a sweep came to. */
export interface Swept {
    /** It searched for everything, and not only for what changed. */
    whole: boolean
    /** Contacts in whose status a clock runs. */
    timed: number
    looked: number
    changed: number
    due: number
    failed: number
}

/** How a sweep tells what it does. */
export interface Teller {
    /** So many more contacts are to be looked at. */
    begin(count: number): void
    end(count: number): void
    send(done: NonNullable<Done>): void
    /** What went wrong with one contact, or (without id) with a timer. */
    fail(error: unknown, id: string | null): void
}

export interface Sweeping {
    desk: Desk
    watched: WatchList
    /** Keys of the timers that are kept; none for all. */
    timers: readonly string[]
    tell: boolean
    teller: Teller
}

/** Contacts that are worked on at once: full batches, flat memory. */
const atOnce = 500

/** What makes every further contact fail too. */
const fatal = new Set(['CLOSED', 'HUBSPOT_AUTH', 'HUBSPOT_SCOPES', 'HUBSPOT_DAILY_LIMIT', 'QUEUE_FULL'])

/** Something that is due. */
interface Task {
    contact: CrmRecord
    clocks: ClockVerdict[]
    /** When to look again once that is done. */
    next: Watch
}

/**
 * One sweep. What it can not do for one contact it tells and tries again the next time; what stands against all of them
 * ends it.
 * @throws HubSpotError, NodeError
 */
export async function sweep(sweeping: Sweeping): Promise<Swept> {
    const { desk, watched, teller } = sweeping
    const plan = keptOf(sweeping)
    const swept: Swept = { whole: false, timed: 0, looked: 0, changed: 0, due: 0, failed: 0 }
    swept.whole = await search(sweeping, plan)
    swept.timed = watched.size
    const ids = watched.due(desk.account.now(), swept.whole)
    const tasks: Task[] = []
    teller.begin(ids.length)
    try {
        await each(sweeping, swept, ids, idOf, async (id) => {
            const task = await look(sweeping, plan, id)
            if (task) tasks.push(task)
            swept.looked += 1
            teller.end(1)
        })
    } finally {
        teller.end(ids.length - swept.looked)
    }
    await each(
        sweeping,
        swept,
        tasks,
        ({ contact }) => contact.id,
        (task) => carryOut(sweeping, task, swept)
    )
    return swept
}

const idOf = (id: string) => id

/** The timers that can be kept in this portal; of one whose status it lacks it is told, and the others go on. */
function keptOf({ desk, timers, teller }: Sweeping): SweepPlan {
    const plan = planSweep(desk.edition, timers)
    const unknown = timers.filter((key) => !plan.timers.includes(key))
    if (unknown.length > 0) throw invalidConfig(`edition ${desk.edition.id} does not have every chosen clock`)
    const kept = plan.timers.filter((key) => {
        const to = desk.edition.leadStatus.timers[key]?.to
        try {
            if (to !== undefined) desk.statuses.valueOf(to)
            return true
        } catch (error) {
            teller.fail(error, null)
            return false
        }
    })
    return kept.length === 0 ? { timers: [], statuses: [], stages: [] } : planSweep(desk.edition, kept)
}

/** Searches for what changed, or for everything. @returns whether it was everything */
async function search(sweeping: Sweeping, plan: SweepPlan): Promise<boolean> {
    const { desk, watched } = sweeping
    const { account } = desk
    const began = account.now()
    const since = watched.since(began)
    const isWhole = since === null
    if (isWhole) watched.restart()
    await searchFor(sweeping, plan, since)
    // The answers have told what time it is: a day may have passed, or a clock may have been put back.
    if (!isWhole && watched.since(account.now()) === null) return search(sweeping, plan)
    watched.searched(began, isWhole)
    return isWhole
}

async function searchFor({ desk, watched }: Sweeping, plan: SweepPlan, since: number | null): Promise<void> {
    const { account, edition, calendar, options, statuses, stages } = desk
    const among = plan.stages && valuesOf(plan.stages, stages)
    const query = queryOf(statuses.property, valuesOf(plan.statuses, statuses), among, since)
    if (!query) return
    for await (const { id, properties } of account.contacts.search({ ...query, ...options })) {
        const glimpse = {
            ...keysOf(desk, { properties }),
            created: properties.createdate ?? null,
            lastContacted: properties.notes_last_contacted ?? null
        }
        const prospect = nextLook(edition, plan, glimpse, calendar)
        // What changed is looked at, whatever the roll-ups say.
        watched.set(
            id,
            prospect && {
                at: since === null ? prospect.at : 0,
                isRough: since === null && prospect.byRollUp,
                needsActivities: prospect.needsActivities
            }
        )
    }
}

/** Looks at one contact. @returns what is due and was not settled before */
async function look({ desk, watched }: Sweeping, { timers }: SweepPlan, id: string): Promise<Task | null> {
    const seen = await lookAt(desk, id, timers)
    if (!seen || seen.clocks.length === 0) {
        watched.forget(id)
        return null
    }
    const isOpen = ({ timer, since }: ClockVerdict) => !watched.isSettled(id, periodOf(timer, since))
    const clocks = seen.clocks.filter((clock) => clock.verdict === 'due' && isOpen(clock))
    const later = seen.clocks.filter(({ verdict }) => verdict !== 'due')
    const ends = later.flatMap(({ dueAt }) => (dueAt === null ? [] : [Date.parse(dueAt)]))
    const next: Watch = {
        at: Math.min(Number.POSITIVE_INFINITY, ...ends),
        isRough: false,
        needsActivities: seen.clocks.some(
            ({ timer }) => desk.edition.leadStatus.timers[timer]?.since === 'outreach'
        )
    }
    // What is due stays so until it is done.
    watched.set(id, clocks.length > 0 ? { ...next, at: 0 } : next)
    return clocks.length > 0 ? { contact: seen.contact, clocks, next } : null
}

async function carryOut(
    { desk, watched, tell, teller }: Sweeping,
    { contact, clocks, next }: Task,
    swept: Swept
): Promise<void> {
    // A new status stops every other clock.
    const first = clocks.find(({ action }) => action === 'set')
    for (const clock of first ? [first] : clocks) {
        const done = await act(desk, contact, clock, tell)
        if (done) {
            swept[done.output] += 1
            teller.send(done)
        }
        if (desk.dryRun) continue
        if (!first) watched.settle(contact.id, periodOf(clock.timer, clock.since))
        else if (done) watched.forget(contact.id)
    }
    // A status that was not set, because something had happened, is looked at again by the next sweep.
    if (!desk.dryRun && !first) watched.set(contact.id, next)
}

/** Works on each, many at once, each with its own fate. @throws what stands against all of them */
async function each<Value>(
    { desk, teller }: Sweeping,
    swept: Swept,
    values: readonly Value[],
    nameOf: (value: Value) => string,
    work: (value: Value) => Promise<void>
): Promise<void> {
    for (let at = 0; at < values.length; at += atOnce) {
        if (desk.options.signal?.aborted) throw new NodeError('CLOSED', 'the sweep was stopped')
        const failures = await Promise.all(
            values.slice(at, at + atOnce).map((value) =>
                work(value).then(
                    () => null,
                    (error: unknown) => ({ error, id: nameOf(value) })
                )
            )
        )
        for (const failure of failures) {
            if (!failure) continue
            if (fatal.has(toNodeError(failure.error).code)) throw failure.error
            swept.failed += 1
            teller.fail(failure.error, failure.id)
        }
    }
}
