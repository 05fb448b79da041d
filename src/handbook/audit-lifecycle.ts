/** What an audit finds in a contact's lifecycle (rules LC-01, LC-02, LC-03, LC-11, LC-14, LC-17, LC-18, LC-22). */
import type { Breach } from './audit-record'
import type { AuditContact, AuditContext, ContactNeed, PastValue } from './audit-types'
import { toInstant } from './calendar'
import type { Edition } from './edition'
import { keyOf } from './find'
import { barAgainst, waysBetween } from './ladder'
import { statusKey, whoHasLeadStatus } from './lead-status'
import { type HistoryFinding, reviewLifecycleHistory } from './lifecycle-history'

/** What has to be read besides the properties before the lifecycle of this contact can be judged. */
export function lifecycleNeeds(contact: AuditContact, { edition, rules }: AuditContext): ContactNeed[] {
    const stage = keyOf(edition.lifecycle.stages, contact.stage)
    if (!stage) return []
    const needs: ContactNeed[] = []
    const mayHaveSkipped = rules.has(edition.lifecycle.skips.rule) && lacksAStage(edition, stage, contact)
    if (mayHaveSkipped || barsFrom(edition, stage, rules)) needs.push('stageHistory')
    if (stage === 'opportunity' && rules.has('LC-14')) needs.push('deals')
    if (stage === 'customer' && rules.has('LC-17') && contact.subscribed !== true) needs.push('deals')
    return needs
}

/** @returns what is wrong with the stage that the contact has now */
export function lifecycleBreaches(contact: AuditContact, { edition }: AuditContext): Breach[] {
    const { stages, blank, setRule, forbidden } = edition.lifecycle
    const payload = { id: contact.id }
    const stage = keyOf(stages, contact.stage)
    if (stage === null) {
        if (blank.allowed) return []
        const [first] = edition.lifecycle.first
        const fix =
            first === undefined
                ? null
                : ({ node: 'lifecycle-guard', operation: 'apply', payload, stage: first } as const)
        return [{ rule: blank.rule, found: 'The contact has no lifecycle stage.', fix }]
    }
    if (stage === undefined)
        return [
            { rule: setRule, found: 'The contact is in a stage that this edition does not have.', fix: null }
        ]
    const label = stages[stage]?.label ?? stage
    const back = { node: 'lifecycle-guard', operation: 'back', payload } as const
    const never = Object.values(forbidden).find(({ to, from }) => to === stage && from === undefined)
    const breaches: Breach[] = never
        ? [{ rule: never.rule, found: `The contact is in the stage ${label}.`, fix: back }]
        : []
    if (!never && contact.stageHistory) {
        const history = inOrder(contact.stageHistory)
        const bar = barOfEntry(edition, history)
        if (bar)
            breaches.push({
                rule: bar.rule,
                found: `The contact came to ${label} from ${bar.from}.`,
                fix: back
            })
        const skip = openSkip(edition, history, stage)
        if (skip)
            breaches.push({
                rule: skip.rule,
                found: skip.reason,
                fix: { node: 'lifecycle-guard', operation: 'fill', payload }
            })
    }
    return [...breaches, ...ownerBreaches(contact, edition), ...dealBreaches(contact, stage)]
}

/**
 * Rules LC-14 and LC-17, as far as the contact's own deals tell. A lost deal leaves the contact where it was, so an
 * Opportunity with a lost one is none.
 */
function dealBreaches({ deals, subscribed }: AuditContact, stage: string): Breach[] {
    if (!deals) return []
    if (stage === 'opportunity' && !deals.open && !deals.won && !deals.lost)
        return [{ rule: 'LC-14', found: 'The contact is Opportunity and has no deal.', fix: null }]
    if (stage === 'customer' && !deals.won && subscribed !== true)
        return [
            {
                rule: 'LC-17',
                found: 'The contact is Customer, without a won deal or an active subscription in the CRM.',
                fix: null
            }
        ]
    return []
}

/**
 * Whom sales works on has an owner (LC-03). New is still to be given to somebody (LS-05), and whom people have set aside
 * nobody works on; a contact without a status breaks another rule.
 */
function ownerBreaches({ ownerId, stage, status }: AuditContact, edition: Edition): Breach[] {
    const isWorkedOn = ['must', 'some'].includes(whoHasLeadStatus(edition, stage))
    const { values, start } = edition.leadStatus
    const key = statusKey(edition, status)
    const entry = values[key ?? '']
    const waits = key === null || key === start?.withoutOwner || entry?.byPeople === true
    // Open without an owner is what LS-06 is about.
    const saysSo = Object.values(entry?.expects ?? {}).some(({ fact }) => fact === 'owner')
    if (ownerId !== null || !isWorkedOn || waits || saysSo) return []
    return [{ rule: 'LC-03', found: 'Sales works on the contact, and it has no owner.', fix: null }]
}

/** Whether no way up the ladder to this stage was gone in full, by the stages that the contact was ever in. */
function lacksAStage(edition: Edition, stage: string, { entered }: AuditContact): boolean {
    if (edition.lifecycle.skips.allowed) return false
    if (edition.lifecycle.stages[stage]?.outside) return false
    if (!entered) return true
    const passed = new Set([...entered, stage])
    return !waysBetween(edition, null, stage).some((way) => way.every((key) => passed.has(key)))
}

function barsFrom({ lifecycle }: Edition, stage: string, rules: ReadonlySet<string>): boolean {
    return Object.values(lifecycle.forbidden).some(
        ({ to, from, rule }) => to === stage && from !== undefined && rules.has(rule)
    )
}

interface Entry {
    stage: string | null
    at: number
}

/** Oldest first; entries without a readable time tell nothing. */
function inOrder(history: readonly PastValue[]): Entry[] {
    return history
        .flatMap(({ value, at }) => {
            const time = toInstant(at)
            return time === undefined ? [] : [{ stage: value, at: time }]
        })
        .toReversed()
        .toSorted((a, b) => a.at - b.at)
}

/** The rule against the last entry into the present stage. */
function barOfEntry(edition: Edition, history: readonly Entry[]): { rule: string; from: string } | undefined {
    const { stages } = edition.lifecycle
    const keys = history.map(({ stage }) => keyOf(stages, stage)).filter((key) => key !== null)
    const passed = keys.filter((key, index) => key !== keys[index - 1])
    const [from, to] = passed.slice(-2)
    if (from === undefined || to === undefined) return undefined
    const bar = barAgainst(edition, from, to)
    return bar && { rule: bar.rule, from: stages[from]?.label ?? from }
}

/**
 * The last skip that still stands. One is mended when the stages that were skipped were entered later, or when the
 * contact was put back before the stage that it skipped to.
 */
function openSkip(edition: Edition, history: readonly Entry[], stage: string): HistoryFinding | undefined {
    const { order, stages } = edition.lifecycle
    const entries = history.map(({ stage: value, at }) => ({ key: keyOf(stages, value), at }))
    return reviewLifecycleHistory(history, edition).findLast(({ kind, to, at, missing }) => {
        if (kind !== 'skipped' || order.indexOf(to) > order.indexOf(stage)) return false
        if (stages[stage]?.outside) return false
        const since = Date.parse(at)
        return missing.some(({ key }) => !entries.some((entry) => entry.key === key && entry.at >= since))
    })
}
