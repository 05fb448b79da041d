import assert from 'node:assert/strict'
import fc from 'fast-check'
import { loadEdition, reviewLifecycleHistory } from '../../src/handbook'
import { startGuardFlow, type GuardFlow } from '../support/guard-flow'

const edition = loadEdition('2023-12')
const { stages, evidence } = edition.lifecycle
const pql = '1066237962'

/** One request: a stage or what happened, with whatever else is known. */
const request = fc.record({
    by: fc.oneof(
        fc.record({ stage: fc.constantFrom(...Object.keys(stages)) }),
        fc.record({ what: fc.subarray(Object.keys(evidence), { minLength: 1, maxLength: 2 }) })
    ),
    known: fc.subarray(Object.keys(evidence)),
    answered: fc.boolean()
})

describe('lifecycle-guard: whatever is asked for', () => {
    let flow: GuardFlow

    before(async () => {
        flow = await startGuardFlow()
    })
    beforeEach(() => flow.crm.portal.reset())
    after(() => flow.stop())

    const answers = { adoption: 'yes', size: '3 and 2', production: 'yes', nextYear: 'more' }

    it('applied with walk, no history in the CRM skips, goes back unasked or enters a forbidden stage (LC-02, LC-11, LC-18)', async function () {
        const settings = { mode: 'apply', skip: 'walk', support: 'known', supportType: 'row' }
        const sequences = fc.sample(fc.array(request, { minLength: 4, maxLength: 8 }), {
            numRuns: 60,
            seed: 3
        })
        const ids = sequences.map((_, index) => {
            const { id } = flow.crm.portal.create('contacts', { email: `s${index}@example.com` })
            return id
        })
        const steps = Math.max(...sequences.map(({ length }) => length))
        let answered = 0
        for (const decideBy of Array.from({ length: steps * 2 }, (_, i) =>
            i % 2 === 0 ? 'stage' : 'evidence'
        )) {
            await flow.configure({
                ...settings,
                decideBy,
                stage: 'stage',
                stageType: 'row',
                evidence: 'what',
                evidenceType: 'row'
            })
            const step = Math.floor(answered / 2)
            answered += 1
            const payload = sequences.flatMap((sequence, index) => {
                const wish = sequence[step]
                if (!wish || 'stage' in wish.by !== (decideBy === 'stage')) return []
                const known = [...wish.known, ...(wish.answered ? [answers] : [])]
                return [{ id: ids[index], ...wish.by, known }]
            })
            const { allowed, refused, caught } = await flow.send({ payload })
            assert.deepEqual(caught, [])
            const out = [...allowed, ...refused].flatMap(({ handbook }) => handbook as unknown[])
            assert.equal(out.length, payload.length)
        }
        let moves = 0
        for (const id of ids) {
            const history = flow.crm.portal.get('contacts', id)?.history.lifecyclestage ?? []
            const entries = history.map(({ value, timestamp }) => ({
                stage: value === pql ? 'pql' : value,
                at: timestamp
            }))
            // Entries of one millisecond keep their order: the history is newest first.
            const inOrder = entries.toReversed().map(({ stage }, index) => ({ stage, at: 1e12 + index }))
            moves += inOrder.length
            assert.deepEqual(reviewLifecycleHistory(inOrder, edition), [])
        }
        assert.ok(moves > ids.length, `only ${moves} moves`)
    })
})
