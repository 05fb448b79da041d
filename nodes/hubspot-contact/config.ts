import type { Migration, Typed } from '../shared'

/** What the node can do with contacts, in the order of the dialog. */
export const operations = ['upsert', 'create', 'update', 'get', 'search', 'archive', 'undo'] as const

export type Operation = (typeof operations)[number]

/** Operations that write properties, and so know mapping, blank values and dry run. */
export const writing: ReadonlySet<Operation> = new Set(['upsert', 'create', 'update'])

/** Operations that find their record by `matchBy`. */
export const matching: ReadonlySet<Operation> = new Set(['upsert', 'update', 'get', 'archive'])

/** One line of the mapping: a property takes the value of a typed input (types `row` and `option` are ours). */
export interface MappingRow extends Typed {
    property: string
}

/** One line of the search's filter list. */
export interface FilterRow extends Typed {
    property: string
    /** HubSpot's own name of the operator (facts/hubspot.md 3). */
    operator: string
    /** The upper end of `BETWEEN`. */
    high: string
    highType: string
}

/** The node's own settings, as the dialog stores them. */
export interface ContactSettings {
    version: number
    account: string
    operation: Operation
    record: string
    recordType: string
    /** What *undo* takes back. */
    change: string
    changeType: string
    /** `email`, `id`, or the internal name of a unique property. */
    matchBy: string
    mapping: MappingRow[]
    blank: 'leave' | 'clear'
    onlyEmpty: boolean
    dryRun: boolean
    /** Internal names to return besides what HubSpot returns by itself. */
    properties: string[]
    /** Internal names whose history *get* returns. */
    history: string[]
    notFound: 'error' | 'null'
    filters: FilterRow[]
    query: string
    queryType: string
    limit: string
    limitType: string
    output: 'array' | 'pages' | 'records'
}

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: ContactSettings = {
    version: 1,
    account: '',
    operation: 'upsert',
    record: 'payload',
    recordType: 'msg',
    change: 'hubspot',
    changeType: 'msg',
    matchBy: 'email',
    mapping: [],
    blank: 'leave',
    onlyEmpty: false,
    dryRun: false,
    properties: ['email', 'firstname', 'lastname', 'lifecyclestage', 'hs_lead_status', 'hubspot_owner_id'],
    history: [],
    notFound: 'error',
    filters: [],
    query: '',
    queryType: 'str',
    limit: '',
    limitType: 'num',
    output: 'array'
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
export const migrations: readonly Migration[] = []
