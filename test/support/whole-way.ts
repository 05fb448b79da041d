/** The way of one contact and its deal through the handbook, as the example walks it, and what is to be there after each step. */
import type { Sandbox, SandboxRecord } from '../../src/sandbox'

export const file = 'Deals/05 - From a demo request to a customer.json'
export const email = 'nadia.petrov@example.com'

/** What a portal holds of the contact and its deal; histories oldest first. */
export interface Way {
    stages: string[]
    statuses: string[]
    notes: number
    emails: number
    calls: number
    dealStages: string[]
    tasks: string[]
    /** Open amount by the probability of its stage, and what was won. */
    weighted: number
    won: number
}

const procurement = ['Security review', 'Legal review', 'Budget', 'Meeting with the decision maker']
const dealIds = ['210384501', '210384502', '210384503', '210384504', 'closedwon']
const asLead = ['lead', 'marketingqualifiedlead']
const start: Way = {
    stages: asLead,
    statuses: ['NEW'],
    notes: 0,
    emails: 0,
    calls: 0,
    dealStages: [],
    tasks: [],
    weighted: 0,
    won: 0
}
const written = { ...start, statuses: ['NEW', 'ATTEMPTED_TO_CONTACT'], emails: 1 }
const connected = { ...written, statuses: [...written.statuses, 'CONNECTED'], calls: 1 }
const asSql = { ...connected, stages: [...asLead, 'salesqualifiedlead'], notes: 1 }
const opened = {
    ...asSql,
    stages: [...asSql.stages, 'opportunity'],
    statuses: [...asSql.statuses, 'OPEN_DEAL'],
    notes: 2,
    dealStages: dealIds.slice(0, 1),
    weighted: 4800
}
const inPoc = { ...opened, dealStages: dealIds.slice(0, 2), weighted: 14_400 }
const proven = { ...inPoc, dealStages: dealIds.slice(0, 3), weighted: 28_800, tasks: procurement }
const sent = { ...proven, dealStages: dealIds.slice(0, 4), weighted: 43_200 }
const customer = {
    ...sent,
    stages: [...sent.stages, 'customer'],
    statuses: [...sent.statuses, ''],
    dealStages: dealIds,
    tasks: [...procurement, 'Introduce the new customer to their Customer Success Manager'],
    weighted: 0,
    won: 48_000
}

/** Each step's button and what is there when it is done. */
export const steps: readonly (readonly [button: string, way: Way])[] = [
    ['1 demo request', start],
    ['2 we write to them', written],
    ['3 they call us back', connected],
    ['4 the four answers', asSql],
    ['5 the three Whys', opened],
    ['6 POC kick-off', inPoc],
    ['7 POC has proven it', proven],
    ['8 the contract is out', sent],
    ['9 signed', customer]
]

/** How far the contact has come; the portal's other records are left out. */
export function wayIn({ portal }: Sandbox, known: ReadonlySet<string> = new Set()): Way {
    const contact = portal.contactByEmail(email)
    const own = (objectType: string) =>
        portal.list(objectType).filter(({ id }) => !known.has(`${objectType} ${id}`))
    const [deal, ...more] = own('deals')
    if (more.length > 0) throw new Error(`${more.length + 1} deals`)
    const amount = Number(deal?.properties.amount ?? 0)
    const isWon = deal?.properties.hs_is_closed_won === 'true'
    const probability = Number(deal?.properties.hs_deal_stage_probability ?? 0)
    return {
        stages: valuesOf(contact, 'lifecyclestage'),
        statuses: valuesOf(contact, 'hs_lead_status'),
        notes: own('notes').length,
        emails: own('emails').length,
        calls: own('calls').length,
        dealStages: valuesOf(deal, 'dealstage'),
        tasks: own('tasks').map(({ properties }) => properties.hs_task_subject ?? ''),
        weighted: isWon ? 0 : Math.round(amount * probability),
        won: isWon ? amount : 0
    }
}

/** What a portal holds before, to be left out. */
export function recordsIn({ portal }: Sandbox): Set<string> {
    const types = ['deals', 'notes', 'emails', 'calls', 'tasks', 'meetings']
    return new Set(types.flatMap((type) => portal.list(type).map(({ id }) => `${type} ${id}`)))
}

/** @returns oldest first */
export function historyOf(record: SandboxRecord | undefined, property: string) {
    return (record?.history[property] ?? [])
        .toReversed()
        .toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
}

function valuesOf(record: SandboxRecord | undefined, property: string): string[] {
    return historyOf(record, property).map(({ value }) => value)
}
