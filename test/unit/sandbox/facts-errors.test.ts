import assert from 'node:assert/strict'
import { at, closeAll, contacts, openCrm } from './support'

describe('sandbox: status codes, error bodies, authentication', () => {
    afterEach(closeAll)

    it('facts/hubspot.md 1.4: 401 without a token, with a wrong one, with another scheme', async () => {
        const crm = await openCrm()
        for (const authorization of ['', 'Bearer nobody', `Basic ${crm.sandbox.token}`, crm.sandbox.token]) {
            const { status, body } = await crm.get(contacts, { authorization })
            assert.equal(status, 401)
            assert.equal(body['category'], 'INVALID_AUTHENTICATION')
            assert.match(String(body['message']), /^Authentication credentials not found\./)
        }
    })

    it('facts/hubspot.md 1.4: 401 of a token that has expired says since when', async () => {
        const tokens = [
            { token: 'old', scopes: ['crm.objects.contacts.read'], expiresAt: '2026-11-22T11:59:00Z' }
        ]
        const crm = await openCrm({ tokens }, 'old')
        const { status, body } = await crm.get(contacts)
        assert.equal(status, 401)
        assert.equal(body['category'], 'EXPIRED_AUTHENTICATION')
        assert.equal(body['message'], 'The OAuth token used to make this call expired 60 second(s) ago.')
    })

    it('facts/hubspot.md 1.4: 403 names the scopes that are missing', async () => {
        const crm = await openCrm(
            { tokens: [{ token: 'reader', scopes: ['crm.objects.contacts.read'] }] },
            'reader'
        )
        assert.equal((await crm.get(contacts)).status, 200)
        const { status, body } = await crm.post(contacts, { properties: { email: 'a@example.com' } })
        assert.equal(status, 403)
        assert.equal(body['category'], 'MISSING_SCOPES')
        assert.match(String(body['message']), /^This app hasn't been granted all required scopes/)
        assert.deepEqual(at(body, 'errors', 0, 'context'), {
            requiredGranularScopes: ['crm.objects.contacts.write']
        })
        assert.deepEqual(body['links'], { scopes: 'https://developers.hubspot.com/scopes' })
    })

    it('facts/hubspot.md 9: which scope each call needs', async () => {
        const needs: [path: string, scope: string][] = [
            [contacts, 'crm.objects.contacts.read'],
            ['/crm/objects/2026-09/notes', 'crm.objects.contacts.read'],
            ['/crm/objects/2026-09/deals', 'crm.objects.deals.read'],
            ['/crm/properties/2026-09/contacts', 'crm.schemas.contacts.read'],
            ['/crm/pipelines/2026-09/deals', 'crm.schemas.deals.read'],
            ['/crm/owners/2026-09', 'crm.objects.owners.read']
        ]
        for (const [path, scope] of needs) {
            const crm = await openCrm({
                tokens: [
                    { token: 'with', scopes: [scope] },
                    { token: 'without', scopes: [] }
                ]
            })
            assert.equal((await crm.get(path, { authorization: 'Bearer with' })).status, 200, path)
            const refused = await crm.get(path, { authorization: 'Bearer without' })
            assert.equal(refused.status, 403, path)
            assert.ok(JSON.stringify(refused.body).includes(scope), path)
        }
    })

    it('facts/hubspot.md 9: reading e-mails also wants sales-email-read', async () => {
        const tokens = [{ token: 'reader', scopes: ['crm.objects.contacts.read'] }]
        const crm = await openCrm({ tokens }, 'reader')
        const { status, body } = await crm.get('/crm/objects/2026-09/emails')
        assert.equal(status, 403)
        assert.deepEqual(at(body, 'errors', 0, 'context'), { requiredGranularScopes: ['sales-email-read'] })
    })

    it('facts/hubspot.md 9: account details and token info work with any valid token', async () => {
        const crm = await openCrm({ tokens: [{ token: 'poor', scopes: ['crm.objects.deals.read'] }] }, 'poor')
        for (const version of ['v3', '2026-09']) {
            const { status, body } = await crm.get(`/account-info/${version}/details`)
            assert.equal(status, 200)
            assert.equal(body['portalId'], crm.sandbox.portal.id)
            assert.equal(body['dataHostingLocation'], 'na1')
            assert.equal(body['uiDomain'], 'app.hubspot.com')
        }
        const info = await crm.post('/oauth/v2/private-apps/get/access-token-info', { tokenKey: 'poor' })
        assert.equal(info.status, 200)
        assert.equal(info.body['hubId'], crm.sandbox.portal.id)
        assert.deepEqual(info.body['scopes'], ['crm.objects.deals.read', 'oauth'])
    })

    it('facts/hubspot.md 9: a token has the form pat-na1-<uuid>', async () => {
        const crm = await openCrm()
        assert.match(crm.sandbox.token, /^pat-na1-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    })

    it('facts/hubspot.md 1.4: 404 of a record', async () => {
        const crm = await openCrm()
        const { status, body } = await crm.get(`${contacts}/123`)
        assert.equal(status, 404)
        assert.equal(body['message'], 'resource not found')
        assert.equal(body['category'], 'OBJECT_NOT_FOUND')
        assert.equal((await crm.patch(`${contacts}/123`, { properties: {} })).status, 404)
    })

    it('facts/hubspot.md 1.4: 409 of a create tells the existing id', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'jane@example.com' })
        const { status, body } = await crm.post(contacts, { properties: { email: 'JANE@example.com' } })
        assert.equal(status, 409)
        const { correlationId: _id, ...rest } = body
        assert.deepEqual(rest, {
            status: 'error',
            message: `Contact already exists. Existing ID: ${id}`,
            category: 'CONFLICT'
        })
    })

    it('facts/hubspot.md 1.4: a PATCH to an e-mail that another contact has is a 409', async () => {
        const crm = await openCrm()
        const first = await crm.contact({ email: 'one@example.com' })
        const second = await crm.contact({ email: 'two@example.com' })
        const { status, body } = await crm.patch(`${contacts}/${second}`, {
            properties: { email: 'one@example.com' }
        })
        assert.equal(status, 409)
        assert.match(String(body['message']), new RegExp(`Existing ID: ${first}$`))
        assert.equal(crm.stored(second)['email'], 'two@example.com')
    })

    it('facts/hubspot.md 1.4: an unknown object type is a 400 without category', async () => {
        const crm = await openCrm()
        const { status, body } = await crm.get('/crm/v3/objects/butterflies')
        assert.equal(status, 400)
        assert.equal(body['message'], 'Unable to infer object type from: butterflies')
        assert.equal('category' in body, false)
    })

    it('facts/hubspot.md 1.4: 414 of a URI over about 16.2 k characters', async () => {
        const crm = await openCrm()
        assert.equal((await crm.get(`${contacts}?properties=${'x'.repeat(15_000)}`)).status, 200)
        assert.equal((await crm.get(`${contacts}?properties=${'x'.repeat(16_300)}`)).status, 414)
        assert.equal((await crm.get(`${contacts}?properties=${'x'.repeat(300_000)}`)).status, 414)
    })

    it('facts/hubspot.md 1.4: 423, 477 and 5xx come when they are ordered, HTML among them', async () => {
        const crm = await openCrm()
        for (const status of [423, 477, 500, 502, 503, 504, 521, 522, 523, 524, 525, 526]) {
            crm.sandbox.faults.add({ kind: { type: 'status', status, headers: { 'Retry-After': '7' } } })
            const reply = await crm.get(contacts)
            assert.equal(reply.status, status)
            assert.equal(reply.headers.get('retry-after'), '7')
        }
        crm.sandbox.faults.add({ kind: { type: 'html', status: 502 } })
        const gateway = await crm.get(contacts)
        assert.equal(gateway.status, 502)
        assert.match(gateway.headers.get('content-type') ?? '', /^text\/html/)
        assert.equal((await crm.get(contacts)).status, 200)
    })

    it('facts/hubspot.md 3: JSON of the wrong shape is a 400 "Cannot deserialize value of type"', async () => {
        const crm = await openCrm()
        const wrong: [path: string, body: unknown][] = [
            [contacts, []],
            [contacts, { properties: [] }],
            [contacts, { properties: { email: {} } }],
            [contacts, { properties: { email: ['a'] } }],
            [`${contacts}/batch/read`, { inputs: 'x' }],
            [`${contacts}/batch/read`, { inputs: [null] }],
            [`${contacts}/batch/read`, { inputs: [{ id: {} }] }],
            [`${contacts}/search`, { after: 'x' }],
            [`${contacts}/search`, { limit: 1.5 }],
            [
                `${contacts}/search`,
                { filterGroups: [{ filters: [{ propertyName: 'email', operator: 'IS' }] }] }
            ]
        ]
        for (const [path, body] of wrong) {
            const reply = await crm.post(path, body)
            assert.equal(reply.status, 400, JSON.stringify(body))
            assert.match(String(reply.body['message']), /Cannot deserialize value of type/)
        }
    })

    it('malformed JSON is a 400, another content type a 415, an unknown route a 404, a wrong method a 405', async () => {
        const crm = await openCrm()
        assert.equal((await crm.post(contacts, '{"properties":')).status, 400)
        assert.equal((await crm.post(contacts, 'email=a', { 'content-type': 'text/plain' })).status, 415)
        assert.equal((await crm.get('/crm/v3/nothing')).status, 404)
        assert.equal((await crm.get('/')).status, 404)
        assert.equal((await crm.get('/crm/v3/objects/contacts/%E0%A4%A')).status, 400)
        assert.equal((await crm.put(contacts, {})).status, 405)
    })

    it('a body over 10 MB is refused, and the answer arrives', async () => {
        const crm = await openCrm()
        const { status } = await crm.post(contacts, {
            properties: { firstname: 'x'.repeat(11 * 1024 * 1024) }
        })
        assert.equal(status, 413)
    })
})
