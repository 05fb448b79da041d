import type { CrmRecord, SearchFilter } from '../../src/hubspot'
import type { Message, Work } from '../shared'
import type { ContactSettings } from './config'
import { found, type Contacts } from './operate'
import { inPages, pageSize, withParts } from './sequence'

/** A search with all its values known. */
export interface Search {
    filters: SearchFilter[]
    query: string
    limit: number | undefined
    properties: readonly string[]
    output: ContactSettings['output']
}

/**
 * Sends what the search finds, ascending by id: as one array, as pages, or record by record.
 * @param sequenceId the id of the message sequence
 */
export async function search(
    contacts: Contacts,
    { filters, query, limit, properties, output }: Search,
    message: Message,
    io: Work,
    sequenceId: string
): Promise<void> {
    const records = contacts.store.search({
        ...(query === '' ? {} : { query }),
        ...(filters.length > 0 ? { filterGroups: [{ filters }] } : {}),
        ...(limit === undefined ? {} : { limit }),
        properties,
        signal: io.signal
    })
    if (output === 'array') {
        const all: CrmRecord[] = []
        for await (const record of records) all.push(record)
        await describe(contacts, message, all)
        io.send(message)
        return
    }
    const isPaged = output === 'pages'
    const common = { id: sequenceId, len: isPaged ? pageSize : 1, parts: message.parts }
    for await (const { item, parts } of withParts<CrmRecord | CrmRecord[]>(
        isPaged ? inPages(records) : records,
        common
    )) {
        const out: Message = { ...message, parts }
        await describe(contacts, out, item)
        io.send(out)
    }
}

async function describe(contacts: Contacts, message: Message, item: CrmRecord | CrmRecord[]): Promise<void> {
    if (Array.isArray(item)) {
        const outcomes = await Promise.all(item.map((record) => found(contacts, record)))
        message.payload = outcomes.map(({ record }) => record)
        message.hubspot = outcomes.map(({ info }) => info)
    } else {
        const { record, info } = await found(contacts, item)
        message.payload = record
        message.hubspot = info
    }
}
