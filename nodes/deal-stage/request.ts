import type { Edition } from '../../src/handbook'
import type { PropertyInputs } from '../../src/hubspot'
import { invalidConfig, invalidInput, kindOf, withOwnerId, type Typed } from '../shared'
import type { Board } from './board'
import type { DealSettings, Operation } from './config'

/** Operations that lead a deal to a stage. */
export type Leading = Exclude<Operation, 'review' | 'board'>

/** What is asked for one deal, taken from the settings and the message. */
export interface DealRequest {
    /** The stage, as the edition's key where it has one. */
    to: string
    /** The deal's properties to write. */
    inputs: PropertyInputs
    /** Requirements that a person says are met. */
    confirmed: string[]
}

/** Evaluates a typed input for one record. */
type ValueOf = (typed: Typed) => Promise<unknown>

/**
 * Reads what a message asks for.
 * @throws HubSpotError, NodeError `INPUT_INVALID`, or `CONFIG_INVALID` when the edition has no such stage or the portal no such property
 */
export async function readRequest(
    settings: DealSettings & { operation: Leading },
    board: Board,
    valueOf: ValueOf
): Promise<DealRequest> {
    const { deal, dealType } = settings
    const given = dealType === 'none' ? undefined : await valueOf({ value: deal, type: dealType })
    return {
        to: await stageIn(settings, board, valueOf),
        inputs: await withOwnerId(board.account, board.inputsIn(given), board.options),
        confirmed: await confirmedIn(settings, board.edition, valueOf)
    }
}

async function stageIn(
    settings: DealSettings & { operation: Leading },
    board: Board,
    valueOf: ValueOf
): Promise<string> {
    const { operation, stage, stageType } = settings
    const { opening } = board.edition.deals
    if (operation === 'move') {
        const value = stageType === 'stage' ? stage : await valueOf({ value: stage, type: stageType })
        if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number')
            return board.keyOf(String(value))
        throw invalidInput(`a deal stage must be a text, not ${value === '' ? 'empty' : kindOf(value)}`)
    }
    const key = operation === 'open' ? opening.stages[0] : board.closedAs(operation)
    if (key === undefined)
        throw invalidConfig(`edition ${board.edition.id} has no deal stage for this operation`)
    return key
}

async function confirmedIn(settings: DealSettings, edition: Edition, valueOf: ValueOf): Promise<string[]> {
    const { confirmed, confirmedType } = settings
    if (confirmedType === 'none') return []
    const value =
        confirmedType === 'requirement' ? confirmed : await valueOf({ value: confirmed, type: confirmedType })
    const list: unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : []
    if (list.length === 0 && value !== undefined && value !== null && !Array.isArray(value))
        throw invalidInput(`what is confirmed must be a list of requirements, not ${kindOf(value)}`)
    const { opening, stages } = edition.deals
    const all = [opening.requires, ...Object.values(stages).map(({ requires = {} }) => requires)]
    const known = new Set(all.flatMap((requires) => Object.keys(requires)))
    return list.flatMap((one) => {
        if (typeof one !== 'string') throw invalidInput(`a requirement must be a text, not ${kindOf(one)}`)
        const key = one.trim()
        if (key === '') return []
        if (!known.has(key))
            throw invalidInput(`what is confirmed is no requirement of edition ${edition.id}`)
        return [key]
    })
}
