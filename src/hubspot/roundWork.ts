/** What a round of operations does: read all, decide each, write all (docs/decisions/0021). */
import { archiveBatches, updateBatches, type Target } from './batchCalls'
import { copy, fateOf, toHubSpotError, type Fate } from './batches'
import type { Round } from './coalescer'
import { createRecords, type Creation } from './creation'
import { HubSpotError } from './errors'
import { confirmStages, lifecycleStage } from './lifecycle'
import { lookUp, readOne } from './lookup'
import { afterWrite, differing, planCreate, planUpdate, type UpdatePlan } from './plan'
import { project, defaultProperties } from './records'
import type { Done, RecordOperation } from './recordOperation'
import type { CrmRecord } from './types'
import { isNamedBy, keyOf, normalEmail, type Ref, type Values } from './values'

export interface RoundContext {
    target: Target
    /** Waits so many ms, and rejects when the account is closed. */
    pause(ms: number): Promise<void>
}

/** An update that has been decided. */
interface Update {
    operation: RecordOperation
    id: string
    before: CrmRecord
    plan: UpdatePlan
    values: Values
}

interface Archival {
    operation: RecordOperation
    id: string
    before: CrmRecord
}

/** What a round has to write. */
interface Work {
    updates: Update[]
    creations: Creation[]
    archivals: Archival[]
}

/** How often one upsert follows a conflict to another record. */
const mostRedirects = 3

/** Does the operations of a round and settles each of them, or puts it back. Never rejects. */
export async function runRound(context: RoundContext, round: Round<RecordOperation>): Promise<void> {
    const back = new Set<RecordOperation>()
    try {
        const toRead = round.operations.filter(({ target }) => target !== null)
        const found = await lookUp(context.target, toRead)
        await round.turn()
        const work: Work = { updates: [], creations: [], archivals: [] }
        for (const operation of round.operations)
            if (!operation.settled)
                decide(context.target.objectType, operation, found.get(operation), round, work, back)
        round.claimed()
        const ends = await Promise.allSettled([
            update(context, work.updates),
            create(context, work.creations, round, back),
            archive(context, work.archivals)
        ])
        for (const end of ends) if (end.status === 'rejected') throw end.reason
    } catch (thrown) {
        const error = toHubSpotError(thrown)
        for (const operation of round.operations) if (!back.has(operation)) operation.reject(copy(error))
    }
}

function decide(
    objectType: string,
    operation: RecordOperation,
    fate: Fate | undefined,
    round: Round<RecordOperation>,
    work: Work,
    back: Set<RecordOperation>
): void {
    if (fate && 'error' in fate) {
        operation.reject(copy(fate.error))
        return
    }
    const record = fate?.record ?? null
    if (!round.claim(operation, namesOf(objectType, operation, record))) {
        back.add(operation)
        return
    }
    const { kind } = operation.request
    if (kind === 'read') operation.resolve(answer(objectType, operation, record, null))
    else if (record && kind !== 'create') change(objectType, operation, record, work)
    else if (record) operation.reject(taken(record.id))
    else if (kind === 'create' || (kind === 'upsert' && operation.unique)) begin(objectType, operation, work)
    else operation.reject(new HubSpotError('HUBSPOT_NOT_FOUND', 'HubSpot has no such record'))
}

/** Every name under which another operation could mean the same record, before or after this one. */
function namesOf(objectType: string, operation: RecordOperation, record: CrmRecord | null): string[] {
    const names = [operation.key]
    if (record) names.push(`id:${record.id}`)
    if (objectType === 'contacts') {
        const { email, hs_additional_emails: others } = record?.properties ?? {}
        const wanted = operation.request.wanted.get('email')
        for (const address of [email, wanted, ...(others ?? '').split(';')])
            if (address) names.push(keyOf({ idProperty: 'email', value: normalEmail(address) }))
    }
    return [...new Set(names)]
}

/** An operation on a record that is there. */
function change(objectType: string, operation: RecordOperation, before: CrmRecord, work: Work): void {
    const { kind, ref, wanted, expected, onlyEmpty, dryRun } = operation.request
    // A conflict may be over another unique value: then the record it names is somebody else.
    if (operation.redirects > 0 && !(ref && isNamedBy(ref, before))) {
        operation.reject(taken(before.id))
        return
    }
    const moved = differing(objectType, before, expected)
    if (moved.length > 0) {
        operation.reject(changedMeanwhile(moved))
        return
    }
    if (kind === 'archive') {
        if (!dryRun) work.archivals.push({ operation, id: before.id, before })
        else operation.resolve(answer(objectType, operation, before, { outcome: 'archived', changed: {} }))
        return
    }
    const plan = planUpdate(objectType, ref ?? { id: before.id }, before, wanted, onlyEmpty)
    if (plan.values.size > 0 && !dryRun) {
        work.updates.push({ operation, id: before.id, before, plan, values: plan.values })
        return
    }
    const { record, changed } = afterWrite(before, plan, null)
    const outcome = plan.values.size > 0 ? 'updated' : 'unchanged'
    operation.resolve(answer(objectType, operation, record, { outcome, changed }))
}

