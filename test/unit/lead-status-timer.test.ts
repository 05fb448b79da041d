import assert from 'node:assert/strict'
import { queryOf } from '../../nodes/lead-status-timer/query'
import { nextRun } from '../../nodes/lead-status-timer/schedule'
import { WatchList } from '../../nodes/lead-status-timer/watch'

const at = (iso: string) => Date.parse(iso)
const hour = 3_600_000
const day = 24 * hour

describe('lead-status-timer: when a sweep runs by itself', () => {
    const run = (
        plan: Partial<Parameters<typeof nextRun>[0]>,
        last: string,
        zone = 'Europe/Amsterdam',
        now = last
    ) => {
        const next = nextRun({ schedule: 'daily', every: '1', at: '06:00', ...plan }, at(last), at(now), zone)
        return next === null ? null : new Date(next).toISOString()
    }

    for (const [what, plan, last, expected] of [
        [
            'every 15 minutes',
            { schedule: 'minutes', every: '15' },
            '2026-01-01T00:00:00Z',
            '2026-01-01T00:15:00.000Z'
        ],
        [
            'every 3 hours',
            { schedule: 'hours', every: '3' },
            '2026-01-01T00:00:00Z',
            '2026-01-01T03:00:00.000Z'
        ],
        ['daily, later today', {}, '2026-01-01T03:00:00Z', '2026-01-01T05:00:00.000Z'],
        ['daily, tomorrow', {}, '2026-01-01T05:00:00Z', '2026-01-02T05:00:00.000Z'],
        ['daily over the change to summer time', {}, '2026-03-28T12:00:00Z', '2026-03-29T04:00:00.000Z'],
        ['daily over the change to winter time', {}, '2026-10-24T12:00:00Z', '2026-10-25T05:00:00.000Z'],
        [
            'daily at a time that the clocks leave out',
            { at: '02:30' },
            '2026-03-28T12:00:00Z',
            '2026-03-29T01:30:00.000Z'
        ],
        ['never: off', { schedule: 'off' }, '2026-01-01T00:00:00Z', null],
        ['never: no number', { schedule: 'hours', every: 'x' }, '2026-01-01T00:00:00Z', null],
        ['never: less than a minute', { schedule: 'minutes', every: '0' }, '2026-01-01T00:00:00Z', null],
        ['never: no time of day', { at: '25:00' }, '2026-01-01T00:00:00Z', null]
    ] as const) {
        it(`${what}: ${String(expected)}`, () => assert.equal(run(plan, last), expected))
    }

    it('a clock that was put back by a year does not stop it for a year', () => {
        const plan = { schedule: 'hours', every: '1' } as const
        assert.equal(
            run(plan, '2027-01-01T00:00:00Z', 'UTC', '2026-01-01T00:00:00Z'),
            '2026-01-01T01:00:00.000Z'
        )
    })
})

describe('lead-status-timer: what a sweep searches for (facts/hubspot.md 3)', () => {
    const statuses = ['OPEN', 'ATTEMPTED_TO_CONTACT', 'BAD_TIMING']
    const stages = ['marketingqualifiedlead', 'salesqualifiedlead']

    it('everything in one group; what changed in one per property that may move, with room to page', () => {
        const all = queryOf('hs_lead_status', statuses, stages, null)
        assert.equal(all?.filterGroups?.length, 1)
        assert.deepEqual(all?.filterGroups?.[0]?.filters[0]?.values, statuses)
        const changed = queryOf('hs_lead_status', statuses, stages, 0)
        const filters = changed?.filterGroups?.map((group) => group.filters.length) ?? []
        assert.deepEqual(filters, [3, 3, 3, 3])
        assert.ok(filters.reduce((sum, count) => sum + count + 1, 0) <= 18)
    })

    it('nothing where the portal has none of the statuses or stages; any stage where the edition says so', () => {
        assert.equal(queryOf('hs_lead_status', [], stages, null), null)
        assert.equal(queryOf('hs_lead_status', statuses, [], null), null)
        assert.equal(queryOf('hs_lead_status', statuses, null, null)?.filterGroups?.[0]?.filters.length, 1)
    })
})

describe('lead-status-timer: what is remembered between sweeps', () => {
    const exact = { isRough: false, needsActivities: true }
    const rough = { at: 10 * day, isRough: true, needsActivities: true }
    const many = (list: WatchList, count: number, from = 0) => {
        for (let index = from; index < from + count; index += 1) list.set(String(index), rough)
    }

    it('everything is searched for at first, each day, and when the clock went back; else what changed, with an overlap', () => {
        const list = new WatchList()
        assert.equal(list.since(day), null)
        list.searched(day, true)
        assert.equal(list.since(day + hour), day - 600_000)
        list.searched(day + hour, false)
        assert.equal(list.since(day + 2 * hour), day + hour - 600_000)
        assert.equal(list.since(2 * day), null)
        assert.equal(list.since(day), null)
    })

    it('looks at those whose time has come, and fills the hundred with rough ones', () => {
        const list = new WatchList()
        many(list, 1000)
        for (let index = 0; index < 30; index += 1) list.set(`due ${index}`, { ...exact, at: 5 })
        list.set('open', { at: 5, isRough: false, needsActivities: false })
        assert.equal(list.due(6, false).length, 101)
        assert.ok(
            list
                .due(6, false)
                .slice(0, 30)
                .every((id) => id.startsWith('due'))
        )
        assert.equal(list.due(6, true).length, 601)
        list.set('due 0', null)
        assert.equal(list.due(6, false).filter((id) => id.startsWith('due')).length, 29)
    })

    it('knows what it settled until the contact has no clock any more', () => {
        const list = new WatchList()
        list.set('1', rough)
        list.settle('1', 'a')
        assert.deepEqual([list.isSettled('1', 'a'), list.isSettled('1', 'b')], [true, false])
        list.restart()
        list.set('1', rough)
        list.searched(0, true)
        assert.ok(list.isSettled('1', 'a'))
        list.restart()
        list.searched(0, true)
        assert.ok(!list.isSettled('1', 'a'))
    })
})
