/** The words of notes (facts/hubspot.md 7) that src/hubspot shares with its callers. No behaviour here. */
import type { OperationOptions, Place } from './types'

/** A note as HubSpot holds it (facts 7). */
export interface Note {
    id: string
    /** HTML, or text that somebody typed; '' when it has none. */
    body: string
    /** ISO 8601: when it was written, as it says itself, but not after HubSpot got it. */
    at: string
    url?: string
}

/** What a note is about. */
export interface NotePlace extends Place {
    objectType: 'contacts' | 'deals'
}

/** A note that was read, and the records it was found on. */
export interface PlacedNote extends Note {
    on: readonly NotePlace[]
}

/** What is to be done about the notes of some records. */
export type NoteDecision =
    | { kind: 'nothing' }
    /** A new note with this body, on all of the records. */
    | { kind: 'write'; body: string }
    /** These notes, which are on some of the records, are to be on all of them. */
    | { kind: 'spread'; notes: readonly string[] }

/** What came of it. */
export interface NoteOutcome {
    /** The notes of the records, oldest first, up to the one that was written; with `dryRun` without it. */
    notes: PlacedNote[]
    /** The note that was written; with `dryRun` its id is ''. */
    written: PlacedNote | null
    /** Notes that were put on more of the records. */
    spread: readonly string[]
    /** True when nothing was sent: the operation asked for it, or the account is read only. */
    dryRun: boolean
}

export interface NoteOptions extends OperationOptions {
    /** Decide and report, send nothing. */
    dryRun?: boolean
}

/** Notes on contacts and deals. Reads of the same tick become batch calls, and so do writes. */
export interface NoteStore {
    /** The notes of these records, oldest first, each once. */
    read(places: readonly NotePlace[], options?: OperationOptions): Promise<PlacedNote[]>
    /**
     * Reads the notes of these records, asks `decide`, and does what it says. The same note is not written twice:
     * not by two operations of this process, not after a lost answer, and of two processes that write it at the same
     * moment the later one takes its own back. For that `decide` must be pure, and answer `nothing` or `spread` when
     * it gets a note of its own back (docs/decisions/0100).
     * @throws HubSpotError, also what `decide` throws
     */
    settle(
        places: readonly NotePlace[],
        decide: (notes: readonly PlacedNote[]) => NoteDecision,
        options?: NoteOptions
    ): Promise<NoteOutcome>
}
