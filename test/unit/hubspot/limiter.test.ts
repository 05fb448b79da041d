import assert from 'node:assert/strict'
import { Limiter, shareLimiter, type Lane, type LimitNews } from '../../../src/hubspot/limiter'
import { steppingTime } from './clocks'

const start = Date.parse('2026-11-22T09:00:00Z')

function quota(max: number, remaining: number): Record<string, string> {
    return {
        'x-hubspot-ratelimit-max': String(max),
        'x-hubspot-ratelimit-remaining': String(remaining),
        'x-hubspot-ratelimit-interval-milliseconds': '10000'
    }
}

function setUp() {
    const time = steppingTime(start)
    const limiter = new Limiter(time)
    /** When each of so many calls leaves, in ms from the start. */
    const leave = async (count: number, lane: Lane = 'read') => {
        const departures: number[] = []
        for (let call = 0; call < count; call += 1) departures.push((await limiter.take(lane)) - start)
        return departures
    }
    const hear = (news: Partial<LimitNews>) =>
        limiter.observe({ lane: 'read', departed: time.now(), headers: {}, ...news })
    return { time, limiter, leave, hear }
}

describe('hubspot limiter', () => {
    it('sends 100 calls in ten seconds until it knows better (facts 1.1: Free and Starter)', async () => {
        const { leave } = setUp()
        const departures = await leave(201)
        assert.deepEqual(
            [departures[99], departures[100], departures[199], departures[200]],
            [0, 10_000, 10_000, 20_000]
        )
    })

    it('learns the quota from the headers (facts 1.2)', async () => {
        const { leave, hear } = setUp()
        await leave(1)
        hear({ headers: quota(190, 189) })
        const departures = await leave(190)
        assert.deepEqual([departures[188], departures[189]], [0, 10_000])
    })

    it('leaves room for what other processes on the same token have used (facts 1.2, Remaining)', async () => {
        const { leave, hear } = setUp()
        await leave(1)
        hear({ headers: quota(190, 9) })
        const departures = await leave(10)
        assert.deepEqual([departures[8], departures[9]], [0, 10_000])
    })

    it('forgets what others used when its interval is over', async () => {
        const { time, leave, hear } = setUp()
        await leave(1)
        hear({ headers: quota(190, 0) })
        time.set(start + 10_001)
        assert.equal(new Set(await leave(190)).size, 1)
    })

    it('keeps search to five a second, and other calls apart from it (facts 1.1)', async () => {
        const { time, leave } = setUp()
        const searches = await leave(11, 'search')
        assert.deepEqual([searches[4], searches[5], searches[9], searches[10]], [0, 1000, 1000, 2000])
        time.set(start + 2000)
        assert.deepEqual(await leave(1), [2000])
    })

    for (const [name, lane, limited, wait] of [
        [
            'waits the interval without Retry-After (facts 1.2)',
            'read',
            { policy: 'TEN_SECONDLY_ROLLING', retryAfter: null },
            10_000
        ],
        ['honours Retry-After', 'write', { policy: 'TEN_SECONDLY_ROLLING', retryAfter: 3000 }, 3000],
        [
            'waits a second for search (facts 1.3 SECONDLY)',
            'search',
            { policy: 'SECONDLY', retryAfter: null },
            1000
        ],
        [
            'takes a 429 without a policy on a search as the search limit (facts 1.3, 2022 body)',
            'search',
            { policy: undefined, retryAfter: null },
            1000
        ]
    ] as const) {
        it(`after a 429 ${name}`, async () => {
            const { leave, hear } = setUp()
            await leave(1, lane)
            hear({ lane, limited })
            assert.deepEqual(await leave(1, lane), [wait])
        })
    }

    it('a search limit does not hold other calls back', async () => {
        const { leave, hear } = setUp()
        hear({ lane: 'search', limited: { policy: 'SECONDLY', retryAfter: null } })
        assert.deepEqual(await leave(1, 'write'), [0])
    })

    it('on the daily limit fails at once for a minute, then asks again once', async () => {
        const { time, limiter, leave, hear } = setUp()
        hear({ limited: { policy: 'DAILY', retryAfter: null } })
        await assert.rejects(limiter.take('read'), { code: 'HUBSPOT_DAILY_LIMIT' })
        assert.deepEqual(time.sleeps, [])
        time.set(start + 60_000)
        assert.deepEqual(await leave(1), [60_000])
    })

    it('does not make anyone wait for an hour without saying so', async () => {
        const { limiter, hear } = setUp()
        hear({ limited: { policy: 'TEN_SECONDLY_ROLLING', retryAfter: 3_600_000 } })
        await assert.rejects(limiter.take('read'), { code: 'HUBSPOT_RATE_LIMIT' })
    })

    it('remembers how much of the day is left', () => {
        const { limiter, hear } = setUp()
        hear({
            headers: {
                'x-hubspot-ratelimit-daily': '250000',
                'x-hubspot-ratelimit-daily-remaining': '249998'
            }
        })
        assert.deepEqual(limiter.daily, { limit: 250_000, remaining: 249_998 })
    })

    it('is not led astray by headers that make no sense', async () => {
        const { leave, hear } = setUp()
        hear({
            headers: {
                'x-hubspot-ratelimit-max': '0',
                'x-hubspot-ratelimit-remaining': 'many',
                'x-hubspot-ratelimit-interval-milliseconds': '1e15'
            }
        })
        const departures = await leave(101)
        assert.deepEqual([departures[99], departures[100]], [0, 10_000])
    })

    it('goes on when the clock is set back', async () => {
        const { time, leave } = setUp()
        await leave(100)
        time.set(start - 3_600_000)
        assert.deepEqual(await leave(1), [-3_600_000])
    })

    it('stops waiting when the call is aborted', async () => {
        const { limiter, leave } = setUp()
        await leave(100)
        const abort = new AbortController()
        const waiting = limiter.take('read', abort.signal)
        abort.abort(new Error('enough'))
        await assert.rejects(waiting, { message: 'enough' })
    })

    it('tells until when a call has to wait', async () => {
        const { limiter, leave } = setUp()
        await leave(100)
        const told: number[] = []
        await limiter.take('read', undefined, (until) => told.push(until - start))
        assert.deepEqual(told, [10_000])
    })
})

describe('hubspot limiter, shared', () => {
    it('is one per token and address', () => {
        const time = steppingTime()
        const a = shareLimiter(time, 'https://api.hubapi.com', 'pat-1')
        assert.equal(shareLimiter(time, 'https://api.hubapi.com', 'pat-1').limiter, a.limiter)
        assert.notEqual(shareLimiter(time, 'https://api.hubapi.com', 'pat-2').limiter, a.limiter)
        assert.notEqual(shareLimiter(time, 'http://127.0.0.1:4010', 'pat-1').limiter, a.limiter)
    })

    it('outlives a deploy, so that opening again gives no fresh quota, but not for ever', () => {
        const time = steppingTime()
        const first = shareLimiter(time, 'https://api.hubapi.com', 'pat-1')
        first.release()
        const second = shareLimiter(time, 'https://api.hubapi.com', 'pat-1')
        assert.equal(second.limiter, first.limiter)
        second.release()
        time.set(time.now() + 10_001)
        assert.notEqual(shareLimiter(time, 'https://api.hubapi.com', 'pat-1').limiter, first.limiter)
    })
})
