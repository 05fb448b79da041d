import assert from 'node:assert/strict'
import { startExample, type RunningExample } from '../support/examples'
import { logOn, plantContact, pressAndWait } from '../support/lifecycle-flow'

const consent = 'Activities/04 - Record sales calls only with consent.json'
const share = 'Activities/05 - Share a recording when the customer asks.json'

interface Logged {
    created: boolean
    ownerId: string | null
}

/** The titles of the tasks on a contact, oldest first. */
async function tasksOf({ crm }: RunningExample, email: string): Promise<string[]> {
    const { id } = crm.portal.contactByEmail(email) ?? { id: '' }
    const answer = await fetch(`${crm.url}/crm/v4/objects/contacts/${id}/associations/tasks`, {
        headers: { authorization: `Bearer ${crm.token}` }
    })
    const { results } = (await answer.json()) as { results: { toObjectId: number }[] }
    return results
        .map(({ toObjectId }) => String(toObjectId))
        .toSorted((a, b) => Number(a) - Number(b))
        .map((task) => crm.portal.get('tasks', task)?.properties.hs_task_subject ?? '')
}

const ownerIn = ({ crm }: RunningExample, name: string) =>
    crm.portal
        .properties('contacts')
        .find((property) => property.name === 'hubspot_owner_id')
        ?.options.find(({ label }) => label.includes(name))?.value ?? ''

describe(`${consent} (SALES-01, SALES-03)`, () => {
    const email = 'consent.asked@example.com'
    let example: RunningExample

    before(async () => {
        example = await startExample(consent)
    })
    after(() => example?.stop())

    const logged = async (button: string, node: string) =>
        (await pressAndWait(example, button, node)).hubspot as Logged

    it('a booked meeting gives one task to ask for consent; without an owner the channel is told (SALES-07)', async () => {
        const owner = ownerIn(example, 'Alma')
        const channel = await pressAndWait(example, 'a meeting is booked', 'sales channel')
        assert.deepEqual(channel.payload, {
            channel: '#dept-sales',
            text: 'A contact without owner has a task: Ask for consent to record: Demo'
        })
        const { id } = example.crm.portal.contactByEmail(email) ?? { id: '' }
        example.crm.portal.update('contacts', id, { hubspot_owner_id: owner })
        assert.equal((await logged('a meeting is booked', 'sales channel')).created, false)
        assert.deepEqual(await tasksOf(example, email), ['Ask for consent to record: Demo'])
    })

    it('recorded without consent is a finding, once', async () => {
        const first = await logged('the call was recorded', 'finding')
        const again = await logged('the call was recorded', 'finding')
        assert.deepEqual([first.created, again.created], [true, false])
        assert.equal(first.ownerId, ownerIn(example, 'Alma'))
        assert.ok((await tasksOf(example, email)).includes('Recorded without explicit consent: Demo'))
    })

    it('with consent the recording is a note on the contact; who agreed is asked no more', async () => {
        await pressAndWait(example, 'they agree', 'consent')
        const { call_recording_consent: said } = example.crm.portal.contactByEmail(email)?.properties ?? {}
        assert.equal(said, 'Yes')
        const { hubspot } = await pressAndWait(example, 'the call was recorded', 'noted')
        const note = example.crm.portal.get('notes', (hubspot as { id: string }).id)
        assert.match(note?.properties.hs_note_body ?? '', /for training inside the company: https:/)
        await pressAndWait(example, 'a meeting is booked', 'asked before')
        assert.equal((await tasksOf(example, email)).length, 2)
    })

    it('consent that came after the recording is a finding', async () => {
        const { id } = example.crm.portal.contactByEmail(email) ?? { id: '' }
        example.crm.portal.update('contacts', id, {
            call_recording_consent: 'Yes',
            call_recording_consent_at: new Date(example.crm.clock.now() + 3_600_000).toISOString()
        })
        await pressAndWait(example, 'the call was recorded', 'finding')
        assert.equal((await tasksOf(example, email)).at(-1), 'Recorded before consent was given: Demo')
    })

    it('look reminds of each meeting that was held without a word about consent, once', async () => {
        const { crm } = example
        const met = plantContact(crm, 'met@example.com')
        const noShow = plantContact(crm, 'no.show@example.com')
        const refused = plantContact(crm, 'refused@example.com')
        crm.portal.update('contacts', refused, { call_recording_consent: 'No' })
        await logOn(crm, met, 'meetings', { hs_meeting_outcome: 'COMPLETED' })
        await logOn(crm, noShow, 'meetings', { hs_meeting_outcome: 'NO_SHOW' })
        await logOn(crm, refused, 'meetings', { hs_meeting_outcome: 'COMPLETED' })
        assert.equal((await logged('look', 'reminder')).created, true)
        assert.equal((await logged('look', 'reminder')).created, false)
        assert.deepEqual(await tasksOf(example, 'met@example.com'), [
            'Did met@example.com agree to be recorded?'
        ])
        for (const other of ['no.show@example.com', 'refused@example.com'])
            assert.deepEqual(await tasksOf(example, other), [])
    })
})

describe(`${share} (SALES-02)`, () => {
    const email = 'wants.recording@example.com'
    let example: RunningExample

    before(async () => {
        example = await startExample(share)
    })
    after(() => example?.stop())

    const send = async (body: unknown) => {
        const response = await fetch(`${example.nodeRed.url}/recording-request`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body)
        })
        return { status: response.status, body: await response.json() }
    }

    it('the organiser of the meeting gets one task, however often they ask', async () => {
        await pressAndWait(example, 'a meeting with them', 'meeting')
        const first = (await pressAndWait(example, 'they ask for the recording', 'task')).hubspot as Logged
        const again = (await pressAndWait(example, 'they ask for the recording', 'task')).hubspot as Logged
        assert.deepEqual([first.created, again.created], [true, false])
        assert.equal(first.ownerId, ownerIn(example, 'Alma'))
        assert.deepEqual(await tasksOf(example, email), ['Share the recording of the demo'])
        assert.equal(example.crm.portal.contactByEmail(email)?.properties.hubspot_owner_id, undefined)
    })

    it('another request is another task; without a meeting the owner of the contact gets it', async () => {
        const answer = await send({ email, about: 'the pricing call', id: 'request-2' })
        assert.deepEqual(answer, { status: 200, body: { done: true } })
        assert.equal((await tasksOf(example, email)).length, 2)

        const owned = plantContact(example.crm, 'owned@example.com')
        example.crm.portal.update('contacts', owned, { hubspot_owner_id: ownerIn(example, 'Tobias') })
        await send({ email: 'owned@example.com' })
        assert.deepEqual(await tasksOf(example, 'owned@example.com'), [
            'Share the recording of the last call'
        ])
    })

    it('who has nobody is told to the sales channel; who is unknown is refused; nothing is written', async () => {
        plantContact(example.crm, 'alone@example.com')
        const channel = example.next('sales channel')
        await send({ email: 'alone@example.com', about: 'the demo' })
        assert.deepEqual((await channel).payload, {
            channel: '#dept-sales',
            text: 'A contact asks, and nobody owns it (SALES-02): Share the recording of the demo'
        })
        assert.deepEqual(await tasksOf(example, 'alone@example.com'), [])
        assert.deepEqual(await send({ email: 'unknown@example.com' }), {
            status: 400,
            body: { done: false, code: 'HUBSPOT_NOT_FOUND' }
        })
        assert.equal((await send(['nonsense'])).status, 400)
    })
})
