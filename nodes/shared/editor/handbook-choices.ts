/** Lists of a dialog that come from the chosen handbook. */
import type { EditorRED, EditorWidgetTypedInputType, EditorWidgetTypedInputTypeDefinition } from 'node-red'
import { isChosen } from './account'
import { AdminError, postAdmin } from './admin'

declare const RED: EditorRED

/** What a typed input may be. */
export type TypeChoice = EditorWidgetTypedInputType | EditorWidgetTypedInputTypeDefinition

/** What a dialog wants of the handbook that is chosen in it. */
export interface HandbookChoices<Choices> {
    /** Admin route below `handbook/`. */
    path: string
    /** The handbook of the stored node. */
    stored: unknown
    /** Carries `data-state`: `asking`, then `ready` or `failed`. */
    note: JQuery
    /** Called with the first answer, and with another only when it differs: a new list would close one that is open. */
    offer(choices: Choices): void
    /** @param reason in the user's language */
    fail(reason: string): void
}

/** Of all dialogs: an answer that comes when another one is open, or another handbook chosen, is nobody's. */
let asked = 0

/** Follows the dialog's *Handbook*, deployed or not, and offers what it has. */
export function followHandbook<Choices>(wanted: HandbookChoices<Choices>): void {
    const { path, stored, note, offer, fail } = wanted
    let shown: string | undefined
    const ask = async (id: unknown): Promise<void> => {
        const request = ++asked
        note.attr('data-state', 'asking')
        const node = isChosen(id) ? RED.nodes.node(id) : null
        const { edition, overrides } = (node ?? {}) as { edition?: unknown; overrides?: unknown }
        try {
            const choices = await postAdmin<Choices>(`handbook/${path}`, { edition, overrides })
            if (request !== asked) return
            const text = JSON.stringify(choices)
            if (text !== shown) offer(choices)
            shown = text
            note.attr('data-state', 'ready')
        } catch (error) {
            if (request !== asked) return
            shown = undefined
            note.attr('data-state', 'failed')
            fail(error instanceof AdminError ? error.reason : '')
        }
    }
    const select = $('#node-input-handbook')
    select.on('change', () => void ask(select.val()))
    void ask(stored)
}

/** Gives a typed input other types, and keeps what is chosen. */
export function offerTypes(input: JQuery, types: TypeChoice[]): void {
    const [value, type] = [input.typedInput('value'), input.typedInput('type')]
    input.typedInput('types', types)
    input.typedInput('type', type)
    input.typedInput('value', value)
}

/** Choices with those that are stored, which stay offered when the edition lacks them or could not be read. */
export function withStored(
    choices: readonly { value: string; label: string }[],
    stored: string
): { value: string; label: string }[] {
    const kept = stored
        .split(',')
        .filter((value) => /^\w+$/.test(value) && !choices.some((one) => one.value === value))
        .map((value) => ({ value, label: value }))
    return [...choices.map(({ value, label }) => ({ value, label })), ...kept]
}
