import assert from 'node:assert/strict'
import type { Account, CrmRecord, Place } from '../../../src/hubspot'
import { usePortals } from './portal'

const subject = 'Security review'

function task(...places: [Place, ...Place[]]) {
    return {
        properties: { hs_task_subject: subject, hs_timestamp: '2026-12-01T09:00:00Z' },
        places,
        read: ['hs_task_subject'],
        isSame: ({ properties }: CrmRecord) => properties.hs_task_subject === subject
    }
}

describe('hubspot: records without a unique property are made once (docs/decisions/0140)', () => {
    const openPortal = usePortals()

    async function withDeal() {
        const portal = await openPortal()
        const { sandbox } = portal
        const place = (objectType: string, properties: Record<string, string>): Place => ({
            objectType,
            id: sandbox.portal.create(objectType, properties).id
        })
        const deal = place('deals', { dealname: 'One', dealstage: 'qualifiedtobuy' })
        const contact = place('contacts', { email: 'a@example.com' })
        const tasks = () => sandbox.portal.list('tasks').map(({ id }) => id)
        return { ...portal, deal, contact, tasks }
    }

    it('in one call on all its places; it is looked for on the first', async () => {
        const { sandbox, account, deal, contact, tasks } = await withDeal()
        const made = await account.createOnce('tasks', task(deal, contact))
        assert.deepEqual([made.created, made.dryRun, [made.record.id]], [true, false, tasks()])
        assert.equal(sandbox.log.count({ kind: 'write' }), 1)
        assert.deepEqual(await account.associations.read('contacts', 'tasks', contact.id), tasks())
        const again = await account.createOnce('tasks', task(deal, contact))
        assert.deepEqual([again.created, again.record.id], [false, made.record.id])
        await account.createOnce('tasks', task(contact))
        assert.equal(tasks().length, 1)
    })

    it('of five at once, of two processes, and after a lost answer, one is left', async () => {
        for (const trouble of ['five', 'two', 'lost']) {
            const { sandbox, account, open, deal, tasks } = await withDeal()
            const accounts: Account[] = { five: Array<Account>(5).fill(account), two: [account, open()] }[
                trouble
            ] ?? [account]
            if (trouble === 'lost')
                sandbox.faults.add({
                    match: { method: 'POST', path: /tasks\/batch\/create/ },
                    kind: { type: 'lost-response' }
                })
            const outcomes = await Promise.all(accounts.map((one) => one.createOnce('tasks', task(deal))))
            assert.equal(tasks().length, 1, trouble)
            assert.deepEqual(new Set(outcomes.map(({ record }) => record.id)), new Set(tasks()))
            assert.equal(outcomes.filter(({ created }) => created).length, 1, trouble)
        }
    })

    it('a dry run and a read-only account make none', async () => {
        const { sandbox, account, open, deal, tasks } = await withDeal()
        for (const [one, options] of [
            [account, { dryRun: true }],
            [open({ readOnly: true }), {}]
        ] as const) {
            const planned = await one.createOnce('tasks', task(deal), options)
            assert.deepEqual([planned.created, planned.dryRun, planned.record.id], [true, true, ''])
        }
        assert.deepEqual(tasks(), [])
        assert.equal(sandbox.log.count({ kind: 'write' }), 0)
    })

    it('work on the same record takes turns, on others it does not wait', async () => {
        const { account, deal, contact } = await withDeal()
        const order: string[] = []
        let release = () => {}
        const first = account.inTurn([deal], async () => {
            await new Promise<void>((resolve) => (release = resolve))
            order.push('first')
        })
        const second = account.inTurn([deal, contact], async () => order.push('second'))
        await account.inTurn([{ objectType: 'contacts', id: deal.id }], async () => order.push('other'))
        release()
        await Promise.all([first, second])
        assert.deepEqual(order, ['other', 'first', 'second'])
    })
})
