import assert from 'node:assert/strict'
import { startContactFlow, type ContactFlow, type ContactMessage } from '../support/contact-flow'

interface Contact {
    id: string
    properties: Record<string, string | null>
    propertiesWithHistory?: Record<string, { value: string }[]>
    archived?: boolean
}
interface Info {
    portalId: number
    objectType: string
    id: string
    url: string
    created: boolean
    changed: Record<string, { from: string | null; to: string | null }>
    dryRun: boolean
}

const contactOf = ({ payload }: ContactMessage) => payload as Contact
const contactsOf = ({ payload }: ContactMessage) => payload as Contact[]
const infoOf = ({ hubspot }: ContactMessage) => hubspot as Info
const emailsOf = (message: ContactMessage) => contactsOf(message).map(({ properties }) => properties.email)

/** The one message that left. */
function only(messages: ContactMessage[]): ContactMessage {
    assert.equal(messages.length, 1)
    return messages[0]!
}

describe('hubspot-contact: operations', () => {
    let flow: ContactFlow

    before(async () => {
        flow = await startContactFlow()
    })
    beforeEach(() => flow.crm.portal.reset())
    after(() => flow.stop())

    const plant = (properties: Record<string, string>) => flow.crm.portal.create('contacts', properties)

    describe('upsert', () => {
        it('creates the contact of a row and says so, on the same message', async () => {
            await flow.configure({})
            const row = { email: 'Ada@Example.com', firstname: 'Ada' }
            const { sent, caught, completed } = await flow.send({
                payload: row,
                topic: 't',
                parts: { id: 'p' }
            })
            const message = only(sent)
            const { id } = flow.crm.portal.contactByEmail('ada@example.com')!
            assert.equal(contactOf(message).id, id)
            assert.equal(contactOf(message).properties.firstname, 'Ada')
            const { url, changed, ...info } = infoOf(message)
            assert.deepEqual(info, {
                portalId: flow.crm.portal.id,
                objectType: 'contacts',
                id,
                created: true,
                dryRun: false
            })
            assert.match(url, new RegExp(`^https://.+/${flow.crm.portal.id}/.*${id}`))
            assert.deepEqual(changed.firstname, { from: null, to: 'Ada' })
            assert.equal(message.topic, 't')
            assert.deepEqual(message.parts, { id: 'p' })
            assert.equal(caught.length, 0)
            assert.equal(completed, 1)
            assert.deepEqual(row, { email: 'Ada@Example.com', firstname: 'Ada' })
        })

        it('writes only what differs, and nothing when nothing does', async () => {
            plant({ email: 'ada@example.com', firstname: 'Ada', phone: '1' })
            await flow.configure({})
            flow.crm.log.clear()
            const row = { email: 'ada@example.com', firstname: 'Ada', phone: '2' }
            const first = await flow.send({ payload: row })
            assert.deepEqual(infoOf(only(first.sent)).changed, { phone: { from: '1', to: '2' } })
            assert.equal(flow.crm.log.count({ kind: 'write' }), 1)
            const second = await flow.send({ payload: row })
            assert.deepEqual(infoOf(only(second.sent)).changed, {})
            assert.equal(infoOf(only(second.sent)).created, false)
            assert.equal(flow.crm.log.count({ kind: 'write' }), 1)
        })

        it('takes a record back in as it was sent out, with read-only properties in it', async () => {
            plant({ email: 'ada@example.com', firstname: 'Ada' })
            await flow.configure({ operation: 'get' })
            const { payload } = only((await flow.send({ payload: 'ada@example.com' })).sent)
            const record = structuredClone(payload) as Contact
            record.properties.firstname = 'Augusta'
            await flow.configure({})
            const { sent } = await flow.send({ payload: record })
            assert.deepEqual(infoOf(only(sent)).changed, { firstname: { from: 'Ada', to: 'Augusta' } })
        })

        it('makes one write call of a hundred single messages', async () => {
            await flow.configure({})
            flow.crm.log.clear()
            const messages = Array.from({ length: 100 }, (_, i) => ({
                payload: { email: `u${i}@example.com` }
            }))
            const { sent, completed } = await flow.send(...messages)
            assert.equal(sent.length, 100)
            assert.equal(completed, 100)
            assert.ok(flow.crm.log.count({ kind: 'write' }) <= 2)
            assert.equal(flow.crm.portal.list('contacts').length, 100)
        })
    })

    describe('create, update, archive', () => {
        it('create makes a contact and refuses one that is there', async () => {
            await flow.configure({ operation: 'create' })
            const first = await flow.send({ payload: { email: 'ada@example.com' } })
            assert.equal(infoOf(only(first.sent)).created, true)
            const { sent, caught, completed } = await flow.send({ payload: { email: 'ada@example.com' } })
            assert.equal(sent.length, 0)
            assert.equal(completed, 0)
            assert.equal(only(caught).error?.code, 'HUBSPOT_CONFLICT')
        })

        it('update changes a contact by id and refuses one that is not there', async () => {
            const { id } = plant({ email: 'ada@example.com', firstname: 'A' })
            await flow.configure({ operation: 'update', matchBy: 'id' })
            const { sent } = await flow.send({ payload: { id, firstname: 'Ada' } })
            assert.deepEqual(infoOf(only(sent)).changed, { firstname: { from: 'A', to: 'Ada' } })
            assert.equal(flow.crm.portal.get('contacts', id)?.properties.firstname, 'Ada')
            const { caught } = await flow.send({ payload: { id: '999999', firstname: 'Nobody' } })
            assert.equal(only(caught).error?.code, 'HUBSPOT_NOT_FOUND')
        })

        it('archive takes ids and e-mails', async () => {
            const ada = plant({ email: 'ada@example.com' })
            plant({ email: 'bob@example.com' })
            await flow.configure({ operation: 'archive' })
            const { sent } = await flow.send({ payload: [Number(ada.id), 'bob@example.com'] })
            assert.deepEqual(
                contactsOf(only(sent)).map(({ archived }) => archived),
                [true, true]
            )
            assert.equal(flow.crm.portal.list('contacts').length, 0)
        })
    })

    describe('get', () => {
        it('reads the chosen properties and histories', async () => {
            const { id } = plant({ email: 'ada@example.com', phone: '1', lifecyclestage: 'lead' })
            flow.crm.portal.update('contacts', id, { lifecyclestage: 'customer' })
            await flow.configure({
                operation: 'get',
                properties: ['phone'],
                history: ['lifecyclestage']
            })
            const { sent } = await flow.send({ payload: id })
            assert.equal(contactOf(only(sent)).properties.phone, '1')
            assert.deepEqual(
                contactOf(only(sent)).propertiesWithHistory?.lifecyclestage?.map(({ value }) => value),
                ['customer', 'lead']
            )
            assert.deepEqual(infoOf(only(sent)).changed, {})
        })

        it('says HUBSPOT_NOT_FOUND, or sends null where the node says so', async () => {
            plant({ email: 'ada@example.com' })
            await flow.configure({ operation: 'get' })
            const { caught, sent } = await flow.send({ payload: 'nobody@example.com' })
            assert.equal(only(caught).error?.code, 'HUBSPOT_NOT_FOUND')
            assert.match(only(caught).error?.message ?? '', /^HUBSPOT_NOT_FOUND: /)
            assert.equal(sent.length, 0)
            await flow.configure({ operation: 'get', notFound: 'null' })
            const array = await flow.send({ payload: ['nobody@example.com', 'ada@example.com'] })
            assert.equal(contactsOf(only(array.sent))[0], null)
            assert.equal(contactsOf(only(array.sent))[1]?.properties.email, 'ada@example.com')
            assert.equal((only(array.sent).hubspot as unknown[])[0], null)
        })
    })

    describe('search', () => {
        beforeEach(() => {
            for (let i = 0; i < 250; i++) {
                plant({ email: `u${i}@example.com`, city: i % 2 ? 'Rome' : 'Oslo', firstname: `U${i}` })
            }
        })
        const rome = {
            operation: 'search',
            filters: [
                { property: 'city', operator: 'EQ', value: 'Rome', type: 'str', high: '', highType: 'str' }
            ]
        }

        it('sends one array in the order of ids, whatever the payload was', async () => {
            await flow.configure(rome)
            const { sent } = await flow.send({ payload: 'go', topic: 't' })
            const ids = contactsOf(only(sent)).map(({ id }) => Number(id))
            assert.equal(ids.length, 125)
            assert.deepEqual(
                ids,
                ids.toSorted((a, b) => a - b)
            )
            assert.equal((only(sent).hubspot as Info[]).length, 125)
            assert.equal(sent[0]?.topic, 't')
        })

        it('sends pages of 100 whose parts a join node understands, above the parts that came in', async () => {
            await flow.configure({ ...rome, filters: [], output: 'pages' })
            const { sent, completed } = await flow.send({ payload: 'go', parts: { id: 'outer', index: 3 } })
            assert.deepEqual(
                sent.map((message) => contactsOf(message).length),
                [100, 100, 50]
            )
            assert.deepEqual(
                sent.map(({ parts }) => [parts?.type, parts?.index, parts?.len, parts?.count]),
                [
                    ['array', 0, 100, undefined],
                    ['array', 1, 100, undefined],
                    ['array', 2, 100, 3]
                ]
            )
            assert.equal(new Set(sent.map(({ parts }) => parts?.id)).size, 1)
            assert.deepEqual(sent[0]?.parts?.parts, { id: 'outer', index: 3 })
            assert.equal(completed, 1)
        })

        it('sends a message per record, at most as many as the limit says', async () => {
            await flow.configure({ ...rome, output: 'records', limit: 'most', limitType: 'msg' })
            const { sent } = await flow.send({ payload: 'go', most: 3 })
            assert.equal(sent.length, 3)
            assert.equal(sent[2]?.parts?.count, 3)
            assert.ok(sent.every((message) => contactOf(message).properties.email?.endsWith('@example.com')))
        })

        it('sends an empty array, or an empty page, when nothing is found', async () => {
            for (const output of ['array', 'pages']) {
                await flow.configure({ ...rome, query: 'nobody', output })
                assert.deepEqual(only((await flow.send({ payload: 'go' })).sent).payload, [])
            }
        })

        for (const [operator, value, type, high, count] of [
            ['NEQ', 'Rome', 'str', '', 125],
            ['IN', 'wanted', 'msg', '', 250],
            ['NOT_IN', 'Rome, Bern', 'str', '', 125],
            ['HAS_PROPERTY', '', 'str', '', 250],
            ['NOT_HAS_PROPERTY', '', 'str', '', 0],
            ['CONTAINS_TOKEN', 'Ro*', 'str', '', 125],
            ['EQ', 'Rome', 'option', '', 125],
            ['BETWEEN', 'A', 'str', 'P', 125]
        ] as const) {
            it(`compares with ${operator} (facts/hubspot.md 3)`, async () => {
                const filter = { property: 'city', operator, value, type, high, highType: 'str' }
                await flow.configure({ ...rome, filters: [filter] })
                const { sent, caught } = await flow.send({ payload: 'go', wanted: ['Rome', 'Oslo'] })
                assert.deepEqual(caught, [])
                assert.equal(contactsOf(only(sent)).length, count)
            })
        }

        it('refuses a filter without a value: it would find everybody', async () => {
            const filter = { property: 'city', operator: 'EQ', value: 'missing', type: 'msg' }
            await flow.configure({ ...rome, filters: [filter] })
            const { sent, caught } = await flow.send({ payload: 'go' })
            assert.equal(sent.length, 0)
            assert.equal(only(caught).error?.code, 'INPUT_INVALID')
        })
    })

    describe('mapping', () => {
        const mapping = [
            { property: 'email', value: 'E-Mail', type: 'row' },
            { property: 'firstname', value: '$uppercase(row.first)', type: 'jsonata' },
            { property: 'lastname', value: '$uppercase($row.last)', type: 'jsonata' },
            { property: 'city', value: 'where', type: 'msg' },
            { property: 'phone', value: '42', type: 'num' },
            { property: 'lifecyclestage', value: 'lead', type: 'option' }
        ]

        it('writes the mapped properties only, from row, message, expression and constants', async () => {
            await flow.configure({ mapping })
            const row = { 'E-Mail': 'ada@example.com', last: 'Lovelace', id: 7, password: 'x' }
            const { sent, caught } = await flow.send({ payload: row, where: 'London', row: { first: 'ada' } })
            assert.deepEqual(caught, [])
            assert.deepEqual(Object.keys(infoOf(only(sent)).changed).toSorted(), [
                'city',
                'email',
                'firstname',
                'lastname',
                'lifecyclestage',
                'phone'
            ])
            const { properties } = flow.crm.portal.contactByEmail('ada@example.com')!
            assert.equal(properties.firstname, 'ADA')
            assert.equal(properties.lastname, 'LOVELACE')
            assert.equal(properties.city, 'London')
            assert.equal(properties.phone, '42')
            assert.equal(properties.lifecyclestage, 'lead')
        })

        it('takes row values from the properties of a record, and keeps matching by its own e-mail', async () => {
            plant({ email: 'ada@example.com', firstname: 'Ada', lastname: 'L' })
            await flow.configure({ mapping: [{ property: 'city', value: 'lastname', type: 'row' }] })
            const record = { id: '1', properties: { email: 'ada@example.com', lastname: 'L' } }
            const { sent } = await flow.send({ payload: record })
            assert.deepEqual(infoOf(only(sent)).changed, { city: { from: null, to: 'L' } })
        })
    })

    describe('blank values, only empty ones, dry run, read only', () => {
        before(() => void (process.env.TEST_HUBSPOT_DRY = 'yes'))
        after(() => void delete process.env.TEST_HUBSPOT_DRY)
        beforeEach(() => void plant({ email: 'ada@example.com', firstname: 'Ada', phone: '1' }))

        for (const [blank, expected] of [
            ['leave', {}],
            ['clear', { phone: { from: '1', to: null } }]
        ] as const) {
            it(`${blank}s a property whose value is blank`, async () => {
                await flow.configure({ blank })
                const { sent } = await flow.send({ payload: { email: 'ada@example.com', phone: '' } })
                assert.deepEqual(infoOf(only(sent)).changed, expected)
            })
        }

        it('fills empty properties only', async () => {
            await flow.configure({ onlyEmpty: true })
            const { sent } = await flow.send({
                payload: { email: 'ada@example.com', firstname: 'Other', lastname: 'Lovelace' }
            })
            assert.deepEqual(infoOf(only(sent)).changed, { lastname: { from: null, to: 'Lovelace' } })
        })

        for (const [how, settings, account] of [
            ['a dry run', { dryRun: true }, {}],
            ['a read-only account', {}, { readOnly: true }],
            // What a flow file may hold instead of true: a text, or a variable, which Node-RED fills in as text.
            ['a dry run by a variable', { dryRun: '${TEST_HUBSPOT_DRY}' }, {}],
            ['a read-only account by a variable', {}, { readOnly: '${TEST_HUBSPOT_DRY}' }],
            ['a dry run by a variable that is not set', { dryRun: '${TEST_HUBSPOT_UNSET}' }, {}],
            ['a read-only account by a text', {}, { readOnly: 'true' }]
        ] as const) {
            it(`${how} decides, reports and writes nothing`, async () => {
                await flow.configure(settings, account)
                flow.crm.log.clear()
                const { sent } = await flow.send({
                    payload: [{ email: 'ada@example.com', phone: '2' }, { email: 'new@example.com' }]
                })
                const [changed, created] = only(sent).hubspot as Info[]
                assert.deepEqual(
                    [changed?.dryRun, changed?.created, changed?.changed],
                    [true, false, { phone: { from: '1', to: '2' } }]
                )
                assert.deepEqual(
                    [created?.dryRun, created?.created, created?.id, created?.url],
                    [true, true, '', '']
                )
                assert.equal(flow.crm.log.count({ kind: 'write' }), 0)
                assert.equal(flow.crm.portal.list('contacts').length, 1)
            })
        }
    })

    it('writes where dry run and read only are texts that say no', async () => {
        await flow.configure({ dryRun: 'false' }, { readOnly: '0' })
        const { sent } = await flow.send({ payload: { email: 'ada@example.com' } })
        assert.equal(infoOf(only(sent)).dryRun, false)
    })

    describe('arrays', () => {
        it('keeps the input order over many batches, and counts in the status', async () => {
            await flow.configure({})
            const rows = Array.from({ length: 2500 }, (_, i) => ({ email: `u${i}@example.com` }))
            const { sent, completed } = await flow.send({ payload: rows })
            assert.deepEqual(
                emailsOf(only(sent)),
                rows.map(({ email }) => email)
            )
            assert.equal((only(sent).hubspot as Info[]).length, 2500)
            assert.equal(completed, 1)
        })

        it('passes an empty array through', async () => {
            await flow.configure({})
            const { sent, completed } = await flow.send({ payload: [] })
            assert.deepEqual(only(sent).payload, [])
            assert.deepEqual(only(sent).hubspot, [])
            assert.equal(completed, 1)
        })

        it('writes the same contact twice in the order of the rows', async () => {
            await flow.configure({})
            const { sent } = await flow.send({
                payload: [
                    { email: 'ada@example.com', firstname: 'First' },
                    { email: 'ADA@example.com', firstname: 'Second' }
                ]
            })
            const [first, second] = only(sent).hubspot as Info[]
            assert.equal(first?.created, true)
            assert.deepEqual(second?.changed, { firstname: { from: 'First', to: 'Second' } })
            assert.equal(flow.crm.portal.contactByEmail('ada@example.com')?.properties.firstname, 'Second')
        })
    })
})

describe('hubspot-contact: the owner of a contact', () => {
    let flow: ContactFlow

    before(async () => {
        flow = await startContactFlow({ seed: 'demo' })
    })
    after(() => flow.stop())

    it('takes an owner by e-mail, and refuses one that the portal does not have', async () => {
        const { url, token } = flow.crm
        const answer = await fetch(`${url}/crm/v3/owners`, {
            headers: { authorization: `Bearer ${token}` }
        })
        const { results } = (await answer.json()) as { results: { id: string; email: string }[] }
        const owner = results[0] ?? assert.fail('no owner')
        await flow.configure({ operation: 'upsert' })
        const row = { email: 'grace@example.com', hubspot_owner_id: owner.email.toUpperCase() }
        const { sent } = await flow.send({ payload: row })
        assert.deepEqual(infoOf(only(sent)).changed.hubspot_owner_id, { from: null, to: owner.id })
        const again = await flow.send({ payload: row })
        assert.deepEqual(infoOf(only(again.sent)).changed, {})
        const { caught } = await flow.send({
            payload: { ...row, hubspot_owner_id: 'nobody@example.com' }
        })
        assert.match(only(caught).error?.message ?? '', /^INPUT_INVALID: /)
    })
})
