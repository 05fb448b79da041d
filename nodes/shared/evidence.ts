/** What a CRM's records say as evidence for a lifecycle stage (rules LC-12, LC-14, LC-17). Pure. */
import type { Activity, Edition, Verdict } from '../../src/handbook'
import type { Properties } from '../../src/hubspot'

/**
 * Where evidence can be found in the CRM: calls and meetings, deals, answers in the contact's notes and properties, and
 * answers in the notes of its open deals.
 */
export type EvidenceSource = 'activities' | 'deals' | 'notes' | 'dealNotes'

/** The kinds of evidence that the CRM itself can show, by the keys that every edition gives them. */
const shownBy: Readonly<Record<string, EvidenceSource>> = {
    discussion: 'activities',
    dealOpened: 'deals',
    dealWon: 'deals'
}

/** Whether the CRM can show one of these kinds of evidence. */
export function canShow(kinds: readonly string[] = []): boolean {
    return kinds.some((kind) => Object.hasOwn(shownBy, kind))
}

/** The sources that may hold what a verdict misses; none when reading the CRM can not change it. */
export function sourcesFor(edition: Edition, { missing }: Pick<Verdict, 'missing'>): Set<EvidenceSource> {
    const sources = new Set<EvidenceSource>()
    for (const { key, label } of missing) {
        for (const { requires = {} } of Object.values(edition.lifecycle.stages)) {
            const requirement = Object.hasOwn(requires, key) ? requires[key] : undefined
            // A stage that would be skipped is missing too; its key may be that of a requirement.
            if (requirement?.label !== label) continue
            for (const kind of requirement.evidence ?? []) {
                const source = shownBy[kind]
                if (source) sources.add(source)
            }
        }
        for (const set of Object.values(edition.questions)) {
            if (set.questions[key]?.label !== label) continue
            sources.add('notes')
            // What counts only when it stands in a note (rule WWW-04) is often noted on the deal.
            if (set.inNotes) sources.add('dealNotes')
        }
    }
    return sources
}

/** HubSpot's own outcomes of a call in which nobody talked with the contact (facts 7). */
const notTalked = new Set([
    '73a0d17f-1163-4015-bdd5-ec830791da20', // No answer
    'b2cf5968-551e-4856-9783-52b3da59a7d0', // Left voicemail
    '9d9162e7-6cf3-4944-bf63-4dff82258764', // Busy
    'a4c4c377-d246-4b32-a13b-75a56a4cd0ff', // Left live message
    '17b47fee-58de-441e-a44c-c6300d46f273' // Wrong number
])
const connected = 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
const failedStatuses = new Set(['BUSY', 'CANCELED', 'FAILED', 'MISSED', 'NO_ANSWER'])

/** Properties that `callOf` reads. */
export const callProperties = ['hs_timestamp', 'hs_call_direction', 'hs_call_disposition', 'hs_call_status']

/** A call's record as the handbook understands it. An outcome that a portal added itself is left open. */
export function callOf(properties: Properties): Activity {
    const disposition = properties.hs_call_disposition ?? ''
    const hasFailed = notTalked.has(disposition) || failedStatuses.has(properties.hs_call_status ?? '')
    const outcome = disposition === connected ? 'connected' : hasFailed ? 'noAnswer' : undefined
    return {
        type: 'call',
        at: properties.hs_timestamp ?? '',
        direction: properties.hs_call_direction === 'INBOUND' ? 'incoming' : 'outgoing',
        ...(outcome && { outcome })
    }
}

/** Properties that `meetingOf` reads. */
export const meetingProperties = ['hs_timestamp', 'hs_meeting_outcome', 'hs_meeting_start_time']

const meetingOutcomes: Readonly<Record<string, Activity['outcome']>> = {
    COMPLETED: 'held',
    SCHEDULED: 'scheduled',
    RESCHEDULED: 'scheduled',
    NO_SHOW: 'notHeld',
    CANCELED: 'notHeld'
}

/** A meeting's record as the handbook understands it; one that says no outcome was logged and counts as held. */
export function meetingOf(properties: Properties): Activity {
    const outcome = meetingOutcomes[properties.hs_meeting_outcome ?? '']
    return {
        type: 'meeting',
        at: properties.hs_meeting_start_time || properties.hs_timestamp || '',
        ...(outcome && { outcome })
    }
}

/** Properties that `dealEvidence` reads; HubSpot derives them from the deal's stage (facts 6). */
export const dealProperties = ['hs_is_closed', 'hs_is_closed_won']

/** `dealOpened` while one of the deals is open, `dealWon` when one was won. */
export function dealEvidence(deals: readonly Properties[]): string[] {
    const won = deals.some(({ hs_is_closed_won: isWon }) => isWon === 'true')
    return [...(deals.some(isOpen) ? ['dealOpened'] : []), ...(won ? ['dealWon'] : [])]
}

/** Whether a deal is open. */
export function isOpen({ hs_is_closed: isClosed, hs_is_closed_won: isWon }: Properties): boolean {
    return isClosed !== 'true' && isWon !== 'true'
}
