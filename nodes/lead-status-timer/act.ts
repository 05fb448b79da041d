/** Carries out what is due for a contact (rules LS-07, LS-13, LS-14). */
import type { ClockVerdict } from '../../src/handbook'
import type { CrmRecord, WriteResult } from '../../src/hubspot'
import { isOvertaken, stageProperty } from '../shared'
import { keysOf, type Desk } from './desk'
import { ensure, periodOf, takeBack, type Wanted } from './entail'
import { lookAt } from './look'
import { outcomeOf, unchanged, type Entailed, type Outcome } from './outcome'

/** What came of something that is due: null when it was done before, or something happened since that prevents it. */
export type Done = { outcome: Outcome; output: 'changed' | 'due' } | null

/**
 * Does what one clock makes due. Everything it makes is known by the clock's period, so that a crash, a second process or
 * a later sweep completes it and repeats nothing; the step that comes last tells who did it.
 * @throws HubSpotError, NodeError
 */
export function act(desk: Desk, contact: CrmRecord, verdict: ClockVerdict, tell: boolean): Promise<Done> {
    if (verdict.action === 'set') return setStatus(desk, contact, verdict, tell)
    return verdict.action === 'remind' ? remind(desk, contact, verdict) : comeBack(desk, contact, verdict)
}

/** Rule LS-07: a task for the owner; the status stays. */
async function remind(desk: Desk, contact: CrmRecord, verdict: ClockVerdict): Promise<Done> {
    const task = await ensure(desk, contact, wanted(desk, verdict, 'task'))
    if (task.outcome === 'unchanged') return null
    return { outcome: await told(desk, contact, verdict, [task]), output: 'due' }
}

/** Rule LS-14: the task may have been made with the status; the note says that the time has come. */
async function comeBack(desk: Desk, contact: CrmRecord, verdict: ClockVerdict): Promise<Done> {
    const task = await ensure(desk, contact, wanted(desk, verdict, 'task'))
    const note = await ensure(desk, contact, wanted(desk, verdict, 'note'))
    if (note.outcome === 'unchanged') return null
    return { outcome: await told(desk, contact, verdict, [task, note]), output: 'due' }
}

/**
 * Rule LS-13. Note and task go first, and the status after one more look at everything that could be a reply: the status
 * is what a later sweep would miss.
 */
async function setStatus(
    desk: Desk,
    contact: CrmRecord,
    verdict: ClockVerdict,
    tell: boolean
): Promise<Done> {
    const { account, statuses, options, dryRun } = desk
    const to = verdict.to ?? ''
    const value = statuses.valueOf(to)
    const entailed = await Promise.all([
        ensure(desk, contact, wanted(desk, verdict, 'note')),
        ...(tell ? [ensure(desk, contact, wanted(desk, verdict, 'task'))] : [])
    ])
    const result = await lastLook(desk, contact.id, verdict).then(
        (still) =>
            still &&
            account.contacts
                .update(
                    { id: still.id },
                    { [statuses.property]: value },
                    { ...options, dryRun, properties: desk.properties, expect: expected(desk, still) }
                )
                .catch((error: unknown) => {
                    if (isOvertaken(error)) return null
                    throw error
                })
    )
    if (result) return written(desk, verdict, result, entailed)
    // Another process that was faster counts on what this one made.
    const now = await account.contacts.find({ id: contact.id }, { ...options, properties: desk.properties })
    if (now && keysOf(desk, now).status !== to) await takeBack(desk, entailed)
    return null
}

async function written(
    desk: Desk,
    verdict: ClockVerdict,
    result: WriteResult,
    entailed: Entailed[]
): Promise<Done> {
    if (result.outcome === 'unchanged') return null
    return { outcome: await outcomeOf(desk, verdict, result, entailed), output: 'changed' }
}

/** The contact as it is now, if the same period of the same clock is still due. */
async function lastLook(
    desk: Desk,
    id: string,
    { timer, since, from }: ClockVerdict
): Promise<CrmRecord | null> {
    const look = await lookAt(desk, id, [timer])
    const isSame = look?.clocks.some((clock) => clock.verdict === 'due' && clock.since === since)
    return look && isSame && keysOf(desk, look.contact).status === from ? look.contact : null
}

/** Values that a reply, or a person, would have changed since the last look; compared right before the write. */
function expected({ statuses }: Desk, { properties }: CrmRecord): Record<string, string | null> {
    const names = [statuses.property, stageProperty, 'notes_last_contacted', 'hs_sales_email_last_replied']
    return Object.fromEntries(names.map((name) => [name, properties[name] ?? null]))
}

function wanted({ account, statuses, edition }: Desk, verdict: ClockVerdict, kind: Wanted['kind']): Wanted {
    const { timer, rule, reason, since, dueAt, lastOutreach, lastReply, action, to } = verdict
    const label = edition.leadStatus.timers[timer]?.label ?? timer
    const saw = `Our last outreach: ${dayOf(lastOutreach)}. Their last reply: ${dayOf(lastReply)}.`
    return {
        kind,
        rule,
        label: action === 'set' && to !== null ? `${statuses.labelOf(to)}: ${label}` : label,
        text: `${reason} ${action === 'set' ? `${saw} ` : ''}(${rule})`,
        reference: periodOf(timer, since),
        due: Math.max(account.now(), Date.parse(dueAt ?? ''))
    }
}

function dayOf(instant: string | null): string {
    return instant === null ? 'none' : instant.slice(0, 10)
}

function told(desk: Desk, contact: CrmRecord, verdict: ClockVerdict, entailed: Entailed[]): Promise<Outcome> {
    return outcomeOf(desk, verdict, unchanged(contact, desk.dryRun), entailed)
}
