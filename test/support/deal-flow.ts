/** One deal-stage node in a real Node-RED, on a sandbox of its own. */
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { setImmediate as turn } from 'node:timers/promises'
import type { Verdict } from '../../src/handbook'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox'
import { openDeal, typeNote } from './crm-notes'
import { startNodeRed, type FlowNode, type RunningNodeRed } from './node-red'
import { until } from './until'

/** What a message carries behind the node; for an array in, arrays of these. */
export interface DealMessage {
    payload: { id: string; properties: Record<string, string | null> }
    handbook: Verdict
    hubspot: {
        id: string
        objectType: string
        created: boolean
        dryRun: boolean
        changed: Record<string, { from: string | null; to: string | null }>
    }
    entailed: { key: string; outcome: string; reason: string; id: string; objectType: string }[]
    error?: { message: string }
    [key: string]: unknown
}

export interface DealResult {
    done: DealMessage[]
    refused: DealMessage[]
    caught: DealMessage[]
}

export interface DealFlow {
    crm: Sandbox
    nodeRed: RunningNodeRed
    /** Gives the node these settings and resolves when it runs. */
    configure(
        settings: Record<string, unknown>,
        handbook?: Record<string, unknown>,
        account?: Record<string, unknown>
    ): Promise<void>
    /** Sends messages all at once and resolves when the node is done with each. */
    send(...messages: Record<string, unknown>[]): Promise<DealResult>
    /** A contact that sales has qualified, with the three Whys noted unless told. @returns its id */
    contact(properties?: Record<string, string>, noted?: boolean): Promise<string>
    /** A deal of a contact by the edition's stage key, with what a stage may need. @returns its id */
    deal(contact: string, stage: string, properties?: Record<string, string>): Promise<string>
    /** A meeting of a record given as `deals/1`. */
    meeting(on: string, properties: Record<string, string>): Promise<void>
    /** A note as a person types it on a contact. */
    note(body: string, contact: string): Promise<void>
    /** Associates two records given as `deals/1`. */
    associate(from: string, to: string): Promise<void>
    /** Ids of the records of one type that a record, given as `tasks/1`, is associated with. */
    associated(record: string, objectType: string): Promise<string[]>
    /** Sets the portal's probability of a stage, by the edition's key. */
    setProbability(stage: string, probability: string): Promise<void>
    /** An owner of the portal. */
    owner: string
    /** The portal's id of a stage. */
    stages: Readonly<Record<string, string>>
    stop(): Promise<void>
}

export const account: FlowNode = {
    id: 'acc2acc2acc2acc2',
    type: 'hubspot-account',
    mode: 'hubspot',
    version: 1
}
export const handbook: FlowNode = {
    id: 'bad2bad2bad2bad2',
    type: 'sales-handbook',
    account: account.id,
    edition: '2023-12',
    overrides: {},
    version: 1
}
const tab: FlowNode = { id: 'fab2fab2fab2fab2', type: 'tab', label: 'test' }
const place = { z: tab.id, x: 100, y: 100 }
const ids = { deal: 'dea1001', done: 'dea1002', refused: 'dea1003', caught: 'dea1004', complete: 'dea1005' }

/** As the sandbox's demo portal has them. */
const stages = {
    opportunity: '210384501',
    pocStarted: '210384502',
    valueValidated: '210384503',
    contractSent: '210384504',
    closedWon: 'closedwon',
    closedLost: 'closedlost'
}

export const threeWhys =
    'Why change? flows drift apart\nWhy now? a plant opens in spring\nWhy FlowFuse? device groups'

