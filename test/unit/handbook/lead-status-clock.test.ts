import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    type Activity,
    type ClockRequest,
    type ClockVerdict,
    contactsIn,
    decideClocks,
    evidenceIn,
    loadEdition
} from '../../../src/handbook'

const edition = loadEdition('2023-12')
const amsterdam = { timeZone: 'Europe/Amsterdam' }
const day = 86_400_000

function clocks(more: Partial<ClockRequest> & { now: number }): ClockVerdict[] {
    return decideClocks({
        edition,
        stage: 'mql',
        status: 'attempted',
        activities: [],
        calendar: amsterdam,
        ...more
    })
}

/** The only clock of a contact. */
function clock(more: Partial<ClockRequest> & { now: number }): ClockVerdict {
    const [verdict, ...others] = clocks(more)
    assert.ok(verdict)
    assert.equal(others.length, 0)
    assert.ok(Object.hasOwn((more.edition ?? edition).rules, verdict.rule))
    return verdict
}

function email(at: number, direction: 'outgoing' | 'incoming' = 'outgoing', automatic = false): Activity {
    return { type: 'email', at, direction, automatic }
}

describe('handbook: two weeks without reply (LS-13)', () => {
    for (const [what, start, end] of [
        ['in winter', '2023-12-01T09:00:00Z', '2023-12-15T09:00:00Z'],
        ['over the change to summer time', '2023-03-20T09:00:00Z', '2023-04-03T08:00:00Z'],
        ['over the change to winter time', '2023-10-20T08:00:00Z', '2023-11-03T09:00:00Z']
    ] as const) {
        it(`are over on day 14 and not before, ${what}`, () => {
            const activities = [email(Date.parse(start))]
            const before = clock({ activities, now: Date.parse(end) - 1 })
            const after = clock({ activities, now: Date.parse(end) })
            assert.deepEqual([before.verdict, before.path], ['unchanged', []])
            assert.deepEqual([after.verdict, after.rule, after.path], ['due', 'LS-13', ['unresponsive']])
            assert.equal(after.since, new Date(start).toISOString())
            assert.equal(before.dueAt, new Date(end).toISOString())
        })
    }

    const start = Date.UTC(2023, 11, 1, 9)
    const late = start + 20 * day

    it('say why, since when, and what was seen', () => {
        const verdict = clock({ activities: [email(start - day), email(start)], now: late })
        assert.equal(
            verdict.reason,
            'No reply in two weeks: Attempted to contact without a reply since 2023-12-01, due 2023-12-15.'
        )
        assert.deepEqual([verdict.lastOutreach, verdict.lastReply], ['2023-12-01T09:00:00.000Z', null])
        assert.deepEqual(
            [verdict.timer, verdict.action, verdict.from, verdict.to],
            ['unresponsive', 'set', 'attempted', 'unresponsive']
        )
    })

    for (const [what, activity] of [
        ['a reply on day 13', email(start + 13 * day, 'incoming')],
        ['a reply in the moment of our writing', email(start, 'incoming')],
        ['a connected call', { type: 'call', at: start + day, direction: 'outgoing', outcome: 'connected' }],
        ['their call', { type: 'call', at: start + day, direction: 'incoming' }],
        ['a held meeting', { type: 'meeting', at: start + day, arrangedAt: start - 9 * day, outcome: 'held' }]
    ] as [string, Activity][]) {
        it(`do not run after ${what}: the silence is ours`, () => {
            const verdict = clock({ activities: [email(start), activity], now: late })
            assert.deepEqual([verdict.verdict, verdict.since, verdict.dueAt], ['unchanged', null, null])
        })
    }

    it('do not run after a reply that only the roll-up knows (facts 7)', () => {
        assert.equal(
            clock({ activities: [email(start)], lastReplied: String(start + day), now: late }).verdict,
            'unchanged'
        )
        assert.equal(
            clock({ activities: [email(start)], lastReplied: start - day, now: late }).verdict,
            'due'
        )
    })

    for (const [what, activity] of [
        ['an answer of a machine', email(start + day, 'incoming', true)],
        [
            'a call that nobody took',
            { type: 'call', at: start - day, direction: 'outgoing', outcome: 'noAnswer' }
        ],
        ['a marketing e-mail', email(start + 5 * day, 'outgoing', true)],
        [
            'a meeting that was not held',
            { type: 'meeting', at: start + day, arrangedAt: start - day, outcome: 'notHeld' }
        ],
        ['a note and a task', { type: 'note', at: start + day }],
        ['a reply before our last outreach', email(start - day, 'incoming')],
        ['an activity without a time', { type: 'email', at: 'soon', direction: 'incoming' }],
        ['an activity in the future', email(late + day, 'incoming')]
    ] as [string, Activity][]) {
        it(`go on in spite of ${what}`, () => {
            assert.equal(
                clock({ activities: [email(start), activity], now: start + 14 * day }).verdict,
                'due'
            )
            assert.equal(
                clock({ activities: [email(start), activity], now: start + 14 * day - 1 }).verdict,
                'unchanged'
            )
        })
    }

    it('begin anew with each outreach: e-mail, call, invitation', () => {
        for (const again of [
            email(start + 10 * day),
            { type: 'call', at: start + 10 * day, direction: 'outgoing', outcome: 'noAnswer' },
            { type: 'meeting', at: start + 30 * day, arrangedAt: start + 10 * day, outcome: 'scheduled' }
        ] as Activity[]) {
            const verdict = clock({ activities: [email(start), again], now: start + 20 * day })
            assert.deepEqual(
                [verdict.verdict, verdict.dueAt],
                ['unchanged', new Date(start + 24 * day).toISOString()]
            )
        }
    })

    it('are the same after any downtime', () => {
        for (const downtime of [0, 7, 70, 700])
            assert.equal(
                clock({ activities: [email(start)], now: start + (14 + downtime) * day }).since,
                new Date(start).toISOString()
            )
    })

    it('count from the status where no outreach is logged, or only one long before it', () => {
        const statusSince = start
        for (const activities of [
            [],
            [email(start - 200 * day)],
            [email(start - 200 * day), email(start - 190 * day, 'incoming')]
        ])
            assert.equal(
                clock({ activities, statusSince, now: start + 14 * day - 1 }).since,
                new Date(start).toISOString()
            )
        const logged = clock({ activities: [email(start - 2 * day)], statusSince, now: start + 12 * day })
        assert.equal(logged.verdict, 'due')
    })

    it('do not run when nothing tells since when, or in a clock that jumped back', () => {
        assert.equal(clock({ now: late }).verdict, 'unchanged')
        assert.equal(
            clock({ activities: [email(start)], statusSince: start, now: start - day }).verdict,
            'unchanged'
        )
    })

    it('run for Attempted to contact only, and for MQL and SQL only (LS-01)', () => {
        for (const status of [
            'new',
            'connected',
            'inProgress',
            'openDeal',
            'unqualified',
            'unresponsive',
            '',
            'Hot'
        ])
            assert.ok(
                clocks({ status, activities: [email(start)], now: late }).every(
                    ({ verdict }) => verdict !== 'due'
                )
            )
        for (const stage of [null, 'lead', 'pql', 'opportunity', 'customer', 'Student'])
            assert.deepEqual(clocks({ stage, activities: [email(start)], now: late }), [])
        assert.equal(clock({ stage: 'sql', activities: [email(start)], now: late }).verdict, 'due')
    })

    it('run for more statuses where an edition lists them', () => {
        const ours = loadEdition('2023-12', {
            leadStatus: { timers: { unresponsive: { from: ['attempted', 'connected'], after: 'P21D' } } }
        })
        const verdict = clock({
            edition: ours,
            status: 'Connected',
            activities: [email(start)],
            now: start + 21 * day
        })
        assert.equal(verdict.verdict, 'due')
    })

    it('do not run in the older editions, which know no clock (LS-15)', () => {
        for (const id of ['2023-02', '2023-10-marketing'])
            assert.deepEqual(clocks({ edition: loadEdition(id), activities: [email(start)], now: late }), [])
    })
})

