/** What people do about findings that only they can mend, in HubSpot's own pages. */
import { createHash } from 'node:crypto'
import type { ReportedFinding } from '../../nodes/handbook-audit/report'
import type { Sandbox } from '../../src/sandbox'
import {
    alma,
    connected,
    dayIn,
    noAnswer,
    nurture,
    stages,
    tobias,
    whys,
    type PlantedPortal
} from './audit-portal'
import { call, link, typeNote } from './crm-notes'

type Act = (crm: Sandbox, id: string) => unknown

/** When what they log happened: some minutes ago. */
const justNow = ({ clock }: Sandbox): string => new Date(clock.now() - 600_000).toISOString()

function change(objectType: 'contacts' | 'deals', ...steps: Record<string, string>[]): Act {
    return ({ portal }, id) => {
        for (const step of steps) portal.update(objectType, id, step)
    }
}

/** Logs what happened outside of HubSpot. */
function log(
    type: 'calls' | 'emails' | 'meetings',
    on: 'contacts' | 'deals',
    values: Record<string, string>
): Act {
    return async (crm, id) => {
        const common = { hs_timestamp: justNow(crm), hubspot_owner_id: alma }
        const activity = crm.portal.create(type, { ...common, ...values })
        await link(crm, `${type}/${activity.id}`, `${on}/${id}`)
    }
}

const spoke = (disposition: string): Act =>
    log('calls', 'contacts', {
        hs_call_direction: 'OUTBOUND',
        hs_call_status: 'COMPLETED',
        hs_call_disposition: disposition
    })
const wrote = (direction: string): Act =>
    log('emails', 'contacts', {
        hs_email_direction: direction,
        hs_email_status: 'SENT',
        hs_email_subject: 'Our call'
    })

/** Enters the deal that a contact has, and that nobody had put on the board. @returns its id */
async function enterDeal(crm: Sandbox, contact: string, dealstage: string): Promise<string> {
    const values = { dealname: 'Their deal', amount: '5000', closedate: dayIn(60), hubspot_owner_id: alma }
    const { id } = crm.portal.create('deals', { ...values, dealstage })
    await link(crm, `deals/${id}`, `contacts/${contact}`)
    return id
}

const giveOwner = change('contacts', { hubspot_owner_id: alma })
const setAside = change('contacts', { hs_lead_status: 'BAD_TIMING' })
const deals = 'pipelines/2026-09/deals/default/stages'

/** By rule and kind of record: what a person does. */
const acts: Record<string, Act> = {
    // Whoever works on the contact takes it.
    'LC-03 contacts': giveOwner,
    'LS-06 contacts': giveOwner,
    'CT-03 contacts': change('contacts', { hubspot_owner_id: tobias }),
    'LC-14 contacts': async (crm, contact) => {
        const deal = await enterDeal(crm, contact, stages.opportunity)
        await typeNote(crm, whys, justNow(crm), `deals/${deal}`, `contacts/${contact}`)
        crm.portal.update('contacts', contact, { hs_lead_status: 'OPEN_DEAL' })
    },
    'LC-17 contacts': (crm, contact) => enterDeal(crm, contact, stages.won),
    // HubSpot's pages go back in the lifecycle by clearing it first (facts 4).
    'LC-22 contacts': change('contacts', { lifecyclestage: '' }, { lifecyclestage: 'lead' }),
    'LS-04 contacts': setAside,
    'LS-11 contacts': setAside,
    'LS-07 contacts': async (crm, id) => {
        await spoke(noAnswer)(crm, id)
        crm.portal.update('contacts', id, { hs_lead_status: 'ATTEMPTED_TO_CONTACT' })
    },
    'LS-08 contacts': wrote('EMAIL'),
    'LS-09 contacts': wrote('INCOMING_EMAIL'),
    'LS-10 contacts': spoke(connected),
    'LC-20 deals': change('deals', { dealstage: stages.lost }),
    'WWW-05 deals': (crm, id) => typeNote(crm, whys, justNow(crm), `deals/${id}`),
    'DS-01 deals': change('deals', { closedate: dayIn(60) }),
    'DS-02 deals': log('meetings', 'deals', {
        hs_meeting_title: 'POC kick-off',
        hs_meeting_outcome: 'COMPLETED'
    }),
    'DS-05 deals': change('deals', { contract_expiration_date: dayIn(30).slice(0, 10) }),
    'DS-08 deals': ({ portal }, id) => portal.restore('deals', id),
    'DS-10 deals': change('deals', { dealstage: stages.opportunity }),
    'LC-22 portal': (crm) =>
        call(crm, 'DELETE', `pipelines/2026-09/contacts/contacts-lifecycle-pipeline/stages/${nurture}`),
    'LS-04 portal': (crm) => {
        const status = crm.portal.properties('contacts').find(({ name }) => name === 'hs_lead_status')
        const options = (status?.options ?? [])
            .filter(({ label }) => label !== 'Parked')
            .map((option, displayOrder) => ({ ...option, displayOrder, hidden: false }))
        return call(crm, 'PATCH', 'properties/2026-09/contacts/hs_lead_status', { options })
    },
    'DS-09 portal': (crm) =>
        call(crm, 'PATCH', `${deals}/${stages.pocStarted}`, { metadata: { probability: '0.3' } }),
    'DS-10 portal': (crm) => {
        const [board] = crm.portal.pipelines('deals')
        const legal = board?.stages.find(({ label }) => label === 'Legal')
        return call(crm, 'DELETE', `${deals}/${legal?.id}`)
    }
}

/**
 * Does what each finding asks of a person; definitions last, when nothing stands in them any more.
 * @returns how many findings of each rule there were, as `rule objectType: count`
 * @throws Error for a finding that nobody knows what to do about
 */
export async function mendAsPersons(crm: Sandbox, findings: readonly ReportedFinding[]): Promise<string[]> {
    const counts = new Map<string, number>()
    const isPortal = ({ objectType }: ReportedFinding): number => (objectType === 'portal' ? 1 : 0)
    for (const { rule, objectType, id } of findings.toSorted((a, b) => isPortal(a) - isPortal(b))) {
        const kind = `${rule} ${objectType}`
        const act = acts[kind]
        if (!act) throw new Error(`nobody knows what to do about ${kind}`)
        await act(crm, id)
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    return [...counts].map(([kind, count]) => `${kind}: ${count}`)
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
