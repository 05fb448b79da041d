import assert from 'node:assert/strict'
import { startExample, type RunningExample } from '../support/examples'
import { logOn, plantContact } from '../support/lifecycle-flow'

const file = 'Contact management/02 - Look who owns a contact before outreach.json'

describe(`${file} (CT-03, SALES-07)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(file)
    })
    after(() => example?.stop())

    const ownerOf = (email: string) => {
        const definition = example.crm.portal
            .properties('contacts')
            .find(({ name }) => name === 'hubspot_owner_id')
        const named = email.split('@')[0]?.replace('.', ' ')
        const found = definition?.options.find(({ label }) => label.toLowerCase().includes(named ?? ''))
        assert.ok(found)
        return found.value
    }
    const ask = async (email: string, me: string) => {
        const query = new URLSearchParams({ email, me })
        const response = await fetch(`${example.nodeRed.url}/before-outreach?${query}`)
        return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }

    it('says whose contact it is and when we last talked, and writes nothing', async () => {
        const { crm } = example
        const theirs = plantContact(crm, 'tom.obrien@example.com')
        crm.portal.update('contacts', theirs, {
            firstname: 'Tom',
            lastname: "O'Brien",
            hubspot_owner_id: ownerOf('tobias.falk@example.com')
        })
        await logOn(crm, theirs, 'emails', {
            hs_timestamp: '2026-01-05T09:00:00Z',
            hs_email_direction: 'EMAIL'
        })
        await logOn(crm, theirs, 'notes', { hs_note_body: 'A note is no contact' })
        crm.log.clear()
        const held = example.next('hold on')
        await example.press("somebody's contact")
        assert.deepEqual((await held).payload, {
            clear: false,
            channel: '#dept-sales',
            text: "Tom O'Brien is already owned by Tobias Falk, last contact 2026-01-05 (e-mail)"
        })
        assert.deepEqual((await ask('tom.obrien@example.com', 'Tobias.Falk@example.com')).body, {
            clear: true,
            channel: '#dept-sales',
            text: "Tom O'Brien is yours, last contact 2026-01-05 (e-mail)"
        })
        assert.equal(crm.log.count({ kind: 'write' }), 0)
    })

    it("nobody's contact is clear, unless somebody talked to it in the last two weeks", async () => {
        const { crm } = example
        const alone = plantContact(crm, 'hana.sato@example.org')
        const free = example.next('go ahead')
        await example.press("nobody's contact")
        const { payload } = await free
        assert.deepEqual(payload, {
            clear: true,
            channel: '#dept-sales',
            text: 'hana.sato@example.org is owned by nobody, no contact yet'
        })
        await logOn(crm, alone, 'calls', { hs_call_direction: 'OUTBOUND' })
        const { body } = await ask('hana.sato@example.org', 'alma.reyes@example.com')
        assert.equal(body.clear, false)
        assert.match(String(body.text), /owned by nobody, last contact \d{4}-\d\d-\d\d \(call\)$/)
    })

    it('who is not in HubSpot is new and stays uncreated; no address is said with its code', async () => {
        const free = example.next('go ahead')
        await example.press('a new person')
        assert.match(((await free).payload as { text: string }).text, /^Not in HubSpot yet/)
        assert.equal(example.crm.portal.contactByEmail('new.person@example.com'), undefined)
        assert.deepEqual(await ask('', 'alma.reyes@example.com'), {
            status: 400,
            body: { done: false, code: 'INPUT_INVALID' }
        })
    })
})
