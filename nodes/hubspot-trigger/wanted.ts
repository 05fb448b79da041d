import { typeOfEvent, type RecordEvent, type Watch } from '../../src/hubspot'
import { invalidConfig } from '../shared'
import { eventTypes, type TriggerSettings } from './config'

const objectTypes = ['contacts', 'deals'] as const
const singular = { contacts: 'contact', deals: 'deal' } as const

/** What is chosen for one object type. */
function chosenFor(settings: TriggerSettings, objectType: (typeof objectTypes)[number]) {
    const has = (kind: string) => settings.events.includes(`${singular[objectType]}.${kind}`)
    const isContacts = objectType === 'contacts'
    const changes = isContacts ? settings.contactChanges : settings.dealChanges
    return {
        objectType,
        created: has('creation'),
        changed: has('propertyChange') ? changes : [],
        associated: has('associationChange'),
        properties: isContacts ? settings.contactProperties : settings.dealProperties
    }
}

/**
 * What polling watches, an entry per object type.
 * @throws NodeError `CONFIG_INVALID` when nothing is chosen
 */
export function watchesOf(settings: TriggerSettings): Watch[] {
    const watches = objectTypes
        .map((objectType) => chosenFor(settings, objectType))
        .filter(({ created, changed, associated }) => created || changed.length > 0 || associated)
    if (watches.length === 0) throw invalidConfig('no event is chosen')
    return watches
}

/** What an app has to subscribe to for the node. */
export function subscriptionsOf(settings: TriggerSettings): { type: string; property?: string }[] {
    return watchesOf(settings).flatMap(({ objectType, created, changed, associated }) => {
        const type = (kind: string) => `${singular[objectType]}.${kind}`
        return [
            ...(created ? [{ type: type('creation') }] : []),
            ...changed.map((property) => ({ type: type('propertyChange'), property })),
            ...(associated ? [{ type: type('associationChange') }] : [])
        ]
    })
}

/** Whether a webhook's event is one that was chosen; an app may be subscribed to more. */
export function isWanted(settings: TriggerSettings, event: RecordEvent): boolean {
    const type = typeOfEvent(event)
    if (!eventTypes.some((known) => known === type) || !settings.events.includes(type)) return false
    if (event.associated) return ['contacts', 'deals'].includes(event.associated.objectType)
    const changes = event.objectType === 'contacts' ? settings.contactChanges : settings.dealChanges
    return Object.keys(event.changed).every((name) => changes.includes(name))
}

/** The properties that come with an event's record. */
export function propertiesFor(settings: TriggerSettings, { objectType, changed }: RecordEvent): string[] {
    const chosen = objectType === 'contacts' ? settings.contactProperties : settings.dealProperties
    return [...new Set([...chosen, ...Object.keys(changed)])]
}
