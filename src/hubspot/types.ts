/** The words that src/hubspot shares with its callers. No behaviour here. */
import type { ActivityStore, OwnerStore } from './activitiesTypes'
import type { PipelineStore, PropertyStore, PropertyWrites } from './definitionsTypes'
import type { NoteStore } from './notesTypes'

/** What a caller may send as a property value. `null` and `''` clear the value when the operation says so. */
export type PropertyInput = string | number | boolean | Date | null | undefined

/** Properties by internal name, as a caller sends them. */
export type PropertyInputs = Record<string, PropertyInput>

/** Properties by internal name, as HubSpot returns them: always a string, or null when empty. */
export type Properties = Record<string, string | null>

/** One entry of a property's history (facts 2, `propertiesWithHistory`), newest first after our own sort. */
export interface HistoryEntry {
    value: string
    /** ISO 8601 */
    timestamp: string
    sourceType: string
    sourceId?: string
    sourceLabel?: string
    updatedByUserId?: number
}

/** A record as HubSpot holds it. */
export interface CrmRecord {
    id: string
    properties: Properties
    propertiesWithHistory?: Record<string, HistoryEntry[]>
    createdAt?: string
    updatedAt?: string
    archived?: boolean
    /** Where a person opens it, in HubSpot's own words. */
    url?: string
}

/** How a record is named: by id, or by the value of a unique property (`email` for contacts). */
export type RecordRef = { id: string } | { idProperty: string; value: string }

/** One property's change, as strings; null is empty. */
export interface Change {
    from: string | null
    to: string | null
}

/** What a write did, or with `dryRun` would have done: enough to show a person, and to undo it. */
export interface WriteResult {
    outcome: 'created' | 'updated' | 'unchanged' | 'archived'
    /** Its id is '' when nothing was sent and the record would be new. */
    record: CrmRecord
    changed: Record<string, Change>
    /** True when nothing was sent: the operation asked for it, or the account is read only. */
    dryRun: boolean
}

/** Options that every operation takes. */
export interface OperationOptions {
    /** Aborts this operation; it rejects with `CLOSED`. */
    signal?: AbortSignal
}

export interface ReadOptions extends OperationOptions {
    /** Internal names to return; HubSpot drops names that do not exist. */
    properties?: readonly string[]
    /** Internal names whose history to return; lowers the batch size from 100 to 50. */
    propertiesWithHistory?: readonly string[]
}

export interface WriteOptions extends OperationOptions {
    /** Decide and report, send nothing. */
    dryRun?: boolean
    /** What a blank value (null, undefined, '') means: leave the property as it is (default), or clear it. */
    blank?: 'leave' | 'clear'
    /** Only fill properties that are empty in HubSpot (rules AO-03, IMP: decided once). */
    onlyEmpty?: boolean | readonly string[]
    /** Write `lifecyclestage` backwards as clear, then set (facts 4). Without it a silent no is `HUBSPOT_NOT_APPLIED`. */
    allowBackward?: boolean
    /**
     * Values that the record must still have; where one differs nothing is written, and the operation rejects with
     * `HUBSPOT_CONFLICT`. Compared with what was read right before the write. Only for updates.
     */
    expect?: PropertyInputs
    /** More properties to return with the record. */
    properties?: readonly string[]
    /**
     * Records that a new record is associated with from its first moment, by HubSpot's association without a label
     * (facts 6). They must exist. Counts for `create` only.
     */
    associate?: readonly Place[]
}

/** A record as the end of an association: its type in HubSpot's plural, and its id. */
export interface Place {
    objectType: string
    id: string
}

/** A filter of the search API (facts 3). */
export interface SearchFilter {
    propertyName: string
    operator:
        | 'EQ'
        | 'NEQ'
        | 'LT'
        | 'LTE'
        | 'GT'
        | 'GTE'
        | 'BETWEEN'
        | 'IN'
        | 'NOT_IN'
        | 'HAS_PROPERTY'
        | 'NOT_HAS_PROPERTY'
        | 'CONTAINS_TOKEN'
        | 'NOT_CONTAINS_TOKEN'
    value?: string
    highValue?: string
    values?: string[]
}

export interface SearchQuery extends OperationOptions {
    query?: string
    /** Groups are joined by OR, filters in a group by AND: at most 5 groups, 6 filters each, 18 in all. */
    filterGroups?: { filters: SearchFilter[] }[]
    properties?: readonly string[]
    /** A page size, 1 to 200 (default 200). */
    pageSize?: number
    /** Stop after so many records. */
    limit?: number
}

export interface ListOptions extends ReadOptions {
    archived?: boolean
    /** Stop after so many records. */
    limit?: number
}

/** Reads and writes one object type. Single operations of the same tick become batch calls. */
export interface ObjectStore {
    readonly objectType: string
    /** @throws HubSpotError `HUBSPOT_NOT_FOUND` when there is no such record */
    get(ref: RecordRef, options?: ReadOptions): Promise<CrmRecord>
    /** The same, with null for a record that does not exist. */
    find(ref: RecordRef, options?: ReadOptions): Promise<CrmRecord | null>
    /** @throws HubSpotError `HUBSPOT_CONFLICT` (with `existingId`) when a unique value is taken */
    create(properties: PropertyInputs, options?: WriteOptions): Promise<WriteResult>
    /** Writes only what differs. @throws HubSpotError `HUBSPOT_NOT_FOUND` */
    update(ref: RecordRef, properties: PropertyInputs, options?: WriteOptions): Promise<WriteResult>
    /** Updates the record, or creates it when there is none (only by a unique property). */
    upsert(ref: RecordRef, properties: PropertyInputs, options?: WriteOptions): Promise<WriteResult>
    archive(ref: RecordRef, options?: WriteOptions): Promise<WriteResult>
    /** Every record that matches, past HubSpot's cap of 10,000, ascending by id. Lags behind writes. */
    search(query: SearchQuery): AsyncIterable<CrmRecord>
    /** Every record, ascending by id. */
    list(options?: ListOptions): AsyncIterable<CrmRecord>
}

