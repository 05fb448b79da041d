import assert from 'node:assert/strict'
import { hasEmail, isNamedBy, keyOf, sameValue, toRef, toValues } from '../../../src/hubspot/values'

const values = (inputs: unknown, blank?: 'leave' | 'clear') =>
    Object.fromEntries(toValues('contacts', inputs, blank))

describe('hubspot values', () => {
    for (const [name, input, text] of [
        ['text as it is', ' Zoë ', ' Zoë '],
        ['a whole number', 12_000, '12000'],
        ['a number without separators or exponent (facts 2)', 1e21, '1000000000000000000000'],
        ['a small number', 0.000_000_1, '0.0000001'],
        ['a boolean', false, 'false'],
        ['a date as ISO 8601', new Date(Date.UTC(2026, 10, 22)), '2026-11-22T00:00:00.000Z']
    ] as const)
        it(`sends ${name}`, () => assert.deepEqual(values({ a_property: input }), { a_property: text }))

    it('sends e-mails trimmed and in lower case (facts 2)', () => {
        assert.deepEqual(values({ email: ' Jane.Doe@Example.COM ' }), { email: 'jane.doe@example.com' })
    })

    it('leaves blank ones alone, or clears them with an empty text (facts 2)', () => {
        const blank = { a: null, b: undefined, c: '', d: 'x' }
        assert.deepEqual(values(blank), { d: 'x' })
        assert.deepEqual(values(blank, 'clear'), { a: '', b: '', c: '', d: 'x' })
    })

    for (const [name, input] of [
        ['not a number', Number.NaN],
        ['infinity', Number.POSITIVE_INFINITY],
        ['an object', { first: 'secret' }],
        ['an array', ['secret']],
        ['a function', () => 'secret'],
        ['a symbol', Symbol('secret')],
        ['no date', new Date('secret')],
        ['five megabytes', 'secret'.repeat(900_000)]
    ] as const)
        it(`refuses ${name} with the property's name and without its value`, () => {
            assert.throws(
                () => values({ jobtitle: input }),
                (error: Error & { code: string }) => {
                    assert.equal(error.code, 'INPUT_INVALID')
                    assert.match(error.message, /^jobtitle is /)
                    assert.ok(!error.message.includes('secret'))
                    return true
                }
            )
        })

    for (const inputs of [
        null,
        undefined,
        'text',
        7,
        ['a'],
        JSON.parse('{"__proto__":"x"}'),
        { '': 'x' },
        { ['x'.repeat(101)]: 1 }
    ])
        it(`refuses ${JSON.stringify(inputs)?.slice(0, 30)} as properties`, () => {
            assert.throws(() => values(inputs), { code: 'INPUT_INVALID' })
        })

    it('does not repeat a name that may be somebody’s', () => {
        assert.throws(() => values({ 'jane@example.com': {} }), { message: /^a property is / })
    })

    it('takes names of Object for what they are', () => {
        assert.deepEqual(values({ constructor: 'x', toString: 'y' }), { constructor: 'x', toString: 'y' })
    })
})

describe('hubspot references', () => {
    for (const [ref, key] of [
        [{ id: '123' }, 'id:123'],
        [{ id: 123 }, 'id:123'],
        [{ id: ' 00123 ' }, 'id:123'],
        [{ idProperty: 'hs_object_id', value: '123' }, 'id:123'],
        [{ idProperty: 'email', value: ' Jane@Example.com' }, 'email:jane@example.com'],
        [{ idProperty: 'flowfuse_id', value: ' aB3 ' }, 'flowfuse_id:aB3'],
        [{ idProperty: 'flowfuse_id', value: 42 }, 'flowfuse_id:42']
    ] as const)
        it(`${JSON.stringify(ref)} is ${key}`, () => assert.equal(keyOf(toRef('contacts', ref)), key))

    for (const ref of [
        null,
        'x',
        {},
        { id: '' },
        { id: 'me' },
        { id: 1.5 },
        { id: -1 },
        { id: '1/../2' },
        { idProperty: 'email' },
        { idProperty: 'email', value: '  ' },
        { idProperty: '', value: 'x' },
        { idProperty: 'email', value: {} }
    ])
        it(`refuses ${JSON.stringify(ref)}`, () => {
            assert.throws(() => toRef('contacts', ref), { code: 'INPUT_INVALID' })
        })
})

describe('hubspot values, compared', () => {
    for (const [name, ours, theirs, same] of [
        ['jobtitle', 'CTO', 'CTO', true],
        ['jobtitle', 'CTO', 'cto', false],
        ['jobtitle', '', null, true],
        ['jobtitle', 'CTO', null, false],
        ['email', 'jane@example.com', 'Jane@Example.com', true],
        ['closedate', '2026-11-22T00:00:00.000Z', '1795305600000', true],
        ['closedate', '1795305600000', '2026-11-22T00:00:00Z', true],
        ['closedate', '2026-11-22T00:00:00Z', '2026-11-22T00:00:00.000Z', true],
        ['closedate', '2026-11-22T00:00:01Z', '2026-11-22T00:00:00.000Z', false],
        ['phone', '004912345678', '4912345678', false],
        ['zip', '007', '7', false],
        ['roles', ';B', 'A;B;C', true],
        ['roles', ';D', 'A;B;C', false]
    ] as const)
        it(`${name}: '${ours}' over '${theirs}' ${same ? 'changes nothing' : 'is a change'}`, () =>
            assert.equal(sameValue('contacts', name, ours, theirs), same))

    for (const [ref, named] of [
        [{ id: '1' }, true],
        [{ id: '2' }, false],
        [{ idProperty: 'email', value: 'jane@example.com' }, true],
        [{ idProperty: 'email', value: 'joe@example.com' }, false],
        [{ idProperty: 'flowfuse_id', value: 'aB' }, true],
        [{ idProperty: 'flowfuse_id', value: 'AB' }, true],
        [{ idProperty: 'flowfuse_id', value: 'a' }, false],
        [{ idProperty: 'other_id', value: 'aB' }, false]
    ] as const)
        it(`${JSON.stringify(ref)} ${named ? 'means' : 'does not mean'} the record`, () => {
            const properties = { email: 'Jane@example.com', flowfuse_id: 'aB', other_id: null }
            assert.equal(isNamedBy(ref, { id: '1', properties }), named)
        })

    it('finds an e-mail among the others of a contact (facts 2, hs_additional_emails)', () => {
        const properties = { email: 'jane@example.com', hs_additional_emails: 'j@old.example;JD@example.com' }
        assert.deepEqual(
            ['jane@example.com', 'jd@example.com', 'd@example.com', ''].map((email) =>
                hasEmail(properties, email)
            ),
            [true, true, false, false]
        )
    })
})
