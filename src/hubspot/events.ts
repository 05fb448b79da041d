/** What happened to a record, in one form for webhooks and polling. */
import { createHash } from 'node:crypto'

/** The kinds of event that the pack works on; HubSpot has more. */
export type EventKind = 'creation' | 'propertyChange' | 'associationChange'

/** One property's change; `from` is left out while nobody has told it. Null is empty. */
export interface EventChange {
    from?: string | null
    to: string | null
}

/** The other side of an association. */
export interface EventAssociation {
    /** In HubSpot's plural. */
    objectType: string
    ids: string[]
    removed: boolean
}

export interface RecordEvent {
    /** HubSpot's word: an EventKind, `deletion`, `merge`, `restore` … */
    kind: string
    /** In HubSpot's plural. */
    objectType: string
    id: string
    portalId: number
    /** ISO 8601, HubSpot's time */
    occurredAt: string
    changed: Record<string, EventChange>
    associated?: EventAssociation
    /** Who did it, in HubSpot's words. */
    source: { type: string; id: string }
    /** The same for the same content, however often and by whatever way it comes. */
    key: string
}

const singulars: Readonly<Record<string, string>> = {
    contacts: 'contact',
    companies: 'company',
    deals: 'deal',
    tickets: 'ticket',
    products: 'product',
    line_items: 'line_item'
}

/** The event's type in HubSpot's words, such as `deal.propertyChange`. */
export function typeOfEvent({ kind, objectType }: Pick<RecordEvent, 'kind' | 'objectType'>): string {
    return `${Object.hasOwn(singulars, objectType) ? singulars[objectType] : objectType}.${kind}`
}

/** HubSpot's plural for its singular or its number; undefined for what it does not name. */
export function pluralOf(name: string): string | undefined {
    const numbers: Readonly<Record<string, string>> = {
        '0-1': 'contacts',
        '0-2': 'companies',
        '0-3': 'deals'
    }
    if (Object.hasOwn(numbers, name)) return numbers[name]
    return Object.entries(singulars).find(([, singular]) => singular === name)?.[0]
}

/** An event with its key. Keys are hashes: they are kept, and values of properties must not be. */
export function keyed(event: Omit<RecordEvent, 'key'>): RecordEvent {
    const { kind, objectType, id, portalId, occurredAt, changed, associated } = event
    const content = [
        kind,
        portalId,
        objectType,
        id,
        occurredAt,
        Object.entries(changed)
            .map(([name, { to }]) => [name, to])
            .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
        associated && [associated.objectType, associated.ids, associated.removed]
    ]
    return { ...event, key: digest(JSON.stringify(content)) }
}

/** Short, because a cursor holds many; long enough that no two of a day are alike. */
export function digest(text: string): string {
    return createHash('sha256').update(text).digest('base64url').slice(0, 14)
}
