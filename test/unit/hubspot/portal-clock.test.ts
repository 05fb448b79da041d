import assert from 'node:assert/strict'
import { openPortalClock } from '../../../src/hubspot/portalClock'
import { steppingTime } from './clocks'

const date = (at: number) => new Date(at).toUTCString()
const start = Date.parse('2026-11-22T09:00:00.400Z')

describe('hubspot: the portal’s clock', () => {
    it('is this machine’s while nothing was heard, and when both agree but for the fractions of a Date', () => {
        const time = steppingTime(start)
        const clock = openPortalClock(time)
        assert.equal(clock.now(), start)
        for (const heard of [date(start), date(start - 2000), undefined, 'yesterday']) {
            clock.observe(heard)
            assert.equal(clock.now(), start)
        }
    })

    it('is the portal’s when this machine’s is wrong, or jumps', () => {
        const time = steppingTime(start)
        const clock = openPortalClock(time)
        const portal = start + 14 * 86_400_000
        clock.observe(date(portal))
        assert.ok(Math.abs(clock.now() - portal) < 1000 && clock.now() <= portal)
        time.set(start - 7 * 86_400_000)
        clock.observe(date(portal + 60_000))
        assert.ok(Math.abs(clock.now() - portal - 60_000) < 1000)
        clock.observe(date(start))
        assert.ok(Math.abs(clock.now() - start) < 1000)
    })

    it('does not go back by what a Date leaves out', () => {
        const time = steppingTime(start)
        const clock = openPortalClock(time)
        const portal = start + 3_600_000
        let last = 0
        for (let step = 0; step < 30; step += 1) {
            time.set(start + step * 130)
            clock.observe(date(portal + step * 130))
            assert.ok(clock.now() >= last && clock.now() <= portal + step * 130)
            last = clock.now()
        }
    })
})
