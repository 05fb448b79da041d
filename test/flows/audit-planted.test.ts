/** The example flows that mend, one after the other, on a portal with planted breaches of every kind. */
import assert from 'node:assert/strict'
import type { ReportedFinding } from '../../nodes/handbook-audit/report'
import { auditOf } from '../support/audit-example'
import { startAllMending, type Mending } from '../support/audit-mending'
import { bystanders, changedBystanders, decide } from '../support/audit-persons'
import { nameOfFinding, plantPortal, type PlantedPortal } from '../support/audit-portal'

describe('Audit/02 to 06 on a portal with planted breaches of every kind', function () {
    let portal: PlantedPortal
    let mending: Mending
    let planted: ReportedFinding[]
    let others: Map<string, string>

    before(async () => {
        const limits = { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 }
        portal = await plantPortal({ contacts: 300, deals: 120, breaches: 40, sandbox: { limits } })
        others = bystanders(portal)
        planted = await auditOf(portal.crm)
        mending = await startAllMending(portal.crm)
    })
    after(async () => {
        await mending.stop()
        await portal.crm.close()
    })

    it('all that a machine may mend is mended, no other rule is broken, and then nothing is written any more', async () => {
        assert.equal(planted.length, portal.expected.size)
        assert.ok((await mending.round()) > 0)
        // What is still under way when a flow's audit begins, the next round finds.
        let rounds = 1
        while ((await mending.round()) > 0) rounds += 1
        assert.ok(rounds <= 3, `${rounds} rounds`)
        const after = await auditOf(portal.crm)
        const known = new Set(planted.map(nameOfFinding))
        assert.deepEqual(
            after.map(nameOfFinding).filter((name) => !known.has(name)),
            []
        )
        assert.deepEqual(
            mending.failed.map(({ error }) => error),
            []
        )
        const left = after.filter(({ fix }) => fix !== null && fix.operation !== 'task')
        assert.deepEqual(
            left.map((finding) => `${nameOfFinding(finding)}: ${finding.found}`),
            []
        )
    })

    it('what people decide is carried out: then there is no finding, and no flow writes any more', async () => {
        const rows = decide(await mending.list())
        const accepted = rows.filter(({ decision }) => decision === 'accept')
        assert.ok(rows.length > accepted.length)
        assert.ok((await mending.carryOut(rows)) > 0)
        assert.deepEqual(
            mending.refused.map(({ payload }) => payload),
            []
        )
        assert.deepEqual(
            mending.failed.map(({ error }) => error),
            []
        )
        // A contact that is put back in its lifecycle leaves a lead status behind, which the other flows mend.
        while ((await mending.round()) > 0);
        const findings = async () =>
            (await auditOf(portal.crm, accepted)).map(
                (finding) => `${nameOfFinding(finding)}: ${finding.found}`
            )
        assert.deepEqual(await findings(), [])
        // What is left as it is is known as such, and nothing else.
        const known = (await auditOf(portal.crm)).map(nameOfFinding)
        assert.deepEqual(known.toSorted(), accepted.map(nameOfFinding).toSorted())
        assert.equal(await mending.carryOut(rows), 0)
        assert.deepEqual(await mending.list(), [])
        assert.deepEqual(await findings(), [])
    })

    it('look-alikes and everybody else are what they were', () => {
        assert.ok(others.size > 300)
        assert.deepEqual(changedBystanders(others, portal), [])
    })
})
