import assert from 'node:assert/strict'
import fc from 'fast-check'
import type {
    DealAnswer,
    FindingsAnswer,
    LookState,
    StateAnswer
} from '../../nodes/hubspot-account/crm-page/answers'
import { Look, type LookListener } from '../../nodes/hubspot-account/crm-page/look'
import { readFindingsQuery } from '../../nodes/hubspot-account/crm-page/queries'
import { routeOf } from '../../nodes/hubspot-account/crm-page/route'
import type { Sandbox } from '../../src/sandbox'
import { adminAuth, tokens } from '../support/admin-auth'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'

const account: FlowNode = { id: 'a1c0a1c0a1c0a1c0', type: 'hubspot-account', mode: 'sandbox', version: 1 }
const handbook = (id: string, more: Record<string, unknown>): FlowNode => ({
    id,
    type: 'sales-handbook',
    account: account.id,
    edition: '2023-12',
    overrides: {},
    version: 1,
    ...more
})

describe('CRM page: findings', () => {
    let nodeRed: RunningNodeRed
    let crm: Sandbox

    before(async () => {
        nodeRed = await startNodeRed()
        await deploy()
    })
    after(() => nodeRed.stop())
    beforeEach(async () => {
        crm.faults.clear()
        await post('reset', {})
    })

    const deploy = async (...handbooks: FlowNode[]) => {
        await nodeRed.deploy([account, ...handbooks])
        const node = nodeRed.node(account.id) as unknown as { sandbox(): Promise<Sandbox> }
        crm = await node.sandbox()
    }
    const ask = (path: string, init: RequestInit = {}) =>
        fetch(`${nodeRed.url}/hubspot-nodes/crm/api/${path}`, init)
    const read = async <Answer = FindingsAnswer>(path = 'findings'): Promise<Answer> => {
        const response = await ask(path)
        assert.equal(response.status, 200)
        return (await response.json()) as Answer
    }
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
        ask(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify(body)
        })
    const until = async (...states: LookState['state'][]): Promise<FindingsAnswer> => {
        for (;;) {
            const answer = await read()
            if (states.includes(answer.look.state)) return answer
        }
    }
    const look = async (handbook?: string): Promise<FindingsAnswer> => {
        assert.equal((await post('look', handbook === undefined ? {} : { handbook })).status, 200)
        return until('done', 'failed')
    }

    it('says that nobody has looked, looks by the default edition without a handbook, and writes nothing', async () => {
        const before = await read()
        assert.deepEqual(before.look, { state: 'never' })
        assert.equal((await read<StateAnswer>('state')).sandbox?.counts.findings, null)
        const { id } = crm.portal.create('contacts', {
            firstname: 'Ada',
            lastname: 'Test-Lovelace',
            hubspot_owner_id: '410200101'
        })
        const answer = await look()
        assert.equal(answer.look.state, 'done')
        assert.deepEqual([answer.edition, answer.isOld, answer.handbooks], ['2023-12', false, []])
        const own = answer.rows.find((row) => row.id === id)
        assert.deepEqual(own && { ...own, key: 0 }, {
            key: 0,
            rule: 'LC-01',
            objectType: 'contacts',
            id,
            name: 'Ada Test-Lovelace',
            found: 'The contact has no lifecycle stage.',
            says: own?.says,
            owner: 'Alma Reyes'
        })
        assert.match(own?.says ?? '', /stage/)
        assert.equal(
            answer.rules.reduce((sum, { count }) => sum + count, 0),
            answer.findings
        )
        assert.equal((await read<StateAnswer>('state')).sandbox?.counts.findings, answer.findings)
        assert.equal(crm.log.count({ kind: 'write' }), 0)

        const rule = await read(`findings?rule=LC-01&limit=1&offset=1`)
        assert.equal(rule.rows.length, 1)
        assert.equal(rule.rows[0]?.rule, 'LC-01')
        assert.equal(rule.total, answer.rules.find((each) => each.rule === 'LC-01')?.count)

        // A change makes what was found old, and names follow it; another look finds what is there now.
        crm.portal.update('contacts', id, { lifecyclestage: 'lead', lastname: 'Byron' })
        const changed = await read()
        assert.equal(changed.isOld, true)
        assert.equal(changed.rows.find((row) => row.id === id)?.name, 'Ada Byron')
        const again = await look()
        assert.equal(again.isOld, false)
        const said = ({ rows }: FindingsAnswer) =>
            rows.map((row) => `${row.rule} ${row.id}: ${row.found}`).toSorted()
        assert.deepEqual(
            said(again),
            said(answer).filter((line) => !line.startsWith(`LC-01 ${id}:`))
        )
        assert.equal(again.findings, answer.findings - 1)
        // So does a day that passes: clocks run out.
        await post('clock', { advance: 'P14D' })
        assert.equal((await read()).isOld, true)
    })

    it('looks by the handbook that is bound to the sandbox, or the one that is chosen', async () => {
        await deploy(
            handbook('b0c0b0c0b0c0b0c1', { account: '', name: 'elsewhere' }),
            handbook('b0c0b0c0b0c0b0c2', { edition: '2023-02', name: 'then' }),
            handbook('b0c0b0c0b0c0b0c3', { name: 'broken', overrides: { leadStatus: 7 } })
        )
        const { handbooks } = await read()
        assert.deepEqual(handbooks, [
            { id: 'b0c0b0c0b0c0b0c2', name: 'then', edition: '2023-02' },
            { id: 'b0c0b0c0b0c0b0c3', name: 'broken', edition: '' }
        ])
        assert.equal((await look()).edition, '2023-02')
        const broken = await look('b0c0b0c0b0c0b0c3')
        assert.equal(broken.look.state === 'failed' && broken.look.code, 'CONFIG_INVALID')
        for (const wrong of ['b0c0b0c0b0c0b0c1', account.id, 'nothing', 7])
            assert.equal((await post('look', { handbook: wrong })).status, 400)
        await deploy()
    })

    it('says with its code why a look failed, and the next one may succeed', async () => {
        crm.faults.add({ kind: { type: 'status', status: 401 }, times: 1000 })
        const { look: state, findings } = await look()
        assert.equal(state.state === 'failed' && state.code, 'HUBSPOT_AUTH')
        assert.equal(findings, 0)
        crm.faults.clear()
        assert.equal((await look()).look.state, 'done')
    })

    it('looks once at a time, and a reset or a deploy ends the look', async () => {
        crm.faults.add({ match: { path: '/search' }, kind: { type: 'slow', ms: 600_000 }, times: 1000 })
        await post('look', {})
        const { look: state } = await until('looking')
        const { contacts = 0, deals = 0 } = (await read<StateAnswer>('state')).sandbox?.counts ?? {}
        assert.deepEqual(state, { state: 'looking', looked: 0, most: contacts + deals })
        const mark = (await read<StateAnswer>('state')).sandbox?.findingsMark
        assert.equal((await post('look', {})).status, 200)
        assert.equal((await read<StateAnswer>('state')).sandbox?.findingsMark, mark)
        await post('reset', {})
        assert.equal((await read()).look.state, 'never')
        await post('look', {})
        await until('looking')
        await deploy()
        const ended = await until('failed')
        assert.equal(ended.look.state === 'failed' && ended.look.code, 'CLOSED')
    })

    it('refuses what makes no sense and other sites (CSRF)', async () => {
        for (const path of ['findings?limit=0', 'findings?limit=201', 'findings?offset=-1', 'deal?id=../1'])
            assert.equal((await ask(path)).status, 400, path)
        assert.equal((await post('look', {}, { 'sec-fetch-site': 'cross-site' })).status, 400)
        assert.equal((await ask('look', { method: 'POST', body: '{}' })).status, 400)
        assert.equal((await read()).look.state, 'never')
    })

    it("has a deal's properties, and its timeline with who made each change, deleted ones too", async () => {
        const { id } = crm.portal.create('deals', {
            dealname: 'Plant 4',
            dealstage: 'closedlost',
            amount: '12',
            hubspot_owner_id: '410200102'
        })
        crm.portal.update('deals', id, { amount: '14' })
        crm.portal.archive('deals', id)
        const { deal, timeline, labels } = await read<DealAnswer>(`deal?id=${id}`)
        assert.deepEqual(
            [deal?.name, deal?.amount, deal?.archived, deal?.properties.dealname],
            ['Plant 4', 14, true, 'Plant 4']
        )
        assert.equal(labels.dealstage?.closedlost, 'Closed Lost')
        assert.equal(labels.hubspot_owner_id?.['410200102'], 'Tobias Falk')
        const change = timeline
            .filter((entry) => 'changes' in entry)
            .flatMap(({ changes, sourceType }) => changes.map((each) => ({ ...each, sourceType })))
            .find(({ property, from }) => property === 'amount' && from === '12')
        assert.deepEqual([change?.to, change?.sourceType], ['14', 'CRM_UI'])
        assert.equal((await read<DealAnswer>('deal?id=999999999')).deal, null)
    })
})

