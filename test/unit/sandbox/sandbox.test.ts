import assert from 'node:assert/strict'
import net from 'node:net'
import { startSandbox } from '../../../src/sandbox'
import { dispatch } from '../../../src/sandbox/http/dispatch'
import { professional, RateLimits } from '../../../src/sandbox/http/limits'
import { closeAll, contacts, idsOf, openCrm } from './support'

describe('sandbox: clock', () => {
    afterEach(closeAll)

    it('stands still when frozen, and moves by ms or by an ISO 8601 duration', async () => {
        const { clock } = (await openCrm()).sandbox
        const start = Date.parse('2026-11-22T12:00:00Z')
        assert.equal(clock.now(), start)
        clock.advance(5)
        assert.equal(clock.now(), start + 5)
        clock.set('2027-01-01T00:00:00Z')
        clock.advance('P2W')
        clock.advance('P1DT2H3M4.5S')
        clock.advance('-P1D')
        assert.equal(new Date(clock.now()).toISOString(), '2027-01-15T02:03:04.500Z')
    })

    it('runs on from where it is set when not frozen', async () => {
        const { clock } = (await openCrm({ frozen: false })).sandbox
        clock.set('2030-01-01T00:00:00Z')
        await new Promise((done) => setTimeout(done, 5))
        assert.ok(clock.now() > Date.parse('2030-01-01T00:00:00Z'))
    })

    it('refuses what is no time and no duration', async () => {
        const { clock } = (await openCrm()).sandbox
        for (const wrong of ['P1M', 'P', 'PT', 'two weeks', ''])
            assert.throws(() => clock.advance(wrong), RangeError)
        assert.throws(() => clock.set('soon'), RangeError)
        assert.throws(() => clock.advance(Number.NaN), RangeError)
        assert.throws(() => clock.advance(1e300), RangeError)
        await assert.rejects(startSandbox({ now: 'soon' }), RangeError)
    })
})

describe('sandbox: faults that are ordered', () => {
    afterEach(closeAll)

    it('meet the calls that match, after so many and so many times', async () => {
        const crm = await openCrm()
        crm.sandbox.faults.add({
            match: { method: 'GET', path: '/contacts' },
            after: 1,
            times: 2,
            kind: { type: 'status', status: 503 }
        })
        assert.equal((await crm.post(`${contacts}/search`)).status, 200)
        assert.equal((await crm.get('/account-info/v3/details')).status, 200)
        const statuses = []
        for (let i = 0; i < 4; i++) statuses.push((await crm.get(contacts)).status)
        assert.deepEqual(statuses, [200, 503, 503, 200])
    })

    it('are taken back one by one, or all', async () => {
        const crm = await openCrm()
        const takeBack = crm.sandbox.faults.add({ kind: { type: 'status', status: 500 } })
        takeBack()
        assert.equal((await crm.get(contacts)).status, 200)
        crm.sandbox.faults.add({
            match: { path: /contacts$/g },
            times: 5,
            kind: { type: 'status', status: 500 }
        })
        assert.equal((await crm.get(contacts)).status, 500)
        assert.equal((await crm.get(contacts)).status, 500)
        crm.sandbox.faults.clear()
        assert.equal((await crm.get(contacts)).status, 200)
    })

    it('a reset comes before the call is handled, a lost answer after', async () => {
        const crm = await openCrm()
        const create = (email: string) => crm.post(contacts, { properties: { email } })
        crm.sandbox.faults.add({ kind: { type: 'reset' } })
        await assert.rejects(create('reset@example.com'))
        assert.equal(crm.sandbox.portal.contactByEmail('reset@example.com'), undefined)
        crm.sandbox.faults.add({ kind: { type: 'lost-response' } })
        await assert.rejects(create('lost@example.com'))
        assert.ok(crm.sandbox.portal.contactByEmail('lost@example.com'))
    })

    it('a slow answer is handled at once and comes late', async () => {
        const crm = await openCrm()
        crm.sandbox.faults.add({ kind: { type: 'slow', ms: 5 } })
        assert.equal((await crm.post(contacts, { properties: { email: 'a@example.com' } })).status, 201)
    })

    it('a rate limit comes in the words of its policy, with Retry-After when asked for', async () => {
        const crm = await openCrm()
        for (const policy of ['TEN_SECONDLY_ROLLING', 'DAILY', 'SECONDLY'] as const) {
            crm.sandbox.faults.add({ kind: { type: 'rate-limit', policy, retryAfter: 3 } })
            const { status, body, headers } = await crm.get(contacts)
            assert.equal(status, 429)
            assert.equal(body['policyName'], policy)
            assert.equal(headers.get('retry-after'), '3')
            assert.equal(headers.get('x-hubspot-correlation-id'), body['correlationId'])
        }
    })
})

