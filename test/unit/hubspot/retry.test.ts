import assert from 'node:assert/strict'
import type { Failure } from '../../../src/hubspot/errorsFromResponse'
import { backoff, pauseBeforeRetry } from '../../../src/hubspot/retry'

const first = { retryAfter: null, attempt: 1, idempotent: true, random: 0 }

describe('hubspot retry', () => {
    for (const [name, attempt, pause] of [
        ['a refusal is final (facts 1.4, 400)', { failure: 'refused' }, null],
        ['a lock is waited for, two seconds at least (facts 1.4, 423)', { failure: 'locked' }, 2000],
        ['a lock with Retry-After', { failure: 'locked', retryAfter: 7000 }, 7000],
        ['a lock stops a create no more than an update', { failure: 'locked', idempotent: false }, 2000],
        ['a limit waits in the limiter, not here', { failure: 'limited' }, 0],
        ['a limit is met with patience', { failure: 'limited', attempt: 7 }, 0],
        ['a limit does not loop for ever', { failure: 'limited', attempt: 8 }, null],
        [
            'a migration takes what it says (facts 1.4, 477: seconds)',
            { failure: 'moving', retryAfter: 60_000 },
            60_000
        ],
        [
            'a migration of a day is the caller’s business (facts 1.4, 477)',
            { failure: 'moving', retryAfter: 86_400_000 },
            null
        ],
        ['trouble is met after a second', { failure: 'unavailable' }, 1000],
        ['trouble that stays, after two', { failure: 'unavailable', attempt: 2 }, 2000],
        ['trouble that stays, after four', { failure: 'unavailable', attempt: 3 }, 4000],
        ['trouble that does not end is told', { failure: 'unavailable', attempt: 5 }, null],
        ['trouble with Retry-After', { failure: 'unavailable', retryAfter: 9000 }, 9000],
        ['a create in trouble is not repeated', { failure: 'unavailable', idempotent: false }, null],
        ['a create that never left is', { failure: 'unsent', idempotent: false }, 1000],
        ['a caller’s own ceiling', { failure: 'unavailable', attempt: 2, maxAttempts: 2 }, null]
    ] as [string, { failure: Failure }, number | null][])
        it(name, () => assert.equal(pauseBeforeRetry({ ...first, ...attempt }), pause))

    it('spreads clients out', () => {
        assert.deepEqual([backoff(1, 0), backoff(1, 1), backoff(3, 0.5)], [1000, 1500, 5000])
    })
})
