/** What the CRM shows about a contact's lead status, read only when a verdict depends on it. */
import {
    addDuration,
    contactsIn,
    toInstant,
    type Activity,
    type Instant,
    type LeadStatusFact,
    type LeadStatusFacts
} from '../../src/handbook'
import type { CrmRecord, Properties } from '../../src/hubspot'
import {
    callOf,
    callProperties,
    dealProperties,
    emailOf,
    emailProperties,
    isOpen,
    meetingOf,
    meetingProperties,
    recordsOn
} from '../shared'
import type { Desk } from './desk'

/** E-mails, calls and meetings of a contact as the handbook understands them. @throws HubSpotError */
export async function readActivities({ account, options }: Desk, id: string): Promise<Activity[]> {
    const place = { objectType: 'contacts', id }
    const on = (type: string, properties: readonly string[]) =>
        recordsOn(account, place, type, properties, options)
    const [emails, calls, meetings] = await Promise.all([
        on('emails', emailProperties),
        on('calls', callProperties),
        on('meetings', [...meetingProperties, 'hs_createdate'])
    ])
    const found = [
        ...emails.map(({ properties }) => emailOf(properties)),
        ...calls.map(({ properties }) => callOf(properties)),
        ...meetings.map(({ properties }) => arrangedMeeting(properties))
    ]
    return found.map((activity) => ({ ...activity, at: notAhead(activity.at, account.now()) }))
}

/** Clocks differ a little: a reply that was logged a moment ago must not count as one of the future. */
const tolerance = 5 * 60_000

/** An instant that lies a little ahead as the present. @param now of the portal, ms since 1970 */
export function notAhead(instant: Instant, now: number): Instant {
    const at = toInstant(instant) ?? 0
    return at > now && at <= now + tolerance ? now : instant
}

/**
 * A meeting with the moment at which it was arranged. One that was logged after it began, and says no outcome, was logged
 * by hand and held.
 */
export function arrangedMeeting(properties: Properties): Activity {
    const meeting = meetingOf(properties)
    const arrangedAt = properties.hs_createdate ?? null
    const isLogged = Date.parse(arrangedAt ?? '') >= Date.parse(String(meeting.at))
    if (!isLogged) return { ...meeting, arrangedAt }
    return { outcome: 'held', ...meeting }
}

/**
 * When they last replied as the CRM itself noticed it (facts/hubspot.md 7), unless that was an answer that nobody wrote.
 * @param now of the portal, ms since 1970
 */
export function noticedReply(
    { hs_sales_email_last_replied: replied }: Properties,
    activities: readonly Activity[],
    now: number
): Instant | null {
    const at = toInstant(replied)
    if (!replied || at === undefined) return null
    const isNobodys = activities.some(
        (activity) => activity.automatic && Math.abs((toInstant(activity.at) ?? 0) - at) < 60_000
    )
    return isNobodys ? null : notAhead(replied, now)
}

/** Looks up the facts that a verdict depends on. @throws HubSpotError */
export async function readFacts(
    desk: Desk,
    contact: CrmRecord,
    wanted: readonly LeadStatusFact[]
): Promise<LeadStatusFacts> {
    const { account, options } = desk
    const needsDeals = wanted.includes('openDeal')
    const needsActivities = wanted.some((fact) =>
        ['outreach', 'reply', 'marketingOnly', 'silence'].includes(fact)
    )
    const [activities, deals] = await Promise.all([
        needsActivities ? readActivities(desk, contact.id) : null,
        needsDeals
            ? recordsOn(account, { objectType: 'contacts', id: contact.id }, 'deals', dealProperties, options)
            : null
    ])
    return {
        ...(deals && { openDeal: deals.some(({ properties }) => isOpen(properties)) }),
        ...(activities && factsIn(desk, activities, contact.properties))
    }
}

function factsIn(desk: Desk, activities: readonly Activity[], properties: Properties): LeadStatusFacts {
    const now = desk.account.now()
    const replied = noticedReply(properties, activities, now)
    const { lastOutreach, lastReply } = contactsIn(activities, now, replied)
    const isWaiting = lastOutreach !== undefined && (lastReply === undefined || lastReply < lastOutreach)
    const clock = Object.values(desk.edition.leadStatus.timers).find(
        ({ since, action }) => since === 'outreach' && action === 'set'
    )
    return {
        outreach: lastOutreach !== undefined,
        reply: lastReply !== undefined,
        silence:
            isWaiting && clock !== undefined && addDuration(lastOutreach, clock.after, desk.calendar) <= now
    }
}
