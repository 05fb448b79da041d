import assert from 'node:assert/strict'
import type { WriteResult } from '../../../src/hubspot'
import { turningTime } from './clocks'
import { byEmail, codes, defineUnique, usePortals } from './portal'

describe('hubspot contacts', () => {
    const openPortal = usePortals()

    describe('upsert', () => {
        it('creates a contact that is not there, and says what was set', async () => {
            const { sandbox, account } = await openPortal()
            const { outcome, record, changed, dryRun } = await account.contacts.upsert(
                byEmail(' Jane@Example.com '),
                {
                    firstname: 'Jane'
                }
            )
            const [held] = sandbox.portal.list('contacts')
            assert.deepEqual([outcome, dryRun, record.id], ['created', false, held?.id])
            assert.deepEqual(changed, {
                firstname: { from: null, to: 'Jane' },
                email: { from: null, to: 'jane@example.com' }
            })
            assert.equal(
                record.url?.endsWith(`/record/0-1/${held?.id}`),
                true,
                'the url that HubSpot sends is kept'
            )
        })

        it('writes only what differs, and nothing when nothing does', async () => {
            const { sandbox, account, calls } = await openPortal()
            const { id } = sandbox.portal.create('contacts', { email: 'jane@example.com', firstname: 'Jane' })
            const wanted = { email: 'JANE@example.com', firstname: 'Jane', lastname: 'Doe' }
            const first = await account.contacts.upsert(byEmail('jane@example.com'), wanted)
            assert.deepEqual([first.outcome, first.record.id], ['updated', id])
            assert.deepEqual(first.changed, { lastname: { from: null, to: 'Doe' } })
            sandbox.log.clear()
            const second = await account.contacts.upsert(byEmail('jane@example.com'), wanted)
            assert.deepEqual([second.outcome, second.changed], ['unchanged', {}])
            assert.deepEqual(calls(), ['POST /batch/read 1'])
        })

        it('gives back the properties that were asked for', async () => {
            const { sandbox, account } = await openPortal()
            sandbox.portal.create('contacts', {
                email: 'jane@example.com',
                company: 'FlowFuse',
                jobtitle: 'CTO'
            })
            const { record } = await account.contacts.upsert(
                byEmail('jane@example.com'),
                { firstname: 'Jane' },
                { properties: ['company'] }
            )
            assert.equal(record.properties.company, 'FlowFuse')
            assert.equal(record.properties.firstname, 'Jane')
            assert.equal('jobtitle' in record.properties, false)
        })

        it('finds a contact by an e-mail that is not its first, and leaves its first alone (facts 2)', async () => {
            const { sandbox, account } = await openPortal()
            const { id } = sandbox.portal.create('contacts', {
                email: 'jane@example.com',
                hs_additional_emails: 'jd@old.example'
            })
            const { outcome, record } = await account.contacts.upsert(byEmail('jd@old.example'), {
                email: 'jd@old.example',
                firstname: 'Jane'
            })
            assert.deepEqual(
                [outcome, record.id, record.properties.email],
                ['updated', id, 'jane@example.com']
            )
            assert.equal(sandbox.portal.list('contacts').length, 1)
        })

        it('works with a unique property of the portal’s own', async () => {
            const { sandbox, account } = await openPortal()
            await defineUnique(sandbox, 'flowfuse_id')
            const ref = { idProperty: 'flowfuse_id', value: 'u-42' }
            const first = await account.contacts.upsert(ref, { firstname: 'Jane' })
            const second = await account.contacts.upsert(ref, { lastname: 'Doe' })
            assert.deepEqual([first.outcome, second.outcome], ['created', 'updated'])
            assert.deepEqual(
                sandbox.portal.list('contacts').map(({ properties }) => properties.flowfuse_id),
                ['u-42']
            )
        })

        it('refuses to write over somebody else whose e-mail the new contact would take', async () => {
            const { sandbox, account } = await openPortal()
            await defineUnique(sandbox, 'flowfuse_id')
            const { id } = sandbox.portal.create('contacts', { email: 'jane@example.com', firstname: 'Jane' })
            await assert.rejects(
                account.contacts.upsert(
                    { idProperty: 'flowfuse_id', value: '7' },
                    { email: 'jane@example.com', firstname: 'Jo' }
                ),
                { code: 'HUBSPOT_CONFLICT', details: { existingId: id } }
            )
            assert.equal(sandbox.portal.get('contacts', id)?.properties.firstname, 'Jane')
        })

        it('by an id that is not there is an error, not a new contact', async () => {
            const { sandbox, account } = await openPortal()
            await assert.rejects(account.contacts.upsert({ id: '999' }, { firstname: 'Jane' }), {
                code: 'HUBSPOT_NOT_FOUND'
            })
            assert.equal(sandbox.portal.list('contacts').length, 0)
        })

        it('becomes an update when someone else creates the contact meanwhile (409)', async () => {
            const { sandbox, account } = await openPortal()
            const stop = sandbox.faults.add({ match: { path: /batch\/create/ }, kind: { type: 'reset' } })
            const pending = account.contacts.upsert(byEmail('jane@example.com'), { firstname: 'Jane' })
            while (sandbox.log.entries.length === 0) await new Promise((resolve) => setImmediate(resolve))
            const { id } = sandbox.portal.create('contacts', { email: 'jane@example.com', lastname: 'Doe' })
            const { outcome, record } = await pending
            stop()
            assert.deepEqual([outcome, record.id], ['updated', id])
            assert.deepEqual(sandbox.portal.get('contacts', id)?.properties.lastname, 'Doe')
        })
    })

    describe('in great numbers', () => {
        const many = (count: number, from = 0) =>
            Array.from({ length: count }, (_, index) => `user${index + from}@example.com`)
        const writes = (calls: string[]) => calls.filter((call) => /create|update/.test(call)).length

        it('500 single upserts of new contacts make 5 reads and 5 writes', async () => {
            const { sandbox, account, calls } = await openPortal()
            const results = await Promise.all(
                many(500).map((email, index) =>
                    account.contacts.upsert(byEmail(email), { firstname: `N${index}` })
                )
            )
            assert.equal(sandbox.portal.list('contacts').length, 500)
            assert.deepEqual(
                results.map(({ record }) => record.properties.email),
                many(500),
                'each its own record'
            )
            assert.deepEqual([calls().length, writes(calls())], [10, 5])
            assert.deepEqual({ ...account.calls }, { read: 5, write: 5, search: 0 })
        })

        it('500 single upserts that trickle in, one each turn, make at most 8 writes of a HubSpot that answers at once', async () => {
            const { sandbox, open } = await openPortal()
            const time = turningTime()
            const account = open({ time })
            const emails = many(500)
            const answers: WriteResult[] = []
            while (answers.length < 500) {
                const email = emails[time.now()]
                if (email)
                    void account.contacts.upsert(byEmail(email), {}).then((answer) => answers.push(answer))
                await time.turn()
            }
            assert.equal(sandbox.portal.list('contacts').length, 500)
            assert.ok(account.calls.write <= 8, `${account.calls.write} writes`)
        })

        it('500 single upserts, half of them new, make 5 reads and 6 writes', async () => {
            const { sandbox, account, calls } = await openPortal()
            for (const email of many(250)) sandbox.portal.create('contacts', { email })
            await Promise.all(
                many(500).map((email) => account.contacts.upsert(byEmail(email), { firstname: 'N' }))
            )
            assert.deepEqual([calls().length, writes(calls())], [11, 6])
            assert.equal(sandbox.portal.list('contacts').length, 500)
        })

        it('500 single upserts that change nothing make 5 reads and no write', async () => {
            const { sandbox, account, calls } = await openPortal()
            for (const email of many(500)) sandbox.portal.create('contacts', { email, firstname: 'N' })
            await Promise.all(
                many(500).map((email) => account.contacts.upsert(byEmail(email), { firstname: 'N' }))
            )
            assert.deepEqual([calls().length, writes(calls())], [5, 0])
        })

        it('the same contact in one tick is written in order, and created once', async () => {
            const { sandbox, account } = await openPortal()
            const results = await Promise.all(
                ['A', 'B', 'C'].map((firstname) =>
                    account.contacts.upsert(byEmail('jane@example.com'), { firstname })
                )
            )
            assert.deepEqual(
                results.map(({ outcome, changed }: WriteResult) => [
                    outcome,
                    changed.firstname?.from,
                    changed.firstname?.to
                ]),
                [
                    ['created', null, 'A'],
                    ['updated', 'A', 'B'],
                    ['updated', 'B', 'C']
                ]
            )
            assert.equal(sandbox.portal.contactByEmail('jane@example.com')?.properties.firstname, 'C')
        })

        it('500 gets of one contact are one call', async () => {
            const { sandbox, account, calls } = await openPortal()
            const { id } = sandbox.portal.create('contacts', { email: 'jane@example.com' })
            await Promise.all(many(500).map(() => account.contacts.get({ id })))
            assert.deepEqual(calls(), ['POST /batch/read 1'])
        })

        it('refuses more than may wait, and loses nothing of what it took', async () => {
            const { sandbox, account } = await openPortal({ account: { maxQueued: 100 } })
            const answers = await codes(many(150).map((email) => account.contacts.upsert(byEmail(email), {})))
            assert.deepEqual(
                [answers.filter((code) => code === 'ok').length, new Set(answers.slice(100))],
                [100, new Set(['QUEUE_FULL'])]
            )
            assert.equal(sandbox.portal.list('contacts').length, 100)
        })
    })

    describe('one bad record', () => {
        it('never fails the others', async () => {
            const { sandbox, account } = await openPortal()
            sandbox.portal.create('contacts', { email: 'taken@example.com' })
            const { id } = sandbox.portal.create('contacts', { email: 'old@example.com' })
            const { contacts } = account
            const answers = await codes([
                contacts.upsert(byEmail('a@example.com'), { firstname: 'A' }),
                contacts.upsert(byEmail('b@example.com'), { no_such_property: 'x' }),
                contacts.upsert(byEmail('c@example.com'), { hs_lead_status: 'NO_SUCH_OPTION' }),
                contacts.upsert(byEmail('not an e-mail'), { firstname: 'D' }),
                contacts.create({ email: 'taken@example.com' }),
                contacts.create({ firstname: 'F' }),
                contacts.update({ id }, { hs_lead_status: 'NO_SUCH_OPTION' }),
                contacts.update({ id: '404' }, { firstname: 'H' }),
                contacts.update(byEmail('taken@example.com'), { email: 'old@example.com' }),
                contacts.upsert(byEmail('i@example.com'), { hs_object_id: '5' }),
                contacts.upsert(byEmail('j@example.com'), { firstname: 'x'.repeat(70_000) }),
                contacts.upsert(null as never, { firstname: 'K' }),
                contacts.upsert(byEmail('z@example.com'), { firstname: 'Z' })
            ])
            assert.deepEqual(answers, [
                'ok',
                'HUBSPOT_VALIDATION',
                'HUBSPOT_VALIDATION',
                'HUBSPOT_VALIDATION',
                'HUBSPOT_CONFLICT',
                'ok',
                'HUBSPOT_VALIDATION',
                'HUBSPOT_NOT_FOUND',
                'HUBSPOT_CONFLICT',
                'HUBSPOT_VALIDATION',
                'INPUT_INVALID',
                'INPUT_INVALID',
                'ok'
            ])
            assert.deepEqual(
                sandbox.portal
                    .list('contacts')
                    .map(({ properties }) => properties.email ?? properties.firstname),
                ['taken@example.com', 'old@example.com', 'a@example.com', 'F', 'z@example.com']
            )
        })

        it('costs one call more when a hundred updates have one property that is not there', async () => {
            const { sandbox, account, calls } = await openPortal()
            const ids = Array.from({ length: 100 }, (_, index) =>
                sandbox.portal.create('contacts', { email: `u${index}@example.com` })
            ).map(({ id }) => id)
            const answers = await codes(
                ids.map((id, index) =>
                    account.contacts.update({ id }, index === 42 ? { shoe_size: 9 } : { firstname: 'N' })
                )
            )
            assert.deepEqual(
                answers.flatMap((code, index) => (code === 'ok' ? [] : [[index, code]])),
                [[42, 'HUBSPOT_VALIDATION']]
            )
            assert.ok(calls().length <= 3, calls().join())
        })

        it('is told which property is wrong, and not what was in it', async () => {
            const { account } = await openPortal()
            await assert.rejects(
                account.contacts.create({ email: 'a@example.com', hs_lead_status: 'Jane' }),
                {
                    message: 'hs_lead_status: not one of the options (INVALID_OPTION)'
                }
            )
        })

        it('an unknown object type is one call, not one per record', async () => {
            const { account, sandbox } = await openPortal()
            const store = account.objects('butterflies')
            const answers = await codes(
                Array.from({ length: 20 }, (_, id) => store.get({ id: String(id + 1) }))
            )
            assert.deepEqual(new Set(answers), new Set(['HUBSPOT_VALIDATION']))
            assert.equal(sandbox.log.entries.length, 1)
        })
    })

    describe('get and find', () => {
        it('read by id, by e-mail and by a secondary e-mail, in input order', async () => {
            const { sandbox, account } = await openPortal()
            const jane = sandbox.portal.create('contacts', {
                email: 'jane@example.com',
                firstname: 'Jane',
                hs_additional_emails: 'jd@old.example'
            })
            const joe = sandbox.portal.create('contacts', { email: 'joe@example.com' })
            const found = await Promise.all([
                account.contacts.find(byEmail('joe@example.com')),
                account.contacts.find({ id: '404' }),
                account.contacts.get({ id: jane.id }),
                account.contacts.find(byEmail('nobody@example.com')),
                account.contacts.get(byEmail('JD@old.example'))
            ])
            assert.deepEqual(
                found.map((record) => record?.id),
                [joe.id, undefined, jane.id, undefined, jane.id]
            )
            assert.deepEqual(Object.keys(found[2]?.properties ?? {}).toSorted(), [
                'createdate',
                'email',
                'firstname',
                'hs_object_id',
                'lastmodifieddate',
                'lastname'
            ])
        })

        it('a contact that is not there is null, or HUBSPOT_NOT_FOUND', async () => {
            const { account } = await openPortal()
            assert.equal(await account.contacts.find({ id: '1' }), null)
            await assert.rejects(account.contacts.get({ id: '1' }), { code: 'HUBSPOT_NOT_FOUND' })
        })

        it('return the properties each asked for, whatever its neighbours asked for (facts 2: empty is null)', async () => {
            const { sandbox, account, calls } = await openPortal()
            const { id } = sandbox.portal.create('contacts', {
                email: 'jane@example.com',
                company: 'FlowFuse'
            })
            const [a, b] = await Promise.all([
                account.contacts.get({ id }, { properties: ['company', 'jobtitle', 'no_such_property'] }),
                account.contacts.get(byEmail('jane@example.com'))
            ])
            assert.deepEqual(
                [a.properties.company, a.properties.jobtitle, 'no_such_property' in a.properties],
                ['FlowFuse', null, false]
            )
            assert.equal('company' in b.properties, false)
            assert.equal(calls().length <= 3, true)
        })

        it('read histories 50 at a time, newest first (facts 2)', async () => {
            const { sandbox, account, calls } = await openPortal()
            const ids = Array.from({ length: 120 }, (_, index) =>
                sandbox.portal.create('contacts', { email: `u${index}@example.com`, hs_lead_status: 'NEW' })
            ).map(({ id }) => id)
            sandbox.clock.advance('PT1H')
            sandbox.portal.update('contacts', ids[7] ?? '', { hs_lead_status: 'OPEN' })
            const records = await Promise.all(
                ids.map((id) => account.contacts.get({ id }, { propertiesWithHistory: ['hs_lead_status'] }))
            )
            assert.deepEqual(calls().toSorted(), [
                'POST /batch/read 20',
                'POST /batch/read 50',
                'POST /batch/read 50'
            ])
            assert.deepEqual(
                records[7]?.propertiesWithHistory?.hs_lead_status?.map(({ value }) => value),
                ['OPEN', 'NEW']
            )
        })
    })

    describe('create, update, archive', () => {
        it('create makes a contact without e-mail, and tells who has the e-mail that is taken', async () => {
            const { sandbox, account } = await openPortal()
            const { record } = await account.contacts.create({ firstname: 'Jane' })
            assert.equal(sandbox.portal.get('contacts', record.id)?.properties.firstname, 'Jane')
            const { id } = sandbox.portal.create('contacts', { email: 'jane@example.com' })
            await assert.rejects(account.contacts.create({ email: 'Jane@example.com' }), {
                code: 'HUBSPOT_CONFLICT',
                details: { existingId: id }
            })
        })

        it('create with nothing in it is refused before any call', async () => {
            const { account, calls } = await openPortal()
            await assert.rejects(account.contacts.create({ firstname: '' }), { code: 'INPUT_INVALID' })
            assert.deepEqual(calls(), [])
        })

        it('create answers each its own, also when nothing in them is unique', async () => {
            const { sandbox, account } = await openPortal()
            const names = Array.from({ length: 120 }, (_, index) => `Name ${index % 100}`)
            const results = await Promise.all(
                names.map((firstname) => account.contacts.create({ firstname }))
            )
            assert.deepEqual(
                results.map(({ record }) => record.properties.firstname),
                names
            )
            assert.equal(new Set(results.map(({ record }) => record.id)).size, 120)
            assert.equal(sandbox.portal.list('contacts').length, 120)
        })

        it('update leaves blank ones alone, or clears them', async () => {
            const { sandbox, account } = await openPortal()
            const { id } = sandbox.portal.create('contacts', {
                email: 'jane@example.com',
                firstname: 'Jane',
                lastname: 'Doe'
            })
            const blank = { firstname: '', lastname: null, jobtitle: 'CTO' }
            assert.deepEqual((await account.contacts.update({ id }, blank)).changed, {
                jobtitle: { from: null, to: 'CTO' }
            })
            const { changed, record } = await account.contacts.update({ id }, blank, { blank: 'clear' })
            assert.deepEqual(changed, {
                firstname: { from: 'Jane', to: null },
                lastname: { from: 'Doe', to: null }
            })
            assert.equal(record.properties.firstname, null)
            assert.ok(!sandbox.portal.get('contacts', id)?.properties.firstname)
        })

        it('archive takes the contact away by id or e-mail', async () => {
            const { sandbox, account } = await openPortal()
            const { id } = sandbox.portal.create('contacts', { email: 'jane@example.com' })
            sandbox.portal.create('contacts', { email: 'joe@example.com' })
            const results = await Promise.all([
                account.contacts.archive({ id }),
                account.contacts.archive(byEmail('joe@example.com'))
            ])
            assert.deepEqual(
                results.map(({ outcome, record }) => [outcome, record.archived]),
                [
                    ['archived', true],
                    ['archived', true]
                ]
            )
            assert.deepEqual(sandbox.portal.list('contacts'), [])
            await assert.rejects(account.contacts.archive({ id }), { code: 'HUBSPOT_NOT_FOUND' })
        })
    })

    describe('dry run and read only', () => {
        for (const [name, account, options] of [
            ['dry run', {}, { dryRun: true }],
            ['a read-only account', { readOnly: true }, {}]
        ] as const)
            it(`${name} decides and reports everything, and writes nothing`, async () => {
                const portal = await openPortal({ account })
                const { id } = portal.sandbox.portal.create('contacts', {
                    email: 'jane@example.com',
                    firstname: 'Jane'
                })
                const before = JSON.stringify(portal.sandbox.portal.list('contacts'))
                const { contacts } = portal.account
                const results = await Promise.all([
                    contacts.upsert(byEmail('new@example.com'), { firstname: 'New' }, options),
                    contacts.upsert(byEmail('jane@example.com'), { firstname: 'Janet' }, options),
                    contacts.update({ id }, { firstname: 'Jane' }, options),
                    contacts.create({ email: 'other@example.com' }, options),
                    contacts.archive({ id }, options)
                ])
                assert.deepEqual(
                    results.map(({ outcome, dryRun, record }) => [
                        outcome,
                        dryRun,
                        record.id,
                        record.properties.firstname ?? null
                    ]),
                    [
                        ['created', true, '', 'New'],
                        ['updated', true, id, 'Janet'],
                        ['unchanged', true, id, 'Jane'],
                        ['created', true, '', null],
                        ['archived', true, id, 'Jane']
                    ]
                )
                await assert.rejects(contacts.create({ email: 'jane@example.com' }, options), {
                    code: 'HUBSPOT_CONFLICT',
                    details: { existingId: id }
                })
                assert.equal(JSON.stringify(portal.sandbox.portal.list('contacts')), before)
                assert.equal(portal.account.calls.write, 0)
            })
    })
})
