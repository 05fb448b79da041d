import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    type Activity,
    type AuditContact,
    type AuditContext,
    type AuditDeal,
    auditedDealNeeds,
    auditPortal,
    auditRecord,
    auditRules,
    contactNeeds,
    editions,
    FindingTally,
    HandbookError,
    loadEdition,
    type PastValue,
    type PortalDefinitions,
    toCsv
} from '../../../src/handbook'

const edition = loadEdition('2023-12')
const now = Date.parse('2026-11-18T12:00:00Z')
const day = 86_400_000
const daysAgo = (days: number): string => new Date(now - days * day).toISOString()
const all = new Set(auditRules(edition).map(({ id }) => id))
const context: AuditContext = {
    edition,
    rules: all,
    now,
    quietFor: 'P14D',
    crossOverWithin: 'P30D',
    outboundProperty: 'activation_outbound'
}

/** A contact that no rule is against, with nothing but the properties known. */
function contact(more: Partial<AuditContact> = {}): AuditContact {
    return {
        objectType: 'contacts',
        id: '1',
        ownerId: '7',
        stage: 'lead',
        status: null,
        firstName: 'Ada',
        lastName: 'Byron',
        entered: ['lead'],
        timesContacted: 0,
        ...more
    }
}

const passed = ['lead', 'mql', 'sql', 'opportunity', 'customer']
/** In a stage of the ladder, all stages before it entered. */
const at = (stage: string, more: Partial<AuditContact> = {}): AuditContact =>
    contact({ stage, entered: passed.slice(0, passed.indexOf(stage) + 1), ...more })

/** Values with a day between each, the last of them ten days ago. */
function history(...values: (string | null)[]): PastValue[] {
    return values.map((value, index) => ({ value, at: daysAgo(10 + values.length - index) })).toReversed()
}

const email = (days: number, direction: 'outgoing' | 'incoming' = 'outgoing'): Activity => ({
    type: 'email',
    at: daysAgo(days),
    direction
})
const deals = (open = false, won = false, lost = false) => ({ open, won, lost })

const rulesOf = (record: AuditContact | AuditDeal, more: Partial<AuditContext> = {}): string[] =>
    auditRecord(record, { ...context, ...more }).map(({ rule }) => rule)

