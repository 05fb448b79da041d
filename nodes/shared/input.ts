import { setMaxListeners } from 'node:events'
import type { Node, NodeAPI, NodeMessage } from 'node-red'
import { NodeError, toNodeError } from './errors'
import { StatusLine } from './status'

/** Any message that passes through a node of ours. */
export interface Message extends NodeMessage {
    [key: string]: unknown
}

/** What a node's work gets besides the message. */
export interface Work {
    /** Sends to the outputs, as Node-RED's own `send`. */
    send(message: Message | (Message | Message[] | null)[]): void
    /**
     * Reports one record of an array as failed and goes on: a Catch node gets the message with that record as payload.
     * For a message with a single record, throw instead.
     */
    failRecord(error: unknown, message: Message, input: unknown, index: number): void
    /** Aborts when the node closes or a message with `reset` arrives. */
    signal: AbortSignal
    status: StatusLine
}

/**
 * The one place where messages enter a node: `done` is called exactly once, no rejection escapes,
 * closing aborts what runs and clears the status.
 * @param work one message's work; what it throws goes to `done`
 */
export function handleMessages(
    red: NodeAPI,
    node: Node,
    work: (message: Message, io: Work) => Promise<void>
): StatusLine {
    const status = new StatusLine(red, node)
    let abort = newAbort()
    const stop = () => {
        abort.abort()
        abort = newAbort()
    }

    node.on('input', (message, send, done) => {
        const incoming = message as Message
        if ('reset' in incoming) {
            stop()
            done()
            return
        }
        const io: Work = {
            send: (out) => send(out),
            failRecord(error, original, input, index) {
                const { code, message, details } = toNodeError(error)
                const nodeError = new NodeError(code, message, details, index)
                status.end(0, nodeError.code)
                // `error` of an earlier node must not make this look like a loop of errors.
                const { error: _earlier, ...rest } = original
                node.error(nodeError, { ...rest, payload: input })
            },
            signal: abort.signal,
            status
        }
        status.begin()
        run(work, incoming, io).then(
            () => {
                status.end()
                done()
            },
            (error: unknown) => {
                const nodeError = toNodeError(error)
                status.end(1, nodeError.code)
                done(nodeError)
            }
        )
    })

    node.on('close', (done: () => void) => {
        // The Catch nodes of its flow close with it: what is stopped now reaches nobody but the log.
        if (status.pending > 0) status.warn('stopped', { count: status.pending })
        stop()
        status.close()
        done()
    })
    return status
}

/** Every operation of every message in work listens to it, so many listeners are no leak. */
function newAbort(): AbortController {
    const abort = new AbortController()
    setMaxListeners(0, abort.signal)
    return abort
}

/** Turns a synchronous throw into a rejection. */
async function run(
    work: (message: Message, io: Work) => Promise<void>,
    message: Message,
    io: Work
): Promise<void> {
    await work(message, io)
}

export { NodeError }
