/**
 * npm run bench:sweep: what sweeps over 100,000 contacts, 5,000 of them with a clock, cost in calls and time. Needs a build.
 * The sandbox answers; 5 searches a second are HubSpot's limit (facts/hubspot.md 3) and most of the first sweep's time.
 */
import { incoming, logAll, outgoing, plantTimed, startTimerFlow } from '../../test/support/timer-flow'

async function main(): Promise<void> {
    const [contacts, timed, due, soon] = [100_000, 5000, 50, 20]
    const flow = await startTimerFlow({ seed: 'demo' })
    const { crm } = flow
    try {
        const { attempted, badTiming } = await plantTimed(crm, contacts, timed, due, soon)
        await flow.configure({ mode: 'sweep', timeZone: 'UTC' })
        console.log(`${contacts} contacts, ${timed} with a clock, ${due} due at first`)
        const sweep = async (what: string) => {
            crm.log.clear()
            const started = Date.now()
            const swept = await flow.sweep()
            const calls = (kind: 'read' | 'write' | 'search') => crm.log.count({ kind })
            console.log(
                `${what}: ${crm.log.entries.length} calls (${calls('search')} searches) in ${Date.now() - started} ms;`,
                `${swept.changed.length} changed, ${swept.due.length} due, ${swept.caught.length} failed`
            )
        }
        await sweep('first sweep')
        crm.clock.set('2026-03-02T12:15:00Z')
        await sweep('nothing new')
        await logAll(crm, 'emails', attempted.slice(80, 100), incoming, '2026-03-02T12:20:00Z')
        await logAll(crm, 'emails', attempted.slice(100, 120), outgoing, '2026-03-02T12:20:00Z')
        for (const id of badTiming.slice(0, 10)) crm.portal.update('contacts', id, { firstname: 'Ada' })
        crm.clock.set('2026-03-02T13:00:00Z')
        await sweep(`50 changes, ${soon} due by the clock alone`)
    } finally {
        await flow.stop()
    }
}

void main()
