import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    type Answer,
    type Answers,
    answersFromInput,
    decideAnswers,
    editions,
    loadEdition,
    questionSetKey
} from '../../../src/handbook'

const edition = loadEdition('2023-12')

function answered(set: string, texts: Record<string, string>, from: Answer['from'] = 'note'): Answers {
    const questions = edition.questions[set]
    assert.ok(questions)
    const answers = Object.entries(answersFromInput(questions, texts))
    return Object.fromEntries(answers.map(([key, answer]) => [key, { ...answer, from }]))
}

const whys = { whyChange: 'Costs', whyNow: 'March', whyFlowFuse: 'Remote access' }
const four = { adoption: 'Yes', size: '3 instances, 1 developer', production: 'no', nextYear: 'More' }

describe('handbook: the questions between stages', () => {
    const cases: [string, string, Answers, [string, string, string[]]][] = [
        ['QQ-05: all four', 'mqlToSql', answered('mqlToSql', four, 'message'), ['allowed', 'QQ-05', []]],
        ['QQ-05: none', 'mqlToSql', {}, ['refused', 'QQ-05', ['adoption', 'size', 'production', 'nextYear']]],
        [
            'QQ-05: a placeholder is none',
            'mqlToSql',
            answered('mqlToSql', { ...four, size: 'n/a' }),
            ['refused', 'QQ-05', ['size']]
        ],
        ['WWW-04: all three in notes', 'threeWhys', answered('threeWhys', whys), ['allowed', 'WWW-04', []]],
        [
            'WWW-04: known, but in no note',
            'threeWhys',
            { ...answered('threeWhys', whys), ...answered('threeWhys', { whyNow: 'March' }, 'property') },
            ['refused', 'WWW-04', ['whyNow']]
        ]
    ]
    for (const [name, set, answers, [verdict, rule, missing]] of cases) {
        it(name, () => {
            const decided = decideAnswers(edition, set, answers)
            assert.deepEqual(
                [decided.verdict, decided.rule, decided.missing.map(({ key }) => key)],
                [verdict, rule, missing]
            )
            assert.equal(decided.to, set === 'mqlToSql' ? 'sql' : 'opportunity')
            assert.equal(decided.edition, '2023-12')
            assert.match(decided.source, /^S\d: /)
        })
    }

    it('the reason tells what nobody answered from what stands in no note', () => {
        const answers = answered('threeWhys', { whyChange: 'Costs', whyNow: 'tbd' }, 'message')
        assert.equal(
            decideAnswers(edition, 'threeWhys', answers).reason,
            'The three Whys: no answer yet to "Why now?" and "Why FlowFuse?". Answered, but in no HubSpot note: "Why change?".'
        )
        assert.equal(
            decideAnswers(edition, 'threeWhys', answered('threeWhys', whys)).reason,
            'The three Whys: all 3 are answered in HubSpot notes.'
        )
    })

    it('QQ-02, QQ-03: what a text does not say is advice; strict makes it a refusal', () => {
        const vague = answered('mqlToSql', { ...four, size: 'two developers', production: 'partly' })
        const decided = decideAnswers(edition, 'mqlToSql', vague)
        assert.equal(decided.verdict, 'allowed')
        assert.match(decided.advice ?? '', /does not say how many instances\. .*says neither yes nor no\.$/)
        const strict = loadEdition('2023-12', { strict: { 'QQ-03': true } })
        const refused = decideAnswers(strict, 'mqlToSql', vague)
        assert.deepEqual(
            [refused.verdict, refused.rule, refused.missing.map(({ key }) => key)],
            ['refused', 'QQ-03', ['production']]
        )
    })

    it('sets go by key or label; an edition without them says so', () => {
        assert.equal(questionSetKey(edition, 'The Three Whys'), 'threeWhys')
        assert.equal(questionSetKey(edition, 'mqltosql'), 'mqlToSql')
        assert.throws(() => questionSetKey(edition, 'constructor'), {
            code: 'INPUT_INVALID',
            message: 'Edition 2023-12 has no such question set; it has threeWhys and mqlToSql.'
        })
        assert.throws(() => questionSetKey(loadEdition('2023-02'), 'mqlToSql'), /it has none/)
        assert.throws(() => decideAnswers(edition, 'toString', {}), { code: 'INPUT_INVALID' })
    })

    it('any answers to any set of any edition give a verdict whose rule the edition has', () => {
        const sets = editions().flatMap(({ id }) => {
            const each = loadEdition(id)
            return Object.keys(each.questions).map((key) => ({ each, key }))
        })
        const answers = fc.dictionary(
            fc.constantFrom('adoption', 'size', 'production', 'nextYear', 'whyNow', 'pain', '__proto__'),
            fc.record({
                text: fc.string(),
                from: fc.constantFrom<Answer['from']>('note', 'property', 'message')
            })
        )
        fc.assert(
            fc.property(fc.constantFrom(...sets), answers, ({ each, key }, given) => {
                const { verdict, rule, missing } = decideAnswers(each, key, given)
                assert.equal(verdict === 'refused', missing.length > 0)
                assert.ok(Object.hasOwn(each.rules, rule))
            })
        )
    })
})
