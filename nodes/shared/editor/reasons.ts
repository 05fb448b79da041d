import type { EditorRED } from 'node-red'
import { sharedWords } from './words'

declare const RED: EditorRED

/** A typed input as a list in a dialog holds it. */
export interface TypedValue {
    value: string
    type: string
}

/** One line of a mapping. */
export interface MappedValue extends TypedValue {
    property: string
}

/** Node-RED's own check of a typed value, newer than its types: true, or the translated reason. */
interface TypedCheck {
    validateTypedProperty(value: string, type: string, opt: object): true | string
}

/**
 * Why a typed value can not be used.
 * @param required whether a blank one is refused
 * @returns the reason in the user's language, or null
 */
export function reasonAgainst({ value, type }: TypedValue, required = true): string | null {
    if (value === '') return required && type !== 'str' ? sharedWords('reason.value') : null
    const checked = (RED.utils as unknown as TypedCheck).validateTypedProperty(value, type, {})
    return checked === true ? null : checked
}

/** Why the lines of a mapping can not be used, line by line; null for one that can. */
export function reasonsAgainstMapping(rows: readonly MappedValue[]): (string | null)[] {
    const seen = new Set<string>()
    return rows.map((row) => {
        if (row.property === '') return sharedWords('reason.property')
        if (seen.has(row.property)) return sharedWords('reason.twice', { property: row.property })
        seen.add(row.property)
        return reasonAgainst(row)
    })
}

/** What Node-RED shows at a node whose list has lines that can not be used. */
export function numbered(reasons: readonly (string | null)[]): true | string[] {
    const lines = reasons.flatMap((reason, index) =>
        reason === null ? [] : [sharedWords('reason.line', { line: index + 1, reason })]
    )
    return lines.length === 0 || lines
}

/**
 * A field's value as the open dialog has it, or else as the node has it: Node-RED checks a typed input while its type
 * is only in the dialog.
 */
export function edited<N extends object>(node: N, field: keyof N & string): string {
    return String($(`#node-input-${field}`).val() ?? node[field] ?? '')
}

/** Gets the node and a field's value; gives true or the translated reason. */
export type Check<N, V> = (node: N, value: V) => true | string | string[]

/**
 * A validator that tells the reason, which Node-RED's types do not know of. Node-RED takes the reason only from a
 * function of two parameters.
 */
export function validator<N, V>(check: Check<N, V>): (this: N, value: string) => boolean {
    const validate = function (this: N, value: V, _opt: object) {
        // A flow written by hand may leave a field out; the runtime then takes the default.
        return value === undefined || check(this, value)
    }
    return validate as unknown as (this: N, value: string) => boolean
}
