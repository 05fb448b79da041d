/** Counts findings, and writes them down as a table (issue: per rule, per owner, as CSV). */
import type { AuditFinding } from './audit-types'

/** How often a rule is broken, or by whose records. */
export interface Tally {
    readonly [key: string]: number
}

/** A line of a table; a list of these becomes CSV. */
export type TableRow = Readonly<Record<string, string | number | null>>

/** Counts as it goes; keeps no findings. */
export class FindingTally {
    readonly #byRule = new Map<string, number>()
    readonly #byOwner = new Map<string, number>()
    #count = 0

    add({ rule, ownerId }: Pick<AuditFinding, 'rule' | 'ownerId'>): void {
        this.#count += 1
        this.#byRule.set(rule, (this.#byRule.get(rule) ?? 0) + 1)
        this.#byOwner.set(ownerId ?? '', (this.#byOwner.get(ownerId ?? '') ?? 0) + 1)
    }

    get count(): number {
        return this.#count
    }

    /** By rule id, in the handbook's order of ids. */
    get byRule(): Tally {
        return Object.fromEntries([...this.#byRule].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    }

    /** By owner id, the most first; '' is nobody. */
    get byOwner(): [ownerId: string, count: number][] {
        return [...this.#byOwner].toSorted(([, a], [, b]) => b - a)
    }
}

/**
 * CSV by RFC 4180, every cell quoted. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
 * @param columns which fields, in this order; they are the first line
 */
export function toCsv(columns: readonly string[], rows: readonly TableRow[]): string {
    const line = (cells: readonly (string | number | null | undefined)[]): string => cells.map(cell).join(',')
    return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))]
        .map((text) => `${text}\r\n`)
        .join('')
}

function cell(value: string | number | null | undefined): string {
    if (typeof value === 'number') return `"${value}"`
    const text = value ?? ''
    const safe = /^\s*[=+\-@\t\r\n|%＝＋－＠]/u.test(text) ? `'${text}` : text
    return `"${safe.replaceAll('"', '""')}"`
}
