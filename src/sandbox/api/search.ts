import { readSearch } from '../search/request'
import { runSearch } from '../search/run'
import { ok, readable, type Answer, type Call } from './context'
import { present } from './present'

/** POST search (facts 3). */
export function search(call: Call): Answer {
    const { portal } = call
    const store = readable(call)
    const request = readSearch(call.body)
    const view = portal.view(true)
    const { total, page, next } = runSearch(portal, store, request, view)
    const wanted = { properties: request.properties, withHistory: [], associations: [] }
    return ok({
        total,
        results: page.map((record) => ({
            ...present(portal, store, record, wanted, view),
            // The index does not know yet that a record was archived.
            archived: false
        })),
        ...(next !== null && { paging: { next: { after: String(next) } } })
    })
}
