/** Audits one record against the chosen rules. Pure: what was read of it is given, and what is missing is not held against it. */
import { contactsIn } from './activities'
import { choicesFor } from './audit-choices'
import { dealBreaches, dealNeeds } from './audit-deal'
import { leadStatusBreaches, leadStatusNeeds } from './audit-lead-status'
import { lifecycleBreaches, lifecycleNeeds } from './audit-lifecycle'
import type {
    AuditContact,
    AuditContext,
    AuditDeal,
    AuditFinding,
    ContactNeed,
    DealNeed,
    Fix
} from './audit-types'
import { addDuration, toInstant } from './calendar'
import { isBlank } from './find'

/** A rule that a record breaks, before the handbook's words are put to it. */
export interface Breach {
    readonly rule: string
    readonly found: string
    readonly fix: Fix | null
}

/** What else has to be read of a contact before `auditRecord` can judge it by all chosen rules; often nothing. */
export function contactNeeds(contact: AuditContact, context: AuditContext): Set<ContactNeed> {
    const { rules } = context
    return new Set([
        ...lifecycleNeeds(contact, context),
        ...leadStatusNeeds(contact, context),
        ...(rules.has('AO-03') && !isBlank(contact.activationOutbound) ? (['outboundHistory'] as const) : []),
        ...(rules.has('CT-03') && mayCrossOver(contact, context) ? (['activities'] as const) : [])
    ])
}

/** The same for a deal. */
export function auditedDealNeeds(deal: AuditDeal, context: AuditContext): Set<DealNeed> {
    return new Set(dealNeeds(deal, context))
}

/**
 * Every breach of the chosen rules that a record shows, each rule once.
 * @throws HandbookError `CONFIG_INVALID` when a duration or the calendar is wrong
 */
export function auditRecord(record: AuditContact | AuditDeal, context: AuditContext): AuditFinding[] {
    const { edition, rules } = context
    const breaches =
        record.objectType === 'deals'
            ? dealBreaches(record, context)
            : [
                  ...lifecycleBreaches(record, context),
                  ...leadStatusBreaches(record, context),
                  ...nameBreaches(record),
                  ...outboundBreaches(record, context),
                  ...crossOvers(record, context)
              ]
    const seen = new Set<string>()
    return breaches.flatMap(({ rule, found, fix }) => {
        if (!rules.has(rule) || !Object.hasOwn(edition.rules, rule) || seen.has(rule)) return []
        seen.add(rule)
        const { objectType, id, ownerId } = record
        const says = edition.rules[rule]?.text ?? ''
        const choices = choicesFor(record, { rule, fix }, edition)
        return [{ rule, objectType, id, ownerId, found, says, fix, choices }]
    })
}

/** Rule IMP-03: the one name that an import had stands in Last Name. */
function nameBreaches({ id, firstName, lastName }: AuditContact): Breach[] {
    if (firstName === undefined || !isBlank(firstName) || isBlank(lastName)) return []
    const payload = { id, properties: { lastname: lastName } }
    return [
        {
            rule: 'IMP-03',
            found: 'Last Name is filled and First Name is empty.',
            fix: { node: 'name-splitter', operation: 'split', payload }
        }
    ]
}

/** Rule AO-03: what was decided at the first meeting is no longer there. */
function outboundBreaches(
    { id, activationOutbound, outboundHistory }: AuditContact,
    { outboundProperty }: AuditContext
): Breach[] {
    const first = (outboundHistory ?? [])
        .filter(({ value }) => !isBlank(value))
        .toReversed()
        .toSorted((a, b) => (toInstant(a.at) ?? 0) - (toInstant(b.at) ?? 0))[0]?.value
    if (first === undefined || first === null || first === activationOutbound) return []
    return [
        {
            rule: 'AO-03',
            found: 'Activation Outbound was changed after it had been decided.',
            fix:
                outboundProperty === undefined
                    ? null
                    : {
                          node: 'hubspot-contact',
                          operation: 'update',
                          payload: { id, properties: { [outboundProperty]: first } }
                      }
        }
    ]
}

function mayCrossOver(contact: AuditContact, { now, calendar, crossOverWithin }: AuditContext): boolean {
    const last = toInstant(contact.lastContacted)
    if (contact.timesContacted !== undefined && contact.timesContacted < 2) return false
    return last !== undefined && addDuration(last, crossOverWithin, calendar) >= now
}

/** Rule CT-03: two people who do not own the contact wrote to it within a short time. */
function crossOvers(contact: AuditContact, { now, calendar, crossOverWithin }: AuditContext): Breach[] {
    const others = new Set(
        (contact.activities ?? []).flatMap((activity) => {
            const { ownerId } = activity
            if (isBlank(ownerId) || ownerId === contact.ownerId) return []
            const { lastOutreach, lastDiscussion } = contactsIn([activity], now)
            const at = lastOutreach ?? lastDiscussion
            return at !== undefined && addDuration(at, crossOverWithin, calendar) >= now ? [ownerId] : []
        })
    )
    if (others.size < 2) return []
    const found = `Of those who do not own the contact ${others.size} were in touch with it within a short time.`
    return [{ rule: 'CT-03', found, fix: null }]
}
