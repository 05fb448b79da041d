/** Audits the deals of the handbook's pipeline: open ones, won ones for their contacts, closed ones that were deleted. */
import {
    type Answers,
    answersFromNotes,
    type AuditDeal,
    auditedDealNeeds,
    type AuditFinding,
    auditRecord,
    type DealContact,
    missingAnswers
} from '../../src/handbook'
import type { CrmRecord, Properties, SearchFilter } from '../../src/hubspot'
import {
    answerProperties,
    dealProperties as closing,
    EvidenceReader,
    isOpen,
    kickOffIn,
    kickOffProperties,
    mergeAnswers,
    recordsOn
} from '../shared'
import { Batches } from './batches'
import type { Listener } from './contacts'
import { enteredIn, enteredName, enteredNames, hubSpotNames, keyIn, text, type Ground } from './ground'

const batchSize = 200

/** @throws HubSpotError */
export async function auditDeals(ground: Ground, listener: Listener): Promise<void> {
    const { account, options } = ground
    const properties = dealProperties(ground)
    const filterGroups = liveDeals(ground)
    if (filterGroups.length > 0) {
        const batches = new Batches<AuditDeal>(batchSize, async (deals) => {
            const findings = await Promise.all(deals.map((deal) => judge(ground, deal)))
            for (const finding of findings.flat()) listener.found(finding)
        })
        for await (const record of account
            .objects('deals')
            .search({ filterGroups, properties, ...options })) {
            listener.looked(1)
            await batches.add(dealOf(ground, record))
        }
        await batches.end()
    }
    if (!ground.context.rules.has('DS-08')) return
    const deleted = account.objects('deals').list({ archived: true, properties, ...options })
    for await (const record of deleted) {
        listener.looked(1)
        if (!isOnBoard(ground, record)) continue
        const deal = { ...dealOf(ground, record), archived: true }
        for (const finding of auditRecord(deal, ground.context)) listener.found(finding)
    }
}

/** Search groups for the deals that are open, and for those that were won where a rule is about them. */
function liveDeals({ edition, binding, context: { rules } }: Ground): { filters: SearchFilter[] }[] {
    const open = ['LC-14', 'LC-20', 'WWW-05', 'DS-01', 'DS-02', 'DS-05', 'DS-10', 'SALES-04']
    const wantsOpen = [...rules].some((id) => open.includes(id) || id.startsWith('X-'))
    const wantsWon = rules.has('LC-17') || rules.has('LC-20')
    if (edition.deals.order.length === 0) {
        // An edition without a board of its own speaks of every deal.
        const states = [
            ...(wantsOpen ? [equals('hs_is_closed', 'false')] : []),
            ...(wantsWon ? [equals('hs_is_closed_won', 'true')] : [])
        ]
        return states.map((filter) => ({ filters: [filter] }))
    }
    if (binding.dealPipeline === null || !(wantsOpen || wantsWon)) return []
    const pipeline = equals('pipeline', binding.dealPipeline)
    const stages = (kind: 'won' | 'lost'): string[] =>
        Object.entries(edition.deals.stages).flatMap(([key, { closed }]) =>
            closed === kind ? (binding.dealStages[key] ?? []) : []
        )
    if (!wantsOpen) return [{ filters: [pipeline, among('IN', stages('won'))] }]
    // Not by the stages that are open: one that the edition does not have is to be found too.
    const closed = wantsWon ? stages('lost') : [...stages('lost'), ...stages('won')]
    return [{ filters: [pipeline, ...(closed.length > 0 ? [among('NOT_IN', closed)] : [])] }]
}

const equals = (propertyName: string, value: string): SearchFilter => ({
    propertyName,
    operator: 'EQ',
    value
})
const among = (operator: 'IN' | 'NOT_IN', values: string[]): SearchFilter => ({
    propertyName: 'dealstage',
    operator,
    values
})

async function judge(ground: Ground, seen: AuditDeal): Promise<AuditFinding[]> {
    const { account, context, options } = ground
    const deal = await withFacts(ground, seen)
    const findings = auditRecord(deal, context)
    if (findings.length === 0) return []
    // A search lags behind (facts/hubspot.md 3): what is told rests on the record itself.
    const fresh = await account
        .objects('deals')
        .find({ id: deal.id }, { ...options, properties: dealProperties(ground) })
    if (!fresh || !isOnBoard(ground, fresh)) return []
    const now = dealOf(ground, fresh)
    return auditRecord(
        now.stage === deal.stage
            ? { ...deal, properties: now.properties, ownerId: now.ownerId }
            : await withFacts(ground, now),
        context
    )
}

