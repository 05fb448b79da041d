import assert from 'node:assert/strict'
import {
    ChangePoller,
    newCursor,
    openAccount,
    readCursor,
    typeOfEvent,
    type Account,
    type PollCursor,
    type PolledChange,
    type Watch
} from '../../../src/hubspot'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox'
import { steppingTime } from './clocks'

const start = Date.parse('2026-03-02T09:00:00Z')
const contacts: Watch = {
    objectType: 'contacts',
    created: true,
    changed: ['lifecyclestage', 'hs_lead_status'],
    associated: false,
    properties: ['email']
}

describe('polling', () => {
    let crm: Sandbox
    let account: Account
    let cursor: PollCursor
    const opened: (Sandbox | Account)[] = []

    async function open(options: SandboxOptions = {}) {
        crm = await startSandbox({
            now: start,
            frozen: true,
            limits: { burst: 1e6, daily: 1e6, searchPerSecond: 1e6 },
            ...options
        })
        account = openAccount({ token: crm.token, baseUrl: crm.url, time: steppingTime(start) })
        opened.push(account, crm)
        const { portalId } = await account.details()
        cursor = newCursor(portalId, start)
    }
    beforeEach(() => open())
    afterEach(async () => {
        for (const one of opened.splice(0)) await one.close()
    })

    const contact = (email: string, more: Record<string, string> = {}) =>
        crm.portal.create('contacts', { email, ...more }).id
    const change = (id: string, properties: Record<string, string>) =>
        crm.portal.update('contacts', id, properties)
    /** Polls once and keeps the cursor; what was found. */
    async function poll(poller: ChangePoller): Promise<PolledChange[]> {
        const found: PolledChange[] = []
        cursor = await poller.poll(cursor, async (changes) => void found.push(...changes))
        return found
    }
    const told = (found: PolledChange[]) =>
        found.map(({ event, record }) => [typeOfEvent(event), record.properties.email, event.changed])

    it('finds what is new and what changed, with the old value; then nothing', async () => {
        const old = contact('old@example.com', { lifecyclestage: 'lead' })
        cursor = newCursor(cursor.portalId, start + 3_600_000)
        crm.clock.advance('PT1H')
        change(old, { lifecyclestage: 'marketingqualifiedlead', hs_lead_status: 'NEW' })
        crm.clock.advance('PT1M')
        contact('new@example.com', { lifecyclestage: 'subscriber' })
        const poller = new ChangePoller(account, [contacts])
        assert.deepEqual(told(await poll(poller)), [
            [
                'contact.propertyChange',
                'old@example.com',
                {
                    lifecyclestage: { from: 'lead', to: 'marketingqualifiedlead' },
                    hs_lead_status: { from: null, to: 'NEW' }
                }
            ],
            ['contact.creation', 'new@example.com', {}],
            [
                'contact.propertyChange',
                'new@example.com',
                { lifecyclestage: { from: null, to: 'subscriber' } }
            ]
        ])
        assert.deepEqual(await poll(poller), [])
        crm.clock.advance('P1D')
        assert.deepEqual(await poll(poller), [])
    })

    it('a write of the value that was there, and of what is not watched, is no change', async () => {
        const id = contact('a@example.com', { lifecyclestage: 'lead' })
        const poller = new ChangePoller(account, [{ ...contacts, created: false }])
        assert.equal((await poll(poller)).length, 1)
        crm.clock.advance('PT10M')
        change(id, { lifecyclestage: 'lead' })
        change(id, { firstname: 'Ada' })
        assert.deepEqual(await poll(poller), [])
    })

    it('every step of several between two polls is told, in order', async () => {
        const id = contact('a@example.com', { lifecyclestage: 'lead' })
        for (const lifecyclestage of ['marketingqualifiedlead', '', 'salesqualifiedlead', 'lead']) {
            crm.clock.advance('PT1S')
            change(id, { lifecyclestage })
        }
        const found = await poll(new ChangePoller(account, [{ ...contacts, created: false }]))
        assert.deepEqual(
            found.map(({ event }) => event.changed.lifecyclestage?.to),
            ['lead', 'marketingqualifiedlead', null, 'salesqualifiedlead', 'lead']
        )
    })

    it('what search shows late is found all the same, and once (facts 3: lag)', async () => {
        await open({ indexLag: 30_000 })
        const poller = new ChangePoller(account, [contacts])
        const found: PolledChange[] = []
        const ids: string[] = []
        for (let round = 0; round < 20; round += 1) {
            ids.push(contact(`c${round}@example.com`, { lifecyclestage: 'subscriber' }))
            const earlier = ids[round - 1]
            if (earlier) change(earlier, { lifecyclestage: 'lead' })
            crm.clock.advance('PT10S')
            found.push(...(await poll(poller)))
        }
        crm.clock.advance('PT10M')
        found.push(...(await poll(poller)))
        assert.equal(found.length, 20 + 20 + 19)
        assert.equal(new Set(found.map(({ event }) => event.key)).size, found.length)
    })

    it('a restart loses nothing and, with its cursor, repeats nothing', async () => {
        await poll(new ChangePoller(account, [contacts]))
        contact('a@example.com', { lifecyclestage: 'lead' })
        assert.equal((await poll(new ChangePoller(account, [contacts]))).length, 2)
        cursor = JSON.parse(JSON.stringify(cursor)) as PollCursor
        contact('b@example.com')
        assert.deepEqual(told(await poll(new ChangePoller(account, [contacts]))), [
            ['contact.creation', 'b@example.com', {}]
        ])
    })

    it('a kill between sending and writing the cursor sends again', async () => {
        contact('a@example.com')
        const before = cursor
        assert.equal((await poll(new ChangePoller(account, [contacts]))).length, 1)
        cursor = before
        assert.equal((await poll(new ChangePoller(account, [contacts]))).length, 1)
    })

    it('what could not be sent is found again; what was sent already is not', async () => {
        for (let i = 0; i < 450; i += 1) contact(`c${i}@example.com`)
        const poller = new ChangePoller(account, [contacts])
        const sent: string[] = []
        let portions = 0
        const failing = poller.poll(cursor, async (changes) => {
            if (++portions === 2) throw new Error('no')
            sent.push(...changes.map(({ record }) => record.id))
        })
        await assert.rejects(failing, /no/)
        assert.equal(sent.length, 200)
        sent.push(...(await poll(poller)).map(({ record }) => record.id))
        assert.deepEqual([sent.length, new Set(sent).size], [450, 450])
    })

    it('a week of downtime is caught up whole, also past 10,000 results (facts 3)', async function () {
        const many = 10_450
        for (let i = 0; i < many; i += 1) {
            if (i % 1000 === 0) crm.clock.advance('PT15H')
            contact(`c${i}@example.com`)
        }
        const found = new Set<string>()
        const poller = new ChangePoller(account, [{ ...contacts, changed: [] }])
        cursor = await poller.poll(cursor, async (changes) => {
            for (const { record } of changes) found.add(record.id)
        })
        assert.equal(found.size, many)
        assert.equal(crm.log.count({ kind: 'search' }), Math.ceil(many / 200))
        assert.ok(JSON.stringify(cursor).length < 20_000)
    })

    it('history is read of what changed only, fifty at a time (facts 2)', async () => {
        const ids = Array.from({ length: 120 }, (_, i) => contact(`c${i}@example.com`))
        const poller = new ChangePoller(account, [contacts])
        await poll(poller)
        crm.log.clear()
        for (const id of ids.slice(0, 60)) change(id, { lifecyclestage: 'lead' })
        crm.clock.advance('PT1S')
        for (const id of ids.slice(0, 60)) change(id, { firstname: 'x' })
        assert.equal((await poll(poller)).length, 60)
        assert.deepEqual([crm.log.count({ kind: 'search' }), crm.log.count({ path: 'batch/read' })], [1, 2])
        crm.log.clear()
        await poll(poller)
        assert.deepEqual([crm.log.count({ kind: 'search' }), crm.log.entries.length], [1, 1])
    })

    it('only what is created: no history is read, and what merely changed is not read at all', async () => {
        const id = contact('old@example.com')
        crm.clock.advance('P1D')
        const poller = new ChangePoller(account, [{ ...contacts, changed: [] }])
        cursor = newCursor(cursor.portalId, crm.clock.now())
        change(id, { firstname: 'x' })
        assert.deepEqual(await poll(poller), [])
        assert.equal(crm.log.count({ path: 'batch/read' }), 0)
        const deals = { ...contacts, objectType: 'deals' as const, changed: [], properties: ['dealname'] }
        crm.portal.create('deals', {
            dealname: 'backdated',
            dealstage: 'closedlost',
            createdate: '2020-01-01T00:00:00Z'
        })
        const found = await poll(new ChangePoller(account, [deals]))
        assert.deepEqual(
            found.map(({ record }) => record.properties.dealname),
            ['backdated']
        )
    })

    it('an association is told on both sides, with who is associated now; so is its end', async () => {
        const person = contact('a@example.com')
        const deal = crm.portal.create('deals', { dealname: 'D', dealstage: 'qualifiedtobuy' }).id
        const watched = { created: false, changed: [], associated: true, properties: [] }
        const poller = new ChangePoller(account, [
            { ...watched, objectType: 'contacts' },
            { ...watched, objectType: 'deals' }
        ])
        assert.deepEqual(await poll(poller), [])
        crm.clock.advance('PT1M')
        await account.associations.add(
            { objectType: 'deals', id: deal },
            { objectType: 'contacts', id: person }
        )
        const sides = (found: PolledChange[]) =>
            found.map(({ event }) => [typeOfEvent(event), event.id, event.associated])
        assert.deepEqual(sides(await poll(poller)), [
            ['contact.associationChange', person, { objectType: 'deals', ids: [deal], removed: false }],
            ['deal.associationChange', deal, { objectType: 'contacts', ids: [person], removed: false }]
        ])
        crm.clock.advance('PT1M')
        await fetch(`${crm.url}/crm/objects/2026-09/deals/${deal}/associations/contacts/${person}`, {
            method: 'DELETE',
            headers: { authorization: `Bearer ${crm.token}` }
        })
        assert.deepEqual(sides(await poll(poller)), [
            ['contact.associationChange', person, { objectType: 'deals', ids: [], removed: true }],
            ['deal.associationChange', deal, { objectType: 'contacts', ids: [], removed: true }]
        ])
    })

    it('a failure of HubSpot leaves the cursor where it was', async () => {
        contact('a@example.com')
        crm.faults.add({ match: { path: 'batch/read' }, kind: { type: 'status', status: 401 }, times: 1 })
        const poller = new ChangePoller(account, [contacts])
        const before = cursor
        await assert.rejects(poll(poller), { code: 'HUBSPOT_AUTH' })
        assert.equal(cursor, before)
        assert.equal((await poll(poller)).length, 1)
    })

    it('the cursor goes by HubSpot’s clock, whatever this machine’s shows', async () => {
        crm.clock.set('2031-01-01T00:00:00Z')
        await poll(new ChangePoller(account, [contacts]))
        const apart = Date.parse('2031-01-01T00:00:00Z') - Date.parse(cursor.until)
        assert.ok(apart >= 0 && apart < 60_000)
    })
})

