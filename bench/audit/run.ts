/**
 * The audit of a portal of 100,000 contacts and 5,000 deals with 1,000 planted breaches and as many look-alikes, at the
 * rate that HubSpot allows: what it finds, how many calls and seconds it takes, how much memory.
 *   npm run bench:audit [contacts] [deals] [breaches]
 * With `-- --mend` it is mended instead, by the example flows and by people (mend.ts).
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { plantPortal } from '../../test/support/audit-portal'
import { mend } from './mend'
import type { Measured } from './node-red'

const megabyte = 1024 * 1024

const isNumber = (text: string): boolean => /^\d+$/.test(text)

async function bench(): Promise<void> {
    const given = process.argv.slice(2)
    const isMending = given.includes('--mend')
    const [contacts = 100_000, deals = 5_000, breaches = 1_000] = given.filter(isNumber).map(Number)
    const started = Date.now()
    const limits = { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 }
    const sandbox = isMending ? { limits } : {}
    const portal = await plantPortal({ contacts, deals, breaches, sandbox })
    const { crm, expected, kinds, lookAlikes } = portal
    console.log(
        `${contacts} contacts, ${deals} deals, ${expected.size} breaches of ${Object.keys(kinds).length} kinds, ` +
            `${lookAlikes} look-alikes; planted in ${Math.round((Date.now() - started) / 1000)} s`
    )
    if (isMending) {
        process.exitCode = (await mend(portal)) ? 0 : 1
        await crm.close()
        return
    }
    const { idle, peak, seconds, names, summary } = await inChild(crm.url, crm.token)
    const found = new Set(names)
    const missed = [...expected].filter((name) => !found.has(name))
    const wrong = names.filter((name) => !expected.has(name))
    console.log(`found ${found.size}, missed ${missed.length}, false ${wrong.length}`)
    for (const name of [...missed.slice(0, 10), ...wrong.slice(0, 10)]) console.log(`  ${name}`)
    const { looked, calls } = summary
    console.log(`looked at ${looked.contacts} contacts and ${looked.deals} deals`)
    console.log(
        `${calls.read} reads, ${calls.search} searches, ${calls.write} writes in ${seconds.toFixed(1)} s`
    )
    const mb = (bytes: number) => Math.round(bytes / megabyte)
    console.log(`memory: ${mb(idle)} MB idle, ${mb(peak)} MB at most: ${mb(peak - idle)} MB more`)
    await crm.close()
    const isGood = missed.length === 0 && wrong.length === 0 && peak - idle < 150 * megabyte
    process.exitCode = isGood && summary.complete && calls.write === 0 ? 0 : 1
}

/** Runs the audit in a process of its own. */
function inChild(url: string, token: string): Promise<Measured> {
    const child = fork(join(__dirname, 'node-red.ts'), {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, AUDIT_URL: url, AUDIT_TOKEN: token }
    })
    return new Promise((resolve, reject) => {
        child.once('message', (measured) => resolve(measured as Measured))
        child.once('exit', (code) => reject(new Error(`the audit's process ended with ${code}`)))
    })
}

void bench()
