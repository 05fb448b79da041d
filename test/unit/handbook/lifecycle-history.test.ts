import assert from 'node:assert/strict'
import { HandbookError, loadEdition, reviewLifecycleHistory } from '../../../src/handbook'

/** A history with a day between each change. */
function history(...stages: (string | null)[]): { stage: string | null; at: string }[] {
    return stages.map((stage, index) => ({
        stage,
        at: new Date(Date.UTC(2023, 10, 1 + index)).toISOString()
    }))
}

/** Kind, rule, stage and what was passed over, of every finding. */
function review(stages: (string | null)[], id = '2023-12'): string[] {
    return reviewLifecycleHistory(history(...stages), loadEdition(id)).map(({ kind, rule, to, missing }) =>
        [kind, rule, to, ...missing.map(({ key }) => key)].join(' ')
    )
}

describe('handbook: review of a lifecycle history (LC-02)', () => {
    for (const [what, stages, findings] of [
        ['every stage in order', ['subscriber', 'lead', 'mql', 'sql', 'opportunity', 'customer'], []],
        ['PQL instead of MQL has skipped nothing', ['lead', 'pql', 'sql'], []],
        [
            'a customer that becomes an upsell candidate (LC-10)',
            ['lead', 'mql', 'sql', 'opportunity', 'customer', 'pql'],
            []
        ],
        ['Subscriber is no duty', ['lead', 'mql'], []],
        ['starting as MQL', ['mql'], ['skipped LC-02 mql lead']],
        ['Lead to SQL', ['lead', 'sql'], ['skipped LC-02 sql mql']],
        [
            'Subscriber to Customer',
            ['subscriber', 'customer'],
            ['skipped LC-02 customer lead mql sql opportunity']
        ],
        ['what was entered before counts', ['lead', 'mql', 'lead', 'sql'], ['back LC-02 lead']],
        ['a clearing in between is no stage', ['lead', 'mql', '', 'mql', null, 'sql'], []],
        ['MQL to PQL (LC-11)', ['lead', 'mql', 'pql'], ['forbidden LC-11 pql']],
        ['Evangelist (LC-18)', ['lead', 'evangelist'], ['forbidden LC-18 evangelist']],
        ['Other and back to Lead (LC-20)', ['lead', 'other', 'lead', 'mql'], []],
        ['out of Other past Lead', ['other', 'mql'], ['skipped LC-02 mql lead']],
        ['a stage of the portal (LC-22)', ['lead', 'Student', 'mql'], ['unknown LC-22 Student']],
        ['labels and portal values', ['Lead', 'marketingqualifiedlead', 'Sales Qualified Lead'], []],
        ['nothing', [], []]
    ] as const) {
        it(what, () => assert.deepEqual(review([...stages]), findings))
    }

    it('finds no skip in the FlowForge edition, which has no sentence against it (LC-21)', () => {
        assert.deepEqual(review(['lead', 'customer', 'evangelist'], '2023-02'), [])
    })

    it('sorts by time and says when', () => {
        const found = reviewLifecycleHistory(
            [
                { stage: 'customer', at: Date.UTC(2023, 11, 2) },
                { stage: 'lead', at: new Date('2023-12-01T00:00:00Z') }
            ],
            loadEdition()
        )
        assert.deepEqual(
            found.map(({ at, from, reason }) => [at, from, reason]),
            [
                [
                    '2023-12-02T00:00:00.000Z',
                    'lead',
                    'Skipped on the way to Customer: Marketing Qualified Lead, Sales Qualified Lead and Opportunity.'
                ]
            ]
        )
    })

    it('rejects a time that is none', () => {
        assert.throws(
            () => reviewLifecycleHistory([{ stage: 'lead', at: 'yesterday' }], loadEdition()),
            (error) => error instanceof HandbookError && error.code === 'INPUT_INVALID'
        )
    })
})
