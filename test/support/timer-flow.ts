/** One lead-status-timer node in a real Node-RED, on a sandbox of its own whose clock the test moves. */
import { setImmediate as turn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Verdict } from '../../src/handbook'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox'
import { associate } from './lifecycle-flow'
import { startNodeRed, type FlowNode, type RunningNodeRed } from './node-red'

/** What a message carries behind the node; for an array in, arrays of these. */
export interface TimerMessage {
    payload: { id: string; properties: Record<string, string | null> }
    handbook: Verdict & { timer?: string; since?: string; dueAt?: string; lastOutreach?: string | null }
    hubspot: {
        id: string
        dryRun: boolean
        changed: Record<string, { from: string | null; to: string | null }>
    }
    entailed: { key: string; outcome: string; objectType: string; id: string }[]
    error?: { message: string; code?: string }
    [key: string]: unknown
}

export interface TimerResult {
    changed: TimerMessage[]
    due: TimerMessage[]
    refused: TimerMessage[]
    caught: TimerMessage[]
    /** The messages that the node is done with. */
    done: TimerMessage[]
}

export interface TimerFlow {
    crm: Sandbox
    nodeRed: RunningNodeRed
    /** Gives the node these settings and resolves when it runs. */
    configure(
        settings: Record<string, unknown>,
        handbook?: Record<string, unknown>,
        account?: Record<string, unknown>
    ): Promise<void>
    /** Sends messages all at once and resolves when the node is done with each. */
    send(...messages: Record<string, unknown>[]): Promise<TimerResult>
    /** One sweep. */
    sweep(): Promise<TimerResult>
    /** Begins a sweep. @returns whether the node is done with it */
    beginSweep(): () => boolean
    stop(): Promise<void>
}

const account: FlowNode = { id: 'acc3acc3acc3acc3', type: 'hubspot-account', mode: 'hubspot', version: 1 }
const handbook: FlowNode = {
    id: 'bad3bad3bad3bad3',
    type: 'sales-handbook',
    account: account.id,
    edition: '2023-12',
    overrides: {},
    version: 1
}
const tab: FlowNode = { id: 'fab3fab3fab3fab3', type: 'tab', label: 'test' }
const place = { z: tab.id, x: 100, y: 100 }
const ids = {
    node: 'c10c01',
    changed: 'c10c02',
    due: 'c10c03',
    refused: 'c10c04',
    caught: 'c10c05',
    done: 'c10c06'
}

/** The flow, also for a Node-RED in another process. */
export function timerFlows(
    settings: Record<string, unknown>,
    handbookChanges: Record<string, unknown> = {},
    accountChanges: Record<string, unknown> = {}
): FlowNode[] {
    const observer = (id: string): FlowNode => ({ id, type: 'debug', ...place, active: false, wires: [] })
    return [
        tab,
        { ...account, ...accountChanges },
        { ...handbook, ...handbookChanges },
        {
            id: ids.node,
            type: 'lead-status-timer',
            ...place,
            account: account.id,
            handbook: handbook.id,
            wires: [[ids.changed], [ids.due], [ids.refused]],
            ...settings
        },
        ...[ids.changed, ids.due, ids.refused, ids.caught, ids.done].map(observer),
        { id: 'c10c07', type: 'catch', ...place, scope: [ids.node], wires: [[ids.caught]] },
        { id: 'c10c08', type: 'complete', ...place, scope: [ids.node], wires: [[ids.done]] }
    ]
}

/** The config node that needs the token. */
export const timerAccount = account.id

export async function startTimerFlow(options: SandboxOptions = {}): Promise<TimerFlow> {
    const crm = await startSandbox({
        seed: 'demo',
        frozen: true,
        limits: { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 },
        ...options
    })
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    const flow: TimerFlow = {
        crm,
        nodeRed,
        configure: (settings, handbookChanges, accountChanges) =>
            nodeRed.deploy(timerFlows(settings, handbookChanges, accountChanges), {
                [account.id]: { token: crm.token }
            }),
        async send(...messages) {
            const [changed, due, refused, caught, done] = (
                ['changed', 'due', 'refused', 'caught', 'done'] as const
            ).map((name) => nodeRed.received(ids[name]) as TimerMessage[]) as [
                TimerMessage[],
                TimerMessage[],
                TimerMessage[],
                TimerMessage[],
                TimerMessage[]
            ]
            // An error of the message itself ends it; one of a record of an array does not.
            const failed = () =>
                caught.filter(({ payload, sweeps }) =>
                    messages.some((m) => isDeepStrictEqual([m.payload, m.sweeps], [payload, sweeps]))
                )
            for (const message of messages) nodeRed.node(ids.node).receive({ ...message })
            while (done.length + failed().length < messages.length) await turn()
            await turn()
            return { changed, due, refused, caught, done }
        },
        sweep: () => flow.send({ payload: 'now', sweeps: true }),
        beginSweep() {
            const done = nodeRed.received(ids.done)
            nodeRed.node(ids.node).receive({ payload: 'now', sweeps: true })
            return () => done.length > 0
        },
        async stop() {
            await nodeRed.stop()
            await crm.close()
        }
    }
    return flow
}

/** Logs an activity on a contact. @param at ISO 8601, or ms; the portal's present when left out */
export async function logAt(
    crm: Sandbox,
    contact: string,
    type: string,
    properties: Record<string, string>,
    at: string | number = crm.clock.now()
): Promise<string> {
    const { id } = crm.portal.create(type, { hs_timestamp: new Date(at).toISOString(), ...properties })
    await associate(crm, type, id, 'contacts', contact)
    return id
}

export const outgoing = { hs_email_direction: 'EMAIL', hs_email_status: 'SENT', hs_email_subject: 'Hello' }
export const incoming = { hs_email_direction: 'INCOMING_EMAIL', hs_email_subject: 'Re: Hello' }

