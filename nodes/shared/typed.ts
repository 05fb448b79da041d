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
        // Node-RED makes 0 of a number field that was left blank.
        if (type === 'num' && value.trim() === '') return undefined
        if (type === 'jsonata') return await evaluateExpression(red, node, value, message, row)
        return await new Promise((resolve, reject) => {
            red.util.evaluateNodeProperty(value, type, node, message, (error, result) => {
                if (error) reject(error)
                else resolve(result)
            })
        })
    } catch {
        // The cause may quote the message's data.
        throw invalidInput(`${nameOf({ value, type })} could not be evaluated`)
    }
}

/**
 * The value of the typedInput that names what a node works on: one record, or an array of them.
 * @throws NodeError `INPUT_INVALID` when it holds nothing, and as `evaluate` says
 */
export async function evaluateInput(
    red: NodeAPI,
    node: Node,
    typed: Typed,
    message: NodeMessage
): Promise<unknown> {
    const input = await evaluate(red, node, typed, message)
    if (input === undefined) throw invalidInput(`${nameOf(typed)} holds nothing`)
    return input
}

/** A typed value for an error message: where it comes from, never what it is or an expression that may quote data. */
export function nameOf({ value, type }: Typed): string {
    const isPlace = ['msg', 'flow', 'global', 'env', 'row'].includes(type)
    return isPlace ? `${type}.${value.slice(0, 60)}` : `the ${type} value`
}

/** The record's own field of that name wins over a path, because a CSV column may be called `a.b`. */
function fieldOf(red: NodeAPI, row: unknown, path: string): unknown {
    if (row === null || typeof row !== 'object') return undefined
    if (Object.hasOwn(row, path)) return (row as Record<string, unknown>)[path]
    return red.util.getObjectProperty(row as NodeMessage, path)
}

/** A compiled expression, and the evaluation of it that runs. */
interface Prepared {
    expression: Expression
    turn: Promise<unknown>
}

type Expression = ReturnType<NodeAPI['util']['prepareJSONataExpression']>

/** Compiling costs more than evaluating: an expression is compiled once per node, however many records it sees. */
const prepared = new WeakMap<Node, Map<string, Prepared>>()

/** `$row` is bound to the expression itself, so one evaluation of it must end before the next begins. */
function evaluateExpression(
    red: NodeAPI,
    node: Node,
    value: string,
    message: NodeMessage,
    row: unknown
): Promise<unknown> {
    const ofNode = prepared.get(node) ?? new Map<string, Prepared>()
    prepared.set(node, ofNode)
    const entry = ofNode.get(value) ?? {
        expression: red.util.prepareJSONataExpression(value, node),
        turn: Promise.resolve()
    }
    ofNode.set(value, entry)
    const { expression } = entry
    const result = entry.turn.then(
        () =>
            new Promise((resolve, reject) => {
                expression.assign('row', row)
                red.util.evaluateJSONataExpression(expression, message, (error, answer) => {
                    if (error) reject(error)
                    else resolve(answer)
                })
            })
    )
    entry.turn = result.catch(() => undefined)
    return result
}
