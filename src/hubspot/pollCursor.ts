/** How far polling has come: the only state that the pack keeps outside HubSpot. It may be behind, never ahead. */
import { asNumber, asObject } from './json'

/** Kept as JSON wherever the user says. */
export interface PollCursor {
    version: 1
    portalId: number
    /** Nothing before it was ever asked for. ISO 8601, HubSpot's time, as all times here. */
    start: string
    /** Everything up to here was sent, as far as HubSpot's search showed it. */
    until: string
    /** Keys of what was sent of the last minutes, which the next poll reads again; the newest when there are many. */
    seen: string[]
}

/** Why a stored cursor cannot be used. */
export type CursorFlaw = 'unreadable' | 'newer-version' | 'other-portal' | 'future'

/** HubSpot's `Date` counts whole seconds, and two of its machines may differ: ms. */
const tolerance = 60_000
const mostSeen = 1000

/** @param start ms since the epoch */
export function newCursor(portalId: number, start: number): PollCursor {
    const at = new Date(start).toISOString()
    return { version: 1, portalId, start: at, until: at, seen: [] }
}

/** The next cursor. @param until ms since the epoch; a time before the present cursor's moves nothing */
export function advanceCursor(cursor: PollCursor, until: number, seen: readonly string[]): PollCursor {
    const at = Math.max(until, Date.parse(cursor.until))
    return { ...cursor, until: new Date(at).toISOString(), seen: seen.slice(-mostSeen) }
}

/**
 * Reads what was stored.
 * @param now HubSpot's present, ms
 * @returns null when nothing is stored
 */
export function readCursor(
    stored: unknown,
    portalId: number,
    now: number
): { cursor: PollCursor } | { flaw: CursorFlaw } | null {
    if (stored === undefined || stored === null) return null
    const raw = asObject(stored)
    const version = asNumber(raw.version)
    if (version !== undefined && version > 1) return { flaw: 'newer-version' }
    const [start, until] = [timeOf(raw.start), timeOf(raw.until)]
    const { seen } = raw
    const isSound =
        version === 1 &&
        Number.isSafeInteger(raw.portalId) &&
        Array.isArray(seen) &&
        seen.every((key) => typeof key === 'string')
    if (!isSound || start === null || until === null || start > until) return { flaw: 'unreadable' }
    if (raw.portalId !== portalId) return { flaw: 'other-portal' }
    if (until > now + tolerance) return { flaw: 'future' }
    return {
        cursor: {
            version: 1,
            portalId,
            start: new Date(start).toISOString(),
            until: new Date(until).toISOString(),
            seen
        }
    }
}

function timeOf(value: unknown): number | null {
    const time = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN
    return Number.isNaN(time) ? null : time
}
