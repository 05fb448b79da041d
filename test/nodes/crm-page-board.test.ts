import assert from 'node:assert/strict'
import fc from 'fast-check'
import { boardOf, dealOf, type Deal } from '../../nodes/hubspot-account/crm-page/board'
import { labelOf, labelsOf } from '../../nodes/hubspot-account/crm-page/labels'
import type { SandboxPipeline } from '../../src/sandbox'

const stage = (id: string, label: string, probability: number) => ({
    id,
    label,
    closed: probability === 0 || probability === 1,
    probability
})
const sales: SandboxPipeline = {
    id: 'default',
    label: 'Sales',
    stages: [
        stage('210384501', 'Opportunity', 0.1),
        stage('210384504', 'Contract Sent', 0.9),
        stage('closedwon', 'Closed Won', 1),
        stage('closedlost', 'Closed Lost', 0)
    ]
}
const renewals: SandboxPipeline = {
    id: 'renewals',
    label: 'Renewals',
    stages: [stage('due', 'Due', 0.5), stage('renewed', 'Renewed', 1)]
}
const now = Date.parse('2026-11-22T12:00:00Z')

const dealsOf = (...all: Record<string, string>[]): Map<string, Deal> =>
    new Map(
        all.map((properties, index) => {
            const id = String(index + 1)
            return [id, dealOf({ id, properties: { pipeline: 'default', ...properties } })]
        })
    )
const boardWith = (
    deals: Map<string, Deal>,
    pipelines: SandboxPipeline[] = [sales],
    more: { wanted?: string; limit?: number } = {}
) => boardOf(deals, pipelines, { wanted: null, now, limit: 10, ...more })

describe('CRM page: the deal board', () => {
    it('has every stage under its label in the order of the pipeline, also without deals (DS-10)', () => {
        const { columns } = boardWith(new Map())
        assert.deepEqual(
            columns.map(({ label, probability, closed }) => [label, probability, closed]),
            [
                ['Opportunity', 0.1, false],
                ['Contract Sent', 0.9, false],
                ['Closed Won', 1, true],
                ['Closed Lost', 0, true]
            ]
        )
    })

    it('keeps closed deals visible (DS-08)', () => {
        const { columns } = boardWith(dealsOf({ dealstage: 'closedlost' }, { dealstage: 'closedwon' }))
        assert.deepEqual(
            columns.slice(-2).map(({ deals }) => deals.map(({ id }) => id)),
            [['2'], ['1']]
        )
    })

    it('puts a deal in a stage that the pipeline does not have into a column of its own', () => {
        const { columns } = boardWith(dealsOf({ dealstage: 'poc-started' }))
        const last = columns.at(-1)
        assert.equal(last?.stage, null)
        assert.deepEqual(
            last?.deals.map((deal) => deal.stage),
            ['poc-started']
        )
    })

    it('counts, adds up and weighs all deals of a column, whatever it shows (DS-09)', () => {
        const deals = dealsOf(
            ...['10', 'ten', '2.5', '100'].map((amount, index) => ({
                dealstage: index < 3 ? '210384504' : 'closedwon',
                amount
            }))
        )
        const board = boardWith(deals, [sales], { limit: 2 })
        const column = board.columns.find(({ label }) => label === 'Contract Sent')
        assert.deepEqual([column?.count, column?.amount, column?.weighted], [3, 12.5, 11.25])
        assert.deepEqual(
            column?.deals.map(({ amount }) => amount),
            [10, null]
        )
        assert.deepEqual(board.open, { count: 3, amount: 12.5, weighted: 11.25 })
        assert.equal(board.won.amount, 100)
        assert.equal(board.lost.count, 0)
    })

    it('puts the next close date first and deals without one last', () => {
        const { columns } = boardWith(
            dealsOf(
                { dealstage: '210384504' },
                { dealstage: '210384504', closedate: '2027-02-01T00:00:00Z' },
                { dealstage: '210384504', closedate: '2027-01-01T00:00:00Z' }
            )
        )
        assert.deepEqual(
            columns[1]?.deals.map(({ id, closeDate }) => [id, closeDate]),
            [
                ['3', '2027-01-01'],
                ['2', '2027-02-01'],
                ['1', null]
            ]
        )
    })

    it('marks open deals that are overdue or whose contract has expired (DS-01, DS-05)', () => {
        const past = { closedate: '2026-11-21T10:00:00Z', contract_expiration_date: '2026-11-20' }
        const { columns } = boardWith(
            dealsOf({ dealstage: '210384504', ...past }, { dealstage: 'closedwon', ...past })
        )
        assert.deepEqual(
            columns.flatMap(({ deals }) => deals.map(({ overdue, expired }) => [overdue, expired])),
            [
                [true, true],
                [false, false]
            ]
        )
    })

    it('shows the pipeline that was asked for, or else the first that has deals', () => {
        const deals = dealsOf({ pipeline: 'renewals', dealstage: 'due' })
        assert.equal(boardWith(deals, [sales, renewals]).pipeline, 'renewals')
        assert.equal(boardWith(deals, [sales, renewals], { wanted: 'default' }).pipeline, 'default')
        assert.equal(boardWith(deals, [sales, renewals], { wanted: 'gone' }).pipeline, 'renewals')
        assert.equal(boardWith(new Map(), [sales, renewals]).pipeline, 'default')
        assert.equal(boardWith(deals, []).pipeline, null)
    })

    it('puts a deal whose pipeline is gone on the board that has its stage', () => {
        const { pipelines } = boardWith(dealsOf({ pipeline: 'gone', dealstage: 'due' }), [sales, renewals])
        assert.deepEqual(
            pipelines.map(({ label, deals }) => [label, deals]),
            [
                ['Sales', 0],
                ['Renewals', 1]
            ]
        )
    })

    it('loses no deal, whatever its pipeline and stage', () => {
        const some = fc.oneof(fc.string(), fc.constantFrom('default', 'renewals', 'due', 'closedwon'))
        fc.assert(
            fc.property(
                fc.array(fc.record({ pipeline: some, dealstage: some })),
                fc.subarray([sales, renewals]),
                (properties, pipelines) => {
                    const deals = dealsOf(...properties)
                    const boards =
                        pipelines.length > 0
                            ? pipelines.map(({ id }) =>
                                  boardWith(deals, pipelines, { wanted: id, limit: 1000 })
                              )
                            : [boardWith(deals, [], { limit: 1000 })]
                    const shown = boards.flatMap(({ columns }) => columns.flatMap((column) => column.deals))
                    assert.deepEqual(
                        shown.map(({ id }) => Number(id)).toSorted((a, b) => a - b),
                        [...deals.keys()].map(Number)
                    )
                }
            )
        )
    })
})

