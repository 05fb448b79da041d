import type { ActivityDraft, ActivityType, PropertyInput } from '../../src/hubspot'
import type { Typed } from '../shared'
import { typedOf, type ActivitySettings, type TypedField } from './config'
import { dueAt, holidaysOf, instantOf, lengthOf } from './times'

/** The value of a typed input for the entry that is worked on. */
export type ValueOf = (typed: Typed) => Promise<unknown>

/** Types of ours that stand for no value. */
const valueless = new Set(['none', 'now', 'content'])

/**
 * What is to be logged, from the settings and the message; without the owner.
 * @param now ms since 1970
 * @param portalZone the portal's time zone, for a node that names none
 * @throws NodeError `INPUT_INVALID`, HandbookError `CONFIG_INVALID` for a time zone that is none
 */
export async function readDraft(
    settings: ActivitySettings,
    type: ActivityType,
    valueOf: ValueOf,
    now: number,
    portalZone: string
): Promise<ActivityDraft> {
    const read = (field: TypedField) => readField(settings, field, valueOf)
    const timeZone = settings.timeZone.trim() || portalZone || 'UTC'
    const draft: ActivityDraft = {
        type,
        text: (await read('text')) as PropertyInput,
        isHtml: settings.html,
        reference: await read('reference')
    }
    if (type !== 'notes') draft.subject = (await read('subject')) as PropertyInput
    if (type === 'emails' || type === 'calls') draft.direction = await read('direction')
    if (type === 'emails') {
        draft.from = await read('from')
        draft.to = await read('to')
    }
    if (type === 'calls' || type === 'meetings') {
        draft.outcome = await read('outcome')
        draft.duration = lengthOf(await read('duration'))
    }
    if (type === 'meetings') draft.location = (await read('location')) as PropertyInput
    if (type === 'tasks') {
        const holidays = holidaysOf(await read('holidays'))
        const due = dueAt(await read('due'), settings.dueType, now, { timeZone, holidays })
        const { priority, taskType } = settings
        return { ...draft, at: due.at, isTimeTold: due.isTold, priority, taskType }
    }
    const time = await read('time')
    if (time === undefined || time === null || time === '') return draft
    return { ...draft, at: instantOf(time, { timeZone }, 'the time'), isTimeTold: true }
}

/** The value of a field, undefined for one whose type stands for none. */
export async function readField(
    settings: ActivitySettings,
    field: TypedField,
    valueOf: ValueOf
): Promise<unknown> {
    const typed = typedOf(settings, field)
    if (valueless.has(typed.type)) return undefined
    // A choice, a duration and a number of days are texts that were entered in the dialog.
    const isEntered = ['option', 'business', 'duration'].includes(typed.type)
    return valueOf(isEntered ? { ...typed, type: 'str' } : typed)
}
