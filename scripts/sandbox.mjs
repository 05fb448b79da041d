// npm run sandbox -- [--port 4010] [--seed demo|empty] [--token …]: the sandbox CRM alone, for any HubSpot client.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstalled, root, runNode } from './ensure-installed.mjs'

const usage = 'npm run sandbox -- [--port 4010] [--seed demo|empty] [--token a-token-of-your-own]'
const { port, seed, token } = readOptions()

ensureInstalled()
const library = join(root, 'dist/lib/sandbox.js')
if (!existsSync(library)) {
    const code = runNode('build.mjs')
    if (code !== 0) process.exit(code)
}

const { startSandbox } = createRequire(import.meta.url)(library)
let sandbox
try {
    sandbox = await startSandbox({ port, seed, ...(token && { token }) })
} catch (error) {
    console.error(
        error.code === 'EADDRINUSE' ? `Port ${port} is taken: name another with --port.` : error.message
    )
    process.exit(1)
}

console.log(`
  Sandbox CRM  ${sandbox.url}
  Token        ${sandbox.token}

  curl -H 'Authorization: Bearer ${sandbox.token}' '${sandbox.url}/crm/objects/2026-09/contacts?limit=3'

  Its data is in memory only. Ctrl-C ends it.
`)

for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
        void sandbox.close().finally(() => process.exit(0))
    })
}

function readOptions() {
    let problem = ''
    try {
        const { values } = parseArgs({
            options: {
                port: { type: 'string', default: '4010' },
                seed: { type: 'string', default: 'demo' },
                token: { type: 'string' }
            }
        })
        if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
            problem = '--port takes a number up to 65535'
        else if (!['demo', 'empty'].includes(values.seed)) problem = '--seed takes demo or empty'
        else if (values.token !== undefined && !/^\S+$/.test(values.token))
            problem = '--token takes a text without blanks'
        else return { ...values, port: Number(values.port) }
    } catch (error) {
        problem = error.message
    }
    console.error(`${problem}\n${usage}`)
    return process.exit(1)
}
