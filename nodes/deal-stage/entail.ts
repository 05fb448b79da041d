/** What a move entails, done once however often it is asked for (docs/decisions/0140). */
import { addDuration, type EntailedAction } from '../../src/handbook'
import type { Account, CrmRecord, OperationOptions, Place, WantedRecord } from '../../src/hubspot'
import { NodeError, toNodeError } from '../shared'
import type { Board } from './board'
import type { DealSettings } from './config'
import { entailForContact } from './contact'
import type { Entailed } from './outcome'

/** The actions that the node's tick boxes leave. */
export function chosen(actions: readonly EntailedAction[], { entails }: DealSettings): EntailedAction[] {
    return actions.filter(({ key, byDefault }) => (Object.hasOwn(entails, key) ? entails[key] : byDefault))
}

/**
 * Does what a move entails: each action is tried, whatever became of the others.
 * @param deal as it now is; without id in a dry run that would open it
 * @throws NodeError the first failure, which names what is still to be done and that the deal is where it was to be
 */
export async function entail(
    board: Board,
    deal: CrmRecord,
    contacts: readonly string[],
    actions: readonly EntailedAction[],
    dryRun: boolean
): Promise<Entailed[]> {
    const done: Entailed[] = []
    const failures: { label: string; error: unknown }[] = []
    for (const action of actions) {
        const { key, label, rule, kind } = action
        const works =
            kind === 'task'
                ? [() => makeTasks(board, action, deal, contacts, dryRun)]
                : contacts.map((id) => async (): Promise<Entailed[]> => {
                      const part = await entailForContact(board, action, id, dryRun, deal.id)
                      return [{ key, label, rule, objectType: 'contacts', id, ...part }]
                  })
        const results = await Promise.allSettled(works.map((work) => work()))
        for (const result of results) {
            if (result.status === 'fulfilled') done.push(...result.value)
            else failures.push({ label, error: result.reason as unknown })
        }
    }
    const [first] = failures
    if (!first) return done
    const { code, message, details } = toNodeError(first.error)
    const left = [...new Set(failures.map(({ label }) => label))].join(', ')
    throw new NodeError(
        code,
        `${message}; the deal itself is done, not done is: ${left}; send the message again to complete it`,
        details
    )
}

/** Rules DS-04, DS-08, SALES-05: tasks on the deal and its contacts, known again by their subject. */
async function makeTasks(
    { account, options, now }: Board,
    { key, label, rule, tasks = [], due = 'P1D' }: EntailedAction,
    deal: CrmRecord,
    contacts: readonly string[],
    dryRun: boolean
): Promise<Entailed[]> {
    const place: Place = { objectType: 'deals', id: deal.id }
    const owner = deal.properties.hubspot_owner_id
    const made: Entailed[] = []
    for (const subject of tasks) {
        const wanted: WantedRecord = {
            properties: {
                hs_task_subject: subject,
                hs_timestamp: new Date(addDuration(now(), due)),
                hs_task_status: 'NOT_STARTED',
                hs_task_type: 'TODO',
                ...(owner && { hubspot_owner_id: owner })
            },
            places: [place, ...contacts.map((id) => ({ objectType: 'contacts', id }))],
            read: ['hs_task_subject'],
            isSame: ({ properties }) => properties.hs_task_subject === subject
        }
        const { id, created } = await makeTask(account, wanted, { ...options, dryRun })
        const [outcome, reason] = !created
            ? (['unchanged', `The task is there: ${subject}.`] as const)
            : dryRun
              ? (['planned', `A task would be made: ${subject}.`] as const)
              : (['done', `A task was made: ${subject}.`] as const)
        made.push({ key, label, rule, objectType: 'tasks', id, changed: {}, outcome, reason })
    }
    return made
}

async function makeTask(
    account: Account,
    wanted: WantedRecord,
    options: OperationOptions & { dryRun: boolean }
): Promise<{ id: string; created: boolean }> {
    // A deal that a dry run would open has no tasks.
    if (options.dryRun && wanted.places[0].id === '') return { id: '', created: true }
    const { record, created } = await account.createOnce('tasks', wanted, options)
    return { id: record.id, created }
}
