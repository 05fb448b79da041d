import assert from 'node:assert/strict'
import { at, closeAll, contacts, openCrm, type Crm } from './support'

const properties = '/crm/properties/2026-09/contacts'
const custom = (more: Record<string, unknown> = {}) => ({
    name: 'team_size',
    label: 'Team size',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
    ...more
})

/** What one value of one property leads to: the stored value, or the code it is refused with. */
async function outcome(crm: Crm, name: string, value: unknown): Promise<string | undefined> {
    const { status, body } = await crm.post(contacts, { properties: { firstname: 'A', [name]: value } })
    if (status === 201) return crm.stored(String(body['id']))[name]
    assert.equal(status, 400)
    assert.equal(body['category'], 'VALIDATION_ERROR')
    assert.deepEqual(at(body, 'errors', 0, 'context'), { propertyName: [name] })
    return String(at(body, 'errors', 0, 'code'))
}

describe('sandbox: properties and their values', () => {
    afterEach(closeAll)

    it('facts/hubspot.md 1.4: an unknown property is refused, nothing is written, and the message holds the details', async () => {
        const crm = await openCrm()
        const { status, body } = await crm.post(contacts, { properties: { email: 'a@example.com', x: '1' } })
        assert.equal(status, 400)
        assert.equal(body['category'], 'VALIDATION_ERROR')
        const message = String(body['message'])
        assert.match(message, /^Property values were not valid: \[/)
        assert.deepEqual(JSON.parse(message.slice(message.indexOf('['))), [
            {
                isValid: false,
                message: 'Property "x" does not exist',
                error: 'PROPERTY_DOESNT_EXIST',
                name: 'x',
                localizedErrorMessage: 'Property "x" does not exist',
                portalId: crm.sandbox.portal.id
            }
        ])
        assert.deepEqual(body['errors'], [
            {
                message: 'Property "x" does not exist',
                code: 'PROPERTY_DOESNT_EXIST',
                context: { propertyName: ['x'] }
            }
        ])
        assert.equal(crm.sandbox.portal.list('contacts').length, 0)
    })

    it('facts/hubspot.md 1.4: a value that is not an option lists those that are', async () => {
        const crm = await openCrm()
        const { body } = await crm.post(contacts, { properties: { firstname: 'A', hs_lead_status: 'Open' } })
        assert.match(
            String(body['message']),
            /Open was not one of the allowed options: \[NEW, OPEN, IN_PROGRESS, /
        )
    })

    it('facts/hubspot.md 1.4: a calculated property cannot be written', async () => {
        const crm = await openCrm()
        const { status, body } = await crm.post(contacts, {
            properties: { firstname: 'A', hs_object_id: '5' }
        })
        assert.equal(status, 400)
        assert.match(
            String(at(body, 'errors', 0, 'message')),
            /^"hs_object_id" is a calculated property; its value c/
        )
    })

    it('facts/hubspot.md 1.4: all that is wrong is told at once', async () => {
        const crm = await openCrm()
        const { body } = await crm.post(contacts, {
            properties: { email: 'x', nonsense: '1', hs_lead_status: '2' }
        })
        assert.deepEqual(
            (body['errors'] as { code: string }[]).map(({ code }) => code),
            ['INVALID_EMAIL', 'PROPERTY_DOESNT_EXIST', 'INVALID_OPTION']
        )
    })

    const values: [name: string, value: unknown, outcome: string | undefined][] = [
        ['email', 'Jane.Doe+x@Example.COM', 'jane.doe+x@example.com'],
        ['email', 'jane@example', 'INVALID_EMAIL'],
        ['email', 'jane@@example.com', 'INVALID_EMAIL'],
        ['email', 'jane doe@example.com', 'INVALID_EMAIL'],
        ['email', '.jane@example.com', 'INVALID_EMAIL'],
        ['firstname', '  Zoë 🎉 ', '  Zoë 🎉 '],
        ['firstname', 42, '42'],
        ['firstname', true, 'true'],
        ['firstname', 'x'.repeat(65_536), 'x'.repeat(65_536)],
        ['company', 'x'.repeat(65_537), 'PROPERTY_VALUE_TOO_LONG'],
        ['phone', '+49 (0) 30 / 1234', '+49 (0) 30 / 1234'],
        ['closedate', '2026-11-22', '2026-11-22T00:00:00.000Z'],
        ['closedate', '2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00.000Z'],
        ['closedate', '1795348800000', '2026-11-22T12:00:00.000Z'],
        ['closedate', '22.11.2026', 'INVALID_LONG'],
        ['closedate', '2026-02-30', 'INVALID_LONG'],
        ['hs_lead_status', 'NEW', 'NEW'],
        ['hs_lead_status', 'new', 'INVALID_OPTION'],
        ['hs_buying_role', 'CHAMPION;END_USER', 'CHAMPION;END_USER'],
        ['hs_buying_role', ';CHAMPION', 'CHAMPION'],
        ['hs_buying_role', 'CHAMPION;NONE', 'INVALID_OPTION'],
        ['hubspot_owner_id', '1', 'INVALID_OPTION'],
        ['city', '', undefined],
        ['city', null, undefined]
    ]
    for (const [name, value, expected] of values) {
        const shown = String(value).length > 60 ? `${String(value).length} characters` : JSON.stringify(value)
        const told = expected && expected.length > 60 ? 'kept' : expected
        it(`facts/hubspot.md 2 and 5: ${name} ${shown} becomes ${told}`, async () => {
            assert.equal(await outcome(await openCrm(), name, value), expected)
        })
    }

    const typed: [type: string, fieldType: string, value: string, outcome: string][] = [
        ['number', 'number', '12.50', '12.50'],
        ['number', 'number', '-3', '-3'],
        ['number', 'number', '1,000', 'INVALID_INTEGER'],
        ['number', 'number', ' 5', 'INVALID_INTEGER'],
        ['number', 'number', 'NaN', 'INVALID_INTEGER'],
        ['date', 'date', '2026-11-22', '2026-11-22'],
        ['date', 'date', '1795305600000', '2026-11-22'],
        ['date', 'date', '1795348800000', 'INVALID_DATE'],
        ['bool', 'booleancheckbox', 'true', 'true'],
        ['bool', 'booleancheckbox', 'yes', 'INVALID_OPTION']
    ]
    for (const [type, fieldType, value, expected] of typed) {
        it(`facts/hubspot.md 2 and 5: ${type} ${JSON.stringify(value)} becomes ${expected}`, async () => {
            const crm = await openCrm()
            const options =
                type === 'bool' ? ['true', 'false'].map((one) => ({ label: one, value: one })) : []
            const made = await crm.post(properties, custom({ name: 'custom_one', type, fieldType, options }))
            assert.equal(made.status, 201)
            assert.equal(await outcome(crm, 'custom_one', value), expected)
        })
    }

    it('facts/hubspot.md 2: "" clears, ";v" appends to a checkbox list', async () => {
        const crm = await openCrm()
        const id = await crm.contact({ firstname: 'A', city: 'Bern', hs_buying_role: 'CHAMPION' })
        await crm.patch(`${contacts}/${id}`, { properties: { city: '', hs_buying_role: ';END_USER' } })
        assert.equal(
            (await crm.get(`${contacts}/${id}?properties=city`)).body['properties'] !== undefined,
            true
        )
        assert.equal(crm.stored(id)['city'], undefined)
        assert.equal(crm.stored(id)['hs_buying_role'], 'CHAMPION;END_USER')
    })

    it('facts/hubspot.md 2: a custom property can be unique from its creation on, and is then a key', async () => {
        const crm = await openCrm()
        const unique = custom({ name: 'user_id', type: 'string', fieldType: 'text', hasUniqueValue: true })
        assert.equal((await crm.post(properties, unique)).status, 201)
        const id = await crm.contact({ firstname: 'A', user_id: '7' })
        const again = await crm.post(contacts, { properties: { firstname: 'B', user_id: '7' } })
        assert.equal(again.status, 400)
        assert.equal(at(again.body, 'errors', 0, 'code'), 'CONFLICTING_UNIQUE_VALUE')
        const { body } = await crm.post(`${contacts}/batch/upsert`, {
            inputs: [{ id: '7', idProperty: 'user_id', properties: { firstname: 'C' } }]
        })
        assert.equal(at(body, 'results', 0, 'id'), id)
        assert.equal(at(body, 'results', 0, 'new'), false)
        assert.equal((await crm.get(`${contacts}/7?idProperty=user_id`)).status, 200)
    })

    it('facts/hubspot.md 2: at most 10 unique properties per object', async () => {
        const crm = await openCrm()
        const make = (index: number) =>
            crm.post(
                properties,
                custom({ name: `unique_${index}`, type: 'string', fieldType: 'text', hasUniqueValue: true })
            )
        for (let i = 0; i < 10; i++) assert.equal((await make(i)).status, 201)
        assert.equal((await make(10)).status, 400)
    })

    it('facts/hubspot.md 5: the default lead statuses, of which Unresponsive is none', async () => {
        const crm = await openCrm()
        const { body } = await crm.get(`${properties}/hs_lead_status`)
        assert.deepEqual(
            (body['options'] as { value: string; label: string; displayOrder: number }[]).map(
                ({ value, label, displayOrder }) => `${displayOrder} ${value} ${label}`
            ),
            [
                '0 NEW New',
                '1 OPEN Open',
                '2 IN_PROGRESS In Progress',
                '2 OPEN_DEAL Open Deal',
                '3 UNQUALIFIED Unqualified',
                '4 ATTEMPTED_TO_CONTACT Attempted to Contact',
                '5 CONNECTED Connected',
                '6 BAD_TIMING Bad Timing'
            ]
        )
        assert.equal(at(body, 'modificationMetadata', 'readOnlyDefinition'), true)
        assert.equal(at(body, 'modificationMetadata', 'readOnlyOptions'), false)
        assert.equal(body['groupName'], 'sales_properties')
    })

    it('facts/hubspot.md 5: a PATCH of options replaces the whole list', async () => {
        const crm = await openCrm()
        const options = [
            { label: 'New', value: 'NEW' },
            { label: 'Unresponsive', value: 'UNRESPONSIVE' }
        ]
        const { status, body } = await crm.patch(`${properties}/hs_lead_status`, { options })
        assert.equal(status, 200)
        assert.equal(at(body, 'options', 'length'), 2)
        assert.equal(await outcome(crm, 'hs_lead_status', 'UNRESPONSIVE'), 'UNRESPONSIVE')
        assert.equal(await outcome(crm, 'hs_lead_status', 'OPEN'), 'INVALID_OPTION')
    })

    it('facts/hubspot.md 5: a definition that HubSpot keeps for itself cannot be changed', async () => {
        const crm = await openCrm()
        assert.equal((await crm.patch(`${properties}/hs_lead_status`, { label: 'Status' })).status, 400)
        assert.equal((await crm.patch(`${properties}/lifecyclestage`, { options: [] })).status, 400)
        assert.equal((await crm.del(`${properties}/email`)).status, 400)
    })

    it('facts/hubspot.md 5: the shape of a definition', async () => {
        const crm = await openCrm()
        const { body } = await crm.get(`${properties}/createdate`)
        for (const key of [
            'name label type fieldType groupName description options displayOrder calculated externalOptions',
            'hasUniqueValue hidden hubspotDefined modificationMetadata formField dataSensitivity createdAt updatedAt archived'
        ].flatMap((keys) => keys.split(' ')))
            assert.ok(key in body, key)
        assert.equal(at(body, 'modificationMetadata', 'readOnlyValue'), true)
    })

    it('facts/hubspot.md 5: a create needs group, name, label, type and fieldType, and gives 201 with Location', async () => {
        const crm = await openCrm()
        for (const field of ['groupName', 'name', 'label', 'type', 'fieldType']) {
            const { status, body } = await crm.post(properties, custom({ [field]: undefined }))
            assert.equal(status, 400)
            assert.equal(body['message'], `Some required fields were not set: [${field}]`)
        }
        const { status, headers } = await crm.post(properties, custom())
        assert.equal(status, 201)
        assert.match(headers.get('location') ?? '', /contacts\/team_size$/)
    })

    it('facts/hubspot.md 5: a duplicate name is a 409', async () => {
        const crm = await openCrm()
        await crm.post(properties, custom())
        const { status, body } = await crm.post(properties, custom())
        assert.equal(status, 409)
        assert.equal(body['category'], 'OBJECT_ALREADY_EXISTS')
        assert.equal(body['subCategory'], 'Properties.PROPERTY_WITH_NAME_EXISTS')
        assert.equal(body['message'], "A property named 'team_size' already exists.")
    })

    it('facts/hubspot.md 5: after a delete the property is gone, and comes back with its old values', async () => {
        const crm = await openCrm()
        await crm.post(properties, custom())
        const id = await crm.contact({ firstname: 'A', team_size: '5' })
        assert.equal((await crm.del(`${properties}/team_size`)).status, 204)
        assert.equal((await crm.get(`${properties}/team_size`)).status, 404)
        assert.equal((await crm.get(`${properties}/team_size?archived=true`)).status, 200)
        assert.equal(await outcome(crm, 'team_size', '6'), 'PROPERTY_DOESNT_EXIST')
        assert.equal((await crm.post(properties, custom())).status, 201)
        assert.equal(crm.stored(id)['team_size'], '5')
    })

    it('facts/hubspot.md 5: a bool needs the options true and false', async () => {
        const crm = await openCrm()
        const bool = custom({ type: 'bool', fieldType: 'booleancheckbox' })
        assert.equal((await crm.post(properties, bool)).status, 400)
    })

    it('facts/hubspot.md 10.1: properties in batches, and groups', async () => {
        const crm = await openCrm()
        const group = { name: 'handbook', label: 'Handbook', displayOrder: 9 }
        assert.equal((await crm.post(`${properties}/groups`, group)).status, 201)
        assert.equal((await crm.post(`${properties}/groups`, group)).status, 409)
        assert.equal((await crm.get(`${properties}/groups/handbook`)).body['label'], 'Handbook')
        assert.equal(
            (await crm.patch(`${properties}/groups/handbook`, { label: 'Book' })).body['label'],
            'Book'
        )
        const made = await crm.post(`${properties}/batch/create`, {
            inputs: [custom({ groupName: 'handbook' }), custom({ name: 'other_one', groupName: 'nowhere' })]
        })
        assert.equal(made.status, 207)
        const read = await crm.post(`${properties}/batch/read`, {
            inputs: [{ name: 'team_size' }, { name: 'email' }],
            archived: false
        })
        assert.equal(at(read.body, 'results', 'length'), 2)
        assert.equal((await crm.del(`${properties}/groups/handbook`)).status, 400)
        assert.equal(
            (await crm.post(`${properties}/batch/archive`, { inputs: [{ name: 'team_size' }] })).status,
            204
        )
        assert.equal((await crm.del(`${properties}/groups/handbook`)).status, 204)
        assert.equal(at((await crm.get(`${properties}/groups`)).body, 'results', 'length'), 4)
    })
})
