import type { Binding, Edition } from '../../src/handbook'
import { invalidInput, kindOf, type BoundKeys, type Typed } from '../shared'
import type { Asked } from './change'
import type { TimerSettings } from './config'
import { eventIn } from './events'
import type { Subject } from './subject'

/** Evaluates a typed input for one record. */
type ValueOf = (typed: Typed) => Promise<unknown>

/** What messages are read with. */
export interface Reading {
    edition: Edition
    binding: Binding
    stages: BoundKeys
    /** Of the portal, ms since 1970. */
    now: number
}

/**
 * What a message asks for one contact.
 * @throws NodeError `INPUT_INVALID`
 */
export async function readRequest(
    settings: TimerSettings,
    { edition, binding, stages, now }: Reading,
    { told }: Subject,
    valueOf: ValueOf
): Promise<Asked> {
    const reason = await reasonIn(settings, valueOf)
    if (settings.mode === 'set') return { to: await statusIn(settings, valueOf), reason }
    const { event, eventType } = settings
    if (eventType === 'event') return { event, reason }
    if (eventType !== 'auto')
        return { event: eventOf(settings, await valueOf({ value: event, type: eventType })), reason }
    const found = told && eventIn(told, { edition, stages, dealStages: binding.dealStages }, now)
    return { ...(found ? { event: found } : {}), reason }
}

async function statusIn(
    { leadStatus, leadStatusType }: TimerSettings,
    valueOf: ValueOf
): Promise<string | number | null> {
    const value =
        leadStatusType === 'status' ? leadStatus : await valueOf({ value: leadStatus, type: leadStatusType })
    if (value === undefined)
        throw invalidInput(`${leadStatusType}.${leadStatus.slice(0, 60)} holds no lead status`)
    if (value === null || typeof value === 'string' || typeof value === 'number') return value
    throw invalidInput(`a lead status must be a text, not ${kindOf(value)}`)
}

function eventOf({ event, eventType }: TimerSettings, value: unknown): string {
    if (typeof value === 'string' && value.trim() !== '') return value
    if (value === undefined || value === null || value === '') {
        const isPlace = eventType !== 'jsonata'
        throw invalidInput(
            isPlace ? `${eventType}.${event.slice(0, 60)} names no event` : 'no event is named'
        )
    }
    throw invalidInput(`an event must be a text, not ${kindOf(value)}`)
}

async function reasonIn({ reason, reasonType }: TimerSettings, valueOf: ValueOf): Promise<string> {
    const value = reasonType === 'none' ? undefined : await valueOf({ value: reason, type: reasonType })
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return value.trim()
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    throw invalidInput(`a reason must be a text, not ${kindOf(value)}`)
}
