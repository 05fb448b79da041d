/** From what is to be logged to HubSpot's properties (facts/hubspot.md 7), checked before any call. Pure. */
import { markOf, plainText, htmlOf } from './activitiesText'
import type { ActivityDraft, ActivityType } from './activitiesTypes'
import {
    callDirections,
    callOutcomes,
    emailDirections,
    meetingOutcomes,
    taskPriorities,
    taskTypes,
    toValue
} from './activitiesWords'
import type { Properties, PropertyInput } from './types'
import { invalid, longestValue, sameValue, toId } from './values'

/** Clocks differ a little: what was a moment ahead of ours is not in the future. */
const tolerance = 5 * 60_000
/** The year 5000: what lies behind it is no date but a mistake in the unit. */
const latest = 1e14
const longestDuration = 366 * 86_400_000

/** What is sent, and what tells it from other activities. */
export interface PlannedActivity {
    properties: Record<string, string>
    isSame(held: Properties): boolean
}

interface Names {
    body: string
    subject?: string
}

const namesOf: Readonly<Record<ActivityType, Names>> = {
    notes: { body: 'hs_note_body' },
    emails: { body: 'hs_email_text', subject: 'hs_email_subject' },
    calls: { body: 'hs_call_body', subject: 'hs_call_title' },
    meetings: { body: 'hs_meeting_body', subject: 'hs_meeting_title' },
    tasks: { body: 'hs_task_body', subject: 'hs_task_subject' }
}

/** Properties that an activity is read with. */
export const activityProperties: Readonly<Record<ActivityType, readonly string[]>> = {
    notes: ['hs_note_body'],
    emails: [
        'hs_email_subject',
        'hs_email_text',
        'hs_email_html',
        'hs_email_direction',
        'hs_email_status',
        'hs_email_headers'
    ],
    calls: [
        'hs_call_title',
        'hs_call_body',
        'hs_call_direction',
        'hs_call_disposition',
        'hs_call_duration',
        'hs_call_status'
    ],
    meetings: [
        'hs_meeting_title',
        'hs_meeting_body',
        'hs_meeting_start_time',
        'hs_meeting_end_time',
        'hs_meeting_location',
        'hs_meeting_outcome'
    ],
    tasks: ['hs_task_subject', 'hs_task_body', 'hs_task_status', 'hs_task_priority', 'hs_task_type']
}

/** What every activity has besides. */
export const commonProperties = ['hs_timestamp', 'hubspot_owner_id', 'hs_createdate']

/**
 * @param now ms since 1970
 * @throws HubSpotError `INPUT_INVALID` that names the field and not its value
 */
export function planActivity(draft: ActivityDraft, now: number): PlannedActivity {
    const { type } = draft
    if (!Object.hasOwn(namesOf, type)) throw invalid('there is no such kind of activity')
    const at = timeOf(draft, now)
    const names = bodyNames(draft)
    const mark = markOf(draft.reference)
    const text = textOf('text', draft.text)
    const subject = textOf('subject', draft.subject).replaceAll(/\s+/g, ' ').trim()
    if (type === 'notes' && plainText(text) === '') throw invalid('a note needs a text')
    if (type === 'tasks' && subject === '') throw invalid('a task needs a title')
    if (plainText(text) === '' && subject === '') throw invalid('the activity has neither a text nor a title')

    const own = ownProperties(draft, at, now)
    const words = { [names.body]: bodyOf(names.body, text, draft, mark), ...withSubject(names, subject) }
    const properties = given({
        ...words,
        ...own,
        ...(type === 'emails' && headersOf(draft)),
        ...(draft.ownerId && { hubspot_owner_id: toId(draft.ownerId) }),
        hs_timestamp: iso(at)
    })
    for (const [name, value] of Object.entries(properties))
        if (value.length > longestValue)
            throw invalid(
                `${name === names.body ? 'the text' : name} is longer than ${longestValue} characters`
            )
    const compared = comparedOf(draft, own, at)
    return {
        properties,
        isSame(held) {
            if (mark !== null)
                return bodiesOf(type, held).some((body) => plainText(body).includes(plainText(htmlOf(mark))))
            const saysTheSame = Object.entries(words).every(
                ([name, value]) => plainText(value) === plainText(held[name] ?? '')
            )
            return (
                saysTheSame &&
                Object.entries(compared).every(([name, value]) =>
                    sameValue(type, name, value, held[name] ?? null)
                )
            )
        }
    }
}

/** What two activities with the same words must have alike besides, to be one. */
function comparedOf(
    { isTimeTold }: ActivityDraft,
    own: Readonly<Record<string, string>>,
    at: number
): Record<string, string> {
    // A task that was done meanwhile is still the same.
    const { hs_task_status: _status, hs_meeting_start_time: start, hs_meeting_end_time: end, ...rest } = own
    const times = {
        hs_timestamp: iso(at),
        hs_meeting_start_time: start ?? '',
        hs_meeting_end_time: end ?? ''
    }
    return given({ ...rest, ...(isTimeTold && times) })
}

