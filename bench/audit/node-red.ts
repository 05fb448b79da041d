/**
 * A Node-RED with one handbook-audit node, in a process of its own: what it takes of memory is its alone. Told of the
 * sandbox by the environment; tells its parent of what it measured.
 */
import type { Summary } from '../../nodes/handbook-audit/report'
import { auditFlow } from '../../test/support/audit-flow'
import { startNodeRed } from '../../test/support/node-red'
import { nameOfFinding } from '../../test/support/audit-portal'

/** What the parent gets. */
export interface Measured {
    idle: number
    peak: number
    seconds: number
    names: string[]
    summary: Pick<Summary, 'complete' | 'findings' | 'looked' | 'calls'>
}

const { AUDIT_URL = '', AUDIT_TOKEN = '' } = process.env

async function measure(): Promise<Measured> {
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: AUDIT_URL } })
    await nodeRed.deploy(auditFlow(), { acc2acc2acc2acc2: { token: AUDIT_TOKEN } })
    await new Promise((done) => setTimeout(done, 5000))
    const idle = process.memoryUsage.rss()
    let peak = idle
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)
    const names: string[] = []
    const started = Date.now()
    const summary = await new Promise<Summary>((done) => {
        nodeRed.node('a0d1002').on('input', (message) => {
            const { payload } = message as { payload: Parameters<typeof nameOfFinding>[0] }
            names.push(nameOfFinding(payload))
        })
        nodeRed.node('a0d1003').on('input', (message) => done((message as { payload: Summary }).payload))
        nodeRed.node('a0d1001').receive({ payload: '' })
    })
    clearInterval(watch)
    const seconds = (Date.now() - started) / 1000
    await nodeRed.stop()
    const { complete, findings, looked, calls } = summary
    return { idle, peak, seconds, names, summary: { complete, findings, looked, calls } }
}

void measure().then((measured) => process.send?.(measured, () => process.exit(0)))
