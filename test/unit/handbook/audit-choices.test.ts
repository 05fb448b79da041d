import assert from 'node:assert/strict'
import {
    type AuditContact,
    type AuditContext,
    type AuditDeal,
    type AuditFinding,
    auditRecord,
    auditRules,
    choicesInWords,
    HandbookError,
    loadEdition,
    readKnown
} from '../../../src/handbook'

const edition = loadEdition('2023-12')
const context: AuditContext = {
    edition,
    rules: new Set(auditRules(edition).map(({ id }) => id)),
    now: Date.parse('2026-11-18T12:00:00Z'),
    quietFor: 'P14D',
    crossOverWithin: 'P30D'
}
const contact = (more: Partial<AuditContact>): AuditContact => ({
    objectType: 'contacts',
    id: '1',
    ownerId: '7',
    stage: 'mql',
    status: 'open',
    entered: ['lead', 'mql', 'sql', 'opportunity', 'customer'],
    ...more
})
const deal = (more: Partial<AuditDeal>): AuditDeal => ({
    objectType: 'deals',
    id: '2',
    ownerId: '7',
    stage: 'opportunity',
    properties: { closedate: '2027-01-15' },
    contacts: [{ id: '1', stage: 'opportunity' }],
    ...more
})
const noDeals = { deals: { open: false, won: false, lost: false } }
const customerDeals = (more: Partial<AuditDeal> = {}): AuditDeal =>
    deal({ contacts: [{ id: '1', stage: 'other' }], ...more })

/** A breach with what a person may decide: the decision, what it takes, and the steps. */
const cases: [rule: string, record: AuditContact | AuditDeal, expected: string[]][] = [
    ['LC-03', contact({ ownerId: null, status: 'connected' }), ['owner <owner>: hubspot-contact update 1']],
    ['LS-06', contact({ ownerId: null }), ['owner <owner>: hubspot-contact update 1']],
    [
        'LC-14',
        contact({ stage: 'opportunity', status: 'openDeal', ...noDeals }),
        [
            'deal <deal.name, deal.closedate> text: hubspot-activity note 1, deal-stage open 1',
            'stage <stage>: lifecycle-guard apply 1'
        ]
    ],
    [
        'LC-17',
        contact({ stage: 'customer', status: null, ...noDeals }),
        [
            'deal <deal.name, deal.closedate> text: hubspot-activity note 1, deal-stage open 1, deal-stage won of the step before',
            'stage <stage>: lifecycle-guard apply 1'
        ]
    ],
    ['LC-22', contact({ stage: '99', status: null }), ['stage <stage>: lifecycle-guard apply 1']],
    ['LS-04', contact({ status: 'Parked' }), ['status <status> text: lead-status-timer set 1']],
    [
        'LS-08',
        contact({ status: 'attempted', timesContacted: 0 }),
        [
            'email <time> text: hubspot-activity email 1',
            'call <time> text: hubspot-activity call 1',
            'status <status> text: lead-status-timer set 1'
        ]
    ],
    ['LC-20', customerDeals(), ['lost <deal.closed_lost_reason>: deal-stage lost 2']],
    ['LC-20', customerDeals({ stage: 'closedWon' }), []],
    ['WWW-05', deal({ answers: {} }), ['note <> text: hubspot-activity note 2']],
    ['DS-01', deal({ properties: {} }), ['closedate <deal.closedate>: deal-stage move 2 to opportunity']],
    [
        'DS-02',
        deal({ stage: 'pocStarted', kickOffs: [] }),
        [
            'poc_start_date <deal.poc_start_date>: deal-stage move 2 to pocStarted',
            'meeting <time> text: hubspot-activity meeting 2'
        ]
    ],
    [
        'DS-05',
        deal({ stage: 'contractSent', properties: { contract_sent_date: '2026-11-01' } }),
        ['contract_expiration_date <deal.contract_expiration_date>: deal-stage move 2 to contractSent']
    ],
    ['DS-10', deal({ stage: '4711' }), ['stage <stage>: deal-stage move 2']],
    ['DS-08', deal({ stage: 'closedLost', archived: true }), []],
    // What a machine may mend alone is offered to nobody.
    ['LC-01', contact({ stage: null, status: null }), []],
    ['LC-18', contact({ stage: 'evangelist', status: null }), []]
]

const findingOf = (rule: string, record: AuditContact | AuditDeal): AuditFinding =>
    auditRecord(record, context).find((finding) => finding.rule === rule) ?? assert.fail(`no ${rule}`)

describe('handbook: what a person may decide about a breach', () => {
    for (const [rule, record, expected] of cases) {
        it(`${rule}: ${expected.join(' | ') || 'nothing'}`, () => {
            const { choices } = findingOf(rule, record)
            assert.deepEqual(
                choices.map(({ decision, takes, text, steps }) => {
                    const told = steps.map(
                        ({ node, operation, payload, stage }) =>
                            `${node} ${operation} ${payload ? payload.id : 'of the step before'}${stage ? ` to ${stage}` : ''}`
                    )
                    return `${decision} <${takes.map(({ property }) => property).join(', ')}>${text === null ? '' : ' text'}: ${told.join(', ')}`
                }),
                expected
            )
        })
    }

    it('says in one cell what each choice is and wants', () => {
        const { choices } = findingOf('LS-04', contact({ status: 'Parked' }))
        assert.equal(
            choicesInWords(choices),
            'status: Set the lead status that is true (value: a lead status, text: why)'
        )
        assert.equal(choicesInWords([]), '')
    })
})

describe('handbook: known findings', () => {
    const finding = {
        rule: 'DS-08',
        objectType: 'deals',
        id: '90100000001',
        found: 'The deal was deleted.'
    } as const
    const portal = {
        rule: 'LC-22',
        objectType: 'portal',
        id: '',
        found: 'The portal has the stage Nurture.'
    } as const

    for (const [what, value, isKnown] of [
        ['nothing', undefined, false],
        ['an empty list', [], false],
        ['the rule and the record', [{ rule: 'DS-08', objectType: 'deals', id: '90100000001' }], true],
        ['an id that a spreadsheet made a number', [{ ...finding, id: 90100000001 }], true],
        [
            'the same finding, as a row with other fields',
            [{ ...finding, owner: 'Alma', decision: 'accept' }],
            true
        ],
        ['the record when something else was found', [{ ...finding, found: 'It was lost.' }], false],
        ['another record', [{ ...finding, id: '1' }], false],
        ['another rule', [{ ...finding, rule: 'DS-01' }], false]
    ] as const) {
        it(`${what}: ${isKnown ? 'known' : 'not known'}`, () => {
            assert.equal(readKnown(value)(finding), isKnown)
        })
    }

    it("the portal's definitions are told apart by what was found", () => {
        const known = readKnown([portal])
        assert.equal(known(portal), true)
        assert.equal(known({ ...portal, found: 'The portal has the stage Other.' }), false)
    })

    for (const [what, value] of [
        ['a text', 'DS-08'],
        ['null in it', [null]],
        ['a text in it', ['DS-08 deals 1']],
        ['no rule', [{ objectType: 'deals', id: '1' }]],
        ['a rule that is an object', [{ rule: {}, objectType: 'deals', id: '1' }]],
        ['neither an id nor what was found', [{ rule: 'LC-22', objectType: 'portal' }]],
        ['what was found as a list', [{ ...finding, found: ['x'] }]]
    ] as const) {
        it(`${what} is INPUT_INVALID`, () => {
            assert.throws(
                () => readKnown(value),
                (error) => error instanceof HandbookError && error.code === 'INPUT_INVALID'
            )
        })
    }
})