describe('CRM page: labels', () => {
    const options = (...pairs: [string, string][]) => pairs.map(([value, label]) => ({ value, label }))
    const labels = labelsOf(
        [
            { name: 'hs_lead_status', options: options(['OPEN_DEAL', 'Open Deal']) },
            { name: 'hs_buying_role', options: options(['BLOCKER', 'Blocker'], ['END_USER', 'End User']) },
            { name: 'odd', options: options(['__proto__', 'Odd']) },
            { name: 'email', options: [] },
            { name: 'other', options: options(['A', 'B']) }
        ],
        ['hs_lead_status', 'hs_buying_role', 'odd', 'email']
    )

    it('holds what was asked for and has options', () =>
        assert.deepEqual(Object.keys(labels), ['hs_lead_status', 'hs_buying_role', 'odd']))

    const cases: [property: string, value: string, label: string][] = [
        ['hs_lead_status', 'OPEN_DEAL', 'Open Deal'],
        ['hs_lead_status', 'GONE', 'GONE'],
        ['hs_lead_status', 'constructor', 'constructor'],
        ['hs_lead_status', '', ''],
        ['hs_buying_role', 'BLOCKER;END_USER', 'Blocker; End User'],
        ['hs_buying_role', 'BLOCKER;GONE', 'BLOCKER;GONE'],
        ['odd', '__proto__', 'Odd'],
        ['email', 'a;b@example.com', 'a;b@example.com'],
        ['constructor', 'OPEN', 'OPEN']
    ]
    for (const [property, value, label] of cases)
        it(`calls ${property} ${JSON.stringify(value)} ${JSON.stringify(label)}`, () => {
            assert.equal(labelOf(labels, property, value), label)
            assert.equal(labelOf(JSON.parse(JSON.stringify(labels)) as typeof labels, property, value), label)
        })
})
