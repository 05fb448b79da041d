/** One hubspot-trigger node in a real Node-RED, on a sandbox of its own. */
import { setImmediate as turn } from 'node:timers/promises'
import RED from 'node-red'
import type { RecordEvent } from '../../src/hubspot'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox'
import { startNodeRed, type FlowNode, type NodeRedOptions, type RunningNodeRed } from './node-red'

/** What the node sends. */
export interface TriggerMessage {
    topic: string
    payload: { id: string; properties: Record<string, string | null> }
    hubspot: Omit<RecordEvent, 'kind' | 'key'> & { url: string; event: string; created: boolean; by: string }
    [key: string]: unknown
}

export interface TriggerFlow {
    crm: Sandbox
    nodeRed: RunningNodeRed
    /** Everything the node sent, and every error that reached a Catch node, since it was configured. */
    sent: TriggerMessage[]
    caught: { error: { message: string; code?: string } }[]
    readonly statuses: { fill?: string; text?: string }[]
    /** Gives the node these settings and resolves when it runs. */
    configure(settings: Record<string, unknown>, more?: TriggerDeploy): Promise<void>
    /** Resolves when this holds; the test's own time-out is the bound. */
    until(holds: () => boolean): Promise<void>
    stop(): Promise<void>
}

interface TriggerDeploy {
    account?: Partial<FlowNode>
    /** The client secret. */
    secret?: string
    /** More nodes of the flow, and what stands in their password fields. */
    others?: FlowNode[]
    credentials?: Record<string, Record<string, string>>
}

export const accountId = 'acc0acc0acc0acc0'
const tab: FlowNode = { id: 'fab0fab0fab0fab0', type: 'tab', label: 'test' }
export const place = { z: tab.id, x: 100, y: 100 }
export const triggerId = 'c0de000000000001'
const [sentId, caughtId, statusId] = ['c0de000000000002', 'c0de000000000003', 'c0de000000000004']

/** The nodes of the flow, for a Node-RED that a test starts by itself. */
export function triggerNodes(settings: Record<string, unknown>, wires: string[] = []): FlowNode[] {
    return [
        tab,
        { id: accountId, type: 'hubspot-account', mode: 'hubspot', readOnly: false, version: 1 },
        {
            id: triggerId,
            type: 'hubspot-trigger',
            ...place,
            account: accountId,
            version: 1,
            wires: [wires],
            ...settings
        }
    ]
}

export async function startTriggerFlow(
    options: SandboxOptions = {},
    nodeRedOptions: NodeRedOptions = {}
): Promise<TriggerFlow> {
    const crm = await startSandbox({ limits: { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 }, ...options })
    const nodeRed = await startNodeRed({
        ...nodeRedOptions,
        settings: { hubspotAccountApiUrl: crm.url, ...nodeRedOptions.settings }
    })
    const observer = (id: string): FlowNode => ({ id, type: 'debug', ...place, active: false, wires: [] })
    let statuses: { status: TriggerFlow['statuses'][number] }[] = []
    const flow: TriggerFlow = {
        crm,
        nodeRed,
        sent: [],
        caught: [],
        get statuses() {
            return statuses.map(({ status }) => status)
        },
        async configure(settings, { account = {}, secret, others = [], credentials = {} } = {}) {
            const flows = [
                ...triggerNodes(settings, [sentId]).map((node) =>
                    node.id === accountId ? { ...node, ...account } : node
                ),
                ...others,
                observer(sentId),
                { id: 'c0de000000000005', type: 'catch', ...place, scope: [triggerId], wires: [[caughtId]] },
                observer(caughtId),
                { id: 'c0de000000000006', type: 'status', ...place, scope: [triggerId], wires: [[statusId]] },
                observer(statusId)
            ]
            // In time for what the node says at once.
            RED.events.once('flows:started', () => {
                flow.sent = nodeRed.received(sentId) as unknown as TriggerMessage[]
                flow.caught = nodeRed.received(caughtId) as unknown as TriggerFlow['caught']
                statuses = nodeRed.received(statusId) as typeof statuses
            })
            await nodeRed.deploy(flows, {
                ...credentials,
                [accountId]: { token: crm.token },
                ...(secret !== undefined && { [triggerId]: { secret } })
            })
        },
        async until(holds) {
            while (!holds()) await turn()
        },
        async stop() {
            await nodeRed.stop()
            await crm.close()
        }
    }
    return flow
}
