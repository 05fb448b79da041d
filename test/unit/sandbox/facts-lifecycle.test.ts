import assert from 'node:assert/strict'
import { at, closeAll, contacts, openCrm, type Crm } from './support'

const pipeline = '/crm/pipelines/2026-09/contacts'
const lifecycle = `${pipeline}/contacts-lifecycle-pipeline`

const setStage = (crm: Crm, id: string, lifecyclestage: string) =>
    crm.patch(`${contacts}/${id}`, { properties: { lifecyclestage } })

async function stages(crm: Crm): Promise<{ id: string; label: string; metadata: Record<string, string> }[]> {
    const { body } = await crm.get(`${lifecycle}/stages`)
    return body['results'] as { id: string; label: string; metadata: Record<string, string> }[]
}

describe('sandbox: lifecycle stage', () => {
    afterEach(closeAll)

    it('facts/hubspot.md 4: the stages in order, an enumeration with a read-only definition', async () => {
        const crm = await openCrm()
        const { body } = await crm.get('/crm/properties/2026-09/contacts/lifecyclestage')
        assert.equal(body['type'], 'enumeration')
        assert.equal(body['fieldType'], 'radio')
        assert.equal(at(body, 'modificationMetadata', 'readOnlyDefinition'), true)
        assert.deepEqual(
            (body['options'] as { value: string; displayOrder: number }[]).map((one) => [
                one.displayOrder,
                one.value
            ]),
            [
                [0, 'subscriber'],
                [1, 'lead'],
                [2, 'marketingqualifiedlead'],
                [3, 'salesqualifiedlead'],
                [4, 'opportunity'],
                [5, 'customer'],
                [6, 'evangelist'],
                [7, 'other']
            ]
        )
    })

    it('facts/hubspot.md 4: a custom stage has a numeric id that its label does not tell, and stands where it is put', async () => {
        const crm = await openCrm()
        const { status, body } = await crm.post(`${lifecycle}/stages`, {
            label: 'Product Qualified Lead',
            displayOrder: 3,
            metadata: {}
        })
        assert.equal(status, 201)
        assert.match(String(body['id']), /^\d+$/)
        const ids = (await stages(crm)).map(({ id }) => id)
        assert.equal(ids.indexOf(String(body['id'])), ids.indexOf('marketingqualifiedlead') + 1)
        const contact = await crm.contact({ email: 'a@example.com', lifecyclestage: String(body['id']) })
        assert.equal(
            crm.stored(contact)[`hs_v2_date_entered_${String(body['id'])}`],
            '2026-11-22T12:00:00.000Z'
        )
    })

    it('facts/hubspot.md 4: it can be read as pipeline contacts-lifecycle-pipeline, of which Other is closed', async () => {
        const crm = await openCrm()
        const { body } = await crm.get(pipeline)
        assert.equal(at(body, 'results', 0, 'id'), 'contacts-lifecycle-pipeline')
        const closed = (await stages(crm)).filter(({ metadata }) => metadata['state'] === 'CLOSED')
        assert.deepEqual(
            closed.map(({ id }) => id),
            ['other']
        )
    })

    it('facts/hubspot.md 4: a backward write gives 2xx and leaves the value, without a word', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', lifecyclestage: 'customer' })
        crm.sandbox.clock.advance(1000)
        for (const stage of ['opportunity', 'lead', 'subscriber']) {
            const { status, body } = await setStage(crm, id, stage)
            assert.equal(status, 200)
            assert.equal('errors' in body, false)
        }
        assert.equal(crm.stored(id)['lifecyclestage'], 'customer')
        assert.equal(crm.sandbox.portal.get('contacts', id)?.history['lifecyclestage']?.length, 1)
    })

    it('facts/hubspot.md 4: in a batch a backward write is passed over too, and the rest of it is written', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', lifecyclestage: 'customer' })
        const inputs = [{ id, properties: { lifecyclestage: 'lead', city: 'Bern' } }]
        assert.equal((await crm.post(`${contacts}/batch/update`, { inputs })).status, 200)
        assert.equal(crm.stored(id)['lifecyclestage'], 'customer')
        assert.equal(crm.stored(id)['city'], 'Bern')
    })

    it('facts/hubspot.md 4: forward writes may skip stages', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', lifecyclestage: 'lead' })
        await setStage(crm, id, 'customer')
        assert.equal(crm.stored(id)['lifecyclestage'], 'customer')
        assert.equal(crm.stored(id)['hs_v2_date_entered_salesqualifiedlead'], undefined)
    })

    it('facts/hubspot.md 4: to go back, clear in one request and set in another', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', lifecyclestage: 'customer' })
        await setStage(crm, id, '')
        assert.equal(crm.stored(id)['lifecyclestage'], undefined)
        await setStage(crm, id, 'lead')
        assert.equal(crm.stored(id)['lifecyclestage'], 'lead')
    })

    it('facts/hubspot.md 4: a person in HubSpot itself may set it back', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', lifecyclestage: 'customer' })
        crm.sandbox.portal.update('contacts', id, { lifecyclestage: 'lead' })
        assert.equal(crm.stored(id)['lifecyclestage'], 'lead')
    })

    it('facts/hubspot.md 4: a portal can give new contacts a stage; one that is sent wins', async () => {
        const crm = await openCrm({ defaultLifecycleStage: 'lead' })
        assert.equal(crm.stored(await crm.contact({ email: 'a@example.com' }))['lifecyclestage'], 'lead')
        const customer = await crm.contact({ email: 'b@example.com', lifecyclestage: 'customer' })
        assert.equal(crm.stored(customer)['lifecyclestage'], 'customer')
    })

    it('facts/hubspot.md 4: dates and times of every stage, old names and new, all read-only', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', lifecyclestage: 'lead' })
        crm.sandbox.clock.advance('P2D')
        await setStage(crm, id, 'customer')
        crm.sandbox.clock.advance('P1D')
        const stamps = crm.stored(id)
        const entered = '2026-11-22T12:00:00.000Z'
        const left = '2026-11-24T12:00:00.000Z'
        const days = (count: number) => String(count * 86_400_000)
        assert.equal(stamps['hs_lifecyclestage_lead_date'], entered)
        assert.equal(stamps['hs_v2_date_entered_lead'], entered)
        assert.equal(stamps['hs_v2_date_exited_lead'], left)
        assert.equal(stamps['hs_v2_cumulative_time_in_lead'], days(2))
        assert.equal(stamps['hs_v2_latest_time_in_lead'], days(2))
        assert.equal(stamps['hs_v2_date_entered_customer'], left)
        assert.equal(stamps['hs_v2_date_exited_customer'], undefined)
        assert.equal(stamps['hs_v2_date_entered_current_stage'], left)
        assert.equal(stamps['hs_v2_time_in_current_stage'], days(1))
        assert.equal(stamps['hs_date_entered_lead'], entered)
        assert.equal(stamps['hs_date_exited_lead'], left)
        assert.equal(stamps['hs_time_in_lead'], days(2))
        for (const name of Object.keys(stamps).filter((one) =>
            /^hs_(v2|date|time|lifecyclestage)_/.test(one)
        )) {
            const { status } = await crm.patch(`${contacts}/${id}`, { properties: { [name]: '1' } })
            assert.equal(status, 400, name)
        }
    })

    it('facts/hubspot.md 4: a second stay adds up in the cumulative time', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ email: 'a@example.com', lifecyclestage: 'lead' })
        crm.sandbox.clock.advance('PT1H')
        await setStage(crm, id, '')
        crm.sandbox.clock.advance('PT1H')
        await setStage(crm, id, 'lead')
        crm.sandbox.clock.advance('PT2H')
        assert.equal(crm.stored(id)['hs_v2_cumulative_time_in_lead'], String(3 * 3_600_000))
        assert.equal(crm.stored(id)['hs_v2_latest_time_in_lead'], String(2 * 3_600_000))
    })

    it('facts/hubspot.md 4: a stage that does not exist is an INVALID_OPTION', async () => {
        const crm = await openCrm()
        const { status, body } = await crm.post(contacts, {
            properties: { email: 'a@example.com', lifecyclestage: 'PQL' }
        })
        assert.equal(status, 400)
        assert.equal(at(body, 'errors', 0, 'code'), 'INVALID_OPTION')
    })

    it('facts/hubspot.md 4: a deal makes its contacts Opportunity, a won one Customer, never backward', async () => {
        const crm = await openCrm()
        const lead = await crm.contact({ email: 'a@example.com', lifecyclestage: 'lead' })
        const other = await crm.contact({ email: 'b@example.com', lifecyclestage: 'other' })
        const to = (id: string) => ({
            to: { id },
            types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }]
        })
        const { body } = await crm.post('/crm/objects/2026-09/deals', {
            properties: { dealname: 'D', dealstage: 'appointmentscheduled' },
            associations: [to(lead), to(other)]
        })
        assert.equal(crm.stored(lead)['lifecyclestage'], 'opportunity')
        await crm.patch(`/crm/objects/2026-09/deals/${String(body['id'])}`, {
            properties: { dealstage: 'closedwon' }
        })
        assert.equal(crm.stored(lead)['lifecyclestage'], 'customer')
        assert.equal(crm.stored(other)['lifecyclestage'], 'other')
    })

    it('facts/hubspot.md 4: that automation can be off', async () => {
        const crm = await openCrm({ dealAutomation: false })
        const id = await crm.contact({ email: 'a@example.com', lifecyclestage: 'lead' })
        await crm.post('/crm/objects/2026-09/deals', {
            properties: { dealname: 'D', dealstage: 'appointmentscheduled' },
            associations: [
                { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }] }
            ]
        })
        assert.equal(crm.stored(id)['lifecyclestage'], 'lead')
    })
})
