import {
    checkCalendar,
    statusKey,
    type Binding,
    type CalendarOptions,
    type Edition
} from '../../src/handbook'
import type { Account, CrmRecord, OperationOptions } from '../../src/hubspot'
import { BoundKeys, invalidConfig, stageProperty } from '../shared'
import type { TimerSettings } from './config'

/** What is read of every contact besides stage and status: what a message carries on, and what the clocks need (facts/hubspot.md 7). */
const contactProperties = [
    'email',
    'firstname',
    'lastname',
    'createdate',
    'hubspot_owner_id',
    'notes_last_contacted',
    'hs_sales_email_last_replied'
]

/** One portal, and the handbook that is in force for it: what all work on one message shares. */
export interface Desk {
    account: Account
    portalId: number
    edition: Edition
    stages: BoundKeys
    statuses: BoundKeys
    calendar: CalendarOptions
    /** Internal names to read of every contact. */
    properties: readonly string[]
    /** Nothing is written. */
    dryRun: boolean
    /** Of every call: its signal ends with a reset or a close. */
    options: OperationOptions
}

/** @throws HubSpotError; NodeError or HandbookError `CONFIG_INVALID` for days that cannot be counted */
export async function openDesk(
    account: Account,
    edition: Edition,
    binding: Binding,
    settings: TimerSettings,
    options: OperationOptions
): Promise<Desk> {
    const { portalId, timeZone } = await account.details(options)
    const statuses = BoundKeys.statuses(edition, binding)
    return {
        account,
        portalId,
        edition,
        stages: BoundKeys.stages(edition, binding),
        statuses,
        properties: [...contactProperties, stageProperty, statuses.property],
        calendar: calendarOf(settings, timeZone),
        dryRun: settings.dryRun || account.readOnly,
        options
    }
}

/**
 * How the node counts days.
 * @param portalZone the portal's time zone, for a node that names none
 * @throws HandbookError or NodeError `CONFIG_INVALID`
 */
export function calendarOf(
    { timeZone, workdays, holidays }: Pick<TimerSettings, 'timeZone' | 'workdays' | 'holidays'>,
    portalZone: string
): CalendarOptions {
    const days = workdays.split(/[\s,;]+/).filter(Boolean)
    if (days.some((day) => !/^[1-7]$/.test(day)))
        throw invalidConfig('the working days are numbers from 1 (Monday) to 7 (Sunday)')
    const calendar = {
        timeZone: timeZone.trim() || portalZone || 'UTC',
        workdays: days.map(Number),
        holidays: holidays.split(/[\s,;]+/).filter(Boolean)
    }
    checkCalendar(calendar)
    return calendar
}

/** A contact's stage and lead status by the edition's keys; what the edition does not have as the portal has it. */
export function keysOf(
    { edition, stages, statuses }: Desk,
    { properties }: Pick<CrmRecord, 'properties'>
): { stage: string | null; status: string | null } {
    const status = statuses.keyOf(properties[statuses.property])
    // A value that every portal has is known also when the portal's own could not be read.
    return { stage: stages.keyOf(properties[stageProperty]), status: statusKey(edition, status) ?? status }
}

/** The portal's values of these keys; keys that it has none for are left out, as no contact can have them. */
export function valuesOf(keys: readonly string[], bound: BoundKeys): string[] {
    return keys.flatMap((key) => {
        try {
            return bound.valueOf(key) || []
        } catch {
            return []
        }
    })
}
