/** The example flows that mend, one after the other, on a portal with planted breaches of every kind. */
import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { auditOf } from '../support/audit-example'
import { nameOfFinding, plantPortal, type PlantedPortal } from '../support/audit-portal'
import { accountId, readExample } from '../support/examples'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'

const mending = [
    '02 - Mend lifecycle stages',
    '03 - Mend lead statuses',
    '04 - Mend names and what was decided once',
    '05 - Give owners a task for what only they can mend'
]

describe('Audit/02 to 05 on a portal with planted breaches of every kind', function () {
    this.timeout(60_000)
    let portal: PlantedPortal
    let nodeRed: RunningNodeRed

    const flows = mending.map((name) => readExample(`Audit/${name}.json`))

    before(async () => {
        const limits = { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 }
        portal = await plantPortal({ contacts: 300, deals: 120, breaches: 40, sandbox: { limits } })
        nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: portal.crm.url } })
        // All flows at once, with their ticks at *Dry run* taken away.
        const nodes = new Map(flows.flat().map((node) => [node.id, node]))
        const deployed = [...nodes.values()].map((node): FlowNode => {
            if (node.id === accountId) return { ...node, mode: 'hubspot' }
            return 'dryRun' in node ? { ...node, dryRun: false } : node
        })
        await nodeRed.deploy(deployed, { [accountId]: { token: portal.crm.token } })
    })
    after(async () => {
        await nodeRed.stop()
        await portal.crm.close()
    })

    /** Presses *audit* in each flow, one after the other. @returns how many calls wrote */
    async function round(): Promise<number> {
        const { log } = portal.crm
        const before = log.count({ kind: 'write' })
        for (const nodes of flows) {
            const idOf = (name: string, type: string) =>
                nodes.find((node) => node.name === name && node.type === type)?.id ?? ''
            const audit = nodes.find(({ type }) => type === 'handbook-audit')?.id ?? ''
            const summaries = nodeRed.received(idOf('in short', 'function'))
            nodeRed.node(audit).receive({ payload: '' })
            while (summaries.length === 0) await turn()
            for (let quiet = 0, seen = -1; quiet < 1000; quiet += 1) {
                await turn()
                if (log.entries.length !== seen) quiet = 0
                seen = log.entries.length
            }
        }
        return log.count({ kind: 'write' }) - before
    }

    it('all that a machine may mend is mended, no other rule is broken, and then nothing is written any more', async () => {
        const before = await auditOf(portal.crm)
        assert.equal(before.length, portal.expected.size)
        assert.ok((await round()) > 0)
        // What is still under way when a flow's audit begins, the next round finds.
        let rounds = 1
        while ((await round()) > 0) rounds += 1
        assert.ok(rounds <= 3, `${rounds} rounds`)
        const after = await auditOf(portal.crm)
        const known = new Set(before.map(nameOfFinding))
        assert.deepEqual(
            after.map(nameOfFinding).filter((name) => !known.has(name)),
            []
        )
        const left = after.filter(({ fix }) => fix !== null && fix.operation !== 'task')
        assert.deepEqual(
            left.map((finding) => `${nameOfFinding(finding)}: ${finding.found}`),
            []
        )
    })
})