/** Which records belong together (facts 6). Single questions of the same tick become batch calls. */
export interface AssociationStore {
    /**
     * Ids of the records of type `to` that the record `id` of type `from` is associated with, whatever the label; none
     * also for a record that does not exist.
     * @param from in HubSpot's plural, as `to`: `contacts`, `deals`, `notes` …
     */
    read(from: string, to: string, id: string, options?: OperationOptions): Promise<string[]>
    /**
     * Associates two records without a label; nothing changes when they are. Not in a read-only account.
     * @throws HubSpotError `HUBSPOT_NOT_FOUND` when one of them does not exist
     */
    add(from: Place, to: Place, options?: OperationOptions): Promise<void>
}

/** A record to be made once, and how it is known again. */
export interface WantedRecord {
    properties: PropertyInputs
    /** What it is associated with from its first moment; it is looked for on the first of them. */
    places: readonly [Place, ...Place[]]
    /** Internal names that `isSame` and the caller need. */
    read: readonly string[]
    /** Pure. Must be true of the record itself when it was made. */
    isSame(record: CrmRecord): boolean
}

/** What came of it. */
export interface OnceOutcome {
    /** The one that was made, or was there; with `dryRun` its id is '' when it would be made. */
    record: CrmRecord
    /** False when it was there already. */
    created: boolean
    dryRun: boolean
}

/** What the account endpoint says of the portal (facts 9). */
export interface AccountDetails {
    portalId: number
    accountType: string
    timeZone: string
    uiDomain: string
    /** Data region: `na1`, `eu1` … */
    dataHostingLocation: string
    companyCurrency: string
}

/** What *Test connection* shows. */
export interface ConnectionReport {
    details: AccountDetails
    /** Scopes the pack can use and the token lacks. */
    missingScopes: string[]
    /** Calls left today, or null when HubSpot did not say. */
    dailyRemaining: number | null
    dailyLimit: number | null
}

/** A clock that tests replace. */
export interface TimeSource {
    /** Milliseconds since the epoch. */
    now(): number
    /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
    sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface AccountOptions {
    /** Service key or private-app token. Never logged, never part of an error. */
    token: string
    /** Default `https://api.hubapi.com`. */
    baseUrl?: string
    /** Everything is decided and reported, nothing is written. */
    readOnly?: boolean
    /** For one HTTP call, in milliseconds (default 30,000). */
    timeout?: number
    /** Operations that may wait at once (default 100,000); one more rejects with `QUEUE_FULL`. */
    maxQueued?: number
    time?: TimeSource
}

/** What an account tells its listeners. */
export interface AccountEvents {
    /** The limiter makes calls wait until `until` (ms since the epoch), or no longer does (null). */
    waiting: (until: number | null) => void
}

/** How many calls left this account since it was opened. */
export interface CallCounts {
    read: number
    write: number
    search: number
}

/** One portal, opened with one token: the door to HubSpot. */
export interface Account {
    readonly readOnly: boolean
    readonly contacts: ObjectStore
    /**
     * Any object type by its plural name: `contacts`, `deals`, `notes`, `tasks` …
     * @throws HubSpotError `INPUT_INVALID` for what cannot be one
     */
    objects(objectType: string): ObjectStore
    readonly properties: PropertyStore & PropertyWrites
    readonly pipelines: PipelineStore
    readonly associations: AssociationStore
    readonly notes: NoteStore
    readonly activities: ActivityStore
    readonly owners: OwnerStore
    /**
     * Makes a record of a type that has no unique property, unless it is there. Not by two operations of this process,
     * not after a lost answer; of two processes that make it at the same moment the later one takes its own back.
     * @throws HubSpotError
     */
    createOnce(
        objectType: string,
        wanted: WantedRecord,
        options?: OperationOptions & { dryRun?: boolean }
    ): Promise<OnceOutcome>
    /**
     * Works when all work of this account that shares one of these records with it, and came before, has ended. Not to
     * be nested.
     */
    inTurn<Value>(places: readonly Place[], work: () => Promise<Value>): Promise<Value>
    /** Portal id and data region; asked once, then remembered. */
    details(options?: OperationOptions): Promise<AccountDetails>
    /** Test connection: works with any valid token and names the scopes it lacks. */
    check(options?: OperationOptions): Promise<ConnectionReport>
    /**
     * What time it is at the portal, in ms since the epoch: as its last answer said, whatever this machine's clock shows.
     * Until something was asked it is this machine's.
     */
    now(): number
    /** The page on which a person opens a record. */
    recordUrl(objectType: string, id: string): Promise<string>
    readonly calls: Readonly<CallCounts>
    on<E extends keyof AccountEvents>(event: E, listener: AccountEvents[E]): () => void
    /** Rejects waiting work with `CLOSED`, aborts calls in flight; resolves within one second. Safe to call twice. */
    close(): Promise<void>
}
