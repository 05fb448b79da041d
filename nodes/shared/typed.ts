import type { Node, NodeAPI, NodeMessage } from 'node-red'
import { invalidInput } from './errors'

/** A typedInput as it stands in a node's configuration. */
export interface Typed {
    value: string
    type: string
}

/**
 * The value of a typedInput for this message. Besides Node-RED's own types it knows `row`:
 * a field, or a path of fields, of the record the node is working on.
 * @throws NodeError `INPUT_INVALID` when an expression fails or a path is malformed
 */
export async function evaluate(
    red: NodeAPI,
    node: Node,
    { value, type }: Typed,
    message: NodeMessage,
    row?: unknown
): Promise<unknown> {
    try {
        if (type === 'row') return value === '' ? row : fieldOf(red, row, value)
        if (type === 'jsonata') return await evaluateExpression(red, node, value, message, row)
        return await new Promise((resolve, reject) => {
            red.util.evaluateNodeProperty(value, type, node, message, (error, result) => {
                if (error) reject(error)
                else resolve(result)
            })
        })
    } catch {
        // The cause may quote the message's data.
        throw invalidInput(`the ${type} value "${value.slice(0, 60)}" could not be evaluated`)
    }
}

/** The record's own field of that name wins over a path, because a CSV column may be called `a.b`. */
function fieldOf(red: NodeAPI, row: unknown, path: string): unknown {
    if (row === null || typeof row !== 'object') return undefined
    if (Object.hasOwn(row, path)) return (row as Record<string, unknown>)[path]
    return red.util.getObjectProperty(row as NodeMessage, path)
}

function evaluateExpression(
    red: NodeAPI,
    node: Node,
    value: string,
    message: NodeMessage,
    row: unknown
): Promise<unknown> {
    const expression = red.util.prepareJSONataExpression(value, node)
    expression.assign('row', row)
    return new Promise((resolve, reject) => {
        red.util.evaluateJSONataExpression(expression, message, (error, result) => {
            if (error) reject(error)
            else resolve(result)
        })
    })
}
