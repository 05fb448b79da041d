import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    type Answers,
    decideDealClocks,
    decideDealStage,
    type DealFacts,
    type DealStageRequest,
    type DealStageVerdict,
    editions,
    loadEdition,
    reviewDeal
} from '../../../src/handbook'
import { readTable } from './tables'

const edition = loadEdition('2023-12')
const now = Date.parse('2023-12-01T12:00:00Z')

function answers(...keys: string[]): Answers {
    return Object.fromEntries(keys.map((key) => [key, { text: 'Known', from: 'note' as const }]))
}

/** By requirement, facts that meet it; each on its own. */
const facts: Record<string, Partial<DealFacts>> = {
    whys: { answers: answers('whyChange', 'whyNow', 'whyFlowFuse') },
    closeDate: { properties: { closedate: '2024-03-31' } },
    poc: { properties: { poc_start_date: '2023-12-10' } },
    pocResult: { properties: { poc_result: 'Runs on the line' } },
    contract: { properties: { contract_sent_date: '2023-11-30' } },
    expiration: { properties: { contract_expiration_date: '2023-12-31' } },
    certain: { confirmed: ['certain'] }
}

function known(requirements: readonly string[]): DealFacts {
    const met = requirements.map((key) => facts[key] ?? {})
    return {
        now,
        answers: Object.assign({}, ...met.map((fact) => fact.answers)) as Answers,
        properties: Object.assign({}, ...met.map((fact) => fact.properties)) as Record<string, string>,
        confirmed: met.flatMap((fact) => fact.confirmed ?? [])
    }
}

/** How each move stands to the order of the board; a deal that is opened comes from `none`. */
const moves = `
                   opportunity pocStarted valueValidated contractSent closedWon closedLost
    none           open        jump       jump           jump         jump      jump
    opportunity    same        step       jump           jump         jump      step
    pocStarted     back        same       step           jump         jump      step
    valueValidated back        back       same           step         jump      step
    contractSent   back        back       back           same         step      step
    closedWon      back        back       back           back         same      back
    closedLost     back        back       back           back         back      same
`

/** What entering each stage needs, with the rule; opening a deal needs the three Whys besides. */
const needs: Record<string, [requirement: string, rule: string][]> = {
    none: [['whys', 'WWW-04']],
    opportunity: [['closeDate', 'DS-01']],
    pocStarted: [['poc', 'DS-02']],
    valueValidated: [['pocResult', 'DS-03']],
    contractSent: [
        ['contract', 'DS-05'],
        ['expiration', 'DS-05'],
        ['certain', 'DS-06']
    ],
    closedWon: [],
    closedLost: []
}

/** Every set of requirements that may be met. */
const choices = Object.keys(facts).reduce<string[][]>(
    (sets, key) => [...sets, ...sets.map((set) => [...set, key])],
    [[]]
)

function decide(request: DealStageRequest): DealStageVerdict {
    const verdict = decideDealStage(request)
    assert.ok(Object.hasOwn(request.edition.rules, verdict.rule), verdict.rule)
    assert.match(verdict.reason, /^[A-Z\d].*\.$/)
    if (verdict.verdict !== 'allowed') assert.deepEqual([verdict.path, verdict.entails], [[], []])
    return verdict
}

/** The rule that keeps a deal out, by the expected tables. */
function ruleAgainst(from: string | null, to: string, met: readonly string[]): string | undefined {
    const wanted = [...(from === null ? (needs.none ?? []) : []), ...(needs[to] ?? [])]
    return wanted.find(([requirement]) => !met.includes(requirement))?.[1]
}