describe('handbook: audit of a contact', () => {
    const cases: [what: string, record: AuditContact, expected: string[]][] = [
        ['a Lead', contact(), []],
        ['LC-01: no stage', contact({ stage: null, entered: [] }), ['LC-01']],
        ['LC-22: a stage of no edition', contact({ stage: '99' }), ['LC-22']],
        [
            'LC-02: a stage that was skipped',
            contact({ stage: 'mql', status: 'new', entered: ['mql'], stageHistory: history('mql') }),
            ['LC-02']
        ],
        [
            'LC-02: a skip that was filled later is none',
            at('mql', { status: 'new', stageHistory: history('mql', '', 'lead', 'mql') }),
            []
        ],
        [
            'LC-02: a skip that was taken back is none',
            contact({
                stage: 'lead',
                entered: ['lead', 'customer'],
                stageHistory: history('lead', 'customer', '', 'lead')
            }),
            []
        ],
        [
            'LC-02: by way of PQL nothing is skipped',
            contact({
                stage: 'sql',
                status: 'connected',
                entered: ['lead', 'pql', 'sql'],
                stageHistory: history('lead', 'pql', 'sql'),
                activities: [email(3, 'incoming')]
            }),
            []
        ],
        [
            'LC-11: an MQL as PQL',
            contact({
                stage: 'pql',
                entered: ['lead', 'mql', 'pql'],
                stageHistory: history('lead', 'mql', 'pql')
            }),
            ['LC-11']
        ],
        [
            'LC-11: a customer may be PQL',
            contact({ stage: 'pql', entered: passed, stageHistory: history(...passed, '', 'pql') }),
            []
        ],
        ['LC-18: an Evangelist', contact({ stage: 'evangelist' }), ['LC-18']],
        [
            'LC-03: worked on without an owner',
            at('sql', {
                ownerId: null,
                status: 'connected',
                timesContacted: 1,
                activities: [email(1, 'incoming')]
            }),
            ['LC-03']
        ],
        ['LC-03: New waits for an owner', at('mql', { ownerId: null, status: 'new' }), []],
        ['LC-03: a Subscriber needs none', contact({ stage: 'subscriber', ownerId: null }), []],
        ['LC-13: an SQL without lead status', at('sql'), ['LC-13']],
        ['LS-01: an MQL without lead status', at('mql'), ['LS-01']],
        ['LS-01: a Lead with one', contact({ status: 'NEW' }), ['LS-01']],
        ['LS-04: a status of no edition', at('mql', { status: 'NURTURE' }), ['LS-04']],
        ['LC-14: Opportunity without a deal', at('opportunity', { deals: deals() }), ['LC-14']],
        ['LC-14: a lost deal leaves it there', at('opportunity', { deals: deals(false, false, true) }), []],
        ['LC-14: with an open deal', at('opportunity', { status: 'OPEN_DEAL', deals: deals(true) }), []],
        ['LC-17: Customer without a won deal', at('customer', { deals: deals(true) }), ['LC-17']],
        ['LC-17: a won deal', at('customer', { deals: deals(false, true) }), []],
        ['LC-17: a subscription', at('customer', { deals: deals(), subscribed: true }), []],
        [
            'LS-05: New although somebody wrote',
            at('mql', { status: 'new', timesContacted: 1, activities: [email(2)] }),
            ['LS-05']
        ],
        [
            'LS-05: marketing mails are no outreach',
            at('mql', { status: 'new', timesContacted: 1, activities: [{ ...email(2), automatic: true }] }),
            []
        ],
        ['LS-06: Open without an owner', at('mql', { status: 'open', ownerId: null }), ['LS-06']],
        [
            'LS-07: Open since last week',
            at('mql', { status: 'open', statusHistory: [{ value: 'OPEN', at: daysAgo(7) }] }),
            ['LS-07']
        ],
        [
            'LS-07: Open since this morning',
            at('mql', { status: 'open', statusHistory: [{ value: 'OPEN', at: daysAgo(0.1) }] }),
            []
        ],
        [
            'LS-07: Open again since this morning',
            at('mql', {
                status: 'open',
                statusHistory: [
                    { value: 'OPEN', at: daysAgo(0.1) },
                    { value: 'NEW', at: daysAgo(1) },
                    { value: 'OPEN', at: daysAgo(9) }
                ]
            }),
            []
        ],
        [
            'LS-08: Attempted without outreach',
            at('mql', { status: 'attempted', statusHistory: history('attempted') }),
            ['LS-08']
        ],
        [
            'LS-13: no reply for fifteen days',
            at('mql', {
                status: 'attempted',
                timesContacted: 1,
                activities: [email(15)],
                statusHistory: [{ value: 'attempted', at: daysAgo(15) }]
            }),
            ['LS-13']
        ],
        [
            'LS-13: thirteen days are no two weeks',
            at('mql', {
                status: 'attempted',
                timesContacted: 1,
                activities: [email(13)],
                statusHistory: [{ value: 'attempted', at: daysAgo(13) }]
            }),
            []
        ],
        [
            'LS-13: a reply after it',
            at('mql', {
                status: 'attempted',
                timesContacted: 2,
                activities: [email(30), email(20, 'incoming')],
                statusHistory: [{ value: 'attempted', at: daysAgo(30) }]
            }),
            []
        ],
        [
            'LS-13: Unresponsive although they replied',
            at('mql', {
                status: 'unresponsive',
                timesContacted: 2,
                activities: [email(30), email(3, 'incoming')]
            }),
            ['LS-13']
        ],
        [
            'LS-13: Unresponsive since',
            at('mql', { status: 'unresponsive', timesContacted: 1, activities: [email(40)] }),
            []
        ],
        ['LS-09: Connected without a reply', at('mql', { status: 'connected' }), ['LS-09']],
        ['LS-10: In Progress without contact', at('mql', { status: 'inProgress' }), ['LS-10']],
        ['LS-11: Open Deal without one', at('sql', { status: 'openDeal', deals: deals() }), ['LS-11']],
        [
            'LS-11: another status with an open deal',
            at('opportunity', { status: 'connected', deals: deals(true) }),
            ['LS-11']
        ],
        ['IMP-03: a last name alone', contact({ firstName: '' }), ['IMP-03']],
        ['IMP-03: a first name alone', contact({ lastName: null }), []],
        ['IMP-03: no name', contact({ firstName: null, lastName: ' ' }), []],
        [
            'AO-03: changed after it was decided',
            contact({ activationOutbound: 'No', outboundHistory: history('Yes', 'No') }),
            ['AO-03']
        ],
        [
            'AO-03: changed, and changed back',
            contact({ activationOutbound: 'Yes', outboundHistory: history('Yes', 'No', 'Yes') }),
            []
        ],
        [
            'CT-03: two people besides the owner',
            contact({
                timesContacted: 2,
                lastContacted: daysAgo(2),
                activities: [
                    { ...email(3), ownerId: '8' },
                    { ...email(2), ownerId: '9' }
                ]
            }),
            ['CT-03']
        ],
        [
            'CT-03: the owner and one colleague',
            contact({
                timesContacted: 2,
                lastContacted: daysAgo(2),
                activities: [
                    { ...email(3), ownerId: '7' },
                    { ...email(2), ownerId: '9' }
                ]
            }),
            []
        ],
        [
            'CT-03: one after the other, long ago',
            contact({
                timesContacted: 3,
                lastContacted: daysAgo(2),
                activities: [
                    { ...email(300), ownerId: '8' },
                    { ...email(2), ownerId: '9' }
                ]
            }),
            []
        ]
    ]
    for (const [what, record, expected] of cases) {
        it(what, () => {
            assert.deepEqual(rulesOf(record), expected)
        })
    }

    it('asks for no more than the verdict depends on, and for all of that', () => {
        const needs = (record: AuditContact) => [...contactNeeds(record, context)].toSorted()
        assert.deepEqual(needs(contact()), [])
        assert.deepEqual(needs(contact({ stage: 'subscriber' })), [])
        assert.deepEqual(needs(at('mql', { status: 'new' })), [])
        assert.deepEqual(needs(at('mql', { status: 'new', timesContacted: 2 })), ['activities'])
        assert.deepEqual(needs(at('mql', { status: 'open' })), ['statusHistory'])
        assert.deepEqual(needs(at('mql', { status: 'attempted', timesContacted: 1 })), [
            'activities',
            'statusHistory'
        ])
        assert.deepEqual(needs(at('opportunity')), ['deals'])
        assert.deepEqual(needs(contact({ stage: 'mql', entered: ['mql'], status: 'new' })), ['stageHistory'])
        assert.deepEqual(needs(contact({ stage: 'pql' })), ['stageHistory'])
        assert.deepEqual(needs(contact({ activationOutbound: 'Yes' })), ['outboundHistory'])
        const few = { ...context, rules: new Set(['LC-01']) }
        assert.deepEqual([...contactNeeds(at('opportunity', { status: 'openDeal' }), few)], [])
    })

    it('looks only at the chosen rules, and only at those that the edition has', () => {
        const broken = contact({ stage: null, firstName: null, status: 'NEW' })
        assert.deepEqual(rulesOf(broken), ['LC-01', 'LS-01', 'IMP-03'])
        assert.deepEqual(rulesOf(broken, { rules: new Set(['IMP-03']) }), ['IMP-03'])
        const old = loadEdition('2023-02')
        assert.deepEqual(rulesOf(broken, { edition: old }), [])
        assert.deepEqual(rulesOf(contact({ stage: 'evangelist' }), { edition: old }), [])
    })

    it('proposes what the right node can carry out', () => {
        const fixOf = (record: AuditContact) => auditRecord(record, context)[0]?.fix
        assert.deepEqual(fixOf(contact({ stage: null })), {
            node: 'lifecycle-guard',
            operation: 'apply',
            payload: { id: '1' },
            stage: 'subscriber'
        })
        assert.deepEqual(fixOf(at('mql')), {
            node: 'lead-status-timer',
            operation: 'set',
            payload: { id: '1' },
            status: 'open'
        })
        const replied = { status: 'new', timesContacted: 1, activities: [email(2, 'incoming')] }
        assert.deepEqual(fixOf(at('mql', replied)), {
            node: 'lead-status-timer',
            operation: 'event',
            payload: { id: '1' },
            event: 'reply'
        })
        assert.deepEqual(fixOf(contact({ firstName: null })), {
            node: 'name-splitter',
            operation: 'split',
            payload: { id: '1', properties: { lastname: 'Byron' } }
        })
        assert.equal(fixOf(at('customer', { deals: deals() })), null)
    })
})

