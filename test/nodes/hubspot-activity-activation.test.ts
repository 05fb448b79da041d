import assert from 'node:assert/strict'
import { emailOf } from '../../nodes/shared'
import { startActivityFlow, type ActivityFlow } from '../support/activity-flow'
import { logOn, plantContact } from '../support/lifecycle-flow'

const email = 'ada@example.com'
const decided = { operation: 'activation' }

describe('hubspot-activity: Decide Activation Outbound (AO-01 to AO-03)', () => {
    let flow: ActivityFlow

    before(async () => {
        flow = await startActivityFlow()
    })
    after(() => flow.stop())
    beforeEach(() => {
        flow.crm.portal.reset()
        flow.crm.faults.clear()
    })

    const held = (address = email) => flow.crm.portal.contactByEmail(address)?.properties.activation_outbound
    const ago = (hours: number) => new Date(flow.crm.clock.now() - hours * 3_600_000).toISOString()
    const mail = (contact: string, hours: number, direction = 'EMAIL', subject = 'Hello') =>
        logOn(flow.crm, contact, 'emails', {
            hs_timestamp: ago(hours),
            hs_email_direction: direction,
            hs_email_subject: subject
        })
    const meet = (contact: string, hours: number, outcome = 'COMPLETED') =>
        logOn(flow.crm, contact, 'meetings', {
            hs_timestamp: ago(hours),
            hs_meeting_start_time: ago(hours),
            hs_meeting_outcome: outcome
        })

    it('writes Yes in one write when our e-mail led to the first meeting; decided again, it costs one read', async () => {
        const contact = plantContact(flow.crm, email)
        await mail(contact, 48)
        await mail(contact, 30, 'INCOMING_EMAIL')
        await meet(contact, 3)
        await flow.configure(decided)
        flow.crm.log.clear()
        const { payload, hubspot, handbook } = await flow.ask({ payload: 'Ada@Example.com' })
        assert.deepEqual([handbook?.verdict, handbook?.rule, handbook?.to], ['allowed', 'AO-01', 'Yes'])
        assert.equal(payload.properties.activation_outbound, 'Yes')
        assert.equal(held(), 'Yes')
        assert.deepEqual(
            [hubspot.objectType, hubspot.id, hubspot.changed],
            ['contacts', contact, { activation_outbound: { from: null, to: 'Yes' } }]
        )
        assert.equal(flow.crm.log.count({ kind: 'write' }), 1)

        flow.crm.log.clear()
        const again = await flow.ask({ payload: { id: contact, properties: {} } })
        assert.deepEqual([again.handbook?.verdict, again.handbook?.rule], ['unchanged', 'AO-03'])
        assert.deepEqual(again.hubspot.changed, {})
        assert.equal(flow.crm.log.entries.length, 1)
    })

    it('an array: each by its own timeline; nobody is lost', async () => {
        const contacts = {
            led: plantContact(flow.crm, 'led@example.com', 'lead'),
            asked: plantContact(flow.crm, 'asked@example.com', 'lead', 'marketingqualifiedlead'),
            wrote: plantContact(flow.crm, 'wrote@example.com'),
            away: plantContact(flow.crm, 'away@example.com'),
            bounced: plantContact(flow.crm, 'bounced@example.com'),
            noShow: plantContact(flow.crm, 'noShow@example.com')
        }
        flow.crm.clock.advance('P3D')
        const mails = new Map<string, string>()
        for (const contact of Object.values(contacts)) mails.set(contact, await mail(contact, 24))
        flow.crm.portal.update('emails', mails.get(contacts.bounced) ?? '', { hs_email_status: 'BOUNCED' })
        await mail(contacts.wrote, 30, 'INCOMING_EMAIL')
        await mail(contacts.away, 30, 'INCOMING_EMAIL', 'Automatic reply: Hello')
        for (const [name, contact] of Object.entries(contacts))
            await meet(contact, 1, name === 'noShow' ? 'NO_SHOW' : 'COMPLETED')
        await flow.configure(decided)
        const { sent, caught } = await flow.send({
            payload: [...Object.values(contacts), 'nobody@example.com']
        })
        const verdicts = sent[0]?.handbook as unknown as { verdict: string; rule: string }[]
        assert.deepEqual(
            verdicts.map(({ verdict, rule }) => `${verdict} ${rule}`),
            [
                'allowed AO-02',
                'unchanged AO-01',
                'unchanged AO-01',
                'allowed AO-01',
                'unchanged AO-01',
                'unchanged AO-03'
            ]
        )
        assert.deepEqual(
            Object.keys(contacts).map((name) => held(`${name.toLowerCase()}@example.com`) ?? ''),
            ['Yes', '', '', 'Yes', '', '']
        )
        assert.equal(caught.length, 1)
        assert.match(caught[0]?.error?.message ?? '', /HUBSPOT_NOT_FOUND/)
    })

    it('a dry run and a read-only account decide and write nothing', async () => {
        const contact = plantContact(flow.crm, email)
        await mail(contact, 48)
        await meet(contact, 3)
        for (const [settings, account] of [
            [{ dryRun: true }, {}],
            [{}, { readOnly: true }]
        ]) {
            await flow.configure({ ...decided, ...settings }, account)
            const { hubspot, handbook } = await flow.ask({ payload: email })
            assert.deepEqual([handbook?.verdict, hubspot.dryRun], ['allowed', true])
            assert.equal(held(), undefined)
        }
    })

    it('a value that a person set in between stays (AO-03)', async () => {
        const contact = plantContact(flow.crm, email)
        await mail(contact, 48)
        await meet(contact, 3)
        await flow.configure(decided)
        flow.crm.faults.add({ match: { path: 'emails' }, kind: { type: 'slow', ms: 30 } })
        const asking = flow.ask({ payload: email })
        flow.crm.portal.update('contacts', contact, { activation_outbound: 'Yes' })
        const { handbook } = await asking
        assert.deepEqual([handbook?.verdict, handbook?.rule], ['unchanged', 'AO-03'])
        const history = flow.crm.portal.contactByEmail(email)?.history.activation_outbound ?? []
        assert.deepEqual(
            history.map(({ sourceType }) => sourceType),
            ['CRM_UI']
        )
    })

    it('an edition, a handbook or a portal without it is told with CONFIG_INVALID', async () => {
        plantContact(flow.crm, email)
        await flow.configure(decided, {}, '2023-02')
        await assert.rejects(flow.ask({ payload: email }), /CONFIG_INVALID.*2023-02/)
        await flow.configure({ ...decided, handbook: '' })
        await assert.rejects(flow.ask({ payload: email }), /CONFIG_INVALID.*no handbook/)
        await flow.configure(decided)
        await assert.rejects(flow.ask({ payload: { first: 'Ada' } }), /INPUT_INVALID/)
    })
})