/** A day so many days from today. */
export function inDays(days: number): string {
    return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

export async function startDealFlow(options: SandboxOptions = {}): Promise<DealFlow> {
    const crm = await startSandbox({ seed: 'demo', limits: { burst: 10_000 }, ...options })
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    const observer = (id: string): FlowNode => ({ id, type: 'debug', ...place, active: false, wires: [] })
    const call = async (method: string, path: string, body?: object): Promise<unknown> => {
        const answer = await fetch(crm.url + path, {
            method,
            headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
            ...(body && { body: JSON.stringify(body) })
        })
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
        return answer.json()
    }
    const associate = async (from: string, to: string) => {
        await call('PUT', `/crm/objects/2026-09/${from}/associations/default/${to}`)
    }
    const { results } = (await call('GET', '/crm/owners/2026-09')) as { results: { id: string }[] }
    const owner = results[0]?.id ?? ''
    let made = 0
    return {
        crm,
        nodeRed,
        stages,
        async configure(settings, handbookChanges = {}, accountChanges = {}) {
            const flows: FlowNode[] = [
                tab,
                { ...account, ...accountChanges },
                { ...handbook, ...handbookChanges },
                {
                    id: ids.deal,
                    type: 'deal-stage',
                    ...place,
                    account: account.id,
                    handbook: handbook.id,
                    wires: [[ids.done], [ids.refused]],
                    ...settings
                },
                observer(ids.done),
                observer(ids.refused),
                { id: 'dea1006', type: 'catch', ...place, scope: [ids.deal], wires: [[ids.caught]] },
                observer(ids.caught),
                { id: 'dea1007', type: 'complete', ...place, scope: [ids.deal], wires: [[ids.complete]] },
                observer(ids.complete)
            ]
            await nodeRed.deploy(flows, { [account.id]: { token: crm.token } })
        },
        async send(...messages) {
            const [done, refused, caught] = [ids.done, ids.refused, ids.caught].map(
                (id) => nodeRed.received(id) as DealMessage[]
            ) as [DealMessage[], DealMessage[], DealMessage[]]
            const completes = nodeRed.received(ids.complete)
            // An error of the message itself ends it; one of a record of an array does not.
            const failed = () =>
                caught.filter(({ payload }) => messages.some((m) => isDeepStrictEqual(m.payload, payload)))
            for (const message of messages) nodeRed.node(ids.deal).receive({ ...message })
            await until(() => completes.length + failed().length >= messages.length)
            await turn()
            return { done, refused, caught }
        },
        async contact(properties = {}, noted = true) {
            made += 1
            const email = `contact.${made}@example.com`
            const { id } = crm.portal.create('contacts', { email, lifecyclestage: 'lead', ...properties })
            if (noted) await typeNote(crm, threeWhys, new Date().toISOString(), `contacts/${id}`)
            return id
        },
        async deal(contact, stage, properties = {}) {
            const id = await openDeal(crm, contact, stages[stage as keyof typeof stages])
            crm.portal.update('deals', id, { closedate: `${inDays(30)}T00:00:00Z`, ...properties })
            return id
        },
        async meeting(on, properties) {
            const { id } = crm.portal.create('meetings', {
                hs_timestamp: new Date().toISOString(),
                ...properties
            })
            await associate(`meetings/${id}`, on)
        },
        associate,
        async note(body, contact) {
            crm.clock.advance(1000)
            await typeNote(crm, body, new Date(crm.clock.now()).toISOString(), `contacts/${contact}`)
        },
        async associated(record, objectType) {
            const answer = await call('GET', `/crm/objects/2026-09/${record}/associations/${objectType}`)
            return (answer as { results: { toObjectId: string }[] }).results.map(
                ({ toObjectId }) => toObjectId
            )
        },
        async setProbability(stage, probability) {
            const id = stages[stage as keyof typeof stages]
            await call('PATCH', `/crm/pipelines/2026-09/deals/default/stages/${id}`, {
                metadata: { probability }
            })
        },
        owner,
        async stop() {
            await nodeRed.stop()
            await crm.close()
        }
    }
}

/** The one message, whichever output it left by. */
export function only({ done, refused, caught }: DealResult): DealMessage {
    const [message, ...more] = [...done, ...refused, ...caught]
    assert.ok(message && more.length === 0, `${more.length + 1} messages`)
    assert.equal(caught.length, 0, message.error?.message)
    return message
}

/** What came of each thing that a move entails, as `key outcome`. */
export function outcomesOf({ entailed }: DealMessage): string[] {
    return entailed.map(({ key, outcome }) => `${key} ${outcome}`)
}
