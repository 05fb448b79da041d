import assert from 'node:assert/strict'
import { startExample, type RunningExample } from '../support/examples'

const file = 'Contact management/01 - Create a contact from a form.json'

describe(`${file} (CT-02)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(file)
    })
    after(() => example?.stop())

    const send = async (form: Record<string, string>) => {
        const response = await fetch(`${example.nodeRed.url}/contact`, {
            method: 'POST',
            body: new URLSearchParams(form)
        })
        return { status: response.status, text: await response.text() }
    }
    const contact = (email: string) => example.crm.portal.contactByEmail(email)?.properties

    it('shows a form that asks for first and last name', async () => {
        const response = await fetch(`${example.nodeRed.url}/contact`)
        assert.equal(response.status, 200)
        assert.match(response.headers.get('content-type') ?? '', /^text\/html/)
        const page = await response.text()
        for (const name of ['firstname', 'lastname', 'email', 'company'])
            assert.match(page, new RegExp(`name="${name}"`))
    })

    it('who sends it is a contact and a Lead', async () => {
        const { status, text } = await send({
            firstname: 'Marit',
            lastname: 'Solheim',
            email: 'Marit@example.com',
            company: 'Northwind'
        })
        assert.equal(status, 200)
        assert.match(text, /Thank you/)
        const { firstname, lastname, company, lifecyclestage } = contact('marit@example.com') ?? {}
        assert.deepEqual(
            [firstname, lastname, company, lifecyclestage],
            ['Marit', 'Solheim', 'Northwind', 'lead']
        )
    })

    it('the same address twice is one contact, blank fields change nothing, a higher stage stays', async () => {
        await send({ firstname: 'Joost', lastname: 'Bakker', email: 'joost@example.com' })
        const { id } = example.crm.portal.contactByEmail('joost@example.com') ?? { id: '' }
        example.crm.portal.update('contacts', id, { lifecyclestage: 'opportunity' })
        const { status } = await send({ firstname: '', lastname: '  ', email: 'JOOST@example.com' })
        assert.equal(status, 200)
        const { firstname, lifecyclestage } = contact('joost@example.com') ?? {}
        assert.deepEqual([firstname, lifecyclestage], ['Joost', 'opportunity'])
    })

    for (const [what, form] of [
        ['no address', { firstname: 'Marit' }],
        ['a blank address', { email: '   ' }],
        ['an address that HubSpot does not take', { email: 'double@@example.net' }],
        ['nothing at all', {}]
    ] as [string, Record<string, string>][]) {
        it(`${what} is answered with 400 and what to mend`, async () => {
            const { status, text } = await send(form)
            assert.equal(status, 400)
            assert.match(text, /e-mail address/)
        })
    }

    it('fields that are none of the form are left out, whatever was sent', async () => {
        const { status } = await send({
            email: 'sly@example.com',
            lifecyclestage: 'customer',
            hs_object_id: '1'
        })
        assert.equal(status, 200)
        assert.equal(contact('sly@example.com')?.lifecyclestage, 'lead')
        const response = await fetch(`${example.nodeRed.url}/contact`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ email: { $gt: '' }, firstname: ['x'] })
        })
        assert.equal(response.status, 400)
    })

    it('what the visitor can not help is a 503 without inner words', async () => {
        example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 5 })
        const { status, text } = await send({ email: 'later@example.com' })
        example.crm.faults.clear()
        assert.equal(status, 503)
        assert.doesNotMatch(text, /HUBSPOT|token/i)
    })
})
