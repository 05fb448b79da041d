/** A lead status that is asked for, or that an event makes (rules LS-01 to LS-14). */
import {
    addDuration,
    decideLeadStatus,
    factsInDoubt,
    type LeadStatusRequest,
    type Verdict
} from '../../src/handbook'
import type { CrmRecord, RecordRef, WriteResult } from '../../src/hubspot'
import { stageProperty, untilCurrent } from '../shared'
import { keysOf, type Desk } from './desk'
import { ensure, periodOf } from './entail'
import { readFacts } from './facts'
import { outcomeOf, unchanged, type Entailed, type Outcome } from './outcome'
import { enteredAt } from './look'

/** What is asked for one contact. */
export interface Asked {
    /** The edition's key, a label or the portal's value; null asks for none. Left out, the event decides. */
    to?: string | number | null
    event?: string
    reason: string
}

/**
 * Decides one contact's lead status and writes it while it is as it was decided on. A reason becomes a note first, so that
 * a crash leaves no status without it; Bad timing gets its task to come back afterwards, and when it is asked for again.
 * @throws HubSpotError, NodeError `CONFIG_INVALID` for a status that the portal lacks, HandbookError `INPUT_INVALID` for
 * an event that the edition does not have
 */
export async function changeStatus(desk: Desk, ref: RecordRef, asked: Asked): Promise<Outcome> {
    const { account, options, dryRun } = desk
    return untilCurrent(async () => {
        const contact = await account.contacts.get(ref, {
            ...options,
            properties: desk.properties,
            ...(asked.reason !== '' && { propertiesWithHistory: [desk.statuses.property] })
        })
        const verdict = await decide(desk, contact, asked)
        if (verdict.verdict !== 'allowed') {
            const stays = verdict.verdict === 'unchanged' && verdict.to === verdict.from
            const entailed = stays ? await comeBacks(desk, contact, verdict.to) : []
            return outcomeOf(desk, verdict, unchanged(contact, dryRun), entailed)
        }
        const value = verdict.to === null ? '' : desk.statuses.valueOf(verdict.to)
        const noted = await noteReason(desk, contact, verdict, asked.reason)
        const result = await write(desk, contact, value)
        const entailed = await comeBacks(desk, result.record, verdict.to)
        return outcomeOf(desk, verdict, result, [...noted, ...entailed])
    })
}

/** The CRM is asked only for what the verdict depends on. */
async function decide(desk: Desk, contact: CrmRecord, { to, event, reason }: Asked): Promise<Verdict> {
    const { edition, statuses } = desk
    const { stage, status } = keysOf(desk, contact)
    const request: LeadStatusRequest = {
        edition,
        stage,
        from: status,
        ...(to === undefined ? {} : { to: statuses.keyOf(to) }),
        ...(event === undefined ? {} : { event }),
        facts: { owner: Boolean(contact.properties.hubspot_owner_id), reason: reason !== '' }
    }
    const verdict = decideLeadStatus(request)
    const inDoubt = factsInDoubt(request, verdict)
    if (inDoubt.length === 0) return verdict
    const facts = await readFacts(desk, contact, inDoubt)
    return decideLeadStatus({ ...request, facts: { ...facts, ...request.facts } })
}

function write(desk: Desk, contact: CrmRecord, value: string): Promise<WriteResult> {
    const { account, options, dryRun } = desk
    const { [desk.statuses.property]: status = null, [stageProperty]: stage = null } = contact.properties
    return account.contacts.update(
        { id: contact.id },
        { [desk.statuses.property]: value },
        {
            ...options,
            dryRun,
            properties: desk.properties,
            blank: 'clear',
            expect: { [desk.statuses.property]: status, [stageProperty]: stage }
        }
    )
}

/** Rules LS-12, LS-14: the reason as a note, one for each time that the status was left. */
async function noteReason(
    desk: Desk,
    contact: CrmRecord,
    { to, rule }: Verdict,
    reason: string
): Promise<Entailed[]> {
    if (reason === '') return []
    const since = enteredAt(desk, contact)
    const label = to === null ? 'No lead status' : desk.statuses.labelOf(to)
    const reference = periodOf(`${to ?? 'none'} after`, since ?? 'none')
    return [await ensure(desk, contact, { kind: 'note', rule, label, text: reason, reference })]
}

/** Rule LS-14: the tasks that a status gets for a later day. */
async function comeBacks(desk: Desk, contact: CrmRecord, status: string | null): Promise<Entailed[]> {
    const { account, edition, options, calendar, dryRun } = desk
    const timers = Object.entries(edition.leadStatus.timers).filter(
        ([, { action, since, from }]) =>
            action === 'task' && since === 'entered' && status !== null && from.includes(status)
    )
    if (timers.length === 0) return []
    const now = await account.contacts.get(
        { id: contact.id },
        { ...options, properties: desk.properties, propertiesWithHistory: [desk.statuses.property] }
    )
    const has = keysOf(desk, now).status === status
    // Where it has not: a dry run, or someone else changed it since and the clock of this status runs no more.
    const since = has ? enteredAt(desk, now) : dryRun ? new Date(account.now()).toISOString() : null
    if (since === null) return []
    return Promise.all(
        timers.map(([key, { label, rule, after }]) =>
            ensure(desk, now, {
                kind: 'task',
                rule,
                label,
                text: `${desk.statuses.labelOf(status ?? '')} since ${since.slice(0, 10)}.`,
                reference: periodOf(key, since),
                due: addDuration(Date.parse(since), after, calendar)
            })
        )
    )
}
