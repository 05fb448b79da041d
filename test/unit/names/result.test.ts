import assert from 'node:assert/strict'
import { splitName, type NameParts, type Reason } from '../../../src/names'

describe('names: the result', () => {
    it('holds every part in its own field', () => {
        const { confidence, ...rest } = splitName('Prof. Dr. Ludwig "Lutz" Maria van der Berg III, PhD')
        assert.deepEqual(rest, {
            first: 'Ludwig',
            last: 'van der Berg',
            middle: 'Maria',
            title: 'Prof. Dr.',
            suffix: 'III PhD',
            nickname: 'Lutz',
            full: 'Ludwig Maria van der Berg',
            level: 'high',
            reasons: [],
            review: false,
            alternatives: []
        })
        assert.ok(confidence > 0.9)
    })

    it('writes full in the order in which the name is read', () => {
        assert.equal(splitName('山田 太郎').full, '山田太郎')
        assert.equal(splitName('Curie, Marie').full, 'Marie Curie')
    })

    it('gives blank parts, and nothing to review, for nothing', () => {
        for (const nothing of ['', '  ', '\u200b', null, undefined]) {
            const out = splitName(nothing)
            assert.deepEqual([out.first, out.last, out.review, out.reasons], ['', '', false, []])
        }
    })

    it('takes no value that is not text', () => {
        for (const value of [
            42,
            true,
            {},
            [],
            ['John', 'Smith'],
            { first: 'John' },
            Symbol('x'),
            () => 'x',
            1n,
            new Date(0)
        ]) {
            const out = splitName(value)
            assert.deepEqual([out.first, out.last, out.review, out.reasons], ['', '', true, ['not-text']])
        }
    })

    describe('says why it is in doubt', () => {
        const cases: [string, Reason][] = [
            ['Zhang Wei', 'order-unknown'],
            ['Petrova Anna', 'order-unknown'],
            ['Smith', 'single-word'],
            ['J. Smith', 'initial-only'],
            ['Gabriel García Márquez', 'double-surname'],
            ['Mike & Ann Miller', 'couple'],
            ['Globex GmbH', 'company'],
            ['jane.doe', 'handle'],
            ['ana@lima.example', 'e-mail'],
            ['test', 'placeholder'],
            ['John Smith V', 'suffix-or-name'],
            ['Jean-Claude Van Damme', 'particle-or-given'],
            ['Ana Lima https://lima.example', 'url-stripped'],
            ['a'.repeat(3000), 'too-long'],
            ['王芳 Fang Wang', 'mixed-script'],
            ['=1+1', 'markup'],
            ['Dr.', 'title-only'],
            ['Ana Lima - Globex', 'extra-text']
        ]
        for (const [input, reason] of cases) {
            it(`${reason}: ${input.slice(0, 40)}`, () => {
                assert.ok(splitName(input).reasons.includes(reason), splitName(input).reasons.join())
            })
        }
    })

    it('offers the other reading where the order is unknown', () => {
        assert.deepEqual(splitName('Zhang Wei').alternatives, [{ first: 'Wei', last: 'Zhang' }])
        assert.deepEqual(splitName('Smith').alternatives, [{ first: 'Smith', last: '' }])
    })

    it('asks for review exactly when the confidence is low', () => {
        const levels = (input: string): Pick<NameParts, 'level' | 'review'> => {
            const { level, review } = splitName(input)
            return { level, review }
        }
        assert.deepEqual(levels('Ada Lovelace'), { level: 'high', review: false })
        assert.deepEqual(levels('Gabriel García Márquez'), { level: 'medium', review: false })
        assert.deepEqual(levels('Zhang Wei'), { level: 'low', review: true })
    })

    it('gives the same answer twice', () => {
        assert.deepEqual(splitName('Dr. Anna Lee-Park'), splitName('Dr. Anna Lee-Park'))
    })
})
