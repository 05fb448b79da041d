import type { Node, NodeAPI, NodeDef } from 'node-red'
import {
    accountNode,
    evaluate,
    evaluateInput,
    followWaiting,
    forkOutcomes,
    handbookNode,
    handleMessages,
    migrate,
    type Typed
} from '../shared'
import { defaults, migrations, type GuardSettings } from './config'
import { openContacts } from './contacts'
import { guard } from './guard'
import { isRefused, type Outcome } from './outcome'
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
            const input = await evaluateInput(RED, this, { value: record, type: recordType }, message)
            const refused = await forkOutcomes(RED, message, input, io, work, isRefused)
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
