import { reviewDealStage, type DealStageRequest, type DealStageVerdict } from '../../src/handbook'
import type { CrmRecord, HistoryEntry, WriteResult } from '../../src/hubspot'
import type { Board } from './board'
import type { DealSettings } from './config'
import { lifecycleKey } from './contacts'
import { entail } from './entail'
import { decideWithFacts } from './facts'
import { askOwner, settleAsked } from './ask-owner'
import { completing, contactsOf, writeStage } from './move'
import { outcomeOf, unchanged, type DealOutcome } from './outcome'

/**
 * Reviews a deal that somebody made or moved, by HubSpot's history of its stage (docs/decisions/0181). One that lacks
 * something gets a task for its owner, and is put back or closed when the settings say so; for one that lacks nothing
 * what its stage entails is done. Nothing is done twice.
 * @throws HubSpotError, NodeError
 */
export async function reviewDeal(board: Board, settings: DealSettings, id: string): Promise<DealOutcome> {
    return board.account.inTurn([{ objectType: 'deals', id }], () => review(board, settings, id))
}

async function review(board: Board, settings: DealSettings, id: string): Promise<DealOutcome> {
    const { account, edition, options, pipeline } = board
    const dryRun = settings.dryRun || account.readOnly
    const deal = await account
        .objects('deals')
        .get({ id }, { ...options, properties: board.properties, propertiesWithHistory: ['dealstage'] })
    const passed = stagesPassed(board, deal)
    const to = board.keyOf(deal.properties.dealstage ?? '')
    const from = passed.at(-1) ?? null
    if (deal.properties.pipeline !== pipeline)
        return outcomeOf(board, 'deals', elsewhere(board, from, to), unchanged(deal, dryRun))
    const contacts = await contactsOf(board, id)
    const request: DealStageRequest = {
        edition,
        from,
        to,
        contacts: contacts.map((contact) => lifecycleKey(board, contact)),
        properties: board.factsIn(deal.properties),
        now: board.now()
    }
    const judge = (at: string, before: string | null) =>
        decideWithFacts(board, { ...request, from: before, to: at }, { contacts, deal }, reviewDealStage)
    /** Whether the deal would lack nothing in another stage. */
    const fits = async (stage: string) => (await judge(stage, null)).missing.length === 0
    const verdict = await leavingIsRight(await judge(to, from), from, fits)
    const ids = contacts.map((contact) => contact.id)
    if (verdict.verdict !== 'refused') {
        const actions = await completing(board, settings, deal, ids, to)
        const entailed = await entail(board, deal, ids, actions, dryRun)
        const asked = settings.ask ? await settleAsked(board, deal, verdict, dryRun) : []
        return outcomeOf(board, 'deals', verdict, unchanged(deal, dryRun), [...entailed, ...asked])
    }
    // Before the repair: killed behind that, nobody would know any more what was missing.
    const asked =
        settings.ask && verdict.missing.length > 0
            ? await askOwner(board, deal, contacts, verdict, dryRun)
            : []
    const mended = await mend(board, settings, { deal, passed, verdict, fits }, dryRun)
    const actions =
        mended.to === undefined || settings.repair !== 'close'
            ? []
            : await completing(board, settings, mended.result.record, ids, mended.to)
    const entailed = await entail(board, mended.result.record, ids, actions, dryRun)
    const path = mended.to === undefined ? [] : [mended.to]
    const reason = [verdict.reason, mended.reason].filter(Boolean).join(' ')
    return outcomeOf(board, 'deals', { ...verdict, path, reason }, mended.result, [...asked, ...entailed])
}

/** The stages that the deal was in before, by the edition's keys, oldest first. */
function stagesPassed(board: Board, { properties, propertiesWithHistory = {} }: CrmRecord): string[] {
    const keys = oldestFirst(propertiesWithHistory.dealstage ?? [])
        .filter(({ value }) => value !== '')
        .map(({ value }) => board.keyOf(value))
    const passed = keys.filter((key, index) => key !== keys[index + 1])
    const now = board.keyOf(properties.dealstage ?? '')
    return passed.at(-1) === now ? passed.slice(0, -1) : passed
}

/** HubSpot gives the newest first: turned round, changes of one millisecond keep their order. */
function oldestFirst(history: readonly HistoryEntry[]): HistoryEntry[] {
    return history.toReversed().toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
}

/** Who takes a deal out of a stage that it may not be in goes back, and does right where the edition is strict, too. */
async function leavingIsRight(
    verdict: DealStageVerdict,
    from: string | null,
    fits: (stage: string) => Promise<boolean>
): Promise<DealStageVerdict> {
    const isAboutOrder = verdict.verdict === 'refused' && verdict.missing.length === 0
    if (!isAboutOrder || verdict.move !== 'back' || from === null || (await fits(from))) return verdict
    return {
        ...verdict,
        verdict: 'allowed',
        advice: verdict.reason,
        reason: 'The deal was taken out of a stage whose conditions it does not meet.'
    }
}

interface Misplaced {
    deal: CrmRecord
    passed: readonly string[]
    verdict: DealStageVerdict
    fits: (stage: string) => Promise<boolean>
}

interface Mended {
    result: WriteResult
    /** Where the deal was put. */
    to?: string
    reason: string
}

/**
 * Puts a deal that lacks something back to where it lacks nothing, or closes it as lost, when the settings say so. What
 * is only out of order stays: putting it back would be out of order again.
 */
async function mend(
    board: Board,
    { repair }: DealSettings,
    { deal, passed, verdict, fits }: Misplaced,
    dryRun: boolean
): Promise<Mended> {
    const stays = { result: unchanged(deal, dryRun), reason: '' }
    if (repair === 'report' || verdict.missing.length === 0) return stays
    const to =
        repair === 'close' ? board.closedAs('lost') : await lastThatFits(board, passed, verdict.to, fits)
    if (to === undefined)
        return { ...stays, reason: 'There is no stage before that the deal could be put back to.' }
    const result = await writeStage(board, deal, to, {}, dryRun)
    const done = dryRun ? 'would be' : 'was'
    const what = repair === 'close' ? 'closed as' : 'put back to'
    return { result, to, reason: `The deal ${done} ${what} ${board.labelOf(to)}.` }
}

/** The last open stage before in which the deal lacks nothing: the review of a repair finds nothing to mend. */
async function lastThatFits(
    board: Board,
    passed: readonly string[],
    now: string | null,
    fits: (stage: string) => Promise<boolean>
): Promise<string | undefined> {
    for (const key of passed.toReversed()) {
        const stage = board.stage(key)
        if (stage && !stage.closed && key !== now && (await fits(key))) return key
    }
    return undefined
}

/** A deal of another pipeline is none of the handbook's. */
function elsewhere(board: Board, from: string | null, to: string): DealStageVerdict {
    const { edition } = board
    return {
        ...reviewDealStage({ edition, from, to, now: board.now() }),
        verdict: 'unchanged',
        rule: edition.deals.rule,
        from,
        to,
        path: [],
        missing: [],
        advice: null,
        entails: [],
        reason: "The deal is in another pipeline than the handbook's board."
    }
}
