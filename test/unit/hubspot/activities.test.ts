import assert from 'node:assert/strict'
import type { ActivityDraft, ActivityPlace, ActivityType } from '../../../src/hubspot'
import type { Sandbox } from '../../../src/sandbox'
import { usePortals } from './portal'

function contactIn({ portal }: Sandbox, email = 'a@example.com'): ActivityPlace {
    return { objectType: 'contacts', id: portal.create('contacts', { email }).id }
}

function dealIn({ portal }: Sandbox): ActivityPlace {
    const { id } = portal.create('deals', { dealname: 'One', dealstage: 'qualifiedtobuy' })
    return { objectType: 'deals', id }
}

const now = Date.parse('2026-11-22T09:00:00Z')
const task: ActivityDraft = { type: 'tasks', subject: 'Call back', at: now + 86_400_000 }
const drafts: Record<ActivityType, ActivityDraft> = {
    notes: { type: 'notes', text: 'A note' },
    emails: { type: 'emails', subject: 'Hi', text: 'Mail', direction: 'incoming' },
    calls: { type: 'calls', text: 'Talked', outcome: 'connected' },
    meetings: { type: 'meetings', subject: 'Demo', at: now - 1000, outcome: 'completed' },
    tasks: task
}

describe('hubspot: activities', () => {
    const openPortal = usePortals()

    for (const draft of Object.values(drafts)) {
        it(`${draft.type}: one create on contact and deal, and the same again writes nothing`, async () => {
            const { sandbox, account } = await openPortal()
            const places = [contactIn(sandbox), dealIn(sandbox)]
            sandbox.log.clear()
            const first = await account.activities.log(places, draft)
            assert.equal(sandbox.log.count({ kind: 'write' }), 1)
            const again = await account.activities.log(places, draft)
            assert.equal(sandbox.log.count({ kind: 'write' }), 1)
            assert.deepEqual([first.created, again.created, again.spread], [true, false, false])
            assert.equal(again.activity.id, first.activity.id)
            for (const place of places) {
                const [held] = await account.activities.list(place, { types: [draft.type] })
                assert.equal(held?.id, first.activity.id)
                assert.equal(held?.objectType, draft.type)
            }
        })
    }

    it('of ten at once, and of two processes, one is written; both know it', async () => {
        const { sandbox, account, open } = await openPortal()
        const contact = contactIn(sandbox)
        const other = open()
        const logs = [account, other].flatMap((one) =>
            Array.from({ length: 5 }, () => one.activities.log([contact], { ...task, reference: 'ticket-1' }))
        )
        const outcomes = await Promise.all(logs)
        const [held, ...more] = sandbox.portal.list('tasks')
        assert.deepEqual(more, [])
        assert.deepEqual(new Set(outcomes.map(({ activity }) => activity.id)), new Set([held?.id]))
        assert.equal(outcomes.filter(({ created }) => created).length, 1)
    })

    it('the same reference with other words is the same; on another record it is another', async () => {
        const { sandbox, account } = await openPortal()
        const [one, other] = [contactIn(sandbox), contactIn(sandbox, 'b@example.com')]
        await account.activities.log([one], { ...drafts.notes, reference: 'r' })
        const again = await account.activities.log([one], { type: 'notes', text: 'later', reference: 'r' })
        const elsewhere = await account.activities.log([other], { ...drafts.notes, reference: 'r' })
        assert.deepEqual([again.created, elsewhere.created], [false, true])
    })

    it('one that is there is put on the deal that lacks it', async () => {
        const { sandbox, account } = await openPortal()
        const [contact, deal] = [contactIn(sandbox), dealIn(sandbox)]
        const { activity } = await account.activities.log([contact], drafts.calls)
        const again = await account.activities.log([contact, deal], drafts.calls)
        assert.deepEqual([again.created, again.spread, again.activity.id], [false, true, activity.id])
        assert.equal((await account.activities.list(deal)).length, 1)
    })

    it('two contacts of one deal each get their own task', async () => {
        const { sandbox, account } = await openPortal()
        const deal = dealIn(sandbox)
        for (const contact of [contactIn(sandbox), contactIn(sandbox, 'b@example.com')])
            assert.ok((await account.activities.log([contact, deal], task)).created)
        assert.equal(sandbox.portal.list('tasks').length, 2)
    })

    it('a lost answer, and a call that never arrived, make one', async () => {
        for (const kind of [{ type: 'lost-response' }, { type: 'status', status: 502 }] as const) {
            const { sandbox, account } = await openPortal()
            const contact = contactIn(sandbox)
            sandbox.faults.add({ match: { method: 'POST', path: /calls\/batch\/create/ }, kind })
            const { created, activity } = await account.activities.log([contact], drafts.calls)
            const ids = sandbox.portal.list('calls').map(({ id }) => id)
            assert.deepEqual([created, ids], [true, [activity.id]])
        }
    })

    it('a process that died behind its create is followed by one that finds it', async () => {
        const { sandbox, account, open } = await openPortal()
        const contact = contactIn(sandbox)
        sandbox.faults.add({
            match: { method: 'POST', path: /tasks\/batch\/create/ },
            kind: { type: 'lost-response' }
        })
        const first = account.activities.log([contact], task).catch(() => undefined)
        while (sandbox.portal.list('tasks').length === 0) await new Promise(setImmediate)
        await account.close()
        await first
        const { created } = await open().activities.log([contact], task)
        assert.deepEqual([created, sandbox.portal.list('tasks').length], [false, 1])
    })

    it('200 contacts take 2 creates and a few reads', async () => {
        const { sandbox, account } = await openPortal()
        const contacts = Array.from({ length: 200 }, (_, n) => contactIn(sandbox, `n${n}@example.com`))
        sandbox.log.clear()
        await Promise.all(contacts.map((contact) => account.activities.log([contact], task)))
        assert.equal(sandbox.portal.list('tasks').length, 200)
        assert.equal(sandbox.log.count({ kind: 'write' }), 2)
        assert.ok(sandbox.log.count({ kind: 'read' }) <= 8, String(sandbox.log.count({ kind: 'read' })))
    })

    it('lists what is on a record, latest first, of chosen kinds and so many', async () => {
        const { sandbox, account } = await openPortal()
        const contact = contactIn(sandbox)
        for (const draft of Object.values(drafts)) await account.activities.log([contact], draft)
        const all = await account.activities.list(contact)
        assert.deepEqual([all.length, all[0]?.objectType, all.at(-1)?.objectType], [5, 'tasks', 'meetings'])
        assert.equal((await account.activities.list(contact, { limit: 2 })).length, 2)
        const calls = await account.activities.list(contact, { types: ['calls'] })
        assert.deepEqual(
            calls.map(({ objectType }) => objectType),
            ['calls']
        )
        await assert.rejects(account.activities.list(contact, { limit: 0 }), { code: 'INPUT_INVALID' })
    })

    it('completes a task once; one that is not there is an error', async () => {
        const { sandbox, account } = await openPortal()
        const { activity } = await account.activities.log([contactIn(sandbox)], task)
        const done = await account.activities.complete(activity.id)
        assert.deepEqual(done.changed, { hs_task_status: { from: 'NOT_STARTED', to: 'COMPLETED' } })
        assert.equal((await account.activities.complete(activity.id)).outcome, 'unchanged')
        await assert.rejects(account.activities.complete('999'), { code: 'HUBSPOT_NOT_FOUND' })
    })

    it('a dry run and a read-only account tell and write nothing', async () => {
        const { sandbox, account, open } = await openPortal()
        const contact = contactIn(sandbox)
        for (const outcome of [
            await account.activities.log([contact], task, { dryRun: true }),
            await open({ readOnly: true }).activities.log([contact], task)
        ]) {
            const { activity, created, dryRun } = outcome
            assert.deepEqual([activity.id, created, dryRun], ['', true, true])
            assert.equal(activity.properties.hs_task_subject, 'Call back')
        }
        assert.equal(sandbox.log.count({ kind: 'write' }), 0)
    })

    it('what can not be logged makes no call; a record that is not there has a code', async () => {
        const { sandbox, account } = await openPortal()
        const contact = contactIn(sandbox)
        sandbox.log.clear()
        await assert.rejects(account.activities.log([contact], { type: 'notes' }), { code: 'INPUT_INVALID' })
        await assert.rejects(account.activities.log([], task), { code: 'INPUT_INVALID' })
        assert.equal(sandbox.log.entries.length, 0)
        await assert.rejects(account.activities.log([{ ...contact, id: '999' }], task), {
            code: 'HUBSPOT_VALIDATION'
        })
    })
})

