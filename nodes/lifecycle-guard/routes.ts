import type { NodeAPI } from 'node-red'
import { defaultEdition, loadEdition } from '../../src/handbook'
import { adminRoutes, invalidInput, isPlainObject } from '../shared'
import type { LifecycleChoices } from './answers'

/** What the dialog offers: the stages and the kinds of evidence of the handbook that is chosen in it. */
export function registerRoutes(red: NodeAPI): void {
    adminRoutes(red).post('/handbook/lifecycle', 'hubspot.read', async (request, response) => {
        const body: unknown = request.body
        if (!isPlainObject(body)) throw invalidInput('the request has no JSON body')
        const id = typeof body.edition === 'string' && body.edition !== '' ? body.edition : defaultEdition
        const { lifecycle } = loadEdition(id, body.overrides)
        const answer: LifecycleChoices = {
            stages: lifecycle.order.map((key) => ({
                value: key,
                label: lifecycle.stages[key]?.label ?? key
            })),
            evidence: Object.entries(lifecycle.evidence).map(([value, { label }]) => ({ value, label }))
        }
        response.json(answer)
    })
}
