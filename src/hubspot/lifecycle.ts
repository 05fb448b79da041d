/** Lifecycle stages only move forward by the API, and HubSpot does not say so (facts/hubspot.md 4): read back. */
import { readBatches, updateBatches, type Target } from './batchCalls'
import { fateOf, type Fate } from './batches'
import { HubSpotError } from './errors'

export const lifecycleStage = 'lifecyclestage'

/** A stage that has been written. */
export interface StageWrite {
    id: string
    stage: string
    /** Whether it may be written by clearing it first. */
    allowBackward: boolean
}

/**
 * Checks that stages are what was written, and with `allowBackward` writes those that are not once more: cleared in
 * one request, set in the next (one request with both has no order).
 * @returns an error for each write that did not become true
 */
export async function confirmStages<Write extends StageWrite>(
    target: Target,
    writes: readonly Write[]
): Promise<Map<Write, HubSpotError>> {
    const failed = await readBack(target, writes)
    const again = writes.filter(
        (write) => failed.has(write) && write.allowBackward && isSilent(failed.get(write))
    )
    if (again.length === 0) return failed
    for (const write of again) failed.delete(write)
    for (const [write, error] of await setStages(target, again, () => '')) failed.set(write, error)
    const cleared = again.filter((write) => !failed.has(write))
    for (const [write, error] of await setStages(target, cleared, ({ stage }) => stage))
        failed.set(write, clearedOnly(error))
    const set = cleared.filter((write) => !failed.has(write))
    for (const [write, error] of await readBack(target, set)) failed.set(write, error)
    return failed
}

async function readBack<Write extends StageWrite>(
    target: Target,
    writes: readonly Write[]
): Promise<Map<Write, HubSpotError>> {
    const inputs = writes.map((write) => ({ ref: { id: write.id }, write }))
    const fates = await readBatches(target, inputs, [lifecycleStage], [])
    return errorsOf(inputs, fates, ({ write }, { record }) =>
        (record?.properties[lifecycleStage] ?? '') === write.stage ? null : notApplied()
    )
}

async function setStages<Write extends StageWrite>(
    target: Target,
    writes: readonly Write[],
    stageOf: (write: Write) => string
): Promise<Map<Write, HubSpotError>> {
    const inputs = writes.map((write) => ({
        id: write.id,
        values: new Map([[lifecycleStage, stageOf(write)]]),
        write
    }))
    return errorsOf(inputs, await updateBatches(target, inputs), () => null)
}

function errorsOf<Write, Input extends { write: Write }>(
    inputs: readonly Input[],
    fates: Map<Input, Fate>,
    judge: (input: Input, fate: Extract<Fate, { record: unknown }>) => HubSpotError | null
): Map<Write, HubSpotError> {
    const errors = new Map<Write, HubSpotError>()
    for (const input of inputs) {
        const fate = fateOf(fates, input)
        const error = 'error' in fate ? fate.error : judge(input, fate)
        if (error) errors.set(input.write, error)
    }
    return errors
}

function isSilent(error: HubSpotError | undefined): boolean {
    return error?.code === 'HUBSPOT_NOT_APPLIED'
}

function notApplied(): HubSpotError {
    const message = 'not applied by HubSpot, which moves it forward only'
    return new HubSpotError('HUBSPOT_NOT_APPLIED', `${lifecycleStage}: ${message}`, {
        properties: [{ name: lifecycleStage, code: 'NOT_APPLIED', message }]
    })
}

function clearedOnly({ code, message, details }: HubSpotError): HubSpotError {
    return new HubSpotError(code, `${lifecycleStage} was cleared, but not set again: ${message}`, {
        ...details,
        uncertain: true
    })
}
