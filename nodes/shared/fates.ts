import { NodeError, toNodeError } from './errors'
import type { Message, Work } from './input'

/** Entries that are worked on at once: enough to keep HubSpot's batches full, few enough to keep memory flat. */
const inFlight = 1000

type Fate<T> = { value: T } | { failed: true } | { stopped: true }

/**
 * Works on every entry of an array payload, each with its own fate: what one entry's work throws is reported for that
 * entry alone (`io.failRecord`) and the rest goes on. What a reset or a close kept from being finished is reported as
 * one `CLOSED` error that has those entries as its payload, so that nothing is lost.
 * @returns what the work gave for the entries that went well, in input order
 */
export async function workOnEach<T>(
    message: Message,
    entries: readonly unknown[],
    io: Work,
    work: (entry: unknown, index: number) => Promise<T>
): Promise<T[]> {
    const total = entries.length
    if (total === 0) return []
    const fates: Fate<T>[] = Array.from({ length: total }, () => ({ stopped: true }))
    let next = 0
    let settled = 0
    // The message itself counts as one in the status, begun and ended by handleMessages.
    io.status.begin(total - 1)

    const workOn = async (index: number): Promise<Fate<T>> => {
        try {
            return { value: await work(entries[index], index) }
        } catch (error) {
            if (io.signal.aborted && toNodeError(error).code === 'CLOSED') return { stopped: true }
            io.failRecord(error, ownMessage(message, total, index), entries[index], index)
            return { failed: true }
        } finally {
            settled++
            if (settled < total) io.status.end(1)
        }
    }
    const takeTurns = async () => {
        while (next < total && !io.signal.aborted) {
            const index = next++
            fates[index] = await workOn(index)
        }
    }
    await Promise.all(Array.from({ length: Math.min(inFlight, total) }, takeTurns))
    if (settled < total) io.status.end(total - settled - 1)

    reportStopped(message, entries, fates, io)
    return fates.flatMap((fate) => ('value' in fate ? [fate.value] : []))
}

/**
 * The message of one record among many: of each list beside the payload that has an entry per record, as name-splitter
 * makes one, only that record's own. Node-RED copies the whole message for every error that a Catch node gets, and
 * thousands of copies of a list of thousands would hold up the process.
 */
function ownMessage(message: Message, total: number, index: number): Message {
    const ownOf = (value: unknown): unknown =>
        Array.isArray(value) && value.length === total ? value[index] : value
    return Object.fromEntries(Object.entries(message).map(([name, value]) => [name, ownOf(value)]))
}

function reportStopped<T>(
    message: Message,
    entries: readonly unknown[],
    fates: readonly Fate<T>[],
    io: Work
): void {
    const first = fates.findIndex((fate) => 'stopped' in fate)
    if (first < 0) return
    const stopped = entries.filter((_entry, index) => 'stopped' in (fates[index] ?? {}))
    const text = `stopped before ${stopped.length} of ${entries.length} records were finished`
    io.failRecord(new NodeError('CLOSED', text), message, stopped, first)
}
