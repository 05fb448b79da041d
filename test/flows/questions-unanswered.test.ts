import assert from 'node:assert/strict'
import { typeNote } from '../support/crm-notes'
import { startExample, type RunningExample } from '../support/examples'

const file = 'Questions/02 - List which questions are not answered.json'

interface Entry {
    contact: string
    owner: string | null
    url: string
    missing?: string[]
}

describe(`${file} (QQ-05)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(file)
    })
    after(() => example?.stop())

    it('lists who is ready and what is still to ask of the others, from what people typed, and writes nothing', async () => {
        const { crm } = example
        const mql = (email: string, more: Record<string, string> = {}) =>
            crm.portal.create('contacts', { email, lifecyclestage: 'marketingqualifiedlead', ...more }).id
        const ready = mql('rosa@example.com', { firstname: 'Rosa', lastname: 'Jensen' })
        const half = mql('emil@example.com')
        mql('yuki@example.com')
        crm.portal.create('contacts', { email: 'lead@example.com', lifecyclestage: 'lead' })
        await typeNote(
            crm,
            '<b>Adoption</b><br>Gateways<br><b>Instances and developers</b> 3 instances, 1 dev<br>In production? yes<br>Next year: twice as many',
            '2026-01-01T00:00:00Z',
            `contacts/${ready}`
        )
        await typeNote(
            crm,
            'Adoption: a pilot\nIn production: unknown\nNext year - roll-out',
            '2026-01-01T00:00:00Z',
            `contacts/${half}`
        )
        crm.log.clear()
        const [answered, open] = await Promise.all([
            example.next('ready for SQL'),
            example.next('still to ask'),
            example.press('list the questions')
        ])
        const [rosa, ...others] = answered.payload as Entry[]
        assert.deepEqual([rosa?.contact, others], ['Rosa Jensen', []])
        assert.match(rosa?.url ?? '', new RegExp(`${ready}$`))
        const listed = Object.fromEntries(
            (open.payload as Entry[]).map(({ contact, missing }) => [contact, missing])
        )
        assert.deepEqual(Object.keys(listed), ['emil@example.com', 'yuki@example.com'])
        assert.deepEqual(listed['emil@example.com'], [
            'How many Node Red instances do you have, and how many people are developing on Node-RED?',
            'Is Node-RED used in production?'
        ])
        assert.equal(listed['yuki@example.com']?.length, 4)
        assert.equal(crm.log.count({ kind: 'write' }), 0)
    })
})
