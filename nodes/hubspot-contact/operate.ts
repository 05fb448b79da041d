import type {
    Account,
    CrmRecord,
    ObjectStore,
    OperationOptions,
    WriteOptions,
    WriteResult
} from '../../src/hubspot'
import { infoOf, invalidConfig, withOwnerId, type HubSpotInfo } from '../shared'
import type { ContactSettings } from './config'
import type { Plan } from './plan'
import { readUndo, restore } from './undo'

const objectType = 'contacts'

/** The contacts of one portal, and where a person opens one. */
export interface Contacts {
    account: Account
    store: ObjectStore
    portalId: number
    url(record: { id: string; url?: string }): Promise<string>
}

/** What an operation gives for one record: both null for a record that does not exist. */
export interface Outcome {
    record: CrmRecord | null
    info: HubSpotInfo | null
}

/** Asks who the portal is before anything is written, so that no write is left without its `msg.hubspot`. */
export async function openContacts(account: Account, options: OperationOptions): Promise<Contacts> {
    const { portalId } = await account.details(options)
    return {
        account,
        store: account.contacts,
        portalId,
        url: ({ id, url }) =>
            id === '' ? Promise.resolve('') : Promise.resolve(url ?? account.recordUrl(objectType, id))
    }
}

/** The options of every write of this node. */
function writeOptions(settings: ContactSettings, options: OperationOptions): WriteOptions {
    const { dryRun, blank, onlyEmpty, properties } = settings
    return { ...options, dryRun, blank, onlyEmpty, properties }
}

/**
 * Does the node's operation with one record.
 * @throws HubSpotError as `ObjectStore` says, NodeError `CONFIG_INVALID` for an operation that is none
 */
export async function operate(
    contacts: Contacts,
    settings: ContactSettings,
    plan: Plan,
    options: OperationOptions
): Promise<Outcome> {
    const { account, store } = contacts
    const { operation } = settings
    if (operation === 'create') {
        const properties = await withOwnerId(account, plan.properties, options)
        return written(contacts, await store.create(properties, writeOptions(settings, options)))
    }
    if (!plan.ref) throw invalidConfig(`unknown operation ${operation.slice(0, 30)}`)
    if (operation === 'get') return get(contacts, settings, plan.ref, options)
    if (operation === 'archive') {
        return written(contacts, await store.archive(plan.ref, writeOptions(settings, options)))
    }
    const write = operation === 'update' ? store.update : store.upsert
    const properties = await withOwnerId(account, plan.properties, options)
    return written(contacts, await write.call(store, plan.ref, properties, writeOptions(settings, options)))
}

async function get(
    contacts: Contacts,
    settings: ContactSettings,
    ref: NonNullable<Plan['ref']>,
    options: OperationOptions
): Promise<Outcome> {
    const { store } = contacts
    const reading = {
        ...options,
        properties: settings.properties,
        ...(settings.history.length > 0 ? { propertiesWithHistory: settings.history } : {})
    }
    if (settings.notFound !== 'null') return found(contacts, await store.get(ref, reading))
    const record = await store.find(ref, reading)
    return record ? found(contacts, record) : { record: null, info: null }
}

/**
 * Takes back what an earlier message's `msg.hubspot` says.
 * @throws NodeError `INPUT_INVALID`, `HUBSPOT_CONFLICT`, as ./undo.ts says
 */
export async function undo(
    contacts: Contacts,
    settings: ContactSettings,
    info: unknown,
    options: OperationOptions
): Promise<Outcome> {
    const { store, portalId } = contacts
    const { kind, id, changed } = readUndo(info, portalId)
    if (id === null) return { record: null, info: null }
    const { dryRun, properties } = settings
    if (kind === 'archive')
        return written(contacts, await store.archive({ id }, { ...options, dryRun, properties }))
    const names = [...new Set([...properties, ...Object.keys(changed)])]
    const current = await store.get({ id }, { ...options, properties: names })
    if (kind === 'nothing') return found(contacts, current)
    const values = restore(changed, current.properties)
    const result = await store.update({ id }, values, {
        ...options,
        dryRun,
        properties: names,
        blank: 'clear',
        allowBackward: true,
        // Somebody may write between our read and our write.
        expect: Object.fromEntries(Object.keys(values).map((name) => [name, current.properties[name]]))
    })
    return written(contacts, result)
}

async function written(contacts: Contacts, result: WriteResult): Promise<Outcome> {
    const { store, portalId } = contacts
    return { record: result.record, info: infoOf(store, result, portalId, await contacts.url(result.record)) }
}

/** A record that was only read. */
export async function found(
    contacts: Contacts,
    record: CrmRecord
): Promise<{ record: CrmRecord; info: HubSpotInfo }> {
    const { store, portalId } = contacts
    const result: WriteResult = { outcome: 'unchanged', record, changed: {}, dryRun: false }
    return { record, info: infoOf(store, result, portalId, await contacts.url(record)) }
}
