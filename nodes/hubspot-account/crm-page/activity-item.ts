import type { ActivityEntry, ActivityType, Labels } from './answers'
import { h } from './dom'
import { labelOf } from './labels'
import { longValue } from './view'
import { moment, t, type Word } from './words'

/** An activity with its values in words. */
export interface ShownActivity extends Pick<ActivityEntry, 'at' | 'objectType' | 'title' | 'text'> {
    /** Direction, outcome or status. */
    facts: string[]
    owner: string
}

const kinds: Readonly<Record<ActivityType, Word>> = {
    notes: 'note',
    emails: 'email',
    calls: 'call',
    meetings: 'meeting',
    tasks: 'task'
}

/** The portal's labels of these are but their values. */
const directions = new Map<string, Word>([
    ['hs_email_direction EMAIL', 'outgoing'],
    ['hs_email_direction INCOMING_EMAIL', 'incoming'],
    ['hs_email_direction FORWARDED_EMAIL', 'forwarded'],
    ['hs_call_direction OUTBOUND', 'outgoing'],
    ['hs_call_direction INBOUND', 'incoming']
])

/** Puts an activity's values in words: directions in the page's, all else in the labels of the portal. */
export function shownActivity(entry: ActivityEntry, labels: Labels): ShownActivity {
    const { at, objectType, title, text, properties } = entry
    const { hubspot_owner_id: owner = '', ...rest } = properties
    const facts = Object.entries(rest).map(([property, value]) => {
        const direction = directions.get(`${property} ${value}`)
        return direction ? t(direction) : labelOf(labels, property, value)
    })
    return { at, objectType, title, text, facts, owner: labelOf(labels, 'hubspot_owner_id', owner) }
}

/** When it was, what kind it is and whose, then its title and its text. */
export function activityItem({ at, objectType, title, text, facts, owner }: ShownActivity): HTMLElement {
    return h(
        'li',
        { class: 'activity' },
        h(
            'p',
            { class: 'who' },
            objectType === 'tasks' ? `${t('due')} ` : null,
            h('time', { datetime: at }, moment(at, 'exact')),
            ' ',
            h('span', { class: 'source' }, t(kinds[objectType])),
            ' ',
            h('span', { class: 'by' }, [...facts, owner].filter(Boolean).join(' · '))
        ),
        title === '' ? null : h('p', { class: 'title' }, longValue(title)),
        text === '' ? null : h('p', { class: 'text' }, longValue(text))
    )
}
