import { associationTypes, defaultType, type AssociationType } from '../crm/associations'
import { CrmError, notFound, validation } from '../crm/errors'
import type { StoredRecord } from '../crm/model'
import type { Portal } from '../crm/portal'
import type { RecordStore } from '../crm/store'
import { typesOf } from './associate'
import { batchAnswer, ok, readable, writable, type Answer, type Call } from './context'
import { asArray, asInputs, asObject, asText, limitOf, type Json } from './input'

/** facts 6: the documented size of an association batch. */
const most = { read: 1000, write: 2000 }

interface Ends {
    from: RecordStore
    to: RecordStore
}

const endsOf = (call: Call, access: typeof readable): Ends => ({
    from: access(call, call.params['type'] ?? ''),
    to: access(call, call.params['to'] ?? '')
})

function live(store: RecordStore, id: string): StoredRecord {
    const record = store.live(id)
    if (!record) throw notFound()
    return record
}

/** The type without a label. @throws CrmError 400 when there is none between these kinds of record */
function plainType({ from, to }: Ends): AssociationType {
    const type = defaultType(from.type.name, to.type.name)
    if (!type)
        throw validation(`There is no default association between ${from.type.name} and ${to.type.name}`)
    return type
}

const category = 'HUBSPOT_DEFINED'

/** One default association, told from both sides. */
const tellBothWays = (from: string, to: string, { id, reverse }: AssociationType) => [
    {
        from: { id: from },
        to: { id: to },
        associationSpec: { associationCategory: category, associationTypeId: id }
    },
    {
        from: { id: to },
        to: { id: from },
        associationSpec: { associationCategory: category, associationTypeId: reverse }
    }
]

const tellPair = ({ from, to }: Ends, fromId: string, toId: string, types: readonly AssociationType[]) => ({
    fromObjectTypeId: from.type.id,
    fromObjectId: fromId,
    toObjectTypeId: to.type.id,
    toObjectId: toId,
    labels: types.flatMap(({ label }) => label ?? [])
})

/** PUT default: idempotent (facts 6). */
export function putDefault(call: Call): Answer {
    const ends = endsOf(call, writable)
    const type = plainType(ends)
    const from = live(ends.from, call.params['id'] ?? '')
    const to = live(ends.to, call.params['toId'] ?? '')
    call.portal.associate(from, type, to, call.portal.write(call.source))
    return batchAnswer(call.portal, 200, tellBothWays(from.id, to.id, type))
}

/** PUT with the types to set. */
export function putTyped(call: Call): Answer {
    const ends = endsOf(call, writable)
    const types = typesOf(call.body, ends.from.type.name, ends.to.type.name)
    const from = live(ends.from, call.params['id'] ?? '')
    const to = live(ends.to, call.params['toId'] ?? '')
    for (const type of types) call.portal.associate(from, type, to, call.portal.write(call.source))
    return { status: 201, body: tellPair(ends, from.id, to.id, types) }
}

/** DELETE all associations between two records. */
export function removeAll(call: Call): Answer {
    const { from, to } = endsOf(call, writable)
    call.portal.dissociate(
        { objectType: from.type.name, id: call.params['id'] ?? '' },
        { objectType: to.type.name, id: call.params['toId'] ?? '' },
        call.portal.write(call.source)
    )
    return { status: 204 }
}

/** What one record is associated with, as `{ toObjectId, associationTypes }`. */
function linksOf(portal: Portal, { to }: Ends, id: string) {
    return [...portal.associations.of(id, to.type.name)]
        .filter(([other]) => to.live(other))
        .map(([toObjectId, types]) => ({
            toObjectId,
            associationTypes: [...types].map((typeId) => ({
                category,
                typeId,
                label: associationTypes.find((one) => one.id === typeId)?.label ?? null
            }))
        }))
}

