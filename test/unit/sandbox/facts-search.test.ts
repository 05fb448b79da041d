import assert from 'node:assert/strict'
import { at, closeAll, contacts, idsOf, many, openCrm, type Crm } from './support'

type Filter = Record<string, unknown>
const search = (crm: Crm, body: unknown) => crm.post(`${contacts}/search`, body)
const filtered = (crm: Crm, ...filters: Filter[]) => search(crm, { filterGroups: [{ filters }] })

async function people(crm: Crm): Promise<Record<'ann' | 'bob' | 'cy', string>> {
    const ann = await crm.contact({
        email: 'ann@example.com',
        firstname: 'Ann',
        lastname: 'Lee Park',
        hs_lead_status: 'NEW',
        hs_buying_role: 'CHAMPION;END_USER',
        closedate: '2026-11-01T10:00:00Z'
    })
    crm.sandbox.clock.advance('PT1H')
    const bob = await crm.contact({
        email: 'bob@example.org',
        firstname: 'bob',
        lastname: 'Stone',
        hs_lead_status: 'OPEN',
        closedate: '2026-11-10T10:00:00Z'
    })
    crm.sandbox.clock.advance('PT1H')
    const cy = await crm.contact({ email: 'cy@example.com', lastname: 'Young' })
    return { ann, bob, cy }
}

