import { invalidInput } from '../../shared'
import { contactColumns, type ContactQuery, type FindingsQuery } from './answers'

/** The longest search text that is looked at. */
const maxSearch = 200
/** The most rows of one page. */
const maxPage = 200

/**
 * Reads the query string of api/contacts; what is left out has a default.
 * @throws NodeError `INPUT_INVALID` for a column or number that makes no sense
 */
export function readContactQuery(query: Record<string, unknown>): ContactQuery {
    const { search = '', sort = 'updatedAt', descending = 'true' } = query
    if (typeof search !== 'string') throw invalidInput('the search must be one text')
    const column = contactColumns.find((known) => known === sort)
    if (!column) throw invalidInput('unknown column to sort by')
    if (descending !== 'true' && descending !== 'false')
        throw invalidInput('descending must be true or false')
    return {
        search: search.slice(0, maxSearch),
        sort: column,
        descending: descending === 'true',
        offset: readWhole(query.offset, 0, Number.MAX_SAFE_INTEGER, 0),
        limit: readWhole(query.limit, 1, maxPage, 50)
    }
}

/**
 * Reads the query string of api/findings.
 * @throws NodeError `INPUT_INVALID` for a rule or number that makes no sense
 */
export function readFindingsQuery({ rule = '', offset, limit }: Record<string, unknown>): FindingsQuery {
    if (typeof rule !== 'string' || rule.length > 36) throw invalidInput('expected the id of a rule')
    return {
        rule,
        offset: readWhole(offset, 0, Number.MAX_SAFE_INTEGER, 0),
        limit: readWhole(limit, 1, maxPage, 50)
    }
}

/**
 * Which pipeline api/board is asked for; null when that is left open.
 * @throws NodeError `INPUT_INVALID` for what is no id
 */
export function readPipeline(value: unknown): string | null {
    if (value === undefined || value === '') return null
    // Ids of pipelines have at most 36 characters (facts 6).
    if (typeof value !== 'string' || value.length > 36) throw invalidInput('expected the id of a pipeline')
    return value
}

/**
 * A whole number of a query string.
 * @throws NodeError `INPUT_INVALID` when it is none or outside its bounds
 */
export function readWhole(value: unknown, least: number, most: number, otherwise: number): number {
    if (value === undefined) return otherwise
    const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= least && number <= most))
        throw invalidInput(`expected a whole number from ${least} to ${most}`)
    return number
}
