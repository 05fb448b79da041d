import type { Migration } from '../shared'

/** *check* decides and reports, *apply* also writes, *review* judges a change that was already made. */
export const modes = ['check', 'apply', 'review'] as const
export type Mode = (typeof modes)[number]

/** What *review* does about a stage that was skipped: nothing, enter it afterwards, or put the contact back. */
export const repairs = ['report', 'fill', 'back'] as const
export type Repair = (typeof repairs)[number]

/** The node's own settings, as the dialog stores them. */
export interface GuardSettings {
    version: number
    account: string
    handbook: string
    mode: Mode
    record: string
    recordType: string
    /** Whether the stage is given, or what happened makes it. */
    decideBy: 'stage' | 'evidence'
    /** Of type `stage` a key of the edition; of others a key, label or the portal's value. */
    stage: string
    stageType: string
    /** Of type `evidence` keys of the edition, joined by commas. */
    evidence: string
    evidenceType: string
    /** What is known besides and not in the CRM; type `none` for nothing. */
    support: string
    supportType: string
    /** What the contact wrote; type `none` for nothing. */
    text: string
    textType: string
    skip: 'refuse' | 'walk'
    repair: Repair
    allowBackward: boolean
    dryRun: boolean
    /** Internal names to return. */
    properties: string[]
}

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: GuardSettings = {
    version: 1,
    account: '',
    handbook: '',
    mode: 'check',
    record: 'payload',
    recordType: 'msg',
    decideBy: 'stage',
    stage: 'lead',
    stageType: 'stage',
    evidence: 'demoRequest',
    evidenceType: 'evidence',
    support: '',
    supportType: 'none',
    text: '',
    textType: 'none',
    skip: 'refuse',
    repair: 'report',
    allowBackward: false,
    dryRun: false,
    properties: ['email', 'firstname', 'lastname', 'lifecyclestage', 'hs_lead_status', 'hubspot_owner_id']
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
export const migrations: readonly Migration[] = []
