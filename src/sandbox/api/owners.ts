import { notFound } from '../crm/errors'
import type { Owner } from '../crm/model'
import { ok, type Answer, type Call } from './context'
import { isArchived, limitOf } from './input'

/** facts 9: what an owner looks like; `hubspot_owner_id` takes `id`, not `userId`. */
const tell = (owner: Owner) => ({
    ...owner,
    type: 'PERSON',
    userIdIncludingInactive: owner.userId,
    teams: []
})

const need = (call: Call) => call.need(['crm.objects.owners.read'])

/** GET the owners, paged. */
export function listOwners(call: Call): Answer {
    need(call)
    const { portal, query } = call
    const email = query.get('email')?.toLowerCase()
    const owners = portal.owners.filter(
        (owner) => owner.archived === isArchived(query) && (!email || owner.email === email)
    )
    const limit = limitOf(query, 500, 100)
    const after = query.get('after')
    const start = after
        ? Math.max(
              0,
              owners.findIndex(({ id }) => id === after)
          )
        : 0
    const next = owners[start + limit]
    return ok({
        results: owners.slice(start, start + limit).map(tell),
        ...(next && { paging: { next: { after: next.id } } })
    })
}

/** GET one owner by id, or by user id with `idProperty=userId`. */
export function readOwner(call: Call): Answer {
    need(call)
    const { portal, params, query } = call
    const byUser = query.get('idProperty') === 'userId'
    const owner = portal.owners.find(({ id, userId }) => (byUser ? String(userId) : id) === params['owner'])
    if (owner?.archived !== isArchived(query)) throw notFound()
    return ok(tell(owner))
}
