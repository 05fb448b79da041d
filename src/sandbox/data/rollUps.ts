import { define } from '../crm/define'
import type { Derive, PropertyDefinition, StoredRecord, View } from '../crm/model'
import { storedValue } from '../crm/read'

/** What counts as contacting someone (facts 7); notes and tasks count as activity only. */
const contacting = ['calls', 'emails', 'meetings']
const activities = [...contacting, 'notes', 'tasks']

const calculated = { group: 'sales_properties', calculated: true }

/** The roll-ups of activities on a contact or deal (facts 7), all read-only. */
export const rollUpProperties: PropertyDefinition[] = [
    define('notes_last_contacted', 'Last Contacted', 'datetime', calculated),
    define('notes_last_updated', 'Last Activity Date', 'datetime', calculated),
    define('notes_next_activity_date', 'Next Activity Date', 'datetime', calculated),
    define('num_contacted_notes', 'Number of times contacted', 'number', calculated),
    define('num_notes', 'Number of Sales Activities', 'number', calculated),
    define('hs_is_unworked', 'Contact unworked', 'bool', calculated),
    define('hs_last_sales_activity_timestamp', 'Last Engagement Date', 'datetime', calculated),
    define('hs_sales_email_last_replied', 'Recent Sales Email Replied Date', 'datetime', calculated),
    define('hs_sales_email_last_opened', 'Recent Sales Email Opened Date', 'datetime', calculated),
    define('hs_sales_email_last_clicked', 'Recent Sales Email Clicked Date', 'datetime', calculated),
    define('hs_email_last_reply_date', 'Last marketing email reply date', 'datetime', calculated),
    define('hs_email_last_send_date', 'Last marketing email send date', 'datetime', calculated)
]

/** The times of associated activities of these kinds, as ISO 8601, that `when` accepts. */
function times(
    { id }: StoredRecord,
    { portal }: View,
    kinds: readonly string[],
    when: (iso: string, now: string) => boolean = () => true
): string[] {
    const found = kinds
        .flatMap((kind) => portal.associated(id, kind))
        .flatMap((activity) => storedValue(activity, 'hs_timestamp') ?? [])
    if (found.length === 0) return found
    const now = new Date(portal.now()).toISOString()
    return found.filter((iso) => when(iso, now))
}

const past = (iso: string, now: string) => iso <= now
const future = (iso: string, now: string) => iso > now
const latest = (isos: string[]) => isos.toSorted().at(-1)

/** A reply is an incoming e-mail on the record; the sandbox tracks nothing else of a mailbox. */
const lastReply: Derive = ({ id }, { portal }) =>
    latest(
        portal
            .associated(id, 'emails')
            .filter((email) => storedValue(email, 'hs_email_direction') === 'INCOMING_EMAIL')
            .flatMap((email) => storedValue(email, 'hs_timestamp') ?? [])
    )

const count = (isos: string[]) => String(isos.length)

export const rollUps: Record<string, Derive> = {
    notes_last_contacted: (record, view) => latest(times(record, view, contacting, past)),
    notes_last_updated: (record, view) => latest(times(record, view, activities, past)),
    notes_next_activity_date: (record, view) =>
        times(record, view, ['calls', 'meetings', 'tasks'], future).toSorted()[0],
    num_contacted_notes: (record, view) => count(times(record, view, contacting, past)),
    num_notes: (record, view) => count(times(record, view, activities)),
    hs_is_unworked: (record, view) => String(times(record, view, activities).length === 0),
    hs_last_sales_activity_timestamp: lastReply,
    hs_sales_email_last_replied: lastReply
}
