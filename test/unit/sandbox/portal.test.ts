import assert from 'node:assert/strict'
import { closeAll, contacts, openCrm } from './support'

describe('sandbox: portal', () => {
    afterEach(closeAll)

    it('lists only what is asked for, which for many records is much less work', async () => {
        const { portal } = (await openCrm({ seed: 'demo' })).sandbox
        const whole = portal.list('contacts')
        const names = ['email', 'num_notes', 'no_such_property', 'constructor']
        const some = portal.list('contacts', { properties: names, history: false })
        assert.deepEqual(
            some,
            whole.map((record) => ({
                ...record,
                properties: Object.fromEntries(
                    Object.entries(record.properties).filter(([name]) => names.includes(name))
                ),
                history: {}
            }))
        )
        const id = some[0]?.id ?? ''
        const one = portal.get('contacts', id, { properties: ['email'] })
        assert.deepEqual(Object.keys(one?.properties ?? {}), ['email'])
        assert.deepEqual(one?.history, { email: whole[0]?.history['email'] })
        assert.deepEqual(portal.list('contacts', { history: false })[0]?.properties, whole[0]?.properties)
    })

    it('tells its pipelines with labels and probabilities, in order (facts 4 and 6)', async () => {
        const { portal } = (await openCrm({ seed: 'demo' })).sandbox
        assert.deepEqual(
            portal.pipelines('deals').map(({ id, stages }) => ({
                id,
                stages: stages.map(({ label, closed, probability }) => [label, closed, probability])
            })),
            [
                {
                    id: 'default',
                    stages: [
                        ['Opportunity', false, 0.1],
                        ['POC Started', false, 0.3],
                        ['Value Validated', false, 0.6],
                        ['Contract Sent', false, 0.9],
                        ['Closed Won', true, 1],
                        ['Closed Lost', true, 0]
                    ]
                }
            ]
        )
        const [lifecycle] = portal.pipelines('contacts')
        assert.deepEqual(lifecycle?.stages.at(3), {
            id: '1066237962',
            label: 'Product Qualified Lead',
            closed: false,
            probability: null
        })
        assert.deepEqual(portal.pipelines('notes'), [])
        assert.throws(() => portal.pipelines('butterflies'), /400/)
    })

    it('tells what values are called: options, stages, and owners by name (facts 5)', async () => {
        const { portal } = (await openCrm({ seed: 'demo' })).sandbox
        const labelOf = (name: string, value: string) =>
            portal
                .properties('contacts')
                .find((property) => property.name === name)
                ?.options.find((option) => option.value === value)?.label
        assert.equal(labelOf('hs_lead_status', 'UNRESPONSIVE'), 'Unresponsive')
        assert.equal(labelOf('lifecyclestage', 'marketingqualifiedlead'), 'Marketing Qualified Lead')
        assert.equal(labelOf('hubspot_owner_id', '410200101'), 'Alma Reyes')
        assert.throws(() => portal.properties('butterflies'), /400/)
    })

    it('is read and written without HTTP, by the rules of the portal', async () => {
        const { portal } = (await openCrm()).sandbox
        const { id } = portal.create('contacts', { email: 'Jane@Example.com', firstname: 'Jane' })
        assert.equal(portal.contactByEmail('JANE@example.com')?.id, id)
        assert.equal(portal.get('contacts', id)?.history['firstname']?.[0]?.sourceType, 'CRM_UI')
        assert.throws(() => portal.create('contacts', { email: 'jane@example.com' }), /409/)
        assert.throws(
            () => portal.update('contacts', id, { nonsense: '1' }),
            /PROPERTY_DOESNT_EXIST nonsense/
        )
        assert.throws(() => portal.update('contacts', '404', {}), /404/)
        assert.throws(() => portal.list('butterflies'), /400/)
        portal.archive('contacts', id)
        assert.deepEqual(portal.list('contacts'), [])
        assert.equal(portal.get('contacts', id)?.archived, true)
    })

    it('tells who is associated with a record: live ones of one type, in their order (facts 6)', async () => {
        const { put, del, sandbox } = await openCrm()
        const { portal } = sandbox
        const note = () => portal.create('notes', { hs_timestamp: '2026-11-22T12:00:00Z' }).id
        const [jane, joe] = ['Jane', 'Joe'].map((firstname) => portal.create('contacts', { firstname }).id)
        const [first, second, third] = [note(), note(), note()]
        const path = (id: string, contact = jane) =>
            `/crm/objects/2026-09/notes/${id}/associations/default/contacts/${contact}`
        for (const id of [third, first, second]) await put(path(id))
        await put(path(first, joe))
        const notesOf = (id = '') => portal.associated('contacts', id, 'notes')
        assert.deepEqual(notesOf(jane), [third, first, second])
        assert.deepEqual(notesOf(joe), [first])
        assert.deepEqual(portal.associated('notes', first, 'contacts'), [jane, joe])
        assert.deepEqual(portal.associated('contacts', jane ?? '', 'calls'), [])
        assert.deepEqual(portal.associated('deals', jane ?? '', 'notes'), [])
        assert.deepEqual(notesOf('404'), [])
        portal.archive('notes', third)
        await del(`/crm/objects/2026-09/notes/${second}/associations/contacts/${jane}`)
        assert.deepEqual(notesOf(jane), [first])
        portal.archive('contacts', jane ?? '')
        assert.deepEqual(notesOf(jane), [first])
        assert.throws(() => portal.associated('contacts', jane ?? '', 'butterflies'), /400/)
        assert.throws(() => portal.associated('butterflies', '1', 'notes'), /400/)
    })

    it('brings back from the recycle bin what was deleted in the last 90 days, unless its e-mail is taken (facts 2)', async () => {
        const { portal, clock } = (await openCrm()).sandbox
        const { id } = portal.create('contacts', { email: 'jane@example.com', firstname: 'Jane' })
        const before = portal.get('contacts', id)
        assert.throws(() => portal.restore('contacts', id), /404/)
        portal.archive('contacts', id)
        assert.deepEqual(portal.restore('contacts', id), before)
        assert.equal(portal.contactByEmail('jane@example.com')?.id, id)
        portal.archive('contacts', id)
        const other = portal.create('contacts', { email: 'jane@example.com' })
        assert.throws(() => portal.restore('contacts', id), /409/)
        portal.archive('contacts', other.id)
        clock.advance('P90D')
        assert.throws(() => portal.restore('contacts', id), /404/)
    })

    it('an error of it tells no value', async () => {
        const { portal } = (await openCrm()).sandbox
        assert.throws(
            () => portal.create('contacts', { email: 'jane doe' }),
            (error: Error) => !error.message.includes('jane') && error.message.includes('INVALID_EMAIL')
        )
    })

    it('tells its subscribers of every change, until they no longer want it', async () => {
        const crm = await openCrm()
        const changes: string[] = []
        const stop = crm.sandbox.portal.subscribe(({ objectType, id }) => changes.push(`${objectType} ${id}`))
        const id = await crm.contact({ firstname: 'A' })
        await crm.patch(`${contacts}/${id}`, { properties: { city: 'Bern' } })
        await crm.patch(`${contacts}/${id}`, { properties: { city: 'Bern' } })
        await crm.del(`${contacts}/${id}`)
        assert.deepEqual(changes, Array(3).fill(`contacts ${id}`))
        stop()
        await crm.contact({ firstname: 'B' })
        assert.equal(changes.length, 3)
    })

    it('a subscriber that fails disturbs nobody', async () => {
        const crm = await openCrm()
        crm.sandbox.portal.subscribe(() => {
            throw new Error('mine')
        })
        let told = 0
        crm.sandbox.portal.subscribe(() => told++)
        await crm.contact({ firstname: 'A' })
        assert.equal(told, 1)
    })

    it('goes back to its seed, and the clock to the start', async () => {
        const crm = await openCrm({ seed: 'demo' })
        const { portal, clock } = crm.sandbox
        const before = JSON.stringify(portal.list('contacts'))
        const [first] = portal.list('contacts')
        await crm.contact({ email: 'new@example.com' })
        await crm.del(`${contacts}/${first?.id}`)
        clock.advance('P1D')
        let told = 0
        portal.subscribe(() => told++)
        portal.reset()
        assert.equal(JSON.stringify(portal.list('contacts')), before)
        assert.equal(clock.now(), Date.parse('2026-11-22T12:00:00Z'))
        assert.ok(told > 0)
        assert.equal(portal.contactByEmail('new@example.com'), undefined)
    })
})
