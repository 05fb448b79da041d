import assert from 'node:assert/strict'
import { startExample, type RunningExample } from '../support/examples'
import { pressAndWait, verdictIn } from '../support/lifecycle-flow'

const file = 'Contact management/03 - Create contacts with the lead statuses of older editions.json'

describe(`${file} (LS-02, LS-15)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(file)
    })
    after(() => example?.stop())

    const contact = (name: string) =>
        example.crm.portal.contactByEmail(`${name}.then@example.com`)?.properties

    it('a new Lead or Subscriber has the status that was chosen', async () => {
        const lead = verdictIn(await pressAndWait(example, 'Attempted to Contact', 'set'))
        assert.deepEqual([lead.verdict, lead.rule, lead.edition], ['allowed', 'LS-15', '2023-02'])
        const { lifecyclestage, hs_lead_status: status } = contact('attempted') ?? {}
        assert.deepEqual([lifecyclestage, status], ['lead', 'ATTEMPTED_TO_CONTACT'])

        const subscriber = verdictIn(await pressAndWait(example, 'Connected', 'set'))
        assert.equal(subscriber.edition, '2023-10-marketing')
        assert.deepEqual(
            [contact('connected')?.lifecyclestage, contact('connected')?.hs_lead_status],
            ['subscriber', 'CONNECTED']
        )
    })

    it('None is no value: blank on a new contact, and cleared from one that had a status', async () => {
        await pressAndWait(example, 'None', 'set')
        assert.equal(contact('none')?.hs_lead_status, undefined)
        const { id } = example.crm.portal.contactByEmail('none.then@example.com') ?? { id: '' }
        example.crm.portal.update('contacts', id, { hs_lead_status: 'CONNECTED' })
        await pressAndWait(example, 'None', 'set')
        assert.equal(contact('none')?.hs_lead_status ?? '', '')
    })

    it('what is none of the five is refused, and the contact is created without', async () => {
        const { verdict, rule } = verdictIn(await pressAndWait(example, 'Bad timing', 'refused'))
        assert.deepEqual([verdict, rule], ['refused', 'LS-15'])
        assert.equal(contact('bad.timing')?.lifecyclestage, 'lead')
        assert.equal(contact('bad.timing')?.hs_lead_status, undefined)
    })
})