describe('sandbox: log', () => {
    afterEach(closeAll)

    it('keeps what was called, in what manner and with how many records, never a token', async () => {
        const crm = await openCrm()
        await crm.post(`${contacts}/batch/create`, {
            inputs: [{ properties: { firstname: 'A' } }, { properties: { firstname: 'B' } }]
        })
        await crm.post(`${contacts}/batch/read`, { inputs: [{ id: '1' }] })
        await crm.post(`${contacts}/search`)
        await crm.get(`${contacts}?limit=5`)
        await crm.post('/oauth/v2/private-apps/get/access-token-info', { tokenKey: crm.sandbox.token })
        const { log } = crm.sandbox
        assert.deepEqual(log.entries[0], {
            at: crm.sandbox.clock.now(),
            method: 'POST',
            path: `${contacts}/batch/create`,
            status: 201,
            kind: 'write',
            inputs: 2
        })
        assert.deepEqual(
            log.entries.map(({ kind }) => kind),
            ['write', 'read', 'search', 'read', 'read']
        )
        assert.equal(JSON.stringify(log.entries).includes(crm.sandbox.token), false)
        assert.equal(log.count(), 5)
        assert.equal(log.count({ kind: 'read', path: '/batch/' }), 1)
        assert.equal(log.count({ method: 'POST', status: 200 }), 2)
        assert.equal(log.count({ path: /search$/ }), 1)
        log.clear()
        assert.equal(log.count(), 0)
    })
})

describe('sandbox: seeds', () => {
    afterEach(closeAll)

    it('empty has definitions and no record', async () => {
        const { portal } = (await openCrm()).sandbox
        for (const type of [
            'contacts',
            'companies',
            'deals',
            'notes',
            'tasks',
            'emails',
            'calls',
            'meetings'
        ])
            assert.deepEqual(portal.list(type), [])
    })

    it('demo is shaped like the handbook: stages, statuses, deal board, owners', async () => {
        const crm = await openCrm({ seed: 'demo' })
        const { portal } = crm.sandbox
        const people = portal.list('contacts')
        const options = async (name: string) =>
            (await crm.get(`/crm/properties/2026-09/contacts/${name}`)).body['options'] as {
                label: string
                value: string
            }[]
        const stages = await options('lifecyclestage')
        const pql = stages.find(({ label }) => label === 'Product Qualified Lead')
        assert.match(pql?.value ?? '', /^\d+$/)
        for (const { value } of stages)
            assert.ok(
                people.some(({ properties }) => properties['lifecyclestage'] === value),
                value
            )
        const statuses = (await options('hs_lead_status')).map(({ label }) => label)
        assert.ok(statuses.includes('Unresponsive'))
        const { body } = await crm.get('/crm/pipelines/2026-09/deals/default')
        assert.deepEqual(
            (body['stages'] as { label: string; metadata: Record<string, string> }[]).map(
                ({ label, metadata }) => `${label} ${metadata['probability']}`
            ),
            [
                'Opportunity 0.1',
                'POC Started 0.3',
                'Value Validated 0.6',
                'Contract Sent 0.9',
                'Closed Won 1.0',
                'Closed Lost 0.0'
            ]
        )
        assert.equal(idsOf(await crm.get('/crm/owners/2026-09')).length, 3)
    })

    it('demo has names that stand in Last Name only (rule IMP-03), and addresses of example domains only', async () => {
        const { portal } = (await openCrm({ seed: 'demo' })).sandbox
        const people = portal.list('contacts').map(({ properties }) => properties)
        assert.ok(people.filter((one) => !one['firstname'] && one['lastname']).length >= 5)
        for (const { email } of people) assert.match(email ?? '', /@(.+\.)?example\.(com|org|net)$/)
    })

    it('demo has a past: every contact was in its stages one after the other, and nothing lies in the future', async () => {
        const { portal, clock } = (await openCrm({ seed: 'demo' })).sandbox
        const now = new Date(clock.now()).toISOString()
        for (const { history, createdAt } of portal.list('contacts'))
            for (const { timestamp } of Object.values(history).flat())
                assert.ok(timestamp >= createdAt && timestamp <= now)
    })
})

