/** What an audit finds in a contact's lead status (rules LS-01 to LS-13, LC-13). */
import { contactsIn } from './activities'
import type { Breach } from './audit-record'
import type { AuditContact, AuditContext, ContactNeed, Fix } from './audit-types'
import { toInstant } from './calendar'
import type { Edition, LeadStatus } from './edition'
import { keyOf } from './find'
import {
    decideLeadStatus,
    type LeadStatusFacts,
    statusesFor,
    statusKey,
    whoHasLeadStatus
} from './lead-status'
import { type ClockVerdict, decideClocks } from './lead-status-clock'
import { reviewLeadStatus } from './lead-status-review'

const fromActivities: readonly string[] = ['marketingOnly', 'outreach', 'reply', 'silence']

/** What has to be read before the lead status of this contact can be judged. */
export function leadStatusNeeds(contact: AuditContact, { edition, rules }: AuditContext): ContactNeed[] {
    const status = statusKey(edition, contact.status)
    const having = whoHasLeadStatus(edition, contact.stage)
    const needs = new Set<ContactNeed>()
    if (having === 'some' && rules.has('LS-11')) needs.add('deals')
    if (typeof status !== 'string' || !statusesFor(edition, contact.stage).includes(status)) return [...needs]
    for (const { fact, rule } of requirementsOf(edition.leadStatus.values[status])) {
        if (!rules.has(rule)) continue
        if (fact === 'openDeal') needs.add('deals')
        if (fromActivities.includes(fact) && contact.timesContacted !== 0) needs.add('activities')
    }
    for (const { from, since, rule, action } of Object.values(edition.leadStatus.timers)) {
        if (!from.includes(status) || !rules.has(rule) || action === 'task') continue
        needs.add('statusHistory')
        if (since === 'outreach' && contact.timesContacted !== 0) needs.add('activities')
    }
    return [...needs]
}

/** @returns what is wrong with the lead status, or with how long the contact has had it */
export function leadStatusBreaches(contact: AuditContact, context: AuditContext): Breach[] {
    const { edition } = context
    const { stage, status } = contact
    const stageKey = keyOf(edition.lifecycle.stages, stage)
    const facts = factsOf(contact, context)
    const key = statusKey(edition, status)
    // Of a status that contacts of this stage do not have, only that is said.
    const isOurs = key === null || key === undefined || statusesFor(edition, stage).includes(key)
    const found = reviewLeadStatus(edition, stage, status, facts)
        .filter(({ proposed }) => isOurs || proposed !== undefined)
        .map(({ rule, reason, proposed }): Breach => {
            // Without a status an SQL breaks the rule of its own stage (LC-13).
            const isSql = key === null && stageKey === 'sql' && Object.hasOwn(edition.rules, 'LC-13')
            const label = edition.lifecycle.stages[stageKey ?? '']?.label ?? 'in no stage of the handbook'
            return {
                rule: isSql ? 'LC-13' : rule,
                found: rule === edition.leadStatus.who.rule ? `${reason} The contact is ${label}.` : reason,
                fix:
                    proposed === undefined
                        ? fixByEvent(contact, edition, facts)
                        : setStatus(contact, proposed)
            }
        })
    return [...found, ...dueClocks(contact, context)]
}

function dueClocks(contact: AuditContact, { edition, now, calendar }: AuditContext): Breach[] {
    if (contact.statusHistory === undefined) return []
    const verdicts = decideClocks({
        edition,
        stage: contact.stage,
        status: contact.status,
        statusSince: sinceOf(contact, edition) ?? null,
        activities: contact.activities ?? [],
        lastReplied: contact.lastReplied ?? null,
        now,
        ...(calendar && { calendar })
    })
    return verdicts
        .filter(({ verdict, action }) => verdict === 'due' && action !== 'task')
        .filter(({ timer }) => {
            const needsActivities = edition.leadStatus.timers[timer]?.since === 'outreach'
            return !needsActivities || contact.timesContacted === 0 || contact.activities !== undefined
        })
        .map((verdict) => ({
            rule: verdict.rule,
            found: verdict.reason,
            fix:
                verdict.action === 'set'
                    ? setStatus(contact, verdict.to)
                    : reminder(contact, edition, verdict)
        }))
}

/** Since when the contact has had its status without a break. */
function sinceOf({ statusHistory = [] }: AuditContact, edition: Edition): number | undefined {
    const newestFirst = statusHistory
        .map(({ value, at }) => ({ key: statusKey(edition, value), at: toInstant(at) ?? 0 }))
        .toSorted((a, b) => b.at - a.at)
    let since: number | undefined
    for (const { key, at } of newestFirst) {
        if (key !== newestFirst[0]?.key) break
        since = at
    }
    return since
}

function factsOf(contact: AuditContact, { now }: AuditContext): LeadStatusFacts {
    const { activities, deals, timesContacted, ownerId } = contact
    const isKnown = activities !== undefined || timesContacted === 0
    const { lastOutreach, lastReply } = contactsIn(activities ?? [], now, contact.lastReplied)
    // What answered before is no answer to what was sent since; before our first word nobody was silent.
    const isAnswered = lastReply !== undefined && (lastOutreach === undefined || lastReply >= lastOutreach)
    return {
        owner: ownerId !== null,
        ...(deals && { openDeal: deals.open }),
        ...(isKnown && { outreach: lastOutreach !== undefined || lastReply !== undefined }),
        ...(isKnown && { reply: lastReply !== undefined }),
        ...(isKnown && isAnswered && { silence: false })
    }
}

/** What the edition's own events make of what happened, where they have an answer. */
function fixByEvent(contact: AuditContact, edition: Edition, facts: LeadStatusFacts): Fix | null {
    const happened = facts.openDeal
        ? ['dealOpened']
        : facts.reply
          ? ['reply']
          : facts.outreach
            ? ['outreach']
            : []
    for (const event of happened) {
        if (!Object.hasOwn(edition.leadStatus.events, event)) continue
        const { stage, status } = contact
        const { verdict } = decideLeadStatus({ edition, stage, from: status, event, facts })
        if (verdict === 'allowed')
            return {
                node: 'lead-status-timer',
                operation: 'event',
                payload: { id: contact.id },
                event
            }
    }
    return null
}

function setStatus({ id }: AuditContact, status: string | null): Fix {
    return { node: 'lead-status-timer', operation: 'set', payload: { id }, status }
}

function reminder({ id }: AuditContact, edition: Edition, { timer, reason }: ClockVerdict): Fix {
    const label = edition.leadStatus.timers[timer]?.label ?? timer
    return { node: 'hubspot-activity', operation: 'task', payload: { id }, subject: label, text: reason }
}

function requirementsOf(status: LeadStatus | undefined): NonNullable<LeadStatus['requires']>[string][] {
    return Object.values({ ...status?.requires, ...status?.expects })
}
