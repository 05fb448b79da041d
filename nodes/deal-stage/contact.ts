/** What a deal entails for one of its contacts, by the rules for contacts (LC-14, LC-17, LS-11). */
import { decideLeadStatus, type EntailedAction, type LifecycleVerdict } from '../../src/handbook'
import type { CrmRecord } from '../../src/hubspot'
import { decideStage, enterStages, EvidenceReader, recordsOn, toNodeError, untilCurrent } from '../shared'
import { contactPropertiesOf, lifecycleKey } from './contacts'
import type { Board } from './board'
import type { Entailed } from './outcome'

type Part = Pick<Entailed, 'outcome' | 'reason' | 'changed'>

/** Does one action for one contact, unless it is done already. @throws HubSpotError, NodeError */
export async function entailForContact(
    board: Board,
    action: EntailedAction,
    contactId: string,
    dryRun: boolean,
    dealId: string
): Promise<Part> {
    const { account, options } = board
    const properties = contactPropertiesOf(board)
    return untilCurrent(async () => {
        const contact = await account.contacts.get({ id: contactId }, { ...options, properties })
        return action.kind === 'lifecycle'
            ? enterStage(board, action, contact, dryRun)
            : setLeadStatus(board, action, contact, dryRun, dealId)
        // HubSpot's own automation may move the contact on while it walks (facts/hubspot.md 4): a walk goes on from there.
    }, isConflict)
}

function isConflict(error: unknown): boolean {
    return toNodeError(error).code === 'HUBSPOT_CONFLICT'
}

/** Walks the contact to the stage that the deal makes, one write for each stage. */
async function enterStage(
    board: Board,
    { evidence = '' }: EntailedAction,
    contact: CrmRecord,
    dryRun: boolean
): Promise<Part> {
    const { account, edition, binding, stages, options } = board
    // A deal that was won was opened before.
    const support = evidence === 'dealWon' ? ['dealOpened'] : []
    const verdict = await decideStage(
        edition,
        lifecycleKey(board, contact),
        { evidence: [evidence], support, answers: {} },
        { walk: true, allowBackward: false },
        new EvidenceReader(account, edition, binding, contact, options)
    )
    const steps = verdict.path.map((key) => ({ key, goesBack: verdict.clearBefore.includes(key) }))
    const door = { account, stages, properties: contactPropertiesOf(board), options }
    const { changed } = await enterStages(door, contact, steps, dryRun)
    return { ...resultOf(verdict, dryRun), changed }
}

async function setLeadStatus(
    board: Board,
    { event }: EntailedAction,
    contact: CrmRecord,
    dryRun: boolean,
    dealId: string
): Promise<Part> {
    const { account, edition, statuses, options } = board
    const now = contact.properties[statuses.property] ?? null
    if (event === undefined && (await hasOtherOpenDeal(board, contact.id, dealId)))
        return {
            outcome: 'unchanged',
            reason: 'The contact has another open deal and keeps its lead status.',
            changed: {}
        }
    const verdict = decideLeadStatus({
        edition,
        stage: lifecycleKey(board, contact),
        from: statuses.keyOf(now),
        ...(event === undefined ? { to: null } : { event }),
        facts: { owner: Boolean(contact.properties.hubspot_owner_id), openDeal: event === 'dealOpened' }
    })
    if (verdict.verdict !== 'allowed') return { ...resultOf(verdict, dryRun), changed: {} }
    const value = verdict.to === null ? '' : statuses.valueOf(verdict.to)
    const { changed } = await account.contacts.update(
        { id: contact.id },
        { [statuses.property]: value },
        { ...options, blank: 'clear', expect: { [statuses.property]: now }, dryRun }
    )
    return { ...resultOf(verdict, dryRun), changed }
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
