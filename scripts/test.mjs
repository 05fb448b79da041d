// npm test: installs, builds (with type check), lints, checks the format and runs every test. Ends with `N passed, N failed[, N skipped]`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root, run, runNode } from './ensure-installed.mjs'

ensureInstalled()

const results = join(root, '.test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results)

const checks = [
    ['build and types', () => runNode('build.mjs')],
    ['lint', () => run('npx', ['--no-install', 'oxlint', '--type-aware', '--deny-warnings'])],
    ['imports', () => runNode('scripts/check-imports.mjs')],
    ['table of examples', () => runNode('scripts/list-examples.mjs', ['--check'])],
    ['format', () => run('npx', ['--no-install', 'prettier', '--check', '--log-level', 'warn', '.'])]
]

let passed = 0
const failures = []
for (const [name, check] of checks) {
    console.log(`— ${String(name)}`)
    if (check() === 0) passed++
    else failures.push(name)
}

const wanted = process.argv.slice(2)
const file = join(results, 'mocha.json')
const code = runNode(
    'node_modules/mocha/bin/mocha.js',
    ['--reporter', 'test/support/reporter.cjs', ...(wanted.length > 0 ? wanted : ['test/**/*.test.ts'])],
    {
        MOCHA_RESULTS: file
    }
)
const stats = readStats(file)
passed += stats.passes
const failed = failures.length + stats.failures
if (failures.length > 0) console.log(`Failed before the tests: ${failures.join(', ')}`)
console.log(`${passed} passed, ${failed} failed${stats.pending > 0 ? `, ${stats.pending} skipped` : ''}`)
process.exitCode = failed > 0 || code !== 0 ? 1 : 0

/** The counts mocha wrote; a run that died before it could write them counts as one failure. */
function readStats(path) {
    try {
        return JSON.parse(readFileSync(path, 'utf8'))
    } catch {
        return { passes: 0, failures: 1, pending: 0 }
    }
}
