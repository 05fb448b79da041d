/** A real Node-RED with one name-splitter in it. */
import { startNodeRed, type FlowNode, type RunningNodeRed } from './node-red'

export type Row = Record<string, unknown>

/** What a test looks at in the details of a name. */
export interface Details {
    name: string
    first: string
    last: string
    confidence: number
    reasons: string[]
    review: boolean
    corrected: boolean
}

export type Out = Row & { payload: unknown; names: unknown }

export interface RunningSplitter {
    nodeRed: RunningNodeRed
    /** Sends one message to a node with this configuration, and gives what came out until it was done. */
    run(
        message: Row,
        config?: Row
    ): Promise<{ split: Out[]; review: Out[]; errors: (Out & { error: { message: string } })[] }>
    stop(): Promise<void>
}

/** A flow with one splitter; where its outputs and its errors end. */
export const flowWith = (config: Row): FlowNode[] => {
    const nodes = [
        { id: 'splitter', type: 'name-splitter', wires: [['split'], ['review']], ...config },
        { id: 'split', type: 'change', rules: [], wires: [[]] },
        { id: 'review', type: 'change', rules: [], wires: [[]] },
        { id: 'catch', type: 'catch', scope: ['splitter'], wires: [['errors']] },
        { id: 'errors', type: 'change', rules: [], wires: [[]] },
        { id: 'complete', type: 'complete', scope: ['splitter'], wires: [['completed']] },
        { id: 'completed', type: 'change', rules: [], wires: [[]] }
    ]
    return [
        { id: 'tab', type: 'tab', label: 'test' },
        ...nodes.map((node) => ({ ...node, z: 'tab', x: 1, y: 1 }))
    ]
}

/** The message when there is exactly one. */
export function only(messages: readonly Out[]): Out {
    const [message] = messages
    if (!message || messages.length > 1) throw new Error(`${messages.length} messages, not one`)
    return message
}

/** Starts Node-RED; every run deploys a fresh splitter. */
export async function startSplitter(): Promise<RunningSplitter> {
    const nodeRed = await startNodeRed()
    return {
        nodeRed,
        async run(message, config = {}) {
            await nodeRed.deploy(flowWith(config))
            const [split, review, errors] = ['split', 'review', 'errors'].map((id) =>
                nodeRed.received(id)
            ) as [Out[], Out[], (Out & { error: { message: string } })[]]
            const isDone = Promise.race([nodeRed.next('completed'), nodeRed.next('errors')])
            nodeRed.node('splitter').receive({ _msgid: 'm1', ...message })
            await isDone
            // What a list's other entries send arrives in the turns after.
            for (let turn = 0; turn < 20; turn++) await new Promise((resume) => setImmediate(resume))
            return { split, review, errors }
        },
        stop: () => nodeRed.stop()
    }
}
