/** What the webhooks of one change look like (facts 8). */
import type { Happening, Portal } from '../crm/portal'
import type { SandboxSubscription } from '../types'

/** One event as it goes over the wire, but for its attempt. */
export type WireEvent = Readonly<Record<string, string | number | boolean>>

/** A subscription that was checked. */
export interface Subscription {
    id: number
    type: string
    /** In HubSpot's plural. */
    objectType: string
    kind: Happening['kind']
    property: string | undefined
}

const kinds = ['creation', 'deletion', 'propertyChange', 'associationChange'] as const
/** facts 8: what HubSpot lets nobody subscribe to. */
const neverSubscribed = new Set(['num_unique_conversion_events', 'hs_lastmodifieddate', 'lastmodifieddate'])

/** @throws RangeError for what HubSpot has no webhook for */
export function checkSubscription(
    portal: Portal,
    { type, property }: SandboxSubscription,
    id: number
): Subscription {
    const [singular = '', word = ''] = type.split('.')
    const store = [...portal.stores.values()].find((one) => one.type.singular === singular)
    const kind = kinds.find((one) => one === word)
    if (!store || !kind || !['contact', 'company', 'deal'].includes(singular))
        throw new RangeError(`there is no webhook ${type} in this portal`)
    const isChange = kind === 'propertyChange'
    if (isChange !== (property !== undefined))
        throw new RangeError(`${type} ${isChange ? 'needs' : 'takes no'} property`)
    if (property !== undefined && (neverSubscribed.has(property) || !store.definitions.has(property)))
        throw new RangeError(`${property} cannot be subscribed to`)
    return { id, type, objectType: store.type.name, kind, property }
}

/** What one change of a record is to one subscription; null when it does not concern it. */
export function wireEvent(
    portal: Portal,
    subscription: Subscription,
    change: { objectType: string; id: string; what: Happening }
): WireEvent | null {
    const { objectType, id, what } = change
    if (subscription.objectType !== objectType) return null
    const common = {
        // One for all events of a write: facts 8 say that it is not unique.
        eventId: Date.parse(what.at) % 2 ** 31,
        subscriptionId: subscription.id,
        portalId: portal.id,
        appId: portal.appId,
        occurredAt: Date.parse(what.at),
        subscriptionType: subscription.type,
        changeSource: what.source.type,
        sourceId: what.source.id
    }
    const { kind, property } = subscription
    const objectId = Number(id)
    // What a new record begins with is told as a change too (?). What is calculated never is (?): no write names it.
    if (kind === 'propertyChange' && (what.kind === 'propertyChange' || what.kind === 'creation')) {
        const propertyValue = property === undefined ? undefined : what.values.get(property)
        if (property === undefined || propertyValue === undefined) return null
        return { ...common, objectId, propertyName: property, propertyValue }
    }
    if (kind !== what.kind) return null
    if (what.kind !== 'associationChange')
        return {
            ...common,
            objectId,
            changeFlag: kind === 'creation' ? 'CREATED' : 'DELETED'
        }
    const word = (name: string) => (portal.stores.get(name)?.type.singular ?? name).toUpperCase()
    return {
        ...common,
        objectId,
        associationType: `${word(objectType)}_TO_${word(what.other.objectType)}`,
        fromObjectId: objectId,
        toObjectId: Number(what.other.id),
        associationRemoved: what.removed,
        isPrimaryAssociation: false
    }
}