/** A deal that no rule is against. */
function deal(more: Partial<AuditDeal> = {}): AuditDeal {
    return {
        objectType: 'deals',
        id: '2',
        ownerId: '7',
        stage: 'opportunity',
        properties: { closedate: '2027-01-15' },
        createdAt: daysAgo(3),
        contacts: [{ id: '1', stage: 'opportunity', entered: ['opportunity'] }],
        answers: Object.fromEntries(
            ['whyChange', 'whyNow', 'whyFlowFuse'].map((key) => [
                key,
                { text: 'known', from: 'note' as const }
            ])
        ),
        ...more
    }
}

describe('handbook: audit of a deal', () => {
    const contractSent = { closedate: '2027-01-15', contract_sent_date: '2026-11-01' }
    const cases: [what: string, record: AuditDeal, expected: string[]][] = [
        ['an open deal', deal(), []],
        ['DS-01: closes too late', deal({ properties: { closedate: '2027-05-19' } }), ['DS-01']],
        [
            'DS-01: closes on the last day of six months',
            deal({ properties: { closedate: '2027-05-18' } }),
            []
        ],
        ['DS-01: closes in the past', deal({ properties: { closedate: '2026-11-17' } }), ['DS-01']],
        ['DS-02: a POC without a start', deal({ stage: 'pocStarted', kickOffs: [] }), ['DS-02']],
        [
            'DS-02: a kick-off that was held',
            deal({ stage: 'pocStarted', kickOffs: [{ at: daysAgo(2), held: true }] }),
            []
        ],
        [
            'DS-05: the contract has expired',
            deal({
                stage: 'contractSent',
                properties: { ...contractSent, contract_expiration_date: '2026-11-17' }
            }),
            ['DS-05']
        ],
        [
            'DS-05: it expires today',
            deal({
                stage: 'contractSent',
                properties: { ...contractSent, contract_expiration_date: '2026-11-18' }
            }),
            []
        ],
        ['DS-10: a stage of no edition', deal({ stage: '4711' }), ['DS-10']],
        ['WWW-05: no answers', deal({ answers: {} }), ['WWW-05']],
        [
            'LC-14: its contact is a Lead',
            deal({ contacts: [{ id: '1', stage: 'lead', entered: ['lead'] }] }),
            ['LC-14']
        ],
        ['LC-14: its contact is Customer', deal({ contacts: [{ id: '1', stage: 'customer' }] }), []],
        ['LC-14: it has no contact', deal({ contacts: [] }), ['LC-14']],
        ['LC-20: its contact is Other', deal({ contacts: [{ id: '1', stage: 'other' }] }), ['LC-20']],
        [
            'LC-20: won with a contact that is Other',
            deal({ stage: 'closedWon', contacts: [{ id: '1', stage: 'other' }] }),
            ['LC-20']
        ],
        [
            'LC-17: won, and its contact never was Customer',
            deal({
                stage: 'closedWon',
                contacts: [{ id: '1', stage: 'opportunity', entered: ['opportunity'] }]
            }),
            ['LC-17']
        ],
        [
            'LC-17: won, and its contact is an upsell candidate since',
            deal({ stage: 'closedWon', contacts: [{ id: '1', stage: 'pql', entered: ['customer', 'pql'] }] }),
            []
        ],
        ['SALES-04: nothing for fifteen days', deal({ createdAt: daysAgo(15) }), ['SALES-04']],
        ['SALES-04: something yesterday', deal({ createdAt: daysAgo(90), lastActivity: daysAgo(1) }), []],
        ['SALES-04: a task tomorrow', deal({ createdAt: daysAgo(90), nextActivity: daysAgo(-1) }), []],
        [
            'SALES-04: a call with its contact',
            deal({
                createdAt: daysAgo(90),
                contacts: [{ id: '1', stage: 'opportunity', lastActivity: daysAgo(1) }]
            }),
            []
        ],
        ['a lost deal', deal({ stage: 'closedLost', properties: {}, createdAt: daysAgo(300) }), []],
        ['DS-08: a deleted lost deal', deal({ stage: 'closedLost', archived: true }), ['DS-08']],
        ['DS-08: a deleted open deal is none', deal({ archived: true, properties: {} }), []]
    ]
    for (const [what, record, expected] of cases) {
        it(what, () => {
            assert.deepEqual(rulesOf(record), expected)
        })
    }

    it('asks for no more than the verdict depends on', () => {
        const needs = (record: AuditDeal, rules = all) =>
            [...auditedDealNeeds(record, { ...context, rules })].toSorted()
        assert.deepEqual(needs(deal()), ['answers', 'contacts'])
        assert.deepEqual(needs(deal({ stage: 'pocStarted' })), ['answers', 'contacts', 'kickOffs'])
        assert.deepEqual(needs(deal({ stage: 'closedWon' })), ['contacts'])
        assert.deepEqual(needs(deal({ stage: 'closedWon' }), new Set(['DS-01'])), [])
        assert.deepEqual(needs(deal({ stage: 'closedLost' })), [])
        assert.deepEqual(needs(deal({ archived: true })), [])
    })

    it('a stage of no edition is open or closed as the portal has it', () => {
        const there = { stage: '4711', answers: {}, createdAt: daysAgo(90), properties: {} }
        assert.deepEqual(rulesOf(deal({ ...there, closed: 'lost' })), ['DS-10'])
        const lead = [{ id: '1', stage: 'lead', entered: ['lead'] }]
        assert.deepEqual(rulesOf(deal({ ...there, closed: 'won', contacts: lead })), ['DS-10', 'LC-17'])
        const before = loadEdition('2023-10')
        const rules = new Set(auditRules(before).map(({ id }) => id))
        const audited = (more: Partial<AuditDeal>) =>
            auditRecord(deal({ ...there, ...more }), { ...context, edition: before, rules }).map(
                ({ rule }) => rule
            )
        assert.deepEqual(audited({ closed: 'lost' }), [])
        assert.deepEqual(audited({ closed: 'won' }), ['LC-17'])
        assert.deepEqual(audited({ closed: null }), ['WWW-05', 'SALES-04'])
    })

    it('X-07: a stage that lasts too long, in the edition that says so', () => {
        const later = loadEdition('2026-08')
        const rules = new Set(['X-07'])
        const old = deal({ stage: 'discovery', stageSince: daysAgo(31) })
        assert.deepEqual(rulesOf(old, { edition: later, rules }), ['X-07'])
        const young = deal({ stage: 'discovery', stageSince: daysAgo(29) })
        assert.deepEqual(rulesOf(young, { edition: later, rules }), [])
    })
})

