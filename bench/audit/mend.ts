/**
 * The example flows that mend on the planted portal, then what people decide about the rest, carried out by a flow, then
 * all flows once more. The sandbox has no limits here; what HubSpot's limits make of the calls is told beside.
 */
import { auditOf } from '../../test/support/audit-example'
import { startAllMending } from '../../test/support/audit-mending'
import { bystanders, changedBystanders, decide } from '../../test/support/audit-persons'
import { nameOfFinding, type PlantedPortal } from '../../test/support/audit-portal'

/** @returns whether no finding is left, nothing new came up, nobody else was touched and the last round wrote nothing */
export async function mend(portal: PlantedPortal): Promise<boolean> {
    const { crm, expected } = portal
    const others = bystanders(portal)
    const mending = await startAllMending(crm)
    /** Runs flows once and tells what it took. @returns calls that wrote */
    const round = async (name: string, run = () => mending.round()): Promise<number> => {
        crm.log.clear()
        const started = Date.now()
        const writes = await run()
        const [reads, searches] = [crm.log.count({ kind: 'read' }), crm.log.count({ kind: 'search' })]
        const seconds = (Date.now() - started) / 1000
        // Searches have a limit of their own (facts/hubspot.md 1.1).
        const least = Math.max((reads + writes) / 19, searches / 5)
        console.log(
            `${name}: ${reads} reads, ${searches} searches, ${writes} writes in ${seconds.toFixed(1)} s; ` +
                `HubSpot's limits alone make ${Math.round(least)} s`
        )
        return writes
    }
    let rounds = 1
    while ((await round(`round ${rounds} of the flows`)) > 0) rounds += 1
    const left = await auditOf(crm)
    const broken = left.map(nameOfFinding).filter((name) => !expected.has(name))
    console.log(`after the flows: ${left.length} findings, ${broken.length} of them new`)
    const rows = decide(await mending.list())
    const accepted = rows.filter(({ decision }) => decision === 'accept')
    await round(`${rows.length} decisions`, () => mending.carryOut(rows))
    for (const { payload } of mending.refused) console.log('  not carried out:', JSON.stringify(payload))
    for (rounds = 1; (await round(`round ${rounds} after them`)) > 0; rounds += 1);
    const after = await auditOf(crm, accepted)
    const writes =
        (await round('the decisions once more', () => mending.carryOut(rows))) + (await mending.round())
    const last = await auditOf(crm, accepted)
    console.log(
        `after the decisions: ${after.length} findings beside ${accepted.length} that were accepted; ` +
            `after all flows once more: ${last.length}`
    )
    for (const finding of last.slice(0, 10)) console.log(`  ${nameOfFinding(finding)}: ${finding.found}`)
    const changed = changedBystanders(others, portal)
    console.log(`of ${others.size} others ${changed.length} are not what they were`)
    for (const name of changed.slice(0, 10)) console.log(`  ${name}`)
    await mending.stop()
    return broken.length + after.length + last.length + changed.length + writes === 0
}
