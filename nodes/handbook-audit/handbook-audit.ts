import type { Node, NodeAPI, NodeDef } from 'node-red'
import { readKnown, toInstant } from '../../src/handbook'
import {
    accountNode,
    evaluate,
    followWaiting,
    handbookNode,
    handleMessages,
    invalidInput,
    migrate,
    nameOf,
    provideAuditor,
    type Message,
    type Typed
} from '../shared'
import { defaults, migrations, type AuditSettings } from './config'
import { audit } from './lent'
import { registerRoutes } from './routes'
import { run } from './run'

export default (RED: NodeAPI): void => {
    function HandbookAudit(this: Node, stored: NodeDef & Partial<AuditSettings>) {
        RED.nodes.createNode(this, stored)
        const settings: AuditSettings = { ...defaults, ...migrate(stored, migrations) }
        const status = handleMessages(RED, this, async (message, io) => {
            const handbook = handbookNode(RED, settings.handbook)
            const account = await accountNode(RED, settings.account).account()
            const since = await readSince(message)
            const { payload: _payload, ...rest } = message
            const summary = await run({
                account,
                edition: handbook.edition(),
                binding: await handbook.binding(account),
                settings,
                since,
                known: readKnown(await valueOf({ value: settings.known, type: settings.knownType }, message)),
                signal: io.signal,
                found: (finding) => io.send([{ ...rest, topic: finding.rule, payload: finding }, null]),
                progress: (looked, findings) => status.working(words('status.working', { looked, findings }))
            })
            await keepCursor(this, summary.cursor)
            status.note(
                words(summary.complete ? 'status.found' : 'status.stopped', { count: summary.findings })
            )
            io.send([null, { ...message, payload: summary }])
        })
        this.on(
            'close',
            followWaiting(RED, settings.account, (on) => status.waiting(on))
        )

        /** Of a typed input; undefined for the type `none`. */
        const valueOf = async (typed: Typed, message: Message): Promise<unknown> =>
            typed.type === 'none' ? undefined : evaluate(RED, this, typed, message)

        /** The time from which on changes count; null audits everything, also at the first run of a kept cursor. */
        async function readSince(message: Message): Promise<number | null> {
            const typed = { value: settings.since, type: settings.sinceType }
            const value = await valueOf(typed, message)
            if (value === undefined || value === null || value === '') return null
            const instant =
                typeof value === 'string' || typeof value === 'number' || value instanceof Date
                    ? toInstant(value)
                    : undefined
            if (instant === undefined) throw invalidInput(`${nameOf(typed)} is no time`)
            return instant
        }

        /** Where the cursor comes from the flow's or the global context, the next one is kept there. */
        async function keepCursor(node: Node, cursor: string | null): Promise<void> {
            const { sinceType, since } = settings
            if ((sinceType !== 'flow' && sinceType !== 'global') || cursor === null) return
            const { key, store } = RED.util.parseContextStore(since)
            const context = node.context()[sinceType]
            await new Promise<void>((resolve, reject) => {
                const done = (error?: Error) => (error ? reject(error) : resolve())
                if (store === undefined) context.set(key, cursor, done)
                else context.set(key, cursor, store, done)
            })
        }
    }
    const words = (key: string, values: Record<string, string | number>) =>
        RED._(`@flowfuse/nr-hubspot-nodes/handbook-audit:handbook-audit.${key}`, values)
    RED.nodes.registerType('handbook-audit', HandbookAudit)
    registerRoutes(RED)
    provideAuditor(audit)
}