describe('handbook: deal stages (DS-01 to DS-10, WWW-04)', () => {
    const strict = loadEdition('2023-12', { strict: { 'DS-10': true } })

    for (const { row: from, column: to, cell } of readTable(moves)) {
        it(`${from ?? 'a new deal'} to ${to}: ${cell}, with each requirement met and missing`, () => {
            for (const met of choices) {
                const verdict = decide({ edition, from, to, ...known(met) })
                const rule = ruleAgainst(from, to, met)
                assert.equal(verdict.move, cell)
                assert.equal(
                    verdict.verdict,
                    cell === 'same' ? 'unchanged' : rule ? 'refused' : 'allowed',
                    met.join(' ')
                )
                if (verdict.verdict === 'refused') assert.equal(verdict.rule, rule)
                if (verdict.verdict !== 'allowed') continue
                assert.deepEqual(verdict.path, [to])
                assert.equal(/jumps|step back/.test(verdict.advice ?? ''), cell === 'jump' || cell === 'back')
                const whenStrict = decide({ edition: strict, from, to, ...known(met) })
                const orderly = cell === 'open' || cell === 'step'
                assert.equal(whenStrict.verdict, orderly ? 'allowed' : 'refused')
                if (!orderly) assert.equal(whenStrict.rule, 'DS-10')
            }
        })
    }

    for (const [what, from, writes, closedate, verdict] of [
        ['a close date that will do', 'opportunity', ['closedate'], '2026-03-01', 'unchanged'],
        ['a close date too far ahead', 'opportunity', ['closedate'], '2028-03-01', 'refused'],
        ['the amount of a deal that lacks its close date', 'opportunity', ['amount'], null, 'unchanged'],
        ['a close date where the stage asks for none', 'pocStarted', ['closedate'], '2028-03-01', 'unchanged']
    ] as const) {
        it(`a deal that stays in ${from} is given ${what}: ${verdict} (DS-01)`, () => {
            const now = Date.parse('2026-01-10T09:00:00Z')
            const properties = { closedate }
            const decided = decideDealStage({ edition, from, to: from, properties, writes, now })
            assert.equal(decided.verdict, verdict)
            if (verdict === 'refused') assert.equal(decided.rule, 'DS-01')
        })
    }

    it('never enters a stage whose conditions are not met, and when strict never jumps or goes back', () => {
        const stages = edition.deals.order
        const request = fc.record({ to: fc.constantFrom(...stages), met: fc.subarray(Object.keys(facts)) })
        const orderly = new Set(
            readTable(moves)
                .filter(({ cell }) => cell === 'open' || cell === 'step')
                .map(({ row, column }) => `${row} ${column}`)
        )
        fc.assert(
            fc.property(fc.array(request, { maxLength: 15 }), fc.boolean(), (requests, isStrict) => {
                let stage: string | null = null
                for (const { to, met } of requests) {
                    const verdict = decide({
                        edition: isStrict ? strict : edition,
                        from: stage,
                        to,
                        ...known(met)
                    })
                    if (verdict.verdict !== 'allowed') continue
                    assert.equal(ruleAgainst(stage, to, met), undefined)
                    if (isStrict) assert.ok(orderly.has(`${stage} ${to}`))
                    stage = to
                }
            }),
            { numRuns: 500 }
        )
    })

    const entering = (to: string, more: Partial<DealStageRequest>): DealStageVerdict =>
        decide({ edition, from: to === 'opportunity' ? 'closedLost' : 'opportunity', to, now, ...more })

    for (const [what, to, more, outcome] of [
        ['a close date today', 'opportunity', { properties: { closedate: '2023-12-01' } }, 'allowed'],
        [
            'a close date in six months',
            'opportunity',
            { properties: { closedate: '2024-06-01T00:00:00Z' } },
            'allowed'
        ],
        ['a close date a day later', 'opportunity', { properties: { closedate: '2024-06-02' } }, 'refused'],
        ['a close date that is past', 'opportunity', { properties: { closedate: '2023-11-30' } }, 'refused'],
        [
            'a close date in milliseconds',
            'opportunity',
            { properties: { closedate: String(Date.UTC(2024, 0, 15)) } },
            'allowed'
        ],
        ['a close date in words', 'opportunity', { properties: { closedate: 'next spring' } }, 'refused'],
        ['a POC start in 30 days', 'pocStarted', { properties: { poc_start_date: '2023-12-31' } }, 'allowed'],
        [
            'a POC start later than that',
            'pocStarted',
            { properties: { poc_start_date: '2024-01-01' } },
            'refused'
        ],
        ['a POC that started', 'pocStarted', { properties: { poc_start_date: '2023-06-01' } }, 'allowed'],
        [
            'a kick-off in the near future',
            'pocStarted',
            { kickOffs: [{ at: '2023-12-20T09:00:00Z' }] },
            'allowed'
        ],
        [
            'a kick-off that was held',
            'pocStarted',
            { kickOffs: [{ at: '2023-11-20T09:00:00Z', held: true }] },
            'allowed'
        ],
        ['a kick-off far ahead', 'pocStarted', { kickOffs: [{ at: '2024-02-20T09:00:00Z' }] }, 'refused'],
        [
            'a kick-off that was cancelled',
            'pocStarted',
            { kickOffs: [{ at: '2023-12-20T09:00:00Z', held: false }] },
            'refused'
        ],
        [
            'a kick-off of which nobody knows',
            'pocStarted',
            { kickOffs: [{ at: '2023-11-20T09:00:00Z' }] },
            'refused'
        ],
        ['a POC result', 'valueValidated', { properties: { poc_result: 'Passed' } }, 'allowed'],
        ['a POC result to come', 'valueValidated', { properties: { poc_result: 'tbd' } }, 'refused'],
        ['a POC result that a person knows of', 'valueValidated', { confirmed: ['pocResult'] }, 'allowed']
    ] as const) {
        it(`${to} with ${what}: ${outcome}`, () => assert.equal(entering(to, more).verdict, outcome))
    }

    it('Contract Sent: an expiration date that is past or missing, or no certainty, keeps it out (DS-05, DS-06)', () => {
        const base = { contract_sent_date: '2023-12-01', contract_expiration_date: '2023-12-15' }
        const confirmed = ['certain']
        assert.equal(entering('contractSent', { properties: base, confirmed }).verdict, 'allowed')
        for (const [properties, word, rule] of [
            [{ ...base, contract_expiration_date: '2023-11-30' }, confirmed, 'DS-05'],
            [{ ...base, contract_expiration_date: null }, confirmed, 'DS-05'],
            [{ ...base, contract_sent_date: '2023-12-02' }, confirmed, 'DS-05'],
            [base, [], 'DS-06']
        ] as const) {
            const verdict = entering('contractSent', { properties, confirmed: word })
            assert.deepEqual([verdict.verdict, verdict.rule, verdict.missing.length], ['refused', rule, 1])
        }
    })

    it('opens a deal only when the three Whys stand in notes, and lists the missing ones (WWW-04)', () => {
        const spoken: Answers = {
            whyChange: { text: 'Cost', from: 'note' },
            whyNow: { text: 'March', from: 'message' }
        }
        const properties = { closedate: '2024-01-31' }
        const verdict = decide({ edition, from: null, to: 'Opportunity', now, properties, answers: spoken })
        assert.deepEqual([verdict.verdict, verdict.rule], ['refused', 'WWW-04'])
        assert.deepEqual(
            verdict.missing.map(({ key }) => key),
            ['whyNow', 'whyFlowFuse']
        )
        assert.equal(verdict.reason, 'A new deal needs the three Whys.')
    })

    it('does not open a second deal with a contact, unless it may', () => {
        const request = {
            edition,
            from: null,
            to: 'opportunity',
            openDeals: 1,
            ...known(['whys', 'closeDate'])
        }
        assert.equal(decide(request).verdict, 'unchanged')
        assert.equal(decide({ ...request, allowSecond: true }).verdict, 'allowed')
    })

    it('advises when a contact is Other (LC-20), or when there is none (LC-14)', () => {
        const request = { edition, from: null, to: 'opportunity', ...known(['whys', 'closeDate']) }
        assert.match(
            decide({ ...request, contacts: ['lead', 'Other'] }).advice ?? '',
            /never be a paying customer/
        )
        assert.match(decide({ ...request, contacts: [] }).advice ?? '', /Without a contact/)
        assert.equal(decide({ ...request, contacts: ['sql'] }).advice, null)
        assert.equal(decide(request).advice, null)
    })

    for (const [to, contacts, entails] of [
        ['opportunity', ['sql'], ['contactOpportunity', 'leadStatusOpenDeal']],
        ['pocStarted', ['opportunity'], []],
        ['valueValidated', ['opportunity'], ['procurementTasks']],
        ['contractSent', ['opportunity'], []],
        ['closedWon', ['opportunity'], ['contactCustomer', 'clearLeadStatus', 'csmIntroduction']],
        ['closedWon', ['customer', 'opportunity'], ['contactCustomer', 'clearLeadStatus', 'csmIntroduction']],
        ['closedWon', ['Customer'], ['contactCustomer', 'clearLeadStatus']],
        ['closedLost', ['opportunity'], ['leadStatusClosed', 'followUp']]
    ] as const) {
        it(`${to} with a contact that is ${contacts.join(' and ')} entails ${entails.join(', ') || 'nothing'}`, () => {
            const from = to === 'opportunity' ? null : 'opportunity'
            const verdict = decide({ edition, from, to, contacts, ...known(Object.keys(facts)) })
            assert.equal(verdict.verdict, 'allowed')
            assert.deepEqual(
                verdict.entails.map(({ key }) => key),
                entails
            )
        })
    }

    it('asks for the reason of a lost deal without requiring it (DS-07)', () => {
        assert.match(entering('closedLost', {}).advice ?? '', /a reason why it was lost/)
        assert.equal(entering('closedLost', { properties: { closed_lost_reason: 'Budget' } }).advice, null)
    })

    it('tells the probability of the stage (DS-09)', () => {
        assert.deepEqual(
            [entering('pocStarted', {}).probability, entering('closedWon', {}).probability],
            [0.3, 1]
        )
    })

    it('refuses a stage that the edition does not have, and advises on a deal that comes from one (DS-10)', () => {
        for (const to of ['Negotiation', 'constructor', '']) {
            const verdict = decide({ edition, from: 'opportunity', to, now })
            assert.deepEqual([verdict.verdict, verdict.rule, verdict.probability], ['refused', 'DS-10', null])
        }
        const verdict = decide({ edition, from: 'appointmentscheduled', to: 'closedLost', now })
        assert.equal(verdict.verdict, 'allowed')
        assert.match(verdict.advice ?? '', /does not have/)
    })

    it('demands no more than the Whys where the edition has no deal stages, and nothing in 2023-02', () => {
        for (const { id } of editions().filter(({ id }) => loadEdition(id).deals.order.length === 0)) {
            const old = loadEdition(id)
            const opened = decide({ edition: old, from: '', to: 'Qualified to buy', now })
            assert.equal(opened.verdict, id === '2023-02' ? 'allowed' : 'refused')
            const moved = decide({ edition: old, from: 'Qualified to buy', to: 'Contract sent', now })
            assert.deepEqual([moved.verdict, moved.path], ['allowed', ['Contract sent']])
        }
    })
})

