import assert from 'node:assert/strict'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { startChild, type ChildNodeRed } from '../support/node-red-child'
import {
    beforeCalls,
    logAll,
    entailedOn,
    logAt,
    outgoing,
    startTimerFlow,
    timerAccount,
    timerFlows,
    type TimerFlow
} from '../support/timer-flow'

const settings = { mode: 'sweep', timeZone: 'Europe/Amsterdam' }

describe('lead-status-timer: cut off at each of its calls', function () {
    let flow: TimerFlow

    before(async () => {
        flow = await startTimerFlow({ now: '2026-01-05T09:00:00Z' })
    })
    after(() => flow.stop())

    /** A contact for each clock, all due. */
    const plant = async () => {
        const { crm } = flow
        crm.portal.reset()
        crm.faults.clear()
        for (const { id } of crm.portal.list('contacts', { history: false }))
            crm.portal.archive('contacts', id)
        const contact = (hs_lead_status: string) =>
            crm.portal.create('contacts', {
                email: `${hs_lead_status.toLowerCase()}@example.com`,
                lifecyclestage: 'salesqualifiedlead',
                hs_lead_status
            }).id
        const ids = ['ATTEMPTED_TO_CONTACT', 'OPEN', 'BAD_TIMING'].map(contact)
        await logAt(crm, ids[0] ?? '', 'emails', outgoing)
        crm.clock.set('2026-06-01T09:00:00Z')
        return ids
    }
    const stateOf = async (ids: readonly string[]) =>
        Promise.all(
            ids.map(async (id) => {
                const { notes, tasks } = await entailedOn(flow.crm, id)
                const status = flow.crm.portal.get('contacts', id)?.properties.hs_lead_status
                return [status, notes.length, tasks.length]
            })
        )
    const whole = [
        ['UNRESPONSIVE', 1, 1],
        ['OPEN', 0, 1],
        ['BAD_TIMING', 1, 1]
    ]

    /**
     * Sweeps until call number `last` is handled, lets nothing through after it, and starts the node anew: what HubSpot sees
     * of a process that is killed then.
     * @returns whether the sweep came to its end before
     */
    const cutAfter = async (last: number): Promise<boolean> => {
        await flow.configure(settings)
        let calls = 0
        const stop = beforeCalls(flow.crm, () => {
            calls += 1
            if (calls !== last) return
            // Of this call the answer is lost, every further one does not arrive.
            flow.crm.faults.add({ kind: { type: 'lost-response' } })
            flow.crm.faults.add({ kind: { type: 'reset' }, times: 1e9 })
        })
        const isDone = flow.beginSweep()
        while (!isDone() && flow.crm.log.entries.length < last) await new Promise(setImmediate)
        stop()
        const ended = isDone()
        await flow.configure(settings)
        flow.crm.faults.clear()
        return ended
    }

    it('a sweep by a new process brings the same end, nothing twice', async () => {
        // Before its first write a killed process has left nothing behind.
        await plant()
        await flow.configure(settings)
        flow.crm.log.clear()
        await flow.sweep()
        const first = flow.crm.log.entries.findIndex(({ path }) => path.endsWith('batch/create'))
        let last = first
        for (let ended = false; !ended; last += 1) {
            const ids = await plant()
            flow.crm.log.clear()
            ended = await cutAfter(last)
            await flow.sweep()
            assert.deepEqual(await stateOf(ids), whole, `cut after call ${last}`)
        }
        assert.ok(first > 0 && last - first > 8, `${last - first} moments`)
    })
})

describe('lead-status-timer: Node-RED as processes of their own', function () {
    let crm: Sandbox
    const children: ChildNodeRed[] = []

    before(async () => {
        crm = await startSandbox({
            seed: 'demo',
            now: '2026-01-05T09:00:00Z',
            frozen: true,
            limits: { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 }
        })
    })
    afterEach(async () => {
        await Promise.all(children.splice(0).map((child) => child.kill()))
        crm.faults.clear()
    })
    after(() => crm.close())

    /** A sweep at the start; the complete node tells the log. */
    const start = () => {
        const flows = timerFlows({ ...settings, schedule: 'hours', every: '1', atStart: true }).map((node) =>
            node.id === 'c10c06' ? { ...node, active: true, console: true, complete: 'true' } : node
        )
        const child = startChild(crm, flows, timerAccount)
        children.push(child)
        return child
    }
    const plant = async (count: number) => {
        crm.portal.reset()
        for (const { id } of crm.portal.list('contacts', { history: false }))
            crm.portal.archive('contacts', id)
        const made = (hs_lead_status: string) =>
            Array.from(
                { length: count },
                (_, index) =>
                    crm.portal.create('contacts', {
                        email: `${hs_lead_status.toLowerCase()}.${index}@example.com`,
                        lifecyclestage: 'marketingqualifiedlead',
                        hs_lead_status
                    }).id
            )
        const [attempted, open, badTiming] = ['ATTEMPTED_TO_CONTACT', 'OPEN', 'BAD_TIMING'].map(made)
        await logAll(crm, 'emails', attempted ?? [], outgoing, '2026-01-05T09:00:00Z')
        crm.clock.set('2026-06-01T09:00:00Z')
        return { attempted: attempted ?? [], open: open ?? [], badTiming: badTiming ?? [] }
    }
    /** How many contacts have which status, and how many notes and tasks of ours. */
    const stateOf = async (ids: readonly string[]) => {
        const tally: Record<string, number> = {}
        for (const id of ids) {
            const { notes, tasks } = await entailedOn(crm, id)
            const status = crm.portal.get('contacts', id, { history: false })?.properties.hs_lead_status
            const key = `${status} ${notes.length} ${tasks.length}`
            tally[key] = (tally[key] ?? 0) + 1
        }
        return tally
    }

    it('two on one portal give the CRM that one gives, with no note or task twice', async () => {
        const { attempted, open, badTiming } = await plant(20)
        const pair = [start(), start()]
        await Promise.all(pair.map((child) => child.says('whole: true')))
        assert.deepEqual(await stateOf([...attempted, ...open, ...badTiming]), {
            'UNRESPONSIVE 1 1': 20,
            'OPEN 0 1': 20,
            'BAD_TIMING 1 1': 20
        })
    })

    it('one that is killed in the middle, and started again', async () => {
        const { attempted } = await plant(5)
        // Twice it dies while HubSpot handles a write, and each time a new process goes on.
        for (const path of [/notes\/batch\/create/, /contacts\/batch\/update/]) {
            const moment = new Promise<void>((resolve) => {
                const stop = beforeCalls(crm, (called) => {
                    if (!path.test(called)) return
                    stop()
                    resolve()
                })
            })
            const child = start()
            await moment
            await child.kill()
        }
        await start().says('whole: true')
        assert.deepEqual(await stateOf(attempted), { 'UNRESPONSIVE 1 1': 5 })
    })
})
