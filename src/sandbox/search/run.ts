import type { StoredRecord, View } from '../crm/model'
import type { Portal } from '../crm/portal'
import { reader } from '../crm/read'
import type { RecordStore } from '../crm/store'
import { validation } from '../crm/errors'
import { testOf, type Test } from './filter'
import { searchReach, type SearchRequest } from './request'
import { queryTest } from './tokens'

export interface Found {
    total: number
    page: StoredRecord[]
    /** Where the next page begins; null on the last one. */
    next: number | null
}

/**
 * Runs a search over the records as the index has them (facts 3): new ones are not in it before the lag has
 * passed, changed ones still have their old values, archived ones are still found.
 */
export function runSearch(portal: Portal, store: RecordStore, request: SearchRequest, view: View): Found {
    const tests = [
        indexed(view),
        wordTest(store, request.query, view),
        groupTest(portal, store, request, view)
    ]
    const matches = store.records.filter((record) => tests.every((test) => test(record)))
    sort(store, matches, request.sort, view)
    const { after, limit } = request
    const end = Math.min(after + limit, searchReach)
    return {
        total: matches.length,
        page: matches.slice(after, end),
        next: limit > 0 && end < matches.length ? end : null
    }
}

const indexed =
    ({ horizon }: View): Test =>
    ({ created, archivedAt }) =>
        horizon === null
            ? archivedAt === null
            : created.at <= horizon && (archivedAt === null || archivedAt > horizon)

function wordTest(store: RecordStore, query: string, view: View): Test {
    if (query.trim() === '') return () => true
    const test = queryTest(query)
    const readers = store.type.searchable.map((name) => reader(store.derived, name, view))
    return (record) => test(readers.map((read) => read(record)))
}

/** One of the groups, and in it every filter; no groups mean every record. */
function groupTest(portal: Portal, store: RecordStore, { groups }: SearchRequest, view: View): Test {
    const tests = groups.map((filters) => filters.map((filter) => testOf(portal, store, filter, view)))
    return (record) => tests.length === 0 || tests.some((group) => group.every((test) => test(record)))
}

/** By the one sort, else by createdate upward; records without a value come last; equal ones by id. */
function sort(store: RecordStore, matches: StoredRecord[], by: SearchRequest['sort'], view: View): void {
    const { propertyName, descending } = by ?? {
        propertyName: store.type.createdProperty,
        descending: false
    }
    const definition = store.definitions.get(propertyName)
    if (!definition || definition.archived) throw validation(`Property "${propertyName}" does not exist`)
    if (propertyName === 'hs_object_id') {
        if (descending) matches.reverse()
        return
    }
    const read = reader(store.derived, propertyName, view)
    const isNumber = definition.type === 'number'
    const keyed = matches.map((record) => {
        const value = read(record)
        return { record, key: value !== undefined && isNumber ? Number(value) : value?.toLowerCase() }
    })
    const sign = descending ? -1 : 1
    // Stable, and the records stand by id already.
    keyed.sort(({ key: a }, { key: b }) => {
        if (a === b) return 0
        if (a === undefined) return 1
        if (b === undefined) return -1
        return a < b ? -sign : sign
    })
    for (const [index, { record }] of keyed.entries()) matches[index] = record
}
