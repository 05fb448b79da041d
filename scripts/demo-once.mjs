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

        const outcome = collect({
            report: demo.node(report),
            troubles: demo.node(notImported),
            review: demo.node(review)
        })
        demo.node(inject).receive({})
        const seen = await outcome

        const contacts = portal.list('contacts')
        return printOutcome(seen, {
            created: contacts.length - before,
            named: contacts
                .slice(before)
                .filter(({ properties }) => properties.firstname && properties.lastname).length,
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

/**
 * What the flow's debug nodes get: the report, and the lists that it says there are. The lists may come after it.
 * Rejects when a list of reasons comes without a report: then the file could not be read.
 */
function collect(nodes) {
    return new Promise((resolve, reject) => {
        const seen = {}
        for (const [name, node] of Object.entries(nodes)) {
            node.on('input', (message) => {
                seen[name] = message.payload
                const { report, troubles, review } = seen
                const isComplete =
                    report &&
                    (troubles || report.refused + report.failed === 0) &&
                    (review || report.review === 0)
                if (isComplete) resolve(seen)
                else if (troubles && !report)
                    setTimeout(() => reject(new Error(troubles[0]?.reason)), 1000).unref()
            })
        }
        setTimeout(
            () => reject(new Error(`the import did not end in ${patience / 1000} s`)),
            patience
        ).unref()
    })
}

/** Prints the tables; 1 when rows are missing from them. */
function printOutcome({ report, troubles = [], review = '' }, { created, named, calls, sample }) {
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
        'of these with First and Last Name': { count: named },
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
    const names = review.split(/\r?\n/).slice(0, 6).join('\n  ')
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
