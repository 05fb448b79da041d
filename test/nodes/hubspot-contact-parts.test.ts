import assert from 'node:assert/strict'
import fc from 'fast-check'
import { toFilter, toLimit, toQuery } from '../../nodes/hubspot-contact/filters'
import { mapRow, planRecord, rowOf } from '../../nodes/hubspot-contact/plan'
import { inPages, withParts } from '../../nodes/hubspot-contact/sequence'
import { restore } from '../../nodes/hubspot-contact/undo'
import { toPropertyInputs } from '../../nodes/hubspot-contact/values'
import { toNodeError } from '../../nodes/shared'
import { completionsOf } from '../../nodes/shared/editor/completions'
import { migrate, type Migration } from '../../nodes/shared/migrate'

const refused = (code: string) => (error: unknown) => toNodeError(error).code === code

async function* from<T>(items: T[]): AsyncGenerator<T> {
    yield* items
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
    const result: T[] = []
    for await (const item of items) result.push(item)
    return result
}

describe('hubspot-contact: its parts', () => {
    describe('which record an entry means', () => {
        const byEmail = { idProperty: 'email', value: 'a@example.com' }
        for (const [what, entry, matchBy, ref] of [
            ['an e-mail', 'a@example.com', 'email', byEmail],
            ['an id', '12', 'id', { id: '12' }],
            ['an id as a number', 12, 'id', { id: '12' }],
            ['an id where e-mails are expected', '12', 'email', { id: '12' }],
            ['a row', { email: ' a@example.com ' }, 'email', byEmail],
            ['a record', { id: '12', properties: { email: 'a@example.com' } }, 'email', byEmail],
            ['a record by id', { id: '12', properties: { email: 'a@example.com' } }, 'id', { id: '12' }],
            ['a record without e-mail', { id: '12', properties: {} }, 'email', { id: '12' }],
            ['a row with an id of its own, by e-mail', { id: 7, email: 'a@example.com' }, 'email', byEmail],
            ['a row by id', { id: 7, firstname: 'A' }, 'id', { id: '7' }],
            ['a row by hs_object_id', { hs_object_id: '7' }, 'id', { id: '7' }],
            ['a row by a unique property', { ff_id: 'x' }, 'ff_id', { idProperty: 'ff_id', value: 'x' }],
            ['a plain value by a unique property', 'x', 'ff_id', { idProperty: 'ff_id', value: 'x' }]
        ] as const) {
            it(what, () => {
                assert.deepEqual(planRecord(entry, { operation: 'upsert', matchBy }, null).ref, ref)
            })
        }

        it('prefers a mapped e-mail to the record’s own', () => {
            const entry = { id: '12', properties: { email: 'old@example.com' } }
            const { ref, properties } = planRecord(
                entry,
                { operation: 'upsert', matchBy: 'email' },
                { email: 'new@example.com' }
            )
            assert.deepEqual(ref, { idProperty: 'email', value: 'new@example.com' })
            assert.deepEqual(properties, { email: 'new@example.com' })
        })

        it('does not write the id that a row is matched by', () => {
            const { properties } = planRecord(
                { id: 7, city: 'x' },
                { operation: 'update', matchBy: 'id' },
                null
            )
            assert.deepEqual(properties, { city: 'x' })
        })

        it('gives a plan or a coded error for anything', () => {
            fc.assert(
                fc.property(fc.anything(), fc.constantFrom('email', 'id', 'ff_id'), (entry, matchBy) => {
                    try {
                        planRecord(entry, { operation: 'upsert', matchBy }, null)
                    } catch (error) {
                        assert.ok(refused('INPUT_INVALID')(error))
                        assert.ok(!(error instanceof TypeError))
                    }
                })
            )
        })
    })

    it('rows give fields, records their properties beside the id', async () => {
        assert.deepEqual(rowOf({ id: '1', properties: { city: 'x' } }), {
            id: '1',
            city: 'x',
            properties: { city: 'x' }
        })
        assert.deepEqual(rowOf(' a@example.com '), { email: 'a@example.com' })
        assert.deepEqual(rowOf(7), { id: 7 })
        const values = await mapRow(
            [
                { property: 'a', value: 'v', type: 'num' },
                { property: 'b', value: 'w', type: 'row' }
            ],
            (typed) => Promise.resolve(`${typed.type}:${typed.value}`)
        )
        assert.deepEqual(values, { a: 'num:v', b: 'row:w' })
    })

    describe('values (facts/hubspot.md 2)', () => {
        it('joins a list with ; as checkbox properties want it, and takes big integers', () => {
            assert.deepEqual(toPropertyInputs({ list: ['a', 1, true], none: [], big: 10n ** 20n }), {
                list: 'a;1;true',
                none: '',
                big: '100000000000000000000'
            })
        })
        for (const [what, value] of [
            ['an object', {}],
            ['a list of objects', [{}]],
            ['not a number', Number.NaN],
            ['an invalid date', new Date('x')],
            ['a function', () => 1]
        ] as const) {
            it(`refuses ${what}, naming the property and not the value`, () => {
                assert.throws(
                    () => toPropertyInputs({ city: value }),
                    (error) => refused('INPUT_INVALID')(error) && /of city is/.test((error as Error).message)
                )
            })
        }
        it('does not repeat a field’s name that could be somebody’s data', () => {
            assert.throws(() => toPropertyInputs({ 'ada@example.com': {} }), /the value of a property is/)
        })
    })

    describe('filters (facts/hubspot.md 3)', () => {
        it('takes dates as ms, lists from text, arrays, and in both cases', () => {
            assert.deepEqual(toFilter('createdate', 'GT', new Date(5), ''), {
                propertyName: 'createdate',
                operator: 'GT',
                value: '5'
            })
            assert.deepEqual(toFilter('city', 'IN', 'Rome; oslo', '').values, ['Rome', 'rome', 'oslo'])
            assert.deepEqual(toFilter('city', 'NOT_IN', [1, null, 'b'], '').values, ['1', 'b'])
            assert.deepEqual(toFilter('n', 'BETWEEN', 1, 2), {
                propertyName: 'n',
                operator: 'BETWEEN',
                value: '1',
                highValue: '2'
            })
            assert.deepEqual(toFilter('city', 'HAS_PROPERTY', undefined, undefined), {
                propertyName: 'city',
                operator: 'HAS_PROPERTY'
            })
        })
        it('refuses blanks, objects and operators that are none', () => {
            for (const [operator, low, high] of [
                ['EQ', '', ''],
                ['EQ', undefined, ''],
                ['EQ', {}, ''],
                ['IN', [], ''],
                ['IN', ' ; ', ''],
                ['BETWEEN', 1, '']
            ] as const) {
                assert.throws(() => toFilter('city', operator, low, high), refused('INPUT_INVALID'))
            }
            assert.throws(() => toFilter('city', 'LIKE', 'x', ''), refused('CONFIG_INVALID'))
            assert.throws(() => toFilter('city', 'toString', 'x', ''), refused('CONFIG_INVALID'))
        })
        it('reads limit and text', () => {
            assert.deepEqual(
                [toLimit(''), toLimit(null), toLimit('7'), toLimit(7)],
                [undefined, undefined, 7, 7]
            )
            for (const bad of [0, -1, 1.5, 'x', {}, Number.NaN]) {
                assert.throws(() => toLimit(bad), refused('INPUT_INVALID'))
            }
            assert.deepEqual([toQuery(undefined), toQuery(' ada '), toQuery(7)], ['', 'ada', '7'])
            assert.throws(() => toQuery({}), refused('INPUT_INVALID'))
        })
    })

    describe('message sequences', () => {
        it('holds every item once, in order, and only the last knows the count', async () => {
            await fc.assert(
                fc.asyncProperty(
                    fc.array(fc.integer()),
                    fc.integer({ min: 1, max: 5 }),
                    async (items, size) => {
                        const pages = await all(withParts(inPages(from(items), size), { id: 'i', len: size }))
                        assert.deepEqual(
                            pages.flatMap(({ item }) => item),
                            items
                        )
                        assert.deepEqual(
                            pages.map(({ parts }) => parts.index),
                            pages.map((_, index) => index)
                        )
                        assert.deepEqual(
                            pages.flatMap(({ parts }) => parts.count ?? []),
                            [Math.max(1, Math.ceil(items.length / size))]
                        )
                    }
                )
            )
        })
    })

    describe('what undo writes back', () => {
        it('takes null and empty for the same, and e-mails without regard to case', () => {
            const changed = {
                city: { from: null, to: 'x' },
                email: { from: 'b@example.com', to: 'A@Example.com' }
            }
            assert.deepEqual(restore(changed, { city: 'x', email: 'a@example.com' }), {
                city: null,
                email: 'b@example.com'
            })
            assert.deepEqual(restore(changed, { city: '', email: 'B@example.com' }), {})
        })
        it('names every property that somebody changed since', () => {
            const changed = {
                a: { from: '1', to: '2' },
                b: { from: '1', to: '2' },
                c: { from: '1', to: '2' }
            }
            assert.throws(() => restore(changed, { a: '3', b: '2', c: null }), /HUBSPOT_CONFLICT|: a, c$/)
        })
    })
})