async function withFacts(ground: Ground, deal: AuditDeal): Promise<AuditDeal> {
    const needs = auditedDealNeeds(deal, ground.context)
    if (needs.size === 0) return deal
    const records = await contactsOf(ground, deal.id)
    const [answers, kickOffs] = await Promise.all([
        needs.has('answers') ? answersOf(ground, deal, records) : undefined,
        needs.has('kickOffs') ? kickOffsOf(ground, deal, records) : undefined
    ])
    return {
        ...deal,
        contacts: records.map((record) => dealContactOf(ground, record)),
        ...(answers && { answers }),
        ...(kickOffs && { kickOffs })
    }
}

async function contactsOf(ground: Ground, id: string): Promise<CrmRecord[]> {
    const { account, edition, binding, options } = ground
    const properties = [
        edition.lifecycle.property,
        hubSpotNames.lastActivity,
        hubSpotNames.nextActivity,
        ...enteredNames(ground, ['customer']),
        ...answerProperties(edition, binding)
    ]
    return recordsOn(account, { objectType: 'deals', id }, 'contacts', properties, options)
}

function dealContactOf(ground: Ground, { id, properties }: CrmRecord): DealContact {
    return {
        id,
        stage: keyIn(ground.binding.lifecycleStages, text(properties, ground.edition.lifecycle.property)),
        entered: enteredIn(ground, properties),
        lastActivity: text(properties, hubSpotNames.lastActivity),
        nextActivity: text(properties, hubSpotNames.nextActivity)
    }
}

/** Rule WWW-05: in notes on the deal; on its contacts, too, when those do not say it all. */
async function answersOf(
    { account, edition, binding, options }: Ground,
    { id }: AuditDeal,
    contacts: readonly CrmRecord[]
): Promise<Answers> {
    const sets = Object.values(edition.questions)
    const asked = Object.values(edition.deals.opening.requires).flatMap(({ any }) =>
        any.flatMap(({ questions }) => (questions === undefined ? [] : (edition.questions[questions] ?? [])))
    )
    const noted = answersFromNotes(sets, await account.notes.read([{ objectType: 'deals', id }], options))
    if (asked.every((set) => missingAnswers(set, noted).length === 0)) return noted
    const ofContacts = await Promise.all(
        contacts.map(async (contact) => {
            const reader = new EvidenceReader(account, edition, binding, contact, options)
            return (await reader.read(new Set(['notes']))).answers
        })
    )
    return mergeAnswers(...ofContacts, noted)
}

/** Rule DS-02: meetings of the deal and of its contacts. */
async function kickOffsOf(
    { account, options, context }: Ground,
    { id }: AuditDeal,
    contacts: readonly CrmRecord[]
): Promise<NonNullable<AuditDeal['kickOffs']>> {
    const places = [
        { objectType: 'deals', id },
        ...contacts.map((contact) => ({ objectType: 'contacts', id: contact.id }))
    ]
    const found = await Promise.all(
        places.map((place) => recordsOn(account, place, 'meetings', kickOffProperties, options))
    )
    return found.flat().flatMap(({ properties }) => kickOffIn(properties, context.now))
}

/** The edition's deal properties, with the portal's name where the portal has them. */
function boundProperties({ edition, binding }: Ground): [name: string, own: string][] {
    return Object.entries(edition.properties).flatMap(([key, { objectType, name }]) => {
        const own = binding.properties[key]
        return objectType === 'deals' && own !== undefined ? [[name, own] as [string, string]] : []
    })
}

function dealProperties(ground: Ground): string[] {
    const { owner, lastActivity, nextActivity } = hubSpotNames
    return [
        'pipeline',
        'dealstage',
        'closedate',
        'amount',
        'createdate',
        owner,
        lastActivity,
        nextActivity,
        'closed_lost_reason',
        ...closing,
        ...boundProperties(ground).map(([, own]) => own),
        ...Object.values(ground.binding.dealStages).map(enteredName)
    ]
}

function isOnBoard({ edition, binding }: Ground, { properties }: CrmRecord): boolean {
    return edition.deals.order.length === 0 || properties.pipeline === binding.dealPipeline
}

/** A deal's record as the handbook understands it. */
export function dealOf(ground: Ground, { id, properties }: CrmRecord): AuditDeal {
    const stage = text(properties, 'dealstage')
    const own: Properties = Object.fromEntries(
        boundProperties(ground).map(([name, bound]) => [name, text(properties, bound)])
    )
    return {
        objectType: 'deals',
        id,
        ownerId: text(properties, hubSpotNames.owner),
        stage: keyIn(ground.binding.dealStages, stage),
        closed: isOpen(properties) ? null : properties.hs_is_closed_won === 'true' ? 'won' : 'lost',
        properties: { ...filled(properties), ...own },
        createdAt: text(properties, 'createdate'),
        stageSince: stage === null ? null : text(properties, enteredName(stage)),
        lastActivity: text(properties, hubSpotNames.lastActivity),
        nextActivity: text(properties, hubSpotNames.nextActivity)
    }
}

/** Without what is empty. */
function filled(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null))
}
