import type { Change, Difference } from '../../src/handbook'
import { wordsOf } from '../shared/editor'

const words = wordsOf('sales-handbook')

/** What a change does, as a sentence. */
export function changeWords(change: Change): string {
    switch (change.kind) {
        case 'addLifecycleStage':
            return [
                words('change.addLifecycleStage', { label: change.label }),
                ...beforeWords(change.before)
            ].join(' ')
        case 'addOptions':
            return words('change.addOptions', {
                options: change.options.map(({ label }) => `“${label}”`).join(', '),
                label: change.label,
                count: change.options.length
            })
        case 'addPipeline':
            return words('change.addPipeline', {
                label: change.label,
                stages: change.stages
                    .map(({ label, probability }) => `${label} ${percentWords(probability)}`)
                    .join(', ')
            })
        case 'addDealStage':
            return [
                words('change.addDealStage', {
                    label: change.label,
                    probability: percentWords(change.probability),
                    pipeline: change.pipelineLabel
                }),
                ...beforeWords(change.before)
            ].join(' ')
        case 'setProbability':
            return words('change.setProbability', {
                label: change.label,
                pipeline: change.pipelineLabel,
                from: change.from === null ? '–' : percentWords(change.from),
                to: percentWords(change.to)
            })
        case 'addGroup':
            return words('change.addGroup', {
                label: change.label,
                objectType: words(`objectType.${change.objectType}`)
            })
        case 'addProperty':
        default:
            return words('change.addProperty', {
                label: change.label,
                name: change.name,
                type: change.type,
                objectType: words(`objectType.${change.objectType}`)
            })
    }
}

function beforeWords(before: { label: string } | null): string[] {
    return before ? [words('change.before', { label: before.label })] : []
}

/** What a difference is about, what the portal has and what the handbook. */
export function differenceWords({ part, label, kind, found, wanted, change }: Difference): {
    title: string
    detail: string
} {
    const isProperty = part === 'property' || part === 'propertyGroup'
    const objectType = isProperty && change && 'objectType' in change ? change.objectType : null
    const what = words(`part.${part}`) + (objectType ? ` (${words(`objectType.${objectType}`)})` : '')
    const title = label === '' ? what : `${what}: ${label}`
    if (kind === 'different') {
        const values = {
            found: found === 'hidden' ? words('compare.hidden') : (found ?? '–'),
            wanted: wanted ?? '–'
        }
        return { title, detail: words('compare.foundWanted', values) }
    }
    const isNew = kind === 'missing' && wanted !== null && wanted !== label && part === 'dealPipeline'
    return { title, detail: isNew ? wanted : '' }
}

function percentWords(probability: number): string {
    return `${Math.round(probability * 1000) / 10} %`
}
