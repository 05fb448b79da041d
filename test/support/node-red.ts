/** A real Node-RED in this process, with the pack as built in dist/ loaded the way an installation loads it. */
import http from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import RED from 'node-red'

export const packageRoot = resolve(__dirname, '../..')

/** A node of a flow file, as Node-RED stores it. */
export interface FlowNode {
    id: string
    type: string
    z?: string
    name?: string
    wires?: string[][]
    [key: string]: unknown
}

export interface NodeRedOptions {
    flows?: FlowNode[]
    /** By config node id, what a user would have typed into its password fields. */
    credentials?: Record<string, Record<string, string>>
    settings?: Record<string, unknown>
    /** Keep using this folder (a restart); by default a fresh one that stop() removes. */
    userDir?: string
}

export interface RunningNodeRed {
    /** `http://127.0.0.1:<port>` of editor and admin API. */
    url: string
    userDir: string
    /** Replaces the flows, as Deploy does. */
    deploy(flows: FlowNode[], credentials?: Record<string, Record<string, string>>): Promise<void>
    /** The running node. */
    node(id: string): RuntimeNode
    /** Presses an inject node's button. */
    inject(id: string): Promise<void>
    /** Every message a node receives from now on. */
    received(id: string): Record<string, unknown>[]
    /** Resolves with the next `count` messages that a node receives from now on. */
    next(id: string, count?: number): Promise<Record<string, unknown>[]>
    /** What was logged at warn, error and fatal, as text. */
    log: string[]
    stop(): Promise<void>
}

export interface RuntimeNode {
    id: string
    type: string
    receive(message: Record<string, unknown>): void
    on(event: string, listener: (...parameters: unknown[]) => void): void
    off(event: string, listener: (...parameters: unknown[]) => void): void
}

let endIdle: (() => Promise<void>) | undefined

/** Leaves a Node-RED running that nobody uses at the moment. @param end done before another one starts */
export function leaveRunning(end: () => Promise<void>): void {
    endIdle = end
}

/** Ends the Node-RED that was left running, if there is one. */
export async function endLeftRunning(): Promise<void> {
    const end = endIdle
    endIdle = undefined
    await end?.()
}

/** Starts Node-RED and resolves when its flows run. One at a time per process: one left running is ended. */
export async function startNodeRed(options: NodeRedOptions = {}): Promise<RunningNodeRed> {
    await endLeftRunning()
    // A test that ran out of time stops nothing, and must not fail those after it.
    await current?.stop()
    const userDir = options.userDir ?? mkdtempSync(join(tmpdir(), 'nr-hubspot-'))
    const server = http.createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const port = (server.address() as AddressInfo).port
    const log: string[] = []
    const settings = {
        userDir,
        nodesDir: [packageRoot],
        flowFile: 'flows.json',
        uiHost: '127.0.0.1',
        uiPort: port,
        httpAdminRoot: '/',
        httpNodeRoot: '/',
        credentialSecret: 'test',
        telemetry: { enabled: false },
        editorTheme: { tours: false, palette: { catalogues: [] } },
        externalModules: { palette: { allowInstall: false } },
        functionExternalModules: true,
        logging: {
            console: { level: 'off' },
            capture: {
                level: 'warn',
                handler: () => (entry: { msg: unknown }) =>
                    log.push(String((entry.msg as Error)?.stack ?? entry.msg))
            }
        },
        ...options.settings
    }
    RED.init(server, settings as never)
    // Each Node-RED of this process adds listeners that it never takes back.
    ;(RED as unknown as { events: NodeJS.EventEmitter }).events.setMaxListeners(0)
    const app = (await import('express')).default()
    app.use('/', RED.httpAdmin)
    app.use('/', RED.httpNode)
    server.on('request', app)
    const runtime = RED as unknown as {
        events: NodeJS.EventEmitter
        nodes: { getNode(id: string): RuntimeNode | null }
        runtime: {
            flows: { setFlows(o: { flows: unknown; deploymentType: string }): Promise<unknown> }
        }
    }
    const started = new Promise<void>((done) => runtime.events.once('flows:started', () => done()))
    await RED.start()
    await started

    const running: RunningNodeRed = {
        url: `http://127.0.0.1:${port}`,
        userDir,
        log,
        async deploy(flows, credentials = {}) {
            const again = new Promise<void>((done) => runtime.events.once('flows:started', () => done()))
            const withCredentials = flows.map((node) =>
                credentials[node.id] ? { ...node, credentials: credentials[node.id] } : node
            )
            await runtime.runtime.flows.setFlows({
                flows: { flows: withCredentials },
                deploymentType: 'full'
            })
            await again
        },
        node(id) {
            const node = runtime.nodes.getNode(id)
            if (!node) throw new Error(`no node ${id} is running; log: ${log.join('\n')}`)
            return node
        },
        async inject(id) {
            running.node(id)
            const response = await fetch(`${running.url}/inject/${id}`, { method: 'POST' })
            if (!response.ok) throw new Error(`inject ${id}: ${response.status}`)
        },
        received(id) {
            const messages: Record<string, unknown>[] = []
            running.node(id).on('input', (message) => messages.push(message as Record<string, unknown>))
            return messages
        },
        next(id, count = 1) {
            return new Promise((done) => {
                const messages: Record<string, unknown>[] = []
                const node = running.node(id)
                const listener = (message: unknown) => {
                    messages.push(message as Record<string, unknown>)
                    if (messages.length < count) return
                    node.off('input', listener)
                    done(messages)
                }
                node.on('input', listener)
            })
        },
        async stop() {
            if (current !== running) return
            current = undefined
            await RED.stop()
            server.closeAllConnections()
            await new Promise((done) => server.close(done))
            if (!options.userDir) rmSync(userDir, { recursive: true, force: true })
        }
    }
    current = running
    if (options.flows) await running.deploy(options.flows, options.credentials)
    return running
}

let current: RunningNodeRed | undefined