describe("an e-mail of the CRM in the handbook's words (facts 7)", () => {
    const cases: [string, Record<string, string>, { direction?: string; automatic?: boolean }][] = [
        ['ours', { hs_email_direction: 'EMAIL' }, { direction: 'outgoing' }],
        ['ours, sent', { hs_email_direction: 'EMAIL', hs_email_status: 'SENT' }, { direction: 'outgoing' }],
        ['ours, bounced', { hs_email_direction: 'EMAIL', hs_email_status: 'BOUNCED' }, {}],
        ['ours, scheduled', { hs_email_direction: 'EMAIL', hs_email_status: 'SCHEDULED' }, {}],
        ['forwarded to the CRM', { hs_email_direction: 'FORWARDED_EMAIL' }, {}],
        [
            'theirs',
            { hs_email_direction: 'INCOMING_EMAIL', hs_email_subject: 'Re: Hello' },
            { direction: 'incoming' }
        ],
        ...[
            'Automatic reply: Hello',
            'Out of Office until Monday',
            'AUTO: gone',
            'Abwesenheitsnotiz',
            'Autoreply',
            'Réponse automatique : Hello'
        ].map((subject): [string, Record<string, string>, { direction: string; automatic: boolean }] => [
            `theirs: ${subject}`,
            { hs_email_direction: 'INCOMING_EMAIL', hs_email_subject: subject },
            { direction: 'incoming', automatic: true }
        ]),
        ...[
            'Automation of our line',
            'Re: Out of office?',
            'Auto parts and Node-RED',
            'Our out of office policy'
        ].map((subject): [string, Record<string, string>, { direction: string }] => [
            `theirs, by a person: ${subject}`,
            { hs_email_direction: 'INCOMING_EMAIL', hs_email_subject: subject },
            { direction: 'incoming' }
        ])
    ]
    for (const [what, properties, expected] of cases) {
        it(what, () => {
            assert.deepEqual(emailOf({ hs_timestamp: '2023-12-01T09:00:00Z', ...properties }), {
                type: 'email',
                at: '2023-12-01T09:00:00Z',
                ...expected
            })
        })
    }
})
