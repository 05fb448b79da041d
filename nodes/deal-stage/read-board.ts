/** The whole deal board with its figures (rules DS-05, DS-08, DS-09), read in a few calls. */
import { makeBoard, type BoardColumn, type BoardStages, type Figures } from '../../src/handbook'
import type { CrmRecord, Pipeline, SearchFilter } from '../../src/hubspot'
import { invalidConfig } from '../shared'
import type { Board } from './board'
import type { DealSettings } from './config'
import { tableOf } from './table'

/** A deal on the board, as a message carries it. */
export interface BoardEntry {
    id: string
    name: string
    amount: number
    weighted: number
    closeDate: string | null
    overdue: boolean
    expired: boolean
    owner: string | null
    /** When something was last logged on it, or it was made; ISO 8601. */
    lastActivity: string | null
    url: string
}

export interface BoardStageEntry extends Figures {
    /** The edition's key; null for deals in stages that the handbook does not have. */
    stage: string | null
    label: string
    /** The portal's, by which amounts are weighted; the handbook's where the portal lacks the stage. */
    probability: number | null
    /** Where it differs from the portal's, a finding (rule DS-09). */
    handbookProbability: number | null
    closed: 'won' | 'lost' | null
    deals: BoardEntry[]
}

export interface BoardAnswer {
    /** The portal's time at which it was read, ISO 8601. */
    at: string
    pipeline: string
    currency: string
    columns: BoardStageEntry[]
    open: Figures
    won: Figures
    lost: Figures
    forecast: Record<string, Figures>
    /** Closed deals that somebody archived (rule DS-08); looked for only when asked. */
    archived: { id: string; name: string; stage: string; owner: string | null }[]
    /** The board as a Markdown table. */
    table: string
}

/**
 * Reads the open deals of the handbook's pipeline and those closed lately, and makes the board of them.
 * @throws HubSpotError, NodeError `CONFIG_INVALID` for days that are no whole number
 */
export async function readBoard(board: Board, settings: DealSettings): Promise<BoardAnswer> {
    const { account, options, pipeline } = board
    const pipelines = await account.pipelines.list('deals', options)
    // Behind a first answer: it tells what time it is at the portal.
    const now = board.now()
    const since = sinceOf(settings, now)
    const [{ companyCurrency }, deals, archived] = await Promise.all([
        account.details(options),
        dealsOf(board, since),
        settings.archived ? archivedOf(board) : []
    ])
    const own = pipelines.find(({ id }) => id === pipeline)
    const entries = new Map(
        await Promise.all(deals.map(async (deal) => [deal.id, await entryOf(board, deal)] as const))
    )
    const { columns, open, won, lost, forecast } = makeBoard(
        stagesOf(board, own),
        deals.map(({ id, properties }) => ({
            id,
            name: properties.dealname ?? '',
            stage: board.keyOf(properties.dealstage ?? ''),
            amount: properties.amount ?? null,
            closeDate: properties.closedate ?? null,
            expires: board.factsIn(properties).contract_expiration_date ?? null
        })),
        { now }
    )
    const answer = {
        at: new Date(now).toISOString(),
        pipeline: own?.label ?? pipeline,
        currency: companyCurrency,
        columns: columns.map((column) => columnOf(board, column, entries)),
        open,
        won,
        lost,
        forecast: { ...forecast },
        archived
    }
    return { ...answer, table: tableOf(answer) }
}

/** @returns ms since 1970; null for ever */
function sinceOf({ closedDays }: DealSettings, now: number): number | null {
    const text = closedDays.trim()
    if (text === '') return null
    const days = Number(text)
    if (!Number.isInteger(days) || days < 0 || days > 36_500)
        throw invalidConfig('the days for which closed deals stay on the board are no whole number')
    return now - days * 86_400_000
}

function closedIds({ edition, binding }: Board): string[] {
    const { order, stages } = edition.deals
    return order.flatMap((key) => (stages[key]?.closed ? (binding.dealStages[key] ?? []) : []))
}

async function dealsOf(board: Board, since: number | null): Promise<CrmRecord[]> {
    const { account, options, pipeline, properties } = board
    const ids = closedIds(board)
    const here: SearchFilter = { propertyName: 'pipeline', operator: 'EQ', value: pipeline }
    const filters = (operator: 'IN' | 'NOT_IN'): SearchFilter[] =>
        ids.length === 0 ? [] : [{ propertyName: 'dealstage', operator, values: ids }]
    const lately: SearchFilter[] =
        since === null ? [] : [{ propertyName: 'closedate', operator: 'GTE', value: String(since) }]
    const search = {
        ...options,
        properties: [...properties, 'notes_last_updated'],
        filterGroups: [
            { filters: [here, ...filters('NOT_IN')] },
            ...(ids.length === 0 ? [] : [{ filters: [here, ...filters('IN'), ...lately] }])
        ]
    }
    const found: CrmRecord[] = []
    for await (const deal of account.objects('deals').search(search)) found.push(deal)
    return found
}

async function archivedOf(board: Board): Promise<BoardAnswer['archived']> {
    const { account, options, pipeline } = board
    const ids = new Set(closedIds(board))
    const listing = { ...options, archived: true, properties: board.properties }
    const found: BoardAnswer['archived'] = []
    for await (const { id, properties } of account.objects('deals').list(listing)) {
        const { dealstage = '', dealname, hubspot_owner_id: owner } = properties
        if (properties.pipeline === pipeline && ids.has(dealstage ?? ''))
            found.push({
                id,
                name: dealname ?? '',
                stage: board.labelOf(board.keyOf(dealstage ?? '')),
                owner: owner ?? null
            })
    }
    return found
}

/** The handbook's stages with the portal's probabilities. */
function stagesOf({ edition, binding }: Board, pipeline: Pipeline | undefined): BoardStages {
    const { order, stages } = edition.deals
    const own = new Map((pipeline?.stages ?? []).map(({ id, probability }) => [id, probability]))
    return {
        order,
        stages: Object.fromEntries(
            Object.entries(stages).map(([key, stage]) => [
                key,
                { ...stage, probability: own.get(binding.dealStages[key] ?? '') ?? stage.probability }
            ])
        )
    }
}

async function entryOf(
    { account }: Board,
    { id, url, properties, createdAt }: CrmRecord
): Promise<Pick<BoardEntry, 'owner' | 'lastActivity' | 'url'>> {
    return {
        owner: properties.hubspot_owner_id ?? null,
        lastActivity: properties.notes_last_updated ?? properties.createdate ?? createdAt ?? null,
        url: url ?? (await account.recordUrl('deals', id))
    }
}

function columnOf(
    board: Board,
    { key, cards, label, probability, ...column }: BoardColumn,
    entries: ReadonlyMap<string, Pick<BoardEntry, 'owner' | 'lastActivity' | 'url'>>
): BoardStageEntry {
    return {
        ...column,
        stage: key,
        label: label || 'Other stages',
        probability,
        handbookProbability: board.stage(key ?? '')?.probability ?? null,
        deals: cards.flatMap((card) => {
            const entry = entries.get(card.id)
            return entry ? [{ ...card, ...entry }] : []
        })
    }
}
