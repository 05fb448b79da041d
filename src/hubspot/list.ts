/** Every record of an object type, page by page (facts/hubspot.md 2). */
import { readBatches } from './batchCalls'
import { fateOf } from './batches'
import { defaultProperties, nextPage, project, toRecords } from './records'
import type { RoundContext } from './roundWork'
import type { CrmRecord, ListOptions } from './types'
import { invalid, toNames } from './values'

const pageSize = 100
const pageSizeWithHistory = 50

/** HubSpot refuses a longer list of names in a query with 414 (facts/hubspot.md 1.4: about 16,200 characters). */
const longestQuery = 8000

/** @throws HubSpotError while it is iterated */
export async function* listRecords(
    objectType: string,
    context: () => Promise<RoundContext>,
    options: ListOptions = {}
): AsyncGenerator<CrmRecord> {
    const properties = toNames(options.properties)
    const history = toNames(options.propertiesWithHistory)
    const names = [...new Set([...defaultProperties(objectType), ...properties])]
    const most = options.limit ?? Number.POSITIVE_INFINITY
    if (typeof most !== 'number' || !(most >= 1))
        throw invalid('the limit of the list is not a number above zero')
    const apart =
        [...names, ...history].join('&propertiesWithHistory=').length > longestQuery && !options.archived
    const size = history.length > 0 ? pageSizeWithHistory : pageSize
    let after: string | null = null
    let seen = 0
    do {
        const { target } = await context()
        const call = { signal: options.signal }
        const answer = await target.client.getPage(
            objectType,
            {
                limit: Math.min(size, most - seen),
                ...(after !== null && { after }),
                properties: apart ? [] : names,
                propertiesWithHistory: apart ? [] : history,
                archived: options.archived === true
            },
            call
        )
        const records = toRecords(answer)
        const full = apart ? await readApart({ ...target, call }, records, names, history) : records
        for (const record of full) {
            if (seen >= most) return
            seen += 1
            yield project(record, names, history)
        }
        const next = nextPage(answer)
        after = next === after ? null : next
    } while (after !== null && seen < most)
}

/** The records of a page whose properties are too many for a query, by a batch read. */
async function readApart(
    target: RoundContext['target'],
    page: CrmRecord[],
    names: string[],
    history: string[]
): Promise<CrmRecord[]> {
    const inputs = page.map(({ id }) => ({ ref: { id } }))
    const fates = await readBatches(target, inputs, names, history)
    return inputs.flatMap((input) => {
        const fate = fateOf(fates, input)
        if ('error' in fate) throw fate.error
        return fate.record ? [fate.record] : []
    })
}
