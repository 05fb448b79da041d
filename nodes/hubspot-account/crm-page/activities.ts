import { plainText } from '../../../src/handbook'
import type { SandboxRecord } from '../../../src/sandbox'
import type { ActivityEntry, ActivityType, RecordEntry, TimelineEntry } from './answers'

interface Names {
    title?: string
    /** An e-mail's body as text, which is no HTML. */
    text?: string
    /** The body, as HTML. */
    body: string
    /** What else is shown, in this order. */
    shown: string[]
}

/** The properties that entries are made of (facts 7). */
const namesOf: Readonly<Record<ActivityType, Names>> = {
    notes: { body: 'hs_note_body', shown: [] },
    emails: {
        title: 'hs_email_subject',
        text: 'hs_email_text',
        body: 'hs_email_html',
        shown: ['hs_email_direction']
    },
    calls: {
        title: 'hs_call_title',
        body: 'hs_call_body',
        shown: ['hs_call_direction', 'hs_call_disposition']
    },
    meetings: { title: 'hs_meeting_title', body: 'hs_meeting_body', shown: ['hs_meeting_outcome'] },
    tasks: { title: 'hs_task_subject', body: 'hs_task_body', shown: ['hs_task_status'] }
}

/** An activity with the properties that `activityProperties` names. */
export interface ActivityRecord extends Pick<SandboxRecord, 'id' | 'properties' | 'createdAt'> {
    objectType: ActivityType
}

/** All that an entry is made of. */
export function activityProperties(objectType: ActivityType): string[] {
    const { title = [], text = [], body, shown } = namesOf[objectType]
    return ['hs_timestamp', title, text, body, ...shown, 'hubspot_owner_id'].flat()
}

/** An activity as the timeline shows it, its HTML made plain text. */
export function activityOf(record: ActivityRecord): ActivityEntry {
    const { objectType, id, properties } = record
    const { title = '', text = '', body, shown } = namesOf[objectType]
    const value = (name: string) => properties[name] ?? ''
    return {
        at: momentOf(record),
        objectType,
        id,
        title: value(title),
        text: value(text).replaceAll(/\r\n?/g, '\n').trim() || plainText(value(body)),
        properties: Object.fromEntries(
            [...shown, 'hubspot_owner_id'].flatMap((name) => (value(name) ? [[name, value(name)]] : []))
        )
    }
}

/**
 * Changes and activities in one timeline, newest first; of the same moment, activities stand above.
 * @param changes newest first
 * @param limit entries to make: a body may be long
 */
export function mergeTimeline(
    changes: readonly TimelineEntry[],
    activities: readonly ActivityRecord[],
    limit: number
): RecordEntry[] {
    const newestFirst = activities.toSorted((a, b) => Number(b.id) - Number(a.id))
    return [
        ...newestFirst.map((record) => ({ at: momentOf(record), make: () => activityOf(record) })),
        ...changes.map((entry) => ({ at: entry.at, make: () => entry }))
    ]
        .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
        .slice(0, limit)
        .map(({ make }) => make())
}

const momentOf = ({ properties, createdAt }: ActivityRecord): string => properties.hs_timestamp ?? createdAt
