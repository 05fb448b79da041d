import {
    activityTypes,
    type Account,
    type Activity,
    type ActivityPlace,
    type ActivityType,
    type CrmRecord,
    type OperationOptions,
    type Owner
} from '../../src/hubspot'
import type { Verdict } from '../../src/handbook'
import { infoOf, invalidConfig, invalidInput, type HubSpotInfo } from '../shared'
import { decideActivation, type Handbook } from './activation'
import { logging, type ActivitySettings } from './config'
import { readDraft, readField, type ValueOf } from './draft'
import { readPlaces, readTarget, readTaskId } from './target'

/** One portal: what all work on one message shares. */
export interface Portal {
    account: Account
    portalId: number
    /** IANA name */
    timeZone: string
    /** Of every call: its signal ends with a reset or a close. */
    options: OperationOptions
    /** The node's handbook. @throws NodeError `CONFIG_INVALID` when it has none */
    handbook(): Promise<Handbook>
}

/** `msg.hubspot` of an activity that was logged. */
export interface ActivityInfo extends HubSpotInfo {
    /** The records it is on; the first is the message's own. */
    on: ActivityPlace[]
    /** Whose it is; null when nobody's. */
    ownerId: string | null
}

/** What came of one entry: the parts that a message carries on. */
export interface Outcome {
    payload: CrmRecord | Activity[] | Owner | null
    hubspot: HubSpotInfo | ActivityInfo
    handbook?: Verdict
}

/** HubSpot's own bookkeeping, which is no change that somebody made. */
const bookkeeping = new Set(['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'])

/**
 * Does the node's operation with one entry of the payload.
 * @param valuesOf typed inputs for the fields of a row
 * @throws HubSpotError, NodeError, HandbookError
 */
export async function operate(
    portal: Portal,
    settings: ActivitySettings,
    entry: unknown,
    valuesOf: (row: unknown) => ValueOf
): Promise<Outcome> {
    const { operation, objectType } = settings
    if (operation === 'complete') return complete(portal, settings, entry)
    if (operation === 'activation') {
        const { ref: contact } = readTarget(entry, 'contacts')
        return decideActivation(portal, await portal.handbook(), contact, settings.dryRun)
    }
    const type = Object.hasOwn(logging, operation) ? logging[operation] : undefined
    if (type === undefined && operation !== 'list' && operation !== 'owner')
        throw invalidConfig(`unknown operation ${operation.slice(0, 30)}`)
    if (objectType !== 'contacts' && objectType !== 'deals')
        throw invalidConfig('activities are logged on contacts and deals only')
    const { ref, row } = readTarget(entry, objectType)
    const valueOf = valuesOf(row)
    if (operation === 'owner') return owner(portal, settings, await readRecordOf(portal, settings, ref))
    if (type === undefined) {
        const limit = limitOf(await readField(settings, 'limit', valueOf))
        return list(portal, settings, await readRecordOf(portal, settings, ref), limit)
    }
    // What the message can not mean is said before anything is read.
    const draft = await readDraft(settings, type, valueOf, portal.account.now(), portal.timeZone)
    const also = settings.alsoType === 'related' ? null : await readField(settings, 'also', valueOf)
    const more = readPlaces(also, objectType === 'contacts' ? 'deals' : 'contacts')
    const record = await readRecordOf(portal, settings, ref)
    const on: ActivityPlace[] = [
        { objectType, id: record.id },
        ...(settings.alsoType === 'related' ? await related(portal, objectType, record.id) : more)
    ]
    const ownerId = await ownerOf(portal, settings, record, valueOf)
    const { account, options } = portal
    const { activity, created, dryRun } = await account.activities.log(
        on,
        { ...draft, ...(ownerId !== null && { ownerId }) },
        { ...options, dryRun: settings.dryRun }
    )
    return {
        payload: activity,
        hubspot: {
            ...info(portal, type, activity.id, await urlOf(portal, type, activity)),
            created,
            changed: created ? setIn(activity) : {},
            dryRun,
            on,
            ownerId: activity.properties.hubspot_owner_id ?? null
        }
    }
}

async function readRecordOf(
    { account, options }: Portal,
    { objectType }: ActivitySettings,
    ref: Parameters<typeof account.contacts.get>[0]
): Promise<CrmRecord> {
    return account.objects(objectType).get(ref, { ...options, properties: ['hubspot_owner_id'] })
}

