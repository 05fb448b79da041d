import assert from 'node:assert/strict'
import type { Account } from '../../src/hubspot'
import { startSandbox, type Fault, type Sandbox } from '../../src/sandbox'
import { byEmail, codes, usePortals } from '../unit/hubspot/portal'

type Kind = Fault['kind']

const again: [string, Kind][] = [
    ['a burst limit without Retry-After', { type: 'rate-limit', policy: 'TEN_SECONDLY_ROLLING' }],
    ['a burst limit with Retry-After', { type: 'rate-limit', policy: 'TEN_SECONDLY_ROLLING', retryAfter: 3 }],
    ['a search limit', { type: 'rate-limit', policy: 'SECONDLY' }],
    ['a locked record', { type: 'status', status: 423 }],
    ['a migration of a minute', { type: 'status', status: 477, headers: { 'retry-after': '60' } }],
    ['a server error', { type: 'status', status: 500 }],
    ['a gateway’s page', { type: 'html', status: 502 }],
    ['a page with status 200', { type: 'html', status: 200 }],
    ['Cloudflare’s time-out', { type: 'html', status: 524 }],
    ['a reset connection', { type: 'reset' }],
    ['a lost answer', { type: 'lost-response' }],
    ['no answer in time', { type: 'slow', ms: 400 }]
]

const final: [string, Kind, string][] = [
    ['the daily limit', { type: 'rate-limit', policy: 'DAILY' }, 'HUBSPOT_DAILY_LIMIT'],
    [
        'a migration of a day',
        { type: 'status', status: 477, headers: { 'retry-after': '86400' } },
        'HUBSPOT_UNAVAILABLE'
    ],
    ['a token that is revoked', { type: 'status', status: 401 }, 'HUBSPOT_AUTH'],
    ['a scope that is taken away', { type: 'status', status: 403 }, 'HUBSPOT_SCOPES']
]

interface Job {
    name: string
    /** The call that meets the fault. */
    path: RegExp
    run(account: Account, id: string): Promise<unknown>
    /** What is in the CRM when it went well. */
    holds(sandbox: Sandbox, id: string): unknown
    expected: unknown
    /** What is there when it failed. */
    untouched: unknown
}

const nameOf = ({ portal }: Sandbox, id: string) =>
    portal.list('contacts').find((contact) => contact.id === id)?.properties.firstname ?? null
const newOnes = ({ portal }: Sandbox) =>
    portal
        .list('contacts')
        .flatMap(({ properties: { email, firstname } }) =>
            email === 'jane@example.com' ? [] : [email, firstname]
        )

const jobs: Job[] = [
    {
        name: 'get',
        path: /batch\/read/,
        run: async (account, id) => assert.equal((await account.contacts.get({ id })).id, id),
        holds: nameOf,
        expected: 'Jane',
        untouched: 'Jane'
    },
    {
        name: 'update',
        path: /batch\/update/,
        run: (account, id) => account.contacts.update({ id }, { firstname: 'Janet' }),
        holds: nameOf,
        expected: 'Janet',
        untouched: 'Jane'
    },
    {
        name: 'archive',
        path: /batch\/archive/,
        run: (account, id) => account.contacts.archive({ id }),
        holds: nameOf,
        expected: null,
        untouched: 'Jane'
    },
    {
        name: 'create with an e-mail',
        path: /batch\/create/,
        run: async (account) => {
            const { outcome } = await account.contacts.create({ email: 'new@example.com', firstname: 'New' })
            assert.equal(outcome, 'created')
        },
        holds: newOnes,
        expected: ['new@example.com', 'New'],
        untouched: []
    },
    {
        name: 'upsert of a new contact',
        path: /batch\/create/,
        run: async (account) => {
            const { outcome } = await account.contacts.upsert(byEmail('new@example.com'), {
                firstname: 'New'
            })
            assert.equal(outcome, 'created')
        },
        holds: newOnes,
        expected: ['new@example.com', 'New'],
        untouched: []
    },
    {
        name: 'search',
        path: /search/,
        run: async (account, id) => {
            for await (const record of account.contacts.search({})) assert.equal(record.id, id)
        },
        holds: nameOf,
        expected: 'Jane',
        untouched: 'Jane'
    }
]

