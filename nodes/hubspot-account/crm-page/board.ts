import { makeBoard, type BoardDeal as HandbookDeal, type BoardStages } from '../../../src/handbook'
import type { SandboxPipeline, SandboxRecord } from '../../../src/sandbox'
import type { BoardAnswer, BoardDeal } from './answers'

/** What a card of the board is made of; the expiration date by the name that the handbook gives it (rule DS-05). */
export const dealProperties = [
    'dealname',
    'dealstage',
    'pipeline',
    'amount',
    'closedate',
    'contract_expiration_date',
    'hubspot_owner_id'
]

/** A deal as the handbook's board takes it, with what its card shows besides. */
export interface Deal extends HandbookDeal {
    name: string
    stage: string
    pipeline: string
    amount: number | null
    owner: string
}

/** @param record with `dealProperties` */
export function dealOf({ id, properties }: Pick<SandboxRecord, 'id' | 'properties'>): Deal {
    const amount = properties.amount ? Number(properties.amount) : Number.NaN
    return {
        id,
        name: properties.dealname ?? '',
        stage: properties.dealstage ?? '',
        pipeline: properties.pipeline ?? '',
        amount: Number.isFinite(amount) ? amount : null,
        closeDate: properties.closedate ?? null,
        expires: properties.contract_expiration_date ?? null,
        owner: properties.hubspot_owner_id ?? ''
    }
}

/**
 * The board of one pipeline, by the handbook's own reckoning (rules DS-05, DS-08, DS-09): a column per stage, closed
 * ones too, and one for deals in stages that the pipeline does not have.
 * @param wanted the pipeline's id; otherwise the first that has deals, or the first
 * @param now ms, of the portal's clock
 * @param limit deals shown per column; the figures are of all
 */
export function boardOf(
    deals: ReadonlyMap<string, Deal>,
    pipelines: readonly SandboxPipeline[],
    { wanted, now, limit }: { wanted: string | null; now: number; limit: number }
): Omit<BoardAnswer, 'revision' | 'labels'> {
    const byPipeline = sortOut(deals.values(), pipelines)
    const dealsOf = (pipeline: SandboxPipeline | undefined) => byPipeline.get(pipeline?.id ?? '') ?? []
    const shown =
        pipelines.find(({ id }) => id === wanted) ??
        pipelines.find((pipeline) => dealsOf(pipeline).length > 0) ??
        pipelines[0]
    const board = makeBoard(stagesOf(shown?.stages ?? []), dealsOf(shown), { now })
    const { open, won, lost } = board
    return {
        deals: deals.size,
        pipelines: pipelines.map((pipeline) => ({
            id: pipeline.id,
            label: pipeline.label,
            deals: dealsOf(pipeline).length
        })),
        pipeline: shown?.id ?? null,
        columns: board.columns.map(({ key, closed, cards, ...column }) => ({
            ...column,
            stage: key,
            closed: closed !== null,
            deals: cards.slice(0, limit).flatMap(({ id, name, closeDate, overdue, expired }): BoardDeal[] => {
                const deal = deals.get(id)
                if (!deal) return []
                const { stage, amount, owner } = deal
                return [{ id, name, stage, amount, closeDate, overdue, expired, owner }]
            })
        })),
        open,
        won,
        lost
    }
}

/** Every deal stands on one board: its pipeline's, or else that of the pipeline with its stage, or the first. */
function sortOut(deals: Iterable<Deal>, pipelines: readonly SandboxPipeline[]): Map<string, Deal[]> {
    const byPipeline = new Map(pipelines.map(({ id }): [string, Deal[]] => [id, []]))
    const byStage = new Map(
        pipelines.toReversed().flatMap(({ id, stages }) => stages.map((stage) => [stage.id, id] as const))
    )
    const first = pipelines[0]?.id ?? ''
    for (const deal of deals) {
        const id = byPipeline.has(deal.pipeline) ? deal.pipeline : (byStage.get(deal.stage) ?? first)
        const others = byPipeline.get(id)
        if (others) others.push(deal)
        else byPipeline.set(id, [deal])
    }
    return byPipeline
}

/** A pipeline as a board. */
function stagesOf(stages: SandboxPipeline['stages']): BoardStages {
    return {
        order: stages.map(({ id }) => id),
        stages: Object.fromEntries(
            stages.map(({ id, label, closed, probability }) => [
                id,
                {
                    label,
                    probability: probability ?? 0,
                    ...(closed && { closed: probability === 1 ? ('won' as const) : ('lost' as const) })
                }
            ])
        )
    }
}