describe('hubspot: owners (facts 9)', () => {
    const openPortal = usePortals()

    it('by e-mail or id, asked for once; an unknown one is asked for again after a while', async () => {
        const { sandbox, account, time } = await openPortal({ sandbox: { seed: 'demo' } })
        const [owner] = await account.owners.list()
        assert.ok(owner)
        assert.deepEqual(await account.owners.find(owner.email.toUpperCase()), owner)
        assert.deepEqual(await account.owners.find(owner.id), owner)
        assert.equal(sandbox.log.count({ path: 'owners' }), 1)
        await assert.rejects(account.owners.find('nobody@example.com'), { code: 'INPUT_INVALID' })
        assert.equal(sandbox.log.count({ path: 'owners' }), 1)
        await time.sleep(11_000)
        await assert.rejects(account.owners.find('nobody@example.com'), { code: 'INPUT_INVALID' })
        assert.equal(sandbox.log.count({ path: 'owners' }), 2)
    })

    it('a failure is not kept', async () => {
        const { sandbox, account } = await openPortal({ sandbox: { seed: 'demo' } })
        sandbox.faults.add({ match: { path: 'owners' }, kind: { type: 'status', status: 403 } })
        await assert.rejects(account.owners.list(), { code: 'HUBSPOT_SCOPES' })
        assert.equal((await account.owners.list()).length, 3)
    })
})
