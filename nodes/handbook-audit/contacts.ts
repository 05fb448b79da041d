/** Audits the portal's contacts: finds those that a rule may be against, and reads of them what the verdict needs. */
import {
    type AuditContact,
    type AuditContext,
    type AuditFinding,
    auditRecord,
    auditRules,
    type ContactNeed,
    contactNeeds,
    type OwnedActivity,
    type PastValue
} from '../../src/handbook'
import type { CrmRecord, Properties } from '../../src/hubspot'
import {
    callOf,
    callProperties,
    dealProperties,
    emailOf,
    emailProperties,
    isOpen,
    meetingOf,
    meetingProperties,
    recordsOn
} from '../shared'
import { Batches } from './batches'
import { enteredIn, enteredNames, hubSpotNames, keyIn, text, type Ground } from './ground'
import { contactQueries, isOfEarlier } from './slices'

/** Candidates that are read in detail at once: five full calls. */
const batchSize = 500

/** Told of what was looked at, and of each breach. */
export interface Listener {
    looked(count: number): void
    found(finding: AuditFinding): void
}

/**
 * @param stageValues every value of the stage property that the portal has
 * @throws HubSpotError
 */
export async function auditContacts(
    ground: Ground,
    stageValues: readonly string[],
    listener: Listener
): Promise<void> {
    const { account, options } = ground
    const queries = contactQueries(ground, stageValues)
    const batches = new Batches<Candidate>(batchSize, async (candidates) => {
        const findings = await Promise.all(candidates.map((candidate) => judge(ground, candidate)))
        for (const finding of findings.flat()) listener.found(finding)
    })
    // A stage that leads on to another is one that can be skipped.
    const passed = enteredNames(ground, Object.keys(ground.edition.lifecycle.transitions))
    const properties = [...contactProperties(ground), ...passed]
    for (const [index, query] of queries.entries()) {
        const filterGroups = query.map(({ filters }) => ({ filters }))
        for await (const record of account.contacts.search({ filterGroups, properties, ...options })) {
            if (isOfEarlier(queries, index, record.properties)) continue
            listener.looked(1)
            const candidate = candidateIn(ground, record)
            if (candidate) await batches.add(candidate)
        }
    }
    await batches.end()
}

/** A contact that breaks a rule by what the search showed, or may. */
interface Candidate {
    contact: AuditContact
    context: AuditContext
    needs: ReadonlySet<ContactNeed>
}

function candidateIn(ground: Ground, record: CrmRecord): Candidate | null {
    const contact = contactOf(ground, record)
    const context = contextFor(ground, record)
    const needs = contactNeeds(contact, context)
    return needs.size > 0 || auditRecord(contact, context).length > 0 ? { contact, context, needs } : null
}

/** Reads what the verdict needs, and before a finding is told the contact itself: a search lags behind (facts 3). */
async function judge(ground: Ground, { contact, context, needs }: Candidate): Promise<AuditFinding[]> {
    const { id } = contact
    const history = historyProperties(ground, needs)
    const [known, deals, activities] = await Promise.all([
        history.length > 0 ? readContact(ground, id, history) : contact,
        needs.has('deals') ? dealsOf(ground, id) : undefined,
        needs.has('activities') ? activitiesOf(ground, id) : undefined
    ])
    const facts = { ...(deals && { deals }), ...(activities && { activities }) }
    const findings = known ? auditRecord({ ...known, ...facts }, context) : []
    if (findings.length === 0 || known !== contact) return findings
    const fresh = await readContact(ground, id, [])
    return fresh ? auditRecord({ ...fresh, ...facts }, context) : []
}

/** The contact as it is now; null when it was deleted meanwhile. */
async function readContact(
    ground: Ground,
    id: string,
    history: readonly string[]
): Promise<AuditContact | null> {
    const record = await ground.account.contacts.find(
        { id },
        {
            ...ground.options,
            properties: contactProperties(ground),
            ...(history.length > 0 && { propertiesWithHistory: history })
        }
    )
    return record && contactOf(ground, record)
}

/** Of a record that did not change since the last run only the rules that depend on more than the record. */
function contextFor({ context, since }: Ground, { properties }: CrmRecord): AuditContext {
    if (since === null) return context
    const modified = text(properties, hubSpotNames.contactModified)
    if (modified !== null && Date.parse(modified) >= since) return context
    const alone = new Set(
        auditRules(context.edition).flatMap(({ id, fromRecordAlone }) => (fromRecordAlone ? [id] : []))
    )
    return { ...context, rules: new Set([...context.rules].filter((id) => !alone.has(id))) }
}

