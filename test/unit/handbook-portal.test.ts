import assert from 'node:assert/strict'
import fc from 'fast-check'
import { editions, loadEdition } from '../../src/handbook'
import { comparePortal } from '../../src/handbook/portal'
import { bindPortal } from '../../src/handbook/portal-binding'
import { planChanges } from '../../src/handbook/portal-changes'
import type {
    PortalDefinitions,
    PortalOption,
    PortalPipeline,
    PortalProperty
} from '../../src/handbook/portal-definitions'

const option = (value: string, label: string): PortalOption => ({ value, label })
const property = (
    name: string,
    label: string,
    options: PortalOption[],
    type = 'enumeration'
): PortalProperty => ({
    name,
    label,
    type,
    groupName: 'x',
    options
})
const stage = (id: string, label: string, probability: number) => ({ id, label, probability })

/** facts 4: HubSpot's stages in order. */
const stages = [
    option('subscriber', 'Subscriber'),
    option('lead', 'Lead'),
    option('marketingqualifiedlead', 'Marketing Qualified Lead'),
    option('salesqualifiedlead', 'Sales Qualified Lead'),
    option('opportunity', 'Opportunity'),
    option('customer', 'Customer'),
    option('evangelist', 'Evangelist'),
    option('other', 'Other')
]
/** facts 5: HubSpot's lead statuses, without Unresponsive. */
const statuses = [
    option('NEW', 'New'),
    option('OPEN', 'Open'),
    option('IN_PROGRESS', 'In Progress'),
    option('OPEN_DEAL', 'Open Deal'),
    option('UNQUALIFIED', 'Unqualified'),
    option('ATTEMPTED_TO_CONTACT', 'Attempted to Contact'),
    option('CONNECTED', 'Connected'),
    option('BAD_TIMING', 'Bad Timing')
]
/** facts 6 */
const ownPipeline: PortalPipeline = {
    id: 'default',
    label: 'Sales Pipeline',
    stages: [
        stage('appointmentscheduled', 'Appointment Scheduled', 0.2),
        stage('qualifiedtobuy', 'Qualified To Buy', 0.4),
        stage('presentationscheduled', 'Presentation Scheduled', 0.6),
        stage('decisionmakerboughtin', 'Decision Maker Bought-In', 0.8),
        stage('contractsent', 'Contract Sent', 0.9),
        stage('closedwon', 'Closed Won', 1),
        stage('closedlost', 'Closed Lost', 0)
    ]
}
/** The handbook's board as somebody made it by hand. */
const board = (
    changed: Partial<Record<string, Partial<PortalPipeline['stages'][number]>>> = {}
): PortalPipeline => ({
    id: '77',
    label: 'Sales',
    stages: [
        stage('71', 'Opportunity', 0.1),
        stage('72', 'POC started', 0.3),
        stage('73', 'Value Validated', 0.6),
        stage('74', 'Contract Sent', 0.9),
        stage('75', 'Closed Won', 1),
        stage('76', 'Closed Lost', 0)
    ].map((one) => ({ ...one, ...changed[one.label] }))
})

interface Parts {
    stages?: PortalOption[]
    statuses?: PortalOption[]
    pipelines?: PortalPipeline[]
    contacts?: PortalProperty[]
    deals?: PortalProperty[]
}
const portalOf = (parts: Parts = {}): PortalDefinitions => ({
    contacts: {
        properties: [
            property('lifecyclestage', 'Lifecycle Stage', parts.stages ?? stages),
            property('hs_lead_status', 'Lead Status', parts.statuses ?? statuses),
            ...(parts.contacts ?? [])
        ]
    },
    deals: { properties: parts.deals ?? [], pipelines: parts.pipelines ?? [ownPipeline] }
})
const edition = loadEdition('2023-12')
/** A difference in a few words. */
const brief = (portal: PortalDefinitions, parts: string[], of = edition) =>
    comparePortal(of, portal)
        .filter(({ part }) => parts.includes(part))
        .map(({ kind, part, key, found, wanted, rule }) => [kind, part, key, found, wanted, rule])
const planOf = (portal: PortalDefinitions) => planChanges(comparePortal(edition, portal))

