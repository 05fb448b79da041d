import assert from 'node:assert/strict'
import type {
    BoardAnswer,
    ContactAnswer,
    ContactsAnswer,
    LogAnswer,
    StateAnswer,
    TasksAnswer
} from '../../nodes/hubspot-account/crm-page/answers'
import type { Sandbox } from '../../src/sandbox'
import { adminAuth, tokens } from '../support/admin-auth'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'
import { addPipeline } from '../support/sandbox'

const account: FlowNode = { id: 'a1c0a1c0a1c0a1c0', type: 'hubspot-account', mode: 'sandbox', version: 1 }
const day = 86_400_000

describe('CRM page: routes', () => {
    let nodeRed: RunningNodeRed
    let crm: Sandbox

    before(async () => {
        nodeRed = await startNodeRed()
    })
    after(() => nodeRed.stop())

    const ask = (path: string, init: RequestInit = {}) =>
        fetch(`${nodeRed.url}/hubspot-nodes/crm${path}`, init)
    const read = async <Answer>(path: string): Promise<Answer> => {
        const response = await ask(`/api/${path}`)
        assert.equal(response.status, 200)
        return (await response.json()) as Answer
    }
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
        ask(`/api/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify(body)
        })
    const deployed = async (): Promise<Sandbox> => {
        await nodeRed.deploy([account])
        const node = nodeRed.node(account.id) as unknown as { sandbox(): Promise<Sandbox> }
        const sandbox = await node.sandbox()
        sandbox.portal.reset()
        sandbox.faults.clear()
        sandbox.log.clear()
        return sandbox
    }

    describe('the page', () => {
        it('is found with and without the slash, and keeps what the address asks for', async () => {
            const response = await ask('?lang=de')
            assert.equal(response.status, 200)
            assert.ok(response.url.endsWith('/hubspot-nodes/crm/?lang=de'))
            assert.match(await response.text(), /<title>Sandbox CRM<\/title>/)
        })

        it('runs only its own script and style', async () => {
            const [first, second] = await Promise.all([ask('/'), ask('/')])
            const policy = first.headers.get('content-security-policy') ?? ''
            const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
            assert.match(policy, /default-src 'none'/)
            assert.ok((await first.text()).includes(`<script nonce="${nonce}">`))
            assert.notEqual(second.headers.get('content-security-policy'), policy)
        })
    })

    describe('without a sandbox account', () => {
        before(() => nodeRed.deploy([]))

        it('says that there is no sandbox', async () => {
            assert.deepEqual(await read('state'), { sandbox: null })
        })

        it('answers everything else with a code', async () => {
            for (const response of [
                await ask('/api/contacts'),
                await ask('/api/board'),
                await post('clock', { advance: 'P1D' }),
                await post('reset', {})
            ]) {
                assert.equal(response.status, 400)
                assert.equal(((await response.json()) as { code: string }).code, 'CONFIG_INVALID')
            }
        })

        it('does not take an account of another portal for one', async () => {
            await nodeRed.deploy([{ ...account, mode: 'hubspot' }])
            assert.deepEqual(await read('state'), { sandbox: null })
        })
    })

    describe('with a sandbox account', () => {
        before(async () => {
            crm = await deployed()
        })
        beforeEach(() => post('reset', {}))

        it('needs no flow to have used the account before', async () => {
            await nodeRed.deploy([account])
            const { sandbox } = await read<StateAnswer>('state')
            assert.equal(sandbox?.portalId, crm.portal.id)
            crm = await deployed()
        })

        it('finds, sorts and pages contacts', async () => {
            for (let index = 0; index < 120; index++)
                crm.portal.create('contacts', {
                    firstname: 'Paged',
                    lastname: String(index).padStart(3, '0'),
                    email: `paged${index}@example.com`
                })
            const query = 'search=paged&sort=name&descending=false'
            const first = await read<ContactsAnswer>(`contacts?${query}`)
            assert.equal(first.total, 120)
            assert.equal(first.rows.length, 50)
            assert.equal(first.rows[0]?.name, 'Paged 000')
            const last = await read<ContactsAnswer>(`contacts?${query}&offset=100`)
            assert.deepEqual(
                last.rows.map(({ name }) => name),
                Array.from({ length: 20 }, (_, index) => `Paged ${100 + index}`)
            )
            const beyond = await read<ContactsAnswer>(`contacts?${query}&offset=100000`)
            assert.deepEqual(beyond.rows, [])
            const one = await read<ContactsAnswer>('contacts?search=PAGED77%40example')
            assert.equal(one.rows[0]?.email, 'paged77@example.com')
        })

        it('follows creations, changes and deletions', async () => {
            const before = await read<StateAnswer>('state')
            const { id } = crm.portal.create('contacts', { email: 'new@example.com', firstname: 'New' })
            const created = await read<StateAnswer>('state')
            assert.notEqual(created.sandbox?.revision, before.sandbox?.revision)
            assert.equal(
                created.sandbox?.counts.contacts,
                (before.sandbox?.counts.contacts ?? Number.NaN) + 1
            )
            crm.portal.update('contacts', id, { firstname: 'Newer' })
            assert.equal((await read<ContactsAnswer>('contacts?search=newer')).rows[0]?.id, id)
            crm.portal.archive('contacts', id)
            assert.equal((await read<ContactsAnswer>('contacts?search=newer')).total, 0)
            assert.equal((await read<ContactAnswer>(`contact?id=${id}`)).contact, null)
        })

        it('shows who or what made each change', async () => {
            const { id } = crm.portal.create('contacts', { email: 'ada@example.com', firstname: 'Ada' })
            crm.clock.advance('PT1H')
            await fetch(`${crm.url}/crm/v3/objects/contacts/${id}`, {
                method: 'PATCH',
                headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
                body: JSON.stringify({ properties: { lifecyclestage: 'lead' } })
            })
            const { contact, timeline, entries } = await read<ContactAnswer>(`contact?id=${id}`)
            assert.equal(contact?.properties.email, 'ada@example.com')
            const changes = timeline.filter((entry) => 'changes' in entry)
            const change = (property: string) =>
                changes.find((entry) => entry.changes.some((each) => each.property === property))
            assert.equal(change('lifecyclestage')?.sourceType, 'INTEGRATION')
            assert.equal(change('firstname')?.sourceType, 'CRM_UI')
            assert.equal(timeline.at(0), change('lifecyclestage'))
            const shorter = await read<ContactAnswer>(`contact?id=${id}&limit=1`)
            assert.equal(shorter.timeline.length, 1)
            assert.equal(shorter.entries, entries)
        })

        it('counts calls by kind, newest first', async () => {
            const call = (path: string, body?: unknown) =>
                fetch(`${crm.url}${path}`, {
                    method: body ? 'POST' : 'GET',
                    headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
                    ...(body ? { body: JSON.stringify(body) } : {})
                })
            const before = await read<StateAnswer>('state')
            await call('/crm/v3/objects/contacts/1')
            await call('/crm/v3/objects/contacts', { properties: { email: 'called@example.com' } })
            await call('/crm/v3/objects/contacts/search', { filterGroups: [] })
            const { counts, calls } = await read<LogAnswer>('log')
            assert.deepEqual(counts, { read: 1, write: 1, search: 1 })
            assert.deepEqual(
                calls.map(({ method, status, kind }) => [method, status, kind]),
                [
                    ['POST', 200, 'search'],
                    ['POST', 201, 'write'],
                    ['GET', 404, 'read']
                ]
            )
            const after = await read<StateAnswer>('state')
            assert.notEqual(after.sandbox?.logMark, before.sandbox?.logMark)
        })

        it('has every deal on the board and follows it', async () => {
            const { id } = crm.portal.create('deals', {
                dealname: 'Plant 4',
                dealstage: 'closedlost',
                amount: '1200.5',
                closedate: '2027-01-31T00:00:00Z'
            })
            const answer = await read<BoardAnswer>('board')
            const { deals, columns } = answer
            assert.equal(deals, crm.portal.list('deals').length)
            assert.equal(
                columns.reduce((sum, { count }) => sum + count, 0),
                deals
            )
            const card = ({ columns: all }: BoardAnswer) =>
                all.find(({ stage }) => stage === 'closedlost')?.deals.find((each) => each.id === id)
            assert.equal(card(answer)?.amount, 1200.5)
            crm.portal.update('deals', id, { amount: '' })
            assert.equal(card(await read<BoardAnswer>('board'))?.amount, null)
        })

        it("has the handbook's board in the demo (DS-10), with owners by name", async () => {
            const { columns, labels, pipelines } = await read<BoardAnswer>('board')
            assert.deepEqual(
                columns.map(({ label }) => label),
                [
                    'Opportunity',
                    'POC Started',
                    'Value Validated',
                    'Contract Sent',
                    'Closed Won',
                    'Closed Lost'
                ]
            )
            assert.equal(pipelines.length, 1)
            const owners = labels.hubspot_owner_id ?? {}
            assert.ok(columns.some(({ deals }) => deals.some(({ owner }) => owners[owner] === 'Alma Reyes')))
        })

        it('follows a new pipeline, and shows the one that is chosen', async () => {
            const before = await read<StateAnswer>('state')
            const { pipeline } = await addPipeline(crm, 'Renewals', 'Due', '0.5')
            const after = await read<StateAnswer>('state')
            assert.notEqual(after.sandbox?.revision, before.sandbox?.revision)
            assert.equal((await read<BoardAnswer>('board')).pipeline, 'default')
            const chosen = await read<BoardAnswer>(`board?pipeline=${pipeline}`)
            assert.equal(chosen.pipeline, pipeline)
            assert.deepEqual(
                chosen.columns.map(({ label, count }) => [label, count]),
                [['Due', 0]]
            )
        })

        it('says what the portal calls stages, statuses and owners', async () => {
            const { labels } = await read<ContactsAnswer>('contacts')
            assert.equal(labels.lifecyclestage?.['1066237962'], 'Product Qualified Lead')
            assert.equal(labels.hs_lead_status?.UNRESPONSIVE, 'Unresponsive')
            const owned = crm.portal
                .list('contacts', { properties: ['hubspot_owner_id'], history: false })
                .find(({ properties }) => properties.hubspot_owner_id)
            const one = await read<ContactAnswer>(`contact?id=${owned?.id}`)
            const owner = owned?.properties.hubspot_owner_id ?? ''
            assert.match(one.labels.hubspot_owner_id?.[owner] ?? '', /^[A-Z][a-z]+ [A-Z][a-z]+$/)
            const tasks = await read<TasksAnswer>('tasks')
            assert.equal(tasks.labels.hs_task_status?.NOT_STARTED, 'Not started')
        })

        it('is to be asked anew when a day has passed: what is overdue has changed', async () => {
            const before = await read<StateAnswer>('state')
            const { sandbox } = (await (await post('clock', { advance: 'P1D' })).json()) as StateAnswer
            assert.notEqual(sandbox?.revision, before.sandbox?.revision)
        })

        it('lists open tasks before completed ones, the next due one first', async () => {
            const task = (subject: string, status: string, due: string) =>
                crm.portal.create('tasks', {
                    hs_task_subject: subject,
                    hs_task_status: status,
                    hs_timestamp: due
                })
            task('done', 'COMPLETED', '1999-01-01T00:00:00Z')
            task('later', 'NOT_STARTED', '1999-01-03T00:00:00Z')
            task('sooner', 'NOT_STARTED', '1999-01-02T00:00:00Z')
            const { rows, total } = await read<TasksAnswer>('tasks')
            assert.equal(total, crm.portal.list('tasks').length)
            const order = rows.map(({ subject }) => subject)
            assert.deepEqual(order.slice(0, 2), ['sooner', 'later'])
            assert.ok(order.indexOf('done') > 1)
        })

        for (const [step, ms] of [
            ['P1D', day],
            ['P14D', 14 * day]
        ] as const)
            it(`advances the clock by ${step}`, async () => {
                const before = crm.clock.now()
                const answer = (await (await post('clock', { advance: step })).json()) as StateAnswer
                const passed = (answer.sandbox?.now ?? 0) - before
                assert.ok(passed >= ms && passed < ms + day / 2)
            })

        it('resets to the seed, the clock to its start', async () => {
            const before = await read<StateAnswer>('state')
            crm.portal.create('contacts', { email: 'gone@example.com' })
            crm.clock.advance('P14D')
            const answer = (await (await post('reset', {})).json()) as StateAnswer
            assert.equal(answer.sandbox?.counts.contacts, before.sandbox?.counts.contacts)
            assert.equal(answer.sandbox?.counts.calls, 0)
            assert.ok((answer.sandbox?.now ?? 0) < (before.sandbox?.now ?? 0) + day)
            assert.notEqual(answer.sandbox?.revision, before.sandbox?.revision)
            assert.equal((await read<ContactsAnswer>('contacts?search=gone@')).total, 0)
        })

        it('refuses what makes no sense, with a code', async () => {
            for (const path of ['contacts?sort=nothing', 'contacts?limit=0', 'contact', 'contact?id=../1']) {
                const response = await ask(`/api/${path}`)
                assert.equal(response.status, 400, path)
                assert.equal(((await response.json()) as { code: string }).code, 'INPUT_INVALID', path)
            }
            for (const advance of ['P1Y', '-P1D', 1, null]) {
                const now = crm.clock.now()
                assert.equal((await post('clock', { advance })).status, 400)
                assert.ok(crm.clock.now() - now < day / 2)
            }
        })

        it('changes nothing for a form, a GET or another site (CSRF)', async () => {
            crm.portal.create('contacts', { email: 'kept@example.com' })
            const form = await ask('/api/reset', { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
            assert.equal(form.status, 400)
            const text = await ask('/api/reset', { method: 'POST', body: '{}' })
            assert.equal(text.status, 400)
            assert.equal((await ask('/api/reset')).status, 404)
            for (const site of ['cross-site', 'same-site']) {
                assert.equal((await post('reset', {}, { 'sec-fetch-site': site })).status, 400)
                const spied = await ask('/api/contacts', { headers: { 'sec-fetch-site': site } })
                assert.equal(spied.status, 400)
            }
            assert.ok(crm.portal.contactByEmail('kept@example.com'))
        })
    })
})

describe('CRM page: routes with adminAuth', () => {
    let nodeRed: RunningNodeRed
    let crm: Sandbox

    before(async () => {
        nodeRed = await startNodeRed({ flows: [account], settings: { adminAuth } })
        const node = nodeRed.node(account.id) as unknown as { sandbox(): Promise<Sandbox> }
        crm = await node.sandbox()
    })
    after(() => nodeRed.stop())

    const statusOf = async (
        user: keyof typeof tokens,
        method: 'GET' | 'POST',
        path: string,
        body?: unknown
    ) => {
        const response = await fetch(`${nodeRed.url}/hubspot-nodes/crm/api/${path}`, {
            method,
            headers: {
                'content-type': 'application/json',
                ...(tokens[user] ? { authorization: `Bearer ${tokens[user]}` } : {})
            },
            ...(body ? { body: JSON.stringify(body) } : {})
        })
        return response.status
    }
    const reads = ['state', 'contacts', 'contact?id=1', 'board', 'tasks', 'log']

    it('shows the page itself to anyone: it holds no data', async () => {
        crm.portal.create('contacts', { email: 'secret-contact@example.com' })
        const response = await fetch(`${nodeRed.url}/hubspot-nodes/crm/`)
        assert.equal(response.status, 200)
        assert.ok(!(await response.text()).includes('secret-contact'))
    })

    it('answers nothing without a log-in (401)', async () => {
        for (const path of [...reads, 'may-change'])
            assert.equal(await statusOf('anonymous', 'GET', path), 401, path)
        assert.equal(await statusOf('anonymous', 'POST', 'clock', { advance: 'P14D' }), 401)
        assert.equal(await statusOf('anonymous', 'POST', 'reset', {}), 401)
    })

    it('lets a reader look, but neither move the clock nor reset', async () => {
        for (const path of reads) assert.equal(await statusOf('reader', 'GET', path), 200, path)
        const now = crm.clock.now()
        assert.equal(await statusOf('reader', 'GET', 'may-change'), 401)
        assert.equal(await statusOf('reader', 'POST', 'clock', { advance: 'P14D' }), 401)
        assert.equal(await statusOf('reader', 'POST', 'reset', {}), 401)
        assert.ok(crm.clock.now() - now < day)
        assert.ok(crm.portal.contactByEmail('secret-contact@example.com'))
    })

    it('lets an admin do everything', async () => {
        for (const path of [...reads, 'may-change'])
            assert.equal(await statusOf('admin', 'GET', path), 200, path)
        assert.equal(await statusOf('admin', 'POST', 'clock', { advance: 'P14D' }), 200)
        assert.equal(await statusOf('admin', 'POST', 'reset', {}), 200)
        assert.equal(crm.portal.contactByEmail('secret-contact@example.com'), undefined)
    })
})
