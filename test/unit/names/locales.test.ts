import assert from 'node:assert/strict'
import { generatedCases } from '../../../bench/names/generated'
import { tally } from '../../../bench/names/tally'
import { writtenCases } from '../../../bench/names/written'
import { splitName } from '../../../src/names'

/** Least share of first names, and of both names, that must be right (facts/names.md, Targets). */
const least: Record<string, [first: number, both: number]> = {
    plain: [0.99, 0.97],
    'titles and suffixes': [0.98, 0.96],
    'caps and lower': [0.98, 0.96],
    comma: [0.98, 0.96],
    'middle and Russian order': [0.98, 0.96],
    'no spaces': [0.98, 0.98],
    'written: western': [0.98, 0.96],
    'written: world': [0.98, 0.96],
    'written: messy': [0.98, 0.96]
}

describe('names: targets on generated names of all locales', () => {
    const { groups } = tally([...generatedCases(20), ...writtenCases()], splitName)
    for (const [name, [first, both]] of Object.entries(least)) {
        it(`${name}: first ${100 * first} %, both ${100 * both} %`, () => {
            const group = groups.get(name)
            assert.ok(group && group.cases > 50)
            assert.ok(group.first / group.cases >= first, group.failing.join('\n'))
            assert.ok(group.both / group.cases >= both, group.failing.join('\n'))
        })
    }

    it('unflagged first names are right in 99.5 %, and 8 % at most are flagged', () => {
        const plain = groups.get('plain')
        assert.ok(plain)
        assert.ok(plain.unflaggedFirst / (plain.cases - plain.flagged) >= 0.995)
        assert.ok(plain.flagged / plain.cases <= 0.08)
    })
})
