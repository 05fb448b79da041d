import assert from 'node:assert/strict'
import {
    beforeCalls,
    entailedOn,
    incoming,
    logAt,
    outgoing,
    startTimerFlow,
    type TimerFlow
} from '../support/timer-flow'

const mql = 'marketingqualifiedlead'
const noAnswer = '73a0d17f-1163-4015-bdd5-ec830791da20'

/** Business days and time zone as a team in Amsterdam has them. */
const amsterdam = { mode: 'sweep', timeZone: 'Europe/Amsterdam', holidays: '2026-12-25' }

describe('lead-status-timer: sweep', () => {
    let flow: TimerFlow
    let made = 0

    before(async () => {
        flow = await startTimerFlow({ seed: 'demo' })
    })
    after(() => flow.stop())

    /** A portal without other contacts, at this time. */
    const begin = async (now: string, settings: Record<string, unknown> = {}) => {
        const { crm } = flow
        crm.portal.reset()
        crm.faults.clear()
        for (const { id } of crm.portal.list('contacts', { history: false }))
            crm.portal.archive('contacts', id)
        crm.clock.set(now)
        await flow.configure({ ...amsterdam, ...settings })
    }
    const at = (time: string | number) => flow.crm.clock.set(time)
    const contact = (hs_lead_status: string, more: Record<string, string> = {}) => {
        made += 1
        return flow.crm.portal.create('contacts', {
            email: `timed.${made}@example.com`,
            lifecyclestage: mql,
            hs_lead_status,
            hubspot_owner_id: owner(),
            ...more
        }).id
    }
    const owner = () =>
        flow.crm.portal.properties('contacts').find(({ name }) => name === 'hubspot_owner_id')?.options[0]
            ?.value ?? ''
    const status = (id: string) => flow.crm.portal.get('contacts', id)?.properties.hs_lead_status
    /** A contact to whom an e-mail of ours goes now. */
    const attempted = async () => {
        const id = contact('ATTEMPTED_TO_CONTACT')
        await logAt(flow.crm, id, 'emails', outgoing)
        return id
    }
    const count = ({ changed, due, refused, caught }: Awaited<ReturnType<TimerFlow['sweep']>>) => [
        changed.length,
        due.length,
        refused.length,
        caught.length
    ]

    describe('no reply in two weeks (LS-13)', () => {
        for (const [when, from, before, until] of [
            ['in winter', '2026-01-05T09:00:00Z', '2026-01-19T08:59:00Z', '2026-01-19T09:00:00Z'],
            [
                'over the change to summer time',
                '2026-03-20T09:00:00Z',
                '2026-04-03T07:59:00Z',
                '2026-04-03T08:00:00Z'
            ],
            [
                'over the change to winter time',
                '2026-10-20T08:00:00Z',
                '2026-11-03T08:59:00Z',
                '2026-11-03T09:00:00Z'
            ]
        ] as const) {
            it(`Unresponsive on day 14 and not before, ${when}`, async () => {
                await begin(from)
                const id = await attempted()
                at(before)
                assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
                assert.equal(status(id), 'ATTEMPTED_TO_CONTACT')
                at(until)
                const swept = await flow.sweep()
                assert.deepEqual(count(swept), [1, 0, 0, 0])
                const [message] = swept.changed
                assert.deepEqual(message?.hubspot.changed.hs_lead_status, {
                    from: 'ATTEMPTED_TO_CONTACT',
                    to: 'UNRESPONSIVE'
                })
                assert.equal(status(id), message?.payload.properties.hs_lead_status)
                const { verdict, rule, timer, since, dueAt, lastOutreach, reason } = message?.handbook ?? {}
                assert.deepEqual([verdict, rule, timer], ['due', 'LS-13', 'unresponsive'])
                const iso = (text: string) => new Date(text).toISOString()
                assert.deepEqual([since, dueAt, lastOutreach], [iso(from), iso(until), iso(from)])
                assert.match(reason ?? '', /without a reply since/)
            })
        }

        it('a note says why, and a task tells the owner; once, whoever sweeps again', async () => {
            await begin('2026-01-05T09:00:00Z')
            const id = await attempted()
            at('2026-01-19T09:00:00Z')
            const { changed } = await flow.sweep()
            assert.deepEqual(
                changed[0]?.entailed.map(({ key, outcome }) => [key, outcome]),
                [
                    ['note', 'done'],
                    ['task', 'done']
                ]
            )
            const { notes, tasks } = await entailedOn(flow.crm, id)
            assert.deepEqual([notes.length, tasks.length], [1, 1])
            assert.match(notes[0] ?? '', /Unresponsive: No reply in two weeks.*since 2026-01-05.*LS-13/)
            const task = flow.crm.portal.get('tasks', changed[0]?.entailed[1]?.id ?? '')?.properties
            assert.deepEqual(
                [task?.hubspot_owner_id, task?.hs_task_subject],
                [owner(), 'Unresponsive: No reply in two weeks']
            )
            assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
            await flow.configure(amsterdam)
            assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
        })

        it('after a restart and a week of downtime it is found too', async () => {
            await begin('2026-01-05T09:00:00Z')
            const id = await attempted()
            await flow.sweep()
            at('2026-01-26T09:00:00Z')
            await flow.configure(amsterdam)
            assert.deepEqual(count(await flow.sweep()), [1, 0, 0, 0])
            assert.equal(status(id), 'UNRESPONSIVE')
        })

        for (const [what, type, properties] of [
            ['an e-mail', 'emails', incoming],
            ['a connected call', 'calls', { hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' }],
            ['a held meeting', 'meetings', { hs_meeting_outcome: 'COMPLETED' }],
            ['another e-mail of ours, which starts the clock anew', 'emails', outgoing]
        ] as const) {
            it(`prevented on day 13 by ${what}`, async () => {
                await begin('2026-01-05T09:00:00Z')
                const id = await attempted()
                await flow.sweep()
                at('2026-01-18T09:00:00Z')
                await logAt(flow.crm, id, type, properties)
                at('2026-01-20T09:00:00Z')
                assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
                assert.equal(status(id), 'ATTEMPTED_TO_CONTACT')
                const { notes, tasks } = await entailedOn(flow.crm, id)
                assert.deepEqual([notes, tasks], [[], []])
            })
        }

        for (const [what, type, properties] of [
            [
                'an automatic answer',
                'emails',
                { ...incoming, hs_email_subject: 'Out of office: back in May' }
            ],
            ['an e-mail that is on somebody else', 'emails', null]
        ] as const) {
            it(`not prevented by ${what}, also when the roll-ups say otherwise`, async () => {
                await begin('2026-01-05T09:00:00Z')
                const [id, other] = [await attempted(), contact('CONNECTED')]
                at('2026-01-10T09:00:00Z')
                await logAt(flow.crm, properties ? id : other, type, properties ?? incoming)
                at('2026-01-19T09:00:00Z')
                assert.deepEqual(count(await flow.sweep()), [1, 0, 0, 0])
                assert.equal(status(id), 'UNRESPONSIVE')
            })
        }

        it('not prevented by a meeting nobody came to: its invitation was the outreach', async () => {
            await begin('2026-01-05T09:00:00Z')
            const id = contact('ATTEMPTED_TO_CONTACT')
            const scheduled = { hs_meeting_outcome: 'SCHEDULED' }
            const meeting = await logAt(flow.crm, id, 'meetings', scheduled, '2026-01-10T09:00:00Z')
            at('2026-01-11T09:00:00Z')
            flow.crm.portal.update('meetings', meeting, { hs_meeting_outcome: 'NO_SHOW' })
            at('2026-01-19T09:00:00Z')
            assert.deepEqual(count(await flow.sweep()), [1, 0, 0, 0])
        })

        it('a status set by hand without any outreach counts from then', async () => {
            await begin('2026-01-05T09:00:00Z')
            const id = contact('NEW')
            at('2026-01-08T09:00:00Z')
            flow.crm.portal.update('contacts', id, { hs_lead_status: 'ATTEMPTED_TO_CONTACT' })
            at('2026-01-22T08:59:00Z')
            assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
            at('2026-01-22T09:00:00Z')
            assert.deepEqual(count(await flow.sweep()), [1, 0, 0, 0])
        })

        for (const [when, isMoment] of [
            ['between search and look', (path: string) => /contacts\/search/.test(path)],
            [
                'between the first look and the last',
                (path: string) => /objects\/[^/]*\/notes\/batch\/create/.test(path)
            ],
            ['between the last look and the write', (path: string) => /emails\/batch\/read/.test(path)]
        ] as const) {
            it(`a reply ${when} prevents it, and leaves neither note nor task`, async () => {
                await begin('2026-01-05T09:00:00Z')
                const id = await attempted()
                // A draft that becomes their e-mail at the moment.
                const draft = await logAt(flow.crm, id, 'emails', { ...outgoing, hs_email_status: 'FAILED' })
                at('2026-01-20T09:00:00Z')
                let moments = 0
                const last = when === 'between the last look and the write' ? 2 : 1
                const reply = () =>
                    flow.crm.portal.update('emails', draft, {
                        ...incoming,
                        hs_timestamp: new Date(flow.crm.clock.now() - 1000).toISOString()
                    })
                const stop = beforeCalls(flow.crm, (path) => {
                    if (!isMoment(path) || ++moments !== last) return
                    // After the answer to this call, if it is the one that would have shown the reply.
                    if (last === 2) setImmediate(reply)
                    else reply()
                })
                const swept = await flow.sweep()
                stop()
                assert.ok(moments >= last)
                assert.deepEqual(count(swept), [0, 0, 0, 0])
                assert.equal(status(id), 'ATTEMPTED_TO_CONTACT')
                const { notes, tasks } = await entailedOn(flow.crm, id)
                assert.deepEqual([notes, tasks], [[], []])
                assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
            })
        }

        it('a person who is faster keeps what they set', async () => {
            await begin('2026-01-05T09:00:00Z')
            const id = await attempted()
            at('2026-01-20T09:00:00Z')
            const stop = beforeCalls(flow.crm, (path) => {
                if (/contacts\/batch\/update/.test(path) || /tasks\/batch\/create/.test(path))
                    flow.crm.portal.update('contacts', id, { hs_lead_status: 'UNQUALIFIED' })
            })
            assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
            stop()
            assert.equal(status(id), 'UNQUALIFIED')
        })
    })

    describe('Open for more than a short while (LS-07)', () => {
        it('reminds the owner once, after a business day, and changes nothing', async () => {
            // Thursday before Christmas; Friday is a holiday here, then comes the week-end.
            await begin('2026-12-24T10:00:00Z')
            const id = contact('OPEN')
            at('2026-12-28T09:59:00Z')
            assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
            at('2026-12-28T10:00:00Z')
            const swept = await flow.sweep()
            assert.deepEqual(count(swept), [0, 1, 0, 0])
            assert.deepEqual(
                [swept.due[0]?.handbook.rule, swept.due[0]?.handbook.timer, swept.due[0]?.hubspot.changed],
                ['LS-07', 'openTooLong', {}]
            )
            assert.equal(status(id), 'OPEN')
            for (const again of ['2026-12-28T11:00:00Z', '2027-01-20T10:00:00Z']) {
                at(again)
                assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
            }
            await flow.configure(amsterdam)
            assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
            assert.equal((await entailedOn(flow.crm, id)).tasks.length, 1)
        })

        it('again when it was opened again: another period', async () => {
            await begin('2026-01-05T10:00:00Z')
            const id = contact('OPEN')
            at('2026-01-07T10:00:00Z')
            assert.equal((await flow.sweep()).due.length, 1)
            flow.crm.portal.update('contacts', id, { hs_lead_status: 'NEW' })
            at('2026-01-08T10:00:00Z')
            flow.crm.portal.update('contacts', id, { hs_lead_status: 'OPEN' })
            at('2026-01-09T09:00:00Z')
            assert.equal((await flow.sweep()).due.length, 0)
            at('2026-01-12T10:00:00Z')
            assert.equal((await flow.sweep()).due.length, 1)
            assert.equal((await entailedOn(flow.crm, id)).tasks.length, 2)
        })

        it('only the clocks that are chosen', async () => {
            await begin('2026-01-05T10:00:00Z', { timers: 'openTooLong' })
            const [open, tried] = [contact('OPEN'), await attempted()]
            at('2026-02-05T10:00:00Z')
            assert.deepEqual(count(await flow.sweep()), [0, 1, 0, 0])
            assert.deepEqual([status(open), status(tried)], ['OPEN', 'ATTEMPTED_TO_CONTACT'])
        })
    })

    it('Bad timing: time to come back after three months, one task however the status was set (LS-14)', async () => {
        await begin('2026-01-31T10:00:00Z')
        const [byNode, byHand] = [contact('CONNECTED'), contact('BAD_TIMING')]
        await flow.configure({ mode: 'set', leadStatus: 'badTiming', timeZone: 'Europe/Amsterdam' })
        await flow.send({ payload: byNode })
        await flow.configure(amsterdam)
        at('2026-04-30T08:59:00Z')
        assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
        at('2026-04-30T09:00:00Z')
        const { due } = await flow.sweep()
        assert.deepEqual(new Set(due.map(({ payload }) => payload.id)), new Set([byNode, byHand]))
        assert.ok(due.every(({ handbook }) => handbook.rule === 'LS-14' && handbook.timer === 'comeBack'))
        await flow.configure(amsterdam)
        assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
        for (const id of [byNode, byHand]) {
            const { tasks, notes } = await entailedOn(flow.crm, id)
            assert.deepEqual([tasks.length, notes.length, status(id)], [1, 1, 'BAD_TIMING'])
        }
    })

    it('contacts that are no MQL or SQL any more, or are gone, are left alone (LS-01)', async () => {
        await begin('2026-01-05T09:00:00Z')
        const [gone, customer] = [await attempted(), await attempted()]
        await flow.sweep()
        flow.crm.portal.archive('contacts', gone)
        flow.crm.portal.update('contacts', customer, { lifecyclestage: 'customer' })
        at('2026-02-05T09:00:00Z')
        assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
        assert.equal(status(customer), 'ATTEMPTED_TO_CONTACT')
    })

    it('an activity in the future tells nothing, and a clock that jumps makes nothing due too early', async () => {
        await begin('2026-01-05T09:00:00Z')
        const id = contact('ATTEMPTED_TO_CONTACT')
        await logAt(flow.crm, id, 'calls', { hs_call_disposition: noAnswer })
        await logAt(flow.crm, id, 'emails', incoming, '2027-01-01T00:00:00Z')
        at('2026-01-10T09:00:00Z')
        await flow.sweep()
        at('2026-01-06T09:00:00Z')
        assert.deepEqual(count(await flow.sweep()), [0, 0, 0, 0])
        at('2026-01-20T09:00:00Z')
        assert.deepEqual(count(await flow.sweep()), [1, 0, 0, 0])
        assert.equal(status(id), 'UNRESPONSIVE')
    })

    it('dry run and a read-only account say what is due and write nothing', async () => {
        await begin('2026-01-05T09:00:00Z')
        const ids = [await attempted(), contact('OPEN'), contact('BAD_TIMING')]
        at('2026-06-05T09:00:00Z')
        for (const [settings, account] of [
            [{ dryRun: true }, {}],
            [{}, { readOnly: true }]
        ] as const) {
            await flow.configure({ ...amsterdam, ...settings }, {}, account)
            flow.crm.log.clear()
            for (const _ of [1, 2]) {
                const swept = await flow.sweep()
                assert.deepEqual(count(swept), [1, 2, 0, 0])
                assert.ok([...swept.changed, ...swept.due].every(({ hubspot }) => hubspot.dryRun))
            }
            assert.deepEqual(ids.map(status), ['ATTEMPTED_TO_CONTACT', 'OPEN', 'BAD_TIMING'])
            for (const id of ids) assert.deepEqual(await entailedOn(flow.crm, id), { notes: [], tasks: [] })
        }
    })

    it('what fails for one contact is told, the others go on, and the next sweep does it', async () => {
        await begin('2026-01-05T09:00:00Z')
        const [one, other] = [await attempted(), contact('OPEN')]
        at('2026-01-20T09:00:00Z')
        flow.crm.faults.add({
            match: { path: 'notes/batch/create' },
            kind: { type: 'status', status: 400 },
            times: 3
        })
        const swept = await flow.sweep()
        assert.deepEqual(count(swept), [0, 1, 0, 1])
        assert.equal(swept.caught[0]?.payload, one)
        flow.crm.faults.clear()
        assert.deepEqual(count(await flow.sweep()), [1, 0, 0, 0])
        assert.deepEqual([status(one), status(other)], ['UNRESPONSIVE', 'OPEN'])
        assert.equal((await entailedOn(flow.crm, one)).tasks.length, 1)
    })

    for (const [how, end] of [
        ['a message with reset', async () => flow.nodeRed.node('c10c01').receive({ reset: true })],
        ['a deploy', () => flow.configure({ ...amsterdam, name: 'again' })]
    ] as const) {
        it(`is stopped by ${how}; the next one does the rest`, async () => {
            await begin('2026-01-05T09:00:00Z')
            const ids = await Promise.all(Array.from({ length: 20 }, attempted))
            at('2026-01-20T09:00:00Z')
            const reached = new Promise<void>((resolve) => {
                beforeCalls(flow.crm, (path) => {
                    if (path.includes('emails/batch/read')) resolve()
                })
            })
            // The call that is under way is not answered: what comes behind it is for the next sweep.
            flow.crm.faults.add({
                match: { path: 'emails/batch/read' },
                kind: { type: 'slow', ms: 3_600_000 },
                times: 1000
            })
            flow.beginSweep()
            await reached
            await end()
            flow.crm.faults.clear()
            assert.ok(ids.every((id) => status(id) === 'ATTEMPTED_TO_CONTACT'))
            await flow.configure(amsterdam)
            assert.equal((await flow.sweep()).changed.length, 20)
            assert.ok(ids.every((id) => status(id) === 'UNRESPONSIVE'))
        })
    }

    it('an edition without clocks has nothing to sweep (LS-15); the message tells what the sweep came to', async () => {
        await begin('2026-01-05T09:00:00Z')
        await flow.configure(amsterdam, { edition: '2023-02' })
        flow.crm.log.clear()
        const { done } = await flow.sweep()
        assert.deepEqual(done[0]?.sweep, { whole: true, timed: 0, looked: 0, changed: 0, due: 0, failed: 0 })
        assert.equal(flow.crm.log.count({ kind: 'search' }), 0)
    })
})
