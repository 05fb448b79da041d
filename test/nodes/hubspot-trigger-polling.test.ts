import assert from 'node:assert/strict'
import { startTriggerFlow, triggerId, type TriggerFlow } from '../support/trigger-flow'

interface NodeWithContext {
    context(): { flow: { get(key: string): unknown; set(key: string, value: unknown): void } }
}

describe('hubspot-trigger: polling', () => {
    let flow: TriggerFlow

    before(async () => {
        flow = await startTriggerFlow({ seed: 'empty' })
    })
    beforeEach(() => flow.crm.faults.clear())
    after(() => flow?.stop())

    const day = 86_400_000
    /** Where the node keeps its cursor. */
    const stored = () => {
        const { flow: context } = (flow.nodeRed.node(triggerId) as unknown as NodeWithContext).context()
        const key = `hubspot-trigger-${triggerId}`
        return { get: () => context.get(key), set: (value: unknown) => context.set(key, value) }
    }
    const contact = (email: string, more = {}) => flow.crm.portal.create('contacts', { email, ...more }).id
    /** The first poll has ended well. */
    const polled = () => flow.until(() => flow.statuses.at(-1)?.fill === 'green')
    const both = {
        events: ['contact.creation', 'contact.propertyChange'],
        contactChanges: ['lifecyclestage'],
        contactProperties: ['email'],
        interval: '86400'
    }

    it('sends nothing of the past; then each event with record, old value, address and time', async () => {
        const id = contact('old@example.com', { lifecyclestage: 'subscriber' })
        flow.crm.clock.advance('PT1H')
        await flow.configure(both)
        await polled()
        assert.equal(flow.sent.length, 0)
        assert.equal(flow.statuses.at(-1)?.text, 'waiting')

        flow.crm.portal.update('contacts', id, { lifecyclestage: 'lead' })
        await flow.configure(both)
        await flow.until(() => flow.sent.length > 0)
        const [{ _msgid, payload, ...message } = {} as Record<string, unknown>] = flow.sent
        const record = flow.crm.portal.get('contacts', id)
        const { properties } = payload as { properties: Record<string, string> }
        assert.deepEqual([properties.email, properties.lifecyclestage], ['old@example.com', 'lead'])
        assert.deepEqual(message, {
            topic: 'contact.propertyChange',
            hubspot: {
                portalId: flow.crm.portal.id,
                objectType: 'contacts',
                id,
                url: `https://app.hubspot.com/contacts/${flow.crm.portal.id}/record/0-1/${id}`,
                event: 'propertyChange',
                created: false,
                changed: { lifecyclestage: { from: 'subscriber', to: 'lead' } },
                occurredAt: record?.history.lifecyclestage?.[0]?.timestamp,
                source: { type: 'CRM_UI', id: 'userId:28604240' },
                by: 'polling',
                dryRun: false
            }
        })
        await polled()
        assert.equal(flow.statuses.at(-1)?.text, '1 sent')
    })

    it('from a date: what has happened since is sent first', async () => {
        contact('a@example.com', { lifecyclestage: 'lead' })
        const beginDate = new Date(flow.crm.clock.now() - 1000).toISOString()
        stored().set(undefined)
        await flow.configure({ ...both, begin: 'date', beginDate, id: triggerId })
        await flow.until(() => flow.sent.length >= 2)
        assert.deepEqual(new Set(flow.sent.map(({ topic }) => topic)), new Set(both.events))
    })

    for (const [what, cursor] of [
        ['garbage', { nonsense: true }],
        ['a text', 'yesterday'],
        ['a cursor of a newer version', { version: 9 }],
        [
            'a cursor of the future',
            {
                version: 1,
                portalId: 48_100_200,
                start: '2020-01-01T00:00:00.000Z',
                until: '2099-01-01T00:00:00.000Z',
                seen: []
            }
        ]
    ] as const) {
        it(`${what} is told to Catch, and the last week is sent: nothing is skipped`, async () => {
            flow.crm.clock.advance('P30D')
            contact('lost@example.com')
            flow.crm.clock.advance('P6D')
            stored().set(cursor)
            await flow.configure(both)
            await flow.until(() => flow.sent.length > 0 && flow.caught.length > 0)
            assert.equal(flow.sent[0]?.payload.properties.email, 'lost@example.com')
            assert.match(String(flow.caught[0]?.error.message), /cursor .*begins anew at \d{4}-/)
            await polled()
            assert.ok(stored().get() !== cursor)
            flow.crm.portal.archive('contacts', flow.crm.portal.contactByEmail('lost@example.com')?.id ?? '')
        })
    }

    it('a cursor of another portal begins as a first poll does', async () => {
        stored().set({
            version: 1,
            portalId: 1,
            start: '2020-01-01T00:00:00.000Z',
            until: '2020-01-01T00:00:00.000Z',
            seen: []
        })
        await flow.configure(both)
        await polled()
        assert.match(String(flow.caught[0]?.error.message), /another portal/)
        assert.equal(flow.sent.length, 0)
    })

    it('a store that is not there is an error to Catch and in the status, and nothing is polled', async () => {
        flow.crm.log.clear()
        await flow.configure({ ...both, store: 'persistent' })
        await flow.until(() => flow.caught.length > 0)
        assert.match(String(flow.caught[0]?.error.message), /no context store persistent/)
        assert.equal(flow.statuses.at(-1)?.fill, 'red')
        assert.equal(flow.crm.log.count({ kind: 'search' }), 0)
    })

    for (const [what, settings] of [
        ['no event', { events: [] }],
        ['an interval that is too short', { interval: '1' }],
        ['an interval that is none', { interval: 'often' }],
        ['a date that is none', { begin: 'date', beginDate: 'soon' }],
        ['a date of the future', { begin: 'date', beginDate: '2999-01-01' }],
        ['no account', { account: '' }]
    ] as const) {
        it(`${what} is CONFIG_INVALID`, async () => {
            stored().set(undefined)
            await flow.configure({ ...both, ...settings })
            await flow.until(() => flow.caught.length > 0)
            assert.match(String(flow.caught[0]?.error.message), /^CONFIG_INVALID: /)
        })
    }

    it('an error of HubSpot is told once, and the next poll goes on from the same cursor', async () => {
        await flow.configure(both)
        await polled()
        contact('meanwhile@example.com')
        flow.crm.faults.add({ match: { path: 'batch/read' }, kind: { type: 'status', status: 401 } })
        await flow.configure(both)
        await flow.until(() => flow.caught.length > 0)
        assert.match(String(flow.caught[0]?.error.message), /^HUBSPOT_AUTH/)
        assert.equal(flow.sent.length, 0)
        await flow.configure(both)
        await flow.until(() => flow.sent.length > 0)
        assert.equal(flow.sent[0]?.payload.properties.email, 'meanwhile@example.com')
    })

    it('a restart with the cursor repeats nothing, a week of downtime loses nothing', async () => {
        await polled()
        await flow.configure(both)
        await polled()
        assert.equal(flow.sent.length, 0)
        for (let i = 0; i < 7; i += 1) {
            contact(`day${i}@example.com`)
            flow.crm.clock.advance(day)
        }
        await flow.configure(both)
        await flow.until(() => flow.sent.length >= 7)
        await polled()
        assert.deepEqual(
            flow.sent.map(({ payload }) => payload.properties.email),
            Array.from({ length: 7 }, (_, i) => `day${i}@example.com`)
        )
    })

    it('deals and associations too', async () => {
        const events = ['deal.creation', 'deal.propertyChange', 'deal.associationChange']
        const deals = { events, dealChanges: ['dealstage'], dealProperties: ['dealname'], interval: '86400' }
        const person = contact('deal@example.com')
        const deal = flow.crm.portal.create('deals', { dealname: 'D', dealstage: 'qualifiedtobuy' }).id
        await fetch(
            `${flow.crm.url}/crm/objects/2026-09/deals/${deal}/associations/default/contacts/${person}`,
            {
                method: 'PUT',
                headers: { authorization: `Bearer ${flow.crm.token}` }
            }
        )
        flow.crm.portal.update('deals', deal, { dealstage: 'closedwon' })
        await flow.configure(deals)
        await flow.until(() => flow.sent.length >= 4)
        assert.deepEqual(
            new Set(flow.sent.map(({ topic, hubspot }) => `${topic} ${JSON.stringify(hubspot.changed)}`)),
            new Set([
                'deal.creation {}',
                'deal.propertyChange {"dealstage":{"from":null,"to":"qualifiedtobuy"}}',
                'deal.propertyChange {"dealstage":{"from":"qualifiedtobuy","to":"closedwon"}}',
                'deal.associationChange {"num_associated_contacts":{"from":null,"to":"1"}}'
            ])
        )
        const associated = flow.sent.find(({ topic }) => topic === 'deal.associationChange')
        assert.deepEqual(associated?.hubspot.associated, {
            objectType: 'contacts',
            ids: [person],
            removed: false
        })
    })

    it('closing ends what runs and clears the status', async () => {
        flow.crm.faults.add({ match: { path: 'search' }, kind: { type: 'slow', ms: 20_000 } })
        flow.crm.log.clear()
        await flow.configure(both)
        await flow.until(() => flow.crm.log.count({ kind: 'search' }) > 0)
        await flow.configure({ ...both, d: true })
        assert.deepEqual(flow.caught, [])
    })
})
