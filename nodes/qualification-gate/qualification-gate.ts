import type { Node, NodeAPI, NodeDef } from 'node-red'
import {
    accountNode,
    evaluate,
    evaluateInput,
    followWaiting,
    forkOutcomes,
    handbookNode,
    handleMessages,
    migrate
} from '../shared'
import { defaults, migrations, type GateSettings } from './config'
import { pass, type Portal } from './gate'
import { readRequest } from './request'
import { registerRoutes } from './routes'
import { readSubject } from './subject'

export default (RED: NodeAPI): void => {
    function QualificationGate(this: Node, stored: NodeDef & Partial<GateSettings>) {
        RED.nodes.createNode(this, stored)
        const settings: GateSettings = { ...defaults, ...migrate(stored, migrations) }
        const status = handleMessages(RED, this, async (message, io) => {
            const handbook = handbookNode(RED, settings.handbook)
            const account = await accountNode(RED, settings.account).account()
            const options = { signal: io.signal }
            const edition = handbook.edition()
            const binding = await handbook.binding(account)
            const { portalId } = await account.details(options)
            const portal: Portal = { account, portalId, edition, binding, options }
            const work = async (entry: unknown) => {
                const subject = readSubject(entry)
                const request = await readRequest(settings, edition, (typed) =>
                    evaluate(RED, this, typed, message, subject.row)
                )
                return pass(portal, settings, subject, request)
            }
            const { record, recordType } = settings
            const input = await evaluateInput(RED, this, { value: record, type: recordType }, message)
            const count = await forkOutcomes(
                RED,
                message,
                input,
                io,
                work,
                ({ handbook: { verdict } }) => verdict === 'refused'
            )
            if (count > 0)
                status.note(RED._('qualification-gate.status.incomplete', { count: String(count) }))
        })
        this.on(
            'close',
            followWaiting(RED, settings.account, (waiting) => status.waiting(waiting))
        )
    }
    RED.nodes.registerType('qualification-gate', QualificationGate)
    registerRoutes(RED)
}
