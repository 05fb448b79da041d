import {
    activationKey,
    decideActivationOutbound,
    toInstant,
    type Activity,
    type Binding,
    type Edition,
    type Instant,
    type Verdict
} from '../../src/handbook'
import type { CrmRecord, Properties, RecordRef, WriteResult } from '../../src/hubspot'
import { callOf, emailOf, infoOf, invalidConfig, meetingOf, type HubSpotInfo } from '../shared'
import type { Portal } from './operate'

/** The handbook in force, and what the portal has for it. */
export interface Handbook {
    edition: Edition
    binding: Binding
}

/** What came of one contact: the parts that a message carries on. */
export interface Activation {
    payload: CrmRecord
    hubspot: HubSpotInfo
    handbook: Verdict
}

/** When a sales sequence last began for a contact; not in every portal. */
const dripProperty = 'hs_latest_sequence_enrolled_date'

const shown = ['email', 'firstname', 'lastname', 'lifecyclestage', 'hubspot_owner_id']

/**
 * Decides whether outbound led to a contact's first held meeting, and writes a Yes where the property is empty (rules AO-01
 * to AO-03, docs/decisions/0200). A contact that was decided before costs one read.
 * @throws HandbookError `CONFIG_INVALID` for an edition without the property, NodeError `CONFIG_INVALID` for a portal
 * without it, HubSpotError
 */
export async function decideActivation(
    { account, portalId, options }: Portal,
    { edition, binding }: Handbook,
    ref: RecordRef,
    dryRun: boolean
): Promise<Activation> {
    const judge = (held: string | null | undefined, facts: Facts = noFacts): Verdict =>
        decideActivationOutbound({ edition, held, ...facts, now: account.now() })
    // An edition that knows no such property says so before the portal is asked about it.
    judge(null)
    const name = boundName(edition, binding)
    const asked = stageDates(binding, [stageOfRequests(edition)])
    const marketed = stageDates(binding, edition.lifecycle.first)
    const properties = [name, ...shown, dripProperty, ...asked, ...marketed]
    const contact = await account.contacts.get(ref, { ...options, properties })
    const outcome = async (handbook: Verdict, result: WriteResult): Promise<Activation> => {
        const { id, url } = result.record
        const page = url ?? (await account.recordUrl('contacts', id))
        return {
            payload: result.record,
            hubspot: infoOf(account.contacts, result, portalId, page),
            handbook
        }
    }
    const unchanged: WriteResult = { outcome: 'unchanged', record: contact, changed: {}, dryRun: false }
    const held = contact.properties[name]
    if (held) return outcome(judge(held), unchanged)

    const place = { objectType: 'contacts' as const, id: contact.id }
    const types = ['emails', 'calls', 'meetings'] as const
    const activities = await account.activities.list(place, { ...options, types })
    const verdict = judge(null, {
        activities: activities.map(activityOf),
        dripAt: contact.properties[dripProperty],
        askedAt: firstOf(contact.properties, asked),
        marketedAt: firstOf(contact.properties, marketed)
    })
    if (verdict.verdict !== 'allowed') return outcome(verdict, unchanged)
    const result = await account.contacts.update(
        { id: contact.id },
        { [name]: verdict.to },
        { ...options, properties, onlyEmpty: true, dryRun }
    )
    // Somebody decided it since it was read.
    const now = result.outcome === 'unchanged' ? result.record.properties[name] : null
    return outcome(now ? judge(now) : verdict, result)
}

interface Facts {
    activities: readonly Activity[]
    dripAt?: Instant | null | undefined
    askedAt?: Instant | null | undefined
    marketedAt?: Instant | null | undefined
}

const noFacts: Facts = { activities: [] }

function boundName(edition: Edition, binding: Binding): string {
    const name = binding.properties[activationKey]
    if (name !== undefined) return name
    const label = edition.properties[activationKey]?.label ?? activationKey
    const why = binding.unbound.find(({ part, key }) => part === 'property' && key === activationKey)
    throw invalidConfig(
        why?.code === 'MISSING'
            ? `the portal does not have the property ${label}; the handbook's dialog can create it`
            : (why?.reason ?? `the portal does not have the property ${label}`)
    )
}

/** The stage that a request to talk makes (rule LC-07). */
function stageOfRequests({ lifecycle }: Edition): string | undefined {
    const kind = lifecycle.requests.evidence.find((one) => lifecycle.evidence[one]?.enters !== undefined)
    return kind === undefined ? undefined : lifecycle.evidence[kind]?.enters
}

/** HubSpot's dates of entering these stages (facts/hubspot.md 4). */
function stageDates({ lifecycleStages }: Binding, keys: readonly (string | undefined)[]): string[] {
    const values = keys.flatMap((key) => (key === undefined ? [] : (lifecycleStages[key] ?? [])))
    return values.map((value) => `hs_v2_date_entered_${value}`)
}

function firstOf(properties: Properties, names: readonly string[]): number | null {
    const instants = names.flatMap((name) => toInstant(properties[name]) ?? [])
    return instants.length > 0 ? Math.min(...instants) : null
}

function activityOf({ objectType, properties }: CrmRecord & { objectType: string }): Activity {
    if (objectType === 'calls') return callOf(properties)
    if (objectType === 'meetings') {
        return { ...meetingOf(properties), arrangedAt: properties.hs_createdate ?? null }
    }
    return emailOf(properties)
}
