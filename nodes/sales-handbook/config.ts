import type { NodeDef } from 'node-red'
import type { Migration } from '../shared'

/** What the dialog of a handbook stores. */
export interface HandbookSettings {
    /** A config node's id, or '' when the handbook is used without comparing it to a portal. */
    account: string
    /** The id of an edition. */
    edition: string
    /** A merge patch on the edition; a text when what was typed as JSON is none. */
    overrides: Record<string, unknown> | string
    version: number
}

export type HandbookConfig = NodeDef & HandbookSettings

/** From version 1 on: none yet. */
export const migrations: readonly Migration[] = []
