/** Which event a message tells of by itself: an activity that was logged, a change in the CRM. Pure. */
import { contactsIn, toInstant, type Edition } from '../../src/handbook'
import type { Properties } from '../../src/hubspot'
import { callOf, emailOf, invalidInput, isPlainObject, stageProperty, type BoundKeys } from '../shared'
import { arrangedMeeting } from './facts'

/** What an entry of the payload, and `msg.hubspot` beside it, are about. */
export interface Told {
    /** In HubSpot's plural. */
    objectType: string
    id: string | null
    properties: Properties
    /** What changed; null where it is not told. */
    changed: Readonly<Record<string, { from?: string | null; to: string | null }>>
    created: boolean
    /** Contacts that the message itself names. */
    contacts: string[]
}

/** How an entry's properties are known to the handbook. */
interface Words {
    edition: Edition
    stages: BoundKeys
    dealStages: Readonly<Record<string, string>>
}

/** Clocks differ a little: what was a moment ahead of ours is not in the future. */
const tolerance = 5 * 60_000

/**
 * The key of the event; undefined for what says nothing about a lead status. An edition that lacks the event says so
 * where it is decided.
 * @param now of the portal
 * @throws NodeError `INPUT_INVALID` for an activity that lies in the future
 */
export function eventIn(told: Told, words: Words, now: number): string | undefined {
    const { objectType } = told
    if (objectType === 'contacts') return ofContact(told, words)
    if (objectType === 'deals') return ofDeal(told, words)
    return ofActivity(told, now)
}

function ofActivity({ objectType, properties }: Told, now: number): string | undefined {
    const activity =
        objectType === 'emails'
            ? emailOf(properties)
            : objectType === 'calls'
              ? callOf(properties)
              : objectType === 'meetings'
                ? arrangedMeeting(properties)
                : null
    if (!activity) return undefined
    const at = toInstant(activity.at)
    if (at === undefined) throw invalidInput('the activity has no time')
    const isAhead = at > now + tolerance
    if (isAhead && (activity.type !== 'meeting' || activity.outcome === 'held'))
        throw invalidInput('the activity lies in the future')
    const seen = contactsIn([activity], Math.max(now, at))
    if (seen.lastReply !== undefined) return activity.type === 'meeting' ? 'meetingHeld' : 'reply'
    return seen.lastOutreach === undefined ? undefined : 'outreach'
}

function ofContact({ changed, created, properties }: Told, { stages }: Words): string | undefined {
    const now = stages.keyOf(created ? properties[stageProperty] : changed[stageProperty]?.to)
    if (now === 'mql') return 'becameMql'
    if (now === 'sql') return 'becameSql'
    if (changed.hubspot_owner_id?.to) return 'ownerAssigned'
    return changed.hs_sales_email_last_replied?.to ? 'reply' : undefined
}

function ofDeal({ changed, created, properties }: Told, { edition, dealStages }: Words): string | undefined {
    const stage = changed.dealstage?.to ?? properties.dealstage ?? ''
    const key = Object.entries(dealStages).find(([, id]) => id === stage)?.[0] ?? ''
    const known = Object.hasOwn(edition.deals.stages, key) ? edition.deals.stages[key] : undefined
    const isClosed = known ? known.closed !== undefined : properties.hs_is_closed === 'true'
    if (isClosed) return changed.dealstage ? 'dealClosed' : undefined
    return created || changed.dealstage?.from === null ? 'dealOpened' : undefined
}

/**
 * What one entry of the payload tells, with the `msg.hubspot` that belongs to it: records as this pack sends them, and
 * HubSpot's own change events (facts/hubspot.md 8).
 * @returns null for an entry that only names a contact
 */
export function toldBy(entry: unknown, info: unknown): Told | null {
    if (!isPlainObject(entry)) return null
    const about = isPlainObject(info) && String(info.id) === String(entry.id) ? info : {}
    if (entry.objectId !== undefined) return ofWebhook(entry)
    const objectType = textOf(entry.objectType) ?? textOf(about.objectType)
    if (objectType === null) return null
    const event = textOf(about.event)
    return {
        objectType,
        id: textOf(entry.id),
        properties: isPlainObject(entry.properties) ? textsOf(entry.properties) : {},
        changed: isPlainObject(about.changed) ? changesOf(about.changed) : {},
        created: about.created === true || event === 'creation',
        contacts: contactsOf(about)
    }
}

function ofWebhook(entry: Record<string, unknown>): Told {
    const [kind = '', event = ''] = (textOf(entry.subscriptionType) ?? 'contact.').split('.')
    const name = textOf(entry.propertyName)
    return {
        objectType: `${kind}s`,
        id: String(entry.objectId),
        properties: {},
        changed: name === null ? {} : { [name]: { to: textOf(entry.propertyValue) } },
        created: event === 'creation',
        contacts: []
    }
}

/** Where an activity is (`on`), and the contacts that a deal was associated with. */
function contactsOf({ on, associated }: Record<string, unknown>): string[] {
    const places = Array.isArray(on) ? (on as unknown[]) : []
    const named = places.flatMap((place) =>
        isPlainObject(place) && place.objectType === 'contacts' ? [String(place.id)] : []
    )
    if (!isPlainObject(associated) || associated.objectType !== 'contacts' || associated.removed === true)
        return named
    return [...named, ...(Array.isArray(associated.ids) ? associated.ids.map(String) : [])]
}

function changesOf(changed: Record<string, unknown>): Told['changed'] {
    return Object.fromEntries(
        Object.entries(changed).flatMap(([name, change]) => {
            if (!isPlainObject(change)) return []
            const from = change.from === undefined ? {} : { from: textOf(change.from) }
            return [[name, { ...from, to: textOf(change.to) }]]
        })
    )
}

function textsOf(properties: Record<string, unknown>): Properties {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, textOf(value)]))
}

function textOf(value: unknown): string | null {
    if (typeof value === 'string') return value === '' ? null : value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}
