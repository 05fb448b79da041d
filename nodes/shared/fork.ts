import type { NodeAPI } from 'node-red'
import { workOnEach } from './fates'
import type { Message, Work } from './input'

/**
 * Works on one record, or on each of an array, and sends what came of it: by the second output what `isSecond`, by the
 * first the rest. Each field of an outcome becomes the message's field of that name, for an array as an array in input
 * order; an output that has nothing to say stays silent, except that an array of nothing is answered by one.
 * @returns how many left by the second output
 */
export async function forkOutcomes<T extends object>(
    red: NodeAPI,
    message: Message,
    input: unknown,
    io: Work,
    work: (entry: unknown) => Promise<T>,
    isSecond: (outcome: T) => boolean
): Promise<number> {
    if (!Array.isArray(input)) {
        const outcome = await work(input)
        Object.assign(message, outcome)
        io.send(isSecond(outcome) ? [null, message] : [message, null])
        return isSecond(outcome) ? 1 : 0
    }
    const outcomes = await workOnEach(message, input, io, work)
    const second = outcomes.filter(isSecond)
    const first = outcomes.filter((outcome) => !isSecond(outcome))
    // Node-RED would copy all records, and hold up the process, if one call sent both messages.
    const { payload: _payload, ...rest } = message
    const other = second.length > 0 ? red.util.cloneMessage(rest) : rest
    if (first.length > 0 || input.length === 0) io.send([fill(message, first), null])
    if (second.length > 0) io.send([null, fill(other, second)])
    return second.length
}

function fill(message: Message, outcomes: readonly object[]): Message {
    const lists: Record<string, unknown[]> = { payload: [] }
    for (const outcome of outcomes)
        for (const [name, value] of Object.entries(outcome) as [string, unknown][])
            (lists[name] ??= []).push(value)
    return Object.assign(message, lists)
}
