import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    decideClocks,
    decideLeadStatus,
    factsInDoubt,
    loadEdition,
    nextLook,
    planSweep,
    type LeadStatusRequest
} from '../../../src/handbook'

const edition = loadEdition('2023-12')
const calendar = { timeZone: 'Europe/Amsterdam' }
const plan = planSweep(edition)
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())

describe('handbook: what a sweep asks for', () => {
    it('statuses and stages in which a clock runs (LS-01, LS-07, LS-13, LS-14)', () => {
        assert.deepEqual(plan, {
            timers: ['unresponsive', 'openTooLong', 'comeBack'],
            statuses: ['open', 'attempted', 'badTiming'],
            stages: ['mql', 'sql']
        })
        assert.deepEqual(planSweep(edition, ['comeBack', 'nonsense']).statuses, ['badTiming'])
    })

    it('nothing in an edition without clocks (LS-15), every stage where any contact has a status (LS-02)', () => {
        assert.deepEqual(planSweep(loadEdition('2023-02')), { timers: [], statuses: [], stages: null })
    })
})

describe('handbook: when a contact is to be looked at', () => {
    const created = '2023-10-20T08:00:00Z'
    for (const [what, glimpse, at, byRollUp] of [
        [
            'two weeks after the last contact',
            { status: 'attempted', lastContacted: '2023-10-25T08:00:00Z' },
            '2023-11-08T09:00:00.000Z',
            true
        ],
        [
            'two weeks after it was created, when nobody was in contact',
            { status: 'attempted' },
            '2023-11-03T09:00:00.000Z',
            false
        ],
        ['one business day after it was created', { status: 'open' }, '2023-10-23T08:00:00.000Z', false],
        ['three months after it was created', { status: 'badTiming' }, '2024-01-20T09:00:00.000Z', false]
    ] as const) {
        it(`${glimpse.status}: ${what}`, () => {
            const look = nextLook(edition, plan, { stage: 'mql', created, ...glimpse }, calendar)
            assert.deepEqual([iso(look?.at), look?.byRollUp], [at, byRollUp])
            assert.equal(look?.needsActivities, glimpse.status === 'attempted')
        })
    }

    for (const [stage, status] of [
        ['mql', 'connected'],
        ['opportunity', 'attempted'],
        ['mql', 'WORKING'],
        [null, 'attempted'],
        ['mql', null]
    ] as const) {
        it(`${String(status)} on ${String(stage)}: never`, () => {
            assert.equal(nextLook(edition, plan, { stage, status, created }), null)
        })
    }

    it('never later than a clock runs out, whatever happened, unless only the roll-up speaks', () => {
        const time = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2023, 11, 31) })
        const activity = fc.record({
            type: fc.constant('email' as const),
            at: time,
            direction: fc.constantFrom('outgoing' as const, 'incoming' as const)
        })
        fc.assert(
            fc.property(
                time,
                fc.nat(40),
                fc.array(activity, { maxLength: 5 }),
                fc.constantFrom('open', 'attempted', 'badTiming'),
                (from, days, activities, status) => {
                    const statusSince = from + days * 86_400_000
                    const now = Date.UTC(2025, 0, 1)
                    const times = activities.map(({ at }) => at)
                    const lastContacted = times.length > 0 ? Math.max(...times) : null
                    const look = nextLook(
                        edition,
                        plan,
                        { stage: 'sql', status, created: from, lastContacted },
                        calendar
                    )
                    const clocks = decideClocks({
                        edition,
                        stage: 'sql',
                        status,
                        statusSince,
                        activities,
                        now,
                        calendar
                    })
                    assert.ok(look)
                    for (const { dueAt } of clocks)
                        if (dueAt !== null && !look.byRollUp) assert.ok(Date.parse(dueAt) >= look.at)
                }
            ),
            { numRuns: 300 }
        )
    })
})

describe('handbook: which facts a lead status still depends on', () => {
    const inDoubt = (request: Omit<LeadStatusRequest, 'edition'>) => {
        const whole = { edition, ...request }
        return factsInDoubt(whole, decideLeadStatus(whole))
    }
    for (const [what, request, facts] of [
        [
            'In Progress needs contact (LS-10)',
            { stage: 'sql', from: 'connected', to: 'inProgress' },
            ['reply']
        ],
        ['the same by an event', { stage: 'sql', from: 'connected', event: 'nurturing' }, ['reply']],
        ['an open deal (LS-11)', { stage: 'sql', from: 'connected', to: 'openDeal' }, ['openDeal']],
        ['which the event itself brings', { stage: 'sql', from: 'connected', event: 'dealOpened' }, []],
        ['New: marketing contact only (LS-05)', { stage: 'mql', from: 'open', to: 'new' }, ['marketingOnly']],
        ['known facts', { stage: 'sql', from: 'open', to: 'inProgress', facts: { reply: false } }, []],
        ['a stage without a lead status (LS-01)', { stage: 'lead', from: null, to: 'inProgress' }, []],
        ['a status that is there already', { stage: 'sql', from: 'inProgress', to: 'inProgress' }, []],
        ['a status that is none (LS-04)', { stage: 'sql', from: 'open', to: 'Working' }, []],
        ['an outreach', { stage: 'sql', from: 'open', event: 'outreach' }, []]
    ] as const) {
        it(`${what}: ${facts.join(', ') || 'none'}`, () => assert.deepEqual(inDoubt(request), facts))
    }
})
