/** Whether and when a failed call goes out again. Pure: no clock, no network. */
import type { Failure } from './errorsFromResponse'

/** A call is sent at most so often; a limit is nobody's fault, so it gets more patience than a failure. */
const mostAttempts: Record<Failure, number> = {
    refused: 1,
    limited: 8,
    locked: 5,
    moving: 5,
    unsent: 5,
    unavailable: 5
}

/** Waits longer than this are the caller's to decide: 477 may ask for a day (facts 1.4). */
export const longestWait = 5 * 60_000

/** A lock lasts two seconds (facts 1.4, 423). */
const lockedFor = 2000

const movingFor = 10_000
const firstPause = 1000

export interface FailedAttempt {
    failure: Failure
    /** ms, when HubSpot said so. */
    retryAfter: number | null
    /** Calls sent so far, this one included. */
    attempt: number
    /** Whether sending it twice has the effect of sending it once. A create is not idempotent. */
    idempotent: boolean
    /** The caller's own ceiling of attempts. */
    maxAttempts?: number
    /** 0 to 1. */
    random: number
}

/**
 * @returns ms to wait before the next attempt, or null when the call has failed for good. A rate limit gives 0:
 * the limiter does that waiting, for all calls at once.
 */
export function pauseBeforeRetry(attempt: FailedAttempt): number | null {
    const { failure, retryAfter } = attempt
    const most = Math.min(mostAttempts[failure], attempt.maxAttempts ?? Number.POSITIVE_INFINITY)
    if (attempt.attempt >= most) return null
    if (retryAfter !== null && retryAfter > longestWait) return null
    if (failure === 'unavailable' && !attempt.idempotent) return null
    if (failure === 'limited') return 0
    if (failure === 'locked') return Math.max(lockedFor, retryAfter ?? 0) + jitter(1000, attempt.random)
    if (failure === 'moving') return (retryAfter ?? movingFor) + jitter(1000, attempt.random)
    return Math.max(backoff(attempt.attempt, attempt.random), retryAfter ?? 0)
}

/** 1, 2, 4, 8 … seconds, each up to a half longer, so that many clients do not come back in step. */
export function backoff(attempt: number, random: number): number {
    const pause = firstPause * 2 ** (attempt - 1)
    return pause + jitter(pause / 2, random)
}

function jitter(most: number, random: number): number {
    return Math.round(most * random)
}
