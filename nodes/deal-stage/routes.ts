import type { NodeAPI } from 'node-red'
import { defaultEdition, loadEdition, type Edition } from '../../src/handbook'
import { adminRoutes, invalidInput, isPlainObject } from '../shared'
import type { DealChoices } from './choices'

/** What the dialog offers: stages, confirmations and entailments of the handbook that is chosen in it. */
export function registerRoutes(red: NodeAPI): void {
    adminRoutes(red).post('/handbook/deals', 'hubspot.read', async (request, response) => {
        const body: unknown = request.body
        if (!isPlainObject(body)) throw invalidInput('the request has no JSON body')
        const id = typeof body.edition === 'string' && body.edition !== '' ? body.edition : defaultEdition
        response.json(choicesIn(loadEdition(id, body.overrides)))
    })
}

function choicesIn({ deals }: Edition): DealChoices {
    const stages = deals.order.flatMap((value) => {
        const stage = deals.stages[value]
        return stage ? [{ value, ...stage }] : []
    })
    const requirements = [deals.opening.requires, ...stages.map(({ requires = {} }) => requires)]
        .flatMap((one) => Object.entries(one))
        .filter(([, { any }]) => any.some(({ kind }) => kind === 'confirmed'))
        .map(([value, { label }]) => ({ value, label }))
    return {
        stages: stages.map(({ value, label, closed }) => ({ value, label, ...(closed && { closed }) })),
        opening: deals.opening.stages[0] ?? null,
        requirements: [...new Map(requirements.map((one) => [one.value, one])).values()],
        entailments: stages.flatMap(({ value: stage, entails = {} }) =>
            Object.entries(entails).map(([value, { label, rule, byDefault }]) => ({
                value,
                label,
                rule,
                stage,
                byDefault
            }))
        )
    }
}
