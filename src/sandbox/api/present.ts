import type { StoredRecord, View } from '../crm/model'
import type { Portal } from '../crm/portal'
import { historyOf, modifiedAt, reader } from '../crm/read'
import type { RecordStore } from '../crm/store'

/** How a record is to be told. */
export interface Wanted {
    properties: string[]
    withHistory: string[]
    associations: string[]
}

/** A record as HubSpot's API tells it: every value text or null, unknown names left out (facts 2). */
export function present(
    portal: Portal,
    store: RecordStore,
    record: StoredRecord,
    wanted: Wanted,
    view: View
) {
    const { type } = store
    const always = ['hs_object_id', type.createdProperty, type.modifiedProperty]
    const names = wanted.properties.length > 0 ? [...wanted.properties, ...always] : type.defaults
    return {
        id: record.id,
        properties: tell(store, record, names, view),
        ...(wanted.withHistory.length > 0 && {
            propertiesWithHistory: Object.fromEntries(
                wanted.withHistory
                    .filter((name) => store.definitions.get(name)?.archived === false)
                    .map((name) => [name, historyOf(record, name)])
            )
        }),
        ...frame(portal, store, record, view.horizon),
        ...(wanted.associations.length > 0 && tellAssociations(portal, store, record, wanted.associations))
    }
}

/** What a write answers: what was written as it now is, and on a create what HubSpot adds (facts 2). */
export function presentWrite(
    portal: Portal,
    store: RecordStore,
    record: StoredRecord,
    written: string[],
    isNew: boolean
) {
    const { type } = store
    const view = portal.view()
    const echo = isNew ? type.echo.create : type.echo.change
    const stage = type.stage ? record.values[type.stage.property]?.value : undefined
    const stamps =
        stage && (isNew || written.includes(type.stage?.property ?? ''))
            ? [`hs_v2_date_entered_${stage}`, `hs_lifecyclestage_${stage}_date`, type.stage?.property ?? '']
            : []
    const properties = tell(store, record, [...written, ...echo, ...stamps], view)
    const asMs = properties[`hs_lifecyclestage_${stage}_date`]
    // Recorded as ms in this one place (facts 4); readers must take both forms.
    if (isNew && asMs) properties[`hs_lifecyclestage_${stage}_date`] = String(Date.parse(asMs))
    return { id: record.id, properties, ...frame(portal, store, record, null) }
}

function tell(
    store: RecordStore,
    record: StoredRecord,
    names: string[],
    view: View
): Record<string, string | null> {
    const told: [string, string | null][] = []
    for (const name of new Set(names)) {
        if (store.definitions.get(name)?.archived === false)
            told.push([name, reader(store.derived, name, view)(record) ?? null])
    }
    return Object.fromEntries(told.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const frame = (portal: Portal, { type }: RecordStore, record: StoredRecord, horizon: string | null) => ({
    createdAt: record.created.at,
    updatedAt: modifiedAt(record, horizon),
    archived: record.archivedAt !== null,
    ...(record.archivedAt !== null && { archivedAt: record.archivedAt }),
    url: `https://app.hubspot.com/contacts/${portal.id}/record/${type.id}/${record.id}`
})

/** `?associations=`: by plural name, only those that exist. */
function tellAssociations(portal: Portal, store: RecordStore, record: StoredRecord, names: string[]) {
    const told: Record<string, { results: { id: string; type: string }[] }> = {}
    for (const name of names) {
        const other = portal.store(name)
        if (!other) continue
        const results = portal
            .associated(record.id, other.type.name)
            .map(({ id }) => ({ id, type: `${store.type.singular}_to_${other.type.singular}` }))
        if (results.length > 0) told[other.type.name] = { results }
    }
    return Object.keys(told).length > 0 ? { associations: told } : {}
}
