import type { SandboxClock } from './types'

const unitMs: Record<string, number> = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 }
/** The last instant a JavaScript date can hold. */
const endOfTime = 8.64e15

/** The sandbox's clock, with what only the sandbox itself needs. */
export interface PortalClock extends SandboxClock {
    /** The present as ISO 8601; the same string object within one millisecond, which keeps history compact. */
    iso(): string
    /** Back to where it started. */
    restart(): void
}

/**
 * A clock that runs on from `start` with the machine's own, or stands still when `frozen`.
 * @param start ISO 8601 or ms since the epoch; the present when left out
 * @throws RangeError when a time or duration cannot be read
 */
export function createClock(start: string | number | undefined, frozen: boolean): PortalClock {
    const beginning = start === undefined ? Date.now() : instant(start)
    let base = beginning
    let since = Date.now()
    let last = { ms: Number.NaN, iso: '' }
    const now = () => (frozen ? base : Math.min(endOfTime, base + Date.now() - since))
    const set = (time: number) => {
        base = time
        since = Date.now()
    }
    return {
        now,
        iso() {
            const ms = now()
            if (ms !== last.ms) last = { ms, iso: new Date(ms).toISOString() }
            return last.iso
        },
        set: (time) => set(instant(time)),
        advance: (by) => set(instant(now() + (typeof by === 'number' ? by : duration(by)))),
        restart: () => set(beginning)
    }
}

function instant(time: string | number): number {
    const ms = Math.trunc(typeof time === 'number' ? time : Date.parse(time))
    if (!(Math.abs(ms) <= endOfTime))
        throw new RangeError('not a time: ISO 8601 or ms since the epoch is expected')
    return ms
}

/** Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds; months and years have no fixed length. */
function duration(text: string): number {
    const match = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/.exec(
        text
    )
    const parts = match?.slice(2) ?? []
    if (!match || parts.every((part) => part === undefined))
        throw new RangeError('not a duration: ISO 8601 such as P14D or PT1H is expected')
    const ms = ['W', 'D', 'H', 'M', 'S'].reduce(
        (sum, unit, index) => sum + Number(parts[index] ?? 0) * (unitMs[unit] ?? 0),
        0
    )
    return match[1] === '-' ? -ms : ms
}
