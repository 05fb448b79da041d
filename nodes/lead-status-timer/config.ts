import type { Migration } from '../shared'

/** *event*: something happened; *set*: a person asks for a status; *sweep*: what is due by the clock. */
export const modes = ['event', 'set', 'sweep'] as const
export type Mode = (typeof modes)[number]

/** When a sweep runs by itself. */
export const schedules = ['off', 'minutes', 'hours', 'daily'] as const
export type Schedule = (typeof schedules)[number]

/** The node's own settings, as the dialog stores them. */
export interface TimerSettings {
    version: number
    account: string
    handbook: string
    mode: Mode
    record: string
    recordType: string
    /** Of type `event` a key of the edition; of type `auto` what the message itself shows; of others a key or label. */
    event: string
    eventType: string
    /** Of type `status` a key of the edition; of others a key, label or the portal's value. Never `status`: see docs/decisions/0225. */
    leadStatus: string
    leadStatusType: string
    /** Why; type `none` for nothing. */
    reason: string
    reasonType: string
    /** Keys of the timers that a sweep keeps, joined by commas; '' for all of the edition. */
    timers: string
    /** The owner gets a task when a clock sets the status. */
    tell: boolean
    schedule: Schedule
    /** Minutes or hours between two sweeps. */
    every: string
    /** Time of day of a daily sweep, such as `06:30`. */
    at: string
    /** Sweep also when the flows start. */
    atStart: boolean
    /** IANA name, for days and the daily sweep; '' is the portal's. */
    timeZone: string
    /** Days of the week on which people work, Monday 1 to Sunday 7, joined by commas. */
    workdays: string
    /** Days such as `2026-12-25`, with commas or spaces between. */
    holidays: string
    dryRun: boolean
}

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: TimerSettings = {
    version: 1,
    account: '',
    handbook: '',
    mode: 'event',
    record: 'payload',
    recordType: 'msg',
    event: '',
    eventType: 'auto',
    leadStatus: 'unqualified',
    leadStatusType: 'status',
    reason: 'reason',
    reasonType: 'msg',
    timers: '',
    tell: true,
    schedule: 'off',
    every: '1',
    at: '06:00',
    atStart: true,
    timeZone: '',
    workdays: '1,2,3,4,5',
    holidays: '',
    dryRun: false
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
export const migrations: readonly Migration[] = []
