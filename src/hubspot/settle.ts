/** Records of one type on other records (a note on a contact), none of them written twice (docs/decisions/0100). */
import { HubSpotError } from './errors'
import { backoff } from './retry'
import { Turns } from './turns'
import type {
    AssociationStore,
    CrmRecord,
    ObjectStore,
    OperationOptions,
    Place,
    PropertyInputs,
    TimeSource
} from './types'
import { invalid, isOn, toId, toText } from './values'

export interface SettlerOptions {
    /** The records that are settled. */
    store: ObjectStore
    associations: AssociationStore
    /** Internal names that `decide` needs to see. */
    properties: readonly string[]
    readOnly: boolean
    time: TimeSource
    /** Aborts when the account closes. */
    closing: AbortSignal
    /** To take turns with other settlers; its own when left out. */
    turns?: Turns
}

/** A record that is there, when HubSpot got it, and which of the places it is on. */
export interface Held {
    record: CrmRecord
    /** ISO 8601: which of two was first. */
    createdAt: string
    on: readonly Place[]
}

/** What is to be done about the records on some places. */
export type SettleDecision =
    | { kind: 'nothing' }
    /** A new record, on all of the places, and on more that are not looked at. */
    | { kind: 'write'; properties: PropertyInputs; also?: readonly Place[] }
    /** These records are to be on all of the places. */
    | { kind: 'spread'; ids: readonly string[] }

type Writing = Extract<SettleDecision, { kind: 'write' }>

/** Pure: asked again with what was found meanwhile. */
export type Decide = (held: readonly Held[]) => SettleDecision

export interface Settled {
    /** What is on the places, up to what was written; with `dryRun` without it. In no order. */
    held: Held[]
    /** With the values that were sent; with `dryRun` its id is ''. */
    written: Held | null
    spread: readonly string[]
    dryRun: boolean
}

export interface Settler {
    read(places: readonly Place[], options?: OperationOptions): Promise<Held[]>
    /** Does what `decide` says, once, whoever else does the same at the same moment. @throws HubSpotError */
    settle(
        places: readonly Place[],
        decide: Decide,
        options?: OperationOptions & { dryRun?: boolean }
    ): Promise<Settled>
}

/** How often a record whose creation got no clear answer is looked for and sent again. */
const mostLooks = 4

