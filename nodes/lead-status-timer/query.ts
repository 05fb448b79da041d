/** The searches of a sweep (facts/hubspot.md 3). Pure. */
import type { SearchFilter, SearchQuery } from '../../src/hubspot'
import { stageProperty } from '../shared'

/**
 * Properties that move when something happens to a contact. An activity that is logged moves its roll-ups; whether it
 * moves the first one too HubSpot does not say.
 */
const moved = [
    'lastmodifieddate',
    'notes_last_contacted',
    'notes_last_updated',
    'hs_sales_email_last_replied'
]

type Query = Pick<SearchQuery, 'filterGroups' | 'properties'>

/**
 * Contacts in whose status a clock runs.
 * @param property internal name of the lead status
 * @param statuses and
 * @param stages the portal's values; null for contacts of any stage
 * @param since only what changed since then, ms since 1970; null for all
 * @returns null when no contact can be in such a status
 */
export function queryOf(
    property: string,
    statuses: readonly string[],
    stages: readonly string[] | null,
    since: number | null
): Query | null {
    if (statuses.length === 0 || stages?.length === 0) return null
    const properties = [property, stageProperty, 'createdate', 'notes_last_contacted']
    const filters: SearchFilter[] = [
        { propertyName: property, operator: 'IN', values: [...statuses] },
        ...(stages ? [{ propertyName: stageProperty, operator: 'IN' as const, values: [...stages] }] : [])
    ]
    if (since === null) return { filterGroups: [{ filters }], properties }
    const value = new Date(since).toISOString()
    return {
        filterGroups: moved.map((propertyName) => ({
            filters: [...filters, { propertyName, operator: 'GTE' as const, value }]
        })),
        properties
    }
}
