/** One hubspot-contact node in a real Node-RED, on a sandbox of its own. */
import { isDeepStrictEqual } from 'node:util'
import { setImmediate as turn } from 'node:timers/promises'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox'
import { startNodeRed, type FlowNode, type RunningNodeRed } from './node-red'
import { until } from './until'

/** What a message carries after the node. */
export interface ContactMessage {
    payload: unknown
    hubspot: unknown
    parts?: Record<string, unknown>
    error?: { message: string; code?: string }
    [key: string]: unknown
}

/** What came of one message. */
export interface Result {
    /** Messages that left by the output. */
    sent: ContactMessage[]
    /** Messages that reached the Catch node. */
    caught: ContactMessage[]
    /** How often the node said that it was done without an error. */
    completed: number
    /** The node's statuses, without the empty one. */
    statuses: { fill: string; text: string }[]
}

export interface ContactFlow {
    crm: Sandbox
    nodeRed: RunningNodeRed
    /** Gives the node these settings and resolves when it runs. */
    configure(settings: Record<string, unknown>, account?: Partial<FlowNode>, token?: string): Promise<void>
    /** Sends messages all at once and resolves when the node is done with each. */
    send(...messages: Record<string, unknown>[]): Promise<Result>
    stop(): Promise<void>
}

const account: FlowNode = {
    id: 'acc0acc0acc0acc0',
    type: 'hubspot-account',
    name: 'test',
    mode: 'hubspot',
    readOnly: false,
    version: 1
}
/** Where a node stands; Node-RED takes one that stands nowhere for a config node. */
const place = { z: 'fab0fab0fab0fab0', x: 100, y: 100 }

const tab: FlowNode = { id: 'fab0fab0fab0fab0', type: 'tab', label: 'test' }
const [contactId, sentId, caughtId, completeId, statusId] = ['c0de01', 'c0de02', 'c0de03', 'c0de04', 'c0de05']

export async function startContactFlow(options: SandboxOptions = {}): Promise<ContactFlow> {
    const crm = await startSandbox({ limits: { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 }, ...options })
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    const observer = (id: string): FlowNode => ({ id, type: 'debug', ...place, active: false, wires: [] })

    return {
        crm,
        nodeRed,
        async configure(settings, changes = {}, token = crm.token) {
            const flows: FlowNode[] = [
                tab,
                { ...account, ...changes },
                {
                    id: contactId,
                    type: 'hubspot-contact',
                    ...place,
                    account: account.id,
                    wires: [[sentId]],
                    ...settings
                },
                observer(sentId),
                { id: 'c0de06', type: 'catch', ...place, scope: [contactId], wires: [[caughtId]] },
                observer(caughtId),
                { id: 'c0de07', type: 'complete', ...place, scope: [contactId], wires: [[completeId]] },
                observer(completeId),
                { id: 'c0de08', type: 'status', ...place, scope: [contactId], wires: [[statusId]] },
                observer(statusId)
            ]
            await nodeRed.deploy(flows, { [account.id]: { token } })
        },
        async send(...messages) {
            const sent = nodeRed.received(sentId) as ContactMessage[]
            const caught = nodeRed.received(caughtId) as ContactMessage[]
            const completes = nodeRed.received(completeId)
            const statuses = nodeRed.received(statusId)
            // An error for one record of an array has that record as its payload, one for the message the message's.
            const failures = () =>
                caught.filter(({ payload }) => messages.some((m) => isDeepStrictEqual(m.payload, payload)))
            for (const message of messages) nodeRed.node(contactId).receive({ ...message })
            await until(() => completes.length + failures().length >= messages.length)
            await turn()
            return {
                sent,
                caught,
                completed: completes.length,
                statuses: statuses
                    .map(({ status }) => status as { fill: string; text: string })
                    .filter(({ text }) => text)
            }
        },
        async stop() {
            await nodeRed.stop()
            await crm.close()
        }
    }
}
