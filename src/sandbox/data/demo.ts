import { associationTypes } from '../crm/associations'
import { define } from '../crm/define'
import type { Pipeline, PropertyType, Source, StoredRecord } from '../crm/model'
import type { Portal } from '../crm/portal'
import { createProperty, updateProperty } from '../crm/schema'
import type { RecordStore } from '../crm/store'
import { commit, planWrite } from '../crm/write'
import json from './demo.json'
import { dealStage, lifecyclePipeline } from './lifecycle'

/**
 * What demo.json holds. All of it is invented, and made so that the handbook's rules find something: names that
 * stand in Last Name only (IMP-03), contacts without a stage (LC-01), outreach without a reply for more than two
 * weeks (LS-13), an Evangelist (LC-18), a deal without the three Whys (WWW-04) that closes too late (DS-01).
 */
interface DemoData {
    owners: { email: string; firstName: string; lastName: string }[]
    properties: Record<string, DemoProperty[]>
    people: DemoPerson[]
    deals: DemoDeal[]
    activities: { type: string; contact: string; daysAgo: number; properties: Record<string, string> }[]
}

interface DemoProperty {
    name: string
    label: string
    type: PropertyType
    groupName: string
    options?: string[]
    unique?: boolean
}

interface DemoPerson {
    first: string
    last: string
    email: string
    company: string
    stage: keyof typeof wayTo | null
    /** Days since the contact was created. */
    age: number
    leadStatus?: string
    /** Which of the owners. */
    owner?: number
    more?: Record<string, string>
}

interface DemoDeal {
    name: string
    contact: string
    stage: keyof typeof dealStageIds
    amount: string
    /** Days since it was opened, and until it is to close (less than zero: it has closed). */
    age: number
    closes: number
    owner: number
    /** Answers to the three Whys, as a note. */
    whys?: string[]
}

// TypeScript reads unions of what happens to be in the file; starting the seed checks every value of it.
const data = json as unknown as DemoData

/** A custom lifecycle stage's id says nothing of its label (facts 4). */
const pql = '1066237962'

const person: Source = { type: 'CRM_UI', id: 'userId:28604240', userId: 28_604_240 }
const sync: Source = { type: 'INTEGRATION', id: '7300100' }

