/** The reading half of a round: finds the records that its operations mean. */
import { readBatches, type Target } from './batchCalls'
import { fateOf, toHubSpotError, type Fate } from './batches'
import { defaultProperties, toRecord } from './records'
import type { RecordOperation } from './recordOperation'
import { keyOf, type Ref } from './values'

const mostSingleReads = 3

/** Everything that has to be read to answer one operation, or to decide it. */
export function propertiesToRead(objectType: string, { request }: RecordOperation): string[] {
    const { ref, properties, wanted, expected } = request
    const names = new Set([
        ...defaultProperties(objectType),
        ...properties,
        ...wanted.keys(),
        ...expected.keys()
    ])
    if (ref && 'value' in ref) names.add(ref.idProperty)
    // All its e-mails are names of a contact (facts/hubspot.md 2).
    if (objectType === 'contacts') names.add('hs_additional_emails')
    return [...names]
}

/**
 * Reads what the operations need, each record once, in the fewest batch calls.
 * @returns each operation's record (null when there is none), or its error
 */
export async function lookUp(
    target: Target,
    operations: readonly RecordOperation[]
): Promise<Map<RecordOperation, Fate>> {
    const found = new Map<RecordOperation, Fate>()
    const withHistory = operations.filter(({ request }) => request.history.length > 0)
    const without = operations.filter(({ request }) => request.history.length === 0)
    await Promise.all(
        [withHistory, without].map(async (group) => {
            const byKey = new Map(
                group.flatMap(({ key, target: ref }) => (ref ? [[key, { ref }] as const] : []))
            )
            const fates = await readBatches(
                target,
                [...byKey.values()],
                [...new Set(group.flatMap((operation) => propertiesToRead(target.objectType, operation)))],
                [...new Set(group.flatMap(({ request }) => request.history))]
            )
            for (const operation of group) {
                const input = byKey.get(operation.key)
                if (input) found.set(operation, fateOf(fates, input))
            }
        })
    )
    await lookUpSecondaries(target, found)
    return found
}

/**
 * It is not documented whether a batch read finds a contact by an e-mail that is not its first; a single read does
 * (facts/hubspot.md 2). So what is still missing is read once more by itself, unless a create would find out anyway.
 */
async function lookUpSecondaries(target: Target, found: Map<RecordOperation, Fate>): Promise<void> {
    const missing = [...found].filter(
        ([{ request, target: ref }, fate]) =>
            target.objectType === 'contacts' &&
            (request.kind === 'read' || request.kind === 'update' || request.kind === 'archive') &&
            'record' in fate &&
            fate.record === null &&
            ref !== null &&
            keyOf(ref).startsWith('email:')
    )
    const next = async () => {
        for (let entry = missing.shift(); entry; entry = missing.shift())
            found.set(entry[0], await lookUpOne(target, entry[0]))
    }
    await Promise.all(Array.from({ length: mostSingleReads }, next))
}

async function lookUpOne(target: Target, operation: RecordOperation): Promise<Fate> {
    const { request, target: ref } = operation
    if (!ref) return { record: null }
    return readOne(target, ref, propertiesToRead(target.objectType, operation), request.history)
}

/** One record by a single read, which also finds a contact by its secondary e-mails. */
export async function readOne(
    { client, objectType, call }: Target,
    ref: Ref,
    properties: string[],
    history: readonly string[]
): Promise<Fate> {
    try {
        const json = await client.getById(
            objectType,
            'id' in ref ? ref.id : ref.value,
            {
                properties,
                propertiesWithHistory: [...history],
                ...('value' in ref && { idProperty: ref.idProperty })
            },
            call
        )
        return { record: toRecord(json) }
    } catch (thrown) {
        const error = toHubSpotError(thrown)
        return error.code === 'HUBSPOT_NOT_FOUND' ? { record: null } : { error }
    }
}
