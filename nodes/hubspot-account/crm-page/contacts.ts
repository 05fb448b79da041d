import type { SandboxRecord } from '../../../src/sandbox'
import type { ContactColumn, ContactQuery, ContactRow } from './answers'
import { lifecycleStages } from './stages'

/** A contact as the table shows it, with the text that a search looks into. */
export interface Contact {
    row: ContactRow
    searchable: string
}

/** What a search finds a contact by, besides its id. */
const searchedProperties = [
    'firstname',
    'lastname',
    'email',
    'hs_additional_emails',
    'company',
    'jobtitle',
    'phone',
    'lifecyclestage',
    'hs_lead_status'
]

const stageOrder = new Map(Object.keys(lifecycleStages).map((stage, index) => [stage, index]))

export function contactOf({ id, properties, createdAt, updatedAt }: SandboxRecord): Contact {
    const value = (name: string) => properties[name] ?? ''
    return {
        row: {
            id,
            name: [value('firstname'), value('lastname')].filter(Boolean).join(' '),
            email: value('email'),
            company: value('company'),
            stage: value('lifecyclestage'),
            status: value('hs_lead_status'),
            createdAt,
            updatedAt
        },
        searchable: fold([id, ...searchedProperties.map(value)].join('\n'))
    }
}

/** All contacts that a query matches, in its order; empty values last either way, ties by id. */
export function orderContacts(
    contacts: Iterable<Contact>,
    { search, sort, descending }: Pick<ContactQuery, 'search' | 'sort' | 'descending'>
): ContactRow[] {
    const words = fold(search).split(/\s+/).filter(Boolean)
    const keyed: { key: string; id: number; row: ContactRow }[] = []
    for (const { row, searchable } of contacts) {
        if (words.every((word) => searchable.includes(word)))
            keyed.push({ key: sortKey(row, sort), id: Number(row.id), row })
    }
    const direction = descending ? -1 : 1
    keyed.sort((a, b) => {
        if (a.key === b.key) return direction * (a.id - b.id)
        if (a.key === '' || b.key === '') return a.key === '' ? 1 : -1
        return a.key < b.key ? -direction : direction
    })
    return keyed.map(({ row }) => row)
}

/** Stages sort in the order of the lifecycle, a portal's own ones behind. */
function sortKey(row: ContactRow, column: ContactColumn): string {
    const value = row[column]
    if (column !== 'stage' || value === '') return fold(value)
    return `${String(stageOrder.get(value) ?? 99).padStart(2, '0')} ${value}`
}

/** Lower case and without accents, so that "muller" finds "Müller". */
export function fold(text: string): string {
    const lower = text.toLowerCase()
    return /^[\n -~]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '')
}
