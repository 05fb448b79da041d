/** What an audit finds in a deal (rules DS-01 to DS-10, WWW-05, LC-14, LC-17, LC-20, SALES-04, X-07). */
import type { Breach } from './audit-record'
import type { AuditContext, AuditDeal, DealContact, DealNeed, Fix } from './audit-types'
import { addDuration, dayOf, type Instant, toInstant } from './calendar'
import { decideDealClocks } from './deal-clock'
import { reviewDeal } from './deal-stage'
import type { Edition } from './edition'
import { keyOf } from './find'
import { sentenceList } from './verdict'

/** What has to be read besides the properties before this deal can be judged. */
export function dealNeeds(deal: AuditDeal, { edition, rules }: AuditContext): DealNeed[] {
    const stage = stageOf(deal, edition)
    const closed = stage ? stage.closed : deal.closed
    if (deal.archived || closed === 'lost') return []
    if (closed === 'won') return ['LC-17', 'LC-20'].some((id) => rules.has(id)) ? ['contacts'] : []
    const needs: DealNeed[] = ['contacts']
    for (const { rule, any } of Object.values({ ...edition.deals.opening.requires, ...stage?.requires })) {
        if (!rules.has(auditedAs(edition, rule)) || any.some(({ kind }) => kind === 'confirmed')) continue
        for (const { kind } of any) {
            if (kind === 'answers') needs.push('answers')
            if (kind === 'meeting') needs.push('kickOffs')
        }
    }
    return needs
}

/** @returns what is wrong with a deal of the handbook's pipeline */
export function dealBreaches(deal: AuditDeal, context: AuditContext): Breach[] {
    const { edition, now, calendar } = context
    const stage = stageOf(deal, edition)
    if (deal.archived) {
        const found = `The deal is ${stage?.label}, and somebody deleted it.`
        return stage?.closed && Object.hasOwn(edition.rules, 'DS-08')
            ? [{ rule: 'DS-08', found, fix: null }]
            : []
    }
    const contacts = deal.contacts ?? []
    const closed = stage ? stage.closed : deal.closed
    const misplaced = !stage && edition.deals.order.length > 0 ? [unknownStage(edition)] : []
    if (closed === 'won')
        return [...misplaced, ...otherContacts(contacts, edition), ...wonBreaches(contacts, edition)]
    if (closed === 'lost') return misplaced
    const reviewed = reviewDeal({
        edition,
        from: deal.stage,
        properties: deal.properties,
        ...(deal.answers && { answers: deal.answers }),
        ...(deal.kickOffs && { kickOffs: deal.kickOffs }),
        ...(deal.contacts && { contacts: deal.contacts.map((contact) => contact.stage) }),
        now,
        ...(calendar && { calendar })
    }).map(({ rule, reason, missing }): Breach => {
        const found =
            missing.length > 0 && auditedAs(edition, rule) !== rule
                ? `The deal is open without ${sentenceList(missing.map(({ label }) => label))}.`
                : reason
        return {
            rule: auditedAs(edition, rule),
            found,
            fix: missing.length > 0 ? task(deal, edition, auditedAs(edition, rule), found) : null
        }
    })
    return [
        ...reviewed,
        ...openBreaches(contacts, edition),
        ...quiet(deal, context),
        ...clocks(deal, context)
    ]
}

function unknownStage({ deals }: Edition): Breach {
    return { rule: deals.rule, found: 'The deal is in a stage that this edition does not have.', fix: null }
}

/** An open deal makes its contacts Opportunity (LC-14); who is one already, or was, stays what it is. */
function openBreaches(contacts: readonly DealContact[], edition: Edition): Breach[] {
    const { stages, order } = edition.lifecycle
    const entered = edition.lifecycle.evidence['dealOpened']?.enters
    if (entered === undefined || !Object.hasOwn(edition.rules, 'LC-14')) return []
    const behind = contacts.filter(({ stage }) => {
        const key = keyOf(stages, stage)
        return key && !stages[key]?.outside && order.indexOf(key) < order.indexOf(entered)
    })
    return behind.length === 0
        ? []
        : [
              {
                  rule: 'LC-14',
                  found: `The deal is open, and ${contactsAre(behind, contacts)} not ${stages[entered]?.label}.`,
                  fix: walk(behind, 'dealOpened')
              }
          ]
}

