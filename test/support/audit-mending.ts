/** The example flows that mend what an audit finds, all in one Node-RED, their ticks at *Dry run* taken away. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { toCsv } from '../../src/handbook'
import type { Sandbox } from '../../src/sandbox'
import { accountId, readExample, withEnv } from './examples'
import { startNodeRed, type FlowNode } from './node-red'

const mending = [
    '02 - Mend lifecycle stages',
    '03 - Mend lead statuses',
    '04 - Mend names and what was decided once',
    '05 - Give owners a task for what only they can mend'
]

const deciding = '06 - Carry out what people decided'

/** A row of the list of what only people can decide. */
export type ListRow = Record<'rule' | 'objectType' | 'id' | 'found' | 'decision' | 'value' | 'text', string>

export interface Mending {
    /** Presses *audit* in each flow, one after the other. @returns how many calls wrote */
    round(): Promise<number>
    /** Makes the list of what only people can decide. */
    list(): Promise<ListRow[]>
    /** Carries out what they decided. @returns how many calls wrote */
    carryOut(rows: readonly ListRow[]): Promise<number>
    /** What reached *which and why*: messages whose record the flows could not mend, by an error. */
    failed: readonly Record<string, unknown>[]
    /** What was decided and the handbook does not allow. */
    refused: readonly Record<string, unknown>[]
    stop(): Promise<void>
}

/** @param crm without rate limits: a flow that waits for HubSpot would seem to have ended */
export async function startAllMending(crm: Sandbox): Promise<Mending> {
    const flows = mending.map((name) => readExample(`Audit/${name}.json`))
    const decisions = readExample(`Audit/${deciding}.json`)
    const folder = mkdtempSync(join(tmpdir(), 'nr-hubspot-decisions-'))
    const env = {
        WRITE: 'true',
        LIST_CSV: join(folder, 'list.csv'),
        DECISIONS_CSV: join(folder, 'decisions.csv')
    }
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    const nodes = new Map([...flows, decisions].flat().map((node) => [node.id, node]))
    const deployed = [...nodes.values()].map((node): FlowNode => {
        if (node.type === 'tab') return withEnv(node, env)
        if (node.id === accountId) return { ...node, mode: 'hubspot' }
        return 'dryRun' in node ? { ...node, dryRun: false } : node
    })
    await nodeRed.deploy(deployed, { [accountId]: { token: crm.token } })
    const { log } = crm
    const failed: Record<string, unknown>[] = []
    const refused: Record<string, unknown>[] = []
    const collect = (name: string, into: Record<string, unknown>[]) => {
        for (const { id } of deployed.filter((node) => node.name === name))
            nodeRed.node(id).on('input', (message) => into.push(message as Record<string, unknown>))
    }
    collect('which and why', failed)
    collect('not carried out', refused)
    const idIn = (flow: readonly FlowNode[], has: (node: FlowNode) => boolean) => flow.find(has)?.id ?? ''
    const named = (name: string) => idIn(decisions, (node) => node.name === name)
    /** Starts a flow and resolves when its audit has ended and no call is made any more. @returns calls that wrote */
    const finished = async (flow: readonly FlowNode[], start: () => unknown): Promise<number> => {
        const before = log.count({ kind: 'write' })
        const summaries = nodeRed.received(
            idIn(flow, ({ name, type }) => name === 'in short' && type === 'function')
        )
        await start()
        while (summaries.length === 0) await turn()
        for (let quiet = 0, seen = -1; quiet < 1000; quiet += 1) {
            await turn()
            if (log.entries.length !== seen) quiet = 0
            seen = log.entries.length
        }
        return log.count({ kind: 'write' }) - before
    }
    return {
        async round() {
            let writes = 0
            for (const flow of flows) {
                const audit = idIn(flow, ({ type }) => type === 'handbook-audit')
                writes += await finished(flow, () => nodeRed.node(audit).receive({ payload: '' }))
            }
            return writes
        },
        async list() {
            const written = nodeRed.next(named('LIST_CSV'))
            await nodeRed.inject(named('make the list'))
            const [message] = await written
            return parse(String(message?.payload), { columns: true })
        },
        async carryOut(rows) {
            writeFileSync(env.DECISIONS_CSV, toCsv(Object.keys(rows[0] ?? {}), rows))
            return finished(decisions, () => nodeRed.inject(named('your decisions')))
        },
        failed,
        refused,
        async stop() {
            await nodeRed.stop()
            rmSync(folder, { recursive: true, force: true })
        }
    }
}
