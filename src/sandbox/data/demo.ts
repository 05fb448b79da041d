import { associationTypes } from '../crm/associations'
import { define } from '../crm/define'
import type { Pipeline, Source, StoredRecord } from '../crm/model'
import type { Portal } from '../crm/portal'
import { createProperty, type PropertyInput, updateProperty } from '../crm/schema'
import type { RecordStore } from '../crm/store'
import { commit, planWrite } from '../crm/write'
import { deals, type DemoDeal } from './demoDeals'
import { owners, people, type DemoPerson } from './demoPeople'
import { dealStage, lifecyclePipeline } from './lifecycle'

/** A custom lifecycle stage's id says nothing of its label (facts 4). */
const pql = '1066237962'

const person: Source = { type: 'CRM_UI', id: 'userId:28604240', userId: 28_604_240 }
const sync: Source = { type: 'INTEGRATION', id: '7300100' }

/** FlowFuse's board, under the id every portal's first pipeline has. */
export const flowFusePipeline: Pipeline = {
    id: 'default',
    label: 'FlowFuse Sales Pipeline',
    displayOrder: 0,
    stages: [
        dealStage('210384501', 'Opportunity', 0, '0.1'),
        dealStage('210384502', 'POC Started', 1, '0.3'),
        dealStage('210384503', 'Value Validated', 2, '0.6'),
        dealStage('210384504', 'Contract Sent', 3, '0.9'),
        dealStage('closedwon', 'Closed Won', 4, '1.0'),
        dealStage('closedlost', 'Closed Lost', 5, '0.0')
    ],
    createdAt: lifecyclePipeline.createdAt,
    updatedAt: lifecyclePipeline.updatedAt
}

const dealStageIds: Record<DemoDeal['stage'], string> = {
    opportunity: '210384501',
    pocStarted: '210384502',
    valueValidated: '210384503',
    contractSent: '210384504',
    closedwon: 'closedwon',
    closedlost: 'closedlost'
}

/** What a contact passed on its way to a stage. */
const wayTo: Record<NonNullable<DemoPerson['stage']>, string[]> = {
    subscriber: ['subscriber'],
    lead: ['lead'],
    marketingqualifiedlead: ['lead', 'marketingqualifiedlead'],
    pql: ['lead', pql],
    salesqualifiedlead: ['lead', 'marketingqualifiedlead', 'salesqualifiedlead'],
    opportunity: ['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity'],
    customer: ['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer'],
    evangelist: ['lead', 'evangelist'],
    other: ['other']
}

/** Fills a portal with a small fictional company's contacts, deals and activities, shaped like the handbook's. */
export function fillDemo(portal: Portal): void {
    shape(portal)
    const now = portal.now()
    const daysAgo = (days: number) => new Date(now - Math.round(days * 86_400_000)).toISOString()
    for (const one of people.toSorted((a, b) => b.age - a.age)) addPerson(portal, one, daysAgo)
    for (const one of deals.toSorted((a, b) => b.age - a.age)) addDeal(portal, one, daysAgo)
    addActivities(portal, daysAgo)
}

/** Owners, stages, lead statuses and custom properties (handbook "Internal ids"). */
function shape(portal: Portal): void {
    for (const [index, owner] of owners.entries()) {
        const since = lifecyclePipeline.createdAt
        portal.owners.push({
            id: String(410_200_101 + index),
            userId: 28_604_241 + index,
            ...owner,
            createdAt: since,
            updatedAt: since,
            archived: false
        })
    }
    const product = {
        ...(lifecyclePipeline.stages[1] as Pipeline['stages'][number]),
        id: pql,
        label: 'Product Qualified Lead'
    }
    const stages = [...lifecyclePipeline.stages.slice(0, 3), product, ...lifecyclePipeline.stages.slice(3)]
    portal.setPipelines('contacts', [
        { ...lifecyclePipeline, stages: stages.map((stage, displayOrder) => ({ ...stage, displayOrder })) }
    ])
    portal.setPipelines('deals', [flowFusePipeline])
    const contacts = storeOf(portal, 'contacts')
    const status = contacts.definitions.get('hs_lead_status')
    updateProperty(portal, contacts, 'hs_lead_status', {
        options: [
            ...(status?.options ?? []),
            { label: 'Unresponsive', value: 'UNRESPONSIVE', displayOrder: 7, hidden: false, description: '' }
        ]
    })
    for (const property of contactProperties) createProperty(portal, contacts, property)
    for (const property of dealProperties) createProperty(portal, storeOf(portal, 'deals'), property)
    createProperty(portal, storeOf(portal, 'calls'), callConsent)
}

