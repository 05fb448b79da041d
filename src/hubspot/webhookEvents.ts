/** What a delivery of webhooks says (facts/hubspot.md 8). Its signature must have been checked before. */
import { keyed, pluralOf, type RecordEvent } from './events'
import { asArray, asNumber, asObject, asText, parseJson, type JsonObject } from './json'

/** HubSpot sends at most 100 events at once; ten times as many are still read, in case it changes its mind. */
const mostEvents = 1000
/** The last instant that a date can hold. */
const endOfTime = 8.64e15

/** An entry that was not understood. */
export interface RefusedEvent {
    /** Where it stood in the delivery. */
    index: number
    reason:
        | 'not-an-event'
        | 'unknown-type'
        | 'no-record'
        | 'no-time'
        | 'no-portal'
        | 'no-property'
        | 'no-association'
}

export type WebhookDelivery =
    { events: RecordEvent[]; refused: RefusedEvent[] } | { flaw: 'not-json' | 'not-an-array' | 'too-many' }

/** Reads the body of a delivery. Never throws; every entry is in one of the two lists. */
export function readWebhooks(body: string): WebhookDelivery {
    const json = parseJson(body)
    if (json === undefined) return { flaw: 'not-json' }
    if (!Array.isArray(json)) return { flaw: 'not-an-array' }
    if (json.length > mostEvents) return { flaw: 'too-many' }
    const events: RecordEvent[] = []
    const refused: RefusedEvent[] = []
    for (const [index, entry] of asArray(json).entries()) {
        const read = readEvent(asObject(entry))
        if (typeof read === 'string') refused.push({ index, reason: read })
        else events.push(read)
    }
    return { events, refused }
}

function readEvent(raw: JsonObject): RecordEvent | RefusedEvent['reason'] {
    // HubSpot's table calls it eventType, the wire subscriptionType (facts 8).
    const type = asText(raw.subscriptionType) ?? asText(raw.eventType)
    if (type === undefined) return 'not-an-event'
    const dot = type.lastIndexOf('.')
    const prefix = type.slice(0, Math.max(dot, 0))
    const kind = type.slice(dot + 1)
    const objectType = prefix === 'object' ? typeOfNumber(raw.objectTypeId) : pluralOf(prefix)
    if (objectType === undefined || !/^[A-Za-z]{1,40}$/.test(kind)) return 'unknown-type'
    const portalId = asNumber(raw.portalId)
    if (portalId === undefined || !Number.isSafeInteger(portalId)) return 'no-portal'
    const time = asNumber(raw.occurredAt)
    if (time === undefined || Math.abs(time) > endOfTime) return 'no-time'
    const common = {
        kind,
        portalId,
        occurredAt: new Date(time).toISOString(),
        source: { type: asText(raw.changeSource) ?? '', id: asText(raw.sourceId) ?? '' }
    }
    if (kind === 'associationChange') return readAssociation(raw, objectType, common)
    const id = idOf(raw.objectId) ?? idOf(raw.newObjectId) ?? idOf(raw.primaryObjectId)
    if (id === undefined) return 'no-record'
    if (kind !== 'propertyChange') return keyed({ ...common, objectType, id, changed: {} })
    const name = asText(raw.propertyName)
    if (!name || name === '__proto__') return 'no-property'
    return keyed({ ...common, objectType, id, changed: { [name]: { to: valueOf(raw.propertyValue) } } })
}

function readAssociation(
    raw: JsonObject,
    objectType: string,
    common: Pick<RecordEvent, 'kind' | 'portalId' | 'occurredAt' | 'source'>
): RecordEvent | RefusedEvent['reason'] {
    const id = idOf(raw.fromObjectId) ?? idOf(raw.objectId)
    const other = idOf(raw.toObjectId)
    if (id === undefined || other === undefined) return 'no-record'
    const [, from, to] = /^([A-Z_]+?)_TO_([A-Z_]+)$/.exec(asText(raw.associationType) ?? '') ?? []
    const otherType = pluralOf(to?.toLowerCase() ?? '')
    if (otherType === undefined) return 'no-association'
    return keyed({
        ...common,
        objectType: pluralOf(from?.toLowerCase() ?? '') ?? objectType,
        id,
        changed: {},
        associated: { objectType: otherType, ids: [other], removed: raw.associationRemoved === true }
    })
}

function typeOfNumber(number: unknown): string | undefined {
    const text = asText(number)
    if (text === undefined || !/^\d{1,3}-\d{1,12}$/.test(text)) return undefined
    return pluralOf(text) ?? text
}

function idOf(value: unknown): string | undefined {
    const text = typeof value === 'number' && !Number.isSafeInteger(value) ? undefined : asText(value)
    return text !== undefined && /^[1-9]\d{0,19}$/.test(text) ? text : undefined
}

/** Values are strings, and null when empty, whatever the wire has. */
function valueOf(value: unknown): string | null {
    const text = typeof value === 'boolean' ? String(value) : asText(value)
    return text === undefined || text === '' ? null : text
}
