import type { DealFacts } from '../../src/handbook'
import type { Properties } from '../../src/hubspot'

/** Properties that `kickOffIn` reads. */
export const kickOffProperties = [
    'hs_timestamp',
    'hs_meeting_start_time',
    'hs_meeting_title',
    'hs_meeting_outcome'
]

const says = /\bkick[\s-]?off\b|\bpocs?\b|\bproof[\s-]of[\s-](?:concept|value)\b/i
const outcomes: Readonly<Record<string, boolean>> = { COMPLETED: true, NO_SHOW: false, CANCELED: false }

/** A meeting as the kick-off of a POC, by its title (docs/decisions/0141); one that is over and says no outcome was held. */
export function kickOffIn(properties: Properties, now: number): NonNullable<DealFacts['kickOffs']> {
    if (!says.test(properties.hs_meeting_title ?? '')) return []
    const at = properties.hs_meeting_start_time || properties.hs_timestamp || ''
    const outcome = properties.hs_meeting_outcome ?? ''
    const held = outcomes[outcome] ?? (outcome === '' && Date.parse(at) <= now ? true : undefined)
    return [{ at, ...(held !== undefined && { held }) }]
}
