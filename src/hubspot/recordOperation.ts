/** One caller's wish on one record, and its answer. */
import type { NewAssociation } from './associationTypes'
import type { Operation } from './coalescer'
import type { HubSpotError } from './errors'
import type { CrmRecord, WriteOptions, WriteResult } from './types'
import { keyOf, type Ref, type Values } from './values'

export interface RecordRequest {
    kind: 'read' | 'create' | 'update' | 'upsert' | 'archive'
    /** How the caller names the record; null for a create. */
    ref: Ref | null
    wanted: Values
    /** What the record must still hold; '' is empty. */
    expected: Values
    /** What a new record is associated with. */
    associations: readonly NewAssociation[]
    onlyEmpty: WriteOptions['onlyEmpty']
    allowBackward: boolean
    /** Decide and report, send nothing. */
    dryRun: boolean
    /** Properties to return. */
    properties: readonly string[]
    history: readonly string[]
}

/** What came of it; `write` is null for a read, `record` null for a read of a record that is not there. */
export interface Done {
    record: CrmRecord | null
    write: Pick<WriteResult, 'outcome' | 'changed'> | null
}

export class RecordOperation implements Operation {
    readonly request: RecordRequest
    ticket = 0
    settled = false
    /** Under which name the record is read: the caller's, or the id that a conflict gave away. */
    target: Ref | null
    /** How often a conflict has named another record. */
    redirects = 0
    readonly #resolve: (done: Done) => void
    readonly #reject: (error: HubSpotError) => void
    readonly #newKey: string

    /**
     * @param unique the unique value a new record will have, by which it can be found again; null when it has none
     */
    constructor(
        request: RecordRequest,
        readonly unique: Ref | null,
        resolve: (done: Done) => void,
        reject: (error: HubSpotError) => void
    ) {
        this.request = request
        this.target = request.ref
        this.#resolve = resolve
        this.#reject = reject
        this.#newKey = unique ? keyOf(unique) : `new:${newRecords++}`
    }

    get key(): string {
        return this.target ? keyOf(this.target) : this.#newKey
    }

    get reads(): boolean {
        return this.request.kind === 'read'
    }

    resolve(done: Done): void {
        if (this.settled) return
        this.settled = true
        this.#resolve(done)
    }

    reject(error: HubSpotError): void {
        if (this.settled) return
        this.settled = true
        this.#reject(error)
    }
}

/** Tells records apart that have no name yet. */
let newRecords = 0
