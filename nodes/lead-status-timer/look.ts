/** A closer look at one contact: every clock that runs for it, by its history and activities. */
import { decideClocks, toInstant, type Activity, type ClockVerdict } from '../../src/handbook'
import type { CrmRecord } from '../../src/hubspot'
import { keysOf, type Desk } from './desk'
import { noticedReply, readActivities } from './facts'

/** What was seen. */
export interface Look {
    contact: CrmRecord
    /** Of the timers that are kept. */
    clocks: ClockVerdict[]
}

/**
 * Reads a contact with the history of its lead status, and its activities when a clock counts from our outreach.
 * @returns null for a contact that is no more
 * @throws HubSpotError
 */
export async function lookAt(desk: Desk, id: string, timers: readonly string[]): Promise<Look | null> {
    const { account, edition, options } = desk
    const contact = await account.contacts.find(
        { id },
        { ...options, properties: desk.properties, propertiesWithHistory: [desk.statuses.property] }
    )
    if (!contact) return null
    const { status } = keysOf(desk, contact)
    const counts = timers.some((key) => {
        const timer = edition.leadStatus.timers[key]
        return timer?.since === 'outreach' && status !== null && timer.from.includes(status)
    })
    const activities = counts ? await readActivities(desk, contact.id) : null
    const clocks = clocksOf(desk, contact, activities)
    return { contact, clocks: clocks.filter(({ timer }) => timers.includes(timer)) }
}

function clocksOf(desk: Desk, contact: CrmRecord, activities: readonly Activity[] | null): ClockVerdict[] {
    const { account, edition, calendar } = desk
    const now = account.now()
    const { notes_last_contacted: contacted } = contact.properties
    const known = (activities ?? []).flatMap(({ at, arrangedAt }) => [toInstant(at), toInstant(arrangedAt)])
    const latest = Math.max(0, ...known.filter((one) => one !== undefined))
    // The roll-up counts only where it knows of a contact that no activity shows: it does not tell ours from theirs.
    const isMore = activities !== null && (toInstant(contacted) ?? 0) > latest
    return decideClocks({
        edition,
        ...keysOf(desk, contact),
        statusSince: enteredAt(desk, contact),
        activities: activities ?? [],
        lastReplied: noticedReply(contact.properties, activities ?? [], now),
        lastOutreach: isMore ? (contacted ?? null) : null,
        now,
        calendar
    })
}

/**
 * When a contact got the lead status that it has, ISO 8601: the first of the latest entries that hold the same value.
 * Null when its history does not tell.
 */
export function enteredAt(
    { statuses }: Desk,
    { properties, propertiesWithHistory = {} }: CrmRecord
): string | null {
    const history = propertiesWithHistory[statuses.property] ?? []
    const now = properties[statuses.property] ?? ''
    const earlier = history.findIndex(({ value }) => value !== now)
    const run = earlier < 0 ? history : history.slice(0, earlier)
    return run.at(-1)?.timestamp ?? null
}
