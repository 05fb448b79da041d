// The name splitter's benchmark (facts/names.md): accuracy by group beside its peers, confidence, throughput, fuzz.
//   npm run bench:names                     prints a report
//   npm run bench:names -- --data folder    also measures every JSON file of cases in the folder
//   npm run bench:names -- --write          writes the report of the project's own groups to docs/names.md
//   npm run bench:names -- --failing        lists every failing case
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { splitName } from '../../src/names'
import { casesIn } from './files'
import { fuzz } from './fuzz'
import { generatedCases, locales } from './generated'
import { halfSplitter, isUnseen, shippedSplitter } from './holdOut'
import { peers } from './peers'
import { score, type Case } from './score'
import { growth, speeds } from './speed'
import { percent, tally, type Calibration, type Tally } from './tally'
import { writtenCases } from './written'

const perLocale = 100
const fuzzInputs = 200_000
const fuzzSeed = 7
const lines: string[] = []
const print = (line = '') => lines.push(line)

void main()

async function main() {
    const dataAt = process.argv.indexOf('--data')
    const folder = dataAt > 0 ? process.argv[dataAt + 1] : undefined
    const generated = generatedCases(perLocale)
    const own = [...generated, ...writtenCases()]
    const cases = folder ? [...own, ...casesIn(folder)] : own

    printAccuracy(cases)
    await printHoldOut()
    printCalibration(cases)
    printFailing(cases)
    printFuzz()
    await printSpeed(generated)

    console.log(lines.join('\n'))
    if (process.argv.includes('--write')) writeReport()
}

function printAccuracy(cases: Case[]) {
    const { groups } = tally(cases, splitName)
    print(`Generated groups: ${locales().length} locales of @faker-js/faker, ${perLocale} names each.`)
    print('Each cell: first name right / both right, in per cent.')
    print()
    print(
        `| group | cases | splitName | flagged | unflagged first right | ${Object.keys(peers).join(' | ')} |`
    )
    print(`|---|---|---|---|---|${'---|'.repeat(Object.keys(peers).length)}`)
    for (const [name, group] of groups) {
        const inGroup = cases.filter((one) => one.group === name)
        const others = Object.values(peers).map((split) => {
            const scores = inGroup.map((one) => score(split(one.input), one))
            return cell(
                scores.filter((one) => one.first).length,
                scores.filter((one) => one.both).length,
                scores.length
            )
        })
        print(`| ${name} | ${row(group)} | ${others.join(' | ')} |`)
    }
    const means = [...groups.values()]
    const mean = (pick: (group: Tally) => number) =>
        (means.reduce((sum, group) => sum + (100 * pick(group)) / group.cases, 0) / means.length).toFixed(2)
    print(
        `| **mean** | | **${mean((group) => group.first)} / ${mean((group) => group.both)}** | ${mean((group) => group.flagged)} | |${' |'.repeat(Object.keys(peers).length)}`
    )
    print()
}

function row({ cases, first, both, flagged, unflaggedFirst }: Tally): string {
    return `${cases} | ${cell(first, both, cases)} | ${percent(flagged, cases)} | ${percent(unflaggedFirst, cases - flagged)}`
}

function cell(first: number, both: number, whole: number): string {
    return `${percent(first, whole)} / ${percent(both, whole)}`
}

/** The lists come from faker's words: what is measured with words that the lists do not know is closer to life. */
async function printHoldOut() {
    const split = await halfSplitter()
    const { groups } = tally(generatedCases(4 * perLocale).filter(isUnseen), split)
    print('Hold-out: lists made of one half of faker’s words, names made of the other half only.')
    print()
    print('| group | cases | splitName | flagged | unflagged first right |')
    print('|---|---|---|---|---|')
    for (const [name, group] of groups) print(`| ${name} | ${row(group)} |`)
    print()
}

function printCalibration(cases: Case[]) {
    const { calibration } = tally(cases, splitName)
    print('What the confidence says, and how often it was so in this run (all groups above).')
    print()
    print('| confidence | cases | first right | both right |')
    print('|---|---|---|---|')
    const bands: [number, number][] = [
        [0, 0.6],
        [0.6, 0.7],
        [0.7, 0.8],
        [0.8, 0.9],
        [0.9, 0.95],
        [0.95, 0.98],
        [0.98, 1.01]
    ]
    for (const [from, to] of bands) print(bandRow(calibration, from, to))
    print()
}

function bandRow(calibration: Calibration, from: number, to: number): string {
    const inBand = [...calibration]
        .filter(([confidence]) => confidence >= from && confidence < to)
        .map(([, count]) => count)
    const sum = (pick: 'cases' | 'first' | 'both') => inBand.reduce((total, count) => total + count[pick], 0)
    const shown = `${from.toFixed(2)} to ${Math.min(to, 1).toFixed(2)}`
    return `| ${shown} | ${sum('cases')} | ${percent(sum('first'), sum('cases'))} | ${percent(sum('both'), sum('cases'))} |`
}

function printFailing(cases: Case[]) {
    const most = process.argv.includes('--failing') ? Infinity : 12
    const { groups } = tally(cases, splitName)
    print(`Failing cases${most === Infinity ? '' : `, up to ${most} of each group`}.`)
    print()
    for (const [name, { failing }] of groups) {
        if (failing.length === 0) continue
        print(`- ${name} (${failing.length})`)
        for (const line of failing.slice(0, most)) print(`    - ${line}`)
    }
    print()
}

function printFuzz() {
    const { failures, slowestMs, slowestInput } = fuzz(fuzzInputs, fuzzSeed)
    print(
        `Fuzz: ${fuzzInputs} inputs, seed ${fuzzSeed}: ${failures.length} throws or forbidden outputs, slowest ${slowestMs.toFixed(2)} ms (${slowestInput}).`
    )
    for (const failure of failures.slice(0, 10)) print(`    - ${failure}`)
    print()
    print('| length | slowest shape, ms |')
    print('|---|---|')
    for (const { length, ms } of growth([100, 500, 1000, 2000, 5000, 20_000]))
        print(`| ${length} | ${ms.toFixed(3)} |`)
    print()
}

async function printSpeed(generated: Case[]) {
    const names = generated.filter((one) => one.group === 'plain').map((one) => String(one.input))
    const [ours, theirs] = speeds(names, await shippedSplitter())
    if (!ours || !theirs) return
    print(
        `Speed on one core, names a second, ${names.length} names: splitName best ${ours.best}, median ${ours.median}; parse-full-name best ${theirs.best}, median ${theirs.median}; ratio ${(ours.median / theirs.median).toFixed(2)}.`
    )
}

/** Puts the report between the marks of docs/names.md. */
function writeReport() {
    const file = join(import.meta.dirname, '../../docs/names.md')
    const text = readFileSync(file, 'utf8')
    const report = `<!-- report -->\n\n${lines.join('\n')}\n\n<!-- end of report -->`
    writeFileSync(
        file,
        text.replace(/<!-- report -->[^]*<!-- end of report -->/, () => report)
    )
}
