import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { startTriggerFlow, type TriggerFlow } from '../support/trigger-flow'

const secret = 'a-client-secret'
const outside = 'https://nr.example.com'
const path = '/hubspot/webhooks'

describe('hubspot-trigger: webhooks', () => {
    let flow: TriggerFlow
    let id: string
    let counter = 0

    before(async () => {
        flow = await startTriggerFlow({ seed: 'empty' })
        id = flow.crm.portal.create('contacts', {
            email: 'ada@example.com',
            lifecyclestage: 'subscriber'
        }).id
        flow.crm.portal.update('contacts', id, { lifecyclestage: 'lead' })
    })
    after(() => flow?.stop())

    const all = {
        source: 'webhooks',
        events: ['contact.creation', 'contact.propertyChange', 'contact.associationChange', 'deal.creation'],
        contactChanges: ['lifecyclestage', 'firstname'],
        contactProperties: ['email'],
        path,
        url: outside,
        fetch: false
    }
    const configure = (settings: Record<string, unknown> = {}, more = {}) =>
        flow.configure({ ...all, ...settings }, { secret, ...more })
    const began = Date.now() - 1000
    /** A change of its own each time. */
    const change = (more: Record<string, unknown> = {}) => ({
        eventId: 1,
        subscriptionId: 1,
        portalId: flow.crm.portal.id,
        appId: 1,
        occurredAt: began - ++counter,
        subscriptionType: 'contact.propertyChange',
        attemptNumber: 0,
        objectId: Number(id),
        changeSource: 'CRM_UI',
        sourceId: 'userId:1',
        propertyName: 'firstname',
        propertyValue: 'Ada',
        ...more
    })
    interface Delivery {
        /** What is signed in place of what is sent. */
        body?: string | Buffer
        uri?: string
        key?: string
        timestamp?: string
        headers?: Record<string, string>
        query?: string
        method?: string
        to?: string
    }
    async function post(body: string | Buffer, delivery: Delivery = {}): Promise<Response> {
        const { query = '', timestamp = String(Date.now()), method = 'POST', to = path } = delivery
        const signature = createHmac('sha256', delivery.key ?? secret)
            .update(`POST${delivery.uri ?? outside + path + query}`)
            .update(delivery.body ?? body)
            .update(timestamp)
            .digest('base64')
        return fetch(flow.nodeRed.url + to + query, {
            method,
            headers: {
                'content-type': 'application/json',
                'x-hubspot-signature-v3': signature,
                'x-hubspot-request-timestamp': timestamp,
                ...delivery.headers
            },
            ...(method === 'POST' && { body: new Uint8Array(Buffer.from(body)) })
        })
    }
    const deliver = (...events: unknown[]) => post(JSON.stringify(events))

    describe('what is let in', () => {
        before(() => configure())

        it('a signed delivery is 200 without a word, and the messages are there by then', async () => {
            const event = change()
            const answer = await deliver(event)
            assert.deepEqual([answer.status, await answer.text()], [200, ''])
            const [{ _msgid, ...message } = {} as Record<string, unknown>] = flow.sent.slice(-1)
            assert.deepEqual(message, {
                topic: 'contact.propertyChange',
                payload: { id, properties: { firstname: 'Ada' } },
                hubspot: {
                    portalId: flow.crm.portal.id,
                    objectType: 'contacts',
                    id,
                    url: `https://app.hubspot.com/contacts/${flow.crm.portal.id}/record/0-1/${id}`,
                    event: 'propertyChange',
                    created: false,
                    changed: { firstname: { to: 'Ada' } },
                    occurredAt: new Date(event.occurredAt).toISOString(),
                    source: { type: 'CRM_UI', id: 'userId:1' },
                    by: 'webhook',
                    dryRun: false
                }
            })
            assert.equal(flow.statuses.at(-1)?.fill, 'green')
        })

        it('the signed address is the outside one, with its query as HubSpot decodes it', async () => {
            const answer = await post(JSON.stringify([change()]), {
                query: '?a=b%3Ac&d=%20',
                uri: `${outside}${path}?a=b:c&d=%20`
            })
            assert.equal(answer.status, 200)
        })

        it('a redelivery, its attempt, and both sides of one association are one message each', async () => {
            const before = flow.sent.length
            const event = change()
            await deliver(event, event)
            await deliver({ ...event, attemptNumber: 1 })
            const side = change({
                subscriptionType: 'contact.associationChange',
                associationType: 'CONTACT_TO_DEAL',
                fromObjectId: Number(id),
                toObjectId: 77,
                associationRemoved: false
            })
            await deliver(side, { ...side, attemptNumber: 1 })
            assert.equal(flow.sent.length, before + 2)
            assert.deepEqual(flow.sent.at(-1)?.hubspot.associated, {
                objectType: 'deals',
                ids: ['77'],
                removed: false
            })
        })

        it('of the two sides one is sent when both are chosen', async () => {
            await configure({ events: ['contact.associationChange', 'deal.associationChange'] })
            const side = {
                ...change(),
                subscriptionType: 'contact.associationChange',
                associationType: 'CONTACT_TO_DEAL',
                fromObjectId: Number(id),
                toObjectId: 78
            }
            const mirror = {
                ...side,
                subscriptionType: 'deal.associationChange',
                associationType: 'DEAL_TO_CONTACT',
                fromObjectId: 78,
                toObjectId: Number(id)
            }
            await Promise.all([deliver(mirror), deliver(side)])
            assert.equal(flow.sent.length, 1)
            await configure()
        })

        it('disorder within a delivery is put right, and what was not chosen is left out', async () => {
            const [first, second] = [change({ propertyValue: '2' }), change({ propertyValue: '1' })]
            const other = [
                change({ propertyName: 'phone' }),
                change({ subscriptionType: 'contact.deletion' }),
                change({ subscriptionType: 'company.creation' }),
                change({ subscriptionType: 'conversation.creation' }),
                null
            ]
            const before = flow.sent.length
            assert.equal((await deliver(first, ...other, second)).status, 200)
            const values = flow.sent.slice(before).map(({ payload }) => payload.properties.firstname)
            assert.deepEqual(values, ['1', '2'])
        })

        it('events of another portal are not let in, and HubSpot is not asked to repeat them', async () => {
            const before = flow.sent.length
            assert.equal((await deliver(change({ portalId: 1 }))).status, 200)
            assert.equal(flow.sent.length, before)
        })
    })

    describe('what is kept out', () => {
        before(() => configure())

        const body = () => JSON.stringify([change()])
        const now = () => Date.now()
        for (const [what, delivery, status] of [
            ['another secret', () => ({ key: 'x' }), 401],
            ['an empty secret', () => ({ key: '' }), 401],
            ['another address', () => ({ uri: `https://evil.example.com${path}` }), 401],
            ['another body', () => ({ body: '[]' }), 401],
            ['no signature', () => ({ headers: { 'x-hubspot-signature-v3': '' } }), 401],
            ['a signature of v1', () => ({ headers: { 'x-hubspot-signature-v3': '0'.repeat(64) } }), 401],
            ['no time', () => ({ headers: { 'x-hubspot-request-timestamp': '' } }), 401],
            ['a time that is none', () => ({ headers: { 'x-hubspot-request-timestamp': 'NaN' } }), 401],
            ['a stale time', () => ({ timestamp: String(now() - 310_000) }), 401],
            ['a time of the future', () => ({ timestamp: String(now() + 310_000) }), 401],
            ['another method', () => ({ method: 'PUT' }), 404],
            ['GET', () => ({ method: 'GET' }), 404],
            ['another path', () => ({ to: `${path}/x` }), 404]
        ] as const) {
            it(`${what}: ${status}, and nothing is sent or told`, async () => {
                const before = flow.sent.length
                const logged = flow.nodeRed.log.length
                const answer = await post(body(), delivery())
                assert.equal(answer.status, status)
                if (status === 401) assert.equal(await answer.text(), '')
                assert.equal(flow.sent.length, before)
                assert.deepEqual([flow.caught.length, flow.nodeRed.log.length], [0, logged])
            })
        }

        for (const [what, text, status] of [
            ['not JSON', '[{', 400],
            ['not an array', '{}', 400],
            ['nothing', '', 400],
            ['more events than HubSpot ever sends', JSON.stringify(Array.from({ length: 1001 })), 413],
            ['10 MB', 'x'.repeat(10 * 1024 * 1024), 413]
        ] as const) {
            it(`${what}, signed: ${status}`, async () => {
                const before = flow.sent.length
                assert.equal((await post(text)).status, status)
                assert.equal(flow.sent.length, before)
            })
        }

        it('without a secret there is no route, and the node says so', async () => {
            await configure({}, { secret: '' })
            await flow.until(() => flow.caught.length > 0)
            assert.match(String(flow.caught[0]?.error.message), /^CONFIG_INVALID: there is no client secret/)
            assert.equal((await deliver(change())).status, 404)
            await configure({}, { secret: '${NO_SUCH_SECRET}' })
            await flow.until(() => flow.caught.length > 0)
            assert.equal((await post('[]', { key: '${NO_SUCH_SECRET}' })).status, 404)
            assert.doesNotMatch(flow.nodeRed.log.join(' '), new RegExp(secret))
            await configure()
        })

        it('neither is there one without an outside address, or for a path that is taken', async () => {
            await configure({ url: '' })
            await flow.until(() => flow.caught.length > 0)
            assert.match(String(flow.caught[0]?.error.message), /FF_INSTANCE_URL/)
            const others = [
                {
                    id: 'c0de0000000000aa',
                    type: 'hubspot-trigger',
                    z: 'fab0fab0fab0fab0',
                    x: 100,
                    y: 200,
                    account: 'acc0acc0acc0acc0',
                    wires: [],
                    ...all,
                    path: `${path}/`
                }
            ]
            const twinSecret = { c0de0000000000aa: { secret } }
            await configure({}, { others, credentials: twinSecret })
            await flow.until(() => flow.nodeRed.log.some((line) => line.includes('listens at this path')))
            assert.equal((await deliver(change())).status, 200)
            await configure()
        })

        it('FF_INSTANCE_URL and ${ENV} in the secret work', async () => {
            process.env.FF_INSTANCE_URL = 'https://ff.example.com'
            process.env.TRIGGER_TEST_SECRET = 'from the environment'
            try {
                await configure({ url: '' }, { secret: '${TRIGGER_TEST_SECRET}' })
                const delivery = {
                    uri: `https://ff.example.com${path}`,
                    key: 'from the environment'
                }
                assert.equal((await post(body(), delivery)).status, 200)
            } finally {
                delete process.env.FF_INSTANCE_URL
                delete process.env.TRIGGER_TEST_SECRET
            }
            await configure()
        })

        it('500 forged or broken deliveries let nothing in, and cost no parsing; good ones go through', async () => {
            const before = flow.sent.length
            const calls = flow.crm.log.entries.length
            const parse = JSON.parse
            let parsed = 0
            JSON.parse = ((text: string, ...more: []) => {
                if (typeof text === 'string' && text.includes('forged')) parsed += 1
                return parse(text, ...more) as unknown
            }) as typeof JSON.parse
            const bad: (() => Delivery)[] = [
                () => ({ key: 'guess' }),
                () => ({ headers: { 'x-hubspot-signature-v3': '' } }),
                () => ({ headers: { 'x-hubspot-signature-v3': randomBytes(32).toString('base64') } }),
                () => ({ timestamp: String(Date.now() - 400_000) }),
                () => ({ timestamp: '9'.repeat(15) }),
                () => ({ body: '[]' })
            ]
            const good: Promise<Response>[] = []
            try {
                const statuses = new Set<number>()
                let next = 0
                const flood = async () => {
                    for (let i = next++; i < 500; i = next++) {
                        const forged = JSON.stringify([change({ propertyValue: 'forged' })])
                        const broken = i % 7 === 0 ? forged.slice(0, -9) : forged
                        const answer = await post(broken, bad[i % bad.length]?.())
                        await answer.body?.cancel()
                        statuses.add(answer.status)
                        if (i % 50 === 0) good.push(deliver(change({ propertyValue: `good ${i}` })))
                    }
                }
                await Promise.all(Array.from({ length: 25 }, flood))
                assert.deepEqual(statuses, new Set([401]))
                for (const answer of good) assert.equal((await answer).status, 200)
            } finally {
                JSON.parse = parse
            }
            assert.equal(flow.sent.length, before + good.length)
            assert.equal(parsed, 0)
            assert.equal(flow.crm.log.entries.length, calls)
            assert.equal(flow.caught.length, 0)
        })
    })

    describe('with the record fetched', () => {
        before(() => configure({ fetch: true }))

        const real = (value: string) => {
            const { timestamp = '' } =
                flow.crm.portal
                    .get('contacts', id)
                    ?.history.lifecyclestage?.find((entry) => entry.value === value) ?? {}
            return change({
                propertyName: 'lifecyclestage',
                propertyValue: value,
                occurredAt: Date.parse(timestamp)
            })
        }

        it('a message has the record as it now is, and the old value', async () => {
            await deliver(real('lead'))
            const { payload, hubspot } = flow.sent.at(-1) ?? {}
            assert.equal(payload?.properties.email, 'ada@example.com')
            assert.deepEqual(hubspot?.changed, { lifecyclestage: { from: 'subscriber', to: 'lead' } })
        })

        it('a write of the value that was there is no message', async () => {
            flow.crm.clock.advance('PT1H')
            const before = flow.sent.length
            await deliver(
                change({
                    propertyName: 'lifecyclestage',
                    propertyValue: 'lead',
                    occurredAt: Date.now() + 3_500_000
                })
            )
            assert.equal(flow.sent.length, before)
        })

        it('a hundred events are read with two calls, and a record that is gone is told all the same', async () => {
            const people = Array.from({ length: 99 }, (_, i) =>
                flow.crm.portal.create('contacts', { email: `p${i}@example.com` })
            )
            const before = flow.sent.length
            flow.crm.log.clear()
            const created = people.map((person) =>
                change({ subscriptionType: 'contact.creation', objectId: Number(person.id) })
            )
            await deliver(...created, change({ subscriptionType: 'contact.creation', objectId: 1 }))
            assert.equal(flow.sent.length, before + 100)
            assert.ok(flow.crm.log.count({ path: 'batch/read' }) <= 2)
            const gone = flow.sent.find(({ payload }) => payload.id === '1')
            assert.deepEqual(gone?.payload, { id: '1', properties: {} })
        })

        it('when HubSpot fails the delivery is 503, told to Catch, and its repetition is sent', async () => {
            flow.crm.faults.add({ match: { path: 'batch/read' }, kind: { type: 'status', status: 401 } })
            const [before, event] = [flow.sent.length, change({ subscriptionType: 'contact.creation' })]
            assert.equal((await deliver(event)).status, 503)
            assert.match(String(flow.caught.at(-1)?.error.message), /^HUBSPOT_AUTH/)
            assert.equal(flow.sent.length, before)
            assert.equal((await deliver({ ...event, attemptNumber: 1 })).status, 200)
            assert.equal(flow.sent.length, before + 1)
        })
    })

    it('on a sandbox account the sandbox delivers by itself: no secret, no address', async () => {
        await flow.configure(
            { ...all, url: '', fetch: true, path: '/by/itself' },
            { account: { mode: 'sandbox' } }
        )
        await flow.until(() => flow.statuses.some(({ fill }) => fill === 'green'))
        const account = flow.nodeRed.node('acc0acc0acc0acc0') as unknown as {
            sandbox(): Promise<TriggerFlow['crm']>
        }
        const crm = await account.sandbox()
        const made = crm.portal.create('contacts', { email: 'self@example.com', lifecyclestage: 'lead' })
        await crm.webhooks.idle()
        assert.deepEqual(
            new Set(flow.sent.map(({ topic }) => topic)),
            new Set(['contact.creation', 'contact.propertyChange'])
        )
        assert.ok(flow.sent.every(({ payload }) => payload.id === made.id))
        await flow.configure(all)
        crm.portal.create('contacts', { email: 'nobody@example.com' })
        await crm.webhooks.idle()
        assert.equal(flow.sent.length, 0)
    })
})
