import assert from 'node:assert/strict'
import { splitName, type SplitOptions } from '../../../src/names'

function pair(input: string, options?: SplitOptions): [string, string] {
    const { first, last } = splitName(input, options)
    return [first, last]
}

describe('names: options', () => {
    describe('order', () => {
        it('given-first and family-first are taken at their word', () => {
            assert.deepEqual(pair('Zhang Wei', { order: 'given-first' }), ['Zhang', 'Wei'])
            assert.deepEqual(pair('Zhang Wei', { order: 'family-first' }), ['Wei', 'Zhang'])
        })

        it('family-first keeps particles with the surname', () => {
            assert.deepEqual(pair('van der Berg Jan', { order: 'family-first' }), ['Jan', 'van der Berg'])
        })

        it('a comma says more than the option', () => {
            assert.deepEqual(pair('Curie, Marie', { order: 'given-first' }), ['Marie', 'Curie'])
        })
    })

    describe('country, as a hint to the order', () => {
        const cases: [string, string, string, string][] = [
            ['Gaspar Noel', 'HU', 'Noel', 'Gaspar'],
            ['Gaspar Noel', 'FR', 'Gaspar', 'Noel'],
            ['Péter Nagy', 'Hungary', 'Péter', 'Nagy'],
            ['Zhang Wei', 'CN', 'Wei', 'Zhang'],
            ['Zhang Wei', '中国', 'Wei', 'Zhang'],
            ['Jackie Chan', 'HK', 'Jackie', 'Chan'],
            ['Tanaka Yuki', 'Japan', 'Yuki', 'Tanaka'],
            ['Tran Anh', 'Vietnam', 'Anh', 'Tran'],
            ['Elena Ayuso Quiroga', 'Spain', 'Elena', 'Ayuso Quiroga'],
            ['Ada Lovelace', 'Nowhere', 'Ada', 'Lovelace']
        ]
        for (const [input, country, first, last] of cases) {
            it(`${input}, ${country}`, () => assert.deepEqual(pair(input, { country }), [first, last]))
        }
    })

    it('a name that only repeats user name or e-mail is no name', () => {
        assert.deepEqual(pair('gzkx', { username: 'gzkx' }), ['', ''])
        assert.deepEqual(pair('gzkx', { email: 'Gzkx@lima.example' }), ['', ''])
        assert.deepEqual(pair('Maria', { username: 'maria' }), ['Maria', ''])
    })

    it('letterCase keep changes nothing', () => {
        assert.deepEqual(pair('JANE AUSTEN', { letterCase: 'keep' }), ['JANE', 'AUSTEN'])
    })

    it('middle names go where they are wanted', () => {
        assert.deepEqual(pair('John Quincy Adams', { middle: 'first' }), ['John Quincy', 'Adams'])
        assert.deepEqual(pair('John Quincy Adams', { middle: 'last' }), ['John', 'Quincy Adams'])
        assert.equal(splitName('John Quincy Adams', { middle: 'last' }).middle, '')
        assert.equal(splitName('John Quincy Adams').middle, 'Quincy')
    })

    describe('sheets: what Google Sheets’ split on a space does (IMP-05)', () => {
        const cases: [string, string, string][] = [
            ['Ada Lovelace', 'Ada', 'Lovelace'],
            ['Dr. Ada Lovelace', 'Dr.', 'Ada'],
            ['Ludwig van Beethoven', 'Ludwig', 'van'],
            ['  Ada   Lovelace ', 'Ada', 'Lovelace'],
            ['Lovelace, Ada', 'Lovelace,', 'Ada'],
            ['ADA', 'ADA', ''],
            ['', '', '']
        ]
        for (const [input, first, last] of cases) {
            it(JSON.stringify(input), () => assert.deepEqual(pair(input, { sheets: true }), [first, last]))
        }

        it('keeps the further columns in middle', () => {
            assert.equal(splitName('Ludwig van Beethoven', { sheets: true }).middle, 'Beethoven')
        })

        it('asks for review, with the better reading, where the manual way is wrong', () => {
            const wrong = splitName('Ludwig van Beethoven', { sheets: true })
            assert.equal(wrong.review, true)
            assert.deepEqual(wrong.alternatives[0], { first: 'Ludwig', last: 'van Beethoven' })
            assert.equal(splitName('Ada Lovelace', { sheets: true }).review, false)
        })
    })

    it('reviewBelow moves the line', () => {
        assert.equal(splitName('Gabriel García Márquez').review, false)
        assert.equal(splitName('Gabriel García Márquez', { reviewBelow: 0.95 }).review, true)
        assert.equal(splitName('J. Smith', { reviewBelow: 0 }).review, false)
    })
})
