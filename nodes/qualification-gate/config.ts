import type { Migration } from '../shared'

/** *both* records what the message brings and checks what is known, *record* and *check* do one of it. */
export const operations = ['both', 'record', 'check'] as const
export type Operation = (typeof operations)[number]

/** The node's own settings, as the dialog stores them. */
export interface GateSettings {
    version: number
    account: string
    handbook: string
    operation: Operation
    /** Of type `set` a key of the edition's question sets; of others a key or label. */
    questions: string
    questionsType: string
    record: string
    recordType: string
    /** An object of answers; a field `row` of the record may hold it. */
    answers: string
    answersType: string
    /** `found`: the contact's open deals; `none`: the contact alone; otherwise a deal's id. */
    deal: string
    dealType: string
    /** Keep the answers in the contact's properties too. */
    toProperties: boolean
    dryRun: boolean
}

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: GateSettings = {
    version: 1,
    account: '',
    handbook: '',
    operation: 'both',
    questions: 'mqlToSql',
    questionsType: 'set',
    record: 'payload',
    recordType: 'msg',
    answers: 'answers',
    answersType: 'msg',
    deal: '',
    dealType: 'found',
    toProperties: false,
    dryRun: false
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
export const migrations: readonly Migration[] = []
