import type { Edition, LifecycleVerdict } from '../../src/handbook'
import type { Repair } from './config'
import type { Change } from './review'

/** What is written to mend a change: stages to enter in order, the first of them by clear, then set. */
export interface RepairPlan {
    path: string[]
    /** One English sentence that goes behind the verdict's reason. */
    reason: string
}

/**
 * Plans how a change that the handbook refuses is mended. *fill* enters the stages that were skipped and then the one
 * the contact is in, once nothing else is missing. *back* puts the contact back to where it was; a contact that had no
 * stage goes to the first one that was skipped, because every contact has one (rule LC-01).
 * @param isDry only the words change
 */
export function planRepair(
    edition: Edition,
    { from, to, finding }: Change,
    { missing }: LifecycleVerdict,
    repair: Exclude<Repair, 'report'>,
    isDry: boolean
): RepairPlan {
    const { order, stages, first } = edition.lifecycle
    const done = isDry ? 'would be' : 'was'
    const label = (key: string) => stages[key]?.label ?? key
    if (repair === 'fill') {
        if (finding?.kind !== 'skipped')
            return { path: [], reason: 'There is no gap to fill, so nothing was written.' }
        const skipped = finding.missing.map(({ key }) => key)
        if (missing.length > skipped.length)
            return { path: [], reason: 'The gap was not filled, because more is missing.' }
        const names = skipped.map(label).join(', ')
        return {
            path: [...skipped, to],
            reason: `The gap ${done} filled by entering ${names} and then ${label(to)}.`
        }
    }
    const known = from !== null && order.includes(from) ? from : undefined
    const before = known ?? finding?.missing[0]?.key ?? first.at(-1)
    if (before === undefined || before === to)
        return { path: [], reason: 'There is no stage to put the contact back to, so nothing was written.' }
    return { path: [before], reason: `The contact ${done} put back to ${label(before)}.` }
}
