import type { Node, NodeAPI, NodeDef } from 'node-red'
import {
    accountNode,
    evaluate,
    evaluateInput,
    followWaiting,
    handbookNode,
    handleMessages,
    migrate,
    workOnEach
} from '../shared'
import { defaults, migrations, typedOf, type ActivitySettings } from './config'
import type { ValueOf } from './draft'
import { operate, type Portal } from './operate'

export default (RED: NodeAPI): void => {
    function HubSpotActivity(this: Node, stored: NodeDef & Partial<ActivitySettings>) {
        RED.nodes.createNode(this, stored)
        const settings: ActivitySettings = { ...defaults, ...migrate(stored, migrations) }
        const status = handleMessages(RED, this, async (message, io) => {
            const account = await accountNode(RED, settings.account).account()
            const options = { signal: io.signal }
            const { portalId, timeZone } = await account.details(options)
            const handbook = async () => {
                const node = handbookNode(RED, settings.handbook)
                return { edition: node.edition(), binding: await node.binding(account) }
            }
            const portal: Portal = { account, portalId, timeZone, options, handbook }
            const valuesOf =
                (row?: unknown): ValueOf =>
                (typed) =>
                    evaluate(RED, this, typed, message, row)
            const input = await evaluateInput(RED, this, typedOf(settings, 'record'), message)
            const work = (entry: unknown) => operate(portal, settings, entry, valuesOf)
            if (Array.isArray(input)) {
                const outcomes = await workOnEach(message, input, io, work)
                if (outcomes.length === 0 && input.length > 0) return
                message.payload = outcomes.map(({ payload }) => payload)
                message.hubspot = outcomes.map(({ hubspot }) => hubspot)
                const verdicts = outcomes.flatMap(({ handbook: verdict }) => verdict ?? [])
                if (verdicts.length > 0) message.handbook = verdicts
            } else {
                Object.assign(message, await work(input))
            }
            io.send(message)
        })
        this.on(
            'close',
            followWaiting(RED, settings.account, (waiting) => status.waiting(waiting))
        )
    }
    RED.nodes.registerType('hubspot-activity', HubSpotActivity)
}
