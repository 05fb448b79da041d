// npm test: installs, builds (with type check), lints, checks the format and runs every test. Ends with `N passed, N failed[, N skipped]`.
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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
const editorTests = readdirSync(join(root, 'test/editor')).map((file) => `test/editor/${file}`)
// Browser tests mostly wait for the browser, the others mostly calculate: side by side they take the time of one.
const groups =
    wanted.length > 0
        ? [{ name: 'tests', files: wanted }]
        : [
              { name: 'tests', files: ['test/{unit,nodes,flows,faults}/**/*.test.ts'] },
              { name: 'editor-1', files: editorTests.filter((_, index) => index % 2 === 0) },
              { name: 'editor-2', files: editorTests.filter((_, index) => index % 2 === 1) }
          ]
const runs = await Promise.all(groups.map(runMocha))
for (const { output } of runs.slice(1)) process.stdout.write(output)
const count = (key) => runs.reduce((sum, { stats }) => sum + stats[key], 0)
passed += count('passes')
const failed = failures.length + count('failures')
const skipped = count('pending')
if (failures.length > 0) console.log(`Failed before the tests: ${failures.join(', ')}`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || runs.some(({ code }) => code !== 0) ? 1 : 0

/** Runs one group; the first one's output is shown as it comes, another's is kept until all have ended. */
function runMocha({ name, files }, index) {
    const file = join(results, `${name}.json`)
    const shown = index === 0
    const mocha = spawn(
        process.execPath,
        [join(root, 'node_modules/mocha/bin/mocha.js'), '--reporter', 'test/support/reporter.cjs', ...files],
        {
            cwd: root,
            stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
            env: { ...process.env, MOCHA_RESULTS: file }
        }
    )
    let output = ''
    for (const stream of [mocha.stdout, mocha.stderr]) {
        stream?.setEncoding('utf8').on('data', (text) => {
            output += text
        })
    }
    return new Promise((done) => {
        mocha.on('close', (code) => done({ code: code ?? 1, output, stats: readStats(file) }))
    })
}

/** The counts mocha wrote; a run that died before it could write them counts as one failure. */
function readStats(path) {
    try {
        return JSON.parse(readFileSync(path, 'utf8'))
    } catch {
        return { passes: 0, failures: 1, pending: 0 }
    }
}
