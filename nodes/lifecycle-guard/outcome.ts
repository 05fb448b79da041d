import type { Verdict } from '../../src/handbook'
import type { CrmRecord, WriteResult } from '../../src/hubspot'
import { reported, type HubSpotInfo } from '../shared'
import type { Contacts } from './contacts'

/** What came of one contact: the three parts that a message carries on. */
export interface Outcome {
    payload: CrmRecord
    hubspot: HubSpotInfo
    handbook: Verdict
}

/** Describes what was decided, and done, for one contact. */
export async function outcomeOf(contacts: Contacts, verdict: Verdict, result: WriteResult): Promise<Outcome> {
    return {
        payload: contacts.shown(result.record),
        hubspot: await contacts.infoOf(result),
        handbook: reported(verdict)
    }
}

/** Whether an outcome leaves by the second output. */
export function isRefused({ handbook }: Outcome): boolean {
    return handbook.verdict === 'refused'
}
