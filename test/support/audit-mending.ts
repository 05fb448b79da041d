/** The example flows that mend what an audit finds, all in one Node-RED, their ticks at *Dry run* taken away. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Sandbox } from '../../src/sandbox'
import { accountId, readExample } from './examples'
import { startNodeRed, type FlowNode } from './node-red'

const mending = [
    '02 - Mend lifecycle stages',
    '03 - Mend lead statuses',
    '04 - Mend names and what was decided once',
    '05 - Give owners a task for what only they can mend'
]

export interface Mending {
    /** Presses *audit* in each flow, one after the other. @returns how many calls wrote */
    round(): Promise<number>
    /** What reached *which and why*: messages whose record the flows could not mend, by an error. */
    failed: readonly Record<string, unknown>[]
    stop(): Promise<void>
}

/** @param crm without rate limits: a flow that waits for HubSpot would seem to have ended */
export async function startAllMending(crm: Sandbox): Promise<Mending> {
    const flows = mending.map((name) => readExample(`Audit/${name}.json`))
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    const nodes = new Map(flows.flat().map((node) => [node.id, node]))
    const deployed = [...nodes.values()].map((node): FlowNode => {
        if (node.id === accountId) return { ...node, mode: 'hubspot' }
        return 'dryRun' in node ? { ...node, dryRun: false } : node
    })
    await nodeRed.deploy(deployed, { [accountId]: { token: crm.token } })
    const { log } = crm
    const failed: Record<string, unknown>[] = []
    for (const { id, name } of deployed)
        if (name === 'which and why')
            nodeRed.node(id).on('input', (message) => failed.push(message as Record<string, unknown>))
    return {
        async round() {
            const before = log.count({ kind: 'write' })
            for (const flow of flows) {
                const idOf = (has: (node: FlowNode) => boolean) => flow.find(has)?.id ?? ''
                const inShort = idOf(({ name, type }) => name === 'in short' && type === 'function')
                const summaries = nodeRed.received(inShort)
                nodeRed.node(idOf(({ type }) => type === 'handbook-audit')).receive({ payload: '' })
                while (summaries.length === 0) await turn()
                for (let quiet = 0, seen = -1; quiet < 1000; quiet += 1) {
                    await turn()
                    if (log.entries.length !== seen) quiet = 0
                    seen = log.entries.length
                }
            }
            return log.count({ kind: 'write' }) - before
        },
        failed,
        stop: () => nodeRed.stop()
    }
}
