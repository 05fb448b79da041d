/** What the admin routes answer and the dialog shows. Types only. */
import type { Unreadable } from '../shared/definitions'
import type { Change, Difference, EditionSummary, Issue } from '../../src/handbook'
import type { ErrorCode } from '../../src/hubspot'

/** How a value is written in the dialog. */
export type FieldKind = 'text' | 'duration' | 'percent'

export interface TableField {
    /** Its key below the row's path. */
    name: string
    kind: FieldKind
}

export interface TableRow {
    /** Dotted path into the edition: `lifecycle.stages.mql`. */
    path: string
    /** What a person knows the row by. */
    title: string
    rule: string
    /** The rule in one sentence. */
    ruleText: string
    /** What the edition says without overrides; null where it says nothing. */
    base: Readonly<Record<string, string | number | null>>
    /** Only for timers: they count business days. */
    businessDays?: boolean
}

export interface Table {
    id: 'lifecycleStages' | 'leadStatuses' | 'timers' | 'dealPipeline' | 'dealStages' | 'properties'
    fields: TableField[]
    rows: TableRow[]
}

/** Of `handbook/validate`. */
export interface ValidateAnswer {
    editions: EditionSummary[]
    /** What is wrong with the overrides. */
    issues: readonly Issue[]
    /** With the overrides' own entries while there are no issues. */
    tables: Table[]
}

/** Of `handbook/compare`. */
export interface CompareAnswer {
    portalId: number
    /** The account writes nothing. */
    readOnly: boolean
    differences: Difference[]
    /** What *Create what is missing* would do. */
    changes: Change[]
    unreadable: Unreadable[]
}

/** What became of one change. */
export interface ChangeResult {
    change: Change
    /** Left out when it was made. */
    error?: { code: ErrorCode; message: string }
}

/** Of `handbook/create`: what was done, and the comparison afterwards. */
export interface CreateAnswer extends CompareAnswer {
    results: ChangeResult[]
    /** Confirmed changes that were not made, because the portal has changed since they were shown. */
    skipped: number
}
