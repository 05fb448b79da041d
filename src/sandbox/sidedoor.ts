import { CrmError, notFound } from './crm/errors'
import type { Source, StoredRecord } from './crm/model'
import type { Portal } from './crm/portal'
import { historyOf, modifiedAt, reader } from './crm/read'
import type { RecordStore } from './crm/store'
import { commit, planWrite } from './crm/write'
import type { ChangeFeed } from './feed'
import type { SandboxPortal, SandboxRecord } from './types'

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
    const write = (store: RecordStore, record: StoredRecord | null, properties: Record<string, string>) => {
        const portal = current()
        const plan = planWrite(portal, store, record, new Map(Object.entries(properties)), person)
        return snapshot(portal, store, commit(portal, plan, portal.write(person)))
    }
    return {
        get id() {
            return current().id
        },
        list(objectType) {
            const store = storeOf(objectType)
            return store.records
                .filter(({ archivedAt }) => archivedAt === null)
                .map((record) => snapshot(current(), store, record))
        },
        get(objectType, id) {
            const store = storeOf(objectType)
            const record = store.get(id)
            return record && snapshot(current(), store, record)
        },
        contactByEmail(email) {
            const store = storeOf('contacts')
            const record = store.byKey('email', email)
            return record && snapshot(current(), store, record)
        },
        create: (objectType, properties) => write(storeOf(objectType), null, properties),
        update(objectType, id, properties) {
            const store = storeOf(objectType)
            return write(store, liveOf(store, id), properties)
        },
        archive(objectType, id) {
            const store = storeOf(objectType)
            current().archive(store, liveOf(store, id))
        },
        subscribe: (listener) => feed.subscribe(listener),
        reset
    }
}

/** A record with every value it has, derived ones too. */
function snapshot(portal: Portal, store: RecordStore, record: StoredRecord): SandboxRecord {
    const view = portal.view()
    const names = [...new Set([...Object.keys(record.values), ...store.derived.keys()])]
    const values = names.flatMap((name): [string, string][] => {
        const value = store.definitions.has(name) ? reader(store.derived, name, view)(record) : undefined
        return value === undefined ? [] : [[name, value]]
    })
    return {
        id: record.id,
        objectType: store.type.name,
        properties: Object.fromEntries(values),
        history: Object.fromEntries(
            Object.keys(record.values).map((name) => [name, historyOf(record, name)])
        ),
        createdAt: record.created.at,
        updatedAt: modifiedAt(record, null),
        archived: record.archivedAt !== null
    }
}
