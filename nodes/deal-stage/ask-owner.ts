import { addDuration, type DealStageVerdict } from '../../src/handbook'
import type { CrmRecord, Place } from '../../src/hubspot'
import { recordsOn } from '../shared'
import type { Board } from './board'
import type { Entailed } from './outcome'

const read = ['hs_task_subject', 'hs_task_body', 'hs_task_status']
const due = 'P1D'
const subjectEnd = ': complete what the deal lacks'
const settled = 'The deal lacks nothing any more.'

/**
 * One open task on the deal that lists what it lacks where it is (rule WWW-04); the list is kept current, and a task
 * that somebody completed while something was still missing is followed by another only when the list has changed.
 * @throws HubSpotError, NodeError
 */
export async function askOwner(
    { account, options, labelOf, now }: Pick<Board, 'account' | 'options' | 'labelOf' | 'now'>,
    deal: CrmRecord,
    contacts: readonly CrmRecord[],
    { rule, to, missing }: DealStageVerdict,
    dryRun: boolean
): Promise<Entailed[]> {
    const subject = `${labelOf(to ?? '')}${subjectEnd}`
    const body = plainHtml(`${rule}: ${missing.map(({ label }) => label).join('; ')}`)
    const places: [Place, ...Place[]] = [
        { objectType: 'deals', id: deal.id },
        ...contacts.map(({ id }) => ({ objectType: 'contacts', id }))
    ]
    const owner = [deal, ...contacts].map(({ properties }) => properties.hubspot_owner_id).find(Boolean)
    const wanted = {
        properties: {
            hs_task_subject: subject,
            hs_task_body: body,
            hs_timestamp: new Date(addDuration(now(), due)),
            hs_task_status: 'NOT_STARTED',
            hs_task_type: 'TODO',
            ...(owner && { hubspot_owner_id: owner })
        },
        places,
        read,
        isSame: ({ properties: own }: CrmRecord) =>
            own.hs_task_subject === subject &&
            (own.hs_task_status !== 'COMPLETED' || own.hs_task_body === body)
    }
    const { record, created } = await account.createOnce('tasks', wanted, { ...options, dryRun })
    const isCurrent = created || record.properties.hs_task_body === body
    const changed = isCurrent
        ? {}
        : (
              await account
                  .objects('tasks')
                  .update({ id: record.id }, { hs_task_body: body }, { ...options, dryRun })
          ).changed
    return [
        {
            key: 'askOwner',
            label: 'Task for the owner',
            rule,
            outcome: created || !isCurrent ? (dryRun ? 'planned' : 'done') : 'unchanged',
            reason: created
                ? `A task lists what is missing: ${subject}.`
                : isCurrent
                  ? `The task is there: ${subject}.`
                  : `The task lists what is missing now: ${subject}.`,
            objectType: 'tasks',
            id: record.id,
            changed
        }
    ]
}

/**
 * Completes what `askOwner` asked for, in whatever stage, once the deal lacks nothing. The list goes with it, so that the same
 * gap is asked for again when it comes back.
 * @throws HubSpotError
 */
export async function settleAsked(
    { account, options }: Pick<Board, 'account' | 'options'>,
    deal: CrmRecord,
    { rule }: DealStageVerdict,
    dryRun: boolean
): Promise<Entailed[]> {
    const tasks = await recordsOn(account, { objectType: 'deals', id: deal.id }, 'tasks', read, options)
    const open = tasks.filter(
        ({ properties: { hs_task_subject: subject, hs_task_status: status } }) =>
            subject?.endsWith(subjectEnd) && status !== 'COMPLETED'
    )
    const done = { hs_task_status: 'COMPLETED', hs_task_body: settled }
    return Promise.all(
        open.map(async ({ id }) => ({
            key: 'askOwner',
            label: 'Task for the owner',
            rule,
            outcome: dryRun ? ('planned' as const) : ('done' as const),
            reason: `The task is completed. ${settled}`,
            objectType: 'tasks' as const,
            id,
            changed: (await account.objects('tasks').update({ id }, done, { ...options, dryRun })).changed
        }))
    )
}

/** A text as HubSpot's HTML of a task. */
function plainHtml(text: string): string {
    return text.replaceAll(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}
