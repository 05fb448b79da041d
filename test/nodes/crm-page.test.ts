import assert from 'node:assert/strict'
import fc from 'fast-check'
import { contactOf, fold, orderContacts } from '../../nodes/hubspot-account/crm-page/contacts'
import { editorPathOf, tokenIn, tokenKeyOf } from '../../nodes/hubspot-account/crm-page/editor-login'
import { readContactQuery, readPipeline } from '../../nodes/hubspot-account/crm-page/queries'
import { timelineOf } from '../../nodes/hubspot-account/crm-page/timeline'

describe('CRM page: the timeline (facts 2, propertiesWithHistory)', () => {
    const person = { sourceType: 'CRM_UI', sourceId: 'userId:1' }
    const flow = { sourceType: 'INTEGRATION', sourceId: '7', sourceLabel: 'Node-RED' }

    it('makes one entry of what one source changed at one moment, newest first', () => {
        const entries = timelineOf({
            lastname: [{ value: 'Lovelace', timestamp: '2026-11-01T10:00:00.000Z', ...person }],
            firstname: [
                { value: 'Ada', timestamp: '2026-11-02T10:00:00.000Z', ...flow },
                { value: 'ada', timestamp: '2026-11-01T10:00:00.000Z', ...person }
            ]
        })
        assert.deepEqual(entries, [
            {
                at: '2026-11-02T10:00:00.000Z',
                ...flow,
                changes: [{ property: 'firstname', from: 'ada', to: 'Ada' }]
            },
            {
                at: '2026-11-01T10:00:00.000Z',
                ...person,
                sourceLabel: '',
                changes: [
                    { property: 'firstname', from: '', to: 'ada' },
                    { property: 'lastname', from: '', to: 'Lovelace' }
                ]
            }
        ])
    })

    it('keeps two sources of the same moment apart', () => {
        const timestamp = '2026-11-01T10:00:00.000Z'
        const entries = timelineOf({
            firstname: [{ value: 'Ada', timestamp, ...person }],
            lastname: [{ value: 'Lovelace', timestamp, ...flow }]
        })
        assert.equal(entries.length, 2)
    })

    it('shows every value of one property also when the clock stood still', () => {
        const timestamp = '2026-11-01T10:00:00.000Z'
        const entries = timelineOf({
            phone: ['3', '2', '1'].map((value) => ({ value, timestamp, ...person }))
        })
        assert.deepEqual(
            entries.flatMap(({ changes }) => changes.map(({ from, to }) => `${from}>${to}`)),
            ['2>3', '1>2', '>1']
        )
    })

    it('takes the first of several values at one moment for part of what else was written then', () => {
        const timestamp = '2026-11-01T10:00:00.000Z'
        const entries = timelineOf({
            email: [{ value: 'ada@example.com', timestamp, ...person }],
            lifecyclestage: ['lead', 'subscriber'].map((value) => ({ value, timestamp, ...person }))
        })
        assert.deepEqual(
            entries.map(({ changes }) => changes.map(({ to }) => to)),
            [['lead'], ['ada@example.com', 'subscriber']]
        )
    })

    it('puts what people write before what HubSpot keeps itself; the lead status is of people', () => {
        const timestamp = '2026-11-01T10:00:00.000Z'
        const one = [{ value: 'x', timestamp, ...person }]
        const [entry] = timelineOf({ hs_is_unworked: one, hs_lead_status: one, phone: one })
        assert.deepEqual(
            entry?.changes.map(({ property }) => property),
            ['hs_lead_status', 'phone', 'hs_is_unworked']
        )
    })
})