async function list(
    portal: Portal,
    { objectType, kinds }: ActivitySettings,
    record: CrmRecord,
    limit: number | undefined
): Promise<Outcome> {
    const { account, options } = portal
    const types = activityTypes.filter((type) => kinds.includes(type))
    if (types.length === 0) throw invalidConfig('no kind of activity is chosen to be listed')
    const found = await account.activities.list(
        { objectType, id: record.id },
        { ...options, types, ...(limit !== undefined && { limit }) }
    )
    return {
        payload: found,
        hubspot: info(portal, objectType, record.id, await urlOf(portal, objectType, record))
    }
}

/** Who owns the record; null when nobody does, or nobody any more. */
async function owner(portal: Portal, { objectType }: ActivitySettings, record: CrmRecord): Promise<Outcome> {
    const ownerId = record.properties.hubspot_owner_id ?? ''
    const owners = ownerId === '' ? [] : await portal.account.owners.list(portal.options)
    return {
        payload: owners.find(({ id }) => id === ownerId) ?? null,
        hubspot: info(portal, objectType, record.id, await urlOf(portal, objectType, record))
    }
}

async function complete(portal: Portal, { dryRun }: ActivitySettings, entry: unknown): Promise<Outcome> {
    const { account, portalId, options } = portal
    const result = await account.activities.complete(readTaskId(entry), { ...options, dryRun })
    const url = await urlOf(portal, 'tasks', result.record)
    return {
        payload: { ...result.record, objectType: 'tasks' } as Activity,
        hubspot: infoOf(account.objects('tasks'), result, portalId, url)
    }
}

/** A contact's open deals, or a deal's contacts. */
async function related(
    { account, options }: Portal,
    objectType: ActivityPlace['objectType'],
    id: string
): Promise<ActivityPlace[]> {
    const other = objectType === 'contacts' ? 'deals' : 'contacts'
    const ids = await account.associations.read(objectType, other, id, options)
    if (other === 'contacts') return ids.map((one) => ({ objectType: other, id: one }))
    const store = account.objects('deals')
    const deals = await Promise.all(
        ids.map((one) => store.find({ id: one }, { ...options, properties: ['hs_is_closed'] }))
    )
    return deals
        .filter((deal) => deal !== null && deal.properties.hs_is_closed !== 'true')
        .map((deal) => ({ objectType: other, id: deal?.id ?? '' }))
}

/** The id of the owner-to-be, null for nobody. @throws HubSpotError `INPUT_INVALID` for one that the portal does not know */
async function ownerOf(
    { account, options }: Portal,
    settings: ActivitySettings,
    record: CrmRecord,
    valueOf: ValueOf
): Promise<string | null> {
    if (settings.ownerType === 'record') return record.properties.hubspot_owner_id || null
    const value = await readField(settings, 'owner', valueOf)
    if (value === undefined || value === null || value === '') return null
    if (typeof value !== 'string' && typeof value !== 'number')
        throw invalidInput('the owner is neither an e-mail nor an id')
    const { id } = await account.owners.find(String(value), options)
    return id
}

function limitOf(value: unknown): number | undefined {
    if (value === undefined || value === null || value === '') return undefined
    const limit = Number(value)
    if (Number.isInteger(limit) && limit > 0) return limit
    throw invalidInput('the limit is not a whole number above zero')
}

function setIn({ properties }: CrmRecord): HubSpotInfo['changed'] {
    return Object.fromEntries(
        Object.entries(properties)
            .filter(([name, value]) => value !== null && !bookkeeping.has(name))
            .map(([name, value]) => [name, { from: null, to: value }])
    )
}

function info({ portalId }: Portal, objectType: string, id: string, url: string): HubSpotInfo {
    return { portalId, objectType, id, url, created: false, changed: {}, dryRun: false }
}

/** Where a person opens a record; nowhere while it is not there. */
async function urlOf(
    { account }: Portal,
    objectType: ActivityType | ActivityPlace['objectType'],
    { id, url }: CrmRecord
): Promise<string> {
    return id === '' ? '' : (url ?? account.recordUrl(objectType, id))
}
