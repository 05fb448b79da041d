import type { NodeAPI } from 'node-red'
import { defaultEdition, loadEdition } from '../../src/handbook'
import { adminRoutes, invalidInput, isPlainObject } from '../shared'
import type { QuestionSetChoice } from './choices'

/** What the dialog offers: the question sets of the handbook that is chosen in it. */
export function registerRoutes(red: NodeAPI): void {
    adminRoutes(red).post('/handbook/questions', 'hubspot.read', async (request, response) => {
        const body: unknown = request.body
        if (!isPlainObject(body)) throw invalidInput('the request has no JSON body')
        const id = typeof body.edition === 'string' && body.edition !== '' ? body.edition : defaultEdition
        const { questions } = loadEdition(id, body.overrides)
        const sets = Object.entries(questions).map(([value, { label, rule, inNotes, ...set }]) => ({
            value,
            label,
            rule,
            inNotes,
            questions: set.order.map((key) => ({ key, label: set.questions[key]?.label ?? key }))
        }))
        response.json(sets satisfies QuestionSetChoice[])
    })
}