describe('sandbox: server', () => {
    afterEach(closeAll)

    it('is stopped and served again with its data, token and clock', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com' })
        const { token } = crm.sandbox
        await crm.sandbox.close()
        await assert.rejects(crm.get(contacts))
        assert.equal(crm.sandbox.portal.list('contacts').length, 1)
        const again = await startSandbox({ from: crm.sandbox })
        assert.equal(again, crm.sandbox)
        assert.equal(again.token, token)
        assert.equal((await crm.get(`${contacts}/${id}`)).status, 200)
    })

    it('closes twice without complaint, with calls under way', async () => {
        const crm = await openCrm()
        crm.sandbox.faults.add({ kind: { type: 'slow', ms: 60_000 } })
        const waiting = assert.rejects(crm.get(contacts))
        while (crm.sandbox.log.count() === 0) await new Promise((done) => setImmediate(done))
        await Promise.all([crm.sandbox.close(), crm.sandbox.close()])
        await waiting
        await crm.sandbox.close()
    })

    it('tells when its port is taken', async () => {
        const crm = await openCrm()
        const port = Number(new URL(crm.sandbox.url).port)
        await assert.rejects(startSandbox({ port }), { code: 'EADDRINUSE' })
    })

    it('refuses a default lifecycle stage that is none', async () => {
        await assert.rejects(startSandbox({ defaultLifecycleStage: 'PQL' }), RangeError)
    })

    it('listens on 127.0.0.1 only, and outlives nonsense on the wire', async () => {
        const crm = await openCrm()
        const { hostname, port } = new URL(crm.sandbox.url)
        assert.equal(hostname, '127.0.0.1')
        for (const text of [
            '\0\0\0',
            'GET\r\n\r\n',
            'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
            'POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n',
            '{}'
        ]) {
            await new Promise<void>((done) => {
                const socket = net.connect(Number(port), '127.0.0.1', () => socket.end(text))
                socket.on('error', () => undefined).on('close', () => done())
                socket.resume()
            })
        }
        assert.equal((await crm.get(contacts)).status, 200)
    })

    it('a failure of its own is a plain 500, and is told to onFailure only', () => {
        const failures: unknown[] = []
        const failure = new Error('what only the house should see')
        const answer = dispatch(
            {
                routes: [{ method: 'GET', path: 'owners', kind: 'read', handle: () => ({ status: 200 }) }],
                grants: new Map(),
                limits: new RateLimits(professional, Date.now),
                onFailure: (error) => failures.push(error),
                portal: () => {
                    throw failure
                }
            },
            {
                method: 'GET',
                uri: '/crm/v3/owners',
                authorization: undefined,
                contentType: undefined,
                body: ''
            }
        )
        assert.equal(answer.status, 500)
        assert.deepEqual(answer.body, { status: 'error', message: 'internal error' })
        assert.deepEqual(failures, [failure])
    })
})