describe('migrations of a stored configuration', () => {
    const lifts: Migration[] = [
        (config) => ({ ...config, second: 'of 1' }),
        ({ second, ...config }) => ({ ...config, third: second })
    ]
    for (const [what, stored, expected] of [
        ['no version', { a: 1 }, { a: 1, third: 'of 1', version: 3 }],
        ['version 1', { version: 1 }, { third: 'of 1', version: 3 }],
        ['version 2', { version: 2, second: 'x' }, { third: 'x', version: 3 }],
        ['version 3', { version: 3, third: 'x' }, { version: 3, third: 'x' }],
        ['a newer pack’s', { version: 9, other: 1 }, { version: 9, other: 1 }],
        ['nonsense', { version: 'x' }, { version: 3, third: 'of 1' }]
    ] as const) {
        it(`brings ${what} up to date without touching what was stored`, () => {
            const before = structuredClone(stored)
            assert.deepEqual(migrate<object>(stored, lifts), expected)
            assert.deepEqual(stored, before)
        })
    }
})

describe('finding a property by what was typed', () => {
    const properties = [
        { name: 'hs_email_domain', label: 'Email Domain' },
        { name: 'work_email', label: 'Work address' },
        { name: 'email', label: 'Email' },
        { name: 'firstname', label: 'First Name' }
    ]
    for (const [typed, names] of [
        ['email', ['email', 'hs_email_domain', 'work_email']],
        ['First N', ['firstname']],
        ['name', ['firstname']],
        ['domain', ['hs_email_domain']],
        ['', ['hs_email_domain', 'work_email', 'email', 'firstname']],
        ['phone', []]
    ] as const) {
        it(`"${typed}"`, () => {
            assert.deepEqual(
                completionsOf(properties, typed).map(({ name }) => name),
                names
            )
        })
    }
})
