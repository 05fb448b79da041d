import assert from 'node:assert/strict'
import { byEmail, codes, usePortals } from './portal'

describe('hubspot lifecycle writes', () => {
    const openPortal = usePortals()

    async function withContact(lifecyclestage: string) {
        const portal = await openPortal()
        const { id } = portal.sandbox.portal.create('contacts', { email: 'jane@example.com', lifecyclestage })
        const stage = () => portal.sandbox.portal.get('contacts', id)?.properties.lifecyclestage ?? ''
        return { ...portal, id, stage }
    }

    it('are read back, not by search (facts 4: a backward write is silent)', async () => {
        const { account, id, stage, calls } = await withContact('lead')
        const { changed } = await account.contacts.update({ id }, { lifecyclestage: 'opportunity' })
        assert.deepEqual(changed, { lifecyclestage: { from: 'lead', to: 'opportunity' } })
        assert.equal(stage(), 'opportunity')
        assert.deepEqual(calls(), ['POST /batch/read 1', 'POST /batch/update 1', 'POST /batch/read 1'])
    })

    it('that HubSpot ignores are HUBSPOT_NOT_APPLIED', async () => {
        const { account, id, stage } = await withContact('customer')
        await assert.rejects(account.contacts.update({ id }, { lifecyclestage: 'lead' }), {
            code: 'HUBSPOT_NOT_APPLIED',
            message: 'lifecyclestage: not applied by HubSpot, which moves it forward only'
        })
        assert.equal(stage(), 'customer')
    })

    it('go back by clearing and setting in two requests, when that is allowed (facts 4)', async () => {
        const { account, id, stage, calls } = await withContact('customer')
        const { changed, record } = await account.contacts.update(
            { id },
            { lifecyclestage: 'lead', firstname: 'Jane' },
            { allowBackward: true }
        )
        assert.deepEqual(changed, {
            lifecyclestage: { from: 'customer', to: 'lead' },
            firstname: { from: null, to: 'Jane' }
        })
        assert.deepEqual([stage(), record.properties.lifecyclestage], ['lead', 'lead'])
        assert.deepEqual(calls().filter((call) => call.includes('update')).length, 3)
    })

    it('can clear the stage', async () => {
        const { account, id, stage } = await withContact('lead')
        await account.contacts.update({ id }, { lifecyclestage: '' }, { blank: 'clear' })
        assert.equal(stage(), '')
    })

    it('of a hundred contacts take one read more, and one that is ignored fails alone', async () => {
        const { sandbox, account, calls } = await openPortal()
        const ids = Array.from({ length: 100 }, (_, index) =>
            sandbox.portal.create('contacts', {
                email: `u${index}@example.com`,
                lifecyclestage: index === 42 ? 'customer' : 'subscriber'
            })
        ).map(({ id }) => id)
        const answers = await codes(
            ids.map((id) => account.contacts.update({ id }, { lifecyclestage: 'lead' }))
        )
        assert.deepEqual(
            answers.flatMap((code, index) => (code === 'ok' ? [] : [[index, code]])),
            [[42, 'HUBSPOT_NOT_APPLIED']]
        )
        assert.equal(calls().length, 3)
    })

    it('of a new contact are believed', async () => {
        const { account, calls } = await openPortal()
        await account.contacts.upsert(byEmail('new@example.com'), { lifecyclestage: 'customer' })
        assert.deepEqual(calls(), ['POST /batch/read 1', 'POST /batch/create 1'])
    })

    it('that fail between clearing and setting say so', async () => {
        const { sandbox, account, id, stage } = await withContact('customer')
        sandbox.faults.add({
            match: { path: /batch\/update/ },
            after: 2,
            times: 9,
            kind: { type: 'status', status: 503 }
        })
        await assert.rejects(
            account.contacts.update({ id }, { lifecyclestage: 'lead' }, { allowBackward: true }),
            {
                code: 'HUBSPOT_UNAVAILABLE',
                message: /^lifecyclestage was cleared, but not set again/
            }
        )
        assert.equal(stage(), '')
    })
})