/** Notes and tasks on a contact whose text has a reference of ours. */
export async function entailedOn(
    crm: Sandbox,
    contact: string
): Promise<{ notes: string[]; tasks: string[] }> {
    const of = async (type: 'notes' | 'tasks', body: string) => {
        const path = `/crm/associations/2026-09/contacts/${type}/batch/read`
        const answer = await fetch(crm.url + path, {
            method: 'POST',
            headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
            body: JSON.stringify({ inputs: [{ id: contact }] })
        })
        const { results = [] } = (await answer.json()) as { results?: { to: { toObjectId: number }[] }[] }
        return results
            .flatMap(({ to }) => to)
            .flatMap(({ toObjectId }) => crm.portal.get(type, String(toObjectId))?.properties[body] ?? [])
            .filter((text) => text.includes('[ref: lead status'))
    }
    return { notes: await of('notes', 'hs_note_body'), tasks: await of('tasks', 'hs_task_body') }
}

/**
 * Tells of every call before the sandbox handles it: the moment to do what somebody else does meanwhile.
 * @returns what ends it
 */
export function beforeCalls(crm: Sandbox, listener: (path: string) => void): () => void {
    const pattern = /never/
    Object.defineProperty(pattern, Symbol.search, {
        value(path: string) {
            listener(path)
            return -1
        }
    })
    return crm.faults.add({ match: { path: pattern }, kind: { type: 'reset' } })
}

/** Posts to the sandbox as another program would. */
export async function post(crm: Sandbox, path: string, body: unknown): Promise<unknown> {
    // Planting holds up the process for long enough that the sandbox gives up an idle connection.
    const answer = await fetch(crm.url + path, {
        method: 'POST',
        headers: {
            authorization: `Bearer ${crm.token}`,
            'content-type': 'application/json',
            connection: 'close'
        },
        body: JSON.stringify(body)
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return answer.json()
}

/** HubSpot's ids of the association of an activity with a contact (facts/hubspot.md 6). */
const onContact = { emails: 198, meetings: 200 }

/** Logs an activity on each of many contacts, a hundred in a call. @param at ISO 8601 */
export async function logAll(
    crm: Sandbox,
    type: keyof typeof onContact,
    contacts: readonly string[],
    properties: Record<string, string>,
    at: string
): Promise<void> {
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: onContact[type] }]
    for (let from = 0; from < contacts.length; from += 100) {
        const inputs = contacts.slice(from, from + 100).map((id) => ({
            properties: { ...properties, hs_timestamp: at },
            associations: [{ to: { id }, types }]
        }))
        await post(crm, `/crm/objects/2026-09/${type}/batch/create`, { inputs })
    }
}

/** A portal with many contacts, a tenth of whom are silent long enough for LS-13 to be due, and clocks that run. */
export interface TimedPortal {
    attempted: string[]
    open: string[]
    badTiming: string[]
}

/**
 * Plants contacts of whom so many have a clock: 60 % Attempted to contact, 20 % Open, 20 % Bad timing. All are old, so that
 * only history and activities tell what is due.
 * @param due how many have been silent for two weeks at `2026-03-02T12:00:00Z`, where the clock is left
 * @param soon how many more will have been at `2026-03-02T12:30:00Z`
 */
export async function plantTimed(
    crm: Sandbox,
    contacts: number,
    timed: number,
    due: number,
    soon: number
): Promise<TimedPortal> {
    const every = Math.floor(contacts / timed)
    const of: Record<'ATTEMPTED_TO_CONTACT' | 'OPEN' | 'BAD_TIMING', string[]> = {
        ATTEMPTED_TO_CONTACT: [],
        OPEN: [],
        BAD_TIMING: []
    }
    crm.clock.set('2025-10-06T09:00:00Z')
    for (let index = 0; index < contacts; index += 1) {
        const email = `contact.${index}@example.com`
        const turn = (index / every) % 5
        const isTimed = Number.isInteger(turn) && index < every * timed
        const status = turn < 3 ? 'ATTEMPTED_TO_CONTACT' : turn < 4 ? 'OPEN' : 'BAD_TIMING'
        const { id } = crm.portal.create('contacts', {
            email,
            lifecyclestage: isTimed ? 'marketingqualifiedlead' : 'lead',
            ...(isTimed && { hs_lead_status: 'NEW' })
        })
        if (isTimed) of[status].push(id)
    }
    const { ATTEMPTED_TO_CONTACT: attempted, OPEN: open, BAD_TIMING: badTiming } = of
    const [silent, next] = [attempted.slice(0, due), attempted.slice(due, due + soon)]
    const others = attempted.slice(due + soon)
    const enter = (time: string, hs_lead_status: string, ids: readonly string[]) => {
        crm.clock.set(time)
        for (const id of ids) crm.portal.update('contacts', id, { hs_lead_status })
    }
    enter('2026-02-10T09:00:00Z', 'ATTEMPTED_TO_CONTACT', silent)
    enter('2026-02-16T12:30:00Z', 'ATTEMPTED_TO_CONTACT', next)
    enter('2026-02-25T09:00:00Z', 'ATTEMPTED_TO_CONTACT', others)
    enter('2026-02-25T09:00:00Z', 'BAD_TIMING', badTiming)
    enter('2026-03-02T09:00:00Z', 'OPEN', open)
    crm.clock.set('2026-03-02T12:00:00Z')
    await logAll(crm, 'emails', silent, outgoing, '2026-02-10T09:00:00Z')
    await logAll(crm, 'emails', next, outgoing, '2026-02-16T12:30:00Z')
    await logAll(crm, 'emails', others, outgoing, '2026-02-25T09:00:00Z')
    return { attempted, open, badTiming }
}
