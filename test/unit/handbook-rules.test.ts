import assert from 'node:assert/strict'
import { rules, rulesKept, rulesTold } from '../../scripts/handbook/rules.mjs'
import { editions, loadEdition } from '../../src/handbook'

const comment = (name: string, info = '') => [{ type: 'comment', name, info }]

describe('the list of the handbook’s rules', () => {
    const ids = new Set(rules.map(({ id }) => id))

    it('has each rule once, of editions that there are', () => {
        assert.equal(ids.size, rules.length)
        const known = new Set(editions().map(({ id }) => id))
        for (const { id, editions: some, says } of rules) {
            assert.ok(some.length > 0 && some.every((edition) => known.has(edition)), id)
            assert.match(says, /^[A-Z][^|]+[.?]$/, id)
        }
    })

    it('has every rule that an edition of 2023 cites', () => {
        for (const edition of ['2023-02', '2023-10-marketing', '2023-10', '2023-12']) {
            const cited = JSON.stringify(loadEdition(edition)).match(/"(?:[A-Z]{2,5})-\d\d"/g) ?? []
            assert.ok(cited.length > 0)
            for (const quoted of cited) assert.ok(ids.has(quoted.slice(1, -1)), `${edition}: ${quoted}`)
        }
    })

    it('a flow keeps the rules in front of its comment’s colon, and tells of those in bold too', () => {
        const nodes = comment(
            'LC-02, LC-03: what LC-04 is not',
            'Press **go**.\n\n- **SALES-07** asks. LC-05 is no more than a word.\n- **QQ-01 · QQ-02** too'
        )
        assert.deepEqual(rulesKept(nodes), ['LC-02', 'LC-03'])
        assert.deepEqual(rulesTold(nodes), ['LC-02', 'LC-03', 'SALES-07', 'QQ-01', 'QQ-02'])
        assert.deepEqual(rulesKept([{ type: 'inject' }]), [])
    })
})