describe('handbook: other clocks of the lead status', () => {
    it('Open for more than a business day: a reminder, no status (LS-07)', () => {
        const friday = Date.parse('2023-12-08T15:00:00Z')
        const at = (now: string): ClockVerdict =>
            clock({ status: 'open', statusSince: friday, now: Date.parse(now) })
        assert.equal(at('2023-12-11T14:59:59Z').verdict, 'unchanged')
        const due = at('2023-12-11T15:00:00Z')
        assert.deepEqual([due.verdict, due.rule, due.action, due.path], ['due', 'LS-07', 'remind', []])
        assert.equal(at('2024-12-11T15:00:00Z').verdict, 'due')
    })

    it('Bad timing: a task to come back after three months (LS-14)', () => {
        const verdict = clock({
            status: 'Bad timing',
            statusSince: '2023-11-30T12:00:00Z',
            now: Date.parse('2024-02-29T12:00:00Z')
        })
        assert.deepEqual(
            [verdict.verdict, verdict.rule, verdict.action, verdict.to],
            ['due', 'LS-14', 'task', 'badTiming']
        )
    })

    it('2026-08 keeps two clocks for In Progress (LS-13, X-03)', () => {
        const monday = Date.parse('2026-09-07T09:00:00Z')
        const at = (now: number): string[] =>
            clocks({
                edition: loadEdition('2026-08'),
                status: 'inProgress',
                activities: [email(monday)],
                now
            })
                .filter(({ verdict }) => verdict === 'due')
                .map(({ rule }) => rule)
        assert.deepEqual(
            [at(monday), at(monday + day), at(monday + 14 * day)],
            [[], ['X-03'], ['LS-13', 'X-03']]
        )
    })

    it('agrees with a plain count of days, whatever happened', () => {
        const start = Date.UTC(2024, 0, 1)
        const activity = fc.record({
            at: fc.integer({ min: 0, max: 60 }).map((days) => start + days * day),
            direction: fc.constantFrom('outgoing' as const, 'incoming' as const),
            automatic: fc.boolean()
        })
        fc.assert(
            fc.property(
                fc.array(activity, { maxLength: 8 }),
                fc.integer({ min: 0, max: 90 }),
                (events, days) => {
                    const now = start + days * day
                    const activities = events.map((event): Activity => ({ type: 'email', ...event }))
                    const seen = events.filter(({ at, automatic }) => at <= now && !automatic)
                    const lastOf = (direction: string): number =>
                        Math.max(
                            -1,
                            ...seen
                                .filter((event) => event.direction === direction)
                                .map(({ at }) => (at - start) / day)
                        )
                    const [out, back] = [lastOf('outgoing'), lastOf('incoming')]
                    const expected = out >= 0 && back < out && days >= out + 14
                    assert.equal(clock({ activities, now, calendar: {} }).verdict === 'due', expected)
                }
            ),
            { numRuns: 500 }
        )
    })
})

