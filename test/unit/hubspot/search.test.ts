import assert from 'node:assert/strict'
import type { CrmRecord, SearchFilter, SearchQuery } from '../../../src/hubspot'
import { usePortals } from './portal'

async function idsOf(records: AsyncIterable<CrmRecord>): Promise<string[]> {
    const ids: string[] = []
    for await (const { id } of records) ids.push(id)
    return ids
}

function filters(count: number): SearchFilter[] {
    return Array.from({ length: count }, () => ({ propertyName: 'email', operator: 'HAS_PROPERTY' }))
}

describe('hubspot search', () => {
    const openPortal = usePortals()

    async function withContacts(count: number) {
        const portal = await openPortal()
        for (let index = 0; index < count; index += 1)
            portal.sandbox.portal.create('contacts', {
                email: `u${index}@example.com`,
                firstname: index % 2 ? 'Odd' : 'Even'
            })
        return portal
    }

    it('finds what matches, ascending by id, with the properties that were asked for', async () => {
        const { account } = await withContacts(5)
        const found: CrmRecord[] = []
        const query: SearchQuery = {
            filterGroups: [{ filters: [{ propertyName: 'firstname', operator: 'EQ', value: 'Odd' }] }],
            properties: ['email']
        }
        for await (const record of account.contacts.search(query)) found.push(record)
        assert.deepEqual(
            found.map(({ properties }) => properties.email),
            ['u1@example.com', 'u3@example.com']
        )
        assert.deepEqual(account.calls.search, 1)
    })

    for (const [name, filterGroups] of [
        ['without a filter', undefined],
        ['with groups', [{ filters: filters(1) }, { filters: filters(5) }]]
    ] as const)
        it(`passes 10,000 results, each once, ${name} (facts 3)`, async () => {
            const { sandbox, account } = await withContacts(10_250)
            const ids = await idsOf(
                account.contacts.search({ filterGroups: filterGroups?.map((group) => ({ ...group })) })
            )
            assert.deepEqual(
                ids,
                sandbox.portal.list('contacts').map(({ id }) => id)
            )
            assert.equal(account.calls.search, 52)
        })

    it('says so when there is no room for the filter that passes 10,000', async () => {
        const { account } = await withContacts(10_001)
        const walk = idsOf(account.contacts.search({ filterGroups: [{ filters: filters(6) }] }))
        await assert.rejects(walk, { code: 'INPUT_INVALID', message: /^more than 10000 records match/ })
        assert.equal(account.calls.search, 50)
    })

    it('goes five a second (facts 1.1) and on when it is told to wait', async () => {
        const { account, time } = await withContacts(13)
        await idsOf(account.contacts.search({ pageSize: 1 }))
        assert.equal(
            time.sleeps.reduce((sum, ms) => sum + ms, 0),
            2000
        )
    })

    it('stops at the limit, and asks for no more than that', async () => {
        const { account } = await withContacts(7)
        assert.equal((await idsOf(account.contacts.search({ limit: 5, pageSize: 3 }))).length, 5)
        assert.equal(account.calls.search, 2)
    })

    it('sees what comes while it pages, and nothing twice', async () => {
        const { sandbox, account } = await withContacts(6)
        const seen: string[] = []
        for await (const { id } of account.contacts.search({ pageSize: 2 })) {
            if (seen.length === 1) sandbox.portal.archive('contacts', id)
            if (seen.length === 2) sandbox.portal.create('contacts', { email: 'late@example.com' })
            seen.push(id)
        }
        assert.equal(seen.length, 7)
        assert.equal(new Set(seen).size, 7)
    })

    it('pages by offset when a group has no room for another filter', async () => {
        const { account } = await withContacts(5)
        const ids = await idsOf(
            account.contacts.search({ pageSize: 2, filterGroups: [{ filters: filters(6) }] })
        )
        assert.equal(ids.length, 5)
    })

    for (const [name, query] of [
        ['six groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: filters(1) })) }],
        ['seven filters in a group', { filterGroups: [{ filters: filters(7) }] }],
        ['nineteen filters', { filterGroups: [6, 6, 5, 2].map((count) => ({ filters: filters(count) })) }],
        ['a body of more than 3,000 characters', { query: 'x'.repeat(3000) }],
        ['a page of 201', { pageSize: 201 }],
        ['a limit of nothing', { limit: 0 }],
        ['groups that are none', { filterGroups: 'all' }],
        ['a group without filters', { filterGroups: [{}] }],
        ['an empty group', { filterGroups: [{ filters: [] }] }],
        ['a filter without an operator', { filterGroups: [{ filters: [{ propertyName: 'email' }] }] }],
        [
            'a value of the wrong type',
            { filterGroups: [{ filters: [{ propertyName: 'a', operator: 'EQ', value: {} }] }] }
        ]
    ] as [string, object][])
        it(`refuses ${name} before any call (facts 3)`, async () => {
            const { account } = await openPortal()
            await assert.rejects(idsOf(account.contacts.search(query)), { code: 'INPUT_INVALID' })
            assert.equal(account.calls.search, 0)
        })

    it('is ended by its signal', async () => {
        const { account } = await withContacts(3)
        const abort = new AbortController()
        const walk = async () => {
            for await (const record of account.contacts.search({ pageSize: 1, signal: abort.signal }))
                if (record) abort.abort()
        }
        await assert.rejects(walk(), { code: 'CLOSED' })
    })
})

describe('hubspot list', () => {
    const openPortal = usePortals()

    it('gives every record, 100 to a page, and archived ones when asked', async () => {
        const { sandbox, account, calls } = await openPortal()
        for (let index = 0; index < 205; index += 1)
            sandbox.portal.create('contacts', { email: `u${index}@example.com` })
        const all = sandbox.portal.list('contacts').map(({ id }) => id)
        sandbox.portal.archive('contacts', all[3] ?? '')
        assert.deepEqual(await idsOf(account.contacts.list()), all.toSpliced(3, 1))
        assert.equal(calls().length, 3)
        assert.deepEqual(await idsOf(account.contacts.list({ archived: true })), [all[3]])
        assert.equal((await idsOf(account.contacts.list({ limit: 7 }))).length, 7)
    })

    it('takes more properties than fit into an address (facts 1.4, 414)', async () => {
        const { sandbox, account } = await openPortal()
        for (let index = 0; index < 3; index += 1)
            sandbox.portal.create('contacts', { email: `u${index}@example.com`, company: 'FlowFuse' })
        const properties = [
            'company',
            ...Array.from({ length: 300 }, (_, index) => `a_property_with_a_long_name_${index}`)
        ]
        const companies: unknown[] = []
        for await (const record of account.contacts.list({ properties }))
            companies.push(record.properties.company)
        assert.deepEqual(companies, ['FlowFuse', 'FlowFuse', 'FlowFuse'])
    })

    it('reads histories', async () => {
        const { sandbox, account } = await openPortal()
        sandbox.portal.create('contacts', { email: 'jane@example.com', hs_lead_status: 'NEW' })
        for await (const record of account.contacts.list({ propertiesWithHistory: ['hs_lead_status'] }))
            assert.deepEqual(
                record.propertiesWithHistory?.hs_lead_status?.map(({ value }) => value),
                ['NEW']
            )
    })
})