describe('CRM page: search and order of contacts', () => {
    const contact = (id: string, properties: Record<string, string>) =>
        contactOf({
            id,
            objectType: 'contacts',
            properties,
            history: {},
            createdAt: '2026-11-01T10:00:00.000Z',
            updatedAt: `2026-11-0${id}T10:00:00.000Z`,
            archived: false
        })
    const everyone = [
        contact('1', {
            firstname: 'Zoë',
            lastname: 'Müller',
            email: 'zoe@example.com',
            lifecyclestage: 'customer'
        }),
        contact('2', { firstname: 'Ada', lastname: 'Lovelace', company: 'Engines', lifecyclestage: 'lead' }),
        contact('3', { email: 'nobody@example.com', hs_lead_status: 'OPEN' }),
        contact('4', { firstname: 'ada', lastname: 'Byron', lifecyclestage: '1066237962' })
    ]
    const words = {
        stages: ['lead', 'customer', '1066237962'],
        labels: {
            lifecyclestage: { lead: 'Lead', customer: 'Customer', '1066237962': 'Product Qualified Lead' },
            hs_lead_status: { OPEN: 'Open', NEW: 'A new one' }
        }
    }
    const ids = (
        search: string,
        sort: Parameters<typeof orderContacts>[1]['sort'] = 'updatedAt',
        descending = false
    ) => orderContacts(everyone, { search, sort, descending }, words).map(({ id }) => id)

    const searches: [string, string, string[]][] = [
        ['nothing finds everyone', '', ['1', '2', '3', '4']],
        ['blanks alone find everyone', '   ', ['1', '2', '3', '4']],
        ['case does not matter', 'ADA', ['2', '4']],
        ['accents do not matter', 'muller zoe', ['1']],
        ['all words must occur, in any order', 'lovelace ada', ['2']],
        ['an e-mail is found by a part', 'nobody@', ['3']],
        ['stage and status are found by internal value', 'customer', ['1']],
        ['and by what the portal calls them', 'product qualified', ['4']],
        ['no match finds nobody', 'quux', []]
    ]
    for (const [name, search, expected] of searches) it(name, () => assert.deepEqual(ids(search), expected))

    it('sorts names without regard to case, empty ones last either way', () => {
        assert.deepEqual(ids('', 'name'), ['4', '2', '1', '3'])
        assert.deepEqual(ids('', 'name', true), ['1', '2', '4', '3'])
    })

    it("sorts stages in the portal's order, those that it no longer has behind", () => {
        assert.deepEqual(ids('', 'stage'), ['2', '1', '4', '3'])
        const stages = ['1066237962', 'customer']
        const query = { search: '', sort: 'stage', descending: false } as const
        assert.deepEqual(
            orderContacts(everyone, query, { stages, labels: {} }).map(({ id }) => id),
            ['4', '1', '2', '3']
        )
    })

    it('sorts statuses by what they are called', () => {
        const statuses = ['OPEN', 'NEW'].map((hs_lead_status, index) =>
            contact(String(index + 1), { hs_lead_status })
        )
        const query = { search: '', sort: 'status', descending: false } as const
        assert.deepEqual(
            orderContacts(statuses, query, words).map(({ id }) => id),
            ['2', '1']
        )
    })

    it('folds any text without failing, and folding twice changes nothing', () => {
        fc.assert(
            fc.property(
                fc.string({ unit: 'binary', maxLength: 50 }),
                (text) => fold(fold(text)) === fold(text)
            )
        )
    })
})

describe('CRM page: what its address and its answers are made of', () => {
    const paths: [string, string, string][] = [
        ['/hubspot-nodes/crm/', '/', 'auth-tokens'],
        ['/red/hubspot-nodes/crm/', '/red/', 'auth-tokens-red'],
        ['/a/b/hubspot-nodes/crm/', '/a/b/', 'auth-tokens-a-b']
    ]
    for (const [page, editor, key] of paths)
        it(`${page} is below the editor at ${editor}, whose log-in is ${key}`, () => {
            assert.equal(editorPathOf(page), editor)
            assert.equal(tokenKeyOf(editor), key)
        })

    it("reads the editor's token and nothing else", () => {
        assert.equal(tokenIn('{"access_token":"abc","expires_in":1}'), 'abc')
        for (const stored of [null, '', 'null', '7', '{', '[]', '{"access_token":7}'])
            assert.equal(tokenIn(stored), null)
    })

    it('has defaults for a query that says nothing', () => {
        assert.deepEqual(readContactQuery({}), {
            search: '',
            sort: 'updatedAt',
            descending: true,
            offset: 0,
            limit: 50
        })
    })
    const wrong = [
        { sort: 'constructor' },
        { sort: ['name'] },
        { descending: 'yes' },
        { offset: '-1' },
        { offset: '1.5' },
        { limit: '0' },
        { limit: '201' },
        { limit: ['1', '2'] },
        { search: { a: 'b' } }
    ]
    for (const query of wrong)
        it(`refuses the query ${JSON.stringify(query)}`, () =>
            assert.throws(() => readContactQuery(query), { code: 'INPUT_INVALID' }))

    it('reads which pipeline is asked for', () => {
        assert.equal(readPipeline(undefined), null)
        assert.equal(readPipeline('default'), 'default')
        for (const value of [['default'], { a: 'b' }, 'x'.repeat(37)])
            assert.throws(() => readPipeline(value), { code: 'INPUT_INVALID' })
    })
})
