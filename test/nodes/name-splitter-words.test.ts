import assert from 'node:assert/strict'
import german from '../../nodes/name-splitter/locales/de.json'
import english from '../../nodes/name-splitter/locales/en-US.json'
import type { Level, Reason } from '../../src/names'

// A reason or level that is added to the splitter fails to compile here until it is listed, and then until it has words.
const reasons: Record<Reason, true> = {
    'order-unknown': true,
    'single-word': true,
    'initial-only': true,
    'double-surname': true,
    couple: true,
    company: true,
    handle: true,
    'e-mail': true,
    placeholder: true,
    'suffix-or-name': true,
    'particle-or-given': true,
    'url-stripped': true,
    'too-long': true,
    'mixed-script': true,
    markup: true,
    'title-only': true,
    'extra-text': true,
    'not-text': true
}
const levels: Record<Level, true> = { high: true, medium: true, low: true }

describe('name-splitter: words of the preview', () => {
    for (const [language, { 'name-splitter': words }] of Object.entries({ english, german })) {
        it(`every reason and level has ${language} ones`, () => {
            assert.deepEqual(Object.keys(words.reasons).toSorted(), Object.keys(reasons).toSorted())
            assert.deepEqual(Object.keys(words.level).toSorted(), Object.keys(levels).toSorted())
        })
    }
})
