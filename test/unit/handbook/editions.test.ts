import assert from 'node:assert/strict'
import { editions, HandbookError, loadEdition } from '../../../src/handbook'

/** What loading with these overrides complains about, by path. */
function complaints(overrides: unknown, id = '2023-12'): Record<string, string> {
    try {
        loadEdition(id, overrides)
    } catch (error) {
        assert.ok(error instanceof HandbookError)
        assert.equal(error.code, 'CONFIG_INVALID')
        assert.ok(!error.message.includes('\n'))
        return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]))
    }
    return {}
}

describe('handbook: editions', () => {
    it('come in the order of the handbook', () => {
        assert.deepEqual(
            editions().map(({ id }) => id),
            ['2023-02', '2023-10-marketing', '2023-10', '2023-12', '2026-08']
        )
        assert.equal(loadEdition().id, '2023-12')
    })

    for (const { id } of editions()) {
        it(`${id} is complete, and frozen`, () => {
            const edition = loadEdition(id)
            assert.equal(edition.id, id)
            assert.equal(loadEdition(id), edition)
            assert.throws(() => Object.assign(edition.lifecycle.stages.lead ?? {}, { label: 'x' }), TypeError)
            assert.throws(() => Object.assign(edition.lifecycle.order, { 0: 'x' }), TypeError)
        })
    }

    for (const [id, stages, statuses, dealStages] of [
        ['2023-02', 8, 'None, Attempted to Contact, Connected, Open Deal, Unqualified', 0],
        ['2023-10-marketing', 9, 'None, Attempted to Contact, Connected, Open Deal, Unqualified', 0],
        ['2023-10', 9, nineStatuses(), 0],
        ['2023-12', 9, nineStatuses(), 6],
        ['2026-08', 7, 'New, Open, In Progress, Open Deal, Unqualified, Unresponsive, Bad timing', 8]
    ] as const) {
        it(`${id} has ${stages} lifecycle stages (LC-22), ${dealStages} deal stages, and its lead statuses (LS-04, LS-15)`, () => {
            const { lifecycle, leadStatus, deals } = loadEdition(id)
            assert.equal(lifecycle.order.length, stages)
            assert.equal(leadStatus.order.map((key) => leadStatus.values[key]?.label).join(', '), statuses)
            assert.equal(deals.order.length, dealStages)
        })
    }

    it('the deal stages carry 10, 30, 60, 90, 100 and 0 % (DS-09)', () => {
        const { deals } = loadEdition('2023-12')
        assert.deepEqual(
            deals.order.map((key) => deals.stages[key]?.probability),
            [0.1, 0.3, 0.6, 0.9, 1, 0]
        )
    })

    it("S3's five statuses stand in the nine of 2023-10, noted as superseded (LS-15)", () => {
        const { rules } = loadEdition('2023-10')
        assert.deepEqual([rules['LS-15']?.supersededBy, rules['LS-02']?.supersededBy], ['LS-04', 'LS-01'])
        assert.equal(loadEdition('2023-12').rules['LS-15'], undefined)
    })
})

function nineStatuses(): string {
    return 'New, Open, Attempted to contact, Connected, In Progress, Open Deal, Unqualified, Unresponsive, Bad timing'
}

