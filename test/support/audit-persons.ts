/** What people decide about findings that only they can judge, as they would write it into the list of Audit/06. */
import { createHash } from 'node:crypto'
import type { ListRow } from './audit-mending'
import { dayIn, nurture, type PlantedPortal } from './audit-portal'

interface Decision {
    decision: string
    value?: string
    text?: string
}

const [alma, tobias] = ['alma.reyes@example.com', 'tobias.falk@example.com']
const whys = [
    'Why change?',
    'Flows drift apart.',
    'Why now?',
    'A plant opens.',
    'Why FlowFuse?',
    'Device groups.'
].join('\n')
const deal = { decision: 'deal', value: `Their deal; ${dayIn(60).slice(0, 10)}`, text: whys }
const setAside = { decision: 'status', value: 'Bad timing', text: 'Next year.' }
const left = { decision: 'accept' }

/** By rule and kind of record. */
const decisions: Readonly<Record<string, Decision>> = {
    // Whoever works on the contact takes it.
    'LC-03 contacts': { decision: 'owner', value: alma },
    'LS-06 contacts': { decision: 'owner', value: alma },
    'CT-03 contacts': { decision: 'owner', value: tobias },
    'LC-14 contacts': deal,
    'LC-17 contacts': deal,
    'LC-22 contacts': { decision: 'stage', value: 'Lead' },
    'LS-04 contacts': setAside,
    'LS-11 contacts': setAside,
    'LS-07 contacts': { decision: 'call', text: 'Nobody answered.' },
    'LS-08 contacts': { decision: 'email', text: 'Our offer.' },
    'LS-09 contacts': { decision: 'reply', text: 'Tell me more.' },
    'LS-10 contacts': { decision: 'call', text: 'They want a demo.' },
    'LC-20 deals': { decision: 'lost', value: 'They resell, and will never pay.' },
    'WWW-05 deals': { decision: 'note', text: whys },
    'DS-01 deals': { decision: 'closedate', value: dayIn(60).slice(0, 10) },
    'DS-02 deals': { decision: 'meeting', text: 'The POC has begun.' },
    'DS-05 deals': { decision: 'contract_expiration_date', value: dayIn(30).slice(0, 10) },
    'DS-10 deals': { decision: 'stage', value: 'Opportunity' },
    // They were deleted on purpose, and the definitions are wanted as they are.
    'DS-08 deals': left,
    'LC-22 portal': left,
    'LS-04 portal': left,
    'DS-09 portal': left,
    'DS-10 portal': left
}

/**
 * Fills in the last three columns of the list.
 * @throws Error for a row that nobody knows what to do about
 */
export function decide(rows: readonly ListRow[]): ListRow[] {
    return rows.map((row) => {
        const kind = `${row.rule} ${row.objectType}`
        const decision = decisions[kind]
        if (!decision) throw new Error(`nobody knows what to do about ${kind}: ${row.found}`)
        return { ...row, value: '', text: '', ...decision }
    })
}

/** What runs on while nobody does anything, and what HubSpot takes from the definitions that were put right. */
const isCalculated = (property: string): boolean =>
    /^hs_(v2|time_in|date_entered|date_exited)_|^hs_deal_stage_probability$/.test(property) ||
    property === `hs_lifecyclestage_${nurture}_date`

/** All values of everybody whom no breach concerns: look-alikes and the others. By `objectType id`, as a digest. */
export function bystanders({ crm, involved }: PlantedPortal): Map<string, string> {
    const all = ['contacts', 'deals'].flatMap((type) => crm.portal.list(type, { history: false }))
    return new Map(
        all.flatMap(({ objectType, id, properties }): [string, string][] => {
            const name = `${objectType} ${id}`
            if (involved.has(name)) return []
            const values = Object.entries(properties).filter(([property]) => !isCalculated(property))
            return [[name, createHash('sha1').update(JSON.stringify(values)).digest('base64')]]
        })
    )
}

/** Which bystanders are no longer what they were, or are gone. */
export function changedBystanders(before: ReadonlyMap<string, string>, portal: PlantedPortal): string[] {
    const after = bystanders(portal)
    return [...before].flatMap(([name, digest]) => (after.get(name) === digest ? [] : [name]))
}
