/**
 * Days as people count them: in a time zone, over daylight-saving changes, with week-ends and holidays. Only the rules of
 * Intl are used; Node 20 has no Temporal.
 */
import { type Duration, parseDuration } from './duration'
import { HandbookError } from './errors'

/** How days are counted. */
export interface CalendarOptions {
    /** IANA name; UTC when left out. */
    readonly timeZone?: string
    /** Days of the week on which people work, Monday 1 to Sunday 7; Monday to Friday when left out. */
    readonly workdays?: readonly number[]
    /** Days on which nobody works, as `2023-12-25`. */
    readonly holidays?: readonly string[]
}

/** An instant as a message or HubSpot gives it: a Date, milliseconds, or a text of either (facts 4). */
export type Instant = string | number | Date

/**
 * Milliseconds since 1970 of an instant or a day (which begins at midnight UTC). Undefined when it is none, also for
 * words that a Date would make something of, and for times beyond the year 5000.
 */
export function toInstant(value: Instant | null | undefined): number | undefined {
    const time = milliseconds(value)
    return Math.abs(time) <= 1e14 ? time : undefined
}

function milliseconds(value: unknown): number {
    if (typeof value === 'number') return value
    if (value instanceof Date) return value.getTime()
    const text = typeof value === 'string' ? value.trim() : ''
    if (/^-?\d{9,16}$/.test(text)) return Number(text)
    return /^\d{4}-\d{2}-\d{2}(?:[Tt ]|$)/.test(text) ? new Date(text).getTime() : Number.NaN
}

/** A day and a time of day, without a place. */
interface Local {
    readonly year: number
    readonly month: number
    readonly day: number
    /** Milliseconds since midnight, as the clock on the wall shows. */
    readonly time: number
}

const dayLength = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The instant that lies a duration after another: months and days on the calendar, at the same time by the clock on the
 * wall, hours and minutes by the clock itself. The 31st becomes the last day of a shorter month; a time that daylight
 * saving leaves out is taken after the gap, one that comes twice the first time.
 * @throws HandbookError `CONFIG_INVALID` when the duration or the time zone is none
 */
export function addDuration(instant: number, duration: string, options: CalendarOptions = {}): number {
    const { months, days, minutes } = read(duration)
    const zone = options.timeZone ?? 'UTC'
    const local = plusDays(plusMonths(toLocal(instant, zone), months), days)
    return (months === 0 && days === 0 ? instant : toUtc(local, zone)) + minutes * 60_000
}

/**
 * The same, counting only days on which people work. What begins on another day begins with the next working day.
 * @throws HandbookError `CONFIG_INVALID` also when there is no working day
 */
export function addBusinessDays(instant: number, duration: string, options: CalendarOptions = {}): number {
    const { months, days, minutes } = read(duration)
    const zone = options.timeZone ?? 'UTC'
    const works = workdayTest(options)
    let local = plusMonths(toLocal(instant, zone), months)
    if (!works(local)) local = { ...nextWorkday(local, works), time: 0 }
    for (let left = days; left > 0; left -= 1) local = nextWorkday(local, works)
    return toUtc(local, zone) + minutes * 60_000
}

/** The day at an instant, as `2023-12-31`. */
export function dayOf(instant: number, options: CalendarOptions = {}): string {
    const { year, month, day } = toLocal(instant, options.timeZone ?? 'UTC')
    return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
        '-'
    )
}

/** The day that lies a duration after a day; both as `2023-12-31`. */
export function addToDay(day: string, duration: string): string {
    return dayOf(addDuration(Date.parse(`${day}T00:00:00Z`), duration))
}

/**
 * Checks what a user set.
 * @throws HandbookError `CONFIG_INVALID`, naming the part that is wrong
 */
export function checkCalendar(options: CalendarOptions): void {
    toLocal(0, options.timeZone ?? 'UTC')
    workdayTest(options)
}

function read(duration: string): Duration {
    const parsed = parseDuration(duration)
    if (parsed) return parsed
    throw new HandbookError('CONFIG_INVALID', 'A duration is not written as ISO 8601 wants it, such as P14D.')
}

function toLocal(instant: number, zone: string): Local {
    const parts = new Map(
        format(zone)
            .formatToParts(instant)
            .map(({ type, value }) => [type, Number(value)])
    )
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
    const seconds = (of('hour') * 60 + of('minute')) * 60 + of('second')
    const milliseconds = ((instant % 1000) + 1000) % 1000
    return { year: of('year'), month: of('month'), day: of('day'), time: seconds * 1000 + milliseconds }
}

/** The first instant at which the wall clock of the zone shows this; after the gap when it never does. */
function toUtc(local: Local, zone: string): number {
    const wanted = Date.UTC(local.year, local.month - 1, local.day) + local.time
    const offset = (instant: number): number => {
        const shown = toLocal(instant, zone)
        return Date.UTC(shown.year, shown.month - 1, shown.day) + shown.time - instant
    }
    const before = offset(wanted - dayLength)
    const after = offset(wanted + dayLength)
    const first = wanted - before
    if (offset(first) === before) return first
    const second = wanted - after
    return offset(second) === after ? second : first
}

function format(zone: string): Intl.DateTimeFormat {
    const known = formats.get(zone)
    if (known) return known
    try {
        const made = new Intl.DateTimeFormat('en-GB', {
            timeZone: zone,
            calendar: 'iso8601',
            hourCycle: 'h23',
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric'
        })
        formats.set(zone, made)
        return made
    } catch {
        throw new HandbookError('CONFIG_INVALID', 'There is no such time zone.', [
            { path: 'timeZone', message: 'must be an IANA name such as Europe/Amsterdam' }
        ])
    }
}

function plusMonths(local: Local, months: number): Local {
    if (months === 0) return local
    const index = local.year * 12 + local.month - 1 + months
    const year = Math.floor(index / 12)
    const month = (index % 12) + 1
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return { ...local, year, month, day: Math.min(local.day, last) }
}

function plusDays(local: Local, days: number): Local {
    const moved = new Date(Date.UTC(local.year, local.month - 1, local.day + days))
    return { ...local, year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

function nextWorkday(local: Local, works: (local: Local) => boolean): Local {
    let next = plusDays(local, 1)
    // Even with a month of holidays a working day comes within a year; the bound is against a list of all days.
    for (let tries = 0; !works(next); tries += 1) {
        if (tries > 366) throw noWorkday()
        next = plusDays(next, 1)
    }
    return next
}

function workdayTest(options: CalendarOptions): (local: Local) => boolean {
    const workdays = new Set(options.workdays ?? [1, 2, 3, 4, 5])
    const holidays = new Set(options.holidays)
    if (![1, 2, 3, 4, 5, 6, 7].some((weekday) => workdays.has(weekday))) throw noWorkday()
    if ([...holidays].some((holiday) => !/^\d{4}-\d{2}-\d{2}$/.test(holiday)))
        throw new HandbookError('CONFIG_INVALID', 'A holiday is no day such as 2023-12-25.', [
            { path: 'holidays', message: 'must be days such as 2023-12-25' }
        ])
    return (local) => {
        const at = Date.UTC(local.year, local.month - 1, local.day)
        return workdays.has(new Date(at).getUTCDay() || 7) && !holidays.has(dayOf(at))
    }
}

function noWorkday(): HandbookError {
    return new HandbookError('CONFIG_INVALID', 'There is no working day.', [
        { path: 'workdays', message: 'must hold a day of the week, Monday 1 to Sunday 7' }
    ])
}