function bodyNames({ type, isHtml }: ActivityDraft): Names {
    const names = namesOf[type]
    return type === 'emails' && isHtml ? { ...names, body: 'hs_email_html' } : names
}

function bodiesOf(type: ActivityType, held: Properties): string[] {
    const names = type === 'emails' ? ['hs_email_text', 'hs_email_html'] : [namesOf[type].body]
    return names.map((name) => held[name] ?? '')
}

/** An e-mail's text is text; every other body is HTML. */
function bodyOf(name: string, text: string, { isHtml }: ActivityDraft, mark: string | null): string {
    if (name === 'hs_email_text') return [text, mark ?? ''].filter(Boolean).join('\n\n')
    const html = isHtml ? text : htmlOf(text)
    return mark === null ? html : `${html}<p>${htmlOf(mark)}</p>`
}

function withSubject({ subject: name }: Names, subject: string): Record<string, string> {
    return name === undefined ? {} : { [name]: subject }
}

function ownProperties(draft: ActivityDraft, at: number, now: number): Record<string, string> {
    const { type } = draft
    if (type === 'emails') {
        const direction = toValue('direction', emailDirections, draft.direction)
        // A reply that is taken for our own e-mail, or the other way round, would turn a clock (LS-08).
        if (direction === undefined) throw invalid('an e-mail needs a direction')
        return { hs_email_direction: direction, hs_email_status: 'SENT' }
    }
    if (type === 'calls') {
        const duration = durationOf(draft.duration)
        return {
            hs_call_direction: toValue('direction', callDirections, draft.direction) ?? '',
            hs_call_disposition: toValue('outcome', callOutcomes, draft.outcome) ?? '',
            hs_call_duration: duration === undefined ? '' : String(duration),
            hs_call_status: 'COMPLETED'
        }
    }
    if (type === 'meetings') {
        const outcome = toValue('outcome', meetingOutcomes, draft.outcome)
        const isAhead = at > now + tolerance
        if (isAhead && (outcome === 'COMPLETED' || outcome === 'NO_SHOW'))
            throw invalid('a meeting that lies ahead has not been held')
        return {
            hs_meeting_start_time: iso(at),
            hs_meeting_end_time: iso(at + (durationOf(draft.duration) ?? 0)),
            hs_meeting_location: textOf('location', draft.location),
            hs_meeting_outcome: outcome ?? (isAhead ? 'SCHEDULED' : '')
        }
    }
    if (type === 'tasks') {
        return {
            hs_task_status: 'NOT_STARTED',
            hs_task_priority: toValue('priority', taskPriorities, draft.priority) ?? '',
            hs_task_type: toValue('task type', taskTypes, draft.taskType) ?? 'TODO'
        }
    }
    return {}
}

function timeOf({ type, at }: ActivityDraft, now: number): number {
    if (at === undefined) {
        if (type === 'tasks') throw invalid('a task needs a due date')
        return now
    }
    if (!Number.isFinite(at) || Math.abs(at) > latest) throw invalid('the time is no point in time')
    if (type !== 'tasks' && type !== 'meetings' && at > now + tolerance)
        throw invalid('the time is in the future; only tasks and meetings lie ahead')
    return at
}

function durationOf(duration: number | undefined): number | undefined {
    if (duration === undefined) return undefined
    if (!(duration >= 0) || duration > longestDuration) throw invalid('the duration is no length of time')
    return Math.round(duration)
}

/** The addresses as HubSpot's headers of an e-mail want them, with a space between those of one field. */
function headersOf({ from, to }: ActivityDraft): Record<string, string> {
    const [senders, recipients] = [addressesOf('from', from), addressesOf('to', to)]
    if (senders.length > 1) throw invalid('an e-mail has one sender')
    const headers = {
        ...(senders[0] && { from: { email: senders[0] } }),
        ...(recipients.length > 0 && { to: recipients.map((email) => ({ email })) })
    }
    return Object.keys(headers).length === 0 ? {} : { hs_email_headers: JSON.stringify(headers) }
}

/** Addresses of a text such as `Ada <ada@example.com>, bob@example.com`, or of an array of such texts. */
function addressesOf(field: string, value: unknown): string[] {
    if (value === undefined || value === null || value === '') return []
    const parts = (Array.isArray(value) ? value : [value]).flatMap((part: unknown) => {
        if (typeof part !== 'string') throw invalid(`${field} is no e-mail address`)
        return part.split(/[,;]/).filter((one) => one.trim() !== '')
    })
    return parts.map((part) => {
        const address = (/<([^<>]*)>\s*$/.exec(part)?.[1] ?? part).trim().toLowerCase()
        // The comma in a name such as "Lovelace, Ada" makes a part of its own, which no address is.
        if (!/^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/.test(address))
            throw invalid(`${field} is no e-mail address`)
        return address
    })
}

/** @throws HubSpotError `INPUT_INVALID` */
function textOf(field: string, value: PropertyInput): string {
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return value
    if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
        return String(value)
    throw invalid(`the ${field} is no text`)
}

function given(values: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

function iso(at: number): string {
    return new Date(at).toISOString()
}
