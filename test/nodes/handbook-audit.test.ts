import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { startAuditFlow, type AuditFlow, type AuditResult } from '../support/audit-flow'
import { nameOfFinding, plantPortal, type PlantedPortal } from '../support/audit-portal'

const free = { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 }
const names = ({ findings }: AuditResult): string[] =>
    findings.map(({ payload }) => nameOfFinding(payload)).toSorted()

describe('handbook-audit: a portal with planted breaches', function () {
    let portal: PlantedPortal
    let flow: AuditFlow
    let first: AuditResult

    before(async () => {
        portal = await plantPortal({ contacts: 3000, deals: 300, breaches: 150, sandbox: { limits: free } })
        flow = await startAuditFlow(portal.crm)
        await flow.configure()
        first = await flow.audit({ payload: 'go', mine: { kept: true } })
    })
    after(async () => {
        await flow.stop()
        await portal.crm.close()
    })

    it('finds every one, of at least 24 kinds, and nothing that only looks like one', () => {
        assert.ok(Object.keys(portal.kinds).length >= 24)
        assert.ok(portal.lookAlikes > 100)
        assert.deepEqual(names(first), [...portal.expected].toSorted())
    })

    it('tells each with its rule, record, link, owner and two sentences, and keeps what the message brought', () => {
        for (const { payload, topic, mine } of first.findings) {
            assert.equal(topic, payload.rule)
            assert.deepEqual(mine, { kept: true })
            assert.match(payload.found, /^[A-Z].*\.$/s)
            assert.match(payload.says, /\.$/)
            assert.equal(payload.url.includes(payload.id), true)
            assert.equal(payload.url === '', payload.objectType === 'portal')
            assert.equal(/Quill|example\.com/.test(payload.found + payload.says + payload.url), false)
        }
        const deal = first.findings.find(({ payload }) => payload.rule === 'DS-01')?.payload
        assert.deepEqual(deal?.owner, { id: '410200101', name: 'Alma Reyes' })
    })

    it('sums up by rule and by owner, as a table and as CSV', () => {
        const { summary, ended } = first
        assert.ok(summary)
        assert.deepEqual(ended?.mine, { kept: true })
        assert.equal(summary.complete, true)
        assert.equal(summary.findings, 150)
        const sum = (counts: { count: number }[]) => counts.reduce((total, { count }) => total + count, 0)
        assert.equal(sum(summary.byRule), 150)
        assert.equal(sum(summary.byOwner), 150)
        assert.equal(summary.byOwner.find(({ ownerId }) => ownerId === '410200101')?.owner, 'Alma Reyes')
        assert.equal(summary.truncated, false)
        const table = parse(summary.csv, { columns: true }) as Record<string, string>[]
        assert.deepEqual(
            table,
            summary.rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v)])))
        )
    })

    it('writes nothing, and reads the records in question only', () => {
        assert.equal(first.summary?.calls.write, 0)
        assert.equal(portal.crm.log.count({ kind: 'write' }), 0)
        const { looked, calls } = first.summary ?? assert.fail('no summary')
        assert.ok(looked.contacts < 1200, `${looked.contacts} of 3000 contacts looked at`)
        assert.ok(looked.deals < 300)
        // Far from one call per record, however busy the machine is.
        assert.ok(calls.read + calls.search < 500, `${calls.read} reads, ${calls.search} searches`)
    })

    it('findings that are known are counted and not told, whatever object they are on', async () => {
        await flow.configure({ known: 'known', knownType: 'msg' })
        const rows = first.summary?.rows ?? []
        const known = [...rows.filter(({ objectType }) => objectType === 'portal'), ...rows.slice(0, 10)]
        const result = await flow.audit({ payload: '', known })
        const left = new Set(
            known.map(({ rule, objectType, id, found }) => `${rule} ${objectType} ${id} ${found}`)
        )
        assert.equal(result.summary?.known, left.size)
        assert.equal(result.findings.length, 150 - left.size)
        assert.ok(
            result.findings.every(
                ({ payload: { rule, objectType, id, found } }) =>
                    !left.has(`${rule} ${objectType} ${id} ${found}`)
            )
        )
        assert.equal((await flow.audit()).findings.length, 150)
        const { errors, findings } = await flow.audit({ payload: '', known: [{ rule: 'LC-01' }] })
        assert.match(errors[0] ?? '', /^INPUT_INVALID: known finding 1 /)
        assert.deepEqual(findings, [])
    })

    it('looks only at the rules that are ticked', async () => {
        const { rules } = first.summary ?? { rules: [] }
        await flow.configure({ without: rules.filter((id) => !['LC-18', 'DS-05'].includes(id)) })
        const result = await flow.audit()
        const wanted = [...portal.expected].filter((name) => /^(LC-18|DS-05) /.test(name))
        assert.deepEqual(names(result), wanted.toSorted())
        assert.deepEqual(result.summary?.rules, ['LC-18', 'DS-05'])
    })

    it('audits by the edition that is in force: FlowForge had an Evangelist and could skip', async () => {
        await flow.configure({}, { edition: '2023-02' })
        const result = await flow.audit()
        const found = new Set(result.findings.map(({ topic }) => topic))
        for (const rule of ['LC-01', 'LC-02', 'LC-18', 'LS-13', 'DS-01', 'SALES-04'])
            assert.equal(found.has(rule), false, rule)
        assert.equal(result.summary?.edition, '2023-02')
        assert.ok(found.has('LC-17'))
    })

    it('before there was a board, deals in any stage need answers, and a won one is no open one', async () => {
        await flow.configure({}, { edition: '2023-10' })
        const result = await flow.audit()
        const ofDeals = (rule: string, given: Iterable<string>) =>
            [...given].filter((name) => name.startsWith(`${rule} deals `)).toSorted()
        for (const rule of ['WWW-05', 'SALES-04', 'LC-14', 'LC-17'])
            assert.deepEqual(ofDeals(rule, names(result)), ofDeals(rule, portal.expected), rule)
    })

    it('stops at a reset, and the summary says so', async () => {
        await flow.configure()
        const calls = portal.crm.faults.add({ kind: { type: 'slow', ms: 20 }, times: 1e6 })
        const result = await flow.audit({ payload: '' }, () => flow.reset())
        calls()
        assert.equal(result.summary?.complete, false)
        assert.equal(result.summary?.cursor, null)
        assert.ok(result.findings.length < portal.expected.size)
        assert.deepEqual(result.errors, [])
    })
})

