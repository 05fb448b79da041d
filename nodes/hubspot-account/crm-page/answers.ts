/** What the CRM page and its routes (crm-routes.ts) say to each other. No behaviour here. */

/** GET api/state: asked once a second, so it holds only what tells the page whether to ask for more. */
export interface StateAnswer {
    /** Null when no sandbox account is deployed. */
    sandbox: SandboxState | null
}

export interface SandboxState {
    portalId: number
    /** The sandbox's clock, ms since the epoch. */
    now: number
    /** Changes with every change of the portal's data or definitions, and with the day. */
    revision: string
    /** Changes with every call to the sandbox's API. */
    logMark: string
    /** Changes with the findings, and with the revision. */
    findingsMark: string
    counts: {
        contacts: number
        deals: number
        tasks: number
        /** Null before the first look. */
        findings: number | null
        calls: number
    }
}

export const contactColumns = [
    'name',
    'email',
    'company',
    'stage',
    'status',
    'createdAt',
    'updatedAt'
] as const
export type ContactColumn = (typeof contactColumns)[number]

/** What the portal calls the values of its enumerations: by property, then by internal value. */
export type Labels = Record<string, Record<string, string>>

/** One line of the contacts table. Internal values; `labels` says what they are called. */
export interface ContactRow extends Record<ContactColumn, string> {
    id: string
}

export interface ContactQuery {
    /** Words that must all occur; empty for everyone. */
    search: string
    sort: ContactColumn
    descending: boolean
    offset: number
    limit: number
}

/** GET api/contacts */
export interface ContactsAnswer {
    revision: string
    /** How many match. */
    total: number
    rows: ContactRow[]
    labels: Labels
}

/** One act of writing: everything one source changed in one record at one moment. */
export interface TimelineEntry {
    /** ISO 8601 */
    at: string
    sourceType: string
    sourceId: string
    sourceLabel: string
    changes: { property: string; from: string; to: string }[]
}

/** The kinds of activity: HubSpot's object types. */
export const activityTypes = ['notes', 'emails', 'calls', 'meetings', 'tasks'] as const
export type ActivityType = (typeof activityTypes)[number]

/** An activity that is associated with the record. */
export interface ActivityEntry {
    /** ISO 8601: when it was or will be; of a task, when it is due. */
    at: string
    objectType: ActivityType
    id: string
    /** Empty when it has none, as a note. */
    title: string
    /** Plain text with line feeds, whatever HTML the activity holds. */
    text: string
    /** What else is shown, in its order: direction, outcome or status, owner. Internal values; `labels` names them. */
    properties: Record<string, string>
}

/** What a record's timeline is made of: its own changes have `changes`, activities an `objectType`. */
export type RecordEntry = TimelineEntry | ActivityEntry

/** GET api/contact */
export interface ContactAnswer {
    revision: string
    /** Null when there is no such contact (any more). */
    contact: (ContactRow & { properties: Record<string, string> }) | null
    /** Changes and activities, newest first, at most as many as asked for. */
    timeline: RecordEntry[]
    /** How many entries the timeline has in all. */
    entries: number
    labels: Labels
}

/** GET api/deal */
export interface DealAnswer {
    revision: string
    /** Null when there never was such a deal. Internal values; `labels` says what they are called. */
    deal: {
        id: string
        name: string
        stage: string
        amount: number | null
        owner: string
        /** It was deleted. */
        archived: boolean
        properties: Record<string, string>
    } | null
    /** Changes and activities, newest first, at most as many as asked for. */
    timeline: RecordEntry[]
    entries: number
    labels: Labels
}

export interface BoardDeal {
    id: string
    name: string
    /** Internal value. */
    stage: string
    /** Null when it is empty or no number. */
    amount: number | null
    /** A day (`2026-12-31`), or null. */
    closeDate: string | null
    /** Open, and its close date is past. */
    overdue: boolean
    /** Open, and the contract that was sent has expired (rule DS-05). */
    expired: boolean
    owner: string
}

/** How many deals, the sum of their amounts, and of their amounts by probability. */
export interface BoardFigures {
    count: number
    amount: number
    weighted: number
}

/** `deals` may hold fewer than `count`. */
export interface BoardColumn extends BoardFigures {
    /** Null for deals whose stage their pipeline does not have. */
    stage: string | null
    label: string
    /** 0 to 1 */
    probability: number | null
    closed: boolean
    deals: BoardDeal[]
}

/** GET api/board */
export interface BoardAnswer {
    revision: string
    /** Of all pipelines. */
    deals: number
    pipelines: { id: string; label: string; deals: number }[]
    /** The one whose board this is; null when the portal has none. */
    pipeline: string | null
    columns: BoardColumn[]
    open: BoardFigures
    won: BoardFigures
    lost: BoardFigures
    labels: Labels
}

export interface TaskRow {
    id: string
    subject: string
    status: string
    priority: string
    /** ISO 8601, or empty. */
    due: string
    owner: string
}

/** GET api/tasks */
export interface TasksAnswer {
    revision: string
    total: number
    rows: TaskRow[]
    labels: Labels
}

/** What the findings are worth: never looked, looking, as of when, or why not. */
export type LookState =
    | { state: 'never' }
    /** `most`: records that there are; an audit reads only those that may break a rule. */
    | { state: 'looking'; looked: number; most: number }
    /** `at`: ISO 8601, by the portal's clock, when the look began. */
    | { state: 'done'; at: string; looked: number }
    /** `code` and an English `message` without personal data. */
    | { state: 'failed'; at: string; code: string; message: string }

export interface FindingsQuery {
    /** A rule's id, or empty for all. */
    rule: string
    offset: number
    limit: number
}

/** A rule that something was found for. */
export interface FoundRule {
    rule: string
    /** What the handbook says, in its language. */
    says: string
    count: number
}

export interface FindingRow {
    /** Its own for as long as Node-RED runs. */
    key: number
    rule: string
    objectType: 'contacts' | 'deals' | 'portal'
    /** Empty for the portal's definitions. */
    id: string
    /** What the record is called now; empty when it has no name. */
    name: string
    /** One English sentence. */
    found: string
    says: string
    owner: string
}

/** A handbook that is bound to the sandbox. */
export interface HandbookChoice {
    /** Of its config node. */
    id: string
    name: string
    /** Empty when its settings are wrong. */
    edition: string
}

/** GET api/findings */
export interface FindingsAnswer {
    look: LookState
    /** The edition that was looked by; empty before that is known. */
    edition: string
    /** The portal, or the day, has changed since the look began. */
    isOld: boolean
    /** What may be looked by; when empty, the default edition is. */
    handbooks: HandbookChoice[]
    /** All that was found. */
    findings: number
    rules: FoundRule[]
    /** How many the pages hold: of a rule with very many findings, the first. */
    total: number
    rows: FindingRow[]
}

export interface CallRow {
    at: number
    method: string
    path: string
    status: number
    kind: 'read' | 'write' | 'search'
    inputs: number
}

/** GET api/log */
export interface LogAnswer {
    counts: Record<CallRow['kind'], number>
    /** The newest calls, newest first. */
    calls: CallRow[]
}

/** What POST api/clock may advance by: a day, two weeks. */
export const clockSteps = ['P1D', 'P14D'] as const
export type ClockStep = (typeof clockSteps)[number]
