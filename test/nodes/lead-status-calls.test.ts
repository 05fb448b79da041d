import assert from 'node:assert/strict'
import {
    logAll,
    incoming,
    outgoing,
    plantTimed,
    startTimerFlow,
    type TimedPortal,
    type TimerFlow
} from '../support/timer-flow'

/** The size that the budget is for is measured by `npm run bench:sweep`: contacts without a clock cost no call. */
describe('lead-status-timer: calls of a sweep over 5,000 contacts with a clock', () => {
    let flow: TimerFlow
    let portal: TimedPortal

    before(async () => {
        flow = await startTimerFlow({ seed: 'demo' })
        for (const { id } of flow.crm.portal.list('contacts', { history: false }))
            flow.crm.portal.archive('contacts', id)
        portal = await plantTimed(flow.crm, 6000, 5000, 50, 20)
        await flow.configure({ mode: 'sweep', timeZone: 'UTC' })
    })
    after(() => flow.stop())

    const sweep = async () => {
        flow.crm.log.clear()
        const swept = await flow.sweep()
        return { ...swept, calls: flow.crm.log.entries.length }
    }
    const count = (path: string) => flow.crm.log.count({ path })

    it('the first: at most 150, with 50 found due', async () => {
        const { calls, changed, due, caught } = await sweep()
        assert.deepEqual([changed.length, due.length, caught.length], [50, 0, 0])
        assert.equal(count('contacts/search'), 25)
        assert.ok(calls <= 150, `${calls} calls`)
    })

    it('a later one with 50 changes, and 20 due by the clock alone: at most 30', async () => {
        const { attempted, badTiming } = portal
        const { crm } = flow
        // Changes: they say something, we do, or somebody does something with them.
        crm.clock.set('2026-03-02T12:30:00Z')
        await logAll(crm, 'emails', attempted.slice(70, 90), incoming, '2026-03-02T12:20:00Z')
        await logAll(crm, 'emails', attempted.slice(90, 110), outgoing, '2026-03-02T12:20:00Z')
        for (const id of badTiming.slice(0, 10)) crm.portal.update('contacts', id, { firstname: 'Ada' })
        crm.clock.set('2026-03-02T13:00:00Z')
        const { calls, changed, caught } = await sweep()
        assert.deepEqual([changed.length, caught.length], [20, 0])
        assert.equal(count('contacts/search'), 1)
        assert.ok(calls <= 30, `${calls} calls`)
    })

    it('one with nothing new: at most 10', async () => {
        flow.crm.clock.set('2026-03-02T14:00:00Z')
        const { calls, changed, due } = await sweep()
        assert.deepEqual([changed.length, due.length], [0, 0])
        assert.ok(calls <= 10, `${calls} calls`)
    })
})