/** An operation that makes a new record. */
function begin(objectType: string, operation: RecordOperation, work: Work): void {
    const plan = planCreate(operation.request.ref, operation.request.wanted)
    if (!operation.request.dryRun) {
        const { associations } = operation.request
        work.creations.push({ operation, plan, values: plan.values, associations })
        return
    }
    const { record, changed } = afterWrite(null, plan, null)
    operation.resolve(answer(objectType, operation, record, { outcome: 'created', changed }))
}

async function update({ target }: RoundContext, updates: Update[]): Promise<void> {
    const fates = await updateBatches(target, updates)
    const written = updates.flatMap((item) => {
        const fate = fateOf(fates, item)
        if ('record' in fate) return [{ item, echo: fate.record }]
        item.operation.reject(fate.error)
        return []
    })
    await finish(target, 'updated', written)
}

async function create(
    { target, pause }: RoundContext,
    creations: Creation[],
    round: Round<RecordOperation>,
    back: Set<RecordOperation>
): Promise<void> {
    const results = await createRecords(target, creations, pause)
    const written: Written[] = []
    for (const [{ operation, plan }, result] of results) {
        if ('created' in result) {
            const { created } = result
            written.push({ item: { operation, id: created.id, before: null, plan }, echo: created })
        } else if ('existing' in result && operation.request.kind === 'upsert') {
            const id = result.existing ?? (await idOf(target, operation.unique))
            if (id === null || operation.redirects >= mostRedirects) operation.reject(result.error)
            else {
                operation.redirects += 1
                operation.target = { id }
                back.add(operation)
                round.again(operation)
            }
        } else operation.reject(result.error)
    }
    await finish(target, 'created', written)
}

async function archive({ target }: RoundContext, archivals: Archival[]): Promise<void> {
    const fates = await archiveBatches(target, archivals)
    for (const item of archivals) {
        const fate = fateOf(fates, item)
        if ('record' in fate)
            item.operation.resolve(
                answer(
                    target.objectType,
                    item.operation,
                    { ...item.before, archived: true },
                    { outcome: 'archived', changed: {} }
                )
            )
        else item.operation.reject(fate.error)
    }
}

interface Written {
    item: { operation: RecordOperation; id: string; before: CrmRecord | null; plan: UpdatePlan }
    echo: CrmRecord | null
}

/** Confirms what HubSpot may have ignored, then answers. */
async function finish(target: Target, outcome: 'created' | 'updated', written: Written[]): Promise<void> {
    const stages = written.flatMap(({ item, echo }) => {
        const stage = item.plan.values.get(lifecycleStage)
        // A new record has no stage to go back from: what HubSpot echoes of it is true.
        const told = outcome === 'created' && echo?.properties[lifecycleStage] === stage
        if (stage === undefined || told) return []
        return [{ id: item.id, stage, allowBackward: item.operation.request.allowBackward, item }]
    })
    const failed = new Map(
        [...(await confirmStages(target, stages))].map(([{ item }, error]) => [item, error])
    )
    const asked = new Set(stages.map(({ item }) => item))
    for (const { item, echo } of written) {
        const error = failed.get(item)
        if (error) {
            item.operation.reject(error)
            continue
        }
        const { record, changed } = afterWrite(item.before, item.plan, echo)
        const stage = item.plan.values.get(lifecycleStage)
        if (asked.has(item) && stage !== undefined) {
            record.properties[lifecycleStage] = stage || null
            changed[lifecycleStage] = { from: changed[lifecycleStage]?.from ?? null, to: stage || null }
        }
        item.operation.resolve(answer(target.objectType, item.operation, record, { outcome, changed }))
    }
}

/** The record with what this operation asked for, whatever its neighbours in the batch asked for. */
function answer(
    objectType: string,
    { request }: RecordOperation,
    record: CrmRecord | null,
    write: Done['write']
): Done {
    if (!record) return { record, write }
    const { ref, properties, wanted, history } = request
    const own = ref && 'value' in ref ? [ref.idProperty] : []
    const names = new Set([...defaultProperties(objectType), ...own, ...properties, ...wanted.keys()])
    return { record: project(record, names, history), write }
}

/** The id of the record that a conflict did not name. */
async function idOf(target: Target, ref: Ref | null): Promise<string | null> {
    if (!ref) return null
    const fate = await readOne(target, ref, [], [])
    return 'record' in fate && fate.record ? fate.record.id : null
}

function taken(existingId: string): HubSpotError {
    return new HubSpotError('HUBSPOT_CONFLICT', 'HubSpot has a record with this unique value already', {
        existingId
    })
}

function changedMeanwhile(names: readonly string[]): HubSpotError {
    return new HubSpotError('HUBSPOT_CONFLICT', `changed by someone else meanwhile: ${names.join(', ')}`, {
        properties: names.map((name) => ({ name, code: 'CHANGED', message: 'is not what was expected' }))
    })
}
