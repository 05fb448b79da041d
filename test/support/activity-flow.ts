/** One hubspot-activity node in a real Node-RED, on a sandbox of its own. */
import { setImmediate as turn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Verdict } from '../../src/handbook'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { startNodeRed, type FlowNode, type RunningNodeRed } from './node-red'
import { until } from './until'

/** An activity that left the node. */
export interface SentActivity {
    id: string
    objectType: string
    properties: Record<string, string | null>
}

export interface ActivityMessage {
    payload: SentActivity
    hubspot: {
        id: string
        objectType: string
        url: string
        created: boolean
        dryRun: boolean
        changed: Record<string, { from: string | null; to: string | null }>
        on: { objectType: string; id: string }[]
        ownerId: string | null
    }
    handbook?: Verdict
    error?: { message: string; code?: string }
    [key: string]: unknown
}

export interface ActivityFlow {
    crm: Sandbox
    nodeRed: RunningNodeRed
    /** Gives the node these settings and resolves when it runs. */
    configure(
        settings: Record<string, unknown>,
        account?: Record<string, unknown>,
        edition?: string
    ): Promise<void>
    /** Sends messages all at once and resolves when the node is done with each. */
    send(
        ...messages: Record<string, unknown>[]
    ): Promise<{ sent: ActivityMessage[]; caught: ActivityMessage[] }>
    /** Sends one message; fails unless it leaves. */
    ask(message: Record<string, unknown>): Promise<ActivityMessage>
    /** A deal of a contact. */
    openDeal(contactId: string, isClosed?: boolean): Promise<string>
    stop(): Promise<void>
}

const account: FlowNode = {
    id: 'acc2acc2acc2acc2',
    type: 'hubspot-account',
    name: 'test',
    mode: 'hubspot',
    readOnly: false,
    version: 1
}
const handbook: FlowNode = {
    id: 'b2c2b2c2b2c2b2c2',
    type: 'sales-handbook',
    name: 'test',
    overrides: {},
    version: 1
}
const tab: FlowNode = { id: 'fab2fab2fab2fab2', type: 'tab', label: 'test' }
const place = { z: tab.id, x: 100, y: 100 }
const ids = { node: 'ac7001', sent: 'ac7002', caught: 'ac7003', done: 'ac7004' }

export async function startActivityFlow(): Promise<ActivityFlow> {
    const crm = await startSandbox({ seed: 'demo', limits: { burst: 10_000 } })
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    const observer = (id: string): FlowNode => ({ id, type: 'debug', ...place, active: false, wires: [] })

    const flow: ActivityFlow = {
        crm,
        nodeRed,
        async configure(settings, changes = {}, edition = '2023-12') {
            const flows: FlowNode[] = [
                tab,
                { ...account, ...changes },
                { ...handbook, edition },
                {
                    id: ids.node,
                    type: 'hubspot-activity',
                    ...place,
                    account: account.id,
                    handbook: handbook.id,
                    wires: [[ids.sent]],
                    ...settings
                },
                observer(ids.sent),
                { id: 'ac7005', type: 'catch', ...place, scope: [ids.node], wires: [[ids.caught]] },
                observer(ids.caught),
                { id: 'ac7006', type: 'complete', ...place, scope: [ids.node], wires: [[ids.done]] },
                observer(ids.done)
            ]
            await nodeRed.deploy(flows, { [account.id]: { token: crm.token } })
        },
        async send(...messages) {
            const [sent, caught] = [nodeRed.received(ids.sent), nodeRed.received(ids.caught)] as [
                ActivityMessage[],
                ActivityMessage[]
            ]
            const done = nodeRed.received(ids.done)
            for (const message of messages) nodeRed.node(ids.node).receive({ ...message })
            // An error of the message itself ends it; one of a record of an array does not.
            const failed = () =>
                caught.filter(({ payload }) => messages.some((m) => isDeepStrictEqual(m.payload, payload)))
            await until(() => done.length + failed().length >= messages.length)
            await turn()
            return { sent, caught }
        },
        async ask(message) {
            const { sent, caught } = await flow.send(message)
            if (!sent[0]) throw new Error(caught[0]?.error?.message ?? 'nothing was sent')
            return sent[0]
        },
        async openDeal(contactId, isClosed = false) {
            const stages = crm.portal.pipelines('deals').flatMap((pipeline) => pipeline.stages)
            const stage = stages.find(({ closed }) => closed === isClosed)
            const { id } = crm.portal.create('deals', { dealname: 'A deal', dealstage: stage?.id ?? '' })
            const path = `/crm/objects/2026-09/deals/${id}/associations/default/contacts/${contactId}`
            const answer = await fetch(crm.url + path, {
                method: 'PUT',
                headers: { authorization: `Bearer ${crm.token}` }
            })
            if (!answer.ok) throw new Error(`the deal is not on the contact: ${answer.status}`)
            return id
        },
        async stop() {
            await nodeRed.stop()
            await crm.close()
        }
    }
    return flow
}
