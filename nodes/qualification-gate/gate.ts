import {
    decideAnswers,
    type Answers,
    type Binding,
    type Edition,
    type QuestionSet,
    type Verdict
} from '../../src/handbook'
import type {
    Account,
    Change,
    CrmRecord,
    NoteOutcome,
    NotePlace,
    OperationOptions,
    PropertyInputs
} from '../../src/hubspot'
import { answerProperties, invalidConfig, NodeError, toNodeError, type HubSpotInfo } from '../shared'
import { findAnswers, noteWriter, propertyOf, realAnswers, type FoundAnswers } from './answers'
import type { GateSettings } from './config'
import type { DealChoice, GateRequest } from './request'
import type { Subject } from './subject'

/** One portal with the handbook that is in force for it: what all work on one message shares. */
export interface Portal {
    account: Account
    portalId: number
    edition: Edition
    binding: Binding
    /** Of every call: its signal ends with a reset or a close. */
    options: OperationOptions
}

/** `msg.hubspot`: what was done to the contact, and besides it with notes. */
export interface GateInfo extends HubSpotInfo {
    /** The note that was written; its id is '' when nothing was sent. */
    note: { id: string; on: NotePlace[] } | null
    /** Notes that were there already and were put on the deal, or on the contact, too. */
    spread: string[]
    /** The deals whose notes count besides the contact's. */
    deals: { id: string; url: string }[]
}

/** What came of one contact: the parts that a message carries on. */
export interface Outcome {
    payload: CrmRecord
    handbook: Verdict
    hubspot: GateInfo
    answers: FoundAnswers
}

/** What a contact leaves with, besides the properties that it came with and those that hold answers. */
const returned = ['email', 'firstname', 'lastname', 'lifecyclestage', 'hubspot_owner_id']

/**
 * Records and checks the answers of one contact.
 * @throws HubSpotError, HandbookError, NodeError
 */
export async function pass(
    portal: Portal,
    settings: GateSettings,
    subject: Subject,
    request: GateRequest
): Promise<Outcome> {
    const { account, edition, binding, options } = portal
    const { key, set, given } = request
    const real = settings.operation === 'check' ? {} : realAnswers(given)
    const isRecording = Object.keys(real).length > 0
    // What cannot be written at all is said before anything is read or written.
    if (isRecording) noteWriter(edition, set, real, [])
    const wanted = isRecording && settings.toProperties ? toProperties(set, binding, real) : {}

    const names = [...new Set([...returned, ...subject.properties, ...answerProperties(edition, binding)])]
    const contact = await account.contacts.get(subject.ref, { ...options, properties: names })
    const deals = await dealsOf(portal, contact, request.deal)
    const places: NotePlace[] = [
        { objectType: 'contacts', id: contact.id },
        ...deals.map(({ id }): NotePlace => ({ objectType: 'deals', id }))
    ]
    const noted = isRecording
        ? await account.notes.settle(places, noteWriter(edition, set, real, places), {
              ...options,
              dryRun: settings.dryRun
          })
        : await justRead(account, places, options)
    const written = await keep(portal, settings, contact, wanted, names, noted.written !== null)
    const sources = {
        notes: noted.written?.id === '' ? [...noted.notes, noted.written] : noted.notes,
        properties: written.record.properties,
        given: realAnswers(given)
    }
    const found = findAnswers(edition, set, binding, sources)
    const answers = settings.operation === 'record' ? onlyGiven(found, real) : found
    const url = contact.url ?? (await account.recordUrl('contacts', contact.id))
    return {
        payload: written.record,
        handbook: plain(decideAnswers(edition, key, answers)),
        hubspot: {
            portalId: portal.portalId,
            objectType: 'contacts',
            id: contact.id,
            url,
            created: false,
            changed: written.changed,
            dryRun: isRecording && noted.dryRun,
            note: noted.written && { id: noted.written.id, on: [...noted.written.on] },
            spread: [...noted.spread],
            deals
        },
        answers
    }
}

/** The deals whose notes count: the given one, or those of the contact's that are open. */
async function dealsOf(
    { account, options }: Portal,
    contact: CrmRecord,
    wanted: DealChoice
): Promise<GateInfo['deals']> {
    if (wanted === null) return []
    const read = { ...options, properties: ['hs_is_closed'] }
    const store = account.objects('deals')
    let found: (CrmRecord | null)[]
    if (wanted === 'open') {
        const ids = await account.associations.read('contacts', 'deals', contact.id, options)
        const all = await Promise.all(ids.map((id) => store.find({ id }, read)))
        found = all.filter((deal) => deal?.properties.hs_is_closed !== 'true')
    } else {
        found = [await store.get(wanted, read)]
    }
    return Promise.all(
        found
            .filter((deal) => deal !== null)
            .map(async ({ id, url }) => ({ id, url: url ?? (await account.recordUrl('deals', id)) }))
    )
}

async function justRead(
    account: Account,
    places: readonly NotePlace[],
    options: OperationOptions
): Promise<NoteOutcome> {
    return { notes: await account.notes.read(places, options), written: null, spread: [], dryRun: false }
}

/** The properties that take the answers. @throws NodeError `CONFIG_INVALID` when the portal lacks one */
function toProperties(set: QuestionSet, binding: Binding, answers: Answers): PropertyInputs {
    return Object.fromEntries(
        Object.entries(answers).map(([key, { text }]) => {
            const name = propertyOf(set, binding, key)
            const label = set.questions[key]?.label ?? key
            if (name === undefined) throw invalidConfig(`the portal has no property for "${label}"`)
            return [name, text]
        })
    )
}

/** Keeps answers in properties. A failure tells that the note is written, so that nothing is left unexplained. */
async function keep(
    { account, options }: Portal,
    { dryRun }: GateSettings,
    contact: CrmRecord,
    wanted: PropertyInputs,
    names: readonly string[],
    isNoted: boolean
): Promise<{ record: CrmRecord; changed: Record<string, Change> }> {
    if (Object.keys(wanted).length === 0) return { record: contact, changed: {} }
    try {
        return await account.contacts.update({ id: contact.id }, wanted, {
            ...options,
            dryRun,
            properties: names
        })
    } catch (error) {
        const { code, message, details } = toNodeError(error)
        throw new NodeError(code, isNoted ? `${message} (the note is written)` : message, details)
    }
}

function onlyGiven(found: FoundAnswers, given: Answers): FoundAnswers {
    return Object.fromEntries(Object.entries(found).filter(([key]) => Object.hasOwn(given, key)))
}

/** A verdict as an object of its own that a flow may change. */
function plain(verdict: Verdict): Verdict {
    return { ...verdict, path: [...verdict.path], missing: verdict.missing.map((one) => ({ ...one })) }
}
