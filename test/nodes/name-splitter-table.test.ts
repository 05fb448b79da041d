import assert from 'node:assert/strict'
import {
    flowWith,
    startSplitter,
    only,
    type Details,
    type Out,
    type Row,
    type RunningSplitter
} from '../support/name-splitter'

describe('name-splitter: tables, bad input and the preview', () => {
    let splitter: RunningSplitter
    const run: RunningSplitter['run'] = (message, config) => splitter.run(message, config)

    before(async () => {
        splitter = await startSplitter()
    })
    after(() => splitter.stop())

    describe('a table', () => {
        it('leaves as two messages, in order, with the details in the same order; nothing is lost', async () => {
            const payload = ['Marit Solheim', 'Kim Min-jun', { name: 'HALVORSEN, Ingrid' }, 'Contoso Inc.']
            const { split, review, errors } = await run({ payload, topic: 't', parts: { id: 'p' } })
            assert.deepEqual(
                (only(split).payload as Row[]).map(({ lastname }) => lastname),
                ['Solheim', 'Halvorsen']
            )
            assert.deepEqual(
                (only(split).names as Details[]).map(({ name }) => name),
                ['Marit Solheim', 'HALVORSEN, Ingrid']
            )
            assert.deepEqual(review[0]?.payload, [{ name: 'Kim Min-jun' }, { name: 'Contoso Inc.' }])
            assert.deepEqual(
                [split, review].map((messages) => [messages.length, messages[0]?.topic, messages[0]?.parts]),
                [
                    [1, 't', { id: 'p' }],
                    [1, 't', { id: 'p' }]
                ]
            )
            assert.deepEqual(errors, [])
        })

        it('the two messages share nothing that one of them could spoil for the other', async () => {
            const { split, review } = await run({
                payload: ['Marit Solheim', 'Kim Min-jun'],
                more: { deep: [1] }
            })
            assert.notEqual(split[0]?.more, review[0]?.more)
            assert.deepEqual(split[0]?.more, review[0]?.more)
        })

        it('an output with nothing to say stays silent', async () => {
            const { split, review } = await run({ payload: ['Kim Min-jun'] })
            assert.deepEqual([split.length, review.length], [0, 1])
        })

        it('an empty one passes by the first output', async () => {
            const { split, review } = await run({ payload: [] })
            assert.deepEqual(split[0]?.payload, [])
            assert.deepEqual(review, [])
        })

        it('bad entries are errors of their own, with their place; the others go through', async () => {
            const bad = [null, 42, ['x'], true, { name: { first: 'A' } }, { properties: 'x' }]
            const { split, errors } = await run({ payload: ['Marit Solheim', ...bad, 'Joost Bakker'] })
            assert.equal((only(split).payload as Row[]).length, 2)
            assert.deepEqual(
                new Set(errors.map(({ payload }) => JSON.stringify(payload))),
                new Set(bad.map((entry) => JSON.stringify(entry)))
            )
            for (const { error } of errors) assert.match(error.message, /INPUT_INVALID: /)
        })

        it('an error never repeats what was in the record', async () => {
            const { errors } = await run({ payload: [{ name: ['Secret Person'] }] })
            assert.doesNotMatch(JSON.stringify(errors[0]?.error), /Secret/)
        })

        it('100,000 rows let others have their turn, and show progress', async () => {
            await splitter.nodeRed.deploy(flowWith({}))
            const rows = Array.from({ length: 100_000 }, (_, index) => ({
                name: `Marit${index} Solheim`,
                email: `marit${index}@example.com`
            }))
            let turns = 0
            const beat = setInterval(() => turns++, 1)
            const [message] = (await Promise.all([
                splitter.nodeRed.next('split'),
                Promise.resolve(splitter.nodeRed.node('splitter').receive({ payload: rows }))
            ])) as unknown as [Out[]]
            clearInterval(beat)
            assert.equal((only(message).payload as Row[]).length, 100_000)
            assert.ok(turns > 10, `only ${turns} turns for others`)
        })

        it('a reset stops it; what was not done is reported, nothing is lost', async () => {
            await splitter.nodeRed.deploy(flowWith({}))
            const rows = Array.from({ length: 50_000 }, () => 'Marit Solheim')
            const both = Promise.all([splitter.nodeRed.next('split'), splitter.nodeRed.next('errors')])
            const node = splitter.nodeRed.node('splitter')
            node.receive({ payload: rows })
            setTimeout(() => node.receive({ reset: true }), 5)
            const [[split], [error]] = (await both) as unknown as [
                [Out],
                [Out & { error: { message: string } }]
            ]
            assert.match(error.error.message, /CLOSED: /)
            assert.equal((split.payload as Row[]).length + (error.payload as Row[]).length, 50_000)
        })
    })

    describe('bad input', () => {
        for (const [what, payload] of [
            ['nothing', undefined],
            ['null', null],
            ['a number', 7],
            ['a truth value', false],
            ['a buffer', Buffer.from('Marit Solheim')],
            ['a name that is an object', { name: {} }]
        ] as const) {
            it(`${what} is INPUT_INVALID`, async () => {
                const { split, review, errors } = await run({ payload })
                assert.deepEqual([split.length, review.length, errors.length], [0, 0, 1])
                assert.match(String(errors[0]?.error.message), /INPUT_INVALID: /)
            })
        }

        it('a row without a name passes as it is', async () => {
            const { split } = await run({ payload: { email: 'a@example.com' } })
            assert.deepEqual(split[0]?.payload, { email: 'a@example.com' })
        })

        it('a name that a CSV parser made a number is text again', async () => {
            const { review } = await run({ payload: { name: 12345 } })
            assert.equal((only(review).names as Details).name, '12345')
        })

        it('5 MB of text is answered', async () => {
            const { split, review } = await run({ payload: 'Marit '.repeat(900_000) })
            assert.equal(split.length + review.length, 1)
        })

        for (const [what, config] of [
            ['a threshold that is no number', { reviewBelow: 'often' }],
            ['a threshold above 1', { reviewBelow: '80' }],
            ['an order that is none', { order: 'sideways' }],
            ['no property to write', { firstProperty: ' ', lastProperty: '', titleProperty: '' }]
        ] as const) {
            it(`${what} is CONFIG_INVALID`, async () => {
                const { errors } = await run({ payload: 'Marit Solheim' }, config)
                assert.match(String(errors[0]?.error.message), /CONFIG_INVALID: /)
            })
        }
    })

    describe('the preview of the dialog', () => {
        const ask = async (body: unknown) => {
            const response = await fetch(`${splitter.nodeRed.url}/hubspot-nodes/names/preview`, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify(body)
            })
            return { status: response.status, answer: (await response.json()) as Row }
        }

        it('splits with the options as they are set in the dialog', async () => {
            const { status, answer } = await ask({
                name: 'Marit Solheim',
                order: 'family-first',
                reviewBelow: '0.1'
            })
            assert.equal(status, 200)
            assert.deepEqual([answer.first, answer.last], ['Solheim', 'Marit'])
        })

        for (const [what, body, code] of [
            ['no name', {}, 'INPUT_INVALID'],
            ['a name that is too long', { name: 'x'.repeat(1001) }, 'INPUT_INVALID'],
            ['no object', ['x'], 'INPUT_INVALID'],
            ['a country that is none', { name: 'x', country: {} }, 'INPUT_INVALID'],
            ['an option that does not exist', { name: 'x', middle: 'up' }, 'CONFIG_INVALID']
        ] as const) {
            it(`${what} is answered with 400 ${code}`, async () => {
                const { status, answer } = await ask(body)
                assert.deepEqual([status, answer.code], [400, code])
            })
        }
    })
})
