/** What a deal entails for one of its contacts, by the rules for contacts (LC-14, LC-17, LS-11). */
import {
    decideLeadStatus,
    decideLifecycle,
    type Binding,
    type EntailedAction,
    type LifecycleVerdict
} from '../../src/handbook'
import { HubSpotError, type Change, type CrmRecord } from '../../src/hubspot'
import {
    EvidenceReader,
    invalidConfig,
    mergeAnswers,
    sourcesFor,
    type EvidenceSource,
    type KnownFacts
} from '../shared'
import { contactPropertiesOf, lifecycleKey } from './contacts'
import type { Board } from './board'
import type { Entailed } from './outcome'
import { recordsOn } from './once'

type Part = Pick<Entailed, 'outcome' | 'reason' | 'changed'>

/** How often a contact that someone else (HubSpot's own automation, facts/hubspot.md 4) changed is decided anew. */
const mostAttempts = 3

/** Does one action for one contact, unless it is done already. @throws HubSpotError, NodeError */
export async function entailForContact(
    board: Board,
    action: EntailedAction,
    contactId: string,
    dryRun: boolean,
    dealId: string
): Promise<Part> {
    for (let attempt = 1; ; attempt++) {
        const { account, options } = board
        const properties = contactPropertiesOf(board)
        const contact = await account.contacts.get({ id: contactId }, { ...options, properties })
        try {
            return action.kind === 'lifecycle'
                ? await enterStage(board, action, contact, dryRun)
                : await setLeadStatus(board, action, contact, dryRun, dealId)
        } catch (error) {
            const overtaken = error instanceof HubSpotError && error.code === 'HUBSPOT_CONFLICT'
            if (!overtaken || attempt >= mostAttempts) throw error
        }
    }
}

/** Walks the contact to the stage that the deal makes, one write for each stage. */
async function enterStage(
    board: Board,
    { evidence = '' }: EntailedAction,
    contact: CrmRecord,
    dryRun: boolean
): Promise<Part> {
    const { account, edition, binding, options } = board
    const property = edition.lifecycle.property
    const verdict = await decideStage(board, contact, evidence)
    const values = verdict.path.map((key) => bound(binding, 'lifecycleStage', key))
    const first = contact.properties[property] ?? null
    let before = first
    if (!dryRun) {
        for (const value of values) {
            await account.contacts.update(
                { id: contact.id },
                { [property]: value },
                { ...options, blank: 'clear', expect: { [property]: before } }
            )
            before = value
        }
    }
    const last = values.at(-1)
    const changed: Record<string, Change> =
        last === undefined ? {} : { [property]: { from: first, to: last } }
    return { ...resultOf(verdict, dryRun), changed }
}

/** The CRM is asked only for what the verdict misses. */
async function decideStage(board: Board, contact: CrmRecord, evidence: string): Promise<LifecycleVerdict> {
    const { account, edition, binding, options } = board
    const reader = new EvidenceReader(account, edition, binding, contact, options)
    const asked = new Set<EvidenceSource>()
    // A deal that was won was opened before.
    let facts: KnownFacts = { known: evidence === 'dealWon' ? ['dealOpened'] : [], answers: {} }
    for (;;) {
        const verdict = decideLifecycle({
            edition,
            from: lifecycleKey(board, contact),
            evidence,
            known: facts.known,
            answers: facts.answers,
            walk: true
        })
        const wanted = [...sourcesFor(edition, verdict)].filter((source) => !asked.has(source))
        if (verdict.verdict !== 'refused' || wanted.length === 0) return verdict
        const read = await reader.read(new Set(wanted))
        for (const source of wanted) asked.add(source)
        facts = {
            known: [...facts.known, ...read.known],
            answers: mergeAnswers(facts.answers, read.answers)
        }
    }
}

async function setLeadStatus(
    board: Board,
    { event }: EntailedAction,
    contact: CrmRecord,
    dryRun: boolean,
    dealId: string
): Promise<Part> {
    const { account, edition, binding, options } = board
    const { property } = edition.leadStatus
    const now = contact.properties[property] ?? null
    const from = Object.entries(binding.leadStatuses).find(([, value]) => value === now)?.[0] ?? now
    if (event === undefined && (await hasOtherOpenDeal(board, contact.id, dealId)))
        return {
            outcome: 'unchanged',
            reason: 'The contact has another open deal and keeps its lead status.',
            changed: {}
        }
    const verdict = decideLeadStatus({
        edition,
        stage: lifecycleKey(board, contact),
        from,
        ...(event === undefined ? { to: null } : { event }),
        facts: { owner: Boolean(contact.properties.hubspot_owner_id), openDeal: event === 'dealOpened' }
    })
    if (verdict.verdict !== 'allowed') return { ...resultOf(verdict, dryRun), changed: {} }
    const value = verdict.to === null ? '' : bound(binding, 'leadStatus', verdict.to)
    if (!dryRun)
        await account.contacts.update(
            { id: contact.id },
            { [property]: value },
            { ...options, blank: 'clear', expect: { [property]: now } }
        )
    return { ...resultOf(verdict, dryRun), changed: { [property]: { from: now, to: value || null } } }
}

async function hasOtherOpenDeal(
    { account, options }: Board,
    contact: string,
    dealId: string
): Promise<boolean> {
    const place = { objectType: 'contacts', id: contact }
    const deals = await recordsOn(account, place, 'deals', ['hs_is_closed'], options)
    return deals.some(({ id, properties }) => id !== dealId && properties.hs_is_closed !== 'true')
}

function resultOf(
    { verdict, reason, advice }: Pick<LifecycleVerdict, 'verdict' | 'reason' | 'advice'>,
    dryRun: boolean
): Pick<Part, 'outcome' | 'reason'> {
    const outcome = verdict === 'allowed' ? (dryRun ? 'planned' : 'done') : verdict
    return {
        outcome: outcome === 'due' ? 'unchanged' : outcome,
        reason: advice ? `${reason} ${advice}` : reason
    }
}

/** The portal's value. @throws NodeError `CONFIG_INVALID` */
function bound(binding: Binding, part: 'lifecycleStage' | 'leadStatus', key: string): string {
    const value = (part === 'lifecycleStage' ? binding.lifecycleStages : binding.leadStatuses)[key]
    if (value !== undefined) return value
    const why = binding.unbound.find((one) => one.part === part && one.key === key)
    throw invalidConfig(why?.reason ?? 'The portal does not have what the handbook names.')
}
