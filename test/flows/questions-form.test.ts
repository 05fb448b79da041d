import assert from 'node:assert/strict'
import { notesOn, typeNote } from '../support/crm-notes'
import { startExample, type RunningExample } from '../support/examples'

const file = 'Questions/01 - Record the four questions after the first call.json'

const four = {
    adoption: 'Yes: dashboards and a gateway',
    size: '12 instances, 3 developers',
    production: 'Yes',
    nextYear: 'All plants'
}

describe(`${file} (QQ-01, QQ-02, QQ-03, QQ-04, QQ-05)`, () => {
    let example: RunningExample
    let contact: string

    before(async () => {
        example = await startExample(file)
    })
    after(() => example?.stop())
    beforeEach(() => {
        for (const { id } of example.crm.portal.list('contacts')) example.crm.portal.archive('contacts', id)
        contact = example.crm.portal.create('contacts', {
            email: 'rosa@example.com',
            lifecyclestage: 'marketingqualifiedlead'
        }).id
    })

    const send = async (form: Record<string, string>) => {
        const response = await fetch(`${example.nodeRed.url}/questions`, {
            method: 'POST',
            body: new URLSearchParams(form)
        })
        return { status: response.status, text: await response.text() }
    }
    const notes = () => notesOn(example.crm, 'contacts', contact)

    it('shows a form with the four questions', async () => {
        const page = await (await fetch(`${example.nodeRed.url}/questions`)).text()
        for (const name of ['email', ...Object.keys(four)]) assert.match(page, new RegExp(`name="${name}"`))
    })

    it('all four become one note on the contact, which may become an SQL', async () => {
        const [{ status, text }, verdict] = await Promise.all([
            send({ email: 'Rosa@example.com', ...four }),
            example.next('verdict')
        ])
        assert.equal(status, 200)
        assert.match(text, /All four questions are answered/)
        assert.deepEqual((verdict.handbook as { rule: string }).rule, 'QQ-05')
        const [note = '', ...more] = await notes()
        assert.deepEqual(more, [])
        for (const answer of Object.values(four)) assert.ok(note.includes(answer), answer)
        const answers = verdict.answers as Record<string, { value?: unknown }>
        assert.deepEqual(answers.size?.value, { instances: 12, developers: 3 })
        assert.equal(answers.production?.value, true)
    })

    it('some now and the others later: the page lists what is still to ask, a sent-again form writes nothing', async () => {
        const first = await send({ email: 'rosa@example.com', adoption: four.adoption, size: 'tbd' })
        assert.equal(first.status, 200)
        assert.match(
            first.text,
            /Still to ask:\n- How many Node Red instances.*\n- Is Node-RED used in production\?\n- What are you looking/
        )
        await send({ email: 'rosa@example.com', adoption: four.adoption, size: 'tbd' })
        assert.equal((await notes()).length, 1)
        await typeNote(
            example.crm,
            'in production: not yet\nInstances: 4, developers: 2',
            '2026-01-01T00:00:00Z',
            `contacts/${contact}`
        )
        const second = await send({ email: 'rosa@example.com', nextYear: four.nextYear, production: 'No' })
        assert.match(second.text, /All four/)
        assert.equal((await notes()).length, 3)
    })

    for (const [what, form, status, answer] of [
        ['no e-mail', { adoption: 'Yes' }, 400, /e-mail address/],
        ['nothing at all', {}, 400, /e-mail address/],
        ['an e-mail that nobody has', { email: 'nobody@example.com', adoption: 'Yes' }, 404, /no contact/],
        ['70,000 characters', { email: 'rosa@example.com', adoption: 'x'.repeat(70_000) }, 400, /65,536/]
    ] as [string, Record<string, string>, number, RegExp][]) {
        it(`${what} is answered with ${status}, and no note is written`, async () => {
            const response = await send(form)
            assert.equal(response.status, status)
            assert.match(response.text, answer)
            assert.deepEqual(await notes(), [])
        })
    }

    it('answers that are HTML stay text', async () => {
        await send({ email: 'rosa@example.com', ...four, adoption: '<script>alert(1)</script><b>bold</b>' })
        const [note = ''] = await notes()
        assert.doesNotMatch(note, /<script>|<b>/)
        assert.match(note, /&#60;script&#62;/)
    })

    it('when HubSpot can not be asked the page says to try again, and the same form then works', async () => {
        const takeBack = example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 100 })
        const { status } = await send({ email: 'rosa@example.com', ...four })
        takeBack()
        assert.equal(status, 503)
        assert.match((await send({ email: 'rosa@example.com', ...four })).text, /All four/)
    })
})
