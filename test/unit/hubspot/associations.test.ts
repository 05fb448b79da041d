import assert from 'node:assert/strict'
import { openAccount, type Account } from '../../../src/hubspot'
import { startSandbox, type Sandbox } from '../../../src/sandbox'

describe('hubspot: associations and expected values', () => {
    let crm: Sandbox
    let account: Account

    before(async () => {
        crm = await startSandbox()
    })
    beforeEach(() => {
        crm.portal.reset()
        crm.log.clear()
        crm.faults.clear()
        account = openAccount({ token: crm.token, baseUrl: crm.url })
    })
    afterEach(() => account.close())
    after(() => crm.close())

    const contact = (email: string, more: Record<string, string> = {}) =>
        crm.portal.create('contacts', { email, ...more }).id
    const associate = async (from: string, fromId: string, to: string, toId: string) => {
        const url = `${crm.url}/crm/objects/2026-09/${from}/${fromId}/associations/default/${to}/${toId}`
        const answer = await fetch(url, { method: 'PUT', headers: { authorization: `Bearer ${crm.token}` } })
        assert.equal(answer.status, 200)
    }

    it('gives the ids of associated records, and none for a record without any or one that is not there', async () => {
        const id = contact('a@example.com')
        const lonely = contact('b@example.com')
        const deals = ['one', 'two'].map(
            (dealname) => crm.portal.create('deals', { dealname, dealstage: 'qualifiedtobuy' }).id
        )
        for (const deal of deals) await associate('contacts', id, 'deals', deal)
        assert.deepEqual((await account.associations.read('contacts', 'deals', id)).toSorted(), deals)
        assert.deepEqual(await account.associations.read('contacts', 'deals', lonely), [])
        assert.deepEqual(await account.associations.read('contacts', 'deals', '999999'), [])
    })

    it('asks for 250 records in three calls of at most 100 (facts 6), each record once', async () => {
        const ids = Array.from({ length: 250 }, (_, index) => contact(`n${index}@example.com`))
        const note = crm.portal.create('notes', {
            hs_timestamp: '2026-11-01T00:00:00Z',
            hs_note_body: 'x'
        }).id
        await associate('contacts', ids[120]!, 'notes', note)
        crm.log.clear()
        const found = await Promise.all(
            [...ids, ids[120]!].map((id) => account.associations.read('contacts', 'notes', id))
        )
        assert.deepEqual([found[120], found[250], found[0]], [[note], [note], []])
        const calls = crm.log.entries.filter(({ path }) => path.includes('/associations/'))
        assert.deepEqual(
            calls.map(({ inputs }) => inputs),
            [100, 100, 50]
        )
    })

    it('fails with a code for what cannot be a record, when HubSpot refuses, and when aborted', async () => {
        const id = contact('a@example.com')
        await assert.rejects(account.associations.read('contacts', 'deals', 'x y'), { code: 'INPUT_INVALID' })
        crm.faults.add({ kind: { type: 'status', status: 401 }, times: 10 })
        await assert.rejects(account.associations.read('contacts', 'deals', id), { code: 'HUBSPOT_AUTH' })
        crm.faults.clear()
        const abort = new AbortController()
        const asked = account.associations.read('contacts', 'deals', id, { signal: abort.signal })
        abort.abort()
        await assert.rejects(asked, { code: 'CLOSED' })
        await account.close()
        await assert.rejects(account.associations.read('contacts', 'deals', id), { code: 'CLOSED' })
    })

    it('an update writes only while the record still has what was expected', async () => {
        const id = contact('a@example.com', { lifecyclestage: 'lead' })
        const write = (expected: string) =>
            account.contacts.update(
                { id },
                { lifecyclestage: 'marketingqualifiedlead' },
                { expect: { lifecyclestage: expected } }
            )
        await assert.rejects(write(''), { code: 'HUBSPOT_CONFLICT' })
        await assert.rejects(write('subscriber'), { code: 'HUBSPOT_CONFLICT' })
        assert.equal(crm.log.count({ kind: 'write' }), 0)
        await write('lead')
        assert.equal(crm.portal.get('contacts', id)?.properties.lifecyclestage, 'marketingqualifiedlead')
    })
})
