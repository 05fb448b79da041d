/** Compares the handbook's deal board with the portal's pipelines (rules DS-01 to DS-10). */
import type { Edition } from './edition'
import type { Change } from './portal-changes'
import type { PortalPipeline } from './portal-definitions'
import { type Difference, differentLabel, differentOrder, extras } from './portal-difference'
import { findPipeline, findStage, newPipelineLabel } from './portal-match'

/** None for an edition that says nothing of deal stages. */
export function compareDeals(edition: Edition, pipelines: readonly PortalPipeline[]): Difference[] {
    const { order, stages, rule } = edition.deals
    if (order.length === 0) return []
    const wanted = order.flatMap((key) => {
        const stage = stages[key]
        return stage ? [{ key, ...stage }] : []
    })
    const board = findPipeline(edition, pipelines)
    if (!board) {
        const label = newPipelineLabel(edition, pipelines)
        const made = wanted.map(({ label: name, probability }) => ({ label: name, probability }))
        return [
            {
                kind: 'missing',
                part: 'dealPipeline',
                key: 'pipeline',
                label,
                found: null,
                wanted: made.map((stage) => `${stage.label} ${percent(stage.probability)}`).join(' → '),
                rule,
                change: { kind: 'addPipeline', label, stages: made }
            }
        ]
    }
    const at = { pipeline: board.id, pipelineLabel: board.label }
    const found = wanted.map((stage) => findStage(stage, board.stages))
    const differences = wanted.flatMap(({ key, label, probability, rule: own }, index): Difference[] => {
        const stage = found[index]
        if (!stage) {
            const next = found.slice(index + 1).find((behind) => behind !== undefined)
            const change: Change = {
                kind: 'addDealStage',
                ...at,
                label,
                probability,
                before: next ? { value: next.id, label: next.label } : null
            }
            const words = `${label} ${percent(probability)}`
            return [
                {
                    kind: 'missing',
                    part: 'dealStage',
                    key,
                    label,
                    found: null,
                    wanted: words,
                    rule: own,
                    change
                }
            ]
        }
        const renamed = differentLabel('dealStage', key, label, stage, own)
        const { probability: from } = stage
        if (from !== null && Math.abs(from - probability) < 1e-9) return renamed
        return [
            ...renamed,
            {
                kind: 'different',
                part: 'probability',
                key,
                label,
                found: from === null ? null : percent(from),
                wanted: percent(probability),
                rule: Object.hasOwn(edition.rules, 'DS-09') ? 'DS-09' : own,
                change: {
                    kind: 'setProbability',
                    ...at,
                    stage: stage.id,
                    label: stage.label,
                    from,
                    to: probability
                }
            }
        ]
    })
    const present = found.filter((stage) => stage !== undefined)
    const named = board.stages.map(({ id, label }) => ({ value: id, label }))
    const boundValues = present.map(({ id, label }) => ({ value: id, label }))
    return [
        ...differences,
        ...differentOrder('dealOrder', boundValues, named, rule),
        ...extras('dealStage', named, boundValues, rule)
    ]
}

function percent(probability: number): string {
    return `${Math.round(probability * 1000) / 10} %`
}