describe('handbook: deal stages of 2026-08', () => {
    const later = loadEdition('2026-08')
    const spiced = answers('situation', 'pain', 'impact', 'criticalEvent', 'decision')

    it('open on the SPICED answers (X-08)', () => {
        const properties = { closedate: '2023-12-31' }
        assert.deepEqual(
            decide({ edition: later, from: null, to: '1-Discovery', now, properties }).rule,
            'X-08'
        )
        const verdict = decide({
            edition: later,
            from: null,
            to: '1-Discovery',
            now,
            properties,
            answers: spiced
        })
        assert.equal(verdict.verdict, 'allowed')
    })

    it('close on an order and the required fields (X-13, X-14)', () => {
        const verdict = decide({ edition: later, from: 'commit', to: 'closing', now })
        assert.deepEqual([verdict.rule, verdict.missing.length], ['X-13', 6])
    })

    it('flag a deal that stays in Diagnose for 30 days, and close it after 60 (X-07)', () => {
        const due = (days: number): string[] =>
            decideDealClocks({
                edition: later,
                stage: '2-Diagnose',
                stageSince: now,
                now: now + days * 86_400_000
            })
                .filter(({ verdict }) => verdict === 'due')
                .map(({ action, path }) => [action, ...path].join(' '))
        assert.deepEqual([due(29), due(30), due(60)], [[], ['remind'], ['remind', 'set closedLost']])
        assert.deepEqual(decideDealClocks({ edition, stage: 'opportunity', stageSince: now, now }), [])
    })
})

describe('handbook: review of an open deal (WWW-05, DS-01, DS-05)', () => {
    const whys = facts.whys ?? {}
    for (const [what, from, more, rules] of [
        ['nothing known', 'opportunity', {}, ['WWW-04', 'DS-01']],
        ['all in order', 'opportunity', { ...whys, ...facts.closeDate }, []],
        [
            'a close date that passed',
            'opportunity',
            { ...whys, properties: { closedate: '2023-11-01' } },
            ['DS-01']
        ],
        [
            'an expiration date that passed',
            'contractSent',
            { ...whys, properties: { contract_expiration_date: '2023-11-30' } },
            ['DS-05']
        ],
        ["a person's word is not asked for again", 'valueValidated', whys, []],
        ['a contact that is Other', 'valueValidated', { ...whys, contacts: ['other'] }, ['LC-20']],
        ['a closed deal', 'closedWon', {}, []],
        ['a stage of the portal', 'appointmentscheduled', whys, ['DS-10']]
    ] as [string, string, Partial<DealStageRequest>, string[]][]) {
        it(what, () =>
            assert.deepEqual(
                reviewDeal({ edition, from, now, ...more }).map(({ rule }) => rule),
                rules
            )
        )
    }
})
