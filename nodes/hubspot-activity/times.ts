import { addBusinessDays, addDuration, checkCalendar, dayOf, toInstant } from '../../src/handbook'
import { invalidInput } from '../shared'

/** Days as the portal counts them. */
export interface Calendar {
    /** IANA name */
    timeZone: string
    /** Days such as `2026-12-25`. */
    holidays: readonly string[]
}

/** A point in time, and whether it was told or counted from now. */
export interface TimeOf {
    /** ms since 1970 */
    at: number
    isTold: boolean
}

/** When a task is due whose day alone is known. */
const morning = 'T09:00:00'

/** Numbers below are seconds, or counts of something. */
const earliest = 1e11

/**
 * When a task is due: a number of business days (from type `business`, or as `3 business days`), an ISO 8601 duration from
 * now, a day, or a point in time. What has only a day is due at nine in the morning of the time zone.
 * @throws NodeError `INPUT_INVALID`, HandbookError `CONFIG_INVALID` for a calendar that is none
 */
export function dueAt(value: unknown, type: string, now: number, calendar: Calendar): TimeOf {
    checkCalendar(calendar)
    const text = typeof value === 'string' ? value.trim() : ''
    const days =
        /^(\d{1,3})$/.exec(type === 'business' ? text : '') ?? /^(\d{1,3}) business days?$/i.exec(text)
    if (days) {
        const day = dayOf(addBusinessDays(now, `P${days[1]}D`, calendar), calendar)
        return { at: inZone(day + morning, calendar.timeZone), isTold: false }
    }
    if (type === 'business') throw invalidInput('the number of business days is not a whole number up to 999')
    if (/^P/i.test(text)) {
        const duration = text.toUpperCase()
        return { at: countFrom(now, duration, calendar, 'the due date'), isTold: false }
    }
    return { at: instantOf(value, calendar, 'the due date'), isTold: true }
}

/**
 * A point in time: ms since 1970, a Date, or ISO 8601. A text without an offset is a time of the time zone.
 * @param what names it in the error
 * @throws NodeError `INPUT_INVALID`
 */
export function instantOf(value: unknown, { timeZone }: Pick<Calendar, 'timeZone'>, what: string): number {
    const text = typeof value === 'string' ? value.trim() : ''
    const local = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?)?$/i.exec(text)
    const at = local
        ? inZone(local[2] ? `${local[1]}T${local[2]}${local[3] ?? ':00'}` : local[1] + morning, timeZone)
        : toInstant(isDate(value) ? value.getTime() : (value as string | number))
    if (at === undefined || Number.isNaN(at) || (typeof value === 'number' && Math.abs(at) < earliest))
        throw invalidInput(`${what} is no point in time (ISO 8601 or milliseconds)`)
    return at
}

/**
 * A length of time in ms: a number of seconds, or an ISO 8601 duration.
 * @returns undefined for a blank one
 * @throws NodeError `INPUT_INVALID`
 */
export function lengthOf(value: unknown): number | undefined {
    if (value === undefined || value === null || value === '') return undefined
    const text = typeof value === 'string' ? value.trim().toUpperCase() : value
    if (typeof text === 'string' && text.startsWith('P'))
        return countFrom(0, text, { timeZone: 'UTC', holidays: [] }, 'the duration')
    const seconds = typeof text === 'string' ? Number(text) : text
    if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) return seconds * 1000
    throw invalidInput('the duration is neither a number of seconds nor an ISO 8601 duration')
}

/** Holidays from an array or a text with commas. @throws NodeError `INPUT_INVALID` */
export function holidaysOf(value: unknown): string[] {
    if (value === undefined || value === null || value === '') return []
    const days = typeof value === 'string' ? value.split(/[\s,;]+/).filter(Boolean) : value
    if (Array.isArray(days) && days.every((day) => typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day)))
        return days as string[]
    throw invalidInput('the holidays are no list of days such as 2026-12-25')
}

function countFrom(from: number, duration: string, calendar: Calendar, what: string): number {
    try {
        return addDuration(from, duration, calendar)
    } catch {
        throw invalidInput(`${what} is no ISO 8601 duration such as P14D or PT30M`)
    }
}

/** The instant at which the clocks of a zone show this; in the hour that comes twice the first or the second. */
function inZone(local: string, timeZone: string): number {
    const shown = Date.parse(`${local}Z`)
    // A Date makes 3 March of 31 February.
    if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(local.slice(0, 10)))
        return Number.NaN
    return shown - offsetAt(shown - offsetAt(shown, timeZone), timeZone)
}

/** ms that the clocks of a zone are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
    const zone = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    const name = zone.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes, seconds] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? []
    const ahead = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000
    return sign === '-' ? -ahead : ahead
}

function isDate(value: unknown): value is Date {
    return Object.prototype.toString.call(value) === '[object Date]'
}
