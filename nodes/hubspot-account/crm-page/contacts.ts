import type { SandboxRecord } from '../../../src/sandbox'
import type { ContactQuery, ContactRow, Labels } from './answers'
import { labelOf } from './labels'

/** A contact as the table shows it, with the text that a search looks into. */
export interface Contact {
    row: ContactRow
    searchable: string
}

/** What a search finds a contact by, besides its id; all else that a row is made of is among them. */
export const contactProperties = [
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
        searchable: fold([id, ...contactProperties.map(value)].join('\n'))
    }
}

/** What the portal says of lifecycle stages and lead statuses. */
export interface ContactWords {
    /** The stages' values in the lifecycle's order. */
    stages: readonly string[]
    labels: Labels
}

/** All contacts that a query matches, in its order; empty values last either way, ties by id. */
export function orderContacts(
    contacts: Iterable<Contact>,
    { search, sort, descending }: Pick<ContactQuery, 'search' | 'sort' | 'descending'>,
    { stages, labels }: ContactWords
): ContactRow[] {
    const words = fold(search).split(/\s+/).filter(Boolean)
    const stageOrder = new Map(stages.map((stage, index) => [stage, index]))
    const calledStage = folded(labels, 'lifecyclestage')
    const calledStatus = folded(labels, 'hs_lead_status')
    /** Stages sort in the order of the lifecycle, those that the portal no longer has behind. */
    const sortKey = (row: ContactRow): string => {
        const value = row[sort]
        if (value === '') return ''
        if (sort === 'status') return calledStatus(value)
        if (sort !== 'stage') return fold(value)
        return `${String(stageOrder.get(value) ?? stages.length).padStart(3, '0')} ${value}`
    }
    const keyed: { key: string; id: number; row: ContactRow }[] = []
    for (const { row, searchable } of contacts) {
        const found = words.every(
            (word) =>
                searchable.includes(word) ||
                calledStage(row.stage).includes(word) ||
                calledStatus(row.status).includes(word)
        )
        if (found) keyed.push({ key: sortKey(row), id: Number(row.id), row })
    }
    const direction = descending ? -1 : 1
    keyed.sort((a, b) => {
        if (a.key === b.key) return direction * (a.id - b.id)
        if (a.key === '' || b.key === '') return a.key === '' ? 1 : -1
        return a.key < b.key ? -direction : direction
    })
    return keyed.map(({ row }) => row)
}

/** What the values of a property are called, folded; each is worked out once. */
function folded(labels: Labels, property: string): (value: string) => string {
    const known = new Map<string, string>()
    return (value) => {
        let label = known.get(value)
        if (label === undefined) known.set(value, (label = fold(labelOf(labels, property, value))))
        return label
    }
}

/** Lower case and without accents, so that "muller" finds "Müller". */
export function fold(text: string): string {
    const lower = text.toLowerCase()
    return /^[\n -~]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '')
}
