import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../../src/handbook'
import type { Account } from '../../src/hubspot'
import { toNodeError } from '../shared'
import type { ChangeResult } from './answers'

/** facts/hubspot.md 4 */
const lifecyclePipeline = 'contacts-lifecycle-pipeline'

/** After one of these the next change would fail alike, after a long wait. */
const endsAll = new Set([
    'HUBSPOT_AUTH',
    'HUBSPOT_RATE_LIMIT',
    'HUBSPOT_DAILY_LIMIT',
    'HUBSPOT_UNAVAILABLE',
    'CLOSED'
])

/**
 * Makes the confirmed changes, one after the other. Only what is still planned is made: the portal may have changed
 * since a person looked at the plan.
 * @param confirmed what the dialog showed, as it came back
 * @param planned what would be done now
 */
export async function makeChanges(
    account: Account,
    confirmed: readonly unknown[],
    planned: readonly Change[]
): Promise<ChangeResult[]> {
    const results: ChangeResult[] = []
    let ended: ChangeResult['error']
    for (const change of planned) {
        if (!confirmed.some((shown) => isDeepStrictEqual(shown, change))) continue
        const error: ChangeResult['error'] = ended ?? (await tryChange(account, change))
        if (error && endsAll.has(error.code)) ended = error
        results.push(error ? { change, error } : { change })
    }
    return results
}

async function tryChange(account: Account, change: Change): Promise<ChangeResult['error']> {
    try {
        await makeChange(account, change)
        return undefined
    } catch (error) {
        const { code, message } = toNodeError(error)
        return { code, message }
    }
}

/** Each of these looks first, deletes nothing and reads back (docs/decisions/0082). */
async function makeChange({ pipelines, properties }: Account, change: Change): Promise<void> {
    switch (change.kind) {
        case 'addLifecycleStage': {
            const { label, before } = change
            await pipelines.createStage('contacts', lifecyclePipeline, {
                label,
                before: before?.value ?? null
            })
            break
        }
        case 'addOptions':
            await properties.addOptions(change.objectType, change.property, change.options)
            break
        case 'addPipeline':
            await pipelines.create('deals', change.label, change.stages)
            break
        case 'addDealStage': {
            const { pipeline, label, probability, before } = change
            await pipelines.createStage('deals', pipeline, {
                label,
                probability,
                before: before?.value ?? null
            })
            break
        }
        case 'setProbability':
            await pipelines.setProbability('deals', change.pipeline, change.stage, change.to)
            break
        case 'addGroup':
            await properties.createGroup(change.objectType, change.name, change.label)
            break
        case 'addProperty': {
            const { kind: _kind, objectType, ...property } = change
            await properties.create(objectType, property)
            break
        }
    }
}
