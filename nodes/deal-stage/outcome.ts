import type { DealStageVerdict, Verdict } from '../../src/handbook'
import type { Change, CrmRecord, WriteResult } from '../../src/hubspot'
import { infoOf, reported, type HubSpotInfo } from '../shared'
import type { Board } from './board'

/** What came of one thing that a move entails. */
export interface Entailed {
    /** The edition's key. */
    key: string
    label: string
    rule: string
    /** `planned` in a dry run. */
    outcome: 'done' | 'unchanged' | 'refused' | 'planned'
    /** One English sentence. */
    reason: string
    /** The contact or task it is about; the id of a task that a dry run did not make is ''. */
    objectType: 'contacts' | 'tasks'
    id: string
    changed: Record<string, Change>
}

/** What came of one deal: the parts that a message carries on. */
export interface DealOutcome {
    payload: CrmRecord
    hubspot: HubSpotInfo
    handbook: Verdict
    entailed: Entailed[]
}

/** Describes what was decided, and done, for one deal; or for the contact that gets none. */
export async function outcomeOf(
    { account, portalId }: Board,
    objectType: 'contacts' | 'deals',
    verdict: DealStageVerdict,
    result: WriteResult,
    entailed: Entailed[] = []
): Promise<DealOutcome> {
    const { id, url } = result.record
    const page = id === '' ? '' : (url ?? (await account.recordUrl(objectType, id)))
    const { propertiesWithHistory: _history, ...payload } = result.record
    return {
        payload,
        hubspot: infoOf(account.objects(objectType), result, portalId, page),
        handbook: reported(verdict),
        entailed
    }
}

/** A record that was only read. */
export function unchanged(record: CrmRecord, dryRun: boolean): WriteResult {
    return { outcome: 'unchanged', record, changed: {}, dryRun }
}