describe('CRM page: findings with adminAuth', () => {
    let nodeRed: RunningNodeRed

    before(async () => {
        nodeRed = await startNodeRed({ flows: [account], settings: { adminAuth } })
    })
    after(() => nodeRed.stop())

    it('lets a reader look, and nobody without a log-in', async () => {
        const statusOf = async (user: keyof typeof tokens, path: string, body?: unknown) => {
            const response = await fetch(`${nodeRed.url}/hubspot-nodes/crm/api/${path}`, {
                method: body ? 'POST' : 'GET',
                headers: {
                    'content-type': 'application/json',
                    ...(tokens[user] ? { authorization: `Bearer ${tokens[user]}` } : {})
                },
                ...(body ? { body: JSON.stringify(body) } : {})
            })
            return response.status
        }
        for (const [path, body] of [['findings'], ['deal?id=1'], ['look', {}]] as const) {
            assert.equal(await statusOf('anonymous', path, body), 401, path)
            assert.equal(await statusOf('reader', path, body), 200, path)
        }
    })
})

describe('CRM page: what a look keeps', () => {
    const start = { most: 10, revision: 'r', now: () => 0 }
    const failed = () => ({ code: 'INPUT_INVALID', message: '' })
    const finding = (rule: string, id: string) => ({
        rule,
        objectType: 'contacts' as const,
        id,
        found: 'found',
        says: `says ${rule}`,
        owner: null,
        fix: null,
        choices: []
    })
    /** A look that is under way, and what it is told by. */
    const begun = (look = new Look()): { look: Look; listener: LookListener } => {
        let listener: LookListener | undefined
        look.start(
            start,
            (told) => {
                listener = told
                return new Promise(() => undefined)
            },
            failed
        )
        assert.ok(listener)
        return { look, listener }
    }

    it('counts 100,000 findings of one rule, keeps a bounded number, and drops no other rule', () => {
        const { look, listener } = begun()
        for (let id = 1; id <= 100_000; id++) listener.found(finding('LC-01', String(id)))
        listener.found(finding('LS-07', '5'))
        assert.equal(look.count, 100_001)
        assert.deepEqual(
            look.rules().map(({ rule, count }) => [rule, count]),
            [
                ['LC-01', 100_000],
                ['LS-07', 1]
            ]
        )
        assert.equal(look.page({ rule: '', offset: 0, limit: 50 }).total, 1001)
        assert.equal(look.page({ rule: 'LS-07', offset: 0, limit: 50 }).findings[0]?.id, '5')
    })

    it('turns its pages without losing or repeating one', () => {
        const rules = fc.array(fc.constantFrom('LC-01', 'LC-02', 'DS-01'), { maxLength: 60 })
        fc.assert(
            fc.property(rules, fc.integer({ min: 1, max: 20 }), (planted, limit) => {
                const { look, listener } = begun()
                for (const [index, rule] of planted.entries()) listener.found(finding(rule, String(index)))
                const seen: string[] = []
                for (let offset = 0; offset < planted.length + limit; offset += limit) {
                    const { total, findings } = look.page({ rule: '', offset, limit })
                    assert.equal(total, planted.length)
                    assert.ok(findings.length <= limit)
                    seen.push(...findings.map(({ rule, id }) => `${rule} ${id}`))
                }
                const expected = planted.map((rule, index) => [rule, index] as const)
                assert.deepEqual(
                    seen,
                    expected
                        .toSorted(([a, i], [b, j]) => (a === b ? i - j : a < b ? -1 : 1))
                        .map(([rule, id]) => `${rule} ${id}`)
                )
            })
        )
    })

    it('takes no word of a look that was forgotten, nor of a second one while one is under way', () => {
        const { look, listener } = begun()
        look.start(start, () => assert.fail('a second look began'), failed)
        look.forget()
        assert.equal(listener.signal.aborted, true)
        listener.found(finding('LC-01', '1'))
        listener.progress(7)
        listener.by('2023-02')
        assert.deepEqual([look.count, look.state, look.edition], [null, { state: 'never' }, ''])
        begun(look)
        listener.progress(8)
        assert.deepEqual(look.state, { state: 'looking', looked: 0, most: 10 })
    })

    it('never gives a finding the number of another, also not of an earlier look', () => {
        const { look, listener } = begun()
        listener.found(finding('LC-01', '1'))
        const [first] = look.page({ rule: '', offset: 0, limit: 1 }).findings
        look.forget()
        begun(look).listener.found(finding('LC-01', '2'))
        const [second] = look.page({ rule: '', offset: 0, limit: 1 }).findings
        assert.ok(first && second && first.key !== second.key)
    })

    it('changes its mark with all that it is told', () => {
        const { look, listener } = begun()
        const marks = [look.mark]
        listener.by('2023-12')
        listener.found(finding('LC-01', '1'))
        marks.push(look.mark)
        listener.progress(1)
        marks.push(look.mark)
        look.forget()
        marks.push(look.mark)
        assert.equal(new Set(marks).size, marks.length)
    })
})

describe('CRM page: what its address shows', () => {
    const record = (objectType: string, id: string) => ({ objectType, id })
    const cases: [hash: string, section: string, record: unknown][] = [
        ['', 'contacts', null],
        ['#contacts', 'contacts', null],
        ['#contacts/12', 'contacts', record('contacts', '12')],
        ['#contacts/../12', 'contacts', null],
        ['#board/34', 'board', record('deals', '34')],
        ['#findings', 'findings', null],
        ['#findings/deals/34', 'findings', record('deals', '34')],
        ['#findings/contacts/12', 'findings', record('contacts', '12')],
        ['#findings/portal/', 'findings', null],
        ['#findings/12', 'findings', null],
        ['#tasks/12', 'tasks', null],
        ['#constructor/12', 'contacts', record('contacts', '12')]
    ]
    for (const [hash, section, shown] of cases)
        it(JSON.stringify(hash), () => assert.deepEqual(routeOf(hash), { section, record: shown }))

    it('refuses a rule that is no id', () => {
        for (const rule of [['LC-01'], 'x'.repeat(37), 7]) assert.throws(() => readFindingsQuery({ rule }))
        assert.deepEqual(readFindingsQuery({}), { rule: '', offset: 0, limit: 50 })
    })
})
