/** Notes on contacts and deals (facts/hubspot.md 7), none of them written twice (docs/decisions/0100). */
import { HubSpotError } from './errors'
import { backoff } from './retry'
import { Turns } from './turns'
import type {
    AssociationStore,
    CrmRecord,
    NoteDecision,
    NoteOptions,
    NoteOutcome,
    NotePlace,
    NoteStore,
    ObjectStore,
    OperationOptions,
    PlacedNote,
    TimeSource
} from './types'
import { invalid, toId } from './values'

export interface NotesOptions {
    notes: ObjectStore
    associations: AssociationStore
    readOnly: boolean
    time: TimeSource
    /** Aborts when the account closes. */
    closing: AbortSignal
}

/** How often a note whose creation got no clear answer is looked for and sent again. */
const mostLooks = 4

const noteProperties = ['hs_note_body', 'hs_timestamp', 'hs_createdate']

/** A note, and when HubSpot got it: which of two was first. */
interface HeldNote extends PlacedNote {
    createdAt: string
}

export function openNotes({ notes, associations, readOnly, time, closing }: NotesOptions): NoteStore {
    const turns = new Turns()

    async function read(
        places: readonly NotePlace[],
        { signal }: OperationOptions = {}
    ): Promise<HeldNote[]> {
        const wanted = toPlaces(places)
        const idsByPlace = await Promise.all(
            wanted.map(({ objectType, id }) => associations.read(objectType, 'notes', id, { signal }))
        )
        const ids = [...new Set(idsByPlace.flat())]
        const records = await Promise.all(
            ids.map((id) => notes.find({ id }, { properties: noteProperties, signal }))
        )
        return records
            .flatMap((record) => {
                if (!record) return []
                const on = wanted.filter((_place, index) => idsByPlace[index]?.includes(record.id))
                return [toNote(record, on)]
            })
            .toSorted(byTime)
    }

    async function write(
        places: readonly NotePlace[],
        body: string,
        at: string,
        { signal }: OperationOptions
    ): Promise<HeldNote> {
        const { record } = await notes.create(
            { hs_timestamp: at, hs_note_body: body },
            { associate: places, properties: noteProperties, signal }
        )
        return { ...toNote(record, places), body, at }
    }

    /** Now, or just after the latest note: this machine's clock may be behind HubSpot's. */
    function timeAfter(before: readonly HeldNote[]): string {
        const latest = Math.max(0, ...before.map(({ at }) => Date.parse(at) || 0))
        return new Date(Math.max(time.now(), latest + 1)).toISOString()
    }

    /** What stands there when a note was written; when that can not be read, what stood there. */
    async function readBack(
        places: readonly NotePlace[],
        before: readonly HeldNote[],
        options: OperationOptions
    ): Promise<HeldNote[]> {
        try {
            return await read(places, options)
        } catch {
            return [...before]
        }
    }

    /** Writes until it is sure that the note is there. @returns all new notes, with the one that was written if it is known */
    async function writeSurely(
        places: readonly NotePlace[],
        before: readonly HeldNote[],
        decide: (notes: readonly PlacedNote[]) => NoteDecision,
        first: string,
        options: NoteOptions
    ): Promise<{ own: HeldNote; isKnown: boolean; after: HeldNote[] }> {
        let body = first
        for (let look = 1; ; look += 1) {
            try {
                const own = await write(places, body, timeAfter(before), options)
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
            if (decision.kind === 'write') ({ body } = decision)
        }
    }

    async function settle(
        places: readonly NotePlace[],
        decide: (notes: readonly PlacedNote[]) => NoteDecision,
        options: NoteOptions
    ): Promise<NoteOutcome> {
        const dryRun = readOnly || options.dryRun === true
        const before = await read(places, options)
        const decision = decide(before)
        if (decision.kind === 'nothing') return { notes: before, written: null, spread: [], dryRun }
        if (decision.kind === 'spread') {
            const chosen = before.filter(({ id }) => decision.notes.includes(id))
            if (!dryRun) await spread(chosen, places, options)
            return {
                notes: before.map((note) => (chosen.includes(note) ? { ...note, on: places } : note)),
                written: null,
                spread: chosen.map(({ id }) => id),
                dryRun
            }
        }
        if (dryRun) {
            const written = { id: '', body: decision.body, at: timeAfter(before), on: places }
            return { notes: before, written, spread: [], dryRun }
        }
        const { own, isKnown, after } = await writeSurely(places, before, decide, decision.body, options)
        const earlier = newOnes(before, after).filter((note) => byCreation(note, own) < 0)
        // Another process was a moment faster with the same: ours is one too many.
        if (isKnown && earlier.length > 0 && decide([...before, ...earlier]).kind !== 'write') {
            await notes.archive({ id: own.id }, { signal: options.signal })
            return { notes: [...before, ...earlier].toSorted(byTime), written: null, spread: [], dryRun }
        }
        // Without those that came after ours: one of them may be another process's that is about to go again.
        return { notes: [...before, ...earlier, own].toSorted(byTime), written: own, spread: [], dryRun }
    }

    async function spread(
        chosen: readonly HeldNote[],
        places: readonly NotePlace[],
        { signal }: NoteOptions
    ): Promise<void> {
        const lacking = chosen.flatMap(({ id, on }) =>
            places
                .filter((place) => !on.some((known) => keyOf(known) === keyOf(place)))
                .map((to) => ({ id, to }))
        )
        await Promise.all(
            lacking.map(({ id, to }) => associations.add({ objectType: 'notes', id }, to, { signal }))
        )
    }

    return {
        read,
        async settle(places, decide, options = {}) {
            const wanted = toPlaces(places)
            return turns.take(wanted.map(keyOf), () => settle(wanted, decide, options))
        }
    }
}

/** @throws HubSpotError `INPUT_INVALID` */
function toPlaces(places: readonly NotePlace[]): NotePlace[] {
    if (places.length === 0) throw invalid('a note needs a record to be on')
    const clean = places.map(({ objectType, id }) => ({ objectType, id: toId(id) }))
    return [...new Map(clean.map((place) => [keyOf(place), place])).values()]
}

function keyOf({ objectType, id }: NotePlace): string {
    return `${objectType} ${id}`
}

/** Nobody wrote a note after it was made: one that is dated in the future would be the latest for ever. */
function toNote({ id, properties, createdAt, url }: CrmRecord, on: readonly NotePlace[]): HeldNote {
    const created = createdAt ?? properties.hs_createdate ?? ''
    const dated = properties.hs_timestamp ?? created
    return {
        id,
        body: properties.hs_note_body ?? '',
        at: Date.parse(dated) > Date.parse(created) ? created : dated,
        createdAt: created,
        on,
        ...(url !== undefined && { url })
    }
}

function newOnes(before: readonly HeldNote[], after: readonly HeldNote[]): HeldNote[] {
    return after.filter(({ id }) => !before.some((note) => note.id === id)).toSorted(byCreation)
}

function byTime(a: HeldNote, b: HeldNote): number {
    return Date.parse(a.at) - Date.parse(b.at) || byCreation(a, b)
}

/** Every process that looks comes to the same order. */
function byCreation(a: HeldNote, b: HeldNote): number {
    const [one, other] = [BigInt(a.id), BigInt(b.id)]
    return Date.parse(a.createdAt) - Date.parse(b.createdAt) || (one < other ? -1 : one > other ? 1 : 0)
}

function anyOf(closing: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([closing, signal]) : closing
}
