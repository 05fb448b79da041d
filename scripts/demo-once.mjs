// npm run demo -- --once: the import example on the 500 users, without an editor.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoFlows, mainExample, startDemo } from './demo-node-red.mjs'

/** How long the import may take before something is taken to be wrong; it takes a few seconds. */
const patience = 120_000

/**
 * Runs the import and prints what became of each row.
 * @returns 0 when every row has an outcome and the CRM agrees with the report, otherwise 1 after the reason
 */
export async function runOnce() {
    const userDir = mkdtempSync(join(tmpdir(), 'nr-hubspot-demo-'))
    writeFileSync(join(userDir, 'flows.json'), JSON.stringify(demoFlows()))
    const demo = await startDemo({ userDir, port: 0, quiet: true })
    try {
        const { inject, report, notImported, review, account } = mainExample()
        const { portal, log } = await demo.node(account).sandbox()
        const before = portal.list('contacts').length
        log.clear()

        const wanted = {
            report: demo.node(report),
            troubles: demo.node(notImported),
            review: demo.node(review)
        }
        const seen = {}
        for (const [name, node] of Object.entries(wanted)) {
            node.on('input', (message) => {
                seen[name] = message.payload
            })
        }
        const finished = new Promise((resolve, reject) => {
            wanted.report.on('input', () => setImmediate(resolve))
            // A file that can not be read gives no report, only its reason.
            wanted.troubles.on('input', ({ payload: [trouble] }) =>
                setTimeout(() => reject(new Error(trouble.reason)), 1000).unref()
            )
            setTimeout(
                () => reject(new Error(`the import gave no report in ${patience / 1000} s`)),
                patience
            ).unref()
        })
        demo.node(inject).receive({})
        await finished

        const contacts = portal.list('contacts')
        return printOutcome(seen, {
            created: contacts.length - before,
            calls: {
                write: log.count({ kind: 'write' }),
                read: log.count({ kind: 'read' }),
                search: log.count({ kind: 'search' })
            },
            sample: contacts.slice(-8).map(({ properties }) => properties)
        })
    } catch (error) {
        console.error(`The demo failed: ${error.message}`)
        return 1
    } finally {
        await demo.stop()
        rmSync(userDir, { recursive: true, force: true })
    }
}

/** Prints the tables; 1 when rows are missing from them. */
function printOutcome({ report, troubles = [], review = '' }, { created, calls, sample }) {
    console.log('\nThe users export, row by row')
    console.table({
        'rows in': { count: report.in },
        'written (created or changed)': { count: report.written },
        unchanged: { count: report.unchanged },
        'refused (suspended)': { count: report.refused },
        'failed, with a reason': { count: report.failed },
        'of the written and unchanged: name for review': { count: report.review }
    })
    console.log('What the sandbox CRM saw')
    console.table({
        'contacts created': { count: created },
        'write calls': { count: calls.write },
        'read calls': { count: calls.read },
        'search calls': { count: calls.search }
    })
    console.log('Some of the contacts')
    console.table(
        sample.map(({ email, firstname, lastname, lifecyclestage }) => ({
            email,
            firstname,
            lastname,
            lifecyclestage
        }))
    )
    const reasons = new Map()
    for (const { outcome, code, reason } of troubles) {
        const key = `${outcome}: ${reason}`
        reasons.set(key, { outcome, code: code ?? '', reason, rows: (reasons.get(key)?.rows ?? 0) + 1 })
    }
    console.log('Refused and failed')
    console.table([...reasons.values()])
    const names = String(review).split(/\r?\n/).slice(0, 6).join('\n  ')
    console.log(`Names for review (the first of ${report.review})\n  ${names}\n`)

    const { in: rows, written, unchanged, refused, failed } = report
    if (rows !== written + unchanged + refused + failed) {
        console.error(`Rows were lost: ${rows} in, ${written + unchanged + refused + failed} accounted for.`)
        return 1
    }
    if (troubles.length !== refused + failed) {
        console.error(
            `${refused + failed} rows did not get through, but ${troubles.length} reasons are given.`
        )
        return 1
    }
    console.log(
        `${rows} in = ${written} written + ${unchanged} unchanged + ${refused} refused + ${failed} failed`
    )
    return 0
}
