import assert from 'node:assert/strict'
import { at, closeAll, contacts, idsOf, many, openCrm, type Crm } from './support'

const batch = (crm: Crm, action: string, body: unknown) => crm.post(`${contacts}/batch/${action}`, body)
const named = (count: number) => many(count, (i) => ({ properties: { email: `user${i}@example.com` } }))
const traced = (count: number) => named(count).map((input, i) => ({ ...input, objectWriteTraceId: `t${i}` }))

async function seeded(crm: Crm, count: number): Promise<string[]> {
    const { body } = await batch(crm, 'create', { inputs: named(count) })
    return idsOf({ status: 201, headers: new Headers(), body }).toSorted()
}

describe('sandbox: batches and records', () => {
    afterEach(closeAll)

    it('facts/hubspot.md 2: 100 inputs at most for read, create, update, upsert and archive', async () => {
        const crm = await openCrm()
        const inputs = many(101, (i) => ({ id: String(i + 1), properties: { email: `u${i}@example.com` } }))
        for (const action of ['read', 'create', 'update', 'upsert', 'archive']) {
            const { status, body } = await batch(crm, action, { inputs })
            assert.equal(status, 400, action)
            assert.equal(
                body['message'],
                'The maximum number of inputs supported in a batch is 100. Please reduce the number of items and try again'
            )
            assert.equal(body['category'], 'VALIDATION_ERROR')
        }
        assert.equal((await batch(crm, 'create', { inputs: inputs.slice(0, 100) })).status, 201)
    })

    it('facts/hubspot.md 2: 50 inputs at most with propertiesWithHistory', async () => {
        const crm = await openCrm()
        const ids = await seeded(crm, 51)
        const read = (count: number) =>
            batch(crm, 'read', {
                properties: [],
                propertiesWithHistory: ['email'],
                inputs: ids.slice(0, count).map((id) => ({ id }))
            })
        assert.equal((await read(50)).status, 200)
        const { status, body } = await read(51)
        assert.equal(status, 400)
        assert.match(
            String(body['message']),
            /^The maximum number of inputs .* for property histories is 50\./
        )
    })

    it('facts/hubspot.md 2: a list page has 100 records at most, 50 with propertiesWithHistory', async () => {
        const crm = await openCrm()
        assert.equal((await crm.get(`${contacts}?limit=100`)).status, 200)
        assert.equal((await crm.get(`${contacts}?limit=101`)).status, 400)
        assert.equal((await crm.get(`${contacts}?limit=50&propertiesWithHistory=email`)).status, 200)
        assert.equal((await crm.get(`${contacts}?limit=51&propertiesWithHistory=email`)).status, 400)
    })

    it('facts/hubspot.md 2: status codes: create 201, read, update and upsert 200, archive 204', async () => {
        const crm = await openCrm()
        const [id = ''] = await seeded(crm, 1)
        const inputs = [{ id, properties: { firstname: 'A' } }]
        assert.equal((await batch(crm, 'read', { inputs })).status, 200)
        assert.equal((await batch(crm, 'update', { inputs })).status, 200)
        assert.equal((await batch(crm, 'upsert', { inputs })).status, 200)
        assert.equal(
            (await batch(crm, 'create', { inputs: [{ properties: { lastname: 'B' } }] })).status,
            201
        )
        assert.equal((await batch(crm, 'archive', { inputs })).status, 204)
    })

    it('facts/hubspot.md 2: a batch answer has status COMPLETE, results and times, and errors only when there are some', async () => {
        const crm = await openCrm()
        const { body } = await batch(crm, 'create', { inputs: named(2) })
        assert.equal(body['status'], 'COMPLETE')
        assert.deepEqual(Object.keys(body).toSorted(), ['completedAt', 'results', 'startedAt', 'status'])
    })

    it('facts/hubspot.md 2: one bad record rejects a whole create, and nothing is written', async () => {
        const crm = await openCrm()
        const { status, body } = await batch(crm, 'create', {
            inputs: [...named(3), { properties: { email: 'not an address' } }]
        })
        assert.equal(status, 400)
        assert.equal(at(body, 'errors', 0, 'code'), 'INVALID_EMAIL')
        assert.equal(crm.sandbox.portal.list('contacts').length, 0)
    })

    it('facts/hubspot.md 2: a conflict without trace ids says only "Contact already exists"', async () => {
        const crm = await openCrm()
        await seeded(crm, 1)
        const { status, body } = await batch(crm, 'create', { inputs: named(2) })
        assert.equal(status, 409)
        assert.equal(body['message'], 'Contact already exists')
        assert.equal(crm.sandbox.portal.list('contacts').length, 1)
    })

    it('facts/hubspot.md 2: a unique objectWriteTraceId on every input turns multi-status on for create', async () => {
        const crm = await openCrm()
        const [existing = ''] = await seeded(crm, 1)
        const { status, body } = await batch(crm, 'create', {
            inputs: [...traced(2), { properties: { nonsense: '1' }, objectWriteTraceId: 'bad' }]
        })
        assert.equal(status, 207)
        assert.equal(body['numErrors'], 2)
        assert.deepEqual(at(body, 'errors', 0), {
            status: 'error',
            category: 'CONFLICT',
            message: `Contact already exists. Existing ID: ${existing}`,
            context: { objectWriteTraceId: ['t0'], existingId: [existing] }
        })
        assert.deepEqual(at(body, 'errors', 1, 'context'), { objectWriteTraceId: ['bad'] })
        assert.equal(at(body, 'results', 'length'), 1)
        assert.equal(at(body, 'results', 0, 'objectWriteTraceId'), 't1')
    })

    it('facts/hubspot.md 2: trace ids that repeat, or are missing on one input, do not turn multi-status on', async () => {
        const crm = await openCrm()
        await seeded(crm, 1)
        const repeated = named(2).map((input) => ({ ...input, objectWriteTraceId: 'same' }))
        assert.equal((await batch(crm, 'create', { inputs: repeated })).status, 409)
        const [first, second] = traced(2)
        const { objectWriteTraceId: _none, ...bare } = second ?? {}
        assert.equal((await batch(crm, 'create', { inputs: [first, bare] })).status, 409)
    })

    it('facts/hubspot.md 2: the same e-mail twice in one create is a conflict', async () => {
        const crm = await openCrm()
        const twice = [{ properties: { email: 'a@example.com' } }, { properties: { email: 'A@Example.com' } }]
        assert.equal((await batch(crm, 'create', { inputs: twice })).status, 409)
        const inputs = twice.map((input, i) => ({ ...input, objectWriteTraceId: String(i) }))
        const { status, body } = await batch(crm, 'create', { inputs })
        assert.equal(status, 207)
        assert.equal(at(body, 'results', 'length'), 1)
        assert.equal(at(body, 'errors', 0, 'category'), 'CONFLICT')
    })

    it('facts/hubspot.md 2: one bad value rejects a whole update unless every input has a trace id', async () => {
        const crm = await openCrm()
        const [a = '', b = ''] = await seeded(crm, 2)
        const inputs = [
            { id: a, properties: { firstname: 'A' } },
            { id: b, properties: { hs_lead_status: 'NONSENSE' } }
        ]
        assert.equal((await batch(crm, 'update', { inputs })).status, 400)
        assert.equal(crm.stored(a)['firstname'], undefined)
        const { status, body } = await batch(crm, 'update', {
            inputs: inputs.map((input, i) => ({ ...input, objectWriteTraceId: String(i) }))
        })
        assert.equal(status, 207)
        assert.equal(body['numErrors'], 1)
        assert.equal(crm.stored(a)['firstname'], 'A')
    })

    it('facts/hubspot.md 2: an upsert writes the good ones and tells the others', async () => {
        const crm = await openCrm()
        await seeded(crm, 1)
        const { status, body } = await batch(crm, 'upsert', {
            inputs: [
                { id: 'user0@example.com', idProperty: 'email', properties: { firstname: 'Old' } },
                { id: 'new@example.com', idProperty: 'email', properties: { firstname: 'New' } },
                { id: 'no address', idProperty: 'email', properties: { firstname: 'None' } }
            ]
        })
        assert.equal(status, 207)
        assert.equal(at(body, 'results', 'length'), 2)
        assert.equal(at(body, 'errors', 0, 'category'), 'VALIDATION_ERROR')
        assert.equal(crm.sandbox.portal.contactByEmail('new@example.com')?.properties['firstname'], 'New')
    })

    it('facts/hubspot.md 2: ids that are not there are told by read and update in a 207', async () => {
        const crm = await openCrm()
        const [id = ''] = await seeded(crm, 1)
        for (const action of ['read', 'update']) {
            const { status, body } = await batch(crm, action, {
                inputs: [
                    { id, properties: {} },
                    { id: '404', properties: {} }
                ]
            })
            assert.equal(status, 207, action)
            assert.equal(at(body, 'results', 'length'), 1)
            assert.deepEqual(at(body, 'errors', 0), {
                status: 'error',
                category: 'OBJECT_NOT_FOUND',
                message:
                    'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
                context: { ids: ['404'] }
            })
        }
    })

    it('facts/hubspot.md 2: duplicate ids in one batch reject the whole request', async () => {
        const crm = await openCrm()
        const [id = ''] = await seeded(crm, 1)
        for (const action of ['read', 'update', 'upsert', 'archive']) {
            const inputs = ['1', '2'].map((objectWriteTraceId) => ({
                id,
                properties: {},
                objectWriteTraceId
            }))
            const { status, body } = await batch(crm, action, { inputs })
            assert.equal(status, 400, action)
            assert.equal(body['message'], `Duplicate IDs found in batch input: [${id}]. IDs must be unique`)
            assert.deepEqual(body['context'], { ids: [id] })
            assert.equal(body['category'], 'VALIDATION_ERROR')
        }
    })

    it('facts/hubspot.md 2: e-mails that differ in case only are duplicates', async () => {
        const crm = await openCrm()
        const inputs = ['a@example.com', 'A@Example.com'].map((id) => ({
            id,
            idProperty: 'email',
            properties: {}
        }))
        assert.equal((await batch(crm, 'upsert', { inputs })).status, 400)
    })

    it('facts/hubspot.md 2: an upsert by a non-unique property is refused', async () => {
        const crm = await openCrm()
        const inputs = [{ id: 'x', idProperty: 'firstname', properties: { lastname: 'y' } }]
        const { status, body } = await batch(crm, 'upsert', { inputs })
        assert.equal(status, 400)
        assert.equal(body['message'], 'Unable to perform update/upsert by non-unique 0-1 property firstname')
    })

    it('facts/hubspot.md 2: each result of an upsert says whether the record is new', async () => {
        const crm = await openCrm()
        await seeded(crm, 1)
        const { body } = await batch(crm, 'upsert', {
            inputs: [
                { id: 'USER0@example.com', idProperty: 'email', properties: { firstname: 'A' } },
                { id: 'x@example.com', idProperty: 'email', properties: { firstname: 'B' } }
            ]
        })
        const results = body['results'] as { new: boolean; properties: Record<string, string> }[]
        assert.deepEqual(Object.fromEntries(results.map((one) => [one.properties['firstname'], one.new])), {
            A: false,
            B: true
        })
    })

    it('facts/hubspot.md 2: an upsert by e-mail leaves what is not sent (read: "partial upserts are not supported")', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', firstname: 'A', company: 'C' })
        await batch(crm, 'upsert', {
            inputs: [{ id: 'a@example.com', idProperty: 'email', properties: { lastname: 'B' } }]
        })
        const { firstname, lastname, company } = crm.stored(id)
        assert.deepEqual([firstname, lastname, company], ['A', 'B', 'C'])
    })

    it('facts/hubspot.md 2: results are not in input order, and the same each time', async () => {
        const crm = await openCrm()
        const ids = await seeded(crm, 20)
        const read = async () => idsOf(await batch(crm, 'read', { inputs: ids.map((id) => ({ id })) }))
        const first = await read()
        assert.deepEqual(first.toSorted(), ids)
        assert.notDeepEqual(first, ids)
        assert.deepEqual(await read(), first)
    })

    it('facts/hubspot.md 2: a record is addressed by e-mail with idProperty=email, in any case of letters', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'jane@example.com' })
        assert.equal((await crm.get(`${contacts}/Jane@Example.com?idProperty=email`)).body['id'], id)
        const patched = await crm.patch(`${contacts}/jane%40example.com?idProperty=email`, {
            properties: { city: 'Rome' }
        })
        assert.equal(patched.status, 200)
        assert.equal(crm.stored(id)['city'], 'Rome')
        const read = await batch(crm, 'read', { idProperty: 'email', inputs: [{ id: 'JANE@example.com' }] })
        assert.deepEqual(idsOf(read), [id])
    })

    it('facts/hubspot.md 2: secondary e-mails find the contact, and creating one with such an address is a 409', async () => {
        const crm = await openCrm()
        const id = await crm.contact({
            email: 'jane@example.com',
            hs_additional_emails: 'jd@example.org;j@example.net'
        })
        assert.equal((await crm.get(`${contacts}/JD@example.org?idProperty=email`)).body['id'], id)
        const { status, body } = await crm.post(contacts, { properties: { email: 'j@example.net' } })
        assert.equal(status, 409)
        assert.match(String(body['message']), new RegExp(id))
    })

    it('an address that stands in both places still finds its contact when one of them is cleared', async () => {
        const crm = await openCrm()
        const id = await crm.contact({
            email: 'a@example.com',
            hs_additional_emails: 'a@example.com;b@example.com'
        })
        await crm.patch(`${contacts}/${id}`, { properties: { hs_additional_emails: '' } })
        assert.equal((await crm.get(`${contacts}/a@example.com?idProperty=email`)).body['id'], id)
        assert.equal((await crm.get(`${contacts}/b@example.com?idProperty=email`)).status, 404)
    })

    it('facts/hubspot.md 2: property history has value, timestamp, sourceType and sourceId, newest first', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', hs_lead_status: 'NEW' })
        crm.sandbox.clock.advance('P1D')
        crm.sandbox.portal.update('contacts', id, { hs_lead_status: 'OPEN' })
        const { body } = await crm.get(`${contacts}/${id}?propertiesWithHistory=hs_lead_status`)
        const [newest, oldest] = at(body, 'propertiesWithHistory', 'hs_lead_status') as Record<
            string,
            unknown
        >[]
        assert.deepEqual(newest, {
            value: 'OPEN',
            timestamp: '2026-11-23T12:00:00.000Z',
            sourceType: 'CRM_UI',
            sourceId: 'userId:28604240',
            updatedByUserId: 28_604_240
        })
        assert.equal(oldest?.['value'], 'NEW')
        assert.equal(oldest?.['sourceType'], 'INTEGRATION')
    })

    it('facts/hubspot.md 2: a contact needs one of email, firstname and lastname', async () => {
        const crm = await openCrm()
        for (const name of ['email', 'firstname', 'lastname'])
            assert.equal((await crm.post(contacts, { properties: { [name]: 'a@example.com' } })).status, 201)
        const { status, body } = await crm.post(contacts, { properties: { company: 'C' } })
        assert.equal(status, 400)
        assert.equal(body['category'], 'VALIDATION_ERROR')
        assert.equal(at(body, 'errors', 0, 'code'), 'MISSING_REQUIRED_PROPERTY')
    })

    it('facts/hubspot.md 2: empty properties come back null, undefined names are dropped', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com' })
        const { body } = await crm.get(`${contacts}/${id}?properties=email,city,nonsense`)
        const {
            createdate: _c,
            lastmodifieddate: _m,
            ...properties
        } = body['properties'] as Record<string, unknown>
        assert.deepEqual(properties, { city: null, email: 'a@example.com', hs_object_id: id })
    })

    it('facts/hubspot.md 2: paging goes on at the id of the next record', async () => {
        const crm = await openCrm()
        const ids = await seeded(crm, 5)
        const first = await crm.get(`${contacts}?limit=2`)
        assert.deepEqual(idsOf(first), ids.slice(0, 2))
        assert.equal(at(first.body, 'paging', 'next', 'after'), ids[2])
        assert.ok(at(first.body, 'paging', 'next', 'link'))
        const last = await crm.get(`${contacts}?limit=3&after=${ids[2]}`)
        assert.deepEqual(idsOf(last), ids.slice(2))
        assert.equal('paging' in last.body, false)
    })

    it('facts/hubspot.md 2: records carry a url; every value is text or null', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com' })
        const { body } = await crm.get(`${contacts}/${id}?properties=email,num_notes,city`)
        assert.equal(
            body['url'],
            `https://app.hubspot.com/contacts/${crm.sandbox.portal.id}/record/0-1/${id}`
        )
        for (const value of Object.values(body['properties'] ?? {}))
            assert.ok(value === null || typeof value === 'string')
    })

    it('facts/hubspot.md 2: the echo of a create tells what HubSpot adds', async () => {
        const crm = await openCrm({ defaultLifecycleStage: 'lead' })
        const { body } = await crm.post(contacts, { properties: { email: 'a@example.com' } })
        const echo = body['properties'] as Record<string, string>
        assert.equal(echo['hs_object_id'], body['id'])
        assert.equal(echo['lifecyclestage'], 'lead')
        assert.equal(echo['hs_pipeline'], 'contacts-lifecycle-pipeline')
        assert.equal(echo['hs_is_contact'], 'true')
        assert.equal(echo['hs_is_unworked'], 'true')
        assert.equal(echo['hs_full_name_or_email'], 'a@example.com')
        assert.equal(echo['hs_object_source'], 'INTEGRATION')
        assert.ok(echo['hs_object_source_id'])
        assert.equal(echo['num_notes'], '0')
        // facts/hubspot.md 4: as ms in this one place
        assert.equal(echo['hs_lifecyclestage_lead_date'], String(Date.parse('2026-11-22T12:00:00Z')))
    })

    it('facts/hubspot.md 2: the default lifecycle stage is a portal setting, off here', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com' })
        assert.equal(crm.stored(id)['lifecyclestage'], undefined)
    })

    it('facts/hubspot.md 2: DELETE moves to the recycle bin, which keeps a record for 90 days', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com' })
        assert.equal((await crm.del(`${contacts}/${id}`)).status, 204)
        assert.equal((await crm.get(`${contacts}/${id}`)).status, 404)
        assert.deepEqual(idsOf(await crm.get(contacts)), [])
        assert.deepEqual(idsOf(await crm.get(`${contacts}?archived=true`)), [id])
        const { body } = await crm.get(`${contacts}/${id}?archived=true`)
        assert.equal(body['archived'], true)
        assert.equal(body['archivedAt'], '2026-11-22T12:00:00.000Z')
        crm.sandbox.clock.advance('P90D')
        assert.deepEqual(idsOf(await crm.get(`${contacts}?archived=true`)), [])
    })

    it('facts/hubspot.md 13.10: after a DELETE the e-mail is free, and a new contact gets a new id', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com' })
        await crm.del(`${contacts}/${id}`)
        assert.notEqual(await crm.contact({ email: 'a@example.com' }), id)
    })
})
