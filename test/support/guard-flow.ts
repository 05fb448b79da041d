/** One lifecycle-guard node in a real Node-RED, on a sandbox of its own. */
import { isDeepStrictEqual } from 'node:util'
import { setImmediate as turn } from 'node:timers/promises'
import type { Verdict } from '../../src/handbook'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox'
import { associate, logOn } from './lifecycle-flow'
import { startNodeRed, type FlowNode, type RunningNodeRed } from './node-red'
import { until } from './until'

/** What a message carries after the node. */
export interface GuardMessage {
    payload: unknown
    hubspot: unknown
    handbook: unknown
    error?: { message: string; code?: string }
    [key: string]: unknown
}

/** What came of one message. */
export interface Guarded {
    allowed: GuardMessage[]
    refused: GuardMessage[]
    caught: GuardMessage[]
    statuses: { fill: string; text: string }[]
}

export interface GuardFlow {
    crm: Sandbox
    nodeRed: RunningNodeRed
    /** Gives the node these settings and resolves when it runs. */
    configure(
        settings: Record<string, unknown>,
        handbook?: Partial<FlowNode>,
        account?: Partial<FlowNode>
    ): Promise<void>
    /** Sends messages all at once and resolves when the node is done with each. */
    send(...messages: Record<string, unknown>[]): Promise<Guarded>
    /** Associates two records of the CRM. */
    associate(from: string, fromId: string, to: string, toId: string): Promise<void>
    /** Logs an activity on a contact, an hour ago. */
    log(type: string, properties: Record<string, string>, contact: string): Promise<string>
    stop(): Promise<void>
}

const account: FlowNode = { id: 'acc0acc0acc0acc0', type: 'hubspot-account', mode: 'hubspot', version: 1 }
const handbook: FlowNode = {
    id: 'b00cb00cb00cb00c',
    type: 'sales-handbook',
    account: '',
    edition: '2023-12',
    overrides: {},
    version: 1
}
const tab: FlowNode = { id: 'fab0fab0fab0fab0', type: 'tab', label: 'test' }
const place = { z: tab.id, x: 100, y: 100 }
const [guardId, allowedId, refusedId, caughtId, completeId, statusId] = [
    'c0de01',
    'c0de02',
    'c0de03',
    'c0de04',
    'c0de05',
    'c0de06'
]

export async function startGuardFlow(options: SandboxOptions = {}): Promise<GuardFlow> {
    const crm = await startSandbox({ seed: 'demo', limits: { burst: 1e6, daily: 1e6 }, ...options })
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    const observer = (id: string): FlowNode => ({ id, type: 'debug', ...place, active: false, wires: [] })
    return {
        crm,
        nodeRed,
        async configure(settings, handbookChanges = {}, accountChanges = {}) {
            const flows: FlowNode[] = [
                tab,
                { ...account, ...accountChanges },
                { ...handbook, ...handbookChanges },
                {
                    id: guardId,
                    type: 'lifecycle-guard',
                    ...place,
                    account: account.id,
                    handbook: handbook.id,
                    wires: [[allowedId], [refusedId]],
                    ...settings
                },
                observer(allowedId),
                observer(refusedId),
                { id: 'c0de07', type: 'catch', ...place, scope: [guardId], wires: [[caughtId]] },
                observer(caughtId),
                { id: 'c0de08', type: 'complete', ...place, scope: [guardId], wires: [[completeId]] },
                observer(completeId),
                { id: 'c0de09', type: 'status', ...place, scope: [guardId], wires: [[statusId]] },
                observer(statusId)
            ]
            await nodeRed.deploy(flows, { [account.id]: { token: crm.token } })
        },
        async send(...messages) {
            const allowed = nodeRed.received(allowedId) as GuardMessage[]
            const refused = nodeRed.received(refusedId) as GuardMessage[]
            const caught = nodeRed.received(caughtId) as GuardMessage[]
            const completes = nodeRed.received(completeId)
            const statuses = nodeRed.received(statusId)
            // An error for one record of an array has that record as its payload, one for the message the message's.
            const failures = () =>
                caught.filter(({ payload }) => messages.some((m) => isDeepStrictEqual(m.payload, payload)))
            for (const message of messages) nodeRed.node(guardId).receive({ ...message })
            await until(() => completes.length + failures().length >= messages.length)
            await turn()
            return {
                allowed,
                refused,
                caught,
                statuses: statuses
                    .map(({ status }) => status as { fill: string; text: string })
                    .filter(({ text }) => text)
            }
        },
        associate: (from, fromId, to, toId) => associate(crm, from, fromId, to, toId),
        log: (type, properties, contact) => logOn(crm, contact, type, properties),
        async stop() {
            await nodeRed.stop()
            await crm.close()
        }
    }
}

/** The verdict of the one message that left by this output. */
export function verdictOf(messages: readonly GuardMessage[]): Verdict {
    const [only] = messages
    if (!only || messages.length > 1) throw new Error(`${messages.length} messages instead of one`)
    return only.handbook as Verdict
}

/** What the one message that left by this output says was written. */
export function changedOf(messages: readonly GuardMessage[]): unknown {
    const { changed } = (messages[0]?.hubspot ?? {}) as { changed?: unknown }
    return changed
}

/** A property of the one message, which is a list. */
export function listOf<T>(
    messages: readonly GuardMessage[],
    property: 'payload' | 'hubspot' | 'handbook'
): T[] {
    const value = messages[0]?.[property]
    if (!Array.isArray(value)) throw new Error(`${property} is no list`)
    return value as T[]
}

/** The four answers that stand between MQL and SQL, as a person might write them. */
export const fourAnswers = `<p><b>Have you adopted Node-RED?</b><br>Yes, 12 flows on the packing line</p>
<p><b>How many Node-RED instances do you have?</b><br>40 instances, 6 developers</p>
<p><b>Is Node-RED used in production?</b> Yes</p>
<p><b>What will you build in the next year?</b><br>A historian for two more plants</p>`

/** The three Whys, likewise. */
export const threeWhys = `<h3>Why change?</h3><p>Flows drift apart between plants</p>
<h3>Why now?</h3><p>A new plant opens in spring</p>
<h3>Why FlowFuse?</h3><p>Device groups and pipelines</p>`
