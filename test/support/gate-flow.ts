/** One qualification-gate node in a real Node-RED, on a sandbox of its own. */
import { setImmediate as turn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Verdict } from '../../src/handbook'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { notesOn, openDeal, typeNote } from './crm-notes'
import { startNodeRed, type FlowNode, type RunningNodeRed } from './node-red'
import { until } from './until'

/** A message behind the node. */
export interface GateMessage {
    payload: unknown
    handbook: Verdict
    hubspot: {
        id: string
        changed: Record<string, { from: string | null; to: string | null }>
        dryRun: boolean
        note: { id: string; on: { objectType: string; id: string }[] } | null
        spread: string[]
        deals: { id: string; url: string }[]
    }
    answers: Record<string, { text: string; from: string; label: string; note?: string; property?: string }>
    error?: { message: string }
    [key: string]: unknown
}

/** What came of some messages. */
export interface GateResult {
    complete: GateMessage[]
    incomplete: GateMessage[]
    caught: GateMessage[]
}

export interface GateFlow {
    crm: Sandbox
    nodeRed: RunningNodeRed
    configure(settings: Record<string, unknown>, more?: GateNodes): Promise<void>
    /** Sends messages all at once and resolves when the node is done with each. */
    send(...messages: Record<string, unknown>[]): Promise<GateResult>
    /** Sends one message; fails unless it leaves by an output. */
    ask(message: Record<string, unknown>): Promise<GateMessage>
    /** A note as a person types it, on records given as `contacts/1`. */
    typeNote(body: string, at: string, ...on: string[]): Promise<string>
    /** A deal of a contact. */
    openDeal(contactId: string, dealstage?: string): Promise<string>
    /** Bodies of the notes on a record. */
    notesOn(objectType: string, id: string): Promise<string[]>
    stop(): Promise<void>
}

/** Changes to the config nodes. */
export interface GateNodes {
    account?: Record<string, unknown>
    handbook?: Record<string, unknown>
}

const account: FlowNode = {
    id: 'acc1acc1acc1acc1',
    type: 'hubspot-account',
    name: 'test',
    mode: 'hubspot',
    readOnly: false,
    version: 1
}
const handbook: FlowNode = {
    id: 'bad1bad1bad1bad1',
    type: 'sales-handbook',
    name: '',
    account: account.id,
    edition: '2023-12',
    overrides: {},
    version: 1
}
const tab: FlowNode = { id: 'fab1fab1fab1fab1', type: 'tab', label: 'test' }
const place = { z: tab.id, x: 100, y: 100 }
const ids = { gate: 'a7e001', complete: 'a7e002', incomplete: 'a7e003', caught: 'a7e004', done: 'a7e005' }

export async function startGateFlow(): Promise<GateFlow> {
    const crm = await startSandbox({ limits: { burst: 10_000 } })
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    const observer = (id: string): FlowNode => ({ id, type: 'debug', ...place, active: false, wires: [] })

    const flow: GateFlow = {
        crm,
        nodeRed,
        async configure(settings, more = {}) {
            const gate: FlowNode = {
                id: ids.gate,
                type: 'qualification-gate',
                ...place,
                account: account.id,
                handbook: handbook.id,
                wires: [[ids.complete], [ids.incomplete]],
                ...settings
            }
            const flows: FlowNode[] = [
                tab,
                { ...account, ...more.account },
                { ...handbook, ...more.handbook },
                gate,
                observer(ids.complete),
                observer(ids.incomplete),
                { id: 'a7e006', type: 'catch', ...place, scope: [ids.gate], wires: [[ids.caught]] },
                observer(ids.caught),
                { id: 'a7e007', type: 'complete', ...place, scope: [ids.gate], wires: [[ids.done]] },
                observer(ids.done)
            ]
            await nodeRed.deploy(flows, { [account.id]: { token: crm.token } })
        },
        async send(...messages) {
            const [complete, incomplete, caught] = [ids.complete, ids.incomplete, ids.caught].map(
                (id) => nodeRed.received(id) as GateMessage[]
            ) as [GateMessage[], GateMessage[], GateMessage[]]
            const done = nodeRed.received(ids.done)
            for (const message of messages) nodeRed.node(ids.gate).receive({ ...message })
            // An error of the message itself ends it; one of a record of an array does not.
            const failed = () =>
                caught.filter(({ payload }) => messages.some((m) => isDeepStrictEqual(m.payload, payload)))
            await until(() => done.length + failed().length >= messages.length)
            await turn()
            return { complete, incomplete, caught }
        },
        async ask(message) {
            const { complete, incomplete, caught } = await flow.send(message)
            const [sent] = [...complete, ...incomplete]
            if (!sent) throw new Error(caught[0]?.error?.message ?? 'nothing was sent')
            return sent
        },
        typeNote: (body, at, ...on) => typeNote(crm, body, at, ...on),
        openDeal: (contactId, stage) => openDeal(crm, contactId, stage),
        notesOn: (objectType, id) => notesOn(crm, objectType, id),
        async stop() {
            await nodeRed.stop()
            await crm.close()
        }
    }
    return flow
}
