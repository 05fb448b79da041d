import type { Migration } from '../shared'

export const operations = ['open', 'move', 'won', 'lost', 'review', 'board'] as const
export type Operation = (typeof operations)[number]

/** The node's own settings, as the dialog stores them. */
export interface DealSettings {
    version: number
    account: string
    handbook: string
    operation: Operation
    /** The contact when a deal is opened, otherwise the deal. */
    record: string
    recordType: string
    /** For *move*. Of type `stage` a key of the edition; of others a key, label or the portal's value. */
    stage: string
    stageType: string
    /** An object of the deal's properties to write; type `none` for nothing. */
    deal: string
    dealType: string
    /** Of type `requirement` keys of what a person says is met, joined by commas; type `none` for nothing. */
    confirmed: string
    confirmedType: string
    /** Open another deal beside an open one. */
    allowSecond: boolean
    /** What a move entails, by the edition's key, where it is not as the edition does by default. */
    entails: Record<string, boolean>
    /** For *review*: a task for the owner of a deal that lacks something. */
    ask: boolean
    /** For *review*: what is done with such a deal besides. */
    repair: 'report' | 'back' | 'close'
    /** For *board*: for how many days closed deals stay on it, as digits; '' for ever. */
    closedDays: string
    /** For *board*: look for closed deals that were archived. */
    archived: boolean
    dryRun: boolean
}

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: DealSettings = {
    version: 1,
    account: '',
    handbook: '',
    operation: 'open',
    record: 'payload',
    recordType: 'msg',
    stage: 'pocStarted',
    stageType: 'stage',
    deal: 'deal',
    dealType: 'msg',
    confirmed: '',
    confirmedType: 'none',
    allowSecond: false,
    entails: {},
    ask: true,
    repair: 'report',
    closedDays: '90',
    archived: false,
    dryRun: false
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
export const migrations: readonly Migration[] = []
