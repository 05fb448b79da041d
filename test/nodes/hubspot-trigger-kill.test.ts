/** Node-RED is killed while it receives and while it polls: every change is emitted at least once. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { startChild, type ChildNodeRed } from '../support/node-red-child'
import type { FlowNode } from '../support/node-red'
import { accountId, place, triggerId, triggerNodes } from '../support/trigger-flow'

const secret = 'a-client-secret'
const path = '/hubspot/webhooks'

/** A port that is free, for a process that is started again on the same one. */
function freePort(): Promise<number> {
    return new Promise((done) => {
        const server = net.createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address() as net.AddressInfo
            server.close(() => done(port))
        })
    })
}

/** Logs every message: on Linux the log has left the process when the call returns. */
const witness: FlowNode = {
    id: 'c0de000000000002',
    type: 'function',
    ...place,
    func: "node.warn('EVENT ' + msg.topic + ' ' + msg.payload.id + '.')\nreturn null",
    outputs: 1,
    wires: [[]]
}

describe('hubspot-trigger: killed at any moment', function () {
    let crm: Sandbox
    let userDir: string
    let child: ChildNodeRed | undefined
    /** What all processes of a test have emitted. */
    let witnessed: string

    beforeEach(async () => {
        crm = await startSandbox({ limits: { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 } })
        userDir = mkdtempSync(join(tmpdir(), 'nr-hubspot-trigger-'))
        witnessed = ''
    })
    afterEach(async () => {
        await child?.kill()
        await crm.close()
        rmSync(userDir, { recursive: true, force: true })
    })

    function start(settings: Record<string, unknown>, more: Record<string, unknown>): ChildNodeRed {
        const flows = [...triggerNodes(settings, [witness.id]), witness]
        child = startChild(crm, flows, accountId, {
            userDir,
            settings: more,
            credentials: { [triggerId]: { secret } }
        })
        return child
    }
    async function kill(): Promise<void> {
        await child?.kill()
        witnessed += child?.log ?? ''
        child = undefined
    }
    const contacts = (name: string, count: number) =>
        Array.from(
            { length: count },
            (_, i) => crm.portal.create('contacts', { email: `${name}${i}@example.com` }).id
        )
    const missing = (ids: string[]) =>
        ids.filter((id) => !witnessed.includes(`EVENT contact.creation ${id}.`))

    it('webhooks: what was not answered is delivered again, and nothing is lost', async () => {
        const port = await freePort()
        const url = `http://127.0.0.1:${port}`
        const settings = { source: 'webhooks', events: ['contact.creation'], path, url, fetch: true }
        const run = () => start(settings, { uiPort: port, httpNodeRoot: '/' })
        crm.webhooks.subscribe({
            url: url + path,
            secret,
            subscriptions: [{ type: 'contact.creation' }],
            concurrency: 2
        })
        const ids: string[] = []
        for (const round of ['a', 'b']) {
            const node = run()
            await node.says('Started flows')
            // The route opens a moment later; what comes before that is delivered again.
            ids.push(...contacts(round, 150))
            await crm.webhooks.idle()
            crm.clock.advance('PT2H')
            ids.push(...contacts(`${round}x`, 850))
            await node.says('EVENT')
            await kill()
            ids.push(...contacts(`${round}-down`, 20))
            await crm.webhooks.idle()
        }
        assert.ok(missing(ids).length > 0)
        const node = run()
        await node.says('Started flows')
        while (crm.webhooks.waiting > 0 && crm.webhooks.givenUp === 0) {
            crm.clock.advance('PT1H')
            await crm.webhooks.idle()
        }
        await kill()
        assert.equal(crm.webhooks.givenUp, 0)
        assert.deepEqual(missing(ids), [])
    })

    it('polling: what was sent before the cursor was written is sent again, what happened in a week is not missed', async () => {
        const settings = {
            events: ['contact.creation'],
            begin: 'date',
            beginDate: new Date(crm.clock.now() - 1000).toISOString(),
            interval: '86400',
            store: 'disk'
        }
        const contextStorage = {
            default: 'disk',
            disk: { module: 'localfilesystem', config: { cache: false } }
        }
        const ids = contacts('before', 450)
        const first = start(settings, { contextStorage })
        await first.says('EVENT')
        await kill()
        assert.ok(missing(ids).length < ids.length)
        crm.clock.advance('P7D')
        ids.push(...contacts('down', 50))
        const second = start(settings, { contextStorage })
        await second.says(`EVENT contact.creation ${ids.at(-1)}.`)
        await kill()
        assert.deepEqual(missing(ids), [])
    })
})
