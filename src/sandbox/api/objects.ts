import { notFound, validation } from '../crm/errors'
import type { StoredRecord } from '../crm/model'
import { inBin, type RecordStore } from '../crm/store'
import { commit, planWrite } from '../crm/write'
import { linkCreated, plannedLinks } from './associate'
import { ok, readable, writable, type Answer, type Call } from './context'
import { asObject, asProperties, isArchived, limitOf, listOf } from './input'
import { present, presentWrite, type Wanted } from './present'

/** `properties`, `propertiesWithHistory` and `associations` of a query. */
const wantedOf = (query: URLSearchParams): Wanted => ({
    properties: listOf(query, 'properties'),
    withHistory: listOf(query, 'propertiesWithHistory'),
    associations: listOf(query, 'associations')
})

/**
 * The record a path or an input names: by id, or by a unique property (`idProperty`, secondary e-mails too).
 * @throws CrmError when the property is not unique
 */
export function findRecord(
    store: RecordStore,
    ref: string,
    idProperty: string | undefined
): StoredRecord | undefined {
    if (!idProperty || idProperty === 'hs_object_id') return store.get(ref)
    if (!store.isKey(idProperty))
        throw validation(`Property ${idProperty} is not a unique property of ${store.type.id}`)
    return store.byKey(idProperty, ref)
}

function recordOf(call: Call, store: RecordStore, archived: boolean): StoredRecord {
    const record = findRecord(store, call.params['id'] ?? '', call.query.get('idProperty') ?? undefined)
    if (!record || (record.archivedAt !== null) !== archived) throw notFound()
    if (archived && !inBin(record, call.portal.now())) throw notFound()
    return record
}

/** GET one record. */
export function readOne(call: Call): Answer {
    const store = readable(call)
    const record = recordOf(call, store, isArchived(call.query))
    return ok(present(call.portal, store, record, wantedOf(call.query), call.portal.view()))
}

/** GET a page of records, ascending by id; `after` is the id of the next one (facts 2). */
export function list(call: Call): Answer {
    const { portal, query } = call
    const store = readable(call)
    const wanted = wantedOf(query)
    const most = wanted.withHistory.length > 0 ? 50 : 100
    const limit = limitOf(query, most, 10)
    const after = query.get('after') || '0'
    if (!/^\d{1,15}$/.test(after)) throw validation('after is not a paging cursor')
    const archived = isArchived(query)
    const found: StoredRecord[] = []
    const now = portal.now()
    for (
        let index = store.indexFrom(Number(after));
        index < store.records.length && found.length <= limit;
        index++
    ) {
        const record = store.records[index]
        if (record && (archived ? inBin(record, now) : record.archivedAt === null)) found.push(record)
    }
    const next = found[limit]?.id
    const view = portal.view()
    return ok({
        results: found.slice(0, limit).map((record) => present(portal, store, record, wanted, view)),
        ...(next !== undefined && {
            paging: { next: { after: next, link: nextLink(store, query, next) } }
        })
    })
}

function nextLink(store: RecordStore, query: URLSearchParams, after: string): string {
    const next = new URLSearchParams(query)
    next.set('after', after)
    return `https://api.hubapi.com/crm/v3/objects/${store.type.name}?${next.toString()}`
}

/** POST one record. */
export function createOne(call: Call): Answer {
    const store = writable(call)
    const { portal, source } = call
    const body = asObject(call.body)
    const plan = planWrite(portal, store, null, asProperties(body['properties']), source)
    const links = plannedLinks(portal, store, body['associations'])
    const record = commit(portal, plan, portal.write(source))
    linkCreated(portal, record, links)
    return { status: 201, body: presentWrite(portal, store, record, plan.written, true) }
}

/** PATCH one record. */
export function updateOne(call: Call): Answer {
    const store = writable(call)
    const { portal, source } = call
    const record = recordOf(call, store, false)
    const plan = planWrite(portal, store, record, asProperties(asObject(call.body)['properties']), source)
    commit(portal, plan, portal.write(source))
    return ok(presentWrite(portal, store, record, plan.written, false))
}

/** DELETE one record: to the recycle bin. One that is there already is no error (?), one that never was is. */
export function archiveOne(call: Call): Answer {
    const store = writable(call)
    const record = findRecord(store, call.params['id'] ?? '', call.query.get('idProperty') ?? undefined)
    if (!record) throw notFound()
    if (record.archivedAt === null) call.portal.archive(store, record, call.source)
    return { status: 204 }
}
