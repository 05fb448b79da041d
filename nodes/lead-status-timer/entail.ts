/** Notes and tasks of a lead status, each made once, whoever else makes it at the same moment (docs/decisions/0120). */
import type { ActivityDraft, CrmRecord } from '../../src/hubspot'
import type { Desk } from './desk'
import type { Entailed } from './outcome'

/** What is to stand on a contact. */
export interface Wanted {
    kind: 'note' | 'task'
    rule: string
    /** Title of a task, first line of a note. */
    label: string
    text: string
    /** What it is known by; the same period of the same clock has the same one. */
    reference: string
    /** When a task is due, ms since 1970; now when left out. */
    due?: number
}

/** The reference of what one period of a clock entails. @param since ISO 8601 */
export function periodOf(timer: string, since: string | null): string {
    return `lead status ${timer} ${since ?? ''}`.trim()
}

/** Makes a note or a task for the owner unless it is there. @throws HubSpotError */
export async function ensure(
    { account, options, dryRun }: Desk,
    { id, properties }: CrmRecord,
    { kind, rule, label, text, reference, due }: Wanted
): Promise<Entailed> {
    const owner = properties.hubspot_owner_id
    const objectType = kind === 'note' ? 'notes' : 'tasks'
    const draft: ActivityDraft = {
        type: objectType,
        reference,
        ...(kind === 'note'
            ? { text: `${label}\n${text}` }
            : { subject: label, text, at: due ?? account.now() }),
        ...(owner && { ownerId: owner })
    }
    const { activity, created } = await account.activities.log([{ objectType: 'contacts', id }], draft, {
        ...options,
        dryRun
    })
    const outcome = created ? (dryRun ? 'planned' : 'done') : 'unchanged'
    return { key: kind, label, rule, outcome, objectType, id: activity.id }
}

/** Takes back what was just made, because what it says did not come about. @throws HubSpotError */
export async function takeBack({ account, options }: Desk, made: readonly Entailed[]): Promise<void> {
    const own = made.filter(({ outcome }) => outcome === 'done')
    await Promise.all(own.map(({ objectType, id }) => account.objects(objectType).archive({ id }, options)))
}
