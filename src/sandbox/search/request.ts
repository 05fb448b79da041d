import { validation, wrongType } from '../crm/errors'
import { asArray, asInteger, asObject, asOptionalText, asText, asTexts } from '../api/input'

const operators = [
    'LT',
    'LTE',
    'GT',
    'GTE',
    'EQ',
    'NEQ',
    'BETWEEN',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
    'NOT_CONTAINS_TOKEN'
] as const
export type Operator = (typeof operators)[number]

export interface Filter {
    propertyName: string
    operator: Operator
    value: string | undefined
    highValue: string | undefined
    values: string[]
}

export interface SearchRequest {
    query: string
    groups: Filter[][]
    sort: { propertyName: string; descending: boolean } | null
    properties: string[]
    limit: number
    /** How many results are passed over. */
    after: number
}

/** facts 3: the limits of one search. */
const most = { groups: 5, perGroup: 6, filters: 18, limit: 200, reach: 10_000, characters: 3000 }

/** A page may not reach further than this (facts 3). */
export const searchReach = most.reach

/**
 * Reads a search body (facts 3).
 * @throws CrmError 400 for what HubSpot refuses
 */
export function readSearch(body: unknown): SearchRequest {
    const given = asObject(body ?? {})
    if (JSON.stringify(given).length > most.characters)
        throw validation(`The request body must be ${most.characters} characters or less`)
    // Filters without a group are one group (?): seen in an example of the documentation.
    const loose = asArray(given['filters'])
    const groups = [
        ...asArray(given['filterGroups']).map((group) => asArray(asObject(group)['filters'])),
        ...(loose.length > 0 ? [loose] : [])
    ].map((filters) => filters.map(readFilter))
    checkCounts(groups)
    const limit = asInteger(given['limit'], 10)
    if (limit < 0 || limit > most.limit)
        throw validation(`limit must be between 0 and ${most.limit}, it was ${limit}`)
    const after = readAfter(given['after'])
    return {
        query: asOptionalText(given['query']) ?? '',
        groups,
        sort: readSort(given['sorts']),
        properties: asTexts(given['properties']),
        limit,
        after
    }
}

function checkCounts(groups: Filter[][]): void {
    const all = groups.reduce((sum, { length }) => sum + length, 0)
    if (groups.length > most.groups)
        throw validation(`At most ${most.groups} filterGroups are allowed, there were ${groups.length}`)
    if (groups.some(({ length }) => length > most.perGroup))
        throw validation(`At most ${most.perGroup} filters are allowed in a filterGroup`)
    if (all > most.filters) throw validation(`At most ${most.filters} filters are allowed, there were ${all}`)
}

function readFilter(value: unknown): Filter {
    const given = asObject(value)
    const operator = operators.find((name) => name === given['operator'])
    if (!operator) throw wrongType('FilterOperator', given['operator'])
    const filter: Filter = {
        propertyName: asText(given['propertyName']),
        operator,
        value: asOptionalText(given['value']),
        highValue: asOptionalText(given['highValue']),
        values: asTexts(given['values'])
    }
    const takesValues = operator === 'IN' || operator === 'NOT_IN'
    const takesNone = operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY'
    if (takesValues && filter.values.length === 0) throw validation(`operator ${operator} requires values`)
    if (!takesValues && !takesNone && filter.value === undefined)
        throw validation(`operator ${operator} requires a value`)
    if (operator === 'BETWEEN' && filter.highValue === undefined)
        throw validation(`operator ${operator} requires a highValue`)
    return filter
}

/** One sort at most; a name alone sorts upward. */
function readSort(value: unknown): SearchRequest['sort'] {
    const sorts = asArray(value)
    if (sorts.length > 1) throw validation('Only one sort is allowed')
    const [sort] = sorts
    if (sort === undefined) return null
    if (typeof sort === 'string')
        return { propertyName: sort.replace(/^-/, ''), descending: sort.startsWith('-') }
    const { propertyName, direction = 'ASCENDING' } = asObject(sort)
    if (direction !== 'ASCENDING' && direction !== 'DESCENDING') throw wrongType('SortDirection', direction)
    return { propertyName: asText(propertyName), descending: direction === 'DESCENDING' }
}

function readAfter(value: unknown): number {
    if (value === undefined || value === null || value === '') return 0
    const after = asInteger(value, 0)
    if (after < 0) throw validation('after must not be negative')
    // The verbatim body is not recorded (?).
    if (after >= most.reach)
        throw validation(`Paging beyond ${most.reach} results is not supported: after was ${after}`)
    return after
}
