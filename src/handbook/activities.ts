/** What the activities on a contact tell: our outreach, their replies, a discussion (rules LS-08, LS-09, LS-13, LC-12). */
import { type Instant, toInstant } from './calendar'

/** An activity of the CRM's timeline, in words of its own. */
export interface Activity {
    readonly type: 'call' | 'email' | 'meeting' | 'note' | 'task'
    /** When it happened; of a meeting, when it begins. */
    readonly at: Instant
    /** When a meeting was arranged: the invitation is what reaches out. */
    readonly arrangedAt?: Instant | null
    readonly direction?: 'outgoing' | 'incoming'
    /** How a call or a meeting went; left out when nobody said. */
    readonly outcome?: 'connected' | 'noAnswer' | 'scheduled' | 'held' | 'notHeld'
    /** Sent by no person: a marketing e-mail, or an answer such as "out of office". */
    readonly automatic?: boolean
}

/** The last of each, in milliseconds; undefined when there was none. */
export interface Contacts {
    /** A call that was not answered, a 1:1 e-mail or a meeting's invitation, by a person. */
    readonly lastOutreach?: number
    /** An incoming e-mail that is not automatic, a connected call, a held meeting. */
    readonly lastReply?: number
    /** A call or meeting in which we talked. */
    readonly lastDiscussion?: number
}

/**
 * What the activities tell, as far as they lie in the past. An activity without a readable time, or in the future, tells
 * nothing.
 * @param lastReplied when the CRM itself noticed a reply (`hs_sales_email_last_replied`, facts 7)
 */
export function contactsIn(
    activities: readonly Activity[],
    now: number,
    lastReplied?: Instant | null
): Contacts {
    const past = (instants: (number | undefined)[]): number | undefined => {
        const times = instants.filter((time): time is number => time !== undefined && time <= now)
        return times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : undefined
    }
    return {
        lastOutreach: past(activities.map(outreachAt)),
        lastReply: past([
            ...activities.filter(isReply).map(({ at }) => toInstant(at)),
            toInstant(lastReplied)
        ]),
        lastDiscussion: past(activities.filter(isDiscussion).map(({ at }) => toInstant(at)))
    }
}

/**
 * The kinds of evidence that activities are for the lifecycle: `discussion` when we talked (rule LC-12).
 */
export function evidenceIn(activities: readonly Activity[], now: number): string[] {
    return contactsIn(activities, now).lastDiscussion === undefined ? [] : ['discussion']
}

function outreachAt(activity: Activity): number | undefined {
    const { type, at, arrangedAt, direction, outcome, automatic } = activity
    if (automatic) return undefined
    // A call that reached them is their word too: what follows it is no silence after ours.
    if (type === 'call')
        return direction === 'incoming' || outcome === 'connected' ? undefined : toInstant(at)
    if (type === 'email') return direction === 'outgoing' ? toInstant(at) : undefined
    if (type === 'meeting') return direction === 'incoming' ? undefined : toInstant(arrangedAt ?? at)
    return undefined
}

function isReply({ type, direction, outcome, automatic }: Activity): boolean {
    if (automatic) return false
    if (type === 'email') return direction === 'incoming'
    if (type === 'call')
        return outcome === 'connected' || (direction === 'incoming' && outcome !== 'noAnswer')
    return type === 'meeting' && outcome === 'held'
}

function isDiscussion({ type, outcome }: Activity): boolean {
    if (type === 'call') return outcome !== 'noAnswer'
    return type === 'meeting' && (outcome === 'held' || outcome === undefined)
}