/** FlowFuse's board, under the id every portal's first pipeline has. */
const flowFusePipeline: Pipeline = {
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

const dealStageIds = {
    opportunity: '210384501',
    pocStarted: '210384502',
    valueValidated: '210384503',
    contractSent: '210384504',
    closedwon: 'closedwon',
    closedlost: 'closedlost'
}

/** What a contact passed on its way to a stage. */
const wayTo = {
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

type DaysAgo = (days: number) => string

/** Fills a portal with a small fictional company's contacts, deals and activities, shaped like the handbook's. */
export function fillDemo(portal: Portal): void {
    const now = portal.now()
    const daysAgo = (days: number) => new Date(now - Math.round(days * 86_400_000)).toISOString()
    addOwners(portal)
    shape(portal)
    for (const one of data.people.toSorted((a, b) => b.age - a.age)) addPerson(portal, one, daysAgo)
    for (const one of data.deals.toSorted((a, b) => b.age - a.age)) addDeal(portal, one, daysAgo)
    for (const { type, contact, daysAgo: days, properties } of data.activities)
        logFor(portal, type, properties, daysAgo(days), contactOf(portal, contact))
}

function addOwners(portal: Portal): void {
    const since = lifecyclePipeline.createdAt
    for (const [index, owner] of data.owners.entries())
        portal.owners.push({
            id: String(410_200_101 + index),
            userId: 28_604_241 + index,
            ...owner,
            createdAt: since,
            updatedAt: since,
            archived: false
        })
}

/** Stages, lead statuses and custom properties (the handbook's internal ids). */
function shape(portal: Portal): void {
    const product = dealStage(pql, 'Product Qualified Lead', 0, '0')
    const { stages } = lifecyclePipeline
    const withProduct = [
        ...stages.slice(0, 3),
        { ...product, metadata: { isClosed: 'false', state: 'OPEN' } },
        ...stages.slice(3)
    ]
    portal.setPipelines('contacts', [
        {
            ...lifecyclePipeline,
            stages: withProduct.map((stage, displayOrder) => ({ ...stage, displayOrder }))
        }
    ])
    portal.setPipelines('deals', [flowFusePipeline])
    const contacts = storeOf(portal, 'contacts')
    const unresponsive = { label: 'Unresponsive', value: 'UNRESPONSIVE' }
    updateProperty(portal, contacts, 'hs_lead_status', {
        options: [
            ...(contacts.definitions.get('hs_lead_status')?.options ?? []),
            { ...unresponsive, displayOrder: 7, hidden: false, description: '' }
        ]
    })
    for (const [type, properties] of Object.entries(data.properties))
        for (const property of properties) addProperty(portal, storeOf(portal, type), property)
}

function addProperty(portal: Portal, store: RecordStore, property: DemoProperty): void {
    const { name, label, type, groupName, options, unique = false } = property
    const { fieldType, options: listed } = define(name, label, type, options ? { options } : {})
    createProperty(portal, store, {
        name,
        label,
        type,
        fieldType,
        groupName,
        options: listed,
        hasUniqueValue: unique
    })
}

function storeOf(portal: Portal, name: string): RecordStore {
    const store = portal.stores.get(name)
    if (!store) throw new Error(`the demo needs ${name}`)
    return store
}

function contactOf(portal: Portal, email: string): StoredRecord {
    const contact = storeOf(portal, 'contacts').byKey('email', email)
    if (!contact) throw new Error('the demo names a contact that it does not have')
    return contact
}

function write(
    portal: Portal,
    type: string,
    record: StoredRecord | null,
    properties: Record<string, string>,
    at: string,
    source: Source = person
): StoredRecord {
    const plan = planWrite(portal, storeOf(portal, type), record, new Map(Object.entries(properties)), source)
    return commit(portal, plan, { at, source })
}

function addPerson(portal: Portal, one: DemoPerson, daysAgo: DaysAgo): void {
    const way = one.stage ? wayTo[one.stage] : []
    const owner = one.owner === undefined ? undefined : portal.owners[one.owner]?.id
    const { email, first: firstname, last: lastname, company } = one
    const properties = { email, firstname, lastname, company, lifecyclestage: way[0] ?? '', ...one.more }
    const record = write(portal, 'contacts', null, properties, daysAgo(one.age), sync)
    // The stages were entered one after the other, and the last is not of today.
    const step = (one.age * 0.7) / Math.max(1, way.length)
    for (const [index, lifecyclestage] of way.entries())
        if (index > 0) write(portal, 'contacts', record, { lifecyclestage }, daysAgo(one.age - step * index))
    const since = daysAgo(one.age - step * Math.max(0, way.length - 1))
    if (owner) write(portal, 'contacts', record, { hubspot_owner_id: owner }, since)
    if (one.leadStatus) write(portal, 'contacts', record, { hs_lead_status: one.leadStatus }, since)
}

function addDeal(portal: Portal, deal: DemoDeal, daysAgo: DaysAgo): void {
    const contact = contactOf(portal, deal.contact)
    const order = flowFusePipeline.stages.map(({ id }) => id)
    const last = dealStageIds[deal.stage]
    const passed = deal.stage === 'closedlost' ? order.slice(0, 1) : order.slice(0, order.indexOf(last))
    const [first, ...others] = [...passed, last]
    const properties = {
        dealname: deal.name,
        pipeline: flowFusePipeline.id,
        dealstage: first ?? last,
        amount: deal.amount,
        closedate: daysAgo(-deal.closes),
        hubspot_owner_id: portal.owners[deal.owner]?.id ?? ''
    }
    const record = write(portal, 'deals', null, properties, daysAgo(deal.age))
    const step = (deal.age * 0.8) / (others.length + 1)
    for (const [index, dealstage] of others.entries())
        write(portal, 'deals', record, { dealstage }, daysAgo(deal.age - step * (index + 1)))
    link(portal, 'deals', record, 'contacts', contact)
    if (!deal.whys) return
    const headings = ['Why change?', 'Why now?', 'Why FlowFuse?']
    const hs_note_body = deal.whys.map((answer, i) => `<h3>${headings[i]}</h3><p>${answer}</p>`).join('')
    const note = logFor(portal, 'notes', { hs_note_body }, daysAgo(deal.age), contact)
    link(portal, 'notes', note, 'deals', record)
}

function link(portal: Portal, from: string, record: StoredRecord, to: string, other: StoredRecord): void {
    const type = associationTypes.find((one) => one.from === from && one.to === to)
    if (type) portal.associate(record, type, other, record.created)
}

/** Logs an activity on a contact; one that is still to come was made yesterday. */
function logFor(
    portal: Portal,
    type: string,
    properties: Record<string, string>,
    at: string,
    contact: StoredRecord
): StoredRecord {
    const yesterday = new Date(portal.now() - 86_400_000).toISOString()
    const record = write(
        portal,
        type,
        null,
        { hs_timestamp: at, ...properties },
        at < yesterday ? at : yesterday
    )
    link(portal, type, record, 'contacts', contact)
    return record
}