describe('handbook-audit: again and again', function () {
    const start = Date.parse('2026-11-18T12:00:00Z')
    let crm: Sandbox
    let flow: AuditFlow

    before(async () => {
        crm = await startSandbox({
            now: start,
            seed: 'demo',
            limits: free,
            dealAutomation: false,
            indexLag: 20_000
        })
        for (const { id } of crm.portal.list('deals')) {
            crm.portal.update('deals', id, { dealstage: '210384501' })
            crm.portal.archive('deals', id)
        }
        for (const { id } of crm.portal.list('contacts')) crm.portal.archive('contacts', id)
        flow = await startAuditFlow(crm)
    })
    after(async () => {
        await flow.stop()
        await crm.close()
    })

    const contact = (email: string, properties: Record<string, string>) =>
        crm.portal.create('contacts', { email, firstname: 'Robin', lifecyclestage: 'lead', ...properties }).id

    it('looks at what changed, and at every clock that may have run out meanwhile', async () => {
        await flow.configure({ since: 'audited', sinceType: 'flow' })
        crm.clock.set(start - 3_600_000)
        const old = contact('old@example.com', { lifecyclestage: '' })
        const waiting = contact('waiting@example.com', { hubspot_owner_id: '410200101' })
        crm.portal.update('contacts', waiting, { lifecyclestage: 'marketingqualifiedlead' })
        crm.portal.update('contacts', waiting, { hs_lead_status: 'OPEN' })
        crm.clock.set(start)
        const first = await flow.audit()
        assert.deepEqual(names(first), [`LC-01 contacts ${old}`])

        crm.clock.advance('P1D')
        const fresh = contact('new@example.com', { lifecyclestage: 'evangelist' })
        crm.clock.advance('PT1H')
        const second = await flow.audit()
        // Open for more than a business day: nobody wrote anything, and it is found all the same.
        assert.deepEqual(names(second), [`LC-18 contacts ${fresh}`, `LS-07 contacts ${waiting}`].toSorted())
        assert.ok((second.summary?.cursor ?? '') > (first.summary?.cursor ?? ''))

        crm.clock.advance('P1D')
        assert.deepEqual(names(await flow.audit()), [`LS-07 contacts ${waiting}`])
        crm.portal.archive('contacts', old)
        crm.portal.archive('contacts', waiting)
        crm.portal.archive('contacts', fresh)
    })

    it('takes the time from the message, too', async () => {
        await flow.configure({ since: 'last', sinceType: 'msg' })
        crm.clock.advance('P1D')
        const id = contact('no.stage@example.com', { lifecyclestage: '' })
        crm.clock.advance('P1D')
        const [from, to] = [3, 0].map((days) => new Date(crm.clock.now() - days * 86_400_000).toISOString())
        assert.deepEqual(names(await flow.audit({ last: from })), [`LC-01 contacts ${id}`])
        assert.deepEqual(names(await flow.audit({ last: to })), [])
        // Nothing yet: everything.
        assert.deepEqual(names(await flow.audit({})), [`LC-01 contacts ${id}`])
        const { errors } = await flow.audit({ last: 'yesterday' })
        assert.match(errors[0] ?? '', /^INPUT_INVALID: msg\.last is no time/)
        crm.portal.archive('contacts', id)
    })

    it('tells nothing of what was put right a moment ago, although the search still has it', async () => {
        await flow.configure()
        crm.clock.advance('PT1H')
        const id = contact('mended@example.com', { firstname: '', lastname: 'Ada Byron' })
        crm.clock.advance('PT1H')
        assert.deepEqual(names(await flow.audit()), [`IMP-03 contacts ${id}`])
        crm.portal.update('contacts', id, { firstname: 'Ada', lastname: 'Byron' })
        assert.deepEqual(names(await flow.audit()), [])
        crm.portal.archive('contacts', id)
    })

    it('LC-17: a property that shows an active subscription counts', async () => {
        crm.clock.advance('PT1H')
        const ladder = ['marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer']
        const [active, none] = ['active', 'canceled'].map((state) => {
            const id = contact(`${state}@example.com`, { jobtitle: state })
            for (const lifecyclestage of ladder) crm.portal.update('contacts', id, { lifecyclestage })
            return id
        })
        crm.clock.advance('PT1H')
        await flow.configure({ subscription: 'jobtitle' })
        assert.deepEqual(names(await flow.audit()), [`LC-17 contacts ${none}`])
        await flow.configure()
        assert.deepEqual(
            names(await flow.audit()),
            [`LC-17 contacts ${active}`, `LC-17 contacts ${none}`].toSorted()
        )
    })

    it('settings that can not be: an error with a code, and no summary', async () => {
        for (const settings of [
            { quietDays: '0' },
            { crossOverDays: 'a week' },
            { subscription: 'none_such' }
        ]) {
            await flow.configure(settings)
            const { errors, summary } = await flow.audit()
            assert.match(errors[0] ?? '', /^CONFIG_INVALID: /)
            assert.equal(summary, undefined)
        }
        await flow.configure({ handbook: '' })
        assert.match((await flow.audit()).errors[0] ?? '', /^CONFIG_INVALID: no handbook is chosen/)
    })

    it('a lasting failure of HubSpot is told, not taken for a portal in order', async () => {
        await flow.configure()
        const undo = crm.faults.add({
            match: { path: '/search' },
            times: 100,
            kind: { type: 'status', status: 403 }
        })
        const { errors, summary } = await flow.audit()
        undo()
        assert.match(errors[0] ?? '', /^HUBSPOT_/)
        assert.equal(summary, undefined)
    })
})
