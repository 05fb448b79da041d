import type { Migration } from '../shared'

/** The node's own settings, as the dialog stores them. */
export interface AuditSettings {
    version: number
    account: string
    handbook: string
    /** Ids of rules that are not looked at; all others are, also those that a later pack brings. */
    without: string[]
    /** Only what changed since then: `none` for everything, otherwise a typed input. */
    since: string
    sinceType: string
    /** A list of findings that are known and not told, as `readKnown` takes it; type `none` for none. */
    known: string
    knownType: string
    /** Days that an open deal may be without activity (SALES-04). */
    quietDays: string
    /** Days within which two people who write cross over (CT-03). */
    crossOverDays: string
    /** Internal name of the contact property that tells an active subscription (LC-17); '' for none. */
    subscription: string
}

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: AuditSettings = {
    version: 1,
    account: '',
    handbook: '',
    without: [],
    since: '',
    sinceType: 'none',
    known: '',
    knownType: 'none',
    quietDays: '14',
    crossOverDays: '30',
    subscription: ''
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
export const migrations: readonly Migration[] = []

/**
 * Days as an ISO 8601 duration; undefined for what is no whole number from 1 to 9999.
 */
export function daysIn(value: unknown): string | undefined {
    const text = typeof value === 'number' ? String(value) : value
    return typeof text === 'string' && /^\s*[1-9]\d{0,3}\s*$/.test(text) ? `P${text.trim()}D` : undefined
}
