import type { Node, NodeAPI, NodeDef } from 'node-red'
import {
    accountNode,
    evaluate,
    handbookNode,
    handleMessages,
    invalidInput,
    migrate,
    workOnEach,
    type Message,
    type Typed,
    type Work
} from '../shared'
import { defaults, migrations, type GuardSettings } from './config'
import { openContacts } from './contacts'
import { guard } from './guard'
import { isRefused, withOutcomes, type Outcome } from './outcome'
import { readRequest } from './request'
import { review } from './review'
import { registerRoutes } from './routes'
import { readSubject } from './subject'

export default (RED: NodeAPI): void => {
    function LifecycleGuard(this: Node, stored: NodeDef & Partial<GuardSettings>) {
        RED.nodes.createNode(this, stored)
        const settings: GuardSettings = { ...defaults, ...migrate(stored, migrations) }
        const status = handleMessages(RED, this, async (message, io) => {
            const handbook = handbookNode(RED, settings.handbook)
            const account = await accountNode(RED, settings.account).account()
            const edition = handbook.edition()
            const contacts = await openContacts(account, edition, await handbook.binding(account), settings, {
                signal: io.signal
            })
            const work = async (entry: unknown): Promise<Outcome> => {
                const subject = readSubject(entry)
                const valueOf = (typed: Typed) => evaluate(RED, this, typed, message, subject.row)
                const request = await readRequest(settings, edition, valueOf)
                return (settings.mode === 'review' ? review : guard)(contacts, settings, subject, request)
            }
            const { record, recordType } = settings
            const input = await evaluate(RED, this, { value: record, type: recordType }, message)
            if (input === undefined) throw invalidInput(`${recordType}.${record} holds nothing`)
            const refused = await workOnInput(RED, message, input, io, work)
            if (refused > 0) status.note(RED._(words('status.refused'), { count: refused }))
        })
        this.on(
            'close',
            followWaiting(RED, settings.account, (on) => status.waiting(on))
        )
    }
    RED.nodes.registerType('lifecycle-guard', LifecycleGuard)
    registerRoutes(RED)
}

const words = (key: string) => `@flowfuse/nr-hubspot-nodes/lifecycle-guard:lifecycle-guard.${key}`

/**
 * Works on one contact or each of an array, and sends them on by what was decided.
 * @returns how many were refused
 */
async function workOnInput(
    red: NodeAPI,
    message: Message,
    input: unknown,
    io: Work,
    work: (entry: unknown) => Promise<Outcome>
): Promise<number> {
    if (!Array.isArray(input)) {
        const outcome = await work(input)
        const sent = withOutcomes(message, outcome)
        io.send(isRefused(outcome) ? [null, sent] : [sent, null])
        return isRefused(outcome) ? 1 : 0
    }
    const outcomes = await workOnEach(message, input, io, work)
    const refused = outcomes.filter(isRefused)
    const allowed = outcomes.filter((outcome) => !isRefused(outcome))
    // An array of nothing is answered by an array of nothing.
    const isAnswered = allowed.length > 0 || input.length === 0
    const second = refused.length > 0 ? withOutcomes(red.util.cloneMessage(message), refused) : null
    const first = isAnswered ? withOutcomes(message, allowed) : null
    if (first || second) io.send([first, second])
    return refused.length
}

/** Shows when the account waits for HubSpot's limit. @returns what ends it */
function followWaiting(red: NodeAPI, accountId: string, show: (on: boolean) => void): () => void {
    try {
        return accountNode(red, accountId).onWaiting(show)
    } catch {
        // Without an account every message says so.
        return () => undefined
    }
}
