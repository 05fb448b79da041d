import assert from 'node:assert/strict'
import { at, closeAll, contacts, many, openCrm } from './support'

describe('sandbox: rate limits and their headers', () => {
    afterEach(closeAll)

    it('facts/hubspot.md 1.1: Professional allows 190 calls in 10 s per app, and 625,000 a day', async () => {
        const crm = await openCrm({ limits: {} })
        const { headers } = await crm.get(contacts)
        assert.equal(headers.get('x-hubspot-ratelimit-max'), '190')
        assert.equal(headers.get('x-hubspot-ratelimit-daily'), '625000')
    })

    it('every answer has the date of the portal, whose clock may be set', async () => {
        const crm = await openCrm({ now: '2026-11-22T09:00:00.900Z', frozen: true })
        const dates = async () => (await crm.get(contacts)).headers.get('date')
        assert.equal(await dates(), 'Sun, 22 Nov 2026 09:00:00 GMT')
        crm.sandbox.clock.advance('P14D')
        assert.equal(await dates(), 'Sun, 06 Dec 2026 09:00:00 GMT')
        crm.sandbox.faults.add({ kind: { type: 'html', status: 502 } })
        assert.equal(await dates(), 'Sun, 06 Dec 2026 09:00:00 GMT')
    })

    it('facts/hubspot.md 1.1: a Free account allows 100 calls in 10 s: the 101st is refused until the window has passed', async () => {
        const crm = await openCrm({ limits: { burst: 100 } })
        const replies = await Promise.all(many(101, () => crm.get(contacts)))
        assert.equal(replies.filter(({ status }) => status === 200).length, 100)
        assert.equal(replies.filter(({ status }) => status === 429).length, 1)
        crm.sandbox.clock.advance(9999)
        assert.equal((await crm.get(contacts)).status, 429)
        crm.sandbox.clock.advance(1)
        assert.equal((await crm.get(contacts)).status, 200)
    })

    it('facts/hubspot.md 1.1: the burst limit is per app, the daily one shared by all keys of the account', async () => {
        const tokens = [{ token: 'second', scopes: ['crm.objects.contacts.read'] }]
        const crm = await openCrm({ limits: { burst: 2, daily: 4 }, tokens })
        const second = { authorization: 'Bearer second' }
        await crm.get(contacts)
        await crm.get(contacts)
        assert.equal((await crm.get(contacts)).status, 429)
        assert.equal((await crm.get(contacts, second)).status, 200)
        const last = await crm.get(contacts, second)
        assert.equal(last.headers.get('x-hubspot-ratelimit-daily-remaining'), '0')
        crm.sandbox.clock.advance('PT10S')
        assert.equal((await crm.get(contacts, second)).body['policyName'], 'DAILY')
        assert.equal((await crm.get(contacts)).body['policyName'], 'DAILY')
    })

    it('facts/hubspot.md 1.1: the daily count begins anew at midnight of the account', async () => {
        const crm = await openCrm({ now: '2026-11-22T23:59:59Z', limits: { daily: 1 } })
        assert.equal((await crm.get(contacts)).status, 200)
        assert.equal((await crm.get(contacts)).status, 429)
        crm.sandbox.clock.advance(1000)
        assert.equal((await crm.get(contacts)).status, 200)
    })

    it('facts/hubspot.md 1.1: search allows 5 calls a second per account, in a lane of its own', async () => {
        const crm = await openCrm({ limits: { burst: 3, searchPerSecond: 5 } })
        const statuses = []
        for (let i = 0; i < 6; i++) statuses.push((await crm.post(`${contacts}/search`)).status)
        assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
        assert.equal((await crm.get(contacts)).status, 200)
        crm.sandbox.clock.advance(1000)
        assert.equal((await crm.post(`${contacts}/search`)).status, 200)
    })

    it('facts/hubspot.md 1.1: the daily usage can be read', async () => {
        const crm = await openCrm()
        await crm.get(contacts)
        for (const version of ['v3', '2026-03', '2026-09']) {
            const { status, body } = await crm.get(`/account-info/${version}/api-usage/daily/private-apps`)
            assert.equal(status, 200)
            assert.equal(at(body, 'results', 0, 'usageLimit'), 625_000)
            assert.ok(Number(at(body, 'results', 0, 'currentUsage')) >= 2)
        }
    })

    it('facts/hubspot.md 1.2: answers tell what is left of day and window', async () => {
        const crm = await openCrm({ limits: { burst: 100, daily: 1000 } })
        const { headers } = await crm.get(contacts)
        const told = (name: string) => headers.get(`x-hubspot-ratelimit-${name}`)
        assert.equal(told('daily'), '1000')
        assert.equal(told('daily-remaining'), '999')
        assert.equal(told('interval-milliseconds'), '10000')
        assert.equal(told('max'), '100')
        assert.equal(told('remaining'), '99')
        assert.equal(told('secondly'), '10')
        assert.equal(told('secondly-remaining'), '9')
    })

    it('facts/hubspot.md 1.2: the correlation id of the header is the one of the body', async () => {
        const crm = await openCrm()
        const { headers, body } = await crm.get(`${contacts}/1`)
        assert.ok(headers.get('x-hubspot-correlation-id'))
        assert.equal(headers.get('x-hubspot-correlation-id'), body['correlationId'])
        assert.ok(headers.get('x-trace'))
    })

    it('facts/hubspot.md 1.2: search answers carry none of the rate headers, not even a 429', async () => {
        const crm = await openCrm({ limits: { searchPerSecond: 1 } })
        for (const status of [200, 429]) {
            const reply = await crm.post(`${contacts}/search`)
            assert.equal(reply.status, status)
            assert.deepEqual(
                [...reply.headers.keys()].filter((name) => name.startsWith('x-hubspot-ratelimit')),
                []
            )
        }
    })

    it('facts/hubspot.md 1.2: a 429 has no Retry-After of itself; the wait follows from Interval-Milliseconds', async () => {
        const crm = await openCrm({ limits: { burst: 0 } })
        const { status, headers } = await crm.get(contacts)
        assert.equal(status, 429)
        assert.equal(headers.get('retry-after'), null)
        assert.equal(headers.get('x-hubspot-ratelimit-interval-milliseconds'), '10000')
        assert.equal(headers.get('x-hubspot-ratelimit-remaining'), '0')
    })

    it('facts/hubspot.md 1.3: the body of TEN_SECONDLY_ROLLING', async () => {
        const crm = await openCrm({ limits: { burst: 0 } })
        const { correlationId, groupName, ...body } = (await crm.get(contacts)).body
        assert.ok(correlationId)
        assert.match(String(groupName), /^publicapi:private_app-api-calls-ten-secondly:\d+:\d+$/)
        assert.deepEqual(body, {
            status: 'error',
            message: 'You have reached your ten_secondly_rolling limit.',
            errorType: 'RATE_LIMIT',
            policyName: 'TEN_SECONDLY_ROLLING'
        })
    })

    it('facts/hubspot.md 1.3: the body of DAILY', async () => {
        const crm = await openCrm({ limits: { daily: 0 } })
        const { correlationId: _id, ...body } = (await crm.get(contacts)).body
        assert.deepEqual(body, {
            status: 'error',
            message: 'You have reached your daily limit.',
            errorType: 'RATE_LIMIT',
            policyName: 'DAILY'
        })
    })

    it('facts/hubspot.md 1.3: the body of SECONDLY (search)', async () => {
        const crm = await openCrm({ limits: { searchPerSecond: 0 } })
        const { correlationId: _id, ...body } = (await crm.post(`${contacts}/search`)).body
        assert.deepEqual(body, {
            status: 'error',
            message: 'You have reached your secondly limit.',
            errorType: 'RATE_LIMIT',
            policyName: 'SECONDLY'
        })
    })
})
