import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type BoardDeal, loadEdition, makeBoard, parseAmount, parseDay } from '../../../src/handbook'

const edition = loadEdition('2023-12')
const now = Date.parse('2023-12-15T12:00:00Z')

describe('handbook: board and forecast (DS-08, DS-09)', () => {
    const deals: BoardDeal[] = [
        { id: '1', name: 'Acme', stage: 'Opportunity', amount: '10000', closeDate: '2024-03-01' },
        { id: '2', name: 'Bolt', stage: 'opportunity', amount: '5000.5', closeDate: '2023-12-14' },
        { id: '3', name: 'Cord', stage: 'POC Started', amount: null, closeDate: null },
        {
            id: '4',
            name: 'Dyne',
            stage: 'Contract Sent',
            amount: 20000,
            closeDate: '2023-12-15',
            expires: '2023-12-14'
        },
        { id: '5', name: 'Ekto', stage: 'closedwon', amount: '7000', closeDate: '2023-11-01' },
        { id: '6', name: 'Fuse', stage: 'closedlost', amount: '900', closeDate: '2023-11-02' },
        { id: '7', name: 'Gate', stage: 'appointmentscheduled', amount: '1', closeDate: null },
        { id: '8', stage: null, amount: 'much' }
    ]
    const board = makeBoard(edition.deals, deals, { now })

    it('shows every stage in order, closed ones included, and unknown ones last', () => {
        assert.deepEqual(
            board.columns.map(({ label, count }) => `${label} ${count}`),
            [
                'Opportunity 2',
                'POC Started 1',
                'Value Validated 0',
                'Contract Sent 1',
                'Closed Won 1',
                'Closed Lost 1',
                ' 2'
            ]
        )
    })

    it('weighs amounts by the probability of the stage', () => {
        assert.deepEqual(
            board.columns.slice(0, 6).map(({ amount, weighted }) => [amount, weighted]),
            [
                [15000.5, 1500.05],
                [0, 0],
                [0, 0],
                [20000, 18000],
                [7000, 7000],
                [900, 0]
            ]
        )
        assert.deepEqual(board.open, { count: 4, amount: 35000.5, weighted: 19500.05 })
        assert.deepEqual([board.won.amount, board.lost.amount], [7000, 900])
        assert.deepEqual(board.forecast, {})
    })

    it('sorts a column by close date, and marks what is overdue or expired while it is open', () => {
        const cards = board.columns.flatMap(({ cards }) => cards)
        assert.deepEqual(
            board.columns[0]?.cards.map(({ id }) => id),
            ['2', '1']
        )
        assert.deepEqual(
            cards.filter(({ overdue }) => overdue).map(({ id }) => id),
            ['2']
        )
        assert.deepEqual(
            cards.filter(({ expired }) => expired).map(({ id }) => id),
            ['4']
        )
    })

    it('counts by forecast where the edition names some (X-06)', () => {
        const later = makeBoard(
            loadEdition('2026-08').deals,
            [
                { id: '1', stage: '5-Commit', amount: 100 },
                { id: '2', stage: '6-Closing', amount: 50 },
                { id: '3', stage: '3-Solution', amount: 10 }
            ],
            { now }
        )
        assert.deepEqual(
            Object.entries(later.forecast).map(([name, { count, amount }]) => [name, count, amount]),
            [
                ['Best case', 1, 10],
                ['Forecast', 0, 0],
                ['Commit', 2, 150]
            ]
        )
    })

    it('loses no deal and no cent', () => {
        const deal = fc.record({
            id: fc.string(),
            stage: fc.constantFrom(...edition.deals.order, 'elsewhere', null),
            amount: fc.integer({ min: 0, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2))
        })
        fc.assert(
            fc.property(fc.array(deal), (given) => {
                const { columns } = makeBoard(edition.deals, given, { now })
                assert.equal(
                    columns.reduce((count, column) => count + column.cards.length, 0),
                    given.length
                )
                const total = given.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
                assert.equal(Math.round(columns.reduce((sum, { amount }) => sum + amount, 0) * 100), total)
            })
        )
    })
})

describe('handbook: amounts and days as people write them', () => {
    for (const [text, amount] of [
        ['12500', 12500],
        ['12500.5', 12500.5],
        ['12,500.50', 12500.5],
        ['12.500,50', 12500.5],
        ['€ 12.500,50', 12500.5],
        ['$12,500', 12500],
        ['US$ 1,250,000', 1250000],
        ['EUR 12 500', 12500],
        ["12'500.00 CHF", 12500],
        ['12.5k', 12500],
        ['1.2m', 1200000],
        ['12,5', 12.5],
        ['1.250.000', 1250000],
        ['-300', -300],
        ['0', 0],
        [' 7 ', 7],
        ['', undefined],
        ['much', undefined],
        ['12..5', undefined],
        ['1,2,3', undefined],
        ['1e5', undefined],
        ['12 apples', undefined],
        [null, undefined],
        [Number.NaN, undefined],
        [3.5, 3.5]
    ] as const) {
        it(`amount ${JSON.stringify(text)} is ${amount}`, () => assert.equal(parseAmount(text), amount))
    }

    for (const [value, day] of [
        ['2023-12-31', '2023-12-31'],
        ['2023/1/5', '2023-01-05'],
        ['31.12.2023', '2023-12-31'],
        ['5. 1. 2023', '2023-01-05'],
        ['31 Dec 2023', '2023-12-31'],
        ['December 31st, 2023', '2023-12-31'],
        ['31/12/2023', '2023-12-31'],
        ['12/31/2023', '2023-12-31'],
        ['4/4/2024', '2024-04-04'],
        ['3/4/2024', undefined],
        ['2023-02-30', undefined],
        ['31 Foo 2023', undefined],
        ['1703980800000', '2023-12-31'],
        [Date.UTC(2023, 11, 31), '2023-12-31'],
        ['2023-12-31T23:30:00Z', '2024-01-01'],
        [new Date('2023-12-31T10:00:00Z'), '2023-12-31'],
        ['soon', undefined],
        ['', undefined],
        [null, undefined],
        [1e20, undefined]
    ] as const) {
        it(`day ${String(value)} is ${String(day)}`, () =>
            assert.equal(parseDay(value, { timeZone: 'Europe/Amsterdam' }), day))
    }
})
