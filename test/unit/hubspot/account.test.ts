import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { getEventListeners } from 'node:events'
import { join } from 'node:path'
import { openAccount, REQUIRED_SCOPES } from '../../../src/hubspot'
import { byEmail, codes, usePortals } from './portal'

describe('hubspot account', () => {
    const openPortal = usePortals()

    for (const [name, token] of [
        ['none', undefined],
        ['an empty one', ''],
        ['spaces', '  \n'],
        ['one with a line break in it', 'pat-na1-secret\nsecret'],
        ['one with a space in it', 'pat-na1 secret'],
        ['one with letters that no header takes', 'pat-na1-sécret-€'],
        ['an object', { secret: 1 }]
    ] as const)
        it(`refuses as a token ${name}, without repeating it`, () => {
            assert.throws(
                () => openAccount({ token: token as string }),
                (error: Error & { code: string }) =>
                    error.code === 'CONFIG_INVALID' && !error.message.includes('secret')
            )
        })

    for (const baseUrl of [
        '',
        'hubspot',
        'ftp://api.hubapi.com',
        'https://user:secret@api.hubapi.com',
        'https://x/?a=b'
    ])
        it(`refuses '${baseUrl}' as an address`, () => {
            assert.throws(() => openAccount({ token: 'pat-na1', baseUrl }), { code: 'CONFIG_INVALID' })
        })

    it('takes a token with white space around it, and an address with a slash behind it', async () => {
        const { sandbox, open } = await openPortal()
        const account = open({ token: ` ${sandbox.token}\n`, baseUrl: `${sandbox.url}/` })
        assert.equal(await account.contacts.find({ id: '1' }), null)
    })

    it('asks for the portal’s details once (facts 9)', async () => {
        const { sandbox, account } = await openPortal()
        const [details] = await Promise.all([account.details(), account.details()])
        assert.equal(details.portalId, sandbox.portal.id)
        assert.equal(
            await account.recordUrl('deals', '7'),
            `https://${details.uiDomain}/contacts/${sandbox.portal.id}/record/0-3/7`
        )
        assert.equal(sandbox.log.entries.length, 1)
    })

    it('asks again for details that it did not get', async () => {
        const { sandbox, account } = await openPortal()
        sandbox.faults.add({ kind: { type: 'status', status: 400 } })
        assert.deepEqual(await codes([account.details()]), ['HUBSPOT_VALIDATION'])
        assert.deepEqual(await codes([account.details()]), ['ok'])
    })

    describe('Test connection', () => {
        it('says which portal it is, that no scope is missing, and what is left of the day', async () => {
            const { sandbox, account } = await openPortal()
            const report = await account.check()
            assert.equal(report.details.portalId, sandbox.portal.id)
            assert.deepEqual(report.missingScopes, [])
            assert.equal(report.dailyLimit, 625_000)
            assert.ok(Number(report.dailyRemaining) < 625_000)
        })

        const some = ['crm.objects.contacts.read', 'crm.objects.deals.read', 'crm.schemas.deals.read']

        it('names the scopes that are missing', async () => {
            const token = 'pat-na1-some-scopes-only'
            const { open } = await openPortal({ sandbox: { tokens: [{ token, scopes: some }] } })
            const { missingScopes } = await open({ token }).check()
            assert.deepEqual(
                missingScopes,
                REQUIRED_SCOPES.filter((scope) => !some.includes(scope))
            )
        })

        it('finds them by trying when HubSpot does not list them, and writes nothing', async () => {
            const token = 'pat-na1-some-scopes-only'
            const { sandbox, open } = await openPortal({ sandbox: { tokens: [{ token, scopes: some }] } })
            sandbox.faults.add({
                match: { path: /access-token-info/ },
                times: 9,
                kind: { type: 'status', status: 404 }
            })
            const before = sandbox.portal.list('contacts').length
            const { missingScopes } = await open({ token }).check()
            for (const scope of [
                'crm.objects.contacts.write',
                'crm.objects.deals.write',
                'crm.objects.owners.read'
            ])
                assert.ok(missingScopes.includes(scope), scope)
            for (const scope of some) assert.ok(!missingScopes.includes(scope), scope)
            assert.equal(sandbox.portal.list('contacts').length, before)
        })

        it('a wrong token is HUBSPOT_AUTH, no network HUBSPOT_UNAVAILABLE', async () => {
            const { open } = await openPortal()
            const wrong = open({ token: 'pat-na1-wrong' })
            const away = open({ baseUrl: 'http://127.0.0.1:9' })
            assert.deepEqual(await codes([wrong.check(), away.check()]), [
                'HUBSPOT_AUTH',
                'HUBSPOT_UNAVAILABLE'
            ])
        })
    })

    describe('properties', () => {
        it('are kept for five minutes', async () => {
            const { sandbox, account } = await openPortal()
            const count = () => sandbox.log.count({ path: /properties/ })
            const [list] = await Promise.all([
                account.properties.list('contacts'),
                account.properties.list('contacts')
            ])
            const status = list.find(({ name }) => name === 'hs_lead_status')
            assert.deepEqual(status?.options[0], { label: 'New', value: 'NEW', displayOrder: 0 })
            assert.equal(list.find(({ name }) => name === 'hs_object_id')?.writable, false)
            assert.equal(list.find(({ name }) => name === 'email')?.writable, true)
            sandbox.clock.advance('PT4M')
            await account.properties.list('contacts')
            assert.equal(count(), 1)
            sandbox.clock.advance('PT1M')
            await account.properties.list('contacts')
            assert.equal(count(), 2)
            await account.properties.list('contacts', { fresh: true })
            assert.equal(count(), 3)
        })

        it('that could not be read are asked for again', async () => {
            const { sandbox, account } = await openPortal()
            sandbox.faults.add({ match: { path: /properties/ }, kind: { type: 'status', status: 400 } })
            assert.deepEqual(await codes([account.properties.list('contacts')]), ['HUBSPOT_VALIDATION'])
            assert.deepEqual(await codes([account.properties.list('contacts')]), ['ok'])
        })
    })

    describe('closing', () => {
        it('rejects what waits and what is in flight with CLOSED, and what comes later', async () => {
            const { sandbox, account } = await openPortal()
            sandbox.faults.add({ times: 9, kind: { type: 'slow', ms: 5000 } })
            const work = ['a', 'b'].map((name) => account.contacts.upsert(byEmail(`${name}@example.com`), {}))
            const details = account.details()
            while (account.calls.read < 2) await new Promise((resolve) => setImmediate(resolve))
            work.push(account.contacts.upsert(byEmail('c@example.com'), {}))
            const answers = codes([...work, details])
            await account.close()
            await account.close()
            assert.deepEqual(await answers, ['CLOSED', 'CLOSED', 'CLOSED', 'CLOSED'])
            const later = [
                account.contacts.get({ id: '1' }),
                account.details(),
                account.properties.list('contacts')
            ]
            const search = async () => {
                for await (const record of account.contacts.search({})) assert.fail(record.id)
            }
            assert.deepEqual(
                await codes([...later, account.objects('deals').find({ id: '1' }), search()]),
                Array(5).fill('CLOSED')
            )
        })

        it('ends waits for the limit and before a retry', async () => {
            const { sandbox, account, open } = await openPortal()
            const never = { now: () => sandbox.clock.now(), sleep: waitForAbort }
            const retrying = open({ time: never })
            sandbox.faults.add({ times: 9, kind: { type: 'status', status: 503 } })
            const answers = codes([retrying.contacts.get({ id: '1' })])
            while (retrying.calls.read === 0) await new Promise((resolve) => setImmediate(resolve))
            await retrying.close()
            assert.deepEqual(await answers, ['CLOSED'])
            await account.close()
        })

        it('leaves nothing that would keep a process alive', async () => {
            const { sandbox } = await openPortal()
            const script = `
                const { openAccount } = require('./src/hubspot')
                const account = openAccount({ token: '${sandbox.token}', baseUrl: '${sandbox.url}' })
                account.contacts.find({ id: '1' }).then(async (found) => {
                    await account.close()
                    console.log('found', found, process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length)
                })`
            const child = await run(script)
            assert.equal(child.trim(), 'found null 0')
        })
    })

    describe('an operation’s own signal', () => {
        it('ends its wait, not the batch it is in', async () => {
            const { sandbox, account } = await openPortal()
            const abort = new AbortController()
            const answers = codes([
                account.contacts.upsert(byEmail('a@example.com'), {}, { signal: abort.signal }),
                account.contacts.upsert(byEmail('b@example.com'), {}),
                account.contacts.get({ id: '1' }, { signal: AbortSignal.abort() })
            ])
            abort.abort()
            assert.deepEqual(await answers, ['CLOSED', 'ok', 'CLOSED'])
            assert.deepEqual(
                sandbox.portal.list('contacts').map(({ properties }) => properties.email),
                ['b@example.com']
            )
        })

        it('has one listener, however many operations share it, and none when they are done', async () => {
            const { account } = await openPortal()
            const { signal } = new AbortController()
            const answers = Promise.all([
                ...Array.from({ length: 200 }, (_, i) =>
                    account.contacts.find(byEmail(`a${i}@example.com`), { signal })
                ),
                ...Array.from({ length: 200 }, () => account.details({ signal })),
                ...Array.from({ length: 200 }, (_, i) =>
                    account.associations.read('contacts', 'deals', `${i + 1}`, { signal })
                )
            ])
            const listeners = getEventListeners(signal, 'abort').length
            assert.ok(listeners >= 1 && listeners < 10, `${listeners} listeners`)
            await answers
            assert.equal(getEventListeners(signal, 'abort').length, 0)
        })
    })

    it('tells when the limit makes calls wait, and when no longer', async () => {
        const { account } = await openPortal({ sandbox: { limits: { burst: 100 } } })
        const told: (number | null)[] = []
        const stop = account.on('waiting', (until) => told.push(until))
        for (let call = 0; call < 101; call += 1)
            await account
                .objects(`t${call % 2}`)
                .find({ id: '1' })
                .catch(() => {})
        assert.equal(typeof told[0], 'number')
        assert.equal(told.at(-1), null)
        stop()
    })

    it('two accounts with one token share its limit', async () => {
        const { sandbox, account, open } = await openPortal({ sandbox: { limits: { burst: 100 } } })
        const other = open()
        for (let call = 0; call < 60; call += 1)
            await Promise.all([account.contacts.find({ id: '1' }), other.contacts.find({ id: '1' })])
        assert.equal(sandbox.log.count({ status: 429 }), 0)
    })

    it('loads nothing of HubSpot’s client before it is used', async () => {
        const loaded = await run(`
            const { openAccount } = require('./src/hubspot')
            openAccount({ token: 'pat-na1-x' })
            console.log(Object.keys(require.cache).filter((path) => path.includes('@hubspot')).length)`)
        assert.equal(loaded.trim(), '0')
    })
})

/** Runs a script in a process of its own and gives what it prints. */
function run(script: string): Promise<string> {
    return new Promise((resolve, reject) => {
        execFile(
            process.execPath,
            ['--import', 'tsx', '--input-type=commonjs', '-e', script],
            { cwd: join(__dirname, '../../..') },
            (error, stdout, stderr) => (error ? reject(new Error(stderr)) : resolve(stdout))
        )
    })
}

function waitForAbort(_ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
}
