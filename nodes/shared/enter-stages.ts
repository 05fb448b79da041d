/** Writing a contact's lifecycle stage, while nobody else does (docs/decisions/0091). */
import {
    HubSpotError,
    type Account,
    type CrmRecord,
    type OperationOptions,
    type WriteResult
} from '../../src/hubspot'
import { stageProperty, type BoundKeys } from './bound-keys'
import { NodeError, toNodeError } from './errors'

/** Where stages are entered. */
export interface StageDoor {
    account: Account
    stages: BoundKeys
    /** What is returned of a contact. */
    properties: readonly string[]
    options: OperationOptions
}

/** One stage to enter. */
export interface Step {
    /** The edition's key; null clears the property. */
    key: string | null
    /** It lies before the stage the contact is in: HubSpot wants it cleared first (facts/hubspot.md 4). */
    goesBack: boolean
}

/**
 * Enters stages one after the other, each by a write of its own, so that HubSpot stamps its dates. Each write happens
 * only while the contact is in the stage it was left in, and is read back.
 * @param contact as it was read
 * @param dryRun nothing is sent; the result says what would change
 * @throws HubSpotError or NodeError: `CONFIG_INVALID` before anything is written when the portal lacks one of the
 * stages, `HUBSPOT_CONFLICT` when someone else changed the stage, `HUBSPOT_NOT_APPLIED`. What had been entered by
 * then is named in the message.
 */
export async function enterStages(
    door: StageDoor,
    contact: CrmRecord,
    steps: readonly Step[],
    dryRun: boolean
): Promise<WriteResult> {
    const { account, stages, properties, options } = door
    const values = steps.map(({ key }) => (key === null ? '' : stages.valueOf(key)))
    const first = contact.properties[stageProperty] ?? ''
    const only = dryRun || account.readOnly
    let result: WriteResult | null = null
    let before = first
    for (const [index, step] of steps.entries()) {
        if (only && index < steps.length - 1) continue
        const value = values[index] ?? ''
        try {
            result = await account.contacts.update(
                { id: contact.id },
                { [stageProperty]: value },
                {
                    ...options,
                    properties,
                    blank: 'clear',
                    expect: { [stageProperty]: before },
                    allowBackward: step.goesBack,
                    dryRun
                }
            )
        } catch (error) {
            throw index === 0 || only ? error : afterPart(door, error, steps.slice(0, index))
        }
        before = value
    }
    if (!result) return { outcome: 'unchanged', record: contact, changed: {}, dryRun: only }
    const from = first || null
    const to = before || null
    return { ...result, changed: from === to ? {} : { [stageProperty]: { from, to } } }
}

/** Whether nothing was written because someone else had changed what was decided on since it was read. */
export function isOvertaken(error: unknown): boolean {
    return (
        error instanceof HubSpotError &&
        error.code === 'HUBSPOT_CONFLICT' &&
        error.details.properties?.some(({ code }) => code === 'CHANGED') === true
    )
}

/** How often a contact that someone else changed in between is decided anew. */
const mostAttempts = 3

/**
 * Reads, decides and writes, and does all of it again when someone else changed the record in between.
 * @param isAgain whether the error says so
 */
export async function untilCurrent<Value>(
    work: () => Promise<Value>,
    isAgain: (error: unknown) => boolean = isOvertaken
): Promise<Value> {
    for (let attempt = 1; ; attempt++) {
        try {
            return await work()
        } catch (error) {
            if (!isAgain(error) || attempt >= mostAttempts) throw error
        }
    }
}

function afterPart({ stages }: StageDoor, error: unknown, entered: readonly Step[]): NodeError {
    const { code, message, details } = toNodeError(error)
    const labels = entered.map(({ key }) => (key === null ? 'no stage' : stages.labelOf(key)))
    return new NodeError(code, `${message}; entered before that: ${labels.join(', ')}`, details)
}
