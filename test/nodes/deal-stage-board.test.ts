import assert from 'node:assert/strict'
import type { BoardAnswer } from '../../nodes/deal-stage/read-board'
import { tableOf } from '../../nodes/deal-stage/table'
import { inDays, only, startDealFlow, type DealFlow } from '../support/deal-flow'

describe('deal-stage: the board (DS-05, DS-08, DS-09)', () => {
    let flow: DealFlow

    before(async () => {
        flow = await startDealFlow({ dealAutomation: false, limits: { burst: 1e6, daily: 1e6 } })
        for (const { id } of flow.crm.portal.list('deals')) flow.crm.portal.archive('deals', id)
    })
    after(() => flow?.stop())

    const read = async (settings = {}) => {
        await flow.configure({ operation: 'board', ...settings })
        return only(await flow.send({ payload: 'anything' })).payload as unknown as BoardAnswer
    }
    const column = ({ columns }: BoardAnswer, stage: string | null) => {
        const found = columns.find((one) => one.stage === stage)
        assert.ok(found, String(stage))
        return found
    }

    it('has every stage in order with its deals, closed ones too, sums and what is overdue or expired', async () => {
        const contact = await flow.contact()
        await flow.deal(contact, 'opportunity', { amount: '1000', closedate: `${inDays(-3)}T00:00:00Z` })
        const sent = await flow.deal(contact, 'contractSent', {
            amount: '2000.5',
            contract_expiration_date: inDays(-1)
        })
        await flow.deal(contact, 'closedWon', { amount: '400', closedate: `${inDays(-5)}T00:00:00Z` })
        const old = await flow.deal(contact, 'closedLost', { closedate: `${inDays(-200)}T00:00:00Z` })
        flow.crm.log.clear()
        const board = await read()
        assert.ok(flow.crm.log.count({ kind: 'search' }) <= 2)
        assert.deepEqual(
            board.columns.map(({ label, count, amount, weighted }) => [label, count, amount, weighted]),
            [
                ['Opportunity', 1, 1000, 100],
                ['POC Started', 0, 0, 0],
                ['Value Validated', 0, 0, 0],
                ['Contract Sent', 1, 2000.5, 1800.45],
                ['Closed Won', 1, 400, 400],
                ['Closed Lost', 0, 0, 0]
            ]
        )
        assert.deepEqual(board.open, { count: 2, amount: 3000.5, weighted: 1900.45 })
        assert.equal(column(board, 'opportunity').deals[0]?.overdue, true)
        const [deal] = column(board, 'contractSent').deals
        assert.deepEqual([deal?.id, deal?.expired, deal?.overdue], [sent, true, false])
        assert.match(deal?.url ?? '', /^http/)
        assert.ok(Date.parse(deal?.lastActivity ?? '') > 0)
        assert.equal(board.table.split('\n').at(-1), '| Open |  | 2 | 3,000.5 | 1,900.45 | 1 | 1 |')
        assert.match(board.table, /\| Contract Sent \| 90 % \| 1 \| 2,000\.5 \| 1,800\.45 \| 0 \| 1 \|/)
        const ever = await read({ closedDays: '' })
        assert.equal(column(ever, 'closedLost').deals[0]?.id, old)
    })

    it('weighs by the probabilities of the portal, and tells them from the handbook (DS-09)', async () => {
        await flow.setProbability('pocStarted', '0.5')
        try {
            const contact = await flow.contact()
            const deal = await flow.deal(contact, 'opportunity', { amount: '100' })
            await flow.configure({ operation: 'move', stage: 'pocStarted' })
            const moved = only(await flow.send({ payload: deal, deal: { poc_start_date: inDays(0) } }))
            assert.equal(moved.handbook.advice, 'The portal gives this stage 50 %, the handbook 30 %.')
            const { probability, handbookProbability, weighted } = column(await read(), 'pocStarted')
            assert.deepEqual([probability, handbookProbability, weighted], [0.5, 0.3, 50])
        } finally {
            await flow.setProbability('pocStarted', '0.3')
        }
    })

    it('finds closed deals that were archived when asked, and no open ones (DS-08)', async () => {
        const contact = await flow.contact()
        const won = await flow.deal(contact, 'closedWon')
        const open = await flow.deal(contact, 'opportunity')
        for (const id of [won, open]) flow.crm.portal.archive('deals', id)
        assert.deepEqual((await read()).archived, [])
        const { archived } = await read({ archived: true })
        assert.ok(archived.some(({ id, stage }) => id === won && stage === 'Closed Won'))
        assert.ok(!archived.some(({ id }) => id === open))
    })

    it('days that are no whole number are CONFIG_INVALID', async () => {
        await flow.configure({ operation: 'board', closedDays: 'soon' })
        const { caught } = await flow.send({ payload: 1 })
        assert.match(caught[0]?.error?.message ?? '', /^CONFIG_INVALID: .*whole number/)
    })

    it('a table keeps its columns whatever stages are called', () => {
        const figures = { count: 0, amount: 0, weighted: 0 }
        const stage = { ...figures, stage: null, probability: null, handbookProbability: null, closed: null }
        const table = tableOf({
            columns: [{ ...stage, label: 'a | b\nc', deals: [] }],
            open: figures,
            currency: ''
        })
        assert.deepEqual(table.split('\n')[2], String.raw`| a \| b c |  | 0 | 0 | 0 | 0 | 0 |`)
    })
})
