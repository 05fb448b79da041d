import assert from 'node:assert/strict'
import type { SandboxRecord } from '../../src/sandbox'
import { startExample, type RunningExample } from '../support/examples'
import { plantContact, pressAndWait } from '../support/lifecycle-flow'

const file = 'Activities/06 - Log e-mails that come in and go out.json'
const email = 'ada.mails@example.com'

describe(`${file} (CT-01, CT-02)`, () => {
    let example: RunningExample
    let before: Set<string>

    beforeEach(async () => {
        example = await startExample(file, { env: { OUR_DOMAIN: 'flowfuse.example' } })
        before = new Set(
            ['emails', 'notes'].flatMap((type) => example.crm.portal.list(type).map(({ id }) => id))
        )
    })
    afterEach(() => example?.stop())

    const made = (type: string): SandboxRecord[] =>
        example.crm.portal.list(type).filter(({ id }) => !before.has(id))
    const post = async (path: string, body: unknown) => {
        const response = await fetch(`${example.nodeRed.url}/email/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body)
        })
        return { status: response.status, body: await response.json() }
    }
    const contact = (address = email) => example.crm.portal.contactByEmail(address)?.properties

    it('out, in and an automatic reply: two e-mails and a note on one contact, each once', async () => {
        for (const [button, node] of [
            ['a mail goes out', 'e-mail'],
            ['an automatic reply', 'note'],
            ['a mail comes in', 'e-mail']
        ] as const) {
            await pressAndWait(example, button, node)
            // HubSpot takes any incoming e-mail for a reply, so an automatic one must not be logged as one.
            assert.equal(contact()?.hs_sales_email_last_replied !== undefined, button === 'a mail comes in')
            await pressAndWait(example, button, node)
        }
        assert.deepEqual(
            made('emails').map(({ properties }) => [
                properties.hs_email_direction,
                properties.hs_email_subject
            ]),
            [
                ['EMAIL', 'Node-RED on our lines'],
                ['INCOMING_EMAIL', 'Re: Node-RED on our lines']
            ]
        )
        assert.equal(made('notes').length, 1)
        assert.match(made('notes')[0]?.properties.hs_note_body ?? '', /^Automatic reply: Back on Monday/)
        assert.deepEqual([contact()?.num_notes, contact()?.lifecyclestage], ['3', 'lead'])
    })

    it('posted by a mail service: when it was, from and to; a higher stage stays', async () => {
        plantContact(example.crm, 'joost@example.com', 'customer')
        const mail = {
            from: '"Bakker, Joost" <Joost@Example.com>',
            to: ['FlowFuse <sales@example.org>'],
            subject: 'Renewal',
            text: 'Can we talk?',
            date: 'Mon, 05 Jan 2026 09:30:00 +0100',
            headers: 'Received: from mx\nMessage-ID: <9@example.com>\nAuto-Submitted: no\n'
        }
        assert.deepEqual(await post('in', { ...mail, to: mail.to[0] }), {
            status: 200,
            body: { done: true, new: true }
        })
        assert.deepEqual(await post('in', { ...mail, to: mail.to[0] }), {
            status: 200,
            body: { done: true, new: false }
        })
        const [logged] = made('emails')
        assert.equal(logged?.properties.hs_timestamp, '2026-01-05T08:30:00.000Z')
        assert.match(logged?.properties.hs_email_headers ?? '', /joost@example\.com.*sales@example\.org/)
        assert.equal(contact('joost@example.com')?.lifecyclestage, 'customer')
    })

    for (const [what, headers, subject] of [
        ['Auto-Submitted', 'Auto-Submitted: auto-generated', 'Ticket 4711'],
        ['Precedence', { precedence: 'auto_reply' }, 'Thank you'],
        ['X-Autoreply', { 'X-Autoreply': 'yes' }, 'Thank you'],
        ['its subject', '', 'Automatic reply: Node-RED']
    ] as const) {
        it(`an automatic reply is known by ${what}`, async () => {
            await post('in', { from: email, to: 'sales@example.org', subject, text: 'Away', headers })
            assert.deepEqual([made('emails').length, made('notes').length], [0, 1])
        })
    }

    it('mail among colleagues is left out; what names nobody is told with its code', async () => {
        const internal = { from: 'a@flowfuse.example', to: 'b@flowfuse.example', subject: 'Lunch', text: '?' }
        assert.equal((await post('in', internal)).status, 200)
        assert.equal((await post('out', internal)).status, 200)
        assert.equal(contact('b@flowfuse.example'), undefined)
        for (const body of [{}, [], { from: 'nobody', text: 'x' }, { from: email }])
            assert.deepEqual(await post('in', body), {
                status: 400,
                body: { done: false, code: 'INPUT_INVALID' }
            })
        assert.deepEqual([made('emails'), made('notes')], [[], []])
    })
})
