/** The records of one object type: what callers ask for becomes operations, which gather into batch calls. */
import { onceAborted } from './aborts'
import { toAssociations } from './associationTypes'
import { Coalescer } from './coalescer'
import { HubSpotError } from './errors'
import { listRecords } from './list'
import { RecordOperation, type Done, type RecordRequest } from './recordOperation'
import { runRound, type RoundContext } from './roundWork'
import { searchRecords } from './search'
import { closedError } from './transport'
import type {
    CrmRecord,
    ObjectStore,
    PropertyInputs,
    ReadOptions,
    TimeSource,
    WriteOptions,
    WriteResult
} from './types'
import { checkObjectType, invalid, isOn, toNames, toRef, toValues, type Ref, type Values } from './values'

export interface StoreOptions {
    objectType: string
    readOnly: boolean
    maxQueued: number
    /** Resolves with what is needed to make calls; loads the client at its first use. */
    context(): Promise<RoundContext>
    time: TimeSource
    closing: AbortSignal
}

export interface ClosableStore extends ObjectStore {
    close(): Promise<void>
}

/** Operations of one round: five full batches of each kind of call. */
const mostOfARound = 500
const fullBatch = 100

export function openStore({
    objectType,
    readOnly,
    maxQueued,
    context,
    time,
    closing
}: StoreOptions): ClosableStore {
    checkObjectType(objectType)
    const coalescer = new Coalescer<RecordOperation>({
        fullBatch,
        maxRound: mostOfARound,
        maxQueued,
        now: () => time.now(),
        pause: (ms) => time.sleep(ms, closing),
        async run(round) {
            try {
                await runRound(await context(), round)
            } catch {
                for (const operation of round.operations) operation.reject(closedError())
            }
        }
    })

    /** Waits for an operation's turn and its answer; its signal ends the wait, not what has been sent. */
    function submit(
        request: RecordRequest,
        unique: Ref | null,
        signal: AbortSignal | undefined
    ): Promise<Done> {
        return new Promise((resolve, reject) => {
            if (signal?.aborted) {
                reject(closedError())
                return
            }
            let release = () => {}
            const operation = new RecordOperation(
                request,
                unique,
                (done) => {
                    release()
                    resolve(done)
                },
                (error) => {
                    release()
                    reject(error)
                }
            )
            coalescer.add(operation)
            release = onceAborted(signal, () => operation.reject(closedError()))
        })
    }

    async function read(given: unknown, options: ReadOptions = {}): Promise<CrmRecord | null> {
        const request: RecordRequest = {
            kind: 'read',
            ref: toRef(objectType, given),
            wanted: new Map(),
            expected: new Map(),
            associations: [],
            onlyEmpty: false,
            allowBackward: false,
            dryRun: false,
            properties: toNames(options.properties),
            history: toNames(options.propertiesWithHistory)
        }
        return (await submit(request, null, options.signal)).record
    }

    async function write(
        kind: 'create' | 'update' | 'upsert' | 'archive',
        given: unknown,
        inputs: PropertyInputs,
        options: WriteOptions = {}
    ): Promise<WriteResult> {
        const named = kind === 'create' ? null : toRef(objectType, given)
        const wanted = toValues(objectType, inputs, options.blank)
        const unique = named && 'value' in named ? named : uniqueOf(objectType, wanted)
        const dryRun = readOnly || isOn(options.dryRun)
        const request: RecordRequest = {
            kind,
            // A create that is only tried looks whether it would meet a record.
            ref: kind === 'create' && dryRun ? unique : named,
            wanted,
            expected: toValues(objectType, options.expect ?? {}, 'clear'),
            associations: toAssociations(objectType, options.associate),
            onlyEmpty: Array.isArray(options.onlyEmpty)
                ? toNames(options.onlyEmpty)
                : options.onlyEmpty === true,
            allowBackward: options.allowBackward === true,
            dryRun,
            properties: toNames(options.properties),
            history: []
        }
        if (kind === 'create' && [...wanted.values()].every((value) => value === ''))
            throw invalid('a new record has no properties')
        const { record, write: done } = await submit(
            request,
            kind === 'create' || (named && 'value' in named) ? unique : null,
            options.signal
        )
        if (!record || !done)
            throw new HubSpotError('HUBSPOT_UNAVAILABLE', 'HubSpot answered without a record')
        return { ...done, record, dryRun }
    }

    return {
        objectType,
        find: read,
        async get(ref, options) {
            const record = await read(ref, options)
            if (!record) throw new HubSpotError('HUBSPOT_NOT_FOUND', 'HubSpot has no such record')
            return record
        },
        create: (properties, options) => write('create', null, properties, options),
        update: (ref, properties, options) => write('update', ref, properties, options),
        upsert: (ref, properties, options) => write('upsert', ref, properties, options),
        archive: (ref, options) => write('archive', ref, {}, options),
        search: (query) => searchRecords(objectType, context, query),
        list: (options) => listRecords(objectType, context, options),
        close: () => coalescer.close()
    }
}

/** The one unique property that every portal's contacts have. */
function uniqueOf(objectType: string, wanted: Values): Ref | null {
    const email = objectType === 'contacts' ? wanted.get('email') : undefined
    return email ? { idProperty: 'email', value: email } : null
}