function contactProperties(ground: Ground): string[] {
    const { edition, context, subscription } = ground
    return [
        edition.lifecycle.property,
        edition.leadStatus.property,
        'firstname',
        'lastname',
        hubSpotNames.owner,
        hubSpotNames.lastContacted,
        hubSpotNames.timesContacted,
        hubSpotNames.lastReplied,
        hubSpotNames.contactModified,
        ...(context.outboundProperty === undefined ? [] : [context.outboundProperty]),
        ...(subscription === '' ? [] : [subscription])
    ]
}

function historyProperties(
    { edition, context: { outboundProperty } }: Ground,
    needs: ReadonlySet<ContactNeed>
): string[] {
    return [
        ...(needs.has('stageHistory') ? [edition.lifecycle.property] : []),
        ...(needs.has('statusHistory') ? [edition.leadStatus.property] : []),
        ...(needs.has('outboundHistory') && outboundProperty !== undefined ? [outboundProperty] : [])
    ]
}

/** A contact's record as the handbook understands it. */
export function contactOf(ground: Ground, record: CrmRecord): AuditContact {
    const { edition, binding, context, subscription } = ground
    const { id, properties } = record
    const status = text(properties, edition.leadStatus.property)
    const times = text(properties, hubSpotNames.timesContacted)
    const history = (name: string | undefined, keys: Readonly<Record<string, string>> = {}) => {
        const entries = name === undefined ? undefined : record.propertiesWithHistory?.[name]
        return entries?.map(({ value, timestamp }): PastValue => ({
            value: keyIn(keys, value),
            at: timestamp
        }))
    }
    const stageHistory = history(edition.lifecycle.property, binding.lifecycleStages)
    const statusHistory = history(edition.leadStatus.property, binding.leadStatuses)
    const outboundHistory = history(context.outboundProperty)
    return {
        objectType: 'contacts',
        id,
        ownerId: text(properties, hubSpotNames.owner),
        stage: keyIn(binding.lifecycleStages, text(properties, edition.lifecycle.property)),
        status: keyIn(binding.leadStatuses, status),
        firstName: text(properties, 'firstname'),
        lastName: text(properties, 'lastname'),
        entered: enteredIn(ground, properties),
        // HubSpot leaves the count empty where there was none.
        timesContacted: times === null ? 0 : Number(times),
        lastContacted: text(properties, hubSpotNames.lastContacted),
        lastReplied: text(properties, hubSpotNames.lastReplied),
        ...(context.outboundProperty !== undefined && {
            activationOutbound: text(properties, context.outboundProperty)
        }),
        ...(subscription !== '' && { subscribed: isActive(properties, subscription) }),
        ...(stageHistory && { stageHistory }),
        ...(statusHistory && { statusHistory }),
        ...(outboundHistory && { outboundHistory })
    }
}

/** A tick box, a count of subscriptions, or the Cloud's own status (facts/flowfuse.md). */
export function isActive(properties: Properties, name: string): boolean {
    const value = (text(properties, name) ?? '').trim().toLowerCase()
    return !['', '0', 'false', 'no', 'none', 'canceled', 'cancelled', 'inactive', 'trial'].includes(value)
}

async function dealsOf(
    { account, options }: Ground,
    id: string
): Promise<NonNullable<AuditContact['deals']>> {
    const deals = await recordsOn(account, { objectType: 'contacts', id }, 'deals', dealProperties, options)
    const states = deals.map(({ properties }) => {
        if (properties.hs_is_closed_won === 'true') return 'won'
        return isOpen(properties) ? 'open' : 'lost'
    })
    return { open: states.includes('open'), won: states.includes('won'), lost: states.includes('lost') }
}

/** What counts as a word between us and a contact, in HubSpot's plural. */
const readers = {
    calls: { properties: callProperties, of: callOf },
    emails: { properties: emailProperties, of: emailOf },
    meetings: { properties: meetingProperties, of: meetingOf }
} as const

async function activitiesOf({ account, options }: Ground, id: string): Promise<OwnedActivity[]> {
    const place = { objectType: 'contacts', id }
    const found = await Promise.all(
        Object.entries(readers).map(async ([type, { properties, of }]) => {
            const names = [...properties, hubSpotNames.owner]
            const records = await recordsOn(account, place, type, names, options)
            return records.map((one) => ({
                ...of(one.properties),
                ownerId: text(one.properties, hubSpotNames.owner)
            }))
        })
    )
    return found.flat()
}
