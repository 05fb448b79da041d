import { validation } from '../crm/errors'
import type { RecordStore } from '../crm/store'
import { asInputs, asOptionalText, type Json } from './input'

const most = 100
const mostWithHistory = 50

/** The inputs of a batch, at most 100, 50 with history (facts 2). @throws CrmError */
export function inputsOf(body: unknown, withHistory = false): Json[] {
    const inputs = asInputs(body)
    if (withHistory && inputs.length > mostWithHistory)
        throw validation(
            `The maximum number of inputs supported in a batch request for property histories is ${mostWithHistory}. Please reduce the number of items and try again`
        )
    if (inputs.length > most)
        throw validation(
            `The maximum number of inputs supported in a batch is ${most}. Please reduce the number of items and try again`
        )
    return inputs
}

/** facts 2: the same id twice rejects the whole request, with or without trace ids. */
export function refuseDuplicates(
    store: RecordStore,
    refs: [idProperty: string | undefined, id: string][]
): void {
    const seen = new Set<string>()
    const twice = new Set<string>()
    for (const [idProperty, id] of refs) {
        const key = idProperty ? store.keyForm(idProperty, id) : id
        if (seen.has(key)) twice.add(id)
        seen.add(key)
    }
    if (twice.size === 0) return
    const ids = [...twice]
    throw validation(`Duplicate IDs found in batch input: [${ids.join(', ')}]. IDs must be unique`, {
        context: { ids }
    })
}

const traceOf = (input: Json) => asOptionalText(input['objectWriteTraceId'])

/** Which inputs an error is about, for its context. */
export function tracesOf(inputs: Json[]): Record<string, string[]> {
    const traces = inputs.map(traceOf).filter((trace) => trace !== undefined)
    return traces.length > 0 ? { objectWriteTraceId: traces } : {}
}

/** Whether every input has a trace id of its own, which turns multi-status on. */
export function hasTraces(inputs: Json[]): boolean {
    const traces = inputs.map(traceOf)
    return !traces.includes(undefined) && new Set(traces).size === traces.length
}

/** A result with the trace id of its input. */
export function traced<T extends { id: string }>(input: Json, result: T): T {
    const trace = traceOf(input)
    return trace === undefined ? result : { ...result, objectWriteTraceId: trace }
}

/** facts 2: results are not in input order. The order depends on the ids alone, so a test can be repeated. */
export function shuffled<T extends { id: string }>(results: T[]): T[] {
    const place = (id: string) => Math.imul(Number(id) % 2 ** 31, 2_654_435_761) >>> 0
    return results.toSorted((a, b) => place(a.id) - place(b.id))
}
