import { CrmError, notFound } from './crm/errors'
import type { Source, Stage, StoredRecord } from './crm/model'
import type { Portal } from './crm/portal'
import { historyOf, modifiedAt, reader } from './crm/read'
import { inOrder } from './crm/stages'
import { inBin, type RecordStore } from './crm/store'
import { commit, planWrite } from './crm/write'
import type { ChangeFeed } from './feed'
import type { SandboxPortal, SandboxReading, SandboxRecord } from './types'

/** A person at HubSpot's own pages (facts 2, the recorded source of a change there). */
const person: Source = { type: 'CRM_UI', id: 'userId:28604240', userId: 28_604_240 }

/**
 * The way to the data that does not go over HTTP.
 * @param current the portal as it is, which `reset` replaces
 */
export function sidedoor(current: () => Portal, feed: ChangeFeed, reset: () => void): SandboxPortal {
    const storeOf = (objectType: string): RecordStore => {
        const store = current().store(objectType)
        if (!store) throw new CrmError(400, { message: 'Unable to infer object type' })
        return store
    }
    const liveOf = (store: RecordStore, id: string): StoredRecord => {
        const record = store.live(id)
        if (!record) throw notFound()
        return record
    }
    const write = (
        store: RecordStore,
        record: StoredRecord | null,
        properties: Record<string, string>,
        source = person
    ) => {
        const portal = current()
        const plan = planWrite(portal, store, record, new Map(Object.entries(properties)), source)
        return snapshots(portal, store)(commit(portal, plan, portal.write(source)))
    }
    return {
        get id() {
            return current().id
        },
        list(objectType, reading) {
            const store = storeOf(objectType)
            return store.records
                .filter(({ archivedAt }) => archivedAt === null)
                .map(snapshots(current(), store, reading))
        },
        get(objectType, id, reading) {
            const store = storeOf(objectType)
            const record = store.get(id)
            return record && snapshots(current(), store, reading)(record)
        },
        contactByEmail(email) {
            const store = storeOf('contacts')
            const record = store.byKey('email', email)
            return record && snapshots(current(), store)(record)
        },
        associated(objectType, id, toObjectType) {
            const { type } = storeOf(toObjectType)
            if (!storeOf(objectType).get(id)) return []
            return current()
                .associated(id, type.name)
                .map((record) => record.id)
        },
        create: (objectType, properties, source) => write(storeOf(objectType), null, properties, source),
        update(objectType, id, properties) {
            const store = storeOf(objectType)
            return write(store, liveOf(store, id), properties)
        },
        archive(objectType, id) {
            const store = storeOf(objectType)
            current().archive(store, liveOf(store, id), person)
        },
        restore(objectType, id) {
            const portal = current()
            const store = storeOf(objectType)
            const record = store.get(id)
            if (!record || !inBin(record, portal.now())) throw notFound()
            portal.restore(store, record)
            return snapshots(portal, store)(record)
        },
        properties: (objectType) =>
            [...storeOf(objectType).definitions.values()]
                .filter(({ archived }) => !archived)
                .map((definition) => ({
                    name: definition.name,
                    label: definition.label,
                    type: definition.type,
                    options: current()
                        .options(definition)
                        .map(({ value, label }) => ({ value, label }))
                })),
        pipelines: (objectType) =>
            current()
                .pipelines(storeOf(objectType).type.name)
                .map(({ id, label, stages }) => ({ id, label, stages: inOrder(stages).map(tellStage) })),
        subscribe: (listener) => feed.subscribe(listener),
        reset
    }
}

const tellStage = ({ id, label, metadata }: Stage) => ({
    id,
    label,
    closed: metadata['isClosed'] === 'true',
    probability: metadata['probability'] === undefined ? null : Number(metadata['probability'])
})

/** Makes snapshots of records of one type; what they need in common is prepared once. */
function snapshots(
    portal: Portal,
    store: RecordStore,
    { properties, history = true }: SandboxReading = {}
): (record: StoredRecord) => SandboxRecord {
    const view = portal.view()
    const readers = new Map<string, (record: StoredRecord) => string | undefined>()
    for (const name of properties ?? store.definitions.keys())
        if (store.definitions.has(name)) readers.set(name, reader(store.derived, name, view))
    const derived = [...store.derived.keys()]
    return (record) => {
        const stored = Object.keys(record.values)
        const names = properties ?? new Set([...stored, ...derived])
        const values: [string, string][] = []
        for (const name of names) {
            const value = readers.get(name)?.(record)
            if (value !== undefined) values.push([name, value])
        }
        const past = history ? stored.filter((name) => properties?.includes(name) ?? true) : []
        return {
            id: record.id,
            objectType: store.type.name,
            properties: Object.fromEntries(values),
            history: Object.fromEntries(past.map((name) => [name, historyOf(record, name)])),
            createdAt: record.created.at,
            updatedAt: modifiedAt(record, null),
            archived: record.archivedAt !== null
        }
    }
}
