/** Notes on contacts and deals (facts/hubspot.md 7), none of them written twice (docs/decisions/0100). */
import type { NoteDecision, NotePlace, NoteStore, PlacedNote } from './notesTypes'
import { byCreation, openSettler, type Decide, type Held, type SettlerOptions } from './settle'
import type { ObjectStore, TimeSource } from './types'

export interface NotesOptions extends Omit<SettlerOptions, 'store' | 'properties'> {
    notes: ObjectStore
}

const noteProperties = ['hs_note_body', 'hs_timestamp', 'hs_createdate']

export function openNotes({ notes, ...options }: NotesOptions): NoteStore {
    const settler = openSettler({ ...options, store: notes, properties: noteProperties })

    return {
        async read(places, reading) {
            return toNotes(await settler.read(places, reading))
        },
        async settle(places, decide, settling) {
            const settled = await settler.settle(places, decider(decide, options.time), settling)
            const { written, held, spread, dryRun } = settled
            const own = written && toWritten(written)
            const notes = toNotes(held).map((note) => (own && note.id === own.id ? own : note))
            return { notes: notes.toSorted(byTime), written: own, spread, dryRun }
        }
    }
}

function decider(decide: (notes: readonly PlacedNote[]) => NoteDecision, time: TimeSource): Decide {
    return (held) => {
        const notes = toNotes(held)
        const decision = decide(notes)
        if (decision.kind === 'spread') return { kind: 'spread', ids: decision.notes }
        if (decision.kind === 'nothing') return decision
        const properties = { hs_timestamp: timeAfter(notes, time), hs_note_body: decision.body }
        return { kind: 'write', properties }
    }
}

/** Now, or just after the latest note: this machine's clock may be behind HubSpot's. */
function timeAfter(before: readonly PlacedNote[], time: TimeSource): string {
    const latest = Math.max(0, ...before.map(({ at }) => Date.parse(at) || 0))
    return new Date(Math.max(time.now(), latest + 1)).toISOString()
}

/** Oldest first. */
function toNotes(held: readonly Held[]): PlacedNote[] {
    return held.toSorted(byCreation).map(toNote).toSorted(byTime)
}

/** Nobody wrote a note after it was made: one that is dated in the future would be the latest for ever. */
function toNote({ record, createdAt, on }: Held): PlacedNote {
    const { id, properties, url } = record
    const dated = properties.hs_timestamp ?? createdAt
    return {
        id,
        body: properties.hs_note_body ?? '',
        at: Date.parse(dated) > Date.parse(createdAt) ? createdAt : dated,
        on: on as readonly NotePlace[],
        ...(url !== undefined && { url })
    }
}

/** A note that was just written is as old as it was made. */
function toWritten(held: Held): PlacedNote {
    const note = toNote(held)
    return { ...note, at: held.record.properties.hs_timestamp ?? note.at }
}

function byTime(a: PlacedNote, b: PlacedNote): number {
    return Date.parse(a.at) - Date.parse(b.at)
}