describe('faults', () => {
    const openPortal = usePortals()

    async function withJane(timeout = 30_000) {
        const portal = await openPortal({ account: { timeout } })
        const { id } = portal.sandbox.portal.create('contacts', {
            email: 'jane@example.com',
            firstname: 'Jane'
        })
        return { ...portal, id }
    }

    for (const job of jobs) {
        for (const [name, kind] of again)
            it(`${job.name} gets past ${name}, met twice, and does its work once`, async () => {
                const { sandbox, account, id } = await withJane(kind.type === 'slow' ? 60 : 30_000)
                sandbox.faults.add({ match: { path: job.path }, times: 2, kind })
                await job.run(account, id)
                assert.deepEqual(job.holds(sandbox, id), job.expected)
            })

        for (const [name, kind, code] of final)
            it(`${job.name} says ${code} for ${name}, at once`, async () => {
                const { sandbox, account, time, id } = await withJane()
                sandbox.faults.add({ match: { path: job.path }, times: 99, kind })
                assert.deepEqual(await codes([job.run(account, id)]), [code])
                assert.deepEqual(job.holds(sandbox, id), job.untouched)
                assert.deepEqual(time.sleeps, [])
                assert.equal(sandbox.log.count({ path: job.path }), 1)
            })

        for (const [name, kind, code] of [
            ['limits', { type: 'rate-limit', policy: 'TEN_SECONDLY_ROLLING' }, 'HUBSPOT_RATE_LIMIT'],
            ['server errors', { type: 'status', status: 503 }, 'HUBSPOT_UNAVAILABLE'],
            ['pages', { type: 'html', status: 502 }, 'HUBSPOT_UNAVAILABLE'],
            ['resets', { type: 'reset' }, 'HUBSPOT_UNAVAILABLE'],
            ['locks', { type: 'status', status: 423 }, 'HUBSPOT_UNAVAILABLE']
        ] as [string, Kind, string][])
            it(`${job.name} gives up on endless ${name} with ${code}`, async () => {
                const { sandbox, account, time, id } = await withJane()
                sandbox.faults.add({ match: { path: job.path }, times: 999, kind })
                assert.deepEqual(await codes([job.run(account, id)]), [code])
                assert.deepEqual(job.holds(sandbox, id), job.untouched)
                assert.ok(sandbox.log.count({ path: job.path }) <= 8)
                assert.ok(time.sleeps.reduce((sum, ms) => sum + ms, 0) <= 5 * 60_000)
            })
    }

    it('a create without anything unique is not repeated when its answer is lost, and says so', async () => {
        const { sandbox, account } = await withJane()
        sandbox.faults.add({ match: { path: /batch\/create/ }, kind: { type: 'lost-response' } })
        await assert.rejects(account.contacts.create({ firstname: 'New' }), {
            code: 'HUBSPOT_UNAVAILABLE',
            details: { uncertain: true }
        })
        assert.equal(sandbox.log.count({ path: /batch\/create/ }), 1)
        assert.deepEqual(newOnes(sandbox), [undefined, 'New'])
    })

    it('a create that HubSpot surely did not do is repeated even so', async () => {
        const { sandbox, account } = await withJane()
        sandbox.faults.add({ match: { path: /batch\/create/ }, kind: { type: 'status', status: 423 } })
        await account.contacts.create({ firstname: 'New' })
        assert.deepEqual(newOnes(sandbox), [undefined, 'New'])
    })

    it('a create waits for a HubSpot that cannot be reached', async () => {
        const { sandbox, time, open } = await withJane()
        const port = Number(new URL(sandbox.url).port)
        await sandbox.close()
        let again: Sandbox | undefined
        const account = open({
            time: {
                now: time.now,
                async sleep(ms, signal) {
                    again ??= await startSandbox({ from: sandbox, port })
                    return time.sleep(ms, signal)
                }
            }
        })
        await account.contacts.create({ firstname: 'New' })
        await account.close()
        await again?.close()
        assert.deepEqual(newOnes(sandbox), [undefined, 'New'])
    })

    it('a lost answer to a hundred creates costs one look and makes none of them twice', async () => {
        const { sandbox, account } = await withJane()
        sandbox.faults.add({ match: { path: /batch\/create/ }, kind: { type: 'lost-response' } })
        const results = await Promise.all(
            Array.from({ length: 100 }, (_, index) =>
                account.contacts.upsert(byEmail(`u${index}@example.com`), { firstname: 'N' })
            )
        )
        assert.deepEqual(new Set(results.map(({ outcome }) => outcome)), new Set(['created']))
        assert.equal(sandbox.portal.list('contacts').length, 101)
        assert.deepEqual([account.calls.read, account.calls.write], [2, 1])
    })

    it('a create whose e-mail someone else took while its answer was lost is a conflict', async () => {
        const { sandbox, account } = await withJane()
        sandbox.faults.add({ match: { path: /batch\/create/ }, kind: { type: 'reset' } })
        const pending = account.contacts.create({ email: 'new@example.com', firstname: 'New' })
        while (account.calls.write === 0) await new Promise((resolve) => setImmediate(resolve))
        const { id } = sandbox.portal.create('contacts', { email: 'new@example.com', firstname: 'Other' })
        await assert.rejects(pending, { code: 'HUBSPOT_CONFLICT', details: { existingId: id } })
    })

    it('one batch that fails takes none of the others with it', async () => {
        const { sandbox, account } = await withJane()
        sandbox.faults.add({ match: { path: /batch\/create/ }, kind: { type: 'status', status: 401 } })
        const answers = await codes(
            Array.from({ length: 250 }, (_, index) =>
                account.contacts.upsert(byEmail(`u${index}@example.com`), {})
            )
        )
        assert.equal(answers.filter((code) => code === 'ok').length, 150)
        assert.equal(sandbox.portal.list('contacts').length, 151)
    })

    it('the daily limit is not asked about again for every message', async () => {
        const { sandbox, account } = await withJane()
        sandbox.faults.add({ times: 999, kind: { type: 'rate-limit', policy: 'DAILY' } })
        for (let message = 0; message < 20; message += 1)
            assert.deepEqual(await codes([account.contacts.get({ id: '1' })]), ['HUBSPOT_DAILY_LIMIT'])
        assert.equal(sandbox.log.entries.length, 1)
    })

    it('a storm beyond the limit is slowed down before HubSpot has to say so', async () => {
        const { sandbox, account, id } = await withJane()
        for (let message = 0; message < 250; message += 1) await account.contacts.get({ id })
        assert.equal(sandbox.log.count({ status: 429 }), 0)
    })

    it('an answer that is cut short, endless or no JSON ends in a code', async () => {
        const { sandbox, account, id } = await withJane()
        for (const body of [
            '{"results":[',
            '[]',
            'null',
            '7',
            '{"results":null}',
            '{"results":[null,{"id":5}]}'
        ]) {
            sandbox.faults.add({ kind: { type: 'status', status: 200, body }, times: 9 })
            const [code] = await codes([account.contacts.get({ id })])
            assert.match(code ?? '', /^HUBSPOT_(UNAVAILABLE|NOT_FOUND)$/)
            sandbox.faults.clear()
        }
    })
})