describe('handbook: what activities tell (LC-12, LS-05)', () => {
    const now = Date.UTC(2023, 11, 20)
    for (const [what, activity, discussion] of [
        ['a connected call', { type: 'call', at: now - day, outcome: 'connected' }, true],
        ['a call that was just logged', { type: 'call', at: now - day }, true],
        ['a call that nobody took', { type: 'call', at: now - day, outcome: 'noAnswer' }, false],
        ['a held meeting', { type: 'meeting', at: now - day, outcome: 'held' }, true],
        ['a logged meeting', { type: 'meeting', at: now - day }, true],
        ['a meeting to come', { type: 'meeting', at: now + day, outcome: 'scheduled' }, false],
        ['a meeting that was not held', { type: 'meeting', at: now - day, outcome: 'notHeld' }, false],
        ['an e-mail', { type: 'email', at: now - day, direction: 'incoming' }, false],
        ['a note', { type: 'note', at: now - day }, false]
    ] as [string, Activity, boolean][]) {
        it(`${what} is ${discussion ? 'a' : 'no'} discussion`, () => {
            assert.deepEqual(evidenceIn([activity], now), discussion ? ['discussion'] : [])
        })
    }

    it('finds the last of each', () => {
        const seen = contactsIn(
            [email(now - 3 * day), email(now - 2 * day), email(now - day, 'incoming')],
            now
        )
        assert.deepEqual(seen, {
            lastOutreach: now - 2 * day,
            lastReply: now - day,
            lastDiscussion: undefined
        })
    })
})