describe('handbook: audit of whatever a portal holds', () => {
    it('every edition, every record: findings with a rule of the edition, no text of the record, each rule once', () => {
        const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('mql', 'customer', 'NEW', 'OPEN')), {
            nil: null
        })
        const past = fc.array(
            fc.record({ value: text, at: fc.oneof(fc.constant(daysAgo(3)), fc.string()) }),
            {
                maxLength: 4
            }
        )
        const record = fc.record(
            {
                objectType: fc.constant('contacts' as const),
                id: fc.constant('1'),
                ownerId: fc.constantFrom('7', null),
                stage: text,
                status: text,
                firstName: fc.constantFrom(null, 'Secret Name'),
                lastName: fc.constantFrom(null, 'Secret Name'),
                activationOutbound: text,
                timesContacted: fc.nat(3),
                stageHistory: past,
                statusHistory: past,
                outboundHistory: past,
                deals: fc.record({ open: fc.boolean(), won: fc.boolean(), lost: fc.boolean() })
            },
            { requiredKeys: ['objectType', 'id', 'ownerId', 'stage', 'status'] }
        )
        for (const { id } of editions()) {
            const own = loadEdition(id)
            const rules = new Set(auditRules(own).map((rule) => rule.id))
            fc.assert(
                fc.property(record, (one) => {
                    const found = auditRecord(one, { ...context, edition: own, rules })
                    assert.ok(found.every(({ rule, says }) => Object.hasOwn(own.rules, rule) && says !== ''))
                    assert.equal(new Set(found.map(({ rule }) => rule)).size, found.length)
                    assert.ok(!found.some((finding) => finding.found.includes('Secret')))
                }),
                { numRuns: 150 }
            )
        }
    })

    it('a duration that is none is an error with a code', () => {
        const quiet = deal({ createdAt: daysAgo(90) })
        assert.throws(
            () => rulesOf(quiet, { quietFor: 'two weeks' }),
            (error) => error instanceof HandbookError
        )
    })
})

