import assert from 'node:assert/strict'
import type { NoteDecision, NotePlace, PlacedNote } from '../../../src/hubspot'
import type { Sandbox } from '../../../src/sandbox'
import { usePortals } from './portal'

/** Whoever wants this text on the records: writes it, unless it stands there. */
const wants =
    (body: string) =>
    (notes: readonly PlacedNote[]): NoteDecision =>
        notes.some((note) => note.body === body) ? { kind: 'nothing' } : { kind: 'write', body }

function contactIn({ portal }: Sandbox, email = 'a@example.com'): NotePlace {
    return { objectType: 'contacts', id: portal.create('contacts', { email }).id }
}

function dealIn({ portal }: Sandbox): NotePlace {
    const { id } = portal.create('deals', { dealname: 'One', dealstage: 'qualifiedtobuy' })
    return { objectType: 'deals', id }
}

/** A note that a person wrote in HubSpot. */
async function typed(
    { portal, url, token }: Sandbox,
    { objectType, id }: NotePlace,
    body: string,
    at: string
): Promise<void> {
    const note = portal.create('notes', { hs_timestamp: at, hs_note_body: body })
    const path = `/crm/objects/2026-09/notes/${note.id}/associations/default/${objectType}/${id}`
    await fetch(url + path, { method: 'PUT', headers: { authorization: `Bearer ${token}` } })
}

