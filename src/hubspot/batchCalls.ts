/** The batch endpoints (facts/hubspot.md 2): inputs in, each one's fate out, whatever order HubSpot answers in. */
import type { NewAssociation } from './associationTypes'
import { copy, sendBatches, type Fates } from './batches'
import type { Client, ClientCall } from './clientTypes'
import type { HubSpotError } from './errors'
import { errorFromItem } from './errorsFromResponse'
import { asArray, asObject, asTexts } from './json'
import { toRecord } from './records'
import type { CrmRecord } from './types'
import { hasEmail, isNamedBy, keyOf, sameValue, type Ref, type Values } from './values'

const batchSize = 100
const batchSizeWithHistory = 50

export interface ReadInput {
    ref: Ref
}

export interface CreateRequest {
    values: Values
    associations: readonly NewAssociation[]
}

export interface UpdateRequest {
    id: string
    values: Values
}

/** Where the calls go. */
export interface Target {
    client: Client
    objectType: string
    call?: ClientCall
}

/**
 * Reads records by id or by a unique property; inputs may be of both kinds but not of one record twice by the same
 * name. A record that is not there has the fate `{ record: null }`.
 */
export async function readBatches<Input extends ReadInput>(
    { client, objectType, call }: Target,
    inputs: readonly Input[],
    properties: readonly string[],
    history: readonly string[]
): Promise<Fates<Input>> {
    const byProperty = new Map<string, Input[]>()
    for (const input of inputs) {
        const idProperty = 'id' in input.ref ? '' : input.ref.idProperty
        const group = byProperty.get(idProperty)
        if (group) group.push(input)
        else byProperty.set(idProperty, [input])
    }
    const parts = [...byProperty].map(([idProperty, group]) => {
        const keys = idProperty === 'email' ? ['email', 'hs_additional_emails'] : [idProperty]
        return sendBatches(group, {
            size: history.length > 0 ? batchSizeWithHistory : batchSize,
            has: (_, property) => property === idProperty,
            async send(batch) {
                const request = {
                    inputs: batch.map(({ ref }) => ({ id: 'id' in ref ? ref.id : ref.value })),
                    properties: [...new Set([...properties, ...keys.filter((key) => key !== '')])],
                    propertiesWithHistory: [...history],
                    ...(idProperty && { idProperty })
                }
                return matchRead(batch, idProperty, await client.batchRead(objectType, request, call))
            }
        })
    })
    return new Map((await Promise.all(parts)).flatMap((fates) => [...fates]))
}

/** Creates records; every input carries a trace id, so one that is refused does not stop the others (facts 2). */
export function createBatches<Input extends CreateRequest>(
    { client, objectType, call }: Target,
    inputs: readonly Input[]
): Promise<Fates<Input>> {
    return sendBatches(inputs, {
        size: batchSize,
        repeatable: false,
        has: ({ values }, property) => values.has(property),
        async send(batch) {
            const answer = await client.batchCreate(objectType, batch.map(newRecord), call)
            return matchWrite(batch, answer, (record, { values }) => isOf(objectType, record, values))
        }
    })
}

/** Updates records by id, no id twice in one batch (facts 2). */
export function updateBatches<Input extends UpdateRequest>(
    { client, objectType, call }: Target,
    inputs: readonly Input[]
): Promise<Fates<Input>> {
    return sendBatches(inputs, {
        size: batchSize,
        has: ({ values }, property) => values.has(property),
        async send(batch) {
            const answer = await client.batchUpdate(
                objectType,
                batch.map((input, index) => ({ id: input.id, ...traced(input, index) })),
                call
            )
            return matchWrite(batch, answer, (record, { id }) => record.id === id)
        }
    })
}

/** Archives records by id; HubSpot answers 204 and names none (facts 2). */
export function archiveBatches<Input extends { id: string }>(
    { client, objectType, call }: Target,
    inputs: readonly Input[]
): Promise<Fates<Input>> {
    return sendBatches(inputs, {
        size: batchSize,
        has: () => false,
        async send(batch) {
            await client.batchArchive(
                objectType,
                batch.map(({ id }) => id),
                call
            )
            return new Map(batch.map((input) => [input, { record: null }]))
        }
    })
}