describe('handbook: audit of definitions', () => {
    const contacts = {
        properties: [
            {
                name: 'hs_lead_status',
                label: 'Lead Status',
                type: 'enumeration',
                groupName: '',
                options: edition.leadStatus.order
                    .slice(1)
                    .map((key) => ({ label: edition.leadStatus.values[key]?.label ?? '', value: key }))
            },
            {
                name: 'lifecyclestage',
                label: 'Lifecycle Stage',
                type: 'enumeration',
                groupName: '',
                options: [
                    ...edition.lifecycle.order.map((key) => ({
                        label: edition.lifecycle.stages[key]?.label ?? '',
                        value: key
                    })),
                    { label: 'Nurture', value: '99' }
                ]
            }
        ]
    }
    const stages = edition.deals.order.map((key) => ({
        id: key,
        label: edition.deals.stages[key]?.label ?? '',
        probability: key === 'pocStarted' ? 0.2 : (edition.deals.stages[key]?.probability ?? 0)
    }))
    const pipelines = [
        {
            id: 'default',
            label: 'Sales Pipeline',
            stages: [...stages, { id: 'x', label: 'Legal', probability: 0.5 }]
        }
    ]
    const portal: PortalDefinitions = { contacts, deals: { properties: [], pipelines } }

    it('LC-22, LS-04, DS-09, DS-10: one finding per difference, none of them about properties', () => {
        const found = auditPortal(portal, context)
        assert.deepEqual(
            found.map(({ rule, found: sentence }) => [rule, sentence]),
            [
                ['LC-22', 'The portal has the lifecycle stage Nurture, which the handbook does not have.'],
                ['LS-04', 'The portal does not have the lead status New.'],
                ['DS-09', "The portal's probability of the deal stage POC Started is 20 %, not 30 %."],
                ['DS-10', 'The portal has the deal stage Legal, which the handbook does not have.']
            ]
        )
    })

    it('looks only at the chosen rules', () => {
        const rules = new Set(['DS-09'])
        assert.deepEqual(
            auditPortal(portal, { edition, rules }).map(({ rule }) => rule),
            ['DS-09']
        )
    })
})

