import type { Binding, Edition } from '../../src/handbook'
import type { Account, CrmRecord, OperationOptions, WriteResult } from '../../src/hubspot'
import {
    answerProperties,
    BoundKeys,
    EvidenceReader,
    infoOf,
    stageProperty,
    type HubSpotInfo,
    type StageDoor
} from '../shared'
import type { GuardSettings } from './config'

/** One portal's contacts with the handbook that is in force for them: what all work on one message shares. */
export interface Contacts extends StageDoor {
    edition: Edition
    portalId: number
    /** Properties to read: what the node returns, the stage, and those that hold answers. */
    properties: string[]
    reader(contact: CrmRecord): EvidenceReader
    /** Describes a write for `msg.hubspot`. */
    infoOf(result: WriteResult): Promise<HubSpotInfo>
    /** The record with what the node returns, without what it read for itself. */
    shown(record: CrmRecord): CrmRecord
}

/** What HubSpot returns of a contact without being asked (facts/hubspot.md 3). */
const always = ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname']

/** Asks who the portal is and what its stages are before anything is read or written. */
export async function openContacts(
    account: Account,
    edition: Edition,
    binding: Binding,
    settings: GuardSettings,
    options: OperationOptions
): Promise<Contacts> {
    const { portalId } = await account.details(options)
    const returned = new Set([...always, ...settings.properties, stageProperty])
    return {
        account,
        edition,
        stages: BoundKeys.stages(edition, binding),
        portalId,
        properties: [...new Set([...returned, ...answerProperties(edition, binding)])],
        options,
        reader: (contact) => new EvidenceReader(account, edition, binding, contact, options),
        async infoOf(result) {
            const { id, url } = result.record
            const page = url ?? (await account.recordUrl('contacts', id))
            return infoOf(account.contacts, result, portalId, page)
        },
        shown({ propertiesWithHistory: _history, ...record }) {
            const properties = Object.entries(record.properties).filter(([name]) => returned.has(name))
            return { ...record, properties: Object.fromEntries(properties) }
        }
    }
}

/** A record that was only read. */
export function unchanged(record: CrmRecord): WriteResult {
    return { outcome: 'unchanged', record, changed: {}, dryRun: false }
}
