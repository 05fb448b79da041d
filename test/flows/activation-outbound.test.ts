import assert from 'node:assert/strict'
import type { Verdict } from '../../src/handbook'
import { startExample, type RunningExample } from '../support/examples'
import { logOn, plantContact, pressAndWait, verdictIn } from '../support/lifecycle-flow'

const file = 'Activities/03 - Decide Activation Outbound once.json'

describe(`${file} (AO-01, AO-02, AO-03)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(file)
    })
    after(() => example?.stop())

    const held = (email: string) => example.crm.portal.contactByEmail(email)?.properties.activation_outbound

    it('outbound led to the meeting: Yes, once (AO-01, AO-03)', async () => {
        const first = verdictIn(await pressAndWait(example, 'outbound led to it', 'Yes'))
        assert.deepEqual([first.rule, first.to], ['AO-01', 'Yes'])
        assert.equal(held('outbound.led@example.com'), 'Yes')
        const again = verdictIn(await pressAndWait(example, 'outbound led to it', 'as it was'))
        assert.equal(again.rule, 'AO-03')
        const record = example.crm.portal.contactByEmail('outbound.led@example.com')
        assert.equal(record?.history.activation_outbound?.length, 1)
    })

    it('they wrote first: it stays blank, also after an e-mail and a second meeting (AO-03)', async () => {
        const { crm } = example
        const first = verdictIn(await pressAndWait(example, 'they wrote first', 'as it was'))
        assert.equal(first.rule, 'AO-01')
        const { id } = crm.portal.contactByEmail('they.wrote@example.com') ?? { id: '' }
        await logOn(crm, id, 'calls', { hs_call_direction: 'OUTBOUND' })
        await logOn(crm, id, 'meetings', { hs_meeting_outcome: 'COMPLETED' })
        await pressAndWait(example, 'they wrote first', 'as it was')
        assert.equal(held('they.wrote@example.com'), undefined)
    })

    it('look decides for all who were talked to, those that marketing knew too (AO-02)', async () => {
        const { crm } = example
        const ago = (days: number) => new Date(crm.clock.now() - days * 86_400_000).toISOString()
        // All examples share the sandbox, so its clock must be where it was when the next one begins.
        const now = crm.clock.now()
        crm.clock.set(now - 5 * 86_400_000)
        const known = plantContact(crm, 'newsletter@example.com', 'subscriber', 'lead')
        const noShow = plantContact(crm, 'no.show@example.com')
        const person = plantContact(crm, 'said.no@example.com')
        crm.portal.update('contacts', person, { activation_outbound: 'No' })
        crm.clock.set(now)
        for (const contact of [known, noShow, person]) {
            await logOn(crm, contact, 'emails', { hs_timestamp: ago(2), hs_email_direction: 'EMAIL' })
            const outcome = contact === noShow ? 'NO_SHOW' : 'COMPLETED'
            await logOn(crm, contact, 'meetings', { hs_timestamp: ago(1), hs_meeting_outcome: outcome })
        }
        const yes = example.received('Yes')
        const kept = example.received('as it was')
        await Promise.all([example.next('Yes'), example.next('as it was'), example.press('look')])
        while (yes.length + kept.length < 3) await example.next('as it was')
        assert.deepEqual(
            yes.map((message) => (message.handbook as Verdict).rule),
            ['AO-02']
        )
        assert.deepEqual(['newsletter@example.com', 'no.show@example.com', 'said.no@example.com'].map(held), [
            'Yes',
            undefined,
            'No'
        ])
    })

    it('what goes wrong is told with its code', async () => {
        example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 5 })
        const { payload } = await pressAndWait(example, 'look', 'problem')
        assert.equal((payload as { code: string }).code, 'HUBSPOT_AUTH')
        example.crm.faults.clear()
    })
})
