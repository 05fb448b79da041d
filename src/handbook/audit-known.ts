/** Findings that people know of and decided to leave. */
import type { AuditFinding } from './audit-types'
import { HandbookError } from './errors'

/** Says of a finding whether it is known. */
export type Known = (finding: Pick<AuditFinding, 'rule' | 'objectType' | 'id' | 'found'>) => boolean

const isText = (value: unknown): value is string | number =>
    typeof value === 'string' || typeof value === 'number'

/**
 * Reads a list of known findings, such as the rows of an audit's summary: `{ rule, objectType, id, found }`. With `found` an
 * entry counts for as long as the finding says the same; without it whatever the rule finds in the record is known. The
 * portal's definitions have no id, so theirs need `found`.
 * @param value nothing, or an array of such objects; their other fields do not matter
 * @throws HandbookError `INPUT_INVALID` that names the entry
 */
export function readKnown(value: unknown): Known {
    if (value === undefined || value === null || value === '') return () => false
    if (!Array.isArray(value)) throw new HandbookError('INPUT_INVALID', 'known findings must be a list')
    const entries = new Set(value.map((entry: unknown, index) => nameOf(entry, index)))
    return ({ rule, objectType, id, found }) => {
        const record = [rule, objectType, id]
        return entries.has(named(...record)) || entries.has(named(...record, found))
    }
}

function nameOf(entry: unknown, index: number): string {
    const { rule, objectType, id = '', found } = (entry ?? {}) as Record<string, unknown>
    const what = `known finding ${index + 1}`
    if (!isText(rule) || !isText(objectType) || !isText(id))
        throw new HandbookError('INPUT_INVALID', `${what} does not name a rule, an object type and an id`)
    if (found !== undefined && !isText(found))
        throw new HandbookError('INPUT_INVALID', `${what} says what was found in no text`)
    if (id === '' && found === undefined)
        throw new HandbookError('INPUT_INVALID', `${what} names no record and says nothing of what was found`)
    return named(rule, objectType, id, ...(found === undefined ? [] : [found]))
}

function named(...parts: readonly (string | number)[]): string {
    return JSON.stringify(parts.map((part) => String(part).trim()))
}
