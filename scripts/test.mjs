// npm test: installs, builds (with type check), lints, checks the format and runs every test. Ends with `N passed, N failed[, N skipped]`.
// npm test -- <files>: the same with these tests only.
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { ensureInstalled, root, runNode } from './ensure-installed.mjs'

ensureInstalled()

const results = join(root, '.test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results)

const checks = [
    ['lint', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
    ['imports', 'scripts/check-imports.mjs'],
    ['table of examples', 'scripts/list-examples.mjs', '--check'],
    ['coverage of the handbook', 'scripts/coverage-handbook.mjs', '--check'],
    ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.']
]

console.log('— build and types')
const isBuilt = runNode('build.mjs') === 0

// Beside each other: tests in a browser wait half of their time. What each says comes in one piece.
const [checked, ...runs] = await Promise.all([runChecks(), ...lanes().map(runMocha)])
for (const { output } of runs.slice(1)) process.stdout.write(output)
for (const { name, output } of checked) process.stdout.write(`— ${name}\n${output}`)

const failures = [
    ...(isBuilt ? [] : ['build and types']),
    ...checked.filter(({ code }) => code !== 0).map(({ name }) => name)
]
let passed = checked.length + 1 - failures.length
const count = (key) => runs.reduce((sum, { stats }) => sum + stats[key], 0)
passed += count('passes')
const failed = failures.length + count('failures')
const skipped = count('pending')
if (failures.length > 0) console.log(`Failed beside the tests: ${failures.join(', ')}`)
// Once more at the end: what a log's reader looks for is far above.
for (const { stats } of runs) for (const what of stats.failed) console.log(`Failed: ${what}`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0

/**
 * The test files of each run of mocha: those with a browser in two runs of about the same size, the examples in one, the
 * others in one. Those of blueprints need packs that a developer does without: npm run test:blueprints installs and
 * runs them.
 */
function lanes() {
    const wanted = process.argv.slice(2)
    if (wanted.length > 0) return [{ name: 'tests', files: wanted }]
    const files = readdirSync(join(root, 'test'), { recursive: true })
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => `test/${file.split(sep).join('/')}`)
        .filter((file) => !file.startsWith('test/blueprints/'))
        .toSorted()
    const isInBrowser = (file) => file.startsWith('test/editor/')
    const editor = [1, 2].map((number) => ({ name: `editor-${number}`, files: [], size: 0 }))
    const bySize = files.filter(isInBrowser).map((file) => ({ file, size: statSync(join(root, file)).size }))
    for (const { file, size } of bySize.toSorted((left, right) => right.size - left.size)) {
        const [shorter] = editor.toSorted((left, right) => left.size - right.size)
        shorter.files.push(file)
        shorter.size += size
    }
    const isExample = (file) => file.startsWith('test/flows/')
    const others = files.filter((file) => !isInBrowser(file) && !isExample(file))
    return [{ name: 'tests', files: others }, { name: 'examples', files: files.filter(isExample) }, ...editor]
}

/** Runs the checks one after the other. */
async function runChecks() {
    const done = []
    for (const [name, ...command] of checks) done.push({ name, ...(await node(command)) })
    return done
}

/** Runs mocha on one lane; the first one's output is shown as it comes, another's is kept until all have ended. */
async function runMocha({ name, files }, index) {
    const file = join(results, `${name}.json`)
    const command = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/support/reporter.cjs', ...files]
    const { code, output } = await node(command, { MOCHA_RESULTS: file }, index === 0)
    const stats = readStats(file)
    // A run that ended badly has failed, whatever it counted.
    if (code === 0 || stats.failures > 0) return { output, stats }
    return { output, stats: { ...stats, failures: 1, failed: [`${name} ended with ${code}`] } }
}

/** Runs a JavaScript file with this Node.js, its output shown or kept. */
function node([file, ...parameters], env = {}, isShown = false) {
    const child = spawn(process.execPath, [join(root, file), ...parameters], {
        cwd: root,
        stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
        env: { ...process.env, ...env }
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text) => {
            output += text
        })
    return new Promise((done) => {
        child.on('close', (code) => done({ code: code ?? 1, output }))
    })
}

/** The counts mocha wrote; a run that died before it could write them counts as one failure. */
function readStats(path) {
    try {
        return JSON.parse(readFileSync(path, 'utf8'))
    } catch {
        return { passes: 0, failures: 1, pending: 0, failed: [`${path} was not written`] }
    }
}