describe('handbook: an edition and a portal', () => {
    describe('lifecycle stages (LC-22)', () => {
        const parts = ['lifecycleStage', 'lifecycleOrder']

        it('misses PQL in a portal as HubSpot makes it, and puts it in front of SQL', () => {
            assert.deepEqual(brief(portalOf(), parts), [
                ['missing', 'lifecycleStage', 'pql', null, 'Product Qualified Lead', 'LC-22']
            ])
            assert.deepEqual(planOf(portalOf())[2], {
                kind: 'addLifecycleStage',
                label: 'Product Qualified Lead',
                before: option('salesqualifiedlead', 'Sales Qualified Lead')
            })
        })

        it('takes a stage with a numeric id by its label, whatever the case', () => {
            const own = stages.toSpliced(3, 0, option('1066237962', 'product qualified LEAD'))
            assert.deepEqual(brief(portalOf({ stages: own }), parts), [])
            assert.equal(bindPortal(edition, portalOf({ stages: own })).lifecycleStages.pql, '1066237962')
        })

        it('takes an override before the label', () => {
            const own = [...stages, option('5', 'Product Qualified Lead'), option('6', 'PQL of old')]
            const of = loadEdition('2023-12', { lifecycle: { stages: { pql: { value: '6' } } } })
            assert.equal(bindPortal(of, portalOf({ stages: own })).lifecycleStages.pql, '6')
        })

        const cases: [string, PortalOption[], unknown[][]][] = [
            [
                'a renamed stage',
                stages.map((one) => (one.value === 'lead' ? option('lead', 'Prospect') : one)),
                [
                    ['different', 'lifecycleStage', 'lead', 'Prospect', 'Lead', 'LC-22'],
                    ['missing', 'lifecycleStage', 'pql', null, 'Product Qualified Lead', 'LC-22']
                ]
            ],
            [
                'a stage of the portal alone',
                [...stages.toSpliced(3, 0, option('9', 'Product Qualified Lead')), option('10', 'Churned')],
                [['extra', 'lifecycleStage', '10', 'Churned', null, 'LC-22']]
            ],
            [
                'another order',
                [option('9', 'Product Qualified Lead'), ...stages],
                [
                    [
                        'different',
                        'lifecycleOrder',
                        'lifecycleOrder',
                        [option('9', 'Product Qualified Lead'), ...stages]
                            .map(({ label }) => label)
                            .join(' → '),
                        edition.lifecycle.order
                            .map((key) => edition.lifecycle.stages[key]?.label)
                            .join(' → '),
                        'LC-22'
                    ]
                ]
            ]
        ]
        for (const [name, own, wanted] of cases)
            it(`tells ${name}, and leaves it to a person`, () => {
                assert.deepEqual(brief(portalOf({ stages: own }), parts), wanted)
                const changes = planOf(portalOf({ stages: own })).filter(
                    ({ kind }) => kind === 'addLifecycleStage'
                )
                assert.equal(changes.length, wanted.filter(([kind]) => kind === 'missing').length)
            })
    })

    describe('lead status (LS-04, LS-15)', () => {
        it('misses Unresponsive only: "Attempted to Contact" and "Bad Timing" are the same in another case', () => {
            assert.deepEqual(brief(portalOf(), ['leadStatus']), [
                ['missing', 'leadStatus', 'unresponsive', null, 'Unresponsive', 'LS-04']
            ])
            assert.deepEqual(
                planOf(portalOf()).filter(({ kind }) => kind === 'addOptions'),
                [
                    {
                        kind: 'addOptions',
                        objectType: 'contacts',
                        property: 'hs_lead_status',
                        label: 'Lead Status',
                        options: [option('UNRESPONSIVE', 'Unresponsive')]
                    }
                ]
            )
        })

        it('adds several options of a property in one change', () => {
            const few = statuses.filter(({ value }) => value !== 'NEW' && value !== 'OPEN')
            const changes = planOf(portalOf({ statuses: few })).filter(({ kind }) => kind === 'addOptions')
            assert.deepEqual(
                changes.map(
                    (change) => change.kind === 'addOptions' && change.options.map(({ value }) => value)
                ),
                [['NEW', 'OPEN', 'UNRESPONSIVE']]
            )
        })

        it('LS-15: None is a blank property, so nothing is missing; the newer values are extra', () => {
            const old = loadEdition('2023-02')
            const found = brief(portalOf(), ['leadStatus'], old)
            assert.deepEqual(new Set(found.map(([kind]) => kind)), new Set(['extra']))
            assert.equal(bindPortal(old, portalOf()).leadStatuses.none, '')
        })

        it('tells a status that is hidden, and is silent about an extra that is', () => {
            const own = statuses.map((one) => (one.value === 'NEW' ? { ...one, hidden: true } : one))
            const portal = portalOf({ statuses: [...own, { ...option('X', 'Old one'), hidden: true }] })
            assert.deepEqual(
                brief(portal, ['leadStatus']).filter(([kind]) => kind !== 'missing'),
                [['different', 'leadStatus', 'new', 'hidden', 'New', 'LS-04']]
            )
        })
    })

    describe('deals (DS-01 to DS-10)', () => {
        const parts = ['dealPipeline', 'dealStage', 'probability', 'dealOrder']

        it("leaves HubSpot's own pipeline alone and makes the handbook's", () => {
            const [found, ...rest] = comparePortal(edition, portalOf()).filter(({ part }) =>
                parts.includes(part)
            )
            assert.deepEqual(rest, [])
            assert.deepEqual(found?.change, {
                kind: 'addPipeline',
                label: 'Sales Pipeline (handbook)',
                stages: [
                    { label: 'Opportunity', probability: 0.1 },
                    { label: 'POC Started', probability: 0.3 },
                    { label: 'Value Validated', probability: 0.6 },
                    { label: 'Contract Sent', probability: 0.9 },
                    { label: 'Closed Won', probability: 1 },
                    { label: 'Closed Lost', probability: 0 }
                ]
            })
        })

        it('takes the pipeline with the stages of the handbook, not the one that shares Contract Sent', () => {
            const portal = portalOf({ pipelines: [ownPipeline, board()] })
            assert.deepEqual(brief(portal, parts), [])
            const { dealPipeline, dealStages } = bindPortal(edition, portal)
            assert.equal(dealPipeline, '77')
            assert.deepEqual(dealStages, {
                opportunity: '71',
                pocStarted: '72',
                valueValidated: '73',
                contractSent: '74',
                closedWon: '75',
                closedLost: '76'
            })
        })

        it("takes HubSpot's own pipeline when its stages were renamed to the handbook's", () => {
            const renamed = { ...board(), id: 'default' }
            assert.equal(bindPortal(edition, portalOf({ pipelines: [renamed] })).dealPipeline, 'default')
        })

        it('takes a pipeline that an override names', () => {
            const of = loadEdition('2023-12', { deals: { pipeline: { value: '5' } } })
            const named = { id: '5', label: 'Other', stages: [stage('51', 'Opportunity', 0.1)] }
            assert.equal(
                bindPortal(of, portalOf({ pipelines: [ownPipeline, board(), named] })).dealPipeline,
                '5'
            )
        })

        it('DS-09: corrects a probability', () => {
            const portal = portalOf({ pipelines: [board({ 'POC started': { probability: 0.5 } })] })
            assert.deepEqual(brief(portal, parts), [
                ['different', 'probability', 'pocStarted', '50 %', '30 %', 'DS-09']
            ])
            const change = planOf(portal).find(({ kind }) => kind === 'setProbability')
            assert.deepEqual(change, {
                kind: 'setProbability',
                pipeline: '77',
                pipelineLabel: 'Sales',
                stage: '72',
                label: 'POC started',
                from: 0.5,
                to: 0.3
            })
        })

        it('adds a stage in its place and names extras', () => {
            const own = board()
            const portal = portalOf({
                pipelines: [{ ...own, stages: [...own.stages.toSpliced(1, 1), stage('99', 'On hold', 0.1)] }]
            })
            assert.deepEqual(brief(portal, parts), [
                ['missing', 'dealStage', 'pocStarted', null, 'POC Started 30 %', 'DS-02'],
                ['extra', 'dealStage', '99', 'On hold', null, 'DS-10']
            ])
            const change = planOf(portal).find(({ kind }) => kind === 'addDealStage')
            assert.equal(change?.kind === 'addDealStage' && change.before?.value, '73')
        })

        it('DS-10: tells another order', () => {
            const own = board()
            const portal = portalOf({ pipelines: [{ ...own, stages: own.stages.toReversed() }] })
            assert.deepEqual(
                brief(portal, parts).map(([kind, part]) => [kind, part]),
                [['different', 'dealOrder']]
            )
        })

        it('says nothing of stages where the edition has none', () => {
            assert.deepEqual(brief(portalOf(), parts, loadEdition('2023-10')), [])
            assert.equal(bindPortal(loadEdition('2023-10'), portalOf()).dealPipeline, 'default')
        })
    })

    describe('custom properties', () => {
        it('are made in a group of their own, groups first', () => {
            const changes = planOf(portalOf())
            assert.deepEqual(
                changes.slice(0, 2).map((change) => change.kind === 'addGroup' && change.objectType),
                ['contacts', 'deals']
            )
            const made = changes.flatMap((change) => (change.kind === 'addProperty' ? [change.name] : []))
            assert.deepEqual(
                made,
                Object.values(edition.properties).map(({ name }) => name)
            )
        })

        it('of another type are different, and bound to nothing', () => {
            const portal = portalOf({ deals: [property('poc_start_date', 'POC start date', [], 'string')] })
            assert.deepEqual(
                brief(portal, ['property']).filter(([kind]) => kind === 'different'),
                [['different', 'property', 'pocStartDate', 'string', 'date', 'DS-02']]
            )
            const { unbound, properties } = bindPortal(edition, portal)
            assert.equal(unbound.find(({ key }) => key === 'pocStartDate')?.code, 'WRONG_TYPE')
            assert.equal(properties.pocStartDate, undefined)
        })

        it('are found by label only where the type fits: two properties may share a label', () => {
            const label = edition.properties.pocStartDate?.label ?? ''
            const other = portalOf({ deals: [property('poc_start', label, [], 'string')] })
            assert.equal(
                bindPortal(edition, other).unbound.find(({ key }) => key === 'pocStartDate')?.code,
                'MISSING'
            )
            assert.ok(
                planOf(other).some(
                    (change) => change.kind === 'addProperty' && change.name === 'poc_start_date'
                )
            )
            const same = portalOf({ deals: [property('poc_start', label.toUpperCase(), [], 'date')] })
            assert.equal(bindPortal(edition, same).properties.pocStartDate, 'poc_start')
        })

        it('miss options one by one', () => {
            const wanted = edition.properties.callConsent
            const portal = portalOf({
                contacts: [property('call_recording_consent', wanted?.label ?? '', [option('Yes', 'Yes')])]
            })
            assert.deepEqual(
                brief(portal, ['option']).map(([kind, , key, , label]) => [kind, key, label]),
                [['missing', 'callConsent', 'No']]
            )
        })
    })

    it('binds all that is there and says of the rest why it is not', () => {
        const { unbound, lifecycleStages, leadStatuses } = bindPortal(edition, portalOf())
        assert.equal(lifecycleStages.mql, 'marketingqualifiedlead')
        assert.equal(leadStatuses.attempted, 'ATTEMPTED_TO_CONTACT')
        assert.deepEqual(
            unbound.filter(({ part }) => part !== 'property').map(({ part, key, code }) => [part, key, code]),
            [
                ['lifecycleStage', 'pql', 'MISSING'],
                ['leadStatus', 'unresponsive', 'MISSING'],
                ['dealPipeline', 'pipeline', 'MISSING'],
                ...edition.deals.order.map((key) => ['dealStage', key, 'MISSING'])
            ]
        )
    })

    it('says nothing of a part that could not be read, and binds it to nothing', () => {
        const portal = { ...portalOf(), deals: null }
        assert.deepEqual(
            comparePortal(edition, portal).filter(({ part }) => part.startsWith('deal')),
            []
        )
        const codes = bindPortal(edition, portal).unbound.filter(({ part }) => part === 'dealStage')
        assert.deepEqual(new Set(codes.map(({ code }) => code)), new Set(['UNREADABLE']))
        assert.deepEqual(comparePortal(edition, { contacts: null, deals: null }), [])
    })

    it('cites a rule of the edition for every difference, in every edition', () => {
        const portal = portalOf({ pipelines: [ownPipeline, board({ Opportunity: { probability: 0.5 } })] })
        for (const { id } of editions()) {
            const of = loadEdition(id)
            for (const given of [portal, portalOf({ stages: [], statuses: [], pipelines: [] })])
                for (const { rule } of comparePortal(of, given))
                    assert.ok(Object.hasOwn(of.rules, rule), rule)
        }
    })

    it('has an answer for any portal: every key is bound or unbound, and every extra is in the portal', () => {
        const text = fc.constantFrom(
            'lead',
            'Lead',
            'POC Started',
            'Opportunity',
            'Closed Won',
            'X',
            '',
            '77'
        )
        const options = fc.array(fc.record({ label: text, value: text, hidden: fc.boolean() }), {
            maxLength: 5
        })
        const pipelines = fc.array(
            fc.record({
                id: text,
                label: text,
                stages: fc.array(
                    fc.record({
                        id: text,
                        label: text,
                        probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
                    }),
                    { maxLength: 4 }
                )
            }),
            { maxLength: 3 }
        )
        fc.assert(
            fc.property(options, options, pipelines, (some, more, boards) => {
                const portal = portalOf({ stages: some, statuses: more, pipelines: boards })
                const bound = bindPortal(edition, portal)
                const keys = [
                    ...Object.keys(bound.lifecycleStages),
                    ...Object.keys(bound.leadStatuses),
                    ...Object.keys(bound.dealStages),
                    ...Object.keys(bound.properties)
                ].length
                const all =
                    edition.lifecycle.order.length +
                    Object.keys(edition.leadStatus.values).length +
                    edition.deals.order.length +
                    Object.keys(edition.properties).length
                assert.equal(keys + bound.unbound.filter(({ part }) => part !== 'dealPipeline').length, all)
                for (const { kind, found } of comparePortal(edition, portal))
                    if (kind === 'extra') assert.equal(typeof found, 'string')
            })
        )
    })
})
