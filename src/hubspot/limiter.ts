/** When the next call may leave: one limiter per token and process (facts/hubspot.md 1.1-1.3). */
import { createHash } from 'node:crypto'
import { HubSpotError } from './errors'
import { asNumber } from './json'
import { longestWait } from './retry'
import type { TimeSource } from './types'

/** Search has its own limit besides the general one (facts 1.1). */
export type Lane = 'read' | 'write' | 'search'

/** The smallest quota HubSpot gives (Free and Starter), until its first answer tells the real one. */
const unknownQuota = 100
const usualInterval = 10_000
const searchQuota = 5
const searchInterval = 1000

/** After a daily 429, calls fail at once for so long; then one may ask again. Midnight is the portal's, not ours. */
const dailyPause = 60_000

/** What an answer says of the limits. */
export interface LimitNews {
    lane: Lane
    /** When its call left, as `take` returned it. */
    departed: number
    headers: Record<string, string>
    /** For a 429. */
    limited?: { policy: string | undefined; retryAfter: number | null }
}

export interface Daily {
    limit: number
    remaining: number
}

/**
 * Keeps our own calls in a rolling window below the quota, less what other processes on the same token use: the
 * difference between what HubSpot has counted and what we have sent.
 */
export class Limiter {
    /** The day's quota, as of the last answer that named it. */
    daily: Daily | null = null
    readonly #time: TimeSource
    #quota = unknownQuota
    #interval = usualInterval
    #departures: number[] = []
    #searches: number[] = []
    #foreign = { count: 0, until: 0 }
    #blockedUntil = 0
    #searchBlockedUntil = 0
    #dailyUntil = 0

    constructor(time: TimeSource) {
        this.#time = time
    }

    /**
     * Resolves with the time when the call may leave, which it then must.
     * @param onWait told until when (ms since the epoch) it has to wait, possibly several times
     * @throws HubSpotError `HUBSPOT_DAILY_LIMIT`, or `HUBSPOT_RATE_LIMIT` when the wait is longer than anyone's patience
     */
    async take(lane: Lane, signal?: AbortSignal, onWait?: (until: number) => void): Promise<number> {
        for (;;) {
            const now = this.#time.now()
            if (now < this.#dailyUntil)
                throw new HubSpotError('HUBSPOT_DAILY_LIMIT', 'HubSpot allows no more calls today', {
                    status: 429
                })
            const at = this.#nextDeparture(lane, now)
            if (at <= now) {
                this.#departures.push(now)
                if (lane === 'search') this.#searches.push(now)
                return now
            }
            if (at - now > longestWait)
                throw new HubSpotError('HUBSPOT_RATE_LIMIT', 'HubSpot asks for no calls for a long time', {
                    status: 429
                })
            onWait?.(at)
            await this.#time.sleep(at - now, signal)
        }
    }

    /** Learns from an answer's headers and status. */
    observe({ lane, departed, headers, limited }: LimitNews): void {
        const now = this.#time.now()
        const quota = positive(headers['x-hubspot-ratelimit-max'])
        const remaining = count(headers['x-hubspot-ratelimit-remaining'])
        const interval = positive(headers['x-hubspot-ratelimit-interval-milliseconds'])
        if (interval !== null && interval <= longestWait) this.#interval = interval
        if (quota !== null) this.#quota = quota
        if (quota !== null && remaining !== null) {
            const ours = this.#departures.filter(
                (at) => at <= departed && at > departed - this.#interval
            ).length
            this.#foreign = { count: Math.max(0, quota - remaining - ours), until: now + this.#interval }
        }
        const limit = positive(headers['x-hubspot-ratelimit-daily'])
        const left = count(headers['x-hubspot-ratelimit-daily-remaining'])
        if (limit !== null && left !== null) this.daily = { limit, remaining: left }
        if (limited) this.#hold(lane, now, limited)
    }

    #hold(lane: Lane, now: number, { policy, retryAfter }: NonNullable<LimitNews['limited']>): void {
        if (policy === 'DAILY') this.#dailyUntil = now + dailyPause
        else if (lane === 'search' && policy !== 'TEN_SECONDLY_ROLLING')
            this.#searchBlockedUntil = now + (retryAfter ?? searchInterval)
        else this.#blockedUntil = now + (retryAfter ?? this.#interval)
    }

    #nextDeparture(lane: Lane, now: number): number {
        const general = this.#nextGeneral(now)
        return lane === 'search' ? Math.max(general, this.#nextSearch(now)) : general
    }

    #nextGeneral(now: number): number {
        this.#departures = within(this.#departures, now, this.#interval)
        if (this.#blockedUntil > now) return this.#blockedUntil
        const foreign = this.#foreign.until > now ? this.#foreign.count : 0
        if (this.#departures.length + foreign < this.#quota) return now
        const ends = [(this.#departures[0] ?? Number.POSITIVE_INFINITY) + this.#interval]
        if (foreign > 0) ends.push(this.#foreign.until)
        return Math.min(...ends)
    }

    #nextSearch(now: number): number {
        this.#searches = within(this.#searches, now, searchInterval)
        if (this.#searchBlockedUntil > now) return this.#searchBlockedUntil
        const first = this.#searches[0]
        return first === undefined || this.#searches.length < searchQuota ? now : first + searchInterval
    }
}

/** Departures of the last interval. A clock that was set back leaves none in the future. */
function within(departures: number[], now: number, interval: number): number[] {
    return departures.filter((at) => at > now - interval && at <= now)
}

function positive(header: string | undefined): number | null {
    const value = count(header)
    return value === 0 ? null : value
}

function count(header: string | undefined): number | null {
    const value = asNumber(header === undefined || header.trim() === '' ? Number.NaN : Number(header))
    return value !== undefined && value >= 0 ? value : null
}

interface Shared {
    limiter: Limiter
    users: number
    /** When the last user left, ms. */
    left: number
}

/** By clock, so that a test's clock never meets the machine's; then by a hash, so that no token lies about. */
const shared = new WeakMap<TimeSource, Map<string, Shared>>()

/**
 * The limiter of a token, shared by all accounts of this process that use it. It outlives its last user by one
 * interval: an account that is closed and opened again, as a deploy does, must not get a fresh quota.
 */
export function shareLimiter(
    time: TimeSource,
    baseUrl: string,
    token: string
): { limiter: Limiter; release: () => void } {
    const limiters = shared.get(time) ?? new Map<string, Shared>()
    shared.set(time, limiters)
    for (const [key, { users, left }] of limiters)
        if (users === 0 && Math.abs(time.now() - left) > usualInterval) limiters.delete(key)
    const key = createHash('sha256').update(`${baseUrl}\n${token}`).digest('hex')
    const entry = limiters.get(key) ?? { limiter: new Limiter(time), users: 0, left: 0 }
    limiters.set(key, entry)
    entry.users += 1
    let released = false
    return {
        limiter: entry.limiter,
        release() {
            if (released) return
            released = true
            entry.users -= 1
            entry.left = time.now()
        }
    }
}
