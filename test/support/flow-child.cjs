// A Node-RED process of its own that runs one flow file and may be killed at any moment. Told by its parent which inject
// node to press, it tells what reaches the nodes that it was asked to watch.
const http = require('node:http')
const { mkdtempSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join, resolve } = require('node:path')
const RED = require('node-red')

const { flows, credentials, settings, watch } = JSON.parse(process.argv[2])
const userDir = mkdtempSync(join(tmpdir(), 'nr-hubspot-child-'))

async function main() {
    const server = http.createServer()
    await new Promise((done) => {
        server.listen(0, '127.0.0.1', done)
    })
    RED.init(server, {
        userDir,
        nodesDir: [resolve(__dirname, '../..')],
        uiPort: server.address().port,
        httpAdminRoot: false,
        httpNodeRoot: false,
        credentialSecret: 'test',
        telemetry: { enabled: false },
        // Core nodes that the flow does not use only make the start slower.
        nodesExcludes: [
            '10-mqtt.js',
            '21-httpin.js',
            '21-httprequest.js',
            '22-websocket.js',
            '31-tcpin.js',
            '32-udp.js',
            '70-CSV.js',
            '70-HTML.js',
            '70-XML.js',
            '70-YAML.js',
            '10-file.js',
            '23-watch.js',
            '05-tls.js',
            '06-httpproxy.js',
            '90-exec.js',
            '16-range.js',
            '89-delay.js',
            '89-trigger.js',
            '17-split.js',
            '18-sort.js',
            '19-batch.js'
        ],
        logging: { console: { level: 'off' } },
        ...settings
    })
    const started = new Promise((done) => {
        RED.events.once('flows:started', done)
    })
    await RED.start()
    await started
    const running = new Promise((done) => {
        RED.events.once('flows:started', done)
    })
    await RED.runtime.flows.setFlows({
        flows: { flows: flows.map((node) => ({ ...node, credentials: credentials[node.id] })) },
        deploymentType: 'full'
    })
    await running
    for (const [name, id] of Object.entries(watch)) {
        RED.nodes.getNode(id).on('input', ({ payload, error }) => {
            process.send({ name, payload, ...(error && { error: error.message }) })
        })
    }
    rmSync(userDir, { recursive: true, force: true })
    process.on('message', (id) => RED.nodes.getNode(id).receive())
    process.on('disconnect', () => process.exit(0))
    process.send({ name: 'ready' })
}

void main()
