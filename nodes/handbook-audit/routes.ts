import type { NodeAPI } from 'node-red'
import { auditRules, defaultEdition, loadEdition } from '../../src/handbook'
import { adminRoutes, invalidInput, isPlainObject } from '../shared'
import type { RuleChoice } from './answers'

/** What the dialog offers: the rules of the handbook that is chosen in it which can be audited. */
export function registerRoutes(red: NodeAPI): void {
    adminRoutes(red).post('/handbook/audit', 'hubspot.read', async (request, response) => {
        const body: unknown = request.body
        if (!isPlainObject(body)) throw invalidInput('the request has no JSON body')
        const id = typeof body.edition === 'string' && body.edition !== '' ? body.edition : defaultEdition
        const edition = loadEdition(id, body.overrides)
        const rules: RuleChoice[] = auditRules(edition).map((rule) => ({
            id: rule.id,
            says: edition.rules[rule.id]?.text ?? ''
        }))
        response.json({ rules })
    })
}
