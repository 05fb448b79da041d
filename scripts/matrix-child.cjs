// Runs under the Node.js and beside the Node-RED of one stack: loads the installed pack, checks its types, runs its
// first example flow. Prints one line; exits 1 with the reason on stderr.
const http = require('node:http')
const { readFileSync, readdirSync } = require('node:fs')
const { join } = require('node:path')
const RED = require('node-red')
const express = require('express')

const userDir = process.argv[2]
const pack = join(userDir, 'node_modules/@flowfuse/nr-hubspot-nodes')
const manifest = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8'))

main().then(
    (line) => {
        console.log(line)
        process.exit(0)
    },
    (error) => {
        console.error(error)
        process.exit(1)
    }
)

async function main() {
    const server = http.createServer()
    await new Promise((done) => {
        server.listen(0, '127.0.0.1', done)
    })
    RED.init(server, {
        userDir,
        uiPort: server.address().port,
        httpAdminRoot: '/',
        credentialSecret: 'matrix',
        telemetry: { enabled: false },
        logging: { console: { level: 'off' } }
    })
    const app = express()
    app.use('/', RED.httpAdmin)
    server.on('request', app)
    const started = flowsStarted()
    await RED.start()
    await started

    const sets = await (
        await fetch(`http://127.0.0.1:${server.address().port}/nodes`, {
            headers: { accept: 'application/json' }
        })
    ).json()
    const ours = sets.filter((set) => set.module === manifest.name)
    const broken = ours.filter((set) => set.err || !set.enabled).map((set) => `${set.name}: ${set.err}`)
    const wanted = Object.keys(manifest['node-red'].nodes)
    const missing = wanted.filter((name) => !ours.some((set) => set.name === name))
    if (broken.length + missing.length > 0)
        throw new Error(`not loaded: ${[...broken, ...missing].join(', ')}`)

    const written = await runExample()
    const { version } = JSON.parse(readFileSync(require.resolve('node-red/package.json'), 'utf8'))
    return `${version}, ${process.version}, ${ours.length} nodes loaded, ${written} contacts written by the first example`
}

/** Resolves at the next start of flows; to be called before what starts them. */
function flowsStarted() {
    return new Promise((done) => {
        RED.events.once('flows:started', done)
    })
}

/** Presses the first inject of the first import example and waits until its count says it is finished. */
async function runExample() {
    const folder = join(pack, 'examples/Import')
    const file = readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()[0]
    const nodes = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    const started = flowsStarted()
    await RED.runtime.flows.setFlows({ flows: { flows: nodes }, deploymentType: 'full' })
    await started
    const account = RED.nodes.getNode(nodes.find((node) => node.type === 'hubspot-account').id)
    const { portal } = await account.sandbox()
    const before = portal.list('contacts').length
    RED.nodes.getNode(nodes.find((node) => node.type === 'inject').id).receive({})
    for (let tries = 0; tries < 200; tries++) {
        await new Promise((done) => {
            setTimeout(done, 100)
        })
        const written = portal.list('contacts').length - before
        if (written >= 10) return written
    }
    throw new Error('the first example wrote no contacts')
}