describe('cursor', () => {
    const now = start + 3_600_000
    const good = newCursor(7, start)
    it('is read as it was written, and nothing stored is none', () => {
        assert.deepEqual(readCursor(JSON.parse(JSON.stringify(good)), 7, now), { cursor: good })
        assert.equal(readCursor(undefined, 7, now), null)
        assert.equal(readCursor(null, 7, now), null)
    })
    for (const [what, stored, flaw] of [
        ['a text', '2026-01-01', 'unreadable'],
        ['a number', 5, 'unreadable'],
        ['an empty object', {}, 'unreadable'],
        ['an array', [good], 'unreadable'],
        ['no version', { ...good, version: undefined }, 'unreadable'],
        ['a time that is none', { ...good, until: 'soon' }, 'unreadable'],
        ['a time as a number', { ...good, until: start }, 'unreadable'],
        ['an end before its start', { ...good, until: '2020-01-01T00:00:00Z' }, 'unreadable'],
        ['keys that are none', { ...good, seen: [1] }, 'unreadable'],
        ['no keys', { ...good, seen: undefined }, 'unreadable'],
        ['a later version', { version: 2 }, 'newer-version'],
        ['another portal', { ...good, portalId: 8 }, 'other-portal'],
        ['the future', { ...good, until: new Date(now + 61_000).toISOString() }, 'future']
    ] as const) {
        it(`with ${what} is ${flaw}`, () => assert.deepEqual(readCursor(stored, 7, now), { flaw }))
    }
})
