/** Amounts and days in the many forms in which people and portals write them. */
import { type CalendarOptions, dayOf, type Instant, toInstant } from './calendar'

/**
 * An amount of money as people type it: `12,500.50`, `€ 12.500,50`, `12 500`, `12.5k`. Three digits behind a single
 * separator are thousands, as money has no third decimal. Undefined when it is none.
 */
export function parseAmount(text: string | number | null | undefined): number | undefined {
    if (typeof text === 'number') return Number.isFinite(text) ? text : undefined
    if (typeof text !== 'string') return undefined
    const bare = text
        .normalize('NFKC')
        .replaceAll(/[\s'’_]/g, '')
        .toLowerCase()
    const found =
        /^(?:\p{Sc}|[a-z]{3}|us\$)?(-?)(?:\p{Sc})?(\d[\d.,]*)(k|m)?(?:\p{Sc}|[a-z]{3}|,-|,–)?$/u.exec(bare)
    if (!found) return undefined
    const [, sign, digits = '', scale] = found
    const value = Number(withPoint(digits)) * (scale === 'k' ? 1_000 : scale === 'm' ? 1_000_000 : 1)
    if (!Number.isFinite(value)) return undefined
    return sign === '-' ? -value : value
}

/** Digits with a point for the decimals and nothing for the thousands; no number when the separators make no sense. */
function withPoint(digits: string): string {
    const [point, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')]
    const last = Math.max(point, comma)
    if (last < 0) return digits
    const separator = digits.charAt(last)
    const whole = digits.slice(0, last)
    const rest = digits.slice(last + 1)
    const thousands = separator === '.' ? /^\d{1,3}(?:,?\d{3})*$/ : /^\d{1,3}(?:\.?\d{3})*$/
    const isGroup = rest.length === 3 && (point < 0 || comma < 0)
    if (!isGroup)
        return thousands.test(whole) || /^\d+$/.test(whole)
            ? `${whole.replaceAll(/[.,]/g, '')}.${rest}`
            : 'none'
    const groups = digits.split(separator)
    const grouped = groups.every((group, index) =>
        index === 0 ? /^\d{1,3}$/.test(group) : group.length === 3
    )
    return grouped ? groups.join('') : 'none'
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * A day as `2023-12-31`, from an instant, a day, or what people type: `31.12.2023`, `31 Dec 2023`, `December 31, 2023`,
 * `2023/12/31`. `3/4/2023` may be either, and is none; undefined when there is no such day.
 */
export function parseDay(
    value: Instant | null | undefined,
    calendar: CalendarOptions = {}
): string | undefined {
    if (typeof value !== 'string') return instantDay(value, calendar)
    const written = value.trim().toLowerCase()
    const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written)
    if (iso) return realDay(iso[1], iso[2], iso[3])
    const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(written)
    if (dotted) return realDay(dotted[3], dotted[2], dotted[1])
    const either = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(written)
    if (either) return dayOrMonthFirst(Number(either[1]), Number(either[2]), either[3])
    const named =
        /^(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([a-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$/.exec(
            written
        )
    if (named) {
        const month = months.indexOf((named[2] ?? '').slice(0, 3)) + 1
        return realDay(named[4], String(month), named[1] ?? named[3])
    }
    return /^\d{4}-\d{2}-\d{2}t|^-?\d{9,16}$/.test(written) ? instantDay(value, calendar) : undefined
}

function dayOrMonthFirst(first: number, second: number, year: string | undefined): string | undefined {
    if (first > 12) return realDay(year, String(second), String(first))
    return second > 12 || first === second ? realDay(year, String(first), String(second)) : undefined
}

/** HubSpot gives a date as midnight UTC (facts 2); any other instant is a day where the people are. */
function instantDay(value: Instant | null | undefined, calendar: CalendarOptions): string | undefined {
    const instant = toInstant(value)
    if (instant === undefined) return undefined
    return instant % 86_400_000 === 0 ? dayOf(instant) : dayOf(instant, calendar)
}

function realDay(year = '', month = '', day = ''): string | undefined {
    const text = [year.padStart(4, '0'), month.padStart(2, '0'), day.padStart(2, '0')].join('-')
    const time = Date.parse(`${text}T00:00:00Z`)
    return !Number.isNaN(time) && dayOf(time) === text ? text : undefined
}
