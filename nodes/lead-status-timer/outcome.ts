import type { ClockVerdict, Verdict } from '../../src/handbook'
import type { CrmRecord, WriteResult } from '../../src/hubspot'
import { infoOf, reported, type HubSpotInfo } from '../shared'
import type { Desk } from './desk'

/** A note or task that came with it. */
export interface Entailed {
    key: 'note' | 'task'
    label: string
    rule: string
    /** `planned` in a dry run, `unchanged` when it was there. */
    outcome: 'done' | 'unchanged' | 'planned'
    objectType: 'notes' | 'tasks'
    /** '' for one that a dry run did not make. */
    id: string
}

/** What a clock adds to a verdict: since when, and what it saw. All times are ISO 8601. */
export type ClockDetails = Pick<
    ClockVerdict,
    'timer' | 'action' | 'since' | 'dueAt' | 'lastOutreach' | 'lastReply'
>

/** What came of one contact: the parts that a message carries on. */
export interface Outcome {
    payload: CrmRecord
    hubspot: HubSpotInfo
    handbook: Verdict | (Verdict & ClockDetails)
    entailed: Entailed[]
}

/** Describes what was decided, and done, for one contact. */
export async function outcomeOf(
    { account, portalId }: Desk,
    verdict: Verdict | ClockVerdict,
    result: WriteResult,
    entailed: Entailed[]
): Promise<Outcome> {
    const { propertiesWithHistory: _history, ...payload } = result.record
    const url = payload.url ?? (await account.recordUrl('contacts', payload.id))
    return {
        payload,
        hubspot: infoOf(account.contacts, result, portalId, url),
        handbook: 'timer' in verdict ? { ...reported(verdict), ...clockOf(verdict) } : reported(verdict),
        entailed
    }
}

function clockOf({ timer, action, since, dueAt, lastOutreach, lastReply }: ClockVerdict): ClockDetails {
    return { timer, action, since, dueAt, lastOutreach, lastReply }
}

/** A record that was only read. */
export function unchanged(record: CrmRecord, dryRun: boolean): WriteResult {
    return { outcome: 'unchanged', record, changed: {}, dryRun }
}
