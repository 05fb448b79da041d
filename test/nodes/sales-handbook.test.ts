import assert from 'node:assert/strict'
import type { Binding, Change, Difference, Edition } from '../../src/handbook'
import { openAccount, type Account } from '../../src/hubspot'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'

const account: FlowNode = {
    id: 'b1c0b1c0b1c0b1c0',
    type: 'hubspot-account',
    name: 'Real',
    mode: 'hubspot',
    readOnly: false,
    version: 1
}
const readOnlyAccount: FlowNode = { ...account, id: 'b2c0b2c0b2c0b2c0', readOnly: true }
const handbook: FlowNode = {
    id: 'd1c0d1c0d1c0d1c0',
    type: 'sales-handbook',
    name: '',
    account: account.id,
    edition: '2023-12',
    overrides: {},
    version: 1
}

interface RunningHandbook {
    edition(): Edition
    binding(account: Account, options?: { fresh?: boolean }): Promise<Binding>
}
interface Comparison {
    code?: string
    message?: string
    portalId: number
    readOnly: boolean
    differences: Difference[]
    changes: Change[]
    unreadable: { objectType: string; code: string }[]
    results: { change: Change; error?: { code: string; message: string } }[]
    skipped: number
}

describe('sales-handbook', () => {
    let nodeRed: RunningNodeRed
    let crm: Sandbox

    const startPortal = (port: number) =>
        startSandbox({
            port,
            seed: 'empty',
            tokens: [
                { token: 'pat-contacts', scopes: ['crm.schemas.contacts.read', 'crm.objects.contacts.read'] }
            ]
        })
    let port = 0

    before(async () => {
        crm = await startPortal(port)
        port = Number(new URL(crm.url).port)
        nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    })
    after(() => nodeRed.stop())

    beforeEach(async () => {
        await crm.close()
        crm = await startPortal(port)
        nodeRed.log.length = 0
        await nodeRed.deploy([account, readOnlyAccount, handbook], {
            [account.id]: { token: crm.token },
            [readOnlyAccount.id]: { token: crm.token }
        })
    })
    afterEach(() => crm.close())

    const post = async (path: string, body: unknown) => {
        const response = await fetch(`${nodeRed.url}/hubspot-nodes/handbook/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body)
        })
        return (await response.json()) as Comparison
    }
    const running = (id = handbook.id) => nodeRed.node(id) as unknown as RunningHandbook
    const door = () => openAccount({ token: crm.token, baseUrl: crm.url })
    const asked = { account: account.id, edition: '2023-12', overrides: {} }

    /** Every option and stage of the portal, in words that can be compared. */
    const inventory = async () => {
        const reader = door()
        const entries: string[] = []
        for (const objectType of ['contacts', 'deals'])
            for (const property of await reader.properties.list(objectType))
                entries.push(
                    `${objectType}.${property.name}`,
                    ...property.options.map(
                        ({ value, label }) => `${objectType}.${property.name}=${value}/${label}`
                    )
                )
        for (const objectType of ['contacts', 'deals'])
            for (const pipeline of await reader.pipelines.list(objectType))
                for (const { id, label, probability } of pipeline.stages)
                    entries.push(`${pipeline.id}.${id}/${label}/${probability}`)
        await reader.close()
        return entries
    }

    describe('compare and create', () => {
        it('bring a portal as HubSpot makes it to no difference in one press; a second press changes nothing', async () => {
            const before = await inventory()
            const compared = await post('compare', asked)
            assert.equal(compared.portalId, crm.portal.id)
            assert.deepEqual(compared.unreadable, [])
            assert.deepEqual(
                compared.differences
                    .filter(({ part }) => part !== 'property' && part !== 'propertyGroup')
                    .map(({ kind, part, key, rule }) => [kind, part, key, rule]),
                [
                    ['missing', 'lifecycleStage', 'pql', 'LC-22'],
                    ['missing', 'leadStatus', 'unresponsive', 'LS-04'],
                    ['missing', 'dealPipeline', 'pipeline', 'DS-10']
                ]
            )

            const created = await post('create', { ...asked, changes: compared.changes })
            assert.deepEqual(
                created.results.filter(({ error }) => error),
                []
            )
            assert.equal(created.results.length, compared.changes.length)
            assert.deepEqual(created.differences, [])
            assert.deepEqual(created.changes, [])

            const after = await inventory()
            assert.deepEqual(
                before.filter((entry) => !after.includes(entry)),
                [],
                'what was there is still there'
            )

            const writes = crm.log.count({ kind: 'write' })
            const again = await post('create', { ...asked, changes: compared.changes })
            assert.deepEqual(again.results, [])
            assert.equal(again.skipped, compared.changes.length)
            assert.equal(crm.log.count({ kind: 'write' }), writes)
            assert.deepEqual(await inventory(), after)
            assert.equal(crm.log.count({ method: 'PUT' }) + crm.log.count({ method: 'DELETE' }), 0)
        })

        it('make what an older edition or an override needs besides', async () => {
            const overrides = {
                leadStatus: {
                    order: ['new', 'open', 'paused'],
                    values: { paused: { label: 'Paused', description: 'Waits', rule: 'LS-14' } }
                }
            }
            const wrong = await post('compare', { ...asked, overrides })
            assert.equal(wrong.code, 'CONFIG_INVALID')
            const pausedLast = await post('compare', {
                ...asked,
                overrides: {
                    leadStatus: {
                        order: [...running().edition().leadStatus.order, 'paused'],
                        values: overrides.leadStatus.values
                    }
                }
            })
            const added = pausedLast.changes.find(({ kind }) => kind === 'addOptions')
            assert.deepEqual(added?.kind === 'addOptions' && added.options.map(({ label }) => label), [
                'Unresponsive',
                'Paused'
            ])
        })

        it('make only what was confirmed and is still planned', async () => {
            const { changes } = await post('compare', asked)
            const stage = changes.filter(({ kind }) => kind === 'addLifecycleStage')
            const forged = { kind: 'addLifecycleStage', label: 'Forged', before: null }
            const { results, skipped, differences } = await post('create', {
                ...asked,
                changes: [...stage, forged, null, 'x']
            })
            assert.deepEqual(
                results.map(({ change }) => change),
                stage
            )
            assert.equal(skipped, 3)
            assert.ok(!differences.some(({ part }) => part === 'lifecycleStage'))
            assert.ok(differences.some(({ part }) => part === 'leadStatus'))
        })

        it('tell the result of each, and go on after one that HubSpot refuses', async () => {
            crm.faults.add({
                match: { method: 'POST', path: /pipelines\/[\d-]+\/deals$/ },
                kind: {
                    type: 'status',
                    status: 400,
                    body: { status: 'error', message: 'no', category: 'VALIDATION_ERROR' }
                }
            })
            const { changes } = await post('compare', asked)
            const { results, differences } = await post('create', { ...asked, changes })
            assert.deepEqual(
                results.filter(({ error }) => error).map(({ change, error }) => [change.kind, error?.code]),
                [['addPipeline', 'HUBSPOT_VALIDATION']]
            )
            assert.deepEqual(
                differences.map(({ part }) => part),
                ['dealPipeline']
            )
        })

        it('corrects a probability and nothing else of a pipeline that has the stages (DS-09)', async () => {
            const writer = door()
            const { id } = await writer.pipelines.create('deals', 'Board', [
                { label: 'Opportunity', probability: 0.1 },
                { label: 'POC Started', probability: 0.5 },
                { label: 'Value Validated', probability: 0.6 },
                { label: 'Closed Won', probability: 1 },
                { label: 'Closed Lost', probability: 0 }
            ])
            await writer.close()
            const { changes } = await post('compare', asked)
            await post('create', { ...asked, changes })
            const stages = (await inventory()).filter((entry) => entry.startsWith(`${id}.`))
            assert.deepEqual(
                stages.map((entry) => entry.replace(/^[^/]*\//, '')),
                [
                    'Opportunity/0.1',
                    'POC Started/0.3',
                    'Value Validated/0.6',
                    'Contract Sent/0.9',
                    'Closed Won/1',
                    'Closed Lost/0'
                ]
            )
        })

        it('write nothing in a read-only account', async () => {
            const reading = { ...asked, account: readOnlyAccount.id }
            const compared = await post('compare', reading)
            assert.equal(compared.readOnly, true)
            const { code, message } = await post('create', { ...reading, changes: compared.changes })
            assert.deepEqual([code, message], ['CONFIG_INVALID', 'the account is read only'])
            const edited = await post('create', { ...asked, readOnly: true, changes: compared.changes })
            assert.equal(edited.code, 'CONFIG_INVALID')
            assert.equal(crm.log.count({ kind: 'write' }), 0)
        })

        it('work for an account that is not deployed, which writes only when its dialog says so', async () => {
            const fresh = { ...asked, account: 'none', mode: 'hubspot', token: crm.token }
            assert.equal((await post('compare', fresh)).readOnly, true)
            const { changes, readOnly } = await post('compare', { ...fresh, readOnly: false })
            assert.equal(readOnly, false)
            const created = await post('create', { ...fresh, readOnly: false, changes })
            assert.deepEqual(created.differences, [])
        })

        it('say what the token may not read, and compare the rest', async () => {
            const few = { ...asked, account: 'none', mode: 'hubspot', token: 'pat-contacts' }
            const { unreadable, differences } = await post('compare', few)
            assert.deepEqual(
                unreadable.map(({ objectType, code }) => [objectType, code]),
                [['deals', 'HUBSPOT_SCOPES']]
            )
            assert.ok(differences.some(({ part }) => part === 'lifecycleStage'))
            assert.ok(!differences.some(({ part }) => part === 'dealPipeline'))
        })

        it('answer requests that make no sense with a code', async () => {
            for (const [path, body] of [
                ['compare', []],
                ['create', asked],
                ['create', { ...asked, changes: 'all' }]
            ] as const)
                assert.equal((await post(path, body)).code, 'INPUT_INVALID')
            for (const body of [
                { edition: '1999-01' },
                { ...asked, overrides: [] },
                { ...asked, account: 'none' }
            ])
                assert.equal((await post('compare', body)).code, 'CONFIG_INVALID')
        })
    })

    describe('validate', () => {
        const validate = async (overrides: unknown, edition = '2023-12') =>
            (await post('validate', { edition, overrides })) as unknown as {
                issues: { path: string; message: string }[]
                editions: { id: string }[]
                tables: {
                    id: string
                    rows: { path: string; rule: string; base: Record<string, unknown> }[]
                }[]
            }

        it('gives the editions, and the tables of the one that is chosen', async () => {
            const { issues, editions, tables } = await validate({})
            assert.deepEqual(issues, [])
            assert.ok(editions.some(({ id }) => id === '2023-12'))
            assert.deepEqual(
                tables.map(({ id, rows }) => [id, rows.length]),
                [
                    ['lifecycleStages', 9],
                    ['leadStatuses', 9],
                    ['timers', 3],
                    ['dealPipeline', 1],
                    ['dealStages', 6],
                    ['properties', Object.keys(running().edition().properties).length]
                ]
            )
            const row = tables[0]?.rows.find(({ path }) => path === 'lifecycle.stages.pql')
            assert.deepEqual(row?.base, { label: 'Product Qualified Lead', value: null })
        })

        const cases: [string, unknown, RegExp][] = [
            [
                'a timer that is no duration',
                { leadStatus: { timers: { unresponsive: { after: '2 weeks' } } } },
                /^leadStatus\.timers\.unresponsive\.after$/
            ],
            [
                'a probability above 1',
                { deals: { stages: { pocStarted: { probability: 30 } } } },
                /^deals\.stages\.pocStarted\.probability$/
            ],
            [
                'an empty label',
                { lifecycle: { stages: { lead: { label: '' } } } },
                /^lifecycle\.stages\.lead\.label$/
            ],
            [
                'a label that is taken',
                { lifecycle: { stages: { lead: { label: 'Customer' } } } },
                /^lifecycle\.stages\.\w+\.label$/
            ],
            ['what no edition knows', { colour: 'red' }, /^colour$/],
            ['a list', [], /^$/]
        ]
        for (const [name, overrides, path] of cases)
            it(`names the path of ${name}`, async () => {
                const { issues, tables } = await validate(overrides)
                assert.ok(
                    issues.some((issue) => path.test(issue.path) && issue.message !== ''),
                    JSON.stringify(issues)
                )
                assert.ok(tables.length > 0, 'the tables stay, without the overrides')
            })
    })

    describe('for other nodes', () => {
        it('offers the edition with its overrides', async () => {
            await nodeRed.deploy([
                account,
                { ...handbook, overrides: { leadStatus: { timers: { unresponsive: { after: 'P21D' } } } } }
            ])
            const edition = running().edition()
            assert.equal(edition.id, '2023-12')
            assert.equal(edition.leadStatus.timers.unresponsive?.after, 'P21D')
            assert.equal(running().edition(), edition)
            assert.deepEqual(nodeRed.log, [])
        })

        it('tells at deploy and at use what is wrong with the overrides', async () => {
            await nodeRed.deploy([
                { ...handbook, overrides: { lifecycle: { stages: { pql: null } } } },
                { ...handbook, id: 'd2c0d2c0d2c0d2c0', overrides: 'no JSON' },
                { ...handbook, id: 'd3c0d3c0d3c0d3c0', edition: '1999-01' }
            ])
            for (const id of [handbook.id, 'd2c0d2c0d2c0d2c0', 'd3c0d3c0d3c0d3c0']) {
                assert.throws(() => running(id).edition(), { code: 'CONFIG_INVALID' })
                await assert.rejects(running(id).binding(door()), { code: 'CONFIG_INVALID' })
            }
            assert.equal(nodeRed.log.filter((line) => line.includes('CONFIG_INVALID')).length, 3)
        })

        it('binds to a portal, keeps the binding, and asks anew after a change or when told to', async () => {
            const reader = door()
            const first = await running().binding(reader)
            assert.equal(first.lifecycleStages.mql, 'marketingqualifiedlead')
            assert.deepEqual(
                first.unbound
                    .filter(({ part }) => part === 'lifecycleStage')
                    .map(({ key, code }) => [key, code]),
                [['pql', 'MISSING']]
            )
            const calls = reader.calls.read
            assert.equal(await running().binding(reader), first)
            assert.equal(reader.calls.read, calls)
            assert.notEqual(await running().binding(reader, { fresh: true }), first)

            const { changes } = await post('compare', asked)
            await post('create', { ...asked, changes })
            const now = await running().binding(reader)
            assert.deepEqual(now.unbound, [])
            assert.match(now.lifecycleStages.pql ?? '', /^\d+$/)
            assert.equal(now.leadStatuses.unresponsive, 'UNRESPONSIVE')
            assert.notEqual(now.dealPipeline, 'default')
            assert.equal(Object.keys(now.dealStages).length, 6)
            await reader.close()
        })

        it('asks again after a failure', async () => {
            const reader = door()
            crm.faults.add({
                match: { path: /pipelines/ },
                kind: { type: 'status', status: 401, body: { category: 'INVALID_AUTHENTICATION' } }
            })
            await assert.rejects(running().binding(reader), { code: 'HUBSPOT_AUTH' })
            assert.equal((await running().binding(reader)).edition, '2023-12')
            await reader.close()
        })
    })
})
