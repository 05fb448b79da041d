import { typeOfEvent, type CrmRecord, type RecordEvent } from '../../src/hubspot'
import type { Message } from '../shared'

/**
 * The message for one event; its form is documented in help/.
 * @param record as it was read, or null when it was not
 */
export function messageOf(
    event: RecordEvent,
    record: CrmRecord | null,
    url: string,
    by: 'polling' | 'webhook'
): Message {
    const { kind, objectType, id, portalId, changed, associated, occurredAt, source } = event
    const told = Object.entries(changed).map(([name, { to }]) => [name, to])
    return {
        topic: typeOfEvent(event),
        payload: { id, properties: record?.properties ?? Object.fromEntries(told) },
        hubspot: {
            portalId,
            objectType,
            id,
            url,
            event: kind,
            created: kind === 'creation',
            changed,
            ...(associated && { associated }),
            occurredAt,
            source,
            by,
            dryRun: false
        }
    }
}
