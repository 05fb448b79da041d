// Starts a real Node-RED in this process with the pack of this clone and its example flows: the demo's other half.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { root } from './ensure-installed.mjs'

const require = createRequire(import.meta.url)

/** Where the demo keeps its flows between starts; not part of the repository. */
export const demoFolder = join(root, '.demo')

/**
 * The example files in the order of the import menu.
 * @returns {{ chapter: string, name: string, nodes: object[] }[]}
 */
export function readExamples() {
    const folder = join(root, 'examples')
    return readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
        .map((entry) => ({
            chapter: basename(entry.parentPath),
            name: basename(entry.name, '.json'),
            nodes: JSON.parse(readFileSync(join(entry.parentPath, entry.name), 'utf8'))
        }))
        .toSorted((a, b) => `${a.chapter}/${a.name}`.localeCompare(`${b.chapter}/${b.name}`))
}

/** The parts of the main example that the demo presses and reads, found by the names they have in the editor. */
export function mainExample() {
    const { nodes } =
        readExamples().find(({ chapter, name }) => chapter === 'Import' && name.startsWith('01 ')) ?? {}
    const idOf = (type, name) => {
        const node = nodes?.find((candidate) => candidate.type === type && candidate.name === name)
        if (!node) throw new Error(`the import example has no ${type} node "${name}"`)
        return node.id
    }
    return {
        tab: nodes?.find(({ type }) => type === 'tab')?.label,
        account: idOf('hubspot-account', 'Sandbox'),
        inject: idOf('inject', 'your own file'),
        report: idOf('debug', 'report'),
        review: idOf('debug', 'for review'),
        notImported: idOf('debug', 'refused and failed')
    }
}

/** The path in an example is that of an installed pack; here the file lies in the clone. */
function inThisClone(node) {
    if (node.type !== 'tab' || !node.env) return node
    const env = node.env.map((variable) =>
        variable.name === 'USERS_CSV'
            ? { ...variable, value: join(root, 'examples/data/flowfuse-cloud-users.csv') }
            : variable
    )
    return { ...node, env }
}

/**
 * All examples as one set of flows, the chapter that the demo begins with first. What they share (the sandbox account)
 * is there once. Disabled are a flow that needs a package of its own (a database driver), so that starting the demo
 * installs nothing, and one that watches the CRM, so that no tab does anything to what another one makes.
 */
export function demoFlows() {
    const byId = new Map()
    const isFirst = ({ chapter }) => chapter === 'Import'
    const examples = readExamples()
    for (const { nodes } of [...examples.filter(isFirst), ...examples.filter((file) => !isFirst(file))]) {
        const isLeftOff = nodes.some(({ type, libs = [] }) => type === 'hubspot-trigger' || libs.length > 0)
        for (const node of nodes.map(inThisClone)) {
            byId.set(node.id, node.type === 'tab' && isLeftOff ? { ...node, disabled: true } : node)
        }
    }
    return [...byId.values()]
}

/**
 * Writes the flows for a start with the editor. Flows that a user has changed stay, until the examples themselves
 * change: then the user's are kept beside the new ones.
 * @returns the name of the file that keeps the user's flows, or null
 */
export function prepareFlows(folder) {
    mkdirSync(folder, { recursive: true })
    const flows = JSON.stringify(demoFlows(), null, 4)
    const hash = createHash('sha256').update(flows).digest('hex')
    const [flowFile, stamp] = [join(folder, 'flows.json'), join(folder, '.examples')]
    const isCurrent = existsSync(flowFile) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
    if (isCurrent) return null
    let kept = null
    if (existsSync(flowFile)) {
        kept = `flows-${new Date().toISOString().replaceAll(':', '-')}.json`
        renameSync(flowFile, join(folder, kept))
    }
    writeFileSync(flowFile, flows)
    writeFileSync(stamp, hash)
    return kept
}

/**
 * Starts Node-RED; resolves when its flows run.
 * @param {{ userDir: string, port: number, quiet?: boolean }} options port: the wanted one; a free one when it is taken
 */
export async function startDemo({ userDir, port, quiet = false }) {
    const server = http.createServer()
    const actualPort = await listen(server, port)
    const RED = require('node-red')
    const express = require('express')
    RED.init(server, {
        userDir,
        nodesDir: [root],
        flowFile: 'flows.json',
        uiHost: '127.0.0.1',
        uiPort: actualPort,
        httpAdminRoot: '/',
        httpNodeRoot: '/',
        credentialSecret: 'demo',
        telemetry: { enabled: false },
        editorTheme: {
            tours: false,
            page: { title: 'HubSpot nodes demo' },
            header: { title: 'HubSpot nodes demo' },
            palette: {
                categories: [
                    'HubSpot',
                    'subflows',
                    'common',
                    'function',
                    'network',
                    'sequence',
                    'parser',
                    'storage'
                ]
            }
        },
        externalModules: { palette: { allowInstall: false } },
        logging: { console: { level: quiet ? 'off' : 'error', metrics: false, audit: false } }
    })
    const app = express()
    app.use('/', RED.httpAdmin)
    app.use('/', RED.httpNode)
    server.on('request', app)
    const started = new Promise((done) => {
        RED.events.once('flows:started', done)
    })
    await RED.start()
    await started
    return {
        url: `http://127.0.0.1:${actualPort}`,
        node: (id) => RED.nodes.getNode(id),
        async stop() {
            await RED.stop()
            server.closeAllConnections()
            await new Promise((done) => {
                server.close(done)
            })
        }
    }
}

/** Listens on the wanted port of this machine only, or on a free one when it is taken. */
function listen(server, port) {
    return new Promise((resolve, reject) => {
        server.once('error', (error) => {
            if (error.code !== 'EADDRINUSE' || port === 0) reject(error)
            else listen(server, 0).then(resolve, reject)
        })
        server.listen(port, '127.0.0.1', () => resolve(server.address().port))
    })
}
