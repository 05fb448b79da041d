/** Which records are associated with which (facts/hubspot.md 6): single questions gather into batch calls. */
import { onceAborted } from './aborts'
import { copy, toHubSpotError } from './batches'
import type { Client } from './clientTypes'
import { Coalescer, type Operation } from './coalescer'
import type { HubSpotError } from './errors'
import { errorFromItem } from './errorsFromResponse'
import { asArray, asObject, asText, asTexts } from './json'
import { nextPage } from './records'
import { closedError } from './transport'
import type { AssociationStore, TimeSource } from './types'
import { checkObjectType, toId, toRef } from './values'
import { refuseReadOnly } from './writeGuard'

/** Inputs of one call: 1,000 are documented, but calls of more than 100 have been seen to fail (facts 6). */
const batchSize = 100
/** Operations of one round: five full batches. */
const mostOfARound = 500
/** Pages of one record's associations before it is given up: far more than a contact ever has. */
const mostPages = 50

export interface AssociationsOptions {
    client(): Promise<Client>
    readOnly: boolean
    maxQueued: number
    time: TimeSource
    closing: AbortSignal
}

export interface ClosableAssociations extends AssociationStore {
    close(): Promise<void>
}

export function openAssociations(options: AssociationsOptions): ClosableAssociations {
    const { closing } = options
    const coalescers = new Map<string, Coalescer<Question>>()

    function coalescerOf(from: string, to: string): Coalescer<Question> {
        const name = `${from} ${to}`
        const known = coalescers.get(name)
        if (known) return known
        const coalescer = openCoalescer(from, to, options)
        if (closing.aborted) void coalescer.close()
        coalescers.set(name, coalescer)
        return coalescer
    }

    return {
        async read(from, to, id, { signal } = {}) {
            checkObjectType(from)
            checkObjectType(to)
            const ref = toRef(from, { id })
            if (signal?.aborted) throw closedError()
            return new Promise((resolve, reject) => {
                let release = () => {}
                /** Lets go of the signal when the answer is there. */
                function settle<T>(answer: (value: T) => void): (value: T) => void {
                    return (value) => {
                        release()
                        answer(value)
                    }
                }
                const question = new Question(
                    'id' in ref ? ref.id : ref.value,
                    settle(resolve),
                    settle(reject)
                )
                coalescerOf(from, to).add(question)
                release = onceAborted(signal, () => question.reject(closedError()))
            })
        },
        async add(from, to, { signal } = {}) {
            refuseReadOnly(options)
            for (const { objectType } of [from, to]) checkObjectType(objectType)
            const client = await options.client()
            const answer = await client.associate(
                from.objectType,
                to.objectType,
                { from: { id: toId(from.id) }, to: { id: toId(to.id) } },
                { signal }
            )
            const [failed] = asArray(asObject(answer).errors)
            if (failed !== undefined) throw errorFromItem(failed, answer)
        },
        async close() {
            await Promise.all([...coalescers.values()].map((coalescer) => coalescer.close()))
        }
    }
}

/** One record whose associations somebody wants to know. */
class Question implements Operation {
    readonly key: string
    readonly reads = true
    ticket = 0
    settled = false
    readonly #resolve: (ids: string[]) => void
    readonly #reject: (error: HubSpotError) => void

    constructor(id: string, resolve: (ids: string[]) => void, reject: (error: HubSpotError) => void) {
        this.key = id
        this.#resolve = resolve
        this.#reject = reject
    }

    resolve(ids: string[]): void {
        if (this.settled) return
        this.settled = true
        this.#resolve(ids)
    }

    reject(error: HubSpotError): void {
        if (this.settled) return
        this.settled = true
        this.#reject(error)
    }
}

function openCoalescer(
    from: string,
    to: string,
    { client, maxQueued, time, closing }: AssociationsOptions
): Coalescer<Question> {
    return new Coalescer<Question>({
        fullBatch: batchSize,
        maxRound: mostOfARound,
        maxQueued,
        now: () => time.now(),
        pause: (ms) => time.sleep(ms, closing),
        async run({ operations }) {
            const ids = [...new Set(operations.map(({ key }) => key))]
            const batches: string[][] = []
            for (let at = 0; at < ids.length; at += batchSize) batches.push(ids.slice(at, at + batchSize))
            await Promise.all(
                batches.map(async (batch) => {
                    const concerned = operations.filter(({ key }) => batch.includes(key))
                    try {
                        const found = await readBatch(await client(), from, to, batch)
                        for (const question of concerned) {
                            const answer = found.get(question.key) ?? []
                            if (Array.isArray(answer)) question.resolve([...answer])
                            else question.reject(copy(answer))
                        }
                    } catch (thrown) {
                        const error = toHubSpotError(thrown)
                        for (const question of concerned) question.reject(copy(error))
                    }
                })
            )
        }
    })
}

/** Ids by record, or the error it met. What HubSpot says nothing of has none. */
async function readBatch(
    client: Client,
    from: string,
    to: string,
    ids: readonly string[]
): Promise<Map<string, string[] | HubSpotError>> {
    const found = new Map<string, string[] | HubSpotError>()
    let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }))
    for (let page = 0; inputs.length > 0 && page < mostPages; page++) {
        const answer = await client.associations(from, to, inputs)
        inputs = []
        for (const result of asArray(asObject(answer).results)) {
            const id = asText(asObject(asObject(result).from).id) ?? ''
            const others = asArray(asObject(result).to).flatMap(
                (other) => asText(asObject(other).toObjectId) ?? []
            )
            const known = found.get(id)
            found.set(id, [...new Set([...(Array.isArray(known) ? known : []), ...others])])
            const after = nextPage(result)
            if (after !== null) inputs.push({ id, after })
        }
        for (const item of asArray(asObject(answer).errors)) {
            const error = errorFromItem(item, answer)
            // A record that is associated with nothing, or that is not there, is told as an error (facts 6).
            if (error.code === 'HUBSPOT_NOT_FOUND') continue
            const context = asObject(asObject(item).context)
            const named = [...asTexts(context.fromObjectId), ...asTexts(context.ids)]
            if (named.length === 0) throw error
            for (const id of named) found.set(id, error)
        }
    }
    return found
}