function traced({ values }: Pick<CreateRequest, 'values'>, index: number) {
    return { properties: Object.fromEntries(values), objectWriteTraceId: String(index) }
}

function newRecord(input: CreateRequest, index: number) {
    const { associations } = input
    return { ...traced(input, index), ...(associations.length > 0 && { associations: [...associations] }) }
}

/** What is in no result is not there: HubSpot names it in `errors`, or drops it (facts 2). */
function matchRead<Input extends ReadInput>(
    batch: Input[],
    idProperty: string,
    answer: unknown
): Fates<Input> {
    const fates: Fates<Input> = new Map(batch.map((input) => [input, { record: null }]))
    const byKey = new Map(batch.map((input) => [keyOf(input.ref), input]))
    const exactly = ({ id, properties }: CrmRecord) =>
        byKey.get(`id:${id}`) ?? byKey.get(`${idProperty}:${properties[idProperty]}`)
    for (const json of asArray(asObject(answer).results)) {
        const record = toRecord(json)
        const input = record && (exactly(record) ?? batch.find(({ ref }) => isNamedBy(ref, record)))
        if (input) fates.set(input, { record })
    }
    for (const item of asArray(asObject(answer).errors)) {
        const error = errorFromItem(item, answer)
        if (error.code === 'HUBSPOT_NOT_FOUND') continue
        for (const id of idsOf(item))
            for (const input of batch)
                if (('id' in input.ref ? input.ref.id : input.ref.value) === id) fates.set(input, { error })
    }
    return fates
}

/** Matches results and errors by trace id, by id, or by what the record itself says. */
function matchWrite<Input>(
    batch: Input[],
    answer: unknown,
    isOne: (record: CrmRecord, input: Input) => boolean
): Fates<Input> {
    const fates: Fates<Input> = new Map()
    const traced = (ids: string[]) =>
        ids.map((id) => batch[Number(id)]).filter((input) => input !== undefined)
    const like = (record: CrmRecord) =>
        batch.filter((input) => !fates.has(input) && isOne(record, input)).slice(0, 1)
    for (const json of asArray(asObject(answer).results)) {
        const record = toRecord(json)
        if (!record) continue
        const [byTrace] = traced(asTexts(asObject(json).objectWriteTraceId))
        for (const input of byTrace === undefined ? like(record) : [byTrace]) fates.set(input, { record })
    }
    const unplaced: HubSpotError[] = []
    for (const item of asArray(asObject(answer).errors)) {
        const error = errorFromItem(item, answer)
        const context = asObject(asObject(item).context)
        const owners = [
            ...traced(asTexts(context.objectWriteTraceId)),
            ...idsOf(item).flatMap((id) => like({ id, properties: {} }))
        ]
        for (const input of owners) fates.set(input, { error: copy(error) })
        if (owners.length === 0) unplaced.push(error)
    }
    return placeRest(batch, fates, unplaced)
}

/** Errors that name no input belong to those of which nothing else was said. */
function placeRest<Input>(batch: Input[], fates: Fates<Input>, unplaced: HubSpotError[]): Fates<Input> {
    const rest = batch.filter((input) => !fates.has(input))
    const [error] = unplaced
    if (!error) return fates
    if (fates.size === 0 && batch.length > 1) throw error
    if (rest.length === 1) for (const input of rest) fates.set(input, { error })
    return fates
}

/** A created record is the one with this e-mail, else the one that has all the values that were sent. */
function isOf(objectType: string, { properties }: CrmRecord, values: Values): boolean {
    const email = objectType === 'contacts' ? values.get('email') : undefined
    if (email) return hasEmail(properties, email)
    return [...values].every(([name, value]) => sameValue(objectType, name, value, properties[name] ?? null))
}

/** Ids that an error names: its own, or those in its context (facts/hubspot.md 2). */
function idsOf(item: unknown): string[] {
    const { id, context } = asObject(item)
    return [...asTexts(id), ...asTexts(asObject(context).ids), ...asTexts(asObject(context).id)]
}
