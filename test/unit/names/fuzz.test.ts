import assert from 'node:assert/strict'
import fc from 'fast-check'
import { fuzz } from '../../../bench/names/fuzz'
import { splitName } from '../../../src/names'

describe('names: no input does harm (facts/names.md, Targets)', () => {
    it('5,000 made-up inputs: no throw, no markup, address, formula, control or bidi character', () => {
        assert.deepEqual(fuzz(5000, 11).failures, [])
    })

    it('any value gives a result', () => {
        fc.assert(
            fc.property(fc.anything(), fc.anything(), (value, options) => {
                const out = splitName(value, options as Parameters<typeof splitName>[1])
                return typeof out.first === 'string' && out.confidence >= 0 && out.confidence <= 1
            }),
            { numRuns: 1000 }
        )
    })

    it('a result is clean enough to be split again without a change of letters', () => {
        fc.assert(
            fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
                const { full } = splitName(text)
                return full === '' || !/[\p{Cc}<>{}@=|]/u.test(splitName(full).full)
            }),
            { numRuns: 1000 }
        )
    })

    it('names that look like properties of objects are only names', () => {
        for (const input of ['__proto__', 'constructor', 'toString hasOwnProperty', 'valueOf Smith']) {
            assert.equal(typeof splitName(input).first, 'string')
        }
    })
})
