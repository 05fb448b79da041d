import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    answersFromInput,
    answersFromNotes,
    contactsIn,
    decideActivationOutbound,
    decideClocks,
    decideDealStage,
    decideLeadStatus,
    decideLifecycle,
    HandbookError,
    loadEdition,
    makeBoard,
    parseAmount,
    parseDay,
    reviewLifecycleHistory,
    toInstant
} from '../../../src/handbook'

const edition = loadEdition()
const whys = edition.questions.threeWhys
assert.ok(whys)

/** What a flow can put into a message, where these functions declare something else. */
const anything = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, maxDepth: 2 }),
    fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'lead',
        'mql',
        'x'.repeat(5000),
        Number.NaN,
        Number.POSITIVE_INFINITY
    )
)

/** A function's answer, or its error with a code: never another error. */
function survives(run: (value: never) => unknown): void {
    fc.assert(
        fc.property(anything, (value) => {
            try {
                assert.notEqual(run(value as never), undefined)
            } catch (error) {
                if (!(error instanceof HandbookError)) throw error
            }
        }),
        { numRuns: 400 }
    )
}

describe('handbook: whatever a message brings, a verdict or an error with a code', () => {
    it('lifecycle', () => {
        survives((from) => decideLifecycle({ edition, from, to: 'mql' }))
        survives((to) => decideLifecycle({ edition, from: 'lead', to }))
        survives((kind) => decideLifecycle({ edition, from: 'lead', evidence: [kind] }))
        survives((evidence) => decideLifecycle({ edition, from: 'lead', evidence }))
        survives((text) => decideLifecycle({ edition, from: 'lead', evidence: 'contactRequest', text }))
        survives((answer) => decideLifecycle({ edition, from: 'mql', to: 'sql', answers: { size: answer } }))
        survives((stage) => reviewLifecycleHistory([{ stage, at: 0 }], edition))
        survives((at) => reviewLifecycleHistory([{ stage: 'lead', at }], edition))
    })

    it('takes the id of a custom stage as a number too (facts 4)', () => {
        const bound = loadEdition('2023-12', { lifecycle: { stages: { pql: { value: '1066237962' } } } })
        assert.equal(
            decideLifecycle({ edition: bound, from: 1066237962 as never, to: 'pql' }).verdict,
            'unchanged'
        )
    })

    it('lead status', () => {
        survives((from) => decideLeadStatus({ edition, stage: 'mql', from, to: 'open' }))
        survives((to) => decideLeadStatus({ edition, stage: 'mql', from: 'new', to }))
        survives((event) => decideLeadStatus({ edition, stage: 'mql', from: 'new', event }))
        survives((stage) => decideLeadStatus({ edition, stage, from: 'new', to: 'open' }))
        survives((status) => decideClocks({ edition, stage: 'mql', status, activities: [], now: 0 }))
        survives((at) =>
            decideClocks({
                edition,
                stage: 'mql',
                status: 'attempted',
                activities: [{ type: 'email', at }],
                statusSince: at,
                now: 0
            })
        )
        survives((at) => contactsIn([{ type: 'meeting', at, arrangedAt: at }], 0, at))
    })

    it('Activation Outbound', () => {
        const known = { edition, held: '', activities: [], now: 0 }
        survives((held) => decideActivationOutbound({ ...known, held }))
        survives((at) =>
            decideActivationOutbound({
                ...known,
                activities: [{ type: 'meeting', at, arrangedAt: at }],
                dripAt: at,
                askedAt: at,
                marketedAt: at
            })
        )
    })

    it('deals', () => {
        survives((from) => decideDealStage({ edition, from, to: 'pocStarted', now: 0 }))
        survives((to) => decideDealStage({ edition, from: 'opportunity', to, now: 0 }))
        survives((value) =>
            decideDealStage({
                edition,
                from: 'x',
                to: 'opportunity',
                now: 0,
                properties: { closedate: value }
            })
        )
        survives((value) =>
            decideDealStage({
                edition,
                from: 'x',
                to: 'valueValidated',
                now: 0,
                properties: { poc_result: value }
            })
        )
        survives((at) =>
            decideDealStage({ edition, from: 'x', to: 'pocStarted', now: 0, kickOffs: [{ at }] })
        )
        survives((stage) =>
            decideDealStage({ edition, from: null, to: 'opportunity', now: 0, contacts: [stage] })
        )
        survives((value) =>
            makeBoard(edition.deals, [{ id: '1', stage: value, amount: value, closeDate: value }], { now: 0 })
        )
    })

    it('answers', () => {
        survives((value) => answersFromInput(whys, value))
        survives((value) => answersFromInput(whys, { whyNow: value }))
        survives((body) => answersFromNotes(whys, [{ body }]))
        survives((at) => answersFromNotes(whys, [{ body: 'Why now? March', at }]))
    })

    it('amounts, days and instants', () => {
        survives((value) => parseAmount(value) ?? null)
        survives((value) => parseDay(value) ?? null)
        survives((value) => toInstant(value) ?? null)
    })

    it('overrides', () => {
        survives((overrides) => loadEdition('2023-12', overrides))
        survives((value) => loadEdition('2023-12', { lifecycle: { stages: { lead: value } } }))
        survives((value) => loadEdition('2023-12', { leadStatus: { timers: value } }))
        survives((id) => loadEdition(id))
    })
})
