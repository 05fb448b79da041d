// npm run test:blueprints: the tests of blueprints that need the packs of others (the Dashboard, e-mail), which are installed for
// them alone in test/blueprints. Ends with `N passed, N failed[, N skipped]`.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root, runNode } from './ensure-installed.mjs'

ensureInstalled()
installPacks()
if (runNode('build.mjs') !== 0) process.exit(1)
const results = join(root, '.test-results/blueprints.json')
mkdirSync(join(root, '.test-results'), { recursive: true })
writeFileSync(results, JSON.stringify({ passes: 0, failures: 1, pending: 0, failed: [] }))
const code = runNode(
    'node_modules/mocha/bin/mocha.js',
    ['--reporter', 'test/support/reporter.cjs', '--exit', 'test/blueprints/*.test.ts'],
    { MOCHA_RESULTS: results }
)
const { passes, failures, pending, failed } = JSON.parse(readFileSync(results, 'utf8'))
for (const what of failed) console.log(`Failed: ${what}`)
console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`)
process.exitCode = code === 0 && failures === 0 && passes > 0 ? 0 : 1

/** Makes test/blueprints/node_modules match its lock file. Ends the process when npm can not. */
function installPacks() {
    const folder = join(root, 'test/blueprints')
    const stamp = join(folder, 'node_modules/.installed-lock')
    const hash = createHash('sha256')
        .update(readFileSync(join(folder, 'package-lock.json')))
        .digest('hex')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
    console.log('Installing the packs that blueprints need (135 MB) …')
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: folder,
        stdio: 'inherit',
        shell: process.platform === 'win32'
    })
    if (npm.status !== 0) {
        console.error('The Dashboard could not be installed in test/blueprints: npm ci failed, see above.')
        process.exit(1)
    }
    writeFileSync(stamp, hash)
}
