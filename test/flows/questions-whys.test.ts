import assert from 'node:assert/strict'
import type { Verdict } from '../../src/handbook'
import { notesOn, openDeal, typeNote } from '../support/crm-notes'
import { startExample, type RunningExample } from '../support/examples'

const record = 'Questions/03 - Record the three Whys on contact and deal.json'
const open = 'Questions/04 - Open a deal only when the three Whys are noted.json'
const digest = 'Questions/05 - Weekly digest of deals without clear answers.json'

const typed = 'why change - by hand today\n\nWhy now\nApril\n\n**Why FlowForge?** remote access'
const may = '2026-05-01T00:00:00Z'

type Found = Record<string, { text: string; note?: string }>

describe(`${record} (WWW-01, WWW-02, WWW-03)`, () => {
    let example: RunningExample

    beforeEach(async () => {
        example = await startExample(record)
    })
    afterEach(() => example?.stop())

    const contactIn = () => example.crm.portal.create('contacts', { email: 'zanele.dube@example.net' }).id

    it('one note on contact and deal, none again; a changed answer is a second one that counts', async () => {
        const contact = contactIn()
        const deal = await openDeal(example.crm, contact)
        const [verdict] = await Promise.all([example.next('all three'), example.press('the three Whys')])
        assert.deepEqual((verdict.handbook as Verdict).verdict, 'allowed')
        const [note = '', ...more] = await notesOn(example.crm, 'contacts', contact)
        assert.deepEqual(more, [])
        assert.match(note, /<strong>Why change\?<\/strong><br>Thirty Node-RED instances/)
        assert.match(note, /<strong>Why now\?<\/strong>.*<strong>Why FlowFuse\?<\/strong>/)
        assert.deepEqual(await notesOn(example.crm, 'deals', deal), [note])

        await Promise.all([example.next('all three'), example.press('the three Whys')])
        assert.equal((await notesOn(example.crm, 'deals', deal)).length, 1)

        await Promise.all([example.next('all three'), example.press('why now has changed')])
        assert.equal((await notesOn(example.crm, 'deals', deal)).length, 2)
        const [answers] = await Promise.all([example.next('answers'), example.press('read them back')])
        const found = answers.answers as Found
        assert.equal(found.whyNow?.text, 'The opening is postponed to September')
        assert.notEqual(found.whyNow?.note, found.whyChange?.note)
        assert.equal((await notesOn(example.crm, 'contacts', contact)).length, 2)
    })

    it('a deal that is opened later gets the same note', async () => {
        const contact = contactIn()
        await Promise.all([example.next('all three'), example.press('the three Whys')])
        const deal = await openDeal(example.crm, contact)
        await Promise.all([example.next('all three'), example.press('the three Whys')])
        const [note, ...more] = await notesOn(example.crm, 'contacts', contact)
        assert.deepEqual([await notesOn(example.crm, 'deals', deal), more], [[note], []])
    })

    it('only one of the three is not enough; a contact that is not there is a problem', async () => {
        const [problem] = await Promise.all([example.next('problem'), example.press('the three Whys')])
        assert.match((problem.error as { message: string }).message, /HUBSPOT_NOT_FOUND/)
        contactIn()
        const [missing] = await Promise.all([
            example.next('still missing'),
            example.press('why now has changed')
        ])
        assert.deepEqual(
            (missing.handbook as Verdict).missing.map(({ key }) => key),
            ['whyChange', 'whyFlowFuse']
        )
    })
})

describe(`${open} (WWW-04, LC-16)`, () => {
    let example: RunningExample

    beforeEach(async () => {
        example = await startExample(open, { env: { CONTACT: 'ravi@example.com' } })
    })
    afterEach(() => example?.stop())

    const ask = async (answer: string) => {
        const [message] = await Promise.all([example.next(answer), example.press('may a deal be opened?')])
        return message.payload as { rule: string; reason: string; missing?: string[]; answers?: object }
    }

    it('no without notes, whoever has the answers in mind; yes when a person typed them', async () => {
        const contact = example.crm.portal.create('contacts', { email: 'ravi@example.com' }).id
        const refused = await ask('no')
        assert.deepEqual(
            [refused.rule, refused.missing],
            ['WWW-04', ['Why change?', 'Why now?', 'Why FlowFuse?']]
        )
        await typeNote(example.crm, 'Why change? costs\nWhy now: ?\nWhy us: tbd', may, `contacts/${contact}`)
        assert.deepEqual((await ask('no')).missing, ['Why now?', 'Why FlowFuse?'])
        await typeNote(example.crm, typed, '2026-05-02T00:00:00Z', `contacts/${contact}`)
        example.crm.log.clear()
        assert.deepEqual((await ask('yes')).answers, {
            'Why change?': 'by hand today',
            'Why now?': 'April',
            'Why FlowFuse?': 'remote access'
        })
        assert.equal(example.crm.log.count({ kind: 'write' }), 0)
    })
})

describe(`${digest} (WWW-05)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(digest)
    })
    after(() => example?.stop())

    it('lists, per owner, open deals whose Whys nobody noted; closed deals are left alone', async () => {
        const { crm } = example
        const contact = (email: string, owner?: string) =>
            crm.portal.create('contacts', { email, ...(owner && { hubspot_owner_id: owner }) }).id
        const [ann, bob, cleo, dan] = [
            contact('ann@example.com', '410200101'),
            contact('bob@example.com', '410200101'),
            contact('cleo@example.com'),
            contact('dan@example.com', '410200102')
        ]
        contact('nobody@example.com', '410200102')
        const deals = await Promise.all([ann, bob, cleo].map((id) => openDeal(crm, id)))
        await openDeal(crm, dan, 'closedlost')
        await typeNote(crm, typed, may, `deals/${deals[0]}`)
        await typeNote(crm, 'Why now? soon', may, `contacts/${bob}`)
        crm.log.clear()

        const [message, clear] = await Promise.all([
            example.next('digest'),
            example.next('clear'),
            example.press("this week's digest")
        ])
        const owners = message.payload as { owner: string; contacts: Record<string, unknown>[] }[]
        assert.deepEqual(
            owners.map(({ owner, contacts }) => [owner, contacts.map((one) => [one.contact, one.missing])]),
            [
                ['410200101', [['bob@example.com', ['Why change?', 'Why FlowFuse?']]]],
                ['no owner', [['cleo@example.com', ['Why change?', 'Why now?', 'Why FlowFuse?']]]]
            ]
        )
        assert.match(String(owners[0]?.contacts[0]?.deals), new RegExp(`${deals[1]}$`))
        assert.deepEqual(
            (clear.payload as { id: string }[]).map(({ id }) => id),
            [ann]
        )
        assert.equal(crm.log.count({ kind: 'write' }), 0)
    })
})
