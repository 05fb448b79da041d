// npm run coverage:handbook: prints which flow keeps which rule and which test shows it. Fails when a rule has no flow, a flow no
// test, or the tests of a flow assert nothing about the CRM. With --static it runs no test; --write and --check are about
// docs/handbook-coverage.md and run none either.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import prettier from 'prettier'
import { ensureInstalled, root, runNode } from './ensure-installed.mjs'
import { coverageDocument, readCoverage } from './handbook/coverage.mjs'

const file = join(root, 'docs/handbook-coverage.md')
const has = (option) => process.argv.includes(option)

ensureInstalled()
const coverage = readCoverage()
const gaps = [...coverage.gaps]
if (has('--write') || has('--check')) await keepDocument()
else print()
if (!has('--static') && !has('--write') && !has('--check')) gaps.push(...unnoticed())
if (!has('--write')) {
    for (const gap of gaps) console.error(gap)
    const { rows, flows } = coverage
    console.log(
        gaps.length === 0
            ? `Every one of ${rows.length} rules has a flow, and each of ${flows.length} flows a test.`
            : `${gaps.length} gap(s) in the coverage of the handbook.`
    )
    process.exitCode = gaps.length === 0 ? 0 : 1
}

function print() {
    for (const { id, kind, flows } of coverage.rows) {
        const shown = flows.map(({ file, tests }) => `${file} (${tests.join(', ') || 'no test'})`)
        console.log(`${id.padEnd(9)}${kind.padEnd(4)}${shown.join('; ') || 'no flow'}`)
    }
}

async function keepDocument() {
    const options = { ...(await prettier.resolveConfig(file)), parser: 'markdown' }
    const text = await prettier.format(coverageDocument(coverage), options)
    if (has('--write')) writeFileSync(file, text)
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
        gaps.push('docs/handbook-coverage.md is not current: npm run docs')
}

/**
 * Runs the flows' tests once more without sight of the CRM's records: a flow of which no assertion then fails has no test that
 * asserts what is in the CRM. A flow that only reports what it reads may be seen by its messages instead: its tests must fail
 * when it finds nothing.
 */
function unnoticed() {
    if (runNode('build.mjs') !== 0) return ['the pack could not be built']
    const flows = coverage.flows.filter(({ tests, hasAccount }) => tests.length > 0 && hasAccount)
    const plain = watch(flows, {})
    const broken = plain.seen.filter(({ outcome }) => outcome !== 'passed')
    if (broken.length > 0)
        return broken.map(({ example, title, message }) => `${example}: ${title} fails: ${message}`)
    const started = new Set(plain.seen.map(({ example }) => example))
    const asserting = failedIn(watch(flows, { EXAMPLES_UNSEEN: 'lists' }), ['asserted'])
    // A test that needs a list to go on fails before it can assert anything: it is given the list.
    const others = flows.filter(({ file }) => !asserting.has(file))
    for (const file of failedIn(watch(others, { EXAMPLES_UNSEEN: 'values' }), ['asserted']))
        asserting.add(file)
    const reporting = flows.filter(({ file }) => !plain.wrote.includes(file) && !asserting.has(file))
    const noticing = failedIn(watch(reporting, { EXAMPLES_FIND_NOTHING: '1' }), ['asserted', 'failed'])
    return flows.flatMap((flow) => {
        const { file, tests } = flow
        if (!started.has(file)) return [`${file}: ${tests.join(', ')} names it and does not run it`]
        if (asserting.has(file) || (reporting.includes(flow) && noticing.has(file))) return []
        return [`${file}: no assertion of ${tests.join(', ')} fails when it sees nothing of the CRM`]
    })
}

/** The examples of which a test failed in one of these ways. */
function failedIn({ seen }, outcomes) {
    return new Set(seen.filter(({ outcome }) => outcomes.includes(outcome)).map(({ example }) => example))
}

/** Runs the tests of some flows and tells what they did. What then never comes is not waited for long. */
function watch(flows, env) {
    const tests = [...new Set(flows.flatMap((flow) => flow.tests))]
    if (tests.length === 0) return { seen: [], wrote: [] }
    const folder = mkdtempSync(join(tmpdir(), 'nr-hubspot-coverage-'))
    const witness = join(folder, 'witness.json')
    try {
        spawnSync(
            process.execPath,
            [
                join(root, 'node_modules/mocha/bin/mocha.js'),
                '--reporter',
                'scripts/handbook/witness.cjs',
                ...(Object.keys(env).length > 0 ? ['--timeout', '10000'] : []),
                '--exit',
                ...tests
            ],
            {
                cwd: root,
                stdio: ['ignore', 'ignore', 'inherit'],
                env: { ...process.env, ...env, WITNESS: witness }
            }
        )
        return JSON.parse(readFileSync(witness, 'utf8'))
    } finally {
        rmSync(folder, { recursive: true, force: true })
    }
}
