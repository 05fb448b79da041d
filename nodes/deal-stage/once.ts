/** Making a record that has no unique property once, however often it is asked for (docs/decisions/0140). */
import { setTimeout as sleep } from 'node:timers/promises'
import {
    HubSpotError,
    type Account,
    type CrmRecord,
    type OperationOptions,
    type Place,
    type PropertyInputs
} from '../../src/hubspot'
import { NodeError } from '../shared'

/** A record to be made, and how it is known again. */
export interface Wanted {
    objectType: string
    properties: PropertyInputs
    /** What it is associated with from its first moment; it is looked for on the first of them. */
    places: readonly [Place, ...Place[]]
    /** Internal names that `isSame` and the caller need. */
    read: readonly string[]
    isSame(record: CrmRecord): boolean
}

/** How often a record whose creation got no clear answer is looked for and sent again, and the pauses between, in ms. */
const pauses = [0, 500, 2000]

/** By account and key, the end of the last work that was let in. */
const ends = new WeakMap<Account, Map<string, Promise<unknown>>>()

/** Works when everything of this account that has the same key, and came before, has ended. */
export async function inTurn<Value>(
    account: Account,
    key: string,
    work: () => Promise<Value>
): Promise<Value> {
    const ofAccount = ends.get(account) ?? new Map<string, Promise<unknown>>()
    ends.set(account, ofAccount)
    const own = (ofAccount.get(key) ?? Promise.resolve()).then(work)
    const end = own.catch(() => undefined)
    ofAccount.set(key, end)
    try {
        return await own
    } finally {
        if (ofAccount.get(key) === end) ofAccount.delete(key)
    }
}

/** The records of one type that another is associated with. */
export async function recordsOn(
    account: Account,
    place: Place,
    objectType: string,
    properties: readonly string[],
    options: OperationOptions
): Promise<CrmRecord[]> {
    const ids = await account.associations.read(place.objectType, objectType, place.id, options)
    const store = account.objects(objectType)
    const records = await Promise.all(ids.map((id) => store.find({ id }, { ...options, properties })))
    return records.filter((record) => record !== null)
}

/**
 * Makes a record unless it is there. Callers take turns (`inTurn`); of two processes that make it at the same moment the
 * later one takes its own back.
 * @throws HubSpotError
 */
export async function createOnce(
    account: Account,
    { objectType, properties, places, read, isSame }: Wanted,
    options: OperationOptions
): Promise<{ record: CrmRecord; created: boolean }> {
    const store = account.objects(objectType)
    const look = async () => {
        const held = await recordsOn(account, places[0], objectType, read, options)
        return held.filter(isSame).toSorted(byCreation)[0]
    }
    const known = await look()
    if (known) return { record: known, created: false }
    for (let attempt = 0; ; attempt++) {
        const made = await store
            .create(properties, { ...options, associate: places, properties: read })
            .catch((error: unknown) => error)
        if (!isFailure(made)) {
            const { record } = made as { record: CrmRecord }
            // What was made is made, also when nobody can say what else is there.
            const first = await look().catch(() => undefined)
            if (!first || first.id === record.id || byCreation(first, record) > 0)
                return { record, created: true }
            await store.archive({ id: record.id }, options)
            return { record: first, created: false }
        }
        const pause = pauses[attempt]
        if (!(made instanceof HubSpotError) || !made.details.uncertain || pause === undefined) throw made
        await rest(pause, options)
        const found = await look()
        if (found) return { record: found, created: true }
    }
}

/** @throws NodeError `CLOSED` when a reset or a close ends the work */
async function rest(ms: number, options: OperationOptions): Promise<void> {
    await sleep(ms, undefined, options).catch(() => {
        throw new NodeError('CLOSED', 'stopped before it was sure that the record is there')
    })
}

function isFailure(made: unknown): made is Error {
    return made instanceof Error
}

/** Every process that looks comes to the same order. */
function byCreation(a: CrmRecord, b: CrmRecord): number {
    const [one, other] = [BigInt(a.id), BigInt(b.id)]
    return (
        Date.parse(a.createdAt ?? '') - Date.parse(b.createdAt ?? '') ||
        (one < other ? -1 : one > other ? 1 : 0)
    )
}
