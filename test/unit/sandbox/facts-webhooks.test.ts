/** HubSpot's webhooks as the sandbox imitates them, one fact of facts/hubspot.md 8 per test. */
import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { flawOfWebhook } from '../../../src/hubspot'
import { startSandbox, type Sandbox, type SandboxSubscription } from '../../../src/sandbox'

const secret = 'a-client-secret'

interface Received {
    url: string
    headers: http.IncomingHttpHeaders
    body: string
    events: Record<string, unknown>[]
}

describe('facts: webhooks', () => {
    let crm: Sandbox
    let receiver: http.Server
    let url: string
    let received: Received[]
    /** What the receiver answers next, 200 when there is nothing. */
    let answers: number[]
    /** Requests that are never answered. */
    let silent: boolean
    let most: number

    before(async () => {
        let active = 0
        receiver = http.createServer((request, response) => {
            active += 1
            most = Math.max(most, active)
            let body = ''
            request.setEncoding('utf8').on('data', (text) => (body += text))
            request.on('end', () => {
                const events = JSON.parse(body) as Record<string, unknown>[]
                received.push({ url: request.url ?? '', headers: request.headers, body, events })
                setImmediate(() => {
                    active -= 1
                    if (!silent) response.writeHead(answers.shift() ?? 200).end()
                })
            })
        })
        await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
        url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    })
    beforeEach(async () => {
        received = []
        answers = []
        silent = false
        most = 0
        crm = await startSandbox({ now: '2026-03-02T09:00:00Z', frozen: true })
    })
    afterEach(() => crm.close())
    after(() => {
        receiver.closeAllConnections()
        return new Promise((done) => receiver.close(done))
    })

    const subscribe = (subscriptions: SandboxSubscription[], more = {}) =>
        crm.webhooks.subscribe({ url, secret, subscriptions, ...more })
    const events = () => received.flatMap((one) => one.events)
    const types = () =>
        events()
            .map(({ subscriptionType }) => String(subscriptionType))
            .toSorted()
    const contact = (email: string, more: Record<string, string> = {}) =>
        crm.portal.create('contacts', { email, ...more }).id
    const stageChange = { type: 'contact.propertyChange', property: 'lifecyclestage' }
    async function call(method: string, path: string, body?: unknown) {
        const answer = await fetch(crm.url + path, {
            method,
            headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
            ...(body !== undefined && { body: JSON.stringify(body) })
        })
        assert.ok(answer.ok, `${method} ${path}: ${answer.status}`)
        return (await answer.json().catch(() => ({}))) as { id: string }
    }

    it('POST body = JSON array of events with these fields', async () => {
        subscribe([{ type: 'contact.creation' }, stageChange])
        const id = contact('ada@example.com')
        crm.portal.update('contacts', id, { lifecyclestage: 'lead' })
        await crm.webhooks.idle()
        const [change, creation] = events()
        assert.deepEqual(change, {
            eventId: change?.eventId,
            subscriptionId: 2,
            portalId: crm.portal.id,
            appId: change?.appId,
            occurredAt: Date.parse('2026-03-02T09:00:00Z'),
            subscriptionType: 'contact.propertyChange',
            attemptNumber: 0,
            objectId: Number(id),
            changeSource: 'CRM_UI',
            sourceId: 'userId:28604240',
            propertyName: 'lifecyclestage',
            propertyValue: 'lead'
        })
        assert.equal(creation?.subscriptionType, 'contact.creation')
        assert.equal(creation.changeFlag, 'CREATED')
    })

    it('at most 100 events in a request, and at most ten requests at once', async () => {
        subscribe([{ type: 'contact.creation' }])
        for (let i = 0; i < 1250; i += 1) contact(`c${i}@example.com`)
        await crm.webhooks.idle()
        assert.equal(events().length, 1250)
        assert.ok(received.every((one) => one.events.length <= 100))
        assert.ok(most <= 10)
    })

    it('concurrency is the app’s own setting', async () => {
        subscribe([{ type: 'contact.creation' }], { concurrency: 1 })
        for (let i = 0; i < 350; i += 1) contact(`c${i}@example.com`)
        await crm.webhooks.idle()
        assert.deepEqual([events().length, most], [350, 1])
    })

    it('signature v3 over method, URI with query, raw body and timestamp', async () => {
        const query = '?from=a%3Ab%20c&to=%2F'
        crm.webhooks.subscribe({
            url: url + query,
            secret,
            subscriptions: [{ type: 'contact.creation' }]
        })
        contact('ada@example.com')
        await crm.webhooks.idle()
        const [one] = received
        assert.ok(one)
        const signed = {
            secret,
            method: 'POST',
            uri: url + query,
            body: Buffer.from(one.body),
            signature: one.headers['x-hubspot-signature-v3'],
            timestamp: one.headers['x-hubspot-request-timestamp'],
            now: Date.now()
        }
        assert.equal(flawOfWebhook(signed), null)
        assert.equal(flawOfWebhook({ ...signed, secret: 'another' }), 'wrong')
    })

    it('eventId is not unique', async () => {
        subscribe([stageChange, { type: 'contact.propertyChange', property: 'firstname' }])
        contact('ada@example.com', { lifecyclestage: 'lead', firstname: 'Ada' })
        await crm.webhooks.idle()
        assert.equal(events().length, 2)
        assert.equal(new Set(events().map(({ eventId }) => eventId)).size, 1)
    })

    it('unordered', async () => {
        subscribe([stageChange])
        const id = contact('ada@example.com', { lifecyclestage: 'lead' })
        crm.portal.update('contacts', id, { lifecyclestage: 'customer' })
        await crm.webhooks.idle()
        assert.deepEqual(
            events().map(({ propertyValue }) => propertyValue),
            ['customer', 'lead']
        )
    })

    it('changeSource says who wrote: a person, an app, an import of mail', async () => {
        subscribe([{ type: 'contact.creation' }])
        contact('ui@example.com')
        await call('POST', '/crm/v3/objects/contacts', { properties: { email: 'api@example.com' } })
        crm.portal.create(
            'contacts',
            { email: 'mail@example.com' },
            { type: 'EMAIL_INTEGRATION', id: 'gmail' }
        )
        await crm.webhooks.idle()
        const sources = new Set(events().map(({ changeSource }) => changeSource))
        assert.deepEqual(sources, new Set(['CRM_UI', 'EMAIL_INTEGRATION', 'INTEGRATION']))
    })

    it('one association fires two events, one per side; its end likewise; what is there already none', async () => {
        subscribe([{ type: 'contact.associationChange' }, { type: 'deal.associationChange' }])
        const person = contact('ada@example.com')
        const deal = crm.portal.create('deals', { dealname: 'D', dealstage: 'qualifiedtobuy' }).id
        const path = `/crm/objects/2026-09/deals/${deal}/associations`
        await call('PUT', `${path}/default/contacts/${person}`)
        await call('PUT', `${path}/default/contacts/${person}`)
        await call('DELETE', `${path}/contacts/${person}`)
        await call('DELETE', `${path}/contacts/${person}`)
        await crm.webhooks.idle()
        const seen = events().map((event) => [
            event.associationType,
            event.fromObjectId,
            event.toObjectId,
            event.associationRemoved
        ])
        const order = (rows: unknown[][]) => rows.map((row) => JSON.stringify(row)).toSorted()
        const sides = (removed: boolean) => [
            ['CONTACT_TO_DEAL', Number(person), Number(deal), removed],
            ['DEAL_TO_CONTACT', Number(deal), Number(person), removed]
        ]
        assert.deepEqual(order(seen), order([...sides(false), ...sides(true)]))
    })

    it('what an association changes on its records: their counts, with a history, and their time', async () => {
        const person = contact('ada@example.com')
        const deal = crm.portal.create('deals', { dealname: 'D', dealstage: 'qualifiedtobuy' }).id
        crm.clock.advance('PT1H')
        await call('PUT', `/crm/objects/2026-09/deals/${deal}/associations/default/contacts/${person}`)
        for (const [type, id, count] of [
            ['contacts', person, 'num_associated_deals'],
            ['deals', deal, 'num_associated_contacts']
        ] as const) {
            const record = crm.portal.get(type, id)
            assert.equal(record?.properties[count], '1')
            assert.equal(record.history[count]?.[0]?.timestamp, '2026-03-02T10:00:00.000Z')
            assert.equal(record.updatedAt, '2026-03-02T10:00:00.000Z')
        }
    })

    it('no event for a write of the same value, and none for what is calculated', async () => {
        subscribe([stageChange, { type: 'contact.propertyChange', property: 'num_associated_deals' }])
        const id = contact('ada@example.com', { lifecyclestage: 'lead' })
        crm.portal.update('contacts', id, { lifecyclestage: 'lead' })
        const deal = crm.portal.create('deals', { dealname: 'D', dealstage: 'closedlost' }).id
        await call('PUT', `/crm/objects/2026-09/deals/${deal}/associations/default/contacts/${id}`)
        await crm.webhooks.idle()
        assert.deepEqual(types(), ['contact.propertyChange'])
    })

    for (const [what, subscription] of [
        ['num_unique_conversion_events', 'num_unique_conversion_events'],
        ['hs_lastmodifieddate', 'hs_lastmodifieddate'],
        ['a property there is not', 'no_such_property'],
        ['no property', undefined]
    ] as const) {
        it(`${what} cannot be subscribed to`, () => {
            const one = { type: 'deal.propertyChange', ...(subscription && { property: subscription }) }
            assert.throws(() => subscribe([one]), RangeError)
        })
    }

    it('an unknown type cannot be subscribed to', () => {
        for (const type of ['contact.exploded', 'note.creation', 'creation', ''])
            assert.throws(() => subscribe([{ type }]), RangeError)
    })

    it('deletion is an event', async () => {
        subscribe([{ type: 'deal.deletion' }])
        const deal = crm.portal.create('deals', { dealname: 'D', dealstage: 'closedlost' }).id
        crm.portal.archive('deals', deal)
        await crm.webhooks.idle()
        assert.deepEqual(
            events().map(({ objectId }) => objectId),
            [Number(deal)]
        )
    })

    for (const status of [400, 401, 404, 500, 503, 302]) {
        it(`an answer of ${status} is retried, with the next attemptNumber`, async () => {
            answers = [status]
            subscribe([{ type: 'contact.creation' }])
            contact('ada@example.com')
            await crm.webhooks.idle()
            assert.equal(crm.webhooks.waiting, 1)
            crm.clock.advance('P1D')
            await crm.webhooks.idle()
            assert.deepEqual(
                events().map(({ attemptNumber }) => attemptNumber),
                [0, 1]
            )
            assert.equal(crm.webhooks.waiting, 0)
        })
    }

    it('no answer in time is retried; the time is 5 s unless a test has less', async () => {
        silent = true
        subscribe([{ type: 'contact.creation' }], { timeout: 20 })
        contact('ada@example.com')
        await crm.webhooks.idle()
        assert.deepEqual(
            crm.webhooks.deliveries.map(({ status, attempt }) => [status, attempt]),
            [[0, 0]]
        )
        silent = false
        crm.clock.advance('P1D')
        await crm.webhooks.idle()
        assert.equal(crm.webhooks.deliveries.at(-1)?.status, 200)
    })

    it('at most ten retries over 24 h of the clock, not evenly spaced; then it is given up', async () => {
        answers = Array<number>(20).fill(500)
        subscribe([{ type: 'contact.creation' }])
        contact('ada@example.com')
        await crm.webhooks.idle()
        for (let minutes = 0; minutes < 25 * 60; minutes += 1) {
            crm.clock.advance('PT1M')
            await crm.webhooks.idle()
        }
        const times = crm.webhooks.deliveries.map(({ at }) => at - Date.parse('2026-03-02T09:00:00Z'))
        assert.equal(times.length, 11)
        assert.ok((times.at(-1) ?? Infinity) <= 86_400_000)
        const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
        assert.ok(new Set(gaps).size > 5)
        assert.deepEqual([crm.webhooks.waiting, crm.webhooks.givenUp], [0, 1])
    })

    it('an ended subscription tells nothing more; one of the same address takes over what waits', async () => {
        answers = [500]
        const end = subscribe([{ type: 'contact.creation' }])
        contact('first@example.com')
        await crm.webhooks.idle()
        end()
        contact('nobody@example.com')
        crm.clock.advance('P1D')
        await crm.webhooks.idle()
        assert.equal(events().length, 1)
        subscribe([{ type: 'contact.creation' }])
        end()
        contact('second@example.com')
        await crm.webhooks.idle()
        assert.deepEqual(
            events().map(({ attemptNumber }) => attemptNumber),
            [0, 1, 0]
        )
    })

    it('a sandbox that was closed and served again delivers what it had', async () => {
        answers = [500]
        subscribe([{ type: 'contact.creation' }])
        contact('ada@example.com')
        await crm.webhooks.idle()
        await crm.close()
        await startSandbox({ from: crm })
        crm.clock.advance('P1D')
        await crm.webhooks.idle()
        assert.equal(crm.webhooks.deliveries.at(-1)?.status, 200)
    })
})
