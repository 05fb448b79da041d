import { alreadyExistsSomewhere, CrmError, notFound, validation } from '../crm/errors'
import type { StoredRecord } from '../crm/model'
import type { RecordStore } from '../crm/store'
import { commit, planWrite, type Plan } from '../crm/write'
import { hasTraces, inputsOf, refuseDuplicates, shuffled, traced, tracesOf } from './batchInput'
import { linkCreated, plannedLinks, type Link } from './associate'
import { batchAnswer, readable, writable, type Answer, type Call } from './context'
import { asObject, asOptionalText, asProperties, asText, asTexts, isArchived, type Json } from './input'
import { findRecord } from './objects'
import { present, presentWrite } from './present'

/** One error of a multi-status answer (facts 2). */
interface ItemError {
    status: 'error'
    category: string
    message: string
    context: Record<string, string[]>
    errors?: unknown
    subCategory?: string
}

/** POST batch/read: up to 100 ids, 50 with history; what is not there is told in `errors`. */
export function readBatch(call: Call): Answer {
    const { portal } = call
    const store = readable(call)
    const body = asObject(call.body)
    const wanted = {
        properties: asTexts(body['properties']),
        withHistory: asTexts(body['propertiesWithHistory']),
        associations: []
    }
    const inputs = inputsOf(call.body, wanted.withHistory.length > 0)
    const idProperty = asOptionalText(body['idProperty'])
    const ids = inputs.map(({ id }) => asText(id))
    refuseDuplicates(
        store,
        ids.map((id) => [idProperty, id])
    )
    const archived = isArchived(call.query)
    const missing: string[] = []
    const found = new Set<StoredRecord>()
    for (const id of ids) {
        const record = findRecord(store, id, idProperty)
        if (record && (record.archivedAt !== null) === archived) found.add(record)
        else missing.push(id)
    }
    const view = portal.view()
    const results = shuffled([...found]).map((record) => present(portal, store, record, wanted, view))
    return batchAnswer(portal, 200, results, missing.length > 0 ? [missingItem(store, missing)] : [])
}

/**
 * POST batch/create. One bad record rejects all of them, unless every input has a unique
 * `objectWriteTraceId`: then the good ones are written and the others told (facts 2).
 */
export function createBatch(call: Call): Answer {
    const { portal, source } = call
    const store = writable(call)
    const inputs = inputsOf(call.body)
    const write = portal.write(source)
    const plan = (input: Json, claimed: Set<string>) => ({
        plan: planWrite(portal, store, null, asProperties(input['properties']), source, claimed),
        links: plannedLinks(portal, store, input['associations'])
    })
    const done = ({ plan, links }: { plan: Plan; links: Link[] }, input: Json) => {
        const record = commit(portal, plan, write)
        linkCreated(portal, record, links)
        return traced(input, presentWrite(portal, store, record, plan.written, true))
    }
    return writeAll(call, 201, inputs, hasTraces(inputs), plan, done)
}

/**
 * POST batch/update. Ids that do not exist are told in `errors`; a bad value rejects all, as on create (?: the
 * sources differ on updates without trace ids).
 */
export function updateBatch(call: Call): Answer {
    const { portal, source } = call
    const store = writable(call)
    const inputs = inputsOf(call.body)
    refuseDuplicates(
        store,
        inputs.map(({ id, idProperty }) => [asOptionalText(idProperty), asText(id)])
    )
    const write = portal.write(source)
    const missing: Json[] = []
    const there = inputs.filter((input) => {
        const record = findRecord(store, asText(input['id']), asOptionalText(input['idProperty']))
        if (record?.archivedAt !== null) missing.push(input)
        return record?.archivedAt === null
    })
    const plan = (input: Json, claimed: Set<string>) => {
        const record = findRecord(store, asText(input['id']), asOptionalText(input['idProperty']))
        if (!record) throw notFound()
        return planWrite(portal, store, record, asProperties(input['properties']), source, claimed)
    }
    const done = (plan: Plan, input: Json) => {
        const record = commit(portal, plan, write)
        return traced(input, presentWrite(portal, store, record, plan.written, false))
    }
    const gone =
        missing.length > 0
            ? [
                  missingItem(
                      store,
                      missing.map(({ id }) => asText(id)),
                      tracesOf(missing)
                  )
              ]
            : []
    return writeAll(call, 200, there, hasTraces(inputs), plan, done, gone)
}

