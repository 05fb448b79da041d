/** One handbook-audit node in a real Node-RED, in front of a sandbox of the test's own. */
import { setImmediate as turn } from 'node:timers/promises'
import type { ReportedFinding, Summary } from '../../nodes/handbook-audit/report'
import type { Sandbox } from '../../src/sandbox'
import { startNodeRed, type FlowNode, type RunningNodeRed } from './node-red'
import { until } from './until'

export interface FindingMessage {
    payload: ReportedFinding
    topic: string
    [key: string]: unknown
}

export interface AuditResult {
    findings: FindingMessage[]
    /** Missing after an error. */
    summary: Summary | undefined
    /** The message that carried the summary. */
    ended: Record<string, unknown> | undefined
    /** Texts of errors. */
    errors: string[]
}

export interface AuditFlow {
    nodeRed: RunningNodeRed
    /** Gives the node these settings and resolves when it runs. */
    configure(settings?: Record<string, unknown>, handbook?: Record<string, unknown>): Promise<void>
    /** Starts an audit and resolves when it has ended. @param onFinding told of each finding */
    audit(message?: Record<string, unknown>, onFinding?: () => void): Promise<AuditResult>
    reset(): void
    stop(): Promise<void>
}

const tab: FlowNode = { id: 'fab2fab2fab2fab2', type: 'tab', label: 'test' }
const place = { z: tab.id, x: 100, y: 100 }
const ids = { audit: 'a0d1001', finding: 'a0d1002', summary: 'a0d1003', caught: 'a0d1004' }
const account: FlowNode = { id: 'acc2acc2acc2acc2', type: 'hubspot-account', mode: 'hubspot', version: 1 }
const handbook: FlowNode = {
    id: 'bad2bad2bad2bad2',
    type: 'sales-handbook',
    account: account.id,
    edition: '2023-12',
    overrides: {},
    version: 1
}

/** The flow; also for a Node-RED in a process of its own. */
export function auditFlow(
    settings: Record<string, unknown> = {},
    handbookChanges: Record<string, unknown> = {}
): FlowNode[] {
    const observer = (id: string): FlowNode => ({ id, type: 'debug', ...place, active: false, wires: [] })
    return [
        tab,
        account,
        { ...handbook, ...handbookChanges },
        {
            id: ids.audit,
            type: 'handbook-audit',
            ...place,
            account: account.id,
            handbook: handbook.id,
            wires: [[ids.finding], [ids.summary]],
            ...settings
        },
        observer(ids.finding),
        observer(ids.summary),
        { id: 'a0d1005', type: 'catch', ...place, scope: [ids.audit], wires: [[ids.caught]] },
        observer(ids.caught)
    ]
}

export async function startAuditFlow(crm: Sandbox): Promise<AuditFlow> {
    const nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    return {
        nodeRed,
        configure: (settings, changes) =>
            nodeRed.deploy(auditFlow(settings, changes), { [account.id]: { token: crm.token } }),
        async audit(message = { payload: '' }, onFinding = () => undefined) {
            const findings = nodeRed.received(ids.finding) as FindingMessage[]
            const summaries = nodeRed.received(ids.summary)
            const errors = nodeRed.received(ids.caught) as { error: { message: string } }[]
            nodeRed.node(ids.finding).on('input', onFinding)
            nodeRed.node(ids.audit).receive({ ...message })
            await until(() => summaries.length + errors.length > 0)
            await turn()
            nodeRed.node(ids.finding).off('input', onFinding)
            return {
                findings,
                summary: summaries[0]?.payload as Summary | undefined,
                ended: summaries[0],
                errors: errors.map(({ error }) => error.message)
            }
        },
        reset: () => nodeRed.node(ids.audit).receive({ reset: true }),
        stop: () => nodeRed.stop()
    }
}
