/** When a sweep runs by itself. */
import type { TimerSettings } from './config'

type Plan = Pick<TimerSettings, 'schedule' | 'every' | 'at'>

const unit = { minutes: 60_000, hours: 3_600_000 }

/** A clock that was put on or back, or a machine that slept, is noticed after so many ms. */
const longestWait = 60_000

/**
 * When the next sweep is, ms since 1970.
 * @param last when the last one began, or the flows started
 * @param now of this machine
 * @param timeZone IANA name, for a daily one
 * @returns null when none runs by itself, or the settings are none
 */
export function nextRun(
    { schedule, every, at }: Plan,
    last: number,
    now: number,
    timeZone: string
): number | null {
    if (schedule === 'minutes' || schedule === 'hours') {
        const pause = Number(every) * unit[schedule]
        if (!(pause >= unit.minutes)) return null
        // After a clock that was put back nobody waits for the time that it showed before.
        return Math.min(last, now) + pause
    }
    if (schedule !== 'daily') return null
    const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(at.trim())
    if (!match) return null
    const wanted = (Number(match[1]) * 60 + Number(match[2])) * 60_000
    return nextTimeOfDay(wanted, Math.min(last, now), timeZone)
}

/** The first instant after another at which the clocks of a zone have reached a time of day since the day before. */
function nextTimeOfDay(wanted: number, after: number, timeZone: string): number {
    const day = 86_400_000
    const offset = (instant: number) => offsetAt(instant, timeZone)
    const midnight = Math.floor((after + offset(after)) / day) * day
    for (let shown = midnight + wanted; ; shown += day) {
        // Twice, because the offset may change between the guess and the instant.
        const guess = shown - offset(shown)
        const instant = shown - offset(guess)
        if (instant > after) return instant
    }
}

/** ms that the clocks of a zone are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
    const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
    return sign === '-' ? -ahead : ahead
}

/**
 * Runs by a schedule until it is stopped.
 * @param zone the time zone of a daily one, asked each time; null while it is not known
 * @param run one sweep, which reports its failures itself
 * @returns what stops it
 */
export function keepSchedule(
    plan: Plan & { atStart: boolean },
    zone: () => string | null,
    run: () => void
): () => void {
    if (plan.schedule === 'off') return () => undefined
    let last = Date.now()
    let timer = setTimeout(tick, plan.atStart ? 500 : 0, plan.atStart)
    const next = (): number | null => {
        const place = zone()
        return place === null ? null : nextRun(plan, last, Date.now(), place)
    }
    function tick(isDue: boolean): void {
        const due = next()
        if (isDue || (due !== null && due <= Date.now())) {
            last = Date.now()
            run()
        }
        const wait = (next() ?? Number.POSITIVE_INFINITY) - Date.now()
        timer = setTimeout(tick, Math.min(Math.max(wait, 0), longestWait), false)
    }
    return () => clearTimeout(timer)
}
