import assert from 'node:assert/strict'
import { startExample, type RunningExample } from '../support/examples'

const interactions = 'Activities/01 - Note every interaction on the contact.json'

describe(`${interactions} (CT-01, CT-02)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(interactions)
    })
    after(() => example?.stop())

    const notesOf = (email: string) => {
        const { portal } = example.crm
        const count = portal.contactByEmail(email)?.properties.num_notes
        return Number(count ?? 0)
    }
    const send = async (body: unknown) => {
        const response = await fetch(`${example.nodeRed.url}/interaction`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body)
        })
        return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }
    const newest = () => example.crm.portal.list('notes').at(-1)?.properties ?? {}

    it('the button makes a contact, a Lead, and a note with source and message; again nothing', async () => {
        const [first] = [example.next('note')]
        await example.press('a support request')
        assert.equal(((await first).hubspot as { created: boolean }).created, true)
        const { lifecyclestage } =
            example.crm.portal.contactByEmail('rosa.jensen@example.org')?.properties ?? {}
        assert.equal(lifecyclestage, 'lead')
        assert.match(
            newest().hs_note_body ?? '',
            /^Support form<br><br>How do I move.*\[ref: Support form 4711\]/
        )
        const again = example.next('note')
        await example.press('a support request')
        assert.equal(((await again).hubspot as { created: boolean }).created, false)
        assert.equal(notesOf('rosa.jensen@example.org'), 1)
    })

    it('by HTTP too: each interaction once, with its own time, HTML as text; a higher stage stays', async () => {
        const email = 'piet@example.com'
        example.crm.portal.create('contacts', { email, lifecyclestage: 'customer' })
        const call = { email, source: 'Chat', message: '<b>Hi</b>', id: 7, at: '2026-01-02T03:04:05Z' }
        assert.deepEqual(await send(call), { status: 200, body: { noted: true, new: true } })
        assert.deepEqual(await send(call), { status: 200, body: { noted: true, new: false } })
        assert.equal((await send({ ...call, id: 8 })).body.new, true)
        assert.equal(notesOf(email), 2)
        assert.match(newest().hs_note_body ?? '', /&#60;b&#62;Hi/)
        assert.equal(Date.parse(newest().hs_timestamp ?? ''), Date.parse('2026-01-02T03:04:05Z'))
        assert.equal(example.crm.portal.contactByEmail(email)?.properties.lifecyclestage, 'customer')
    })

    it('of many retries at once one is noted', async () => {
        const email = 'retry@example.com'
        const body = { email, source: 'Chat', message: 'Hello', id: 'x' }
        const answers = await Promise.all(Array.from({ length: 5 }, () => send(body)))
        assert.ok(answers.every(({ status }) => status === 200))
        assert.equal(notesOf(email), 1)
    })

    for (const [what, body] of [
        ['no address', { message: 'Hi' }],
        ['no message', { email: 'quiet@example.com' }],
        ['a time that is none', { email: 'late@example.com', message: 'Hi', at: 'yesterday' }],
        ['an array', []]
    ] as const) {
        it(`${what} is answered with 400 and no note`, async () => {
            const before = example.crm.portal.list('notes').length
            assert.equal((await send(body)).status, 400)
            assert.equal(example.crm.portal.list('notes').length, before)
        })
    }

    it('what the sender can not help is a 503 without inner words', async () => {
        example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 5 })
        const { status, body } = await send({ email: 'later@example.com', message: 'Hi' })
        example.crm.faults.clear()
        assert.deepEqual([status, body], [503, { noted: false, code: 'HUBSPOT_AUTH' }])
    })
})

const askOwner = 'Activities/02 - Ask the owner for a missing stage.json'

describe(`${askOwner} (LC-03)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(askOwner)
    })
    after(() => example?.stop())

    it('owners get a task each, due in two business days; who has none is told to the channel; once', async () => {
        const { portal } = example.crm
        const owner = portal.properties('contacts').find(({ name }) => name === 'hubspot_owner_id')
            ?.options[0]?.value
        assert.ok(owner)
        const owned = { lifecyclestage: '', hubspot_owner_id: owner }
        portal.create('contacts', { ...owned, email: 'ada@example.com', firstname: 'Ada', lastname: 'Bo' })
        portal.create('contacts', { ...owned, email: 'nameless@example.com' })
        portal.create('contacts', { email: 'alone@example.com', firstname: 'Al', lastname: 'One' })
        portal.create('contacts', { email: 'fine@example.com', lifecyclestage: 'lead' })
        const before = new Set(portal.list('tasks').map(({ id }) => id))
        const made = () => portal.list('tasks').filter(({ id }) => !before.has(id))

        const [tasks, channel] = [example.next('tasks'), example.next('sales channel')]
        await example.press('look')
        const infos = (await tasks).hubspot as { created: boolean; ownerId: string }[]
        assert.deepEqual(
            infos.map(({ created, ownerId }) => [created, ownerId]),
            [
                [true, owner],
                [true, owner]
            ]
        )
        assert.match(String((await channel).payload), /\(LC-03\): Al One$/)
        const subjects = made().map(({ properties }) => properties.hs_task_subject)
        assert.deepEqual(
            new Set(subjects),
            new Set(['Ada Bo', 'nameless@example.com'].map((name) => `Choose the lifecycle stage of ${name}`))
        )
        for (const { properties } of made()) {
            const due = new Date(properties.hs_timestamp ?? '')
            assert.equal(properties.hubspot_owner_id, owner)
            // By the portal's clock, which an example before this one may have advanced.
            const now = example.crm.clock.now()
            assert.ok(due.getTime() > now && due.getTime() < now + 7 * 86_400_000)
        }

        const again = example.next('tasks')
        await example.press('look')
        assert.ok(((await again).hubspot as { created: boolean }[]).every(({ created }) => !created))
        assert.equal(made().length, 2)
    })

    it('what goes wrong is told with its code', async () => {
        example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 5 })
        const problem = example.next('problem')
        await example.press('look')
        assert.equal(((await problem).payload as { code: string }).code, 'HUBSPOT_AUTH')
        example.crm.faults.clear()
    })
})
