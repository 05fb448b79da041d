import { setMaxListeners } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import type { Node, NodeAPI, NodeDef } from 'node-red'
import { accountNode, followWaiting, migrate, NodeError, toNodeError, type Message } from '../shared'
import { defaults, migrations, type TriggerSettings } from './config'
import { openCursorStore } from './cursor-store'
import { Intake } from './intake'
import { listen } from './listening'
import { pause, pauseOf, Polling } from './polling'
import { TriggerStatus } from './trigger-status'

interface TriggerNode extends Node<{ secret?: string }> {}

export default (RED: NodeAPI): void => {
    function HubSpotTrigger(this: TriggerNode, stored: NodeDef & Partial<TriggerSettings>) {
        RED.nodes.createNode(this, stored)
        const settings: TriggerSettings = { ...defaults, ...migrate(stored, migrations) }
        const closing = new AbortController()
        setMaxListeners(0, closing.signal)
        const { signal } = closing
        const status = new TriggerStatus(RED, this)
        let failed = ''

        /** Says what went wrong once, not with every poll. */
        const fail = (error: unknown) => {
            if (signal.aborted) return
            const nodeError = toNodeError(error)
            status.failed(nodeError.code)
            if (failed !== String(nodeError)) this.error(nodeError, {})
            failed = String(nodeError)
        }
        const send = async (messages: Message[]) => {
            for (const message of messages) this.send(message)
            // Node-RED delivers in the next turn: what follows has the messages when this resolves.
            await turn()
            await turn()
        }
        const account = async () => accountNode(RED, settings.account).account()

        const poll = async () => {
            const store = openCursorStore(RED, this, settings.store)
            const onFlaw = (flaw: string, from: string) =>
                this.error(new NodeError('CONFIG_INVALID', flawText(flaw, from)), {})
            const polling = new Polling({ settings, account, store, send, onFlaw, signal })
            const wait = pauseOf(settings)
            while (!signal.aborted) {
                status.polling()
                try {
                    const sent = await polling.once()
                    failed = ''
                    status.idle('waiting', sent)
                } catch (error) {
                    fail(error)
                }
                await pause(wait, signal)
            }
        }
        const receive = async () => {
            const intake = new Intake({
                settings,
                account,
                async send(messages) {
                    await send(messages)
                    failed = ''
                    status.idle('listening', messages.length)
                },
                onFailure: fail,
                signal
            })
            const stop = await listen(RED, {
                settings,
                secret: this.credentials?.secret,
                intake,
                onError: fail
            })
            if (signal.aborted) stop()
            else signal.addEventListener('abort', stop)
            status.idle('listening')
            // Without a token webhooks come all the same; then nothing is known of the portal.
            intake.warmUp().catch((error: unknown) => (settings.fetch ? fail(error) : undefined))
        }
        const begin = () => {
            ;(settings.source === 'webhooks' ? receive() : poll()).catch(fail)
        }
        const unfollow = followWaiting(RED, settings.account, (on) => status.limited(on))
        // Before all nodes of the flows are there, messages would reach nobody.
        RED.events.once('flows:started', begin)
        this.on('close', (done: () => void) => {
            RED.events.removeListener('flows:started', begin)
            closing.abort()
            unfollow()
            status.close()
            done()
        })
    }
    RED.nodes.registerType<TriggerNode, NodeDef & Partial<TriggerSettings>, object, { secret?: string }>(
        'hubspot-trigger',
        HubSpotTrigger,
        { credentials: { secret: { type: 'password' } } }
    )
}

function flawText(flaw: string, from: string): string {
    const what: Readonly<Record<string, string>> = {
        unreadable: 'the stored cursor cannot be read',
        'newer-version': 'the stored cursor is of a newer version of this node',
        'other-portal': 'the stored cursor is of another portal',
        future: 'the stored cursor is of the future'
    }
    return `${what[flaw]}; polling begins anew at ${from}, and changes since then may be sent a second time`
}