/** A custom property as a caller of the API would make it. */
function custom(
    name: string,
    label: string,
    type: PropertyInput['type'],
    groupName: string,
    options?: string[]
): PropertyInput {
    const { fieldType, options: listed } = define(name, label, type, options ? { options } : {})
    return { name, label, ...(type && { type }), fieldType, groupName, options: listed }
}

const contactProperties: PropertyInput[] = [
    custom('activation_outbound', 'Activation Outbound', 'enumeration', 'sales_properties', ['Yes', 'No']),
    {
        ...custom('flowfuse_user_id', 'FlowFuse Cloud user id', 'string', 'contactinformation'),
        hasUniqueValue: true
    },
    custom('flowfuse_username', 'FlowFuse Cloud username', 'string', 'contactinformation'),
    custom('node_red_adoption', 'Node-RED adopted, and what was built', 'string', 'sales_properties'),
    custom('node_red_instances', 'Number of Node-RED instances', 'number', 'sales_properties'),
    custom('node_red_developers', 'Number of Node-RED developers', 'number', 'sales_properties'),
    custom('node_red_in_production', 'Node-RED in production', 'bool', 'sales_properties'),
    custom('node_red_next_year', 'What will be built in the next year', 'string', 'sales_properties')
]

const dealProperties: PropertyInput[] = [
    custom('poc_start_date', 'POC start date', 'date', 'dealinformation'),
    custom('poc_result', 'POC result', 'string', 'dealinformation'),
    custom('contract_expiration_date', 'Contract expiration date', 'date', 'dealinformation')
]

const callConsent = custom('recording_consent', 'Consent to recording', 'enumeration', 'engagement', [
    'Yes',
    'No'
])

function storeOf(portal: Portal, name: string): RecordStore {
    const store = portal.stores.get(name)
    if (!store) throw new Error(`the demo needs ${name}`)
    return store
}

function write(
    portal: Portal,
    type: string,
    record: StoredRecord | null,
    properties: Record<string, string>,
    at: string,
    source: Source
): StoredRecord {
    const plan = planWrite(portal, storeOf(portal, type), record, new Map(Object.entries(properties)), source)
    return commit(portal, plan, { at, source })
}

type DaysAgo = (days: number) => string

function addPerson(portal: Portal, one: DemoPerson, daysAgo: DaysAgo): void {
    const way = one.stage ? wayTo[one.stage] : []
    const owner = one.owner === undefined ? undefined : portal.owners[one.owner]?.id
    const record = write(
        portal,
        'contacts',
        null,
        {
            email: one.email,
            firstname: one.first,
            lastname: one.last,
            company: one.company,
            lifecyclestage: way[0] ?? '',
            ...one.more
        },
        daysAgo(one.age),
        sync
    )
    // The stages were entered one after the other, the last one a week ago at the latest.
    const step = (one.age * 0.7) / Math.max(1, way.length)
    for (const [index, stage] of way.entries())
        if (index > 0)
            write(
                portal,
                'contacts',
                record,
                { lifecyclestage: stage },
                daysAgo(one.age - step * index),
                person
            )
    const since = one.age - step * Math.max(0, way.length - 1)
    if (owner) write(portal, 'contacts', record, { hubspot_owner_id: owner }, daysAgo(since), person)
    if (one.leadStatus)
        write(portal, 'contacts', record, { hs_lead_status: one.leadStatus }, daysAgo(since), person)
}