describe('handbook: overrides', () => {
    it('merge key by key, remove with null, replace lists', () => {
        const edition = loadEdition('2023-12', {
            id: 'ours',
            title: 'Ours',
            leadStatus: {
                timers: { unresponsive: { after: 'P21D', from: ['attempted', 'connected'] }, comeBack: null }
            },
            strict: { 'DS-10': true }
        })
        assert.equal(edition.id, 'ours')
        assert.deepEqual(edition.leadStatus.timers.unresponsive?.from, ['attempted', 'connected'])
        assert.equal(edition.leadStatus.timers.unresponsive?.to, 'unresponsive')
        assert.equal(edition.leadStatus.timers.comeBack, undefined)
        assert.equal(loadEdition('2023-12').leadStatus.timers.comeBack?.after, 'P3M')
    })

    it('may add a stage', () => {
        const edition = loadEdition('2023-12', {
            lifecycle: {
                order: [
                    'subscriber',
                    'lead',
                    'mql',
                    'pql',
                    'sal',
                    'sql',
                    'opportunity',
                    'customer',
                    'evangelist',
                    'other'
                ],
                stages: { sal: { label: 'Sales Accepted Lead', description: 'Accepted', rule: 'LC-12' } },
                transitions: { mql: ['sal'], sal: ['sql'] }
            }
        })
        assert.deepEqual(edition.lifecycle.transitions.sal, ['sql'])
    })

    const stage = { label: 'Mine', description: 'Mine', rule: 'LC-05' }
    const cases: [string, unknown, Record<string, string>][] = [
        ['no object', 'lifecycle', { '': 'the overrides must be an object' }],
        ['a list', [], { '': 'the overrides must be an object' }],
        [
            'a wrong type',
            { lifecycle: { stages: { mql: { label: 3 } } } },
            { 'lifecycle.stages.mql.label': 'must be a text' }
        ],
        [
            'an empty label',
            { lifecycle: { stages: { mql: { label: ' ' } } } },
            { 'lifecycle.stages.mql.label': 'must not be empty' }
        ],
        ['a misspelt key', { lifecycle: { stage: {} } }, { 'lifecycle.stage': 'is not known here' }],
        [
            'something needed that was removed',
            { lifecycle: { first: null } },
            { 'lifecycle.first': 'is missing' }
        ],
        [
            'a transition to an unknown stage',
            { lifecycle: { transitions: { lead: ['mql', 'champion'] } } },
            { 'lifecycle.transitions.lead[1]': 'champion is no stage of this edition' }
        ],
        [
            'a removed stage that others lead to',
            { lifecycle: { stages: { pql: null } } },
            {
                'lifecycle.order': 'pql is not in stages',
                'lifecycle.transitions.lead[1]': 'pql is no stage of this edition',
                'lifecycle.transitions.pql': 'pql is no stage of this edition',
                'lifecycle.back.moves.customer[0]': 'pql is no stage of this edition',
                'lifecycle.forbidden.pqlExclusion.to': 'pql is no stage of this edition',
                'lifecycle.evidence.usage.enters': 'pql is no stage of this edition'
            }
        ],
        [
            'a stage that cannot be reached',
            { lifecycle: { transitions: { opportunity: [] } } },
            {
                'lifecycle.stages.customer':
                    'cannot be reached: no transition, first stage or fromAny leads to it'
            }
        ],
        [
            'a loop in the ladder',
            { lifecycle: { transitions: { sql: ['opportunity', 'lead'] } } },
            { 'lifecycle.transitions.sql': 'makes a loop: lead → mql → sql → lead' }
        ],
        [
            'a stage that leads to itself',
            { lifecycle: { transitions: { lead: ['mql', 'pql', 'lead'] } } },
            { 'lifecycle.transitions.lead': 'makes a loop: lead → lead' }
        ],
        [
            'a stage left out of the order',
            { lifecycle: { stages: { mine: stage } } },
            { 'lifecycle.stages.mine': 'is not in lifecycle.order' }
        ],
        [
            'a label twice, in whatever case',
            { lifecycle: { stages: { lead: { label: 'SUBSCRIBER' } } } },
            { 'lifecycle.stages.lead.label': 'is the label of subscriber too' }
        ],
        [
            'a portal value twice',
            { lifecycle: { stages: { pql: { value: 'lead' } } } },
            { 'lifecycle.stages.pql.value': 'is the value of lead too' }
        ],
        [
            'a rule that is not there',
            { lifecycle: { forbidden: { mine: { to: 'mql', rule: 'LC-99', reason: 'No.' } } } },
            { 'lifecycle.forbidden.mine.rule': 'cites LC-99, which is no rule here' }
        ],
        [
            'strict about no rule',
            { strict: { 'DS-99': true } },
            { 'strict.DS-99': 'cites DS-99, which is no rule here' }
        ],
        [
            'a timer that is no duration',
            { leadStatus: { timers: { unresponsive: { after: '2 weeks' } } } },
            { 'leadStatus.timers.unresponsive.after': 'must be an ISO 8601 duration such as P14D' }
        ],
        [
            'an empty duration',
            { leadStatus: { timers: { unresponsive: { after: 'P' } } } },
            { 'leadStatus.timers.unresponsive.after': 'must be an ISO 8601 duration such as P14D' }
        ],
        [
            'a timer that sets nothing',
            { leadStatus: { timers: { unresponsive: { to: null } } } },
            { 'leadStatus.timers.unresponsive.to': 'belongs to timers whose action is set, and to them only' }
        ],
        [
            'an event that sets an unknown status',
            { leadStatus: { events: { reply: { to: 'happy' } } } },
            { 'leadStatus.events.reply.to': 'happy is no lead status of this edition' }
        ],
        [
            'a probability above 1',
            { deals: { stages: { opportunity: { probability: 10 } } } },
            { 'deals.stages.opportunity.probability': 'must be a number from 0 to 1' }
        ],
        [
            'a probability that is no number',
            { deals: { stages: { opportunity: { probability: Number.NaN } } } },
            { 'deals.stages.opportunity.probability': 'must be a number from 0 to 1' }
        ],
        [
            'a won deal that is not certain',
            { deals: { stages: { closedWon: { probability: 0.9 } } } },
            { 'deals.stages.closedWon.probability': 'must be 1 where closed is won' }
        ],
        [
            'a deal stage that cannot be reached',
            { deals: { transitions: { contractSent: ['closedLost'] } } },
            { 'deals.stages.closedWon': 'cannot be reached: no transition or opening stage leads to it' }
        ],
        [
            'a check that lacks what it needs',
            { deals: { stages: { closedLost: { expects: { reason: { any: [{ kind: 'text' }] } } } } } },
            { 'deals.stages.closedLost.expects.reason.any[0].property': 'is missing for text' }
        ],
        [
            'a question set that is not there',
            { lifecycle: { stages: { sql: { requires: { answers: { questions: 'five' } } } } } },
            { 'lifecycle.stages.sql.requires.answers.questions': 'five is no question set' }
        ],
        [
            'a question that two sets share',
            {
                questions: {
                    threeWhys: {
                        order: ['whyChange', 'whyNow', 'whyFlowFuse', 'size'],
                        questions: { size: { label: 'Size', rule: 'WWW-01', type: 'text', headings: [] } }
                    }
                }
            },
            { 'questions.mqlToSql.questions.size': 'is a question of threeWhys already' }
        ],
        [
            'a key that reaches a prototype',
            JSON.parse('{"lifecycle":{"__proto__":{"first":[]}}}'),
            { 'lifecycle.__proto__': 'is no key that can be set' }
        ]
    ]
    for (const [what, overrides, paths] of cases) {
        it(`with ${what} name the path`, () => assert.deepEqual(complaints(overrides), paths))
    }

    it('say every wrong path at once', () => {
        assert.deepEqual(Object.keys(complaints({ id: 7, window: { from: 'then' }, strict: [] })), [
            'id',
            'window.from',
            'strict'
        ])
    })

    it('of an edition that does not exist name the ones that do', () => {
        assert.match(complaints(undefined, '2022-01').edition ?? '', /^must be one of 2023-02, /)
        assert.match(complaints({}, 'constructor').edition ?? '', /2023-12/)
    })
})
