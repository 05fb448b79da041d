import assert from 'node:assert/strict'
import { editions, HandbookError, loadEdition } from '../../../src/handbook'

/** The paths that loading with these overrides complains about. */
function complaints(overrides: unknown, id?: string): Record<string, string> {
    try {
        loadEdition(id, overrides)
    } catch (error) {
        assert.ok(error instanceof HandbookError)
        assert.equal(error.code, 'CONFIG_INVALID')
        return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]))
    }
    return {}
}

describe('handbook: editions', () => {
    for (const { id } of editions()) {
        it(`${id} is complete and frozen`, () => {
            const edition = loadEdition(id)
            assert.equal(edition.id, id)
            assert.throws(() => Object.assign(edition.lifecycle.stages.lead ?? {}, { label: 'x' }), TypeError)
        })
    }

    it('names the path of an override that is wrong', () => {
        assert.deepEqual(complaints({ lifecycle: { stages: { mql: { label: 3 } } } }), {
            'lifecycle.stages.mql.label': 'must be a text'
        })
    })
})
