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
    /** Changes with every change of the portal's data. */
    revision: string
    /** Changes with every call to the sandbox's API. */
    logMark: string
    counts: { contacts: number; deals: number; tasks: number; calls: number }
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

/** One line of the contacts table. Internal values; the page puts HubSpot's labels on stage and status. */
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

/** GET api/contact */
export interface ContactAnswer {
    revision: string
    /** Null when there is no such contact (any more). */
    contact: (ContactRow & { properties: Record<string, string> }) | null
    /** Newest first, at most as many as asked for. */
    timeline: TimelineEntry[]
    /** How many entries the timeline has in all. */
    entries: number
}

export interface BoardDeal {
    id: string
    name: string
    stage: string
    /** Null when it is empty or no number. */
    amount: number | null
    /** ISO 8601, or empty. */
    closeDate: string
}

export interface BoardColumn {
    stage: string
    label: string
    closed: boolean
    /** How many deals stand here; `deals` may hold fewer. */
    count: number
    /** The sum of all amounts here. */
    amount: number
    deals: BoardDeal[]
}

/** GET api/board */
export interface BoardAnswer {
    revision: string
    deals: number
    columns: BoardColumn[]
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