describe('sandbox: search', () => {
    afterEach(closeAll)

    it('facts/hubspot.md 3: 10 results by default, 200 at most, and the total', async () => {
        const crm = await openCrm()
        for (let i = 0; i < 201; i++) crm.sandbox.portal.create('contacts', { email: `u${i}@example.com` })
        const { body } = await search(crm, {})
        assert.equal(body['total'], 201)
        assert.equal(at(body, 'results', 'length'), 10)
        assert.equal(at((await search(crm, { limit: 200 })).body, 'results', 'length'), 200)
        assert.equal((await search(crm, { limit: 201 })).status, 400)
    })

    it('facts/hubspot.md 3: after is an offset, as text', async () => {
        const crm = await openCrm()
        for (let i = 0; i < 5; i++) crm.sandbox.portal.create('contacts', { email: `u${i}@example.com` })
        const first = await search(crm, { limit: 2 })
        assert.equal(at(first.body, 'paging', 'next', 'after'), '2')
        const last = await search(crm, { limit: 3, after: '2' })
        assert.equal(at(last.body, 'results', 'length'), 3)
        assert.equal('paging' in last.body, false)
        assert.equal(new Set([...idsOf(first), ...idsOf(last)]).size, 5)
    })

    it('facts/hubspot.md 3: at most 10,000 results per query, beyond is a 400; the total is the true one', async function () {
        const crm = await openCrm()
        for (let i = 0; i < 10_050; i++) crm.sandbox.portal.create('contacts', { firstname: `u${i}` })
        const last = await search(crm, { limit: 200, after: '9900' })
        assert.equal(at(last.body, 'results', 'length'), 100)
        assert.equal(last.body['total'], 10_050)
        assert.equal(at(last.body, 'paging', 'next', 'after'), '10000')
        const { status, body } = await search(crm, { limit: 200, after: '10000' })
        assert.equal(status, 400)
        assert.equal(body['category'], 'VALIDATION_ERROR')
    })

    it('facts/hubspot.md 3: keyset paging by hs_object_id passes 10,000', async () => {
        const crm = await openCrm()
        for (let i = 0; i < 10_050; i++) crm.sandbox.portal.create('contacts', { firstname: `u${i}` })
        const seen = new Set<string>()
        for (let last = '0'; ;) {
            const page = idsOf(
                await search(crm, {
                    limit: 200,
                    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
                    filterGroups: [
                        { filters: [{ propertyName: 'hs_object_id', operator: 'GT', value: last }] }
                    ]
                })
            )
            for (const id of page) seen.add(id)
            if (page.length < 200) break
            last = page.at(-1) ?? ''
        }
        assert.equal(seen.size, 10_050)
    })

    it('facts/hubspot.md 3: a body over 3,000 characters is a 400', async () => {
        const crm = await openCrm()
        assert.equal((await search(crm, { query: 'x'.repeat(2980) })).status, 200)
        assert.equal((await search(crm, { query: 'x'.repeat(3001) })).status, 400)
    })

    it('facts/hubspot.md 3: at most 5 groups, 6 filters in one and 18 in all', async () => {
        const crm = await openCrm()
        const filter = { propertyName: 'email', operator: 'HAS_PROPERTY' }
        const groups = (...sizes: number[]) =>
            search(crm, { filterGroups: sizes.map((size) => ({ filters: many(size, () => filter) })) })
        assert.equal((await groups(1, 1, 1, 1, 1)).status, 200)
        assert.equal((await groups(1, 1, 1, 1, 1, 1)).body['category'], 'VALIDATION_ERROR')
        assert.equal((await groups(6, 6, 6)).status, 200)
        assert.equal((await groups(7)).status, 400)
        assert.equal((await groups(6, 6, 6, 1)).status, 400)
    })

    it('facts/hubspot.md 3: groups are joined by or, the filters in one by and', async () => {
        const crm = await openCrm()
        const { ann, bob, cy } = await people(crm)
        const eq = (propertyName: string, value: string) => ({ propertyName, operator: 'EQ', value })
        const either = await search(crm, {
            filterGroups: [{ filters: [eq('firstname', 'ann')] }, { filters: [eq('lastname', 'young')] }]
        })
        assert.deepEqual(idsOf(either), [ann, cy])
        assert.deepEqual(idsOf(await filtered(crm, eq('firstname', 'bob'), eq('lastname', 'stone'))), [bob])
        assert.deepEqual(idsOf(await filtered(crm, eq('firstname', 'bob'), eq('lastname', 'lee'))), [])
    })

    it('facts/hubspot.md 3: one sort only, either way; createdate upward by default', async () => {
        const crm = await openCrm()
        const { ann, bob, cy } = await people(crm)
        assert.deepEqual(idsOf(await search(crm, {})), [ann, bob, cy])
        const by = (direction: string) => search(crm, { sorts: [{ propertyName: 'createdate', direction }] })
        assert.deepEqual(idsOf(await by('DESCENDING')), [cy, bob, ann])
        assert.deepEqual(idsOf(await by('ASCENDING')), [ann, bob, cy])
        const twice = [{ propertyName: 'email' }, { propertyName: 'lastname' }]
        assert.equal((await search(crm, { sorts: twice })).status, 400)
    })

    const cases: [filter: Filter, found: ('ann' | 'bob' | 'cy')[]][] = [
        [{ propertyName: 'email', operator: 'EQ', value: 'ANN@example.com' }, ['ann']],
        [{ propertyName: 'email', operator: 'NEQ', value: 'ann@example.com' }, ['bob', 'cy']],
        [{ propertyName: 'closedate', operator: 'LT', value: '2026-11-10T10:00:00Z' }, ['ann']],
        [{ propertyName: 'closedate', operator: 'LTE', value: '1794304800000' }, ['ann', 'bob']],
        [{ propertyName: 'closedate', operator: 'GT', value: '1793527200000' }, ['bob']],
        [{ propertyName: 'closedate', operator: 'GTE', value: '2026-11-01' }, ['ann', 'bob']],
        [
            {
                propertyName: 'closedate',
                operator: 'BETWEEN',
                value: '2026-11-05',
                highValue: '1796083200000'
            },
            ['bob']
        ],
        [{ propertyName: 'firstname', operator: 'IN', values: ['ann', 'bob'] }, ['ann', 'bob']],
        [{ propertyName: 'firstname', operator: 'NOT_IN', values: ['ann'] }, ['bob', 'cy']],
        [{ propertyName: 'firstname', operator: 'HAS_PROPERTY' }, ['ann', 'bob']],
        [{ propertyName: 'firstname', operator: 'NOT_HAS_PROPERTY' }, ['cy']],
        [{ propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*@example.com' }, ['ann', 'cy']],
        [{ propertyName: 'lastname', operator: 'CONTAINS_TOKEN', value: 'park' }, ['ann']],
        [{ propertyName: 'lastname', operator: 'CONTAINS_TOKEN', value: 'par' }, []],
        [{ propertyName: 'lastname', operator: 'CONTAINS_TOKEN', value: 'S*ne' }, ['bob']],
        [{ propertyName: 'lastname', operator: 'NOT_CONTAINS_TOKEN', value: 'park' }, ['bob', 'cy']],
        [{ propertyName: 'hs_buying_role', operator: 'IN', values: ['END_USER'] }, ['ann']]
    ]
    for (const [filter, found] of cases) {
        it(`facts/hubspot.md 3: operator ${JSON.stringify(filter)}`, async () => {
            const crm = await openCrm()
            const ids = await people(crm)
            assert.deepEqual(
                idsOf(await filtered(crm, filter)),
                found.map((name) => ids[name])
            )
        })
    }

    it('facts/hubspot.md 3: options are compared with regard to case, text without', async () => {
        const crm = await openCrm()
        const { ann } = await people(crm)
        const status = (value: string) =>
            filtered(crm, { propertyName: 'hs_lead_status', operator: 'EQ', value })
        assert.deepEqual(idsOf(await status('NEW')), [ann])
        assert.deepEqual(idsOf(await status('new')), [])
    })

    it('facts/hubspot.md 3: associations.deal is searched with an id', async () => {
        const crm = await openCrm()
        const { ann } = await people(crm)
        const deal = await crm.post('/crm/objects/2026-09/deals', {
            properties: { dealname: 'D', dealstage: 'appointmentscheduled' },
            associations: [
                { to: { id: ann }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }] }
            ]
        })
        const value = String(deal.body['id'])
        const found = await filtered(crm, { propertyName: 'associations.deal', operator: 'EQ', value })
        assert.deepEqual(idsOf(found), [ann])
    })

    it('facts/hubspot.md 3: the default properties of a contact', async () => {
        const crm = await openCrm()
        await people(crm)
        const { body } = await search(crm, { limit: 1 })
        assert.deepEqual(Object.keys(at(body, 'results', 0, 'properties') as object), [
            'createdate',
            'email',
            'firstname',
            'hs_object_id',
            'lastmodifieddate',
            'lastname'
        ])
    })

    it('facts/hubspot.md 3: the default properties of deals and activities', async () => {
        const crm = await openCrm({ seed: 'demo' })
        const first = async (type: string) => {
            const { body } = await crm.post(`/crm/objects/2026-09/${type}/search`, { limit: 1 })
            return Object.keys(at(body, 'results', 0, 'properties') as object)
        }
        const deal =
            'amount closedate createdate dealname dealstage hs_lastmodifieddate hs_object_id pipeline'
        assert.deepEqual(await first('deals'), deal.split(' '))
        for (const type of ['notes', 'emails', 'calls', 'meetings', 'tasks'])
            assert.deepEqual(await first(type), ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'])
    })

    it('facts/hubspot.md 3: the index lags: new records are not found yet, changed ones have old values, archived ones are still found', async () => {
        const crm = await openCrm({ indexLag: 10_000 })
        const { clock } = crm.sandbox
        const old = await crm.contact({ email: 'old@example.com', city: 'Bern' })
        const gone = await crm.contact({ email: 'gone@example.com', city: 'Bern' })
        clock.advance(10_000)
        await crm.contact({ email: 'new@example.com', city: 'Bern' })
        await crm.patch(`${contacts}/${old}`, { properties: { city: 'Rome' } })
        await crm.del(`${contacts}/${gone}`)
        const inCity = async (value: string) =>
            idsOf(await filtered(crm, { propertyName: 'city', operator: 'EQ', value }))
        assert.deepEqual(await inCity('Bern'), [old, gone])
        assert.deepEqual(await inCity('Rome'), [])
        clock.advance(9_999)
        assert.deepEqual(await inCity('Bern'), [old, gone])
        clock.advance(1)
        assert.equal((await inCity('Bern')).length, 1)
        assert.deepEqual(await inCity('Rome'), [old])
    })

    it('facts/hubspot.md 3: archived records never appear once the index has caught up', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com' })
        await crm.del(`${contacts}/${id}`)
        assert.deepEqual(idsOf(await search(crm, {})), [])
    })

    it('facts/hubspot.md 3: the wrong type of after is a 400 "Cannot deserialize value of type"', async () => {
        const crm = await openCrm()
        const { status, body } = await search(crm, { after: 'soon' })
        assert.equal(status, 400)
        assert.match(String(body['message']), /Cannot deserialize value of type/)
    })

    it('facts/hubspot.md 3: filters without a group are one group', async () => {
        const crm = await openCrm()
        const { ann } = await people(crm)
        const filters = [{ propertyName: 'firstname', operator: 'EQ', value: 'Ann' }]
        assert.deepEqual(idsOf(await search(crm, { filters })), [ann])
    })

    it('facts/hubspot.md 3: query looks for words in the names and addresses', async () => {
        const crm = await openCrm()
        const { ann, bob, cy } = await people(crm)
        assert.deepEqual(idsOf(await search(crm, { query: 'ston' })), [bob])
        assert.deepEqual(idsOf(await search(crm, { query: 'EXAMPLE.com' })), [ann, cy])
        assert.deepEqual(idsOf(await search(crm, { query: 'ann park' })), [ann])
        assert.deepEqual(idsOf(await search(crm, { query: 'nobody' })), [])
    })

    it('a pattern with many stars is no slower than another', async () => {
        const crm = await openCrm()
        await crm.contact({ firstname: 'a'.repeat(60_000) })
        const value = `${'*a'.repeat(700)}*b`
        assert.deepEqual(
            idsOf(await filtered(crm, { propertyName: 'firstname', operator: 'CONTAINS_TOKEN', value })),
            []
        )
    })

    it('an unknown property or sort is refused, and a value that is no number or date', async () => {
        const crm = await openCrm()
        assert.equal(
            (await filtered(crm, { propertyName: 'nonsense', operator: 'EQ', value: '1' })).status,
            400
        )
        assert.equal((await search(crm, { sorts: [{ propertyName: 'nonsense' }] })).status, 400)
        assert.equal(
            (await filtered(crm, { propertyName: 'createdate', operator: 'GT', value: 'today' })).status,
            400
        )
        assert.equal((await filtered(crm, { propertyName: 'email', operator: 'EQ' })).status, 400)
        assert.equal((await filtered(crm, { propertyName: 'email', operator: 'IN', values: [] })).status, 400)
    })
})