describe('handbook: audit in figures', () => {
    it('counts by rule and by owner', () => {
        const tally = new FindingTally()
        tally.add({ rule: 'LC-02', ownerId: '7' })
        tally.add({ rule: 'LC-01', ownerId: null })
        tally.add({ rule: 'LC-02', ownerId: '7' })
        assert.equal(tally.count, 3)
        assert.deepEqual(Object.entries(tally.byRule), [
            ['LC-01', 1],
            ['LC-02', 2]
        ])
        assert.deepEqual(tally.byOwner, [
            ['7', 2],
            ['', 1]
        ])
    })

    it('CSV gives no cell to a spreadsheet as a formula', () => {
        const rows = ['=1+1', '+1', '-1', '@a', '\t=1', ' =1', '|x', '＝1', 'a "b", c', 'plain', null, 5]
        const csv = toCsv(
            ['a'],
            rows.map((a) => ({ a }))
        )
        assert.deepEqual(csv.split('\r\n'), [
            '"a"',
            `"'=1+1"`,
            `"'+1"`,
            `"'-1"`,
            `"'@a"`,
            `"'\t=1"`,
            `"' =1"`,
            `"'|x"`,
            `"'＝1"`,
            '"a ""b"", c"',
            '"plain"',
            '""',
            '"5"',
            ''
        ])
    })
})
