import assert from 'node:assert/strict'
import { at, closeAll, idsOf, many, openCrm, type Crm } from './support'

const objects = '/crm/objects/2026-09'
const pipelines = '/crm/pipelines/2026-09/deals'
const types = (associationTypeId: number) => [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }]

async function create(crm: Crm, type: string, properties: Record<string, string>, links: unknown[] = []) {
    const { status, body } = await crm.post(`${objects}/${type}`, { properties, associations: links })
    assert.equal(status, 201, JSON.stringify(body))
    return String(body['id'])
}
const deal = (crm: Crm, dealstage = 'appointmentscheduled') =>
    create(crm, 'deals', { dealname: 'D', dealstage })
const stage = (label: string, probability?: string) => ({
    label,
    displayOrder: 0,
    metadata: probability === undefined ? {} : { probability }
})

describe('sandbox: deals, pipelines, associations, activities', () => {
    afterEach(closeAll)

    it('facts/hubspot.md 6: the default pipeline and its probabilities', async () => {
        const crm = await openCrm()
        const { body } = await crm.get(`${pipelines}/default`)
        assert.equal(body['label'], 'Sales Pipeline')
        const stages = body['stages'] as { id: string; metadata: Record<string, string>; createdAt: string }[]
        assert.deepEqual(
            stages.map(({ id, metadata }) => [id, metadata['probability'], metadata['isClosed']]),
            [
                ['appointmentscheduled', '0.2', 'false'],
                ['qualifiedtobuy', '0.4', 'false'],
                ['presentationscheduled', '0.6', 'false'],
                ['decisionmakerboughtin', '0.8', 'false'],
                ['contractsent', '0.9', 'false'],
                ['closedwon', '1.0', 'true'],
                ['closedlost', '0.0', 'true']
            ]
        )
        assert.equal(stages[0]?.createdAt, '1970-01-01T00:00:00.000Z')
        assert.equal(at(stages[0], 'writePermissions'), 'CRM_PERMISSIONS_ENFORCEMENT')
    })

    it('facts/hubspot.md 6: a deal stage needs a probability, kept in canonical form; isClosed follows from it', async () => {
        const crm = await openCrm()
        const post = (one: unknown) => crm.post(`${pipelines}/default/stages`, one)
        assert.equal((await post(stage('None'))).status, 400)
        assert.equal((await post(stage('Much', '1.5'))).status, 400)
        const { body } = await post(stage('Sure', '1'))
        assert.deepEqual(body['metadata'], { isClosed: 'true', probability: '1.0' })
        assert.equal((await post(stage('Sure', '0.5'))).status, 400, 'a duplicate label')
    })

    it('facts/hubspot.md 6: own ids are kept; one that is too long is a 500', async () => {
        const crm = await openCrm()
        const body = {
            label: 'Mine',
            displayOrder: 1,
            pipelineId: 'mine',
            stages: [{ ...stage('One', '0.1'), stageId: 'one' }]
        }
        const made = await crm.post(pipelines, body)
        assert.equal(made.body['id'], 'mine')
        assert.equal(at(made.body, 'stages', 0, 'id'), 'one')
        assert.equal((await crm.post(pipelines, { ...body, pipelineId: 'x'.repeat(37) })).status, 500)
    })

    it('facts/hubspot.md 6: PUT drops the stages it does not name, but not one in use', async () => {
        const crm = await openCrm()
        const body = (...ids: string[]) => ({
            label: 'P',
            displayOrder: 0,
            stages: ids.map((id) => ({ ...stage(id, '0.5'), stageId: id }))
        })
        await deal(crm)
        const refused = await crm.put(`${pipelines}/default`, body('other'))
        assert.equal(refused.status, 400)
        assert.equal(at(refused.body, 'errors', 0, 'code'), 'STAGE_ID_IN_USE')
        assert.equal(
            (await crm.put(`${pipelines}/default`, body('appointmentscheduled', 'other'))).status,
            200
        )
        assert.equal(at((await crm.get(`${pipelines}/default/stages`)).body, 'results', 'length'), 2)
        assert.equal((await crm.del(`${pipelines}/default/stages/nothing`)).status, 204)
    })

    it('facts/hubspot.md 6: at most 100 stages', async () => {
        const crm = await openCrm()
        const stages = many(101, (i) => stage(`Stage ${i}`, '0.5'))
        assert.equal((await crm.post(pipelines, { label: 'L', displayOrder: 1, stages })).status, 400)
    })

    it('facts/hubspot.md 2: a deal needs dealname and dealstage, and a pipeline when there are several', async () => {
        const crm = await openCrm()
        const post = (properties: Record<string, string>) => crm.post(`${objects}/deals`, { properties })
        assert.equal((await post({ dealname: 'D' })).status, 400)
        assert.equal((await post({ dealstage: 'closedwon' })).status, 400)
        assert.equal((await post({ dealname: 'D', dealstage: 'closedwon' })).status, 201)
        await crm.post(pipelines, { label: 'Second', displayOrder: 1, stages: [stage('One', '0.1')] })
        assert.equal((await post({ dealname: 'D', dealstage: 'closedwon' })).status, 400)
        assert.equal((await post({ dealname: 'D', dealstage: 'closedwon', pipeline: 'default' })).status, 201)
    })

    it('facts/hubspot.md 6: closed, won, lost and probability follow from the stage; closedate is not set', async () => {
        const crm = await openCrm()
        const id = await deal(crm)
        const read = () => crm.sandbox.portal.get('deals', id)?.properties ?? {}
        assert.equal(read()['hs_is_closed'], 'false')
        assert.equal(read()['hs_deal_stage_probability'], '0.2')
        await crm.patch(`${objects}/deals/${id}`, { properties: { dealstage: 'closedwon' } })
        assert.equal(read()['hs_is_closed_won'], 'true')
        assert.equal(read()['hs_is_closed_lost'], 'false')
        assert.equal(read()['closedate'], undefined)
        assert.equal(read()['hs_v2_date_entered_closedwon'], '2026-11-22T12:00:00.000Z')
    })

    it('facts/hubspot.md 6: a deal moves either way, to stages of its pipeline only', async () => {
        const crm = await openCrm()
        const id = await deal(crm, 'contractsent')
        const move = (dealstage: string) => crm.patch(`${objects}/deals/${id}`, { properties: { dealstage } })
        assert.equal((await move('qualifiedtobuy')).status, 200)
        assert.equal(crm.sandbox.portal.get('deals', id)?.properties['dealstage'], 'qualifiedtobuy')
        assert.equal((await move('nowhere')).status, 400)
    })

    it('facts/hubspot.md 6: a default association is idempotent, and is there from both sides', async () => {
        const crm = await openCrm()
        const [d, c] = [await deal(crm), await crm.contact({ firstname: 'A' })]
        for (const version of ['v4', '2026-03', '2026-09'].map((v) =>
            v === 'v4' ? '/crm/v4/objects' : `/crm/objects/${v}`
        ))
            assert.equal(
                (await crm.put(`${version}/deals/${d}/associations/default/contacts/${c}`)).status,
                200
            )
        const links = await crm.get(`${objects}/contacts/${c}/associations/deals`)
        assert.deepEqual(links.body['results'], [
            { toObjectId: d, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 4, label: null }] }
        ])
        const record = await crm.get(`${objects}/deals/${d}?associations=contacts`)
        assert.deepEqual(at(record.body, 'associations', 'contacts', 'results'), [
            { id: c, type: 'deal_to_contact' }
        ])
    })

    it('facts/hubspot.md 6: PUT with types gives 201, DELETE 204', async () => {
        const crm = await openCrm()
        const [d, c] = [await deal(crm), await crm.contact({ firstname: 'A' })]
        const path = `${objects}/deals/${d}/associations/contacts/${c}`
        assert.equal((await crm.put(path, types(3))).status, 201)
        assert.equal((await crm.put(path, types(202))).status, 400)
        assert.equal((await crm.del(path)).status, 204)
        assert.deepEqual((await crm.get(`${objects}/deals/${d}/associations/contacts`)).body['results'], [])
    })

    it('facts/hubspot.md 6: associations in batches: read, create, default, archive', async () => {
        const crm = await openCrm()
        const [d, c, other] = [
            await deal(crm),
            await crm.contact({ firstname: 'A' }),
            await crm.contact({ firstname: 'B' })
        ]
        const path = '/crm/associations/2026-09/contacts/deals/batch'
        const pair = { from: { id: c }, to: { id: d } }
        assert.equal(
            (await crm.post(`${path}/create`, { inputs: [{ ...pair, types: types(4) }] })).status,
            201
        )
        const inputs = [{ from: { id: other }, to: { id: d } }]
        assert.equal((await crm.post(`${path}/associate/default`, { inputs })).status, 200)
        const read = await crm.post(`${path}/read`, { inputs: [{ id: c }, { id: other }] })
        assert.equal(read.status, 200)
        assert.deepEqual(at(read.body, 'results', 0), {
            from: { id: c },
            to: [
                { toObjectId: d, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 4, label: null }] }
            ]
        })
        const gone = { inputs: [{ from: { id: c }, to: [{ id: d }] }] }
        assert.equal((await crm.post(`${path}/archive`, gone)).status, 200)
        assert.equal((await crm.post('/crm/v4/associations/contacts/deals/batch/archive', gone)).status, 204)
        assert.equal((await crm.post(`${path}/read`, { inputs: [{ id: c }] })).status, 207)
    })

    it('facts/hubspot.md 6: a read takes 1,000 inputs, a create 2,000', async () => {
        const crm = await openCrm()
        const path = '/crm/associations/2026-09/contacts/deals/batch'
        assert.equal(
            (await crm.post(`${path}/read`, { inputs: many(1001, (i) => ({ id: String(i) })) })).status,
            400
        )
        assert.equal((await crm.post(`${path}/create`, { inputs: many(2001, () => ({})) })).status, 400)
    })

    it('facts/hubspot.md 6: an association in a create body works with existing records only', async () => {
        const crm = await openCrm()
        const associations = [{ to: { id: '404' }, types: types(202) }]
        const properties = { hs_timestamp: '2026-11-22T10:00:00Z', hs_note_body: 'x' }
        assert.equal((await crm.post(`${objects}/notes`, { properties, associations })).status, 400)
        assert.equal(crm.sandbox.portal.list('notes').length, 0)
    })

    it('facts/hubspot.md 7: activities need hs_timestamp, e-mails a direction too', async () => {
        const crm = await openCrm()
        for (const type of ['notes', 'tasks', 'calls', 'meetings', 'emails']) {
            assert.equal((await crm.post(`${objects}/${type}`, { properties: {} })).status, 400, type)
            const { status } = await crm.post(`${objects}/${type}`, {
                properties: {
                    hs_timestamp: '1795348800000',
                    ...(type === 'emails' && { hs_email_direction: 'EMAIL' })
                }
            })
            assert.equal(status, 201, type)
        }
        const email = { properties: { hs_timestamp: '1795348800000' } }
        assert.equal((await crm.post(`${objects}/emails`, email)).status, 400)
    })

    it('facts/hubspot.md 7: a note has 65,536 characters at most', async () => {
        const crm = await openCrm()
        const note = (length: number) =>
            crm.post(`${objects}/notes`, {
                properties: { hs_timestamp: '1795348800000', hs_note_body: 'x'.repeat(length) }
            })
        assert.equal((await note(65_536)).status, 201)
        assert.equal((await note(65_537)).status, 400)
    })

    it('facts/hubspot.md 7: activities roll up on the contact: contacted by call, e-mail and meeting, active by notes too', async () => {
        const crm = await openCrm()
        const c = await crm.contact({ firstname: 'A' })
        assert.equal(crm.stored(c)['hs_is_unworked'], 'true')
        const log = (type: string, typeId: number, hs_timestamp: string, more: Record<string, string> = {}) =>
            create(crm, type, { hs_timestamp, ...more }, [{ to: { id: c }, types: types(typeId) }])
        await log('emails', 198, '2026-11-01T10:00:00Z', { hs_email_direction: 'EMAIL' })
        await log('emails', 198, '2026-11-03T10:00:00Z', { hs_email_direction: 'INCOMING_EMAIL' })
        await log('notes', 202, '2026-11-05T10:00:00Z')
        await log('meetings', 200, '2026-12-01T10:00:00Z')
        const values = crm.stored(c)
        assert.equal(values['notes_last_contacted'], '2026-11-03T10:00:00.000Z')
        assert.equal(values['notes_last_updated'], '2026-11-05T10:00:00.000Z')
        assert.equal(values['notes_next_activity_date'], '2026-12-01T10:00:00.000Z')
        assert.equal(values['hs_sales_email_last_replied'], '2026-11-03T10:00:00.000Z')
        assert.equal(values['num_contacted_notes'], '2')
        assert.equal(values['num_notes'], '4')
        assert.equal(values['hs_is_unworked'], 'false')
        crm.sandbox.clock.set('2026-12-02T00:00:00Z')
        assert.equal(crm.stored(c)['notes_last_contacted'], '2026-12-01T10:00:00.000Z')
        const refused = await crm.patch(`${objects}/contacts/${c}`, {
            properties: { notes_last_contacted: '0' }
        })
        assert.equal(refused.status, 400)
    })

    it('facts/hubspot.md 3: the modified property is lastmodifieddate for contacts, hs_lastmodifieddate for the rest', async () => {
        const crm = await openCrm()
        const [d, c] = [await deal(crm), await crm.contact({ firstname: 'A' })]
        assert.ok(at((await crm.get(`${objects}/contacts/${c}`)).body, 'properties', 'lastmodifieddate'))
        assert.ok(at((await crm.get(`${objects}/deals/${d}`)).body, 'properties', 'hs_lastmodifieddate'))
    })

    it('facts/hubspot.md 9: owners are listed and found; hubspot_owner_id takes the id', async () => {
        const crm = await openCrm({ seed: 'demo' })
        const { body } = await crm.get('/crm/owners/2026-09?limit=2')
        const [first] = body['results'] as Record<string, unknown>[]
        assert.equal(at(body, 'results', 'length'), 2)
        for (const key of 'id email type firstName lastName userId userIdIncludingInactive teams createdAt updatedAt archived'.split(
            ' '
        ))
            assert.ok(first && key in first, key)
        const after = String(at(body, 'paging', 'next', 'after'))
        assert.equal(idsOf(await crm.get(`/crm/v3/owners/?limit=2&after=${after}`)).length, 1)
        assert.equal(
            (await crm.get(`/crm/v3/owners/${String(first?.['id'])}`)).body['email'],
            first?.['email']
        )
        assert.equal(idsOf(await crm.get(`/crm/v3/owners?email=${String(first?.['email'])}`)).length, 1)
        const contact = (owner: unknown) =>
            crm.post(`${objects}/contacts`, { properties: { firstname: 'A', hubspot_owner_id: owner } })
        assert.equal((await contact(first?.['id'])).status, 201)
        assert.equal((await contact(first?.['userId'])).status, 400)
    })

    it('facts/hubspot.md 10: v3 and every dated version have the same handlers, in both orders of the path', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ firstname: 'A' })
        for (const base of [
            '/crm/v3/objects',
            '/crm/objects/v3',
            '/crm/objects/2026-03',
            '/crm/objects/2026-09',
            '/crm/objects/2027-03-beta'
        ])
            for (const type of ['contacts', 'contact', '0-1', 'Contacts'])
                assert.equal((await crm.get(`${base}/${type}/${id}`)).body['id'], id)
        assert.equal((await crm.get('/crm/v2/objects/contacts')).status, 404)
        assert.equal((await crm.get('/crm/v4/objects/contacts')).status, 404)
    })
})
