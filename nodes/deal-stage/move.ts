import type { DealStageRequest, EntailedAction } from '../../src/handbook'
import type { CrmRecord, HistoryEntry, PropertyInputs, WriteResult } from '../../src/hubspot'
import { invalidInput, NodeError } from '../shared'
import { withProbability, type Board } from './board'
import type { DealSettings } from './config'
import { contactPropertiesOf, lifecycleKey } from './contacts'
import { chosen, entail } from './entail'
import { decideWithFacts } from './facts'
import { textsOf } from './open'
import { outcomeOf, unchanged, type DealOutcome } from './outcome'
import type { DealRequest } from './request'

/**
 * Moves a deal to a stage, or closes it (rules DS-02 to DS-10). One write changes the stage and the properties that come
 * with it, only while the deal is in the stage that was decided on. A deal that is there already gets these properties,
 * and what its stage entails and a crash left undone.
 * @throws HubSpotError, NodeError: `HUBSPOT_CONFLICT` when someone else moved the deal, and nothing was written
 */
export async function moveDeal(
    board: Board,
    settings: DealSettings,
    id: string,
    request: DealRequest
): Promise<DealOutcome> {
    return board.account.inTurn([{ objectType: 'deals', id }], () => move(board, settings, id, request))
}

async function move(
    board: Board,
    settings: DealSettings,
    id: string,
    { to, inputs, confirmed }: DealRequest
): Promise<DealOutcome> {
    const { account, edition, options, pipeline } = board
    const dryRun = settings.dryRun || account.readOnly
    const deal = await account.objects('deals').get({ id }, { ...options, properties: board.properties })
    if (deal.properties.pipeline !== pipeline)
        throw invalidInput("the deal is in another pipeline than the handbook's board")
    const contacts = await contactsOf(board, id)
    const from = board.keyOf(deal.properties.dealstage ?? '')
    const request: DealStageRequest = {
        edition,
        from,
        to,
        contacts: contacts.map((contact) => lifecycleKey(board, contact)),
        properties: board.factsIn({ ...deal.properties, ...textsOf(inputs) }),
        writes: board.namesOf(Object.keys(inputs)),
        confirmed,
        now: board.now()
    }
    const verdict = await decideWithFacts(board, request, { contacts, deal })
    const ids = contacts.map((contact) => contact.id)
    if (verdict.verdict === 'refused') return outcomeOf(board, 'deals', verdict, unchanged(deal, dryRun))
    if (verdict.verdict !== 'allowed' || verdict.to === null) {
        const result = await writeProperties(board, deal, inputs, dryRun)
        const actions = await completing(board, settings, deal, ids, from)
        const entailed = await entail(board, result.record, ids, actions, dryRun)
        return outcomeOf(board, 'deals', verdict, result, entailed)
    }
    const result = await writeStage(board, deal, verdict.to, inputs, dryRun)
    const entailed = await entail(board, result.record, ids, chosen(verdict.entails, settings), dryRun)
    return outcomeOf(
        board,
        'deals',
        dryRun ? verdict : withProbability(verdict, edition, result.record.properties),
        result,
        entailed
    )
}

/** The contacts of a deal, as the rules need them. */
export async function contactsOf(board: Board, dealId: string): Promise<CrmRecord[]> {
    const { account, options } = board
    const properties = contactPropertiesOf(board)
    const ids = await account.associations.read('deals', 'contacts', dealId, options)
    const found = await Promise.all(
        ids.map((id) => account.contacts.find({ id }, { ...options, properties }))
    )
    return found.filter((contact) => contact !== null)
}

/** Writes what a message brings for a deal that stays in its stage. */
async function writeProperties(
    board: Board,
    deal: CrmRecord,
    inputs: PropertyInputs,
    dryRun: boolean
): Promise<WriteResult> {
    if (Object.keys(inputs).length === 0) return unchanged(deal, dryRun)
    const { account, options, pipeline, properties } = board
    const dealstage = deal.properties.dealstage ?? ''
    return account
        .objects('deals')
        .update({ id: deal.id }, inputs, { ...options, properties, dryRun, expect: { dealstage, pipeline } })
}

/** Writes the stage with what comes with it, and reads it back. */
export async function writeStage(
    board: Board,
    deal: CrmRecord,
    to: string,
    inputs: PropertyInputs,
    dryRun: boolean
): Promise<WriteResult> {
    const { account, options, properties } = board
    const dealstage = board.idOf(to)
    const store = account.objects('deals')
    // HubSpot's pages date the closing, its API may not (facts/hubspot.md 13).
    const closed = board.stage(to)?.closed && inputs.closedate === undefined
    const before = deal.properties.dealstage ?? ''
    const result = await store.update(
        { id: deal.id },
        { ...inputs, ...(closed && { closedate: new Date(board.now()) }), dealstage },
        { ...options, properties, dryRun, expect: { dealstage: before, pipeline: board.pipeline } }
    )
    if (dryRun) return result
    const record = await store.get({ id: deal.id }, { ...options, properties })
    const now = record.properties.dealstage
    if (now === before)
        throw new NodeError('HUBSPOT_NOT_APPLIED', 'HubSpot said yes, but the deal is where it was')
    if (now !== dealstage)
        throw new NodeError(
            'HUBSPOT_CONFLICT',
            `someone else moved the deal right after it entered ${board.labelOf(to)}; what that entails was not done`
        )
    return { ...result, record }
}

/** What the stage that the deal is in entails, once more: who was no customer then counts as a new one. */
export async function completing(
    board: Board,
    settings: DealSettings,
    deal: CrmRecord,
    contacts: readonly string[],
    stage: string
): Promise<EntailedAction[]> {
    const actions = chosen(board.entailsOf(stage), settings)
    if (contacts.length === 0 || !actions.some(({ newCustomersOnly }) => newCustomersOnly)) return actions
    const { account, edition, binding, options } = board
    const { property } = edition.lifecycle
    const [{ propertiesWithHistory = {} }, ...found] = await Promise.all([
        account.objects('deals').get({ id: deal.id }, { ...options, propertiesWithHistory: ['dealstage'] }),
        ...contacts.map((id) =>
            account.contacts.get({ id }, { ...options, propertiesWithHistory: [property] })
        )
    ])
    const entered = propertiesWithHistory.dealstage?.find(
        ({ value }) => value === deal.properties.dealstage
    )?.timestamp
    const customer = binding.lifecycleStages.customer
    const wereCustomers = found.every(
        (contact) => valueBefore(contact.propertiesWithHistory?.[property] ?? [], entered) === customer
    )
    return wereCustomers ? actions.filter(({ newCustomersOnly }) => !newCustomersOnly) : actions
}

/** The value that a property had right before a moment; of a moment that is not known, the one it has. */
function valueBefore(history: readonly HistoryEntry[], at: string | undefined): string | undefined {
    const moment = at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at)
    return history
        .toSorted((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp))
        .find(({ timestamp }) => Date.parse(timestamp) < moment)?.value
}
