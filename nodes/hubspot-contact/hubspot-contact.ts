import type { Node, NodeAPI, NodeDef } from 'node-red'
import {
    accountNode,
    evaluate,
    evaluateInput,
    followWaiting,
    handleMessages,
    migrate,
    workOnEach,
    type Message,
    type Typed,
    type Work
} from '../shared'
import { defaults, migrations, type ContactSettings } from './config'
import { toFilter, toLimit, toQuery } from './filters'
import { openContacts, operate, undo, type Contacts, type Outcome } from './operate'
import { operators } from './operators'
import { mapRow, planRecord, rowOf } from './plan'
import { search, type Search } from './search'

export default (RED: NodeAPI): void => {
    function HubSpotContact(this: Node, stored: NodeDef & Partial<ContactSettings>) {
        RED.nodes.createNode(this, stored)
        const settings: ContactSettings = { ...defaults, ...migrate(stored, migrations) }
        const status = handleMessages(RED, this, async (message, io) => {
            const account = await accountNode(RED, settings.account).account()
            const contacts = await openContacts(account, { signal: io.signal })
            // An option is a text that was picked from a list.
            const valueOf: ValueOf = ({ value, type }, row) =>
                evaluate(RED, this, { value, type: type === 'option' ? 'str' : type }, message, row)
            if (settings.operation === 'search') {
                await search(
                    contacts,
                    await readSearch(settings, valueOf),
                    message,
                    io,
                    RED.util.generateId()
                )
            } else {
                const input = await evaluateInput(RED, this, sourceOf(settings), message)
                await workOnInput(contacts, settings, valueOf, input, message, io)
            }
        })
        this.on(
            'close',
            followWaiting(RED, settings.account, (on) => status.waiting(on))
        )
    }
    RED.nodes.registerType('hubspot-contact', HubSpotContact)
}

type ValueOf = (typed: Typed, row?: unknown) => Promise<unknown>

/** Where the message holds what the node works on: for *undo* what was changed, otherwise the record. */
function sourceOf({ operation, record, recordType, change, changeType }: ContactSettings): Typed {
    return operation === 'undo' ? { value: change, type: changeType } : { value: record, type: recordType }
}

/** All operations but *search*: one record, or each of an array. */
async function workOnInput(
    contacts: Contacts,
    settings: ContactSettings,
    valueOf: ValueOf,
    input: unknown,
    message: Message,
    io: Work
): Promise<void> {
    const work =
        settings.operation === 'undo'
            ? (info: unknown) => undo(contacts, settings, info, io)
            : (entry: unknown) => workOnRecord(contacts, settings, valueOf, entry, io)
    if (Array.isArray(input)) {
        const outcomes = await workOnEach(message, input, io, work)
        if (outcomes.length === 0 && input.length > 0) return
        message.payload = outcomes.map(({ record }) => record)
        message.hubspot = outcomes.map(({ info }) => info)
    } else {
        const { record, info } = await work(input)
        message.payload = record
        message.hubspot = info
    }
    io.send(message)
}

async function workOnRecord(
    contacts: Contacts,
    settings: ContactSettings,
    valueOf: ValueOf,
    entry: unknown,
    { signal }: Work
): Promise<Outcome> {
    const row = rowOf(entry)
    const { mapping } = settings
    const mapped = mapping.length > 0 ? await mapRow(mapping, (typed) => valueOf(typed, row)) : null
    return operate(contacts, settings, planRecord(entry, settings, mapped), { signal })
}

/** The search's settings with the values of this message. */
async function readSearch(settings: ContactSettings, valueOf: ValueOf): Promise<Search> {
    const filters = []
    for (const { property, operator, value, type, high, highType } of settings.filters) {
        const takes = operators[operator]
        const first = takes === 'none' ? undefined : await valueOf({ value, type })
        const second = takes === 'two' ? await valueOf({ value: high, type: highType }) : undefined
        filters.push(toFilter(property, operator, first, second))
    }
    const query = await valueOf({ value: settings.query, type: settings.queryType })
    const limit = toLimit(await valueOf({ value: settings.limit, type: settings.limitType }))
    const { properties, output } = settings
    return { filters, query: toQuery(query), limit, properties, output }
}
