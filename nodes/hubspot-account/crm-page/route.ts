/** What the page's address shows. Pure, for the tests. */

export const sections = ['contacts', 'board', 'tasks', 'findings', 'calls'] as const
export type Section = (typeof sections)[number]

/** A record that is open beside its section. */
export interface OpenRecord {
    objectType: 'contacts' | 'deals'
    id: string
}

export interface Route {
    section: Section
    record: OpenRecord | null
}

/** `#contacts/12`, `#board/34`, `#findings/deals/34`; anything else shows the contacts. */
export function routeOf(hash: string): Route {
    const [name, ...rest] = hash.replace(/^#/, '').split('/')
    const section = sections.find((known) => known === name) ?? 'contacts'
    return { section, record: recordOf(section, rest) }
}

function recordOf(section: Section, rest: readonly string[]): OpenRecord | null {
    if (section === 'findings') {
        const [objectType, id] = rest
        return objectType === 'contacts' || objectType === 'deals' ? withId(objectType, id) : null
    }
    if (section === 'contacts') return withId('contacts', rest[0])
    return section === 'board' ? withId('deals', rest[0]) : null
}

const withId = (objectType: OpenRecord['objectType'], id = ''): OpenRecord | null =>
    /^\d+$/.test(id) ? { objectType, id } : null