/** GET the associations of one record. The 2026-09 files lack it (?); it answers there too. */
export function listAssociations(call: Call): Answer {
    const ends = endsOf(call, readable)
    const from = live(ends.from, call.params['id'] ?? '')
    const links = linksOf(call.portal, ends, from.id)
    const limit = limitOf(call.query, 500, 500)
    const after = call.query.get('after')
    const start = after
        ? Math.max(
              0,
              links.findIndex(({ toObjectId }) => toObjectId === after)
          )
        : 0
    const next = links[start + limit]?.toObjectId
    return ok({
        results: links.slice(start, start + limit),
        ...(next !== undefined && { paging: { next: { after: next } } })
    })
}

function inputsOf(call: Call, limit: number): Json[] {
    const inputs = asInputs(call.body)
    if (inputs.length > limit)
        throw validation(
            `The maximum number of inputs supported in a batch is ${limit}. Please reduce the number of items and try again`
        )
    return inputs
}

const idOf = (value: unknown) => asText(asObject(value)['id'])

/** POST batch/read; a record without associations is told in `errors`. */
export function readMany(call: Call): Answer {
    const { portal } = call
    const ends = endsOf(call, readable)
    const results: unknown[] = []
    const errors: unknown[] = []
    for (const id of inputsOf(call, most.read).map(idOf)) {
        const to = ends.from.live(id) ? linksOf(portal, ends, id) : []
        if (to.length > 0) results.push({ from: { id }, to })
        else
            errors.push({
                status: 'error',
                category: 'OBJECT_NOT_FOUND',
                subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
                message: `No ${ends.to.type.singular} is associated with ${ends.from.type.singular} ${id}.`,
                context: {
                    fromObjectId: [id],
                    fromObjectType: [ends.from.type.singular],
                    toObjectType: [ends.to.type.singular]
                }
            })
    }
    return batchAnswer(portal, 200, results, errors)
}

/** Does each input by itself; what fails is told. */
function each(call: Call, status: number, act: (input: Json, ends: Ends) => unknown[]): Answer {
    const ends = endsOf(call, writable)
    const results: unknown[] = []
    const errors: unknown[] = []
    for (const input of inputsOf(call, most.write)) {
        try {
            results.push(...act(input, ends))
        } catch (error) {
            if (!(error instanceof CrmError)) throw error
            errors.push({ status: 'error', context: {}, ...error.body })
        }
    }
    return batchAnswer(call.portal, status, results, errors)
}

function pairOf({ from, to }: Json, ends: Ends): [StoredRecord, StoredRecord] {
    return [live(ends.from, idOf(from)), live(ends.to, idOf(to))]
}

/** POST batch/create */
export const createMany = (call: Call): Answer =>
    each(call, 201, (input, ends) => {
        const types = typesOf(input['types'], ends.from.type.name, ends.to.type.name)
        const [from, to] = pairOf(input, ends)
        for (const type of types) call.portal.associate(from, type, to, call.portal.write(call.source))
        return [tellPair(ends, from.id, to.id, types)]
    })

/** POST batch/associate/default */
export const associateMany = (call: Call): Answer =>
    each(call, 200, (input, ends) => {
        const [from, to] = pairOf(input, ends)
        const type = plainType(ends)
        call.portal.associate(from, type, to, call.portal.write(call.source))
        return tellBothWays(from.id, to.id, type)
    })

/** POST batch/archive, and batch/labels/archive with types: 204 in v4, 200 in dated versions (facts 6). */
export function removeMany(call: Call): Answer {
    const answer = each(call, 200, (input, { from, to }) => {
        const types =
            input['types'] === undefined ? undefined : typesOf(input['types'], from.type.name, to.type.name)
        const others = Array.isArray(input['to']) ? asArray(input['to']) : [input['to']]
        for (const other of others)
            call.portal.dissociate(
                { objectType: from.type.name, id: idOf(input['from']) },
                { objectType: to.type.name, id: idOf(other) },
                call.portal.write(call.source),
                types
            )
        return []
    })
    return call.version === 'v4' && answer.status === 200 ? { status: 204 } : answer
}
