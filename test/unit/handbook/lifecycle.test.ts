import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    type Answers,
    decideLifecycle,
    type Edition,
    editions,
    HandbookError,
    type LifecycleRequest,
    type LifecycleVerdict,
    loadEdition
} from '../../../src/handbook'
import { type ExpectedGate, expected } from './lifecycle.expected'
import { readTable } from './tables'

/** Answers to these question sets, all in notes. */
function answered(edition: Edition, sets: readonly string[], from: 'note' | 'message' = 'note'): Answers {
    const keys = sets.flatMap((set) => edition.questions[set]?.order ?? [])
    return Object.fromEntries(keys.map((key) => [key, { text: 'Known', from }]))
}

/** The rule by which a stage's gates keep a contact out, by the expected tables. */
function gateRule(
    gates: readonly ExpectedGate[],
    stage: string,
    evidence: readonly string[],
    sets: readonly string[]
): string | undefined {
    for (const gate of gates.filter((entry) => entry.stage === stage)) {
        const met = gate.questions
            ? sets.includes(gate.questions)
            : gate.evidence?.some((kind) => evidence.includes(kind))
        if (met) continue
        const instead = Object.entries(gate.instead ?? {}).find(([kind]) => evidence.includes(kind))
        return instead?.[1] ?? gate.rule
    }
    return undefined
}

/** Every choice of evidence that could matter: none, each alone, all, all but each. */
function choices(edition: Edition): string[][] {
    const all = Object.keys(edition.lifecycle.evidence)
    return [
        [],
        ...all.map((kind) => [kind]),
        all,
        ...all.map((kind) => all.filter((other) => other !== kind))
    ]
}

function decide(request: LifecycleRequest): LifecycleVerdict {
    const verdict = decideLifecycle(request)
    const { edition } = request
    assert.ok(Object.hasOwn(edition.rules, verdict.rule), `${verdict.rule} is a rule of ${edition.id}`)
    assert.match(verdict.reason, /^[A-Z].*\.$/)
    assert.equal(verdict.edition, edition.id)
    assert.ok(Object.keys(edition.sources).some((source) => verdict.source.startsWith(`${source}: `)))
    return verdict
}

it('handbook: every edition has its expected tables', () => {
    assert.deepEqual(
        editions()
            .map(({ id }) => id)
            .toSorted(),
        Object.keys(expected).toSorted()
    )
})

for (const [id, { moves, gates, events, steps, never }] of Object.entries(expected)) {
    const edition = loadEdition(id)
    const setKeys = Object.keys(edition.questions)
    const everything = { known: Object.keys(edition.lifecycle.evidence).filter((kind) => kind !== 'support') }

    describe(`handbook: lifecycle, edition ${id}`, () => {
        it('covers every pair of stages', () => {
            const pairs = readTable(moves)
            const order = edition.lifecycle.order
            assert.equal(pairs.length, (order.length + 1) * order.length)
            assert.deepEqual([...new Set(pairs.map(({ column }) => column))], order)
        })

        for (const { row: from, column: to, cell } of readTable(moves)) {
            it(`${from ?? 'none'} to ${to}: ${cell}, with and without each piece of evidence`, () => {
                for (const known of choices(edition)) {
                    for (const sets of [[], setKeys, ...setKeys.map((key) => [key])]) {
                        const verdict = decide({ edition, from, to, known, answers: answered(edition, sets) })
                        const gate = cell === 'go' ? gateRule(gates, to, known, sets) : undefined
                        const outcome =
                            cell === '=' ? 'unchanged' : cell !== 'go' || gate ? 'refused' : 'allowed'
                        const seen = `with ${known.join(' ')}, answered ${sets.join(' ')}`
                        assert.equal(verdict.verdict, outcome, seen)
                        if (outcome === 'refused') assert.equal(verdict.rule, gate ?? cell, seen)
                        assert.deepEqual(verdict.path, outcome === 'allowed' ? [to] : [], seen)
                    }
                }
            })
        }

        for (const { row: from, column: evidence, cell } of readTable(events)) {
            it(`${evidence} for ${from ?? 'a contact without a stage'}: ${cell}`, () => {
                const answers = answered(edition, setKeys)
                const verdict = decide({ edition, from, evidence, ...everything, answers, walk: true })
                if (cell === '=') assert.equal(verdict.verdict, 'unchanged')
                else if (/^[A-Z]/.test(cell))
                    assert.deepEqual([verdict.verdict, verdict.rule], ['refused', cell])
                else assert.deepEqual([verdict.verdict, verdict.path.at(-1)], ['allowed', cell])
            })
        }

        it('knows all kinds of evidence in the expected table', () => {
            const kinds = new Set(readTable(events).map(({ column }) => column))
            assert.deepEqual([...kinds].toSorted(), Object.keys(edition.lifecycle.evidence).toSorted())
        })

        it('walks only from stage to stage, stops at gates, and never goes back unasked', () => {
            const stage = fc.constantFrom(null, ...edition.lifecycle.order)
            const kinds = Object.keys(edition.lifecycle.evidence)
            const request = fc.record({
                to: fc.option(stage, { nil: undefined }),
                evidence: fc.subarray(kinds, { maxLength: 2 }),
                known: fc.subarray(kinds),
                sets: fc.subarray(setKeys)
            })
            const start = fc.constantFrom(
                null,
                ...edition.lifecycle.order.filter((key) => !never.includes(key))
            )
            const legal = new Set(steps.map((step) => step.join(' > ')))
            fc.assert(
                fc.property(start, fc.array(request, { maxLength: 12 }), (first, requests) => {
                    let current = first
                    for (const { to, evidence, known, sets } of requests) {
                        if (to === null) continue
                        const answers = answered(edition, sets)
                        const verdict = decide({
                            edition,
                            from: current,
                            to,
                            evidence,
                            known,
                            answers,
                            walk: true
                        })
                        for (const next of verdict.path) {
                            const step = [current, next].join(' > ')
                            assert.ok(legal.has(step) || next === 'other', step)
                            assert.ok(!never.includes(next))
                            assert.equal(
                                gateRule(gates, next, [...evidence, ...known], sets),
                                undefined,
                                step
                            )
                            current = next
                        }
                        if (verdict.verdict === 'allowed') assert.equal(current, verdict.to)
                    }
                }),
                { numRuns: 300 }
            )
        })

        it('goes back when asked, as clear, then set, and not past what is forbidden', () => {
            const { order } = edition.lifecycle
            const answers = answered(edition, setKeys)
            for (const { row: from, column: to, cell } of readTable(moves)) {
                if (from === null || order.indexOf(to) > order.indexOf(from) || from === to) continue
                const verdict = decide({ edition, from, to, ...everything, answers, allowBackward: true })
                const barred = ['LC-11', 'LC-18', 'LC-20'].includes(cell)
                assert.equal(verdict.verdict, barred ? 'refused' : 'allowed', `${from} to ${to}`)
                if (!barred) assert.deepEqual([verdict.path, verdict.clearBefore], [[to], [to]])
            }
        })
    })
}

