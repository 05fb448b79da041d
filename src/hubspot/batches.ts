/** Many inputs in the fewest calls, each with its own fate: one bad record never fails the others (DESIGN 5). */
import { HubSpotError } from './errors'
import { validationError } from './errorsFromResponse'
import type { CrmRecord } from './types'

/** What became of one input. `record` is null when HubSpot answers with none (archive, a record that is not there). */
export type Fate = { record: CrmRecord | null } | { error: HubSpotError }

export type Fates<Input> = Map<Input, Fate>

export interface BatchOptions<Input> {
    /** Most inputs of one call. */
    size: number
    /** Sends one call; leaves out inputs of which the answer says nothing. @throws HubSpotError for all of them */
    send(inputs: Input[]): Promise<Fates<Input>>
    /** Whether an input of which an answer says nothing may be sent again (default true); a create may not. */
    repeatable?: boolean
    /** Whether an input carries a property that HubSpot names in an error. */
    has(input: Input, property: string): boolean
}

/** Batch calls of one round that run beside each other. */
const mostCalls = 3

/**
 * Sends all inputs, and says of each what became of it. A call that HubSpot refuses as a whole is split: what carries the property it names apart from
 * the rest, otherwise in halves, until the bad input stands alone.
 */
export async function sendBatches<Input>(
    inputs: readonly Input[],
    options: BatchOptions<Input>
): Promise<Fates<Input>> {
    const fates: Fates<Input> = new Map()
    const chunks: Input[][] = []
    for (let at = 0; at < inputs.length; at += options.size) chunks.push(inputs.slice(at, at + options.size))
    const sendNext = async () => {
        for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) await sendChunk(chunk, options, fates)
    }
    await Promise.all(Array.from({ length: mostCalls }, sendNext))
    return fates
}

async function sendChunk<Input>(
    inputs: Input[],
    options: BatchOptions<Input>,
    fates: Fates<Input>
): Promise<void> {
    let answered: Fates<Input>
    try {
        answered = await options.send(inputs)
    } catch (thrown) {
        const error = toHubSpotError(thrown)
        for (const part of inputs.length > 1 ? split(inputs, error, options) : [])
            await sendChunk(part, options, fates)
        for (const input of inputs)
            if (!fates.has(input))
                fates.set(input, { error: errorOf(error, (property) => options.has(input, property)) })
        return
    }
    for (const [input, fate] of answered) fates.set(input, fate)
    const unanswered = inputs.filter((input) => !answered.has(input))
    const again = options.repeatable !== false && unanswered.length < inputs.length
    if (again && unanswered.length > 0) await sendChunk(unanswered, options, fates)
    else for (const input of unanswered) fates.set(input, fateOf(answered, input))
}

/** HubSpot's codes for properties that no value makes right: whatever carries one has the same fate. */
const whateverValue = new Set(['PROPERTY_DOESNT_EXIST', 'READ_ONLY_VALUE'])

/** The parts to send again; what is in none of them shares the fate of the whole. */
function split<Input>(inputs: Input[], error: HubSpotError, { has }: BatchOptions<Input>): Input[][] {
    const one = error.code === 'HUBSPOT_VALIDATION' || error.code === 'HUBSPOT_CONFLICT'
    if ((!one && error.code !== 'HUBSPOT_NOT_FOUND') || error.details.wholeRequest) return []
    const named = error.details.properties ?? []
    const suspects = inputs.filter((input) => named.some(({ name }) => has(input, name)))
    const others = inputs.filter((input) => !suspects.includes(input))
    if (suspects.length > 0 && named.every(({ code }) => whateverValue.has(code)))
        return others.length > 0 ? [others] : []
    if (suspects.length > 0 && others.length > 0) return [others, suspects]
    const half = Math.ceil(inputs.length / 2)
    return [inputs.slice(0, half), inputs.slice(half)]
}

/** Anything that is thrown, as an error with a code and nothing else of it. */
export function toHubSpotError(thrown: unknown): HubSpotError {
    if (thrown instanceof HubSpotError) return thrown
    const kind = thrown instanceof Error ? thrown.name : typeof thrown
    return new HubSpotError('HUBSPOT_UNAVAILABLE', `the call to HubSpot failed (${kind})`)
}

/** Each caller gets an error of its own, to add to as it likes. */
export function copy({ code, message, details }: HubSpotError): HubSpotError {
    return new HubSpotError(code, message, { ...details })
}

/** A batch's error as it concerns one input: without the properties that only others carry. */
function errorOf(error: HubSpotError, has: (property: string) => boolean): HubSpotError {
    const named = error.details.properties ?? []
    const own = named.filter(({ name }) => has(name))
    return own.length > 0 && own.length < named.length ? validationError(own, error.details) : copy(error)
}

/** What became of one of the inputs. */
export function fateOf<Input>(fates: Fates<Input>, input: Input): Fate {
    return fates.get(input) ?? { error: unanswerable() }
}

function unanswerable(): HubSpotError {
    return new HubSpotError('HUBSPOT_UNAVAILABLE', 'HubSpot did not say what became of the record', {
        uncertain: true
    })
}
