import { CrmError } from '../crm/errors'
import type { SandboxLimits } from '../types'

const day = 86_400_000

/** facts 1.1, the limits of a Professional account. */
export const professional: SandboxLimits = {
    burst: 190,
    interval: 10_000,
    daily: 625_000,
    searchPerSecond: 5
}

/** Which lane a call takes: search has its own and tells no rate headers (facts 1.1 and 1.2). */
export type Lane = 'general' | 'search'

/** Counts calls by the sandbox's clock: in a rolling window per token, per day and portal, and search per second. */
export class RateLimits {
    readonly limits: SandboxLimits
    readonly #now: () => number
    readonly #windows = new Map<string, number[]>()
    #searches: number[] = []
    #day = Number.NaN
    #today = 0

    constructor(limits: SandboxLimits, now: () => number) {
        this.limits = limits
        this.#now = now
    }

    /** How many calls were made today, and when the count begins anew (ms). */
    get today(): { used: number; resetsAt: number } {
        this.#turn()
        return { used: this.#today, resetsAt: (this.#day + 1) * day }
    }

    clear(): void {
        this.#windows.clear()
        this.#searches = []
        this.#day = Number.NaN
    }

    /**
     * Lets a call in, or refuses it; a refused call does not count.
     * @param caller what the burst limit is per: the token's name, never the token
     * @throws CrmError 429 in the words of the limit that was met
     */
    enter(caller: string, lane: Lane, tooMany: (policy: Policy) => CrmError): void {
        this.#turn()
        const now = this.#now()
        if (this.#today >= this.limits.daily) throw tooMany('DAILY')
        if (lane === 'search') {
            this.#searches = this.#searches.filter((at) => now - at < 1000 && at <= now)
            if (this.#searches.length >= this.limits.searchPerSecond) throw tooMany('SECONDLY')
            this.#searches.push(now)
        } else {
            const calls = this.#window(caller)
            if (calls.length >= this.limits.burst) throw tooMany('TEN_SECONDLY_ROLLING')
            calls.push(now)
        }
        this.#today += 1
    }

    /** facts 1.2: what an answer tells of the limits. */
    headers(caller: string): Record<string, string> {
        this.#turn()
        const { burst, interval, daily } = this.limits
        const calls = this.#window(caller)
        const now = this.#now()
        // Deprecated and not enforced, but still sent.
        const secondly = Math.ceil((burst * 1000) / interval)
        let lastSecond = 0
        while (lastSecond < calls.length && now - (calls.at(-1 - lastSecond) ?? 0) < 1000) lastSecond++
        return {
            'X-HubSpot-RateLimit-Daily': String(daily),
            'X-HubSpot-RateLimit-Daily-Remaining': String(Math.max(0, daily - this.#today)),
            'X-HubSpot-RateLimit-Interval-Milliseconds': String(interval),
            'X-HubSpot-RateLimit-Max': String(burst),
            'X-HubSpot-RateLimit-Remaining': String(Math.max(0, burst - calls.length)),
            'X-HubSpot-RateLimit-Secondly': String(secondly),
            'X-HubSpot-RateLimit-Secondly-Remaining': String(Math.max(0, secondly - lastSecond))
        }
    }

    /** The calls of the last interval, oldest first. */
    #window(caller: string): number[] {
        const calls = this.#windows.get(caller) ?? []
        const now = this.#now()
        // A clock that was set back leaves calls in the future: the window begins anew.
        if ((calls.at(-1) ?? now) > now) calls.length = 0
        while (calls[0] !== undefined && now - calls[0] >= this.limits.interval) calls.shift()
        this.#windows.set(caller, calls)
        return calls
    }

    #turn(): void {
        const today = Math.floor(this.#now() / day)
        if (today !== this.#day) this.#today = 0
        this.#day = today
    }
}

export type Policy = 'TEN_SECONDLY_ROLLING' | 'DAILY' | 'SECONDLY'

/** facts 1.3: the 429 body of each policy. Of the two recorded for search, the later one. */
export function tooManyRequests(policy: Policy, appId: number, portalId: number): CrmError {
    const message = `You have reached your ${policy.toLowerCase()} limit.`
    return new CrmError(429, {
        message,
        errorType: 'RATE_LIMIT',
        policyName: policy,
        ...(policy === 'TEN_SECONDLY_ROLLING' && {
            groupName: `publicapi:private_app-api-calls-ten-secondly:${appId}:${portalId}`
        })
    })
}
