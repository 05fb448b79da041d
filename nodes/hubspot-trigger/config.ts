import type { Migration } from '../shared'

/** What the node can tell of, in HubSpot's words. */
export const eventTypes = [
    'contact.creation',
    'contact.propertyChange',
    'contact.associationChange',
    'deal.creation',
    'deal.propertyChange',
    'deal.associationChange'
] as const
export type TriggerEvent = (typeof eventTypes)[number]

/** The node's own settings, as the dialog stores them. */
export interface TriggerSettings {
    version: number
    account: string
    source: 'polling' | 'webhooks'
    events: string[]
    /** Properties whose changes are told, by internal name. */
    contactChanges: string[]
    dealChanges: string[]
    /** Properties that come with the record. */
    contactProperties: string[]
    dealProperties: string[]
    /** Polling: seconds from the end of one poll to the next. */
    interval: string | number
    /** Polling: where the first poll begins. */
    begin: 'now' | 'date'
    /** ISO 8601 */
    beginDate: string
    /** Polling: the context store of the cursor; '' is Node-RED's default. */
    store: string
    /** Webhooks: below Node-RED's own root. */
    path: string
    /** Webhooks: how HubSpot reaches this Node-RED; '' takes FF_INSTANCE_URL. */
    url: string
    /** Webhooks: read the record and the old value before sending. */
    fetch: boolean
}

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: TriggerSettings = {
    version: 1,
    account: '',
    source: 'polling',
    events: ['contact.propertyChange'],
    contactChanges: ['lifecyclestage'],
    dealChanges: ['dealstage'],
    contactProperties: [
        'email',
        'firstname',
        'lastname',
        'lifecyclestage',
        'hs_lead_status',
        'hubspot_owner_id'
    ],
    dealProperties: ['dealname', 'amount', 'closedate', 'pipeline', 'dealstage', 'hubspot_owner_id'],
    interval: '60',
    begin: 'now',
    beginDate: '',
    store: '',
    path: '/hubspot/webhooks',
    url: '',
    fetch: true
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
export const migrations: readonly Migration[] = []

/** HubSpot's search allows five calls a second for all of an account; oftener than this helps nobody. */
export const shortestInterval = 5

/** A path as Express has it: with a slash in front and none behind; null when it can be none. */
export function normalPath(path: string): string | null {
    const trimmed = `/${path.trim().replace(/^\/+|\/+$/g, '')}`
    return /^(\/[\w.~-]+)+$/.test(trimmed) ? trimmed : null
}
