/** What time it is at the portal: every answer says it (its `Date`), whatever the clock of this machine shows. */
import type { TimeSource } from './types'

/** An answer's Date has no fractions of a second and was a moment on its way: so little is no difference. */
const tolerance = 3000

export interface PortalClock {
    /** Milliseconds since the epoch. */
    now(): number
    /** @param date the header of an answer that has just come */
    observe(date: string | undefined): void
}

/**
 * Follows the portal's clock from answer to answer, so that a wrong or jumping clock of this machine makes nothing due and
 * a sandbox may live in another time. While nothing has been heard, and when both clocks agree, it is the machine's own.
 */
export function openPortalClock(time: TimeSource): PortalClock {
    let ahead = 0
    return {
        now: () => time.now() + ahead,
        observe(date) {
            const told = date === undefined ? Number.NaN : Date.parse(date)
            if (Number.isNaN(told)) return
            const difference = told - time.now()
            if (Math.abs(difference) <= tolerance) ahead = 0
            // What a Date leaves out makes it too early, never too late: among those that agree the latest is nearest.
            else ahead = Math.abs(difference - ahead) <= tolerance ? Math.max(ahead, difference) : difference
        }
    }
}
