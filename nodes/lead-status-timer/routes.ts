import type { NodeAPI } from 'node-red'
import { defaultEdition, loadEdition } from '../../src/handbook'
import { adminRoutes, invalidInput, isPlainObject } from '../shared'
import type { StatusChoices } from './choices'

/** What the dialog offers: events, statuses and clocks of the handbook that is chosen in it. */
export function registerRoutes(red: NodeAPI): void {
    adminRoutes(red).post('/handbook/lead-status', 'hubspot.read', async (request, response) => {
        const body: unknown = request.body
        if (!isPlainObject(body)) throw invalidInput('the request has no JSON body')
        const id = typeof body.edition === 'string' && body.edition !== '' ? body.edition : defaultEdition
        const { events, order, values, timers } = loadEdition(id, body.overrides).leadStatus
        const entries = (map: Readonly<Record<string, { readonly label: string }>>) =>
            Object.entries(map).map(([value, { label }]) => ({ value, label }))
        const answer: StatusChoices = {
            events: entries(events),
            statuses: order.map((key) => ({ value: key, label: values[key]?.label ?? key })),
            timers: entries(timers)
        }
        response.json(answer)
    })
}
