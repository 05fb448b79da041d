/** Activation Outbound: whether outbound led to the first held meeting (rules AO-01 to AO-03, docs/decisions/0200). */
import type { Activity } from './activities'
import { type Instant, toInstant } from './calendar'
import type { Edition } from './edition'
import { HandbookError } from './errors'
import { own, shown } from './find'
import { makeVerdict, type Verdict, type VerdictParts } from './verdict'

/** The key of the property among an edition's `properties`. */
export const activationKey = 'activationOutbound'

/** What is known about one contact. */
export interface ActivationRequest {
    readonly edition: Edition
    /** What the property holds; blank is undecided. */
    readonly held: string | null | undefined
    readonly activities: readonly Activity[]
    /** When an outbound drip campaign began for the contact, where the CRM keeps that apart from its e-mails. */
    readonly dripAt?: Instant | null
    /** When the contact asked to talk about product or services, such as by a demo request. */
    readonly askedAt?: Instant | null
    /** When marketing made a Subscriber or Lead of the contact; a reason for AO-02, never against a Yes. */
    readonly marketedAt?: Instant | null
    /** ms since 1970 */
    readonly now: number
}

type Parts = Pick<VerdictParts, 'verdict' | 'rule' | 'reason'> & { to?: string; advice?: string }

/**
 * Decides once, at the first held meeting. `allowed` is Yes, to be written now; `unchanged` leaves the property as it is: it
 * holds a value, no meeting was held yet, or outbound did not lead to the first one. What lies in the future, or has no
 * readable time, tells nothing.
 * @throws HandbookError `CONFIG_INVALID` when the edition knows no Activation Outbound (before S1, S2 and S3)
 */
export function decideActivationOutbound(request: ActivationRequest): Verdict {
    const { edition, now } = request
    const yes = yesOf(edition)
    const held = typeof request.held === 'string' && request.held.trim() !== '' ? request.held.trim() : null
    const answer = ({ to, ...parts }: Parts): Verdict =>
        makeVerdict(edition, { from: shown(held), to: to ?? shown(held), ...parts })
    const blank = (rule: string, reason: string, advice?: string): Verdict =>
        answer({ verdict: 'unchanged', rule, reason, ...(advice !== undefined && { advice }) })

    if (held !== null) return blank('AO-03', 'It was decided before, and is not decided again.')
    const meeting = firstMeeting(request.activities, now)
    if (meeting === undefined) return blank('AO-03', 'No meeting has been held yet.')

    const outreach = earliest([
        ...request.activities.filter(isOutbound).map(timeOf),
        toInstant(request.dripAt)
    ])
    if (outreach === undefined || outreach > meeting.arrangedAt)
        return blank('AO-01', 'No outbound came before the first meeting was arranged.')

    const approach = earliest([
        ...request.activities.filter(isApproach).map(timeOf),
        toInstant(request.askedAt)
    ])
    if (approach !== undefined && approach < outreach)
        return blank(
            'AO-01',
            'The contact came to us before any outbound reached it.',
            'If that led nowhere and outbound led to the meeting, a person sets Yes (AO-02).'
        )

    const marketed = toInstant(request.marketedAt)
    const wasKnown = marketed !== undefined && marketed < outreach
    return answer({
        verdict: 'allowed',
        rule: wasKnown ? 'AO-02' : 'AO-01',
        to: yes,
        reason: wasKnown
            ? 'Outbound led to the first meeting; marketing knew the contact but had not brought it to one.'
            : 'Outbound led to the first meeting.'
    })
}

function yesOf(edition: Edition): string {
    const property = own(edition.properties, activationKey)
    const value = property?.options?.[0]?.value
    if (value !== undefined && own(edition.rules, 'AO-01')) return value
    throw new HandbookError('CONFIG_INVALID', `the edition ${edition.id} knows no Activation Outbound`)
}

/** The first meeting that was held, with the time it was arranged, or began if it was logged only afterwards. */
function firstMeeting(activities: readonly Activity[], now: number): { arrangedAt: number } | undefined {
    const held = activities.filter(
        ({ type, outcome }) => type === 'meeting' && (outcome === 'held' || outcome === undefined)
    )
    const began = earliest(held.map(timeOf).filter((at) => at !== undefined && at <= now))
    if (began === undefined) return undefined
    const arranged = held
        .filter((meeting) => timeOf(meeting) === began)
        .map(({ arrangedAt }) => toInstant(arrangedAt))
    return { arrangedAt: Math.min(earliest(arranged) ?? began, began) }
}

/** Ours, by a person: a 1:1 e-mail, as a sales sequence sends them too, or a call, answered or not. */
function isOutbound({ type, direction, automatic }: Activity): boolean {
    if (automatic) return false
    return type === 'email' ? direction === 'outgoing' : type === 'call' && direction !== 'incoming'
}

/** Theirs: an e-mail or a call. */
function isApproach({ type, direction, automatic }: Activity): boolean {
    return !automatic && (type === 'email' || type === 'call') && direction === 'incoming'
}

function timeOf({ at }: Activity): number | undefined {
    return toInstant(at)
}

function earliest(instants: readonly (number | undefined)[]): number | undefined {
    const times = instants.filter((time) => time !== undefined)
    return times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : undefined
}