/** A won deal makes its contacts Customer (LC-17); who was one since may be an upsell candidate now (LC-10). */
function wonBreaches(contacts: readonly DealContact[], edition: Edition): Breach[] {
    const { stages } = edition.lifecycle
    const behind = contacts.filter(({ stage, entered }) => {
        const key = keyOf(stages, stage)
        return key && !stages[key]?.outside && key !== 'customer' && entered?.includes('customer') === false
    })
    return behind.length === 0
        ? []
        : [
              {
                  rule: 'LC-17',
                  found: `The deal is won, and ${contactsAre(behind, contacts)} not ${stages['customer']?.label}.`,
                  fix: walk(behind, 'dealWon')
              }
          ]
}

/** A won deal with a contact that will never pay (LC-20); of an open one reviewDeal says so. */
function otherContacts(contacts: readonly DealContact[], edition: Edition): Breach[] {
    const keys = new Set(contacts.map(({ stage }) => keyOf(edition.lifecycle.stages, stage) ?? ''))
    return [...keys].flatMap((key) => {
        const odd = Object.hasOwn(edition.deals.contacts, key) ? edition.deals.contacts[key] : undefined
        return odd ? [{ rule: odd.rule, found: odd.advice, fix: null }] : []
    })
}

/** Rule SALES-04: an open deal on which, and on whose contacts, nothing happened and nothing is planned. */
function quiet(deal: AuditDeal, { edition, now, calendar, quietFor }: AuditContext): Breach[] {
    if (!Object.hasOwn(edition.rules, 'SALES-04')) return []
    const places = [deal, ...(deal.contacts ?? [])]
    const times = (values: (Instant | null | undefined)[]): number[] =>
        values.map((value) => toInstant(value)).filter((time) => time !== undefined)
    if (times(places.map(({ nextActivity }) => nextActivity)).some((time) => time > now)) return []
    const last = Math.max(...times([deal.createdAt, ...places.map(({ lastActivity }) => lastActivity)]))
    if (!Number.isFinite(last) || addDuration(last, quietFor, calendar) > now) return []
    const found = `No activity on the open deal or its contacts since ${dayOf(last, calendar)}.`
    return [{ rule: 'SALES-04', found, fix: task(deal, edition, 'SALES-04', found) }]
}

function clocks(deal: AuditDeal, { edition, now, calendar }: AuditContext): Breach[] {
    const due = decideDealClocks({
        edition,
        stage: deal.stage,
        stageSince: deal.stageSince,
        now,
        ...(calendar && { calendar })
    }).filter(({ verdict }) => verdict === 'due')
    return due.map(({ rule, reason }) => ({ rule, found: reason, fix: task(deal, edition, rule, reason) }))
}

/** Opening a deal on known answers is one rule, having them on every open deal the audit's own (WWW-05). */
export function auditedAs(edition: Edition, rule: string): string {
    return rule === 'WWW-04' && Object.hasOwn(edition.rules, 'WWW-05') ? 'WWW-05' : rule
}

function stageOf({ stage }: AuditDeal, { deals }: Edition) {
    const key = keyOf(deals.stages, stage)
    return key ? deals.stages[key] : undefined
}

function walk(contacts: readonly DealContact[], evidence: string): Fix {
    const payload = contacts.map(({ id }) => ({ id }))
    return { node: 'lifecycle-guard', operation: 'walk', payload, evidence }
}

function task({ id }: AuditDeal, edition: Edition, rule: string, found: string): Fix {
    return {
        node: 'hubspot-activity',
        operation: 'task',
        payload: { id },
        subject: `Handbook ${rule}`,
        text: `${found} ${edition.rules[rule]?.text ?? ''}`.trim()
    }
}

function contactsAre(some: readonly DealContact[], all: readonly DealContact[]): string {
    if (all.length === 1) return 'its contact is'
    return some.length === 1
        ? `one of its ${all.length} contacts is`
        : `${some.length} of its ${all.length} contacts are`
}