describe('hubspot: notes', () => {
    const openPortal = usePortals()

    it('a note is made on contact and deal in one call, and read back from each, oldest first (facts 7)', async () => {
        const { sandbox, account } = await openPortal()
        const [contact, deal] = [contactIn(sandbox), dealIn(sandbox)]
        sandbox.log.clear()
        const first = await account.notes.settle([contact, deal], wants('<p>later</p>'))
        assert.equal(sandbox.log.count({ kind: 'write' }), 1)
        assert.deepEqual(first.written?.on, [contact, deal])
        assert.equal(first.written?.at, '2026-11-22T09:00:00.000Z')
        await typed(sandbox, contact, '<p>earlier</p>', '2026-01-02T03:04:05Z')
        await typed(sandbox, contact, '<p>dated in the future</p>', '2030-01-02T03:04:05Z')
        await account.notes.settle([contact], wants('<p>last</p>'))
        const notes = await account.notes.read([contact, deal])
        assert.deepEqual(
            notes.map(({ body, on }) => [body, on]),
            [
                ['<p>earlier</p>', [contact]],
                ['<p>later</p>', [contact, deal]],
                ['<p>dated in the future</p>', [contact]],
                ['<p>last</p>', [contact]]
            ]
        )
        assert.deepEqual((await account.notes.read([deal])).length, 1)
    })

    it('of many operations with one text on one record one writes it', async () => {
        const { sandbox, account } = await openPortal()
        const contact = contactIn(sandbox)
        const outcomes = await Promise.all(
            Array.from({ length: 5 }, () => account.notes.settle([contact], wants('once')))
        )
        assert.equal(outcomes.filter(({ written }) => written).length, 1)
        assert.equal(sandbox.portal.list('notes').length, 1)
    })

    it('200 contacts take 2 creates and a few reads, not one call each', async () => {
        const { sandbox, account } = await openPortal()
        const contacts = Array.from({ length: 200 }, (_, index) =>
            contactIn(sandbox, `n${index}@example.com`)
        )
        sandbox.log.clear()
        await Promise.all(contacts.map((contact) => account.notes.settle([contact], wants('same'))))
        assert.equal(sandbox.portal.list('notes').length, 200)
        assert.equal(sandbox.log.count({ kind: 'write' }), 2)
        assert.ok(sandbox.log.count({ kind: 'read' }) <= 8, String(sandbox.log.count({ kind: 'read' })))
    })

    it('two processes that write it at the same moment leave one', async () => {
        const { sandbox, account, open } = await openPortal()
        const contact = contactIn(sandbox)
        const other = open()
        const outcomes = await Promise.all([
            account.notes.settle([contact], wants('once')),
            other.notes.settle([contact], wants('once'))
        ])
        const [note, ...more] = sandbox.portal.list('notes')
        assert.deepEqual(more, [])
        assert.deepEqual(
            outcomes.map(({ notes }) => notes.map(({ id }) => id)),
            [[note?.id], [note?.id]]
        )
        assert.equal(outcomes.filter(({ written }) => written).length, 1)
    })

    it("leaves a person's own note of the same moment alone, and ours beside it when it says something else", async () => {
        const { sandbox, account, open } = await openPortal()
        const contact = contactIn(sandbox)
        await Promise.all([
            account.notes.settle([contact], wants('ours')),
            open().notes.settle([contact], wants('theirs'))
        ])
        const bodies = sandbox.portal.list('notes').map(({ properties }) => properties.hs_note_body)
        assert.deepEqual(new Set(bodies), new Set(['ours', 'theirs']))
    })

    it('a create whose answer is lost is looked for, not repeated', async () => {
        const { sandbox, account } = await openPortal()
        const contact = contactIn(sandbox)
        sandbox.faults.add({
            match: { method: 'POST', path: /notes\/batch\/create/ },
            kind: { type: 'lost-response' }
        })
        const { written } = await account.notes.settle([contact], wants('once'))
        assert.deepEqual(
            [written?.id],
            sandbox.portal.list('notes').map(({ id }) => id)
        )
    })

    it('a create that never arrived is sent again', async () => {
        const { sandbox, account } = await openPortal()
        const contact = contactIn(sandbox)
        sandbox.faults.add({
            match: { method: 'POST', path: /notes\/batch\/create/ },
            times: 2,
            kind: { type: 'status', status: 502 }
        })
        await account.notes.settle([contact], wants('once'))
        assert.equal(sandbox.portal.list('notes').length, 1)
    })

    it('gives up with a code when HubSpot stays away', async () => {
        const { sandbox, account } = await openPortal()
        const contact = contactIn(sandbox)
        sandbox.faults.add({
            match: { method: 'POST', path: /notes\/batch\/create/ },
            times: 100,
            kind: { type: 'status', status: 502 }
        })
        await assert.rejects(account.notes.settle([contact], wants('once')), { code: 'HUBSPOT_UNAVAILABLE' })
        assert.equal(sandbox.portal.list('notes').length, 0)
    })

    it('spreads a note to the records that lack it, once', async () => {
        const { sandbox, account } = await openPortal()
        const [contact, deal] = [contactIn(sandbox), dealIn(sandbox)]
        const { written } = await account.notes.settle([contact], wants('text'))
        const spread = () =>
            account.notes.settle([contact, deal], (notes) => ({
                kind: 'spread',
                notes: notes.map(({ id }) => id)
            }))
        assert.deepEqual((await spread()).spread, [written?.id])
        sandbox.log.clear()
        assert.deepEqual(
            (await account.notes.read([deal])).map(({ id }) => id),
            [written?.id]
        )
        await spread()
        assert.equal(sandbox.log.count({ kind: 'write' }), 0)
    })

    it('a dry run and a read-only account write nothing and tell what they would', async () => {
        const { sandbox, account, open } = await openPortal()
        const [contact, deal] = [contactIn(sandbox), dealIn(sandbox)]
        const reader = open({ readOnly: true })
        for (const outcome of [
            await account.notes.settle([contact], wants('text'), { dryRun: true }),
            await reader.notes.settle([contact], wants('text'))
        ]) {
            assert.deepEqual([outcome.written?.id, outcome.written?.body, outcome.dryRun], ['', 'text', true])
        }
        const note = { objectType: 'notes', id: '1' }
        await assert.rejects(reader.associations.add(note, deal), { code: 'CONFIG_INVALID' })
        assert.equal(sandbox.log.count({ kind: 'write' }), 0)
    })

    it('fails with a code for a record that is not there, and for a body that is too long (facts 7)', async () => {
        const { sandbox, account } = await openPortal()
        const contact = contactIn(sandbox)
        await assert.rejects(account.notes.settle([{ objectType: 'contacts', id: '999' }], wants('x')), {
            code: 'HUBSPOT_VALIDATION'
        })
        await assert.rejects(account.notes.settle([contact], wants('x'.repeat(70_000))), {
            code: 'INPUT_INVALID'
        })
        await assert.rejects(account.notes.settle([], wants('x')), { code: 'INPUT_INVALID' })
        const missing = { objectType: 'notes', id: '999' }
        await assert.rejects(account.associations.add(missing, contact), { code: 'HUBSPOT_NOT_FOUND' })
    })

    it('what is aborted or closed while it waits for its turn ends with CLOSED', async () => {
        const { sandbox, account } = await openPortal()
        const contact = contactIn(sandbox)
        const waiting = [1, 2, 3].map((n) => account.notes.settle([contact], wants(`text ${n}`)))
        const closed = waiting.map((one) => assert.rejects(one, { code: 'CLOSED' }))
        await account.close()
        await Promise.all(closed)
        const signal = AbortSignal.abort()
        await assert.rejects(account.notes.read([contact], { signal }), { code: 'CLOSED' })
    })
})
