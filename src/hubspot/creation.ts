/** Creating records so that a lost answer makes no second one: look first, then send again (DESIGN 5). */
import type { NewAssociation } from './associationTypes'
import { createBatches, readBatches, type Target } from './batchCalls'
import { fateOf } from './batches'
import { HubSpotError } from './errors'
import type { UpdatePlan } from './plan'
import type { RecordOperation } from './recordOperation'
import { defaultProperties } from './records'
import { backoff } from './retry'
import type { CrmRecord } from './types'
import { sameValue, type Values } from './values'

export interface Creation {
    operation: RecordOperation
    plan: UpdatePlan
    values: Values
    associations: readonly NewAssociation[]
}

export type Created =
    | { created: CrmRecord }
    /** The unique value belongs to a record already. */
    | { existing: string | null; error: HubSpotError }
    | { error: HubSpotError }

/** How often a create whose fate is unknown is looked for and sent again. */
const mostLooks = 4

/**
 * @param pause waits so many ms, and rejects when the account is closed
 * @returns what became of each; a create without a unique value whose answer was lost is an uncertain error
 */
export async function createRecords(
    target: Target,
    creations: readonly Creation[],
    pause: (ms: number) => Promise<void>
): Promise<Map<Creation, Created>> {
    const done = new Map<Creation, Created>()
    let pending = [...creations]
    for (let round = 0; pending.length > 0; round += 1) {
        const fates = await createBatches(target, pending)
        const unknown: { creation: Creation; error: HubSpotError }[] = []
        for (const creation of pending) {
            const fate = fateOf(fates, creation)
            if ('record' in fate && fate.record) done.set(creation, { created: fate.record })
            else {
                const error = 'error' in fate ? fate.error : noAnswer()
                // Sent a second time, a conflict may be with the first.
                const late = round > 0 && error.code === 'HUBSPOT_CONFLICT'
                if (error.details.uncertain || late) unknown.push({ creation, error })
                else done.set(creation, refused(error))
            }
        }
        pending = round < mostLooks ? await look(target, unknown, round, pause, done) : []
        for (const { creation, error } of unknown)
            if (!done.has(creation) && !pending.includes(creation)) done.set(creation, refused(error))
    }
    return done
}

/** Looks for records whose creation got no clear answer. @returns those that are not there */
async function look(
    target: Target,
    unknown: { creation: Creation; error: HubSpotError }[],
    round: number,
    pause: (ms: number) => Promise<void>,
    done: Map<Creation, Created>
): Promise<Creation[]> {
    const inputs = unknown.flatMap(({ creation }) => {
        const ref = creation.operation.unique
        return ref ? [{ ref, creation }] : []
    })
    if (inputs.length === 0) return []
    await pause(backoff(round + 1, Math.random()))
    const names = new Set(inputs.flatMap(({ creation }) => [...creation.values.keys()]))
    const fates = await readBatches(target, inputs, [...defaultProperties(target.objectType), ...names], [])
    const absent: Creation[] = []
    for (const input of inputs) {
        const fate = fateOf(fates, input)
        if ('error' in fate) continue
        if (!fate.record) absent.push(input.creation)
        else done.set(input.creation, isOurs(target, input.creation, fate.record))
    }
    return absent
}

/** A record that has all we sent is the one we made; nobody else could have known it. */
function isOurs({ objectType }: Target, { values }: Creation, record: CrmRecord): Created {
    const same = [...values].every(([name, value]) =>
        sameValue(objectType, name, value, record.properties[name] ?? null)
    )
    if (same) return { created: record }
    const message = 'HubSpot has a record with this unique value already'
    return refused(new HubSpotError('HUBSPOT_CONFLICT', message, { existingId: record.id }))
}

function refused(error: HubSpotError): Created {
    if (error.code !== 'HUBSPOT_CONFLICT') return { error }
    return { existing: error.details.existingId ?? null, error }
}

function noAnswer(): HubSpotError {
    return new HubSpotError('HUBSPOT_UNAVAILABLE', 'HubSpot did not say what became of the record', {
        uncertain: true
    })
}
