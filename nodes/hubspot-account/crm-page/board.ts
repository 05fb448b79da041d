import type { BoardColumn, BoardDeal } from './answers'
import type { DealStage } from './stages'

/**
 * The deal board: one column per stage in the pipeline's order, the closed ones among them, because closed deals stay
 * visible (rule DS-08). A stage the pipeline does not name gets a column before the closed ones: no deal is left out
 * of sight. Within a column the next close date comes first.
 * @param limit deals shown per column; count and amount are of all of them
 */
export function boardOf(
    deals: readonly BoardDeal[],
    stages: readonly DealStage[],
    limit: number
): BoardColumn[] {
    const byStage = new Map<string, BoardDeal[]>()
    for (const deal of deals) {
        const column = byStage.get(deal.stage)
        if (column) column.push(deal)
        else byStage.set(deal.stage, [deal])
    }
    const known = new Set(stages.map(({ id }) => id))
    const unknown = [...byStage.keys()]
        .filter((id) => !known.has(id))
        .sort()
        .map((id) => ({ id, label: id, closed: false }))
    const columns = [
        ...stages.filter(({ closed }) => !closed),
        ...unknown,
        ...stages.filter(({ closed }) => closed)
    ]
    return columns.map(({ id, label, closed }) => {
        const here = (byStage.get(id) ?? []).toSorted(byCloseDate)
        return {
            stage: id,
            label,
            closed,
            count: here.length,
            amount: here.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
            deals: here.slice(0, limit)
        }
    })
}

function byCloseDate(a: BoardDeal, b: BoardDeal): number {
    if (a.closeDate === b.closeDate) return Number(a.id) - Number(b.id)
    if (a.closeDate === '' || b.closeDate === '') return a.closeDate === '' ? 1 : -1
    return a.closeDate < b.closeDate ? -1 : 1
}