/**
 * POST batch/upsert, by `hs_object_id`, e-mail or a custom unique property. Good inputs are written
 * whatever the others are (facts 2). HubSpot's "partial upserts are not supported" for e-mail is read as
 * advice to send all values (?): what is not sent stays.
 */
export function upsertBatch(call: Call): Answer {
    const { portal, source } = call
    const store = writable(call)
    const inputs = inputsOf(call.body)
    const refs = inputs.map(({ id, idProperty }): [string | undefined, string] => [
        asOptionalText(idProperty),
        asText(id)
    ])
    for (const [idProperty] of refs) {
        if (idProperty && idProperty !== 'hs_object_id' && !store.isKey(idProperty))
            throw validation(
                `Unable to perform update/upsert by non-unique ${store.type.id} property ${idProperty}`
            )
    }
    refuseDuplicates(store, refs)
    const write = portal.write(source)
    const plan = (input: Json) => {
        const [id, idProperty] = [asText(input['id']), asOptionalText(input['idProperty'])]
        const properties = asProperties(input['properties'])
        const record = findRecord(store, id, idProperty)
        const isLive = record?.archivedAt === null
        if (!isLive && (!idProperty || idProperty === 'hs_object_id')) throw notFound()
        if (!isLive && idProperty && !properties.get(idProperty)) properties.set(idProperty, id)
        return planWrite(portal, store, isLive ? record : null, properties, source)
    }
    const done = (plan: Plan, input: Json) => {
        const isNew = plan.record === null
        const record = commit(portal, plan, write)
        return traced(input, { ...presentWrite(portal, store, record, plan.written, isNew), new: isNew })
    }
    return writeAll(call, 200, inputs, true, plan, done)
}

/** POST batch/archive: 204, also for ids that are not there (?). */
export function archiveBatch(call: Call): Answer {
    const { portal } = call
    const store = writable(call)
    const inputs = inputsOf(call.body)
    const ids = inputs.map(({ id }) => asText(id))
    refuseDuplicates(
        store,
        ids.map((id) => [undefined, id])
    )
    for (const id of ids) {
        const record = store.live(id)
        if (record) portal.archive(store, record, call.source)
    }
    return { status: 204 }
}

/** Plans and commits each input by itself (`partial`), or plans all of them before the first is committed. */
function writeAll<P>(
    { portal }: Call,
    status: number,
    inputs: Json[],
    partial: boolean,
    plan: (input: Json, claimed: Set<string>) => P,
    done: (plan: P, input: Json) => { id: string },
    errors: ItemError[] = []
): Answer {
    if (!partial) {
        const claimed = new Set<string>()
        const plans = inputs.map((input) => planWhole(() => plan(input, claimed)))
        const results = plans.map((one, index) => done(one, inputs[index] ?? {}))
        return batchAnswer(portal, status, shuffled(results), errors)
    }
    const results: { id: string }[] = []
    for (const input of inputs) {
        try {
            results.push(done(plan(input, new Set()), input))
        } catch (error) {
            if (!(error instanceof CrmError)) throw error
            errors.push(itemError(error, input))
        }
    }
    return batchAnswer(portal, status, shuffled(results), errors)
}

/** facts 2: a conflict that rejects a whole batch does not say with which record. */
function planWhole<P>(plan: () => P): P {
    try {
        return plan()
    } catch (error) {
        throw error instanceof CrmError && error.existingId !== undefined ? alreadyExistsSomewhere() : error
    }
}

function itemError({ body, existingId }: CrmError, input: Json): ItemError {
    const id = asOptionalText(input['id'])
    const isMissing = body.category === 'OBJECT_NOT_FOUND'
    return {
        status: 'error',
        category: body.category ?? 'VALIDATION_ERROR',
        message: body.message,
        context: {
            ...tracesOf([input]),
            ...(isMissing && id !== undefined && { ids: [id] }),
            ...(existingId !== undefined && { existingId: [existingId] }),
            ...body.context
        },
        ...(body.errors && { errors: body.errors })
    }
}

/** facts 2: ids that are not there, in one item. */
const missingItem = (
    { type }: RecordStore,
    ids: string[],
    traces: Record<string, string[]> = {}
): ItemError => ({
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${type.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids, ...traces }
})
