import { decideDealStage } from '../../src/handbook'
import type { CrmRecord, PropertyInputs } from '../../src/hubspot'
import { invalidInput, recordsOn } from '../shared'
import { withProbability, type Board } from './board'
import type { DealSettings } from './config'
import { contactPropertiesOf, lifecycleKey } from './contacts'
import { chosen, entail } from './entail'
import { decideWithFacts } from './facts'
import { outcomeOf, unchanged, type DealOutcome } from './outcome'
import type { DealRequest } from './request'
import type { Subject } from './subject'

/**
 * Opens a deal with a contact (rules DS-01, WWW-04, LC-16). The same message finds the deal that it opened before by
 * contact, pipeline and deal name, and completes what a crash left undone (docs/decisions/0140).
 * @throws HubSpotError, NodeError
 */
export async function openDeal(
    board: Board,
    settings: DealSettings,
    { ref }: Subject,
    request: DealRequest
): Promise<DealOutcome> {
    const { account, options, pipeline } = board
    const properties = contactPropertiesOf(board)
    const contact = await account.contacts.get(ref, { ...options, properties })
    return account.inTurn([{ objectType: 'contacts', id: contact.id }], () =>
        open(board, settings, contact, request, pipeline)
    )
}

async function open(
    board: Board,
    settings: DealSettings,
    contact: CrmRecord,
    { to, inputs, confirmed }: DealRequest,
    pipeline: string
): Promise<DealOutcome> {
    const { account, edition, options } = board
    const dryRun = settings.dryRun || account.readOnly
    const name = inputs.dealname
    if (typeof name !== 'string') throw invalidInput('the new deal has no name')
    const isSame = ({ properties: own }: CrmRecord) =>
        own.pipeline === pipeline && plain(own.dealname ?? '') === plain(name)
    const place = { objectType: 'contacts', id: contact.id }
    const held = await recordsOn(account, place, 'deals', board.properties, options)
    const openDeals = held.filter(
        ({ properties: own }) => own.pipeline === pipeline && own.hs_is_closed !== 'true'
    )
    const request = {
        edition,
        from: null,
        to,
        contacts: [lifecycleKey(board, contact)],
        properties: board.factsIn(textsOf(inputs)),
        confirmed,
        now: board.now()
    }

    const opened = held.find(isSame)
    if (opened) return again(board, settings, opened, to, dryRun)
    const verdict = await decideWithFacts(
        board,
        { ...request, openDeals: openDeals.length, allowSecond: settings.allowSecond },
        { contacts: [contact] }
    )
    const [other] = openDeals
    if (verdict.verdict === 'unchanged' && other)
        return outcomeOf(board, 'deals', verdict, unchanged(other, dryRun))
    if (verdict.verdict !== 'allowed')
        return outcomeOf(board, 'contacts', verdict, unchanged(contact, dryRun))

    const owner = contact.properties.hubspot_owner_id
    const properties: PropertyInputs = {
        ...(owner && { hubspot_owner_id: owner }),
        ...inputs,
        pipeline,
        dealstage: board.idOf(to)
    }
    const actions = chosen(verdict.entails, settings)
    const result = dryRun
        ? await account.objects('deals').create(properties, { ...options, dryRun: true })
        : await create(board, properties, contact.id, isSame)
    const entailed = await entail(board, result.record, [contact.id], actions, dryRun)
    return outcomeOf(
        board,
        'deals',
        withProbability(verdict, edition, result.record.properties),
        result,
        entailed
    )
}

async function create(
    { account, properties: read, options }: Board,
    properties: PropertyInputs,
    contact: string,
    isSame: (deal: CrmRecord) => boolean
) {
    const { record, created } = await account.createOnce(
        'deals',
        { properties, places: [{ objectType: 'contacts', id: contact }], read, isSame },
        options
    )
    if (!created) return unchanged(record, false)
    const changed = Object.entries(textsOf(properties)).map(([name, to]) => [name, { from: null, to }])
    // Read back, so that it leaves with what HubSpot works out.
    const whole = await account.objects('deals').get({ id: record.id }, { ...options, properties: read })
    return {
        outcome: 'created' as const,
        record: whole,
        changed: Object.fromEntries(changed) as Record<string, { from: null; to: string }>,
        dryRun: false
    }
}

/** The deal is there: completes what its opening entails, unless it has moved on since. */
async function again(
    board: Board,
    settings: DealSettings,
    deal: CrmRecord,
    to: string,
    dryRun: boolean
): Promise<DealOutcome> {
    const { account, edition, options } = board
    const from = board.keyOf(deal.properties.dealstage ?? '')
    const verdict = {
        ...decideDealStage({ edition, from: to, to, now: board.now() }),
        from,
        reason: `The deal was opened before and is in ${board.labelOf(from)}.`
    }
    const contacts = await account.associations.read('deals', 'contacts', deal.id, options)
    const actions = from === to ? chosen(board.entailsOf(to), settings) : []
    const entailed = await entail(board, deal, contacts, actions, dryRun)
    return outcomeOf(board, 'deals', verdict, unchanged(deal, dryRun), entailed)
}

/** How names of deals are compared: without case, and with spaces as one. */
function plain(name: string): string {
    return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

/** Inputs as HubSpot holds them. */
export function textsOf(inputs: PropertyInputs): Record<string, string> {
    return Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [
            name,
            value instanceof Date ? value.toISOString() : String(value ?? '')
        ])
    )
}