export function openSettler({
    store,
    associations,
    properties,
    readOnly,
    time,
    closing,
    turns = new Turns()
}: SettlerOptions): Settler {
    const { objectType } = store

    async function read(places: readonly Place[], { signal }: OperationOptions = {}): Promise<Held[]> {
        const wanted = toPlaces(objectType, places)
        const idsByPlace = await Promise.all(
            wanted.map((place) => associations.read(place.objectType, objectType, place.id, { signal }))
        )
        const ids = [...new Set(idsByPlace.flat())]
        const records = await Promise.all(ids.map((id) => store.find({ id }, { properties, signal })))
        return records.flatMap((record) =>
            record
                ? [
                      toHeld(
                          record,
                          wanted.filter((_, index) => idsByPlace[index]?.includes(record.id))
                      )
                  ]
                : []
        )
    }

    async function write(
        places: readonly Place[],
        { properties: inputs, also = [] }: Writing,
        { signal }: OperationOptions
    ): Promise<Held> {
        const associate = [...places, ...also]
        const { record } = await store.create(inputs, { associate, properties, signal })
        return toHeld(withSent(record, inputs), places)
    }

    /** What stands there when a record was written; when that can not be read, what stood there. */
    async function readBack(
        places: readonly Place[],
        before: readonly Held[],
        options: OperationOptions
    ): Promise<Held[]> {
        try {
            return await read(places, options)
        } catch {
            return [...before]
        }
    }

    /** Writes until it is sure that the record is there. @returns all new ones, with the one that was written if it is known */
    async function writeSurely(
        places: readonly Place[],
        before: readonly Held[],
        decide: Decide,
        first: Writing,
        options: OperationOptions
    ): Promise<{ own: Held; isKnown: boolean; after: Held[] }> {
        let writing = first
        for (let look = 1; ; look += 1) {
            try {
                const own = await write(places, writing, options)
                return { own, isKnown: true, after: await readBack(places, before, options) }
            } catch (error) {
                const mayBeThere = error instanceof HubSpotError && error.details.uncertain
                if (!mayBeThere || look > mostLooks) throw error
            }
            await time.sleep(backoff(look, Math.random()), anyOf(closing, options.signal))
            const after = await read(places, options)
            const decision = decide(after)
            const own = newOnes(before, after).at(-1)
            if (decision.kind !== 'write' && own) return { own, isKnown: false, after }
            if (decision.kind === 'write') writing = decision
        }
    }

    /** Does what needs no new record. */
    async function carryOut(
        decision: Exclude<SettleDecision, Writing>,
        held: Held[],
        places: readonly Place[],
        options: OperationOptions,
        dryRun: boolean
    ): Promise<Settled> {
        if (decision.kind === 'nothing') return { held, written: null, spread: [], dryRun }
        const chosen = held.filter(({ record }) => decision.ids.includes(record.id))
        if (!dryRun) await spread(chosen, places, options)
        return {
            held: held.map((one) => (chosen.includes(one) ? { ...one, on: places } : one)),
            written: null,
            spread: chosen.map(({ record }) => record.id),
            dryRun
        }
    }

    async function settle(
        places: readonly Place[],
        decide: Decide,
        options: OperationOptions & { dryRun?: boolean }
    ): Promise<Settled> {
        const dryRun = readOnly || isOn(options.dryRun)
        const before = await read(places, options)
        const decision = decide(before)
        if (decision.kind !== 'write') return carryOut(decision, before, places, options, dryRun)
        if (dryRun) {
            const record = withSent({ id: '', properties: {} }, decision.properties)
            return { held: before, written: { record, createdAt: '', on: places }, spread: [], dryRun }
        }
        const { own, isKnown, after } = await writeSurely(places, before, decide, decision, options)
        const earlier = newOnes(before, after).filter((held) => byCreation(held, own) < 0)
        const held = [...before, ...earlier]
        const again = decide(held)
        // Another process was a moment faster with the same: ours is one too many.
        if (isKnown && earlier.length > 0 && again.kind !== 'write') {
            await store.archive({ id: own.record.id }, { signal: options.signal })
            return carryOut(again, held, places, options, dryRun)
        }
        // Without those that came after ours: one of them may be another process's that is about to go again.
        return { held: [...held, own], written: own, spread: [], dryRun }
    }

    async function spread(
        chosen: readonly Held[],
        places: readonly Place[],
        { signal }: OperationOptions
    ): Promise<void> {
        const lacking = chosen.flatMap(({ record: { id }, on }) =>
            places
                .filter((place) => !on.some((known) => keyOf(known) === keyOf(place)))
                .map((to) => ({ id, to }))
        )
        await Promise.all(lacking.map(({ id, to }) => associations.add({ objectType, id }, to, { signal })))
    }

    return {
        read,
        async settle(places, decide, options = {}) {
            const wanted = toPlaces(objectType, places)
            return turns.take(wanted.map(keyOf), () => settle(wanted, decide, options))
        }
    }
}

/** @throws HubSpotError `INPUT_INVALID` */
function toPlaces(objectType: string, places: readonly Place[]): Place[] {
    if (places.length === 0) throw invalid(`${objectType} need a record to be on`)
    const clean = places.map((place) => ({ objectType: place.objectType, id: toId(place.id) }))
    return [...new Map(clean.map((place) => [keyOf(place), place])).values()]
}

/** A record's key in `Turns`. */
export function keyOf({ objectType, id }: Place): string {
    return `${objectType} ${id}`
}

function toHeld(record: CrmRecord, on: readonly Place[]): Held {
    return { record, createdAt: record.createdAt ?? record.properties.hs_createdate ?? '', on }
}

/** HubSpot may have changed a text a little, which is no news to who sent it. */
function withSent(record: CrmRecord, inputs: PropertyInputs): CrmRecord {
    const sent = Object.entries(inputs).map(([name, input]) => [name, toText(name, input)] as const)
    return {
        ...record,
        properties: {
            ...record.properties,
            ...Object.fromEntries(sent.filter(([, text]) => text !== ''))
        }
    }
}

function newOnes(before: readonly Held[], after: readonly Held[]): Held[] {
    return after
        .filter(({ record }) => !before.some((held) => held.record.id === record.id))
        .toSorted(byCreation)
}

/** Every process that looks comes to the same order. */
export function byCreation(a: Held, b: Held): number {
    const [one, other] = [BigInt(a.record.id), BigInt(b.record.id)]
    return Date.parse(a.createdAt) - Date.parse(b.createdAt) || (one < other ? -1 : one > other ? 1 : 0)
}

function anyOf(closing: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([closing, signal]) : closing
}
