/** Search past HubSpot's cap of 10,000, by the id of the last record seen (facts/hubspot.md 3). */
import type { SearchRequest } from './clientTypes'
import { HubSpotError } from './errors'
import { nextPage, toRecords } from './records'
import type { RoundContext } from './roundWork'
import type { CrmRecord, SearchFilter, SearchQuery } from './types'
import { checkName, invalid, toNames, toText } from './values'

const mostGroups = 5
const mostFiltersOfAGroup = 6
const mostFilters = 18
const longestBody = 3000
const mostResults = 10_000
const largestPage = 200
const longestId = '9'.repeat(20)

type Groups = SearchRequest['filterGroups']

/**
 * Every record that matches, ascending by id.
 * @throws HubSpotError `INPUT_INVALID` before the first call when HubSpot would refuse the query
 */
export async function* searchRecords(
    objectType: string,
    context: () => Promise<RoundContext>,
    query: SearchQuery
): AsyncGenerator<CrmRecord> {
    const groups = checkGroups(query.filterGroups ?? [])
    const properties = toNames(query.properties)
    const wanted = wholeNumber(query.limit, 'limit', Number.POSITIVE_INFINITY)
    const pageSize = wholeNumber(query.pageSize, 'pageSize', largestPage)
    if (pageSize > largestPage) throw invalid(`a page of search results has at most ${largestPage} records`)
    if (query.query !== undefined && typeof query.query !== 'string')
        throw invalid('the search text is not a text')
    const request = (limit: number): SearchRequest => ({
        ...(query.query && { query: query.query }),
        filterGroups: groups,
        sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
        properties,
        limit
    })
    const onward = (limit: number, last: string): SearchRequest => ({
        ...request(limit),
        filterGroups: withFilter(groups, afterId(last))
    })
    // Paging by id sees each record once even while others come and go. Where there is no room for the filter that
    // this takes, paging by offset goes as far as HubSpot lets it.
    const byId = hasRoom(groups) && isShort(onward(pageSize, longestId))
    let page = request(Math.min(pageSize, wanted))
    let seen = 0
    let last = ''
    while (seen < wanted) {
        if (!isShort(page)) throw invalid(`the search is longer than ${longestBody} characters`)
        const { target } = await context()
        const answer = await target.client.search(objectType, page, { signal: query.signal })
        const records = toRecords(answer)
        for (const record of records) {
            if (seen >= wanted) return
            seen += 1
            yield record
        }
        const after = nextPage(answer)
        if (records.length === 0 || after === null || seen >= wanted) return
        const limit = Math.min(pageSize, wanted - seen)
        if (!byId && seen + limit > mostResults)
            throw invalid(
                `more than ${mostResults} records match, and the search has no room for the filter that gets past them`
            )
        const lastNow = records.at(-1)?.id ?? ''
        if (lastNow === last)
            throw new HubSpotError('HUBSPOT_UNAVAILABLE', 'HubSpot repeats a page of the search')
        last = lastNow
        page = byId ? onward(limit, last) : { ...request(limit), after }
    }
}

/** Copies the groups, so that a caller who changes them while we page changes nothing. */
function checkGroups(given: unknown): Groups {
    if (!Array.isArray(given)) throw invalid('the filter groups of the search are not an array')
    const groups = given.map((group: { filters?: unknown } | null) => {
        if (!Array.isArray(group?.filters) || group.filters.length === 0)
            throw invalid('a filter group of the search has no filters')
        if (group.filters.length > mostFiltersOfAGroup)
            throw invalid(`a filter group of a search has at most ${mostFiltersOfAGroup} filters`)
        return { filters: group.filters.map(checkFilter) }
    })
    if (groups.length > mostGroups) throw invalid(`a search has at most ${mostGroups} filter groups`)
    if (groups.reduce((sum, { filters }) => sum + filters.length, 0) > mostFilters)
        throw invalid(`a search has at most ${mostFilters} filters`)
    return groups
}

function checkFilter(given: Partial<Record<keyof SearchFilter, unknown>> | null): SearchFilter {
    const propertyName = given?.propertyName
    checkName(propertyName)
    if (typeof given?.operator !== 'string') throw invalid('a filter of the search has no operator')
    const { operator, value, highValue, values } = given
    return {
        propertyName,
        operator: operator as SearchFilter['operator'],
        ...(value !== undefined && { value: toComparison(value) }),
        ...(highValue !== undefined && { highValue: toComparison(highValue) }),
        ...(Array.isArray(values) && { values: values.map(toComparison) })
    }
}

/** Filters take what properties take: dates as ISO 8601 (facts/hubspot.md 3), numbers as digits. */
function toComparison(value: unknown): string {
    return toText('value', value)
}

function isShort(request: SearchRequest): boolean {
    return JSON.stringify(request).length <= longestBody
}

function hasRoom(groups: Groups): boolean {
    const filters = groups.reduce((sum, group) => sum + group.filters.length, 0)
    return (
        groups.every((group) => group.filters.length < mostFiltersOfAGroup) &&
        filters + groups.length <= mostFilters
    )
}

function withFilter(groups: Groups, filter: SearchFilter): Groups {
    return groups.length === 0
        ? [{ filters: [filter] }]
        : groups.map(({ filters }) => ({ filters: [...filters, filter] }))
}

function afterId(value: string): SearchFilter {
    return { propertyName: 'hs_object_id', operator: 'GT', value }
}

function wholeNumber(given: unknown, name: string, otherwise: number): number {
    if (given === undefined || given === null) return otherwise
    if (typeof given !== 'number' || !Number.isInteger(given) || given < 1)
        throw invalid(`the search's ${name} is not a whole number above zero`)
    return given
}
