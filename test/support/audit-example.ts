/** The example flows that mend what an audit finds: planted contacts, ticks taken away, and an audit of the whole afterwards. */
import { setImmediate as turn } from 'node:timers/promises'
import { defaults } from '../../nodes/handbook-audit/config'
import { readPortal } from '../../nodes/shared/definitions'
import type { ReportedFinding } from '../../nodes/handbook-audit/report'
import { run } from '../../nodes/handbook-audit/run'
import { bindPortal, loadEdition, readKnown } from '../../src/handbook'
import { openAccount } from '../../src/hubspot'
import type { Sandbox } from '../../src/sandbox'
import { openDeal, typeNote } from './crm-notes'
import { readExample, startExample, type Message, type RunningExample } from './examples'

export const owner = '410200101'
export const whys =
    '<h3>Why change?</h3><p>flows drift apart</p><h3>Why now?</h3><p>a plant opens</p><h3>Why FlowFuse?</h3><p>device groups</p>'

export interface MendingExample {
    example: RunningExample
    /** A contact that passed these lifecycle stages; null clears. @returns its id */
    contact(stages: readonly (string | null)[], properties?: Record<string, string>): string
    set(contact: string, properties: Record<string, string>): void
    /** A deal of a contact, in order unless told. @returns its id */
    deal(contact: string, properties?: Record<string, string>, noted?: boolean): Promise<string>
    /** An activity on a contact, so many days ago. */
    activity(type: string, contact: string, days: number, properties: Record<string, string>): Promise<void>
    /** What a contact's property is now. */
    value(id: string, property: string): string
    /** Presses *audit*, waits until `count` messages reached *done*, and returns what they tell. */
    audit(count: number): Promise<Record<string, unknown>[]>
    /** Takes the ticks at *Dry run* away, and deploys. */
    untick(): Promise<void>
    /** Every breach on our records, by the whole handbook: `rule id`. */
    breaches(): Promise<string[]>
    /** Calls that wrote, so far. */
    writes(): number
    /** Tasks that were made meanwhile. */
    tasks(): Record<string, string>[]
    stop(): Promise<void>
}

/** @param env what a user writes into the tab's properties */
export async function startMending(file: string, env: Record<string, string> = {}): Promise<MendingExample> {
    const example = await startExample(file, { env })
    const { crm } = example
    const ours = new Set<string>()
    for (const { id } of crm.portal.list('deals', { properties: [], history: false }))
        crm.portal.archive('deals', id)
    const earlier = new Set(crm.portal.list('tasks', { properties: [], history: false }).map(({ id }) => id))
    let made = 0
    const send = async (path: string) => {
        const answer = await fetch(crm.url + path, {
            method: 'PUT',
            headers: { authorization: `Bearer ${crm.token}` }
        })
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    }
    return {
        example,
        contact([first = null, ...others], properties = {}) {
            made += 1
            const { id } = crm.portal.create('contacts', {
                email: `mend.${made}@example.com`,
                firstname: 'Robin',
                lastname: 'Quill',
                hubspot_owner_id: owner,
                ...(first === null ? {} : { lifecyclestage: first }),
                ...properties
            })
            ours.add(id)
            for (const stage of others) crm.portal.update('contacts', id, { lifecyclestage: stage ?? '' })
            return id
        },
        set: (id, properties) => void crm.portal.update('contacts', id, properties),
        async deal(contact, properties = {}, noted = true) {
            const id = await openDeal(crm, contact)
            ours.add(id)
            const closedate = new Date(crm.clock.now() + 60 * 86_400_000).toISOString().slice(0, 10)
            const values = { closedate: `${closedate}T00:00:00Z`, hubspot_owner_id: owner, ...properties }
            crm.portal.update('deals', id, values)
            const at = new Date(crm.clock.now()).toISOString()
            if (noted) await typeNote(crm, whys, at, `deals/${id}`, `contacts/${contact}`)
            return id
        },
        async activity(type, contact, days, properties) {
            const at = new Date(crm.clock.now() - days * 86_400_000).toISOString()
            const { id } = crm.portal.create(type, {
                hs_timestamp: at,
                hubspot_owner_id: owner,
                ...properties
            })
            await send(`/crm/objects/2026-09/${type}/${id}/associations/default/contacts/${contact}`)
        },
        value: (id, property) => crm.portal.get('contacts', id)?.properties[property] ?? '',
        async audit(count) {
            const done = example.received('done')
            const summaries = example.received('summary')
            await example.press('audit')
            while (done.length < count || summaries.length === 0) await turn()
            return done.flatMap(({ payload }: Message) => payload as Record<string, unknown>[])
        },
        async untick() {
            const nodes = readExample(file).map((node) =>
                'dryRun' in node ? { ...node, dryRun: false } : node
            )
            await example.nodeRed.deploy(nodes)
        },
        async breaches() {
            const found = (await auditOf(crm)).filter(({ id }) => ours.has(id))
            return found.map(({ rule, id }) => `${rule} ${id}`).toSorted((x, y) => (x < y ? -1 : 1))
        },
        writes: () => crm.log.count({ kind: 'write' }),
        tasks: () =>
            crm.portal
                .list('tasks', { history: false })
                .filter(({ id }) => !earlier.has(id))
                .map(({ properties }) => properties),
        async stop() {
            await example.stop()
            // Other examples' tests take the sandbox's clock for the machine's.
            crm.clock.set(Date.now())
        }
    }
}

/**
 * What an audit of the whole portal finds, by every rule.
 * @param known findings that people decided to leave
 */
export async function auditOf(crm: Sandbox, known: readonly object[] = []): Promise<ReportedFinding[]> {
    const account = openAccount({ token: crm.token, baseUrl: crm.url })
    const edition = loadEdition()
    const findings: ReportedFinding[] = []
    try {
        await run({
            account,
            edition,
            binding: bindPortal(edition, (await readPortal(account)).portal),
            settings: defaults,
            since: null,
            known: readKnown(known),
            signal: new AbortController().signal,
            found: (finding) => findings.push(finding),
            progress: () => undefined
        })
    } finally {
        await account.close()
    }
    return findings
}