function addDeal(portal: Portal, deal: DemoDeal, daysAgo: DaysAgo): void {
    const contact = storeOf(portal, 'contacts').byKey('email', deal.contact)
    const order = flowFusePipeline.stages.map(({ id }) => id)
    const last = dealStageIds[deal.stage]
    const way = deal.stage === 'closedlost' ? order.slice(0, 1) : order.slice(0, order.indexOf(last))
    const step = (deal.age * 0.8) / (way.length + 1)
    const record = write(
        portal,
        'deals',
        null,
        {
            dealname: deal.name,
            pipeline: flowFusePipeline.id,
            dealstage: way[0] ?? last,
            amount: deal.amount,
            closedate: daysAgo(-deal.closes),
            hubspot_owner_id: portal.owners[deal.owner]?.id ?? '',
            ...deal.more
        },
        daysAgo(deal.age),
        person
    )
    for (const [index, stage] of [...way, last].entries())
        if (index > 0)
            write(portal, 'deals', record, { dealstage: stage }, daysAgo(deal.age - step * index), person)
    if (!contact) return
    link(portal, 'deals', record, 'contacts', contact)
    if (!deal.whys) return
    const [change, now, flowfuse] = deal.whys
    const body = `<h3>Why change?</h3><p>${change}</p><h3>Why now?</h3><p>${now}</p><h3>Why FlowFuse?</h3><p>${flowfuse}</p>`
    const note = logged(portal, 'notes', { hs_note_body: body }, daysAgo(deal.age), contact)
    link(portal, 'notes', note, 'deals', record)
}

function link(portal: Portal, from: string, record: StoredRecord, to: string, other: StoredRecord): void {
    const type = associationTypes.find((one) => one.from === from && one.to === to)
    if (type) portal.associate(record, type, other)
}

function logged(
    portal: Portal,
    type: string,
    properties: Record<string, string>,
    at: string,
    contact: StoredRecord
) {
    const record = write(portal, type, null, { hs_timestamp: at, ...properties }, at, person)
    link(portal, type, record, 'contacts', contact)
    return record
}

/** Outreach, replies, calls and meetings, so that clocks have something to go by (rules LS-08, LS-09, LS-13). */
function addActivities(portal: Portal, daysAgo: DaysAgo): void {
    const at = (email: string) => storeOf(portal, 'contacts').byKey('email', email)
    const mail = (email: string, days: number, direction: 'EMAIL' | 'INCOMING_EMAIL', subject: string) => {
        const contact = at(email)
        const properties = {
            hs_email_direction: direction,
            hs_email_status: 'SENT',
            hs_email_subject: subject
        }
        if (contact) logged(portal, 'emails', properties, daysAgo(days), contact)
    }
    // Nobody answered for more than two weeks, and for less.
    mail('jonas.weber@example.net', 19, 'EMAIL', 'Your question about conveyor data')
    mail('amara.nwosu@example.org', 5, 'EMAIL', 'Node-RED in your ports')
    mail('yuki.tanaka@example.net', 30, 'EMAIL', 'Following up')
    mail('tom.obrien@example.com', 9, 'EMAIL', 'Milk tanks and Node-RED')
    mail('tom.obrien@example.com', 6, 'INCOMING_EMAIL', 'Re: Milk tanks and Node-RED')
    mail('clara.dubois@example.net', 21, 'EMAIL', 'Test cells')
    mail('clara.dubois@example.net', 20, 'INCOMING_EMAIL', 'Re: Test cells')
    const ravi = at('ravi.menon@example.com')
    if (ravi) {
        logged(
            portal,
            'calls',
            {
                hs_call_title: 'First call',
                hs_call_direction: 'OUTBOUND',
                hs_call_status: 'COMPLETED',
                hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
                hs_call_duration: '1260000'
            },
            daysAgo(24),
            ravi
        )
        logged(
            portal,
            'meetings',
            {
                hs_meeting_title: 'Discovery',
                hs_meeting_outcome: 'COMPLETED',
                hs_meeting_start_time: daysAgo(17),
                hs_meeting_end_time: daysAgo(16.97)
            },
            daysAgo(17),
            ravi
        )
    }
    const leila = at('leila.haddad@example.com')
    const task = { hs_task_subject: 'Call back', hs_task_status: 'NOT_STARTED', hs_task_type: 'CALL' }
    if (leila) logged(portal, 'tasks', task, daysAgo(-2), leila)
}