describe('handbook: lifecycle, as the handbook tells it', () => {
    const edition = loadEdition('2023-12')
    const answers = answered(edition, ['mqlToSql', 'threeWhys'])

    it('walks an unknown contact that asks for a demo to Lead, then MQL (LC-05, LC-07)', () => {
        const verdict = decide({ edition, from: '', evidence: 'demo request', walk: true })
        assert.deepEqual([verdict.verdict, verdict.path, verdict.rule], ['allowed', ['lead', 'mql'], 'LC-07'])
    })

    it('refuses the same in one write, and names the stage that would be skipped (LC-02)', () => {
        const verdict = decide({ edition, from: null, evidence: 'demoRequest' })
        assert.deepEqual([verdict.verdict, verdict.rule, verdict.path], ['refused', 'LC-02', []])
        assert.deepEqual(verdict.missing, [{ key: 'lead', label: 'Lead' }])
    })

    it('walks Lead to SQL as far as MQL and reports the four questions (QQ-05)', () => {
        const verdict = decide({
            edition,
            from: 'Lead',
            to: 'SQL',
            evidence: ['demoRequest'],
            known: ['discussion'],
            walk: true
        })
        assert.deepEqual([verdict.verdict, verdict.rule, verdict.path], ['refused', 'QQ-05', ['mql']])
        assert.deepEqual(
            verdict.missing.map(({ key }) => key),
            ['adoption', 'size', 'production', 'nextYear']
        )
    })

    it('says all that a gate lacks at once (LC-12, QQ-05)', () => {
        const verdict = decide({ edition, from: 'mql', to: 'sql', answers: answered(edition, []) })
        assert.deepEqual([verdict.rule, verdict.missing.length], ['LC-12', 5])
        assert.equal(
            verdict.reason,
            'Sales Qualified Lead needs a first discussion: a logged call or meeting and the four qualifying questions.'
        )
    })

    it('does not take three Whys that stand in no note (LC-16, WWW-04)', () => {
        const spoken = answered(edition, ['threeWhys'], 'message')
        const verdict = decide({
            edition,
            from: 'sql',
            to: 'opportunity',
            evidence: 'dealOpened',
            answers: spoken
        })
        assert.deepEqual([verdict.verdict, verdict.rule, verdict.missing.length], ['refused', 'LC-16', 3])
    })

    it('never makes an MQL of a support request (LC-08)', () => {
        const asked = decide({ edition, from: 'lead', to: 'mql', evidence: 'support' })
        assert.deepEqual([asked.verdict, asked.rule], ['refused', 'LC-08'])
        const unknown = decide({ edition, from: null, evidence: 'support', walk: true })
        assert.deepEqual([unknown.verdict, unknown.path], ['allowed', ['lead']])
    })

    for (const [text, outcome] of [
        ['Our flows do not deploy, please help: error 502', 'support'],
        ['I would like to apply for the open position of engineer. My CV is attached.', 'nothing'],
        ['We get an error in our trial, and would like a quote for 50 seats', 'request'],
        ['Could we talk about FlowFuse for our plants?', 'request']
    ] as const) {
        it(`reads "${text}" in a contact form as ${outcome} (LC-07, LC-08)`, () => {
            const verdict = decide({ edition, from: null, evidence: 'contactRequest', text, walk: true })
            const path = { support: ['lead'], nothing: [], request: ['lead', 'mql'] }[outcome]
            assert.deepEqual(verdict.path, path)
        })
    }

    it('takes stages by key, portal value or label, in any case (LC-22)', () => {
        for (const from of [
            'mql',
            'MQL',
            'marketingqualifiedlead',
            'Marketing Qualified Lead',
            ' marketing qualified  lead '
        ])
            assert.equal(decide({ edition, from, to: 'mql' }).verdict, 'unchanged')
        const bound = loadEdition('2023-12', { lifecycle: { stages: { pql: { value: '1066237962' } } } })
        assert.equal(decide({ edition: bound, from: '1066237962', to: 'pql' }).verdict, 'unchanged')
    })

    it('refuses a stage that the edition does not have (LC-22)', () => {
        for (const to of ['Champion', 'constructor', '__proto__', 'x'.repeat(70_000)]) {
            const verdict = decide({ edition, from: 'lead', to })
            assert.deepEqual([verdict.verdict, verdict.rule, verdict.path], ['refused', 'LC-22', []])
            assert.ok((verdict.to ?? '').length <= 100)
        }
        const old = loadEdition('2023-02')
        assert.equal(decide({ edition: old, from: 'lead', to: 'pql' }).rule, 'LC-22')
    })

    it('leaves a contact in a stage of the portal alone, unless going back is asked for (LC-22)', () => {
        assert.equal(decide({ edition, from: 'Student', evidence: 'trial' }).verdict, 'unchanged')
        assert.deepEqual(decide({ edition, from: 'Student', to: 'lead' }).rule, 'LC-22')
        const asked = decide({ edition, from: 'Student', to: 'lead', allowBackward: true })
        assert.deepEqual(
            [asked.verdict, asked.from, asked.path, asked.clearBefore],
            ['allowed', 'Student', ['lead'], ['lead']]
        )
    })

    it('does not clear a stage, since every contact has one (LC-01)', () => {
        assert.deepEqual(decide({ edition, from: 'lead', to: '' }).rule, 'LC-01')
        assert.equal(decide({ edition: loadEdition('2023-02'), from: 'lead', to: '' }).verdict, 'allowed')
    })

    it('advises, and refuses only when the edition is strict (LC-10, LC-20)', () => {
        for (const [from, to, rule] of [
            ['lead', 'pql', 'LC-10'],
            ['customer', 'other', 'LC-20']
        ] as const) {
            const verdict = decide({ edition, from, to, answers })
            assert.equal(verdict.verdict, 'allowed')
            assert.ok(verdict.advice)
            const strict = loadEdition('2023-12', { strict: { [rule]: true } })
            assert.deepEqual(decide({ edition: strict, from, to, answers }).rule, rule)
            assert.equal(decide({ edition: strict, from, to, answers }).verdict, 'refused')
        }
        assert.equal(decide({ edition, from: 'lead', to: 'pql', evidence: 'usage' }).advice, null)
    })

    it('takes the way through PQL only with usage that speaks for it (LC-10)', () => {
        const known = ['discussion']
        const path = (evidence: string[]): readonly string[] =>
            decide({ edition, from: 'lead', to: 'sql', evidence, known, answers, walk: true }).path
        assert.deepEqual(
            [path([]), path(['usage']), path(['demoRequest'])],
            [[], ['pql', 'sql'], ['mql', 'sql']]
        )
    })

    it('says nothing when nothing calls for a stage', () => {
        for (const from of [null, 'lead', 'Student'])
            assert.equal(decide({ edition, from }).verdict, 'unchanged')
    })

    it('rejects evidence it does not know, without repeating it', () => {
        assert.throws(
            () => decideLifecycle({ edition, from: 'lead', evidence: 'ann@example.com' }),
            (error) =>
                error instanceof HandbookError &&
                error.code === 'INPUT_INVALID' &&
                !error.message.includes('ann')
        )
    })
})
