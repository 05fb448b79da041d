import assert from 'node:assert/strict'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'

type Row = Record<string, unknown>
interface Details {
    name: string
    first: string
    last: string
    confidence: number
    reasons: string[]
    review: boolean
    corrected: boolean
}
type Out = Record<string, unknown> & { payload: unknown; names: unknown }

/** A flow with one splitter; where its outputs and its errors end. */
const flowWith = (config: Row): FlowNode[] => {
    const nodes = [
        { id: 'splitter', type: 'name-splitter', wires: [['split'], ['review']], ...config },
        { id: 'split', type: 'change', rules: [], wires: [[]] },
        { id: 'review', type: 'change', rules: [], wires: [[]] },
        { id: 'catch', type: 'catch', scope: ['splitter'], wires: [['errors']] },
        { id: 'errors', type: 'change', rules: [], wires: [[]] },
        { id: 'complete', type: 'complete', scope: ['splitter'], wires: [['completed']] },
        { id: 'completed', type: 'change', rules: [], wires: [[]] }
    ]
    return [
        { id: 'tab', type: 'tab', label: 'test' },
        ...nodes.map((node) => ({ ...node, z: 'tab', x: 1, y: 1 }))
    ]
}

describe('name-splitter', () => {
    let nodeRed: RunningNodeRed

    before(async () => {
        nodeRed = await startNodeRed()
    })
    after(() => nodeRed.stop())

    /** Sends one message and gives what came out, when the node said it was done. */
    async function run(message: Row, config: Row = {}) {
        await nodeRed.deploy(flowWith(config))
        const [split, review, errors] = ['split', 'review', 'errors'].map((id) => nodeRed.received(id)) as [
            Out[],
            Out[],
            (Out & { error: { message: string; code?: string } })[]
        ]
        const isDone = Promise.race([nodeRed.next('completed'), nodeRed.next('errors')])
        nodeRed.node('splitter').receive({ _msgid: 'm1', ...message })
        await isDone
        // A list with failed entries completes after its errors.
        await new Promise((resume) => setTimeout(resume, 20))
        return { split, review, errors }
    }

    describe('one name', () => {
        it('a row gets firstname, lastname and salutation beside its own fields; all else of the message stays', async () => {
            const { split, review } = await run({
                topic: 'users',
                parts: { id: 'p', index: 3, count: 9 },
                payload: { id: '7', name: 'Dr. Selma Aydin', email: 'selma.aydin@example.net' }
            })
            assert.deepEqual(review, [])
            const [message] = split as [Out]
            assert.deepEqual(message.payload, {
                id: '7',
                name: 'Dr. Selma Aydin',
                email: 'selma.aydin@example.net',
                firstname: 'Selma',
                lastname: 'Aydin',
                salutation: 'Dr.'
            })
            assert.equal(message.topic, 'users')
            assert.deepEqual(message.parts, { id: 'p', index: 3, count: 9 })
            const { name, first, corrected, review: flagged } = message.names as Details
            assert.deepEqual([name, first, corrected, flagged], ['Dr. Selma Aydin', 'Selma', false, false])
        })

        it('a plain text becomes a row that still has the name', async () => {
            const { split } = await run({ payload: 'Marit Solheim' })
            assert.deepEqual(split[0]?.payload, {
                name: 'Marit Solheim',
                firstname: 'Marit',
                lastname: 'Solheim'
            })
        })

        it('a doubtful one leaves by review as it came, the guess in the details (blank beats wrong)', async () => {
            const row = { name: 'Kim Min-jun', email: 'office@example.org' }
            const { split, review } = await run({ payload: row })
            assert.deepEqual(split, [])
            assert.deepEqual(review[0]?.payload, row)
            const { reasons, first, last } = review[0]?.names as Details
            assert.deepEqual(reasons, ['order-unknown'])
            assert.deepEqual([first, last].toSorted(), ['Kim', 'Min-jun'])
        })

        it('writes the guess too when it is told to', async () => {
            const { review } = await run({ payload: { name: 'Kim Min-jun' } }, { writeDoubtful: true })
            const { firstname, lastname } = review[0]?.payload as Row
            assert.deepEqual([firstname, lastname].toSorted(), ['Kim', 'Min-jun'])
        })

        it('never writes an empty string for a part it does not know (facts/names.md)', async () => {
            const { split } = await run({ payload: { name: 'Amara' } }, { reviewBelow: '0' })
            assert.deepEqual(split[0]?.payload, { name: 'Amara', firstname: 'Amara' })
        })

        it('IMP-03: a record whose whole name is in Last Name', async () => {
            const record = {
                id: '101',
                properties: { lastname: 'van der Linden, Joost', firstname: null, email: 'joost@example.org' }
            }
            const { split } = await run({ payload: record }, { source: 'lastname' })
            assert.deepEqual(split[0]?.payload, {
                id: '101',
                properties: { lastname: 'van der Linden', firstname: 'Joost', email: 'joost@example.org' }
            })
        })

        it('IMP-03: a name that was only a first name is moved, not copied', async () => {
            const record = { id: '102', properties: { lastname: 'Amara', firstname: '' } }
            const { split } = await run({ payload: record }, { source: 'lastname', reviewBelow: '0' })
            assert.deepEqual((split[0]?.payload as Row).properties, { lastname: '', firstname: 'Amara' })
        })

        it('knows by username and e-mail that a name is only a copy of them', async () => {
            const { review } = await run({
                payload: { name: 'ollelindstrom', username: 'ollelindstrom', email: 'olle@example.org' }
            })
            assert.ok((review[0]?.names as Details).reasons.includes('handle'))
        })

        it('takes the name from an expression of the row', async () => {
            const { split } = await run(
                { payload: { given: 'Marit', family: 'Solheim' } },
                { source: '$row.family & ", " & $row.given', sourceType: 'jsonata' }
            )
            const { firstname, lastname } = split[0]?.payload as Row
            assert.deepEqual([firstname, lastname], ['Marit', 'Solheim'])
        })

        it('takes the country of the row as a hint to the order', async () => {
            const name = 'Nagy Réka'
            const config = { country: 'country', countryType: 'row', reviewBelow: '0' }
            const { split } = await run({ payload: { name, country: 'HU' } }, config)
            const { firstname, lastname } = split[0]?.payload as Row
            assert.deepEqual([firstname, lastname], ['Réka', 'Nagy'])
        })

        it('writes to other properties, more parts, and leaves out those without a property', async () => {
            const { split } = await run(
                { payload: { 'Full Name': 'Dr. Robert (Bob) Tennant Jr.' } },
                {
                    source: 'Full Name',
                    firstProperty: 'First Name',
                    lastProperty: 'Last Name',
                    titleProperty: '',
                    nicknameProperty: 'goes_by',
                    suffixProperty: 'suffix'
                }
            )
            assert.deepEqual(split[0]?.payload, {
                'Full Name': 'Dr. Robert (Bob) Tennant Jr.',
                'First Name': 'Robert',
                'Last Name': 'Tennant',
                goes_by: 'Bob',
                suffix: 'Jr.'
            })
        })

        it('IMP-05: as Google Sheets, also for doubtful names', async () => {
            const { split, review } = await run(
                { payload: { name: 'Anne-Marie van der Berg' } },
                { mode: 'sheets' }
            )
            const { firstname, lastname } = (split[0] ?? review[0])?.payload as Row
            assert.deepEqual([firstname, lastname], ['Anne-Marie', 'van'])
        })

        it('puts the details into the row, or nowhere', async () => {
            const inRow = await run(
                { payload: { id: '5', properties: { name: 'Marit Solheim' } } },
                { details: 'split', detailsType: 'row' }
            )
            assert.equal(((inRow.split[0]?.payload as Row).split as Details).first, 'Marit')
            assert.equal('names' in (inRow.split[0] ?? {}), false)
            const nowhere = await run({ payload: 'Marit Solheim' }, { detailsType: 'none' })
            assert.equal('names' in (nowhere.split[0] ?? {}), false)
        })
    })

    describe('columns that are split already (RULES.md, decisions, Imports)', () => {
        const row = { name: 'Somebody Else', firstname: 'Jane', lastname: 'Doe' }

        it('pass unchanged', async () => {
            const { split } = await run({ payload: row })
            assert.deepEqual(split[0]?.payload, row)
            assert.equal(split[0]?.names, null)
        })

        it('are split again when the option is off', async () => {
            const { split } = await run({ payload: row }, { keepFilled: false })
            assert.deepEqual(split[0]?.payload, { ...row, firstname: 'Somebody', lastname: 'Else' })
        })

        it('a single filled one is not overwritten', async () => {
            const { split } = await run({
                payload: { name: 'Marit Solheim', firstname: 'Maja', lastname: '' }
            })
            assert.deepEqual(split[0]?.payload, {
                name: 'Marit Solheim',
                firstname: 'Maja',
                lastname: 'Solheim'
            })
        })
    })

    describe("a person's corrections win for ever after", () => {
        const config = { corrections: 'corrections', correctionsType: 'msg' }
        const doubtful = { name: 'Kim Min-jun', email: 'Min-Jun.Kim@example.com' }

        for (const [what, corrections] of [
            ['by exact name', { 'Kim Min-jun': { first: 'Min-jun', last: 'Kim' } }],
            [
                'by e-mail in any letters',
                { 'min-jun.kim@EXAMPLE.com': { firstname: 'Min-jun', lastname: 'Kim' } }
            ],
            ['as rows of a review list', [{ name: 'Kim Min-jun', firstname: 'Min-jun', lastname: 'Kim' }]],
            [
                'the e-mail before the name',
                [
                    { email: 'min-jun.kim@example.com', firstname: 'Min-jun', lastname: 'Kim' },
                    { name: 'Kim Min-jun', firstname: 'Wrong', lastname: 'One' }
                ]
            ]
        ] as const) {
            it(what, async () => {
                const { split } = await run({ payload: doubtful, corrections }, config)
                assert.deepEqual(split[0]?.payload, { ...doubtful, firstname: 'Min-jun', lastname: 'Kim' })
                const { confidence, corrected, review } = split[0]?.names as Details
                assert.deepEqual([confidence, corrected, review], [1, true, false])
            })
        }

        it('also over columns that are filled', async () => {
            const payload = { ...doubtful, firstname: 'Kim', lastname: 'Min-jun' }
            const corrections = { 'Kim Min-jun': { first: 'Min-jun', last: 'Kim' } }
            const { split } = await run({ payload, corrections }, config)
            assert.deepEqual(split[0]?.payload, { ...doubtful, firstname: 'Min-jun', lastname: 'Kim' })
        })

        it('a row that nobody has filled in corrects nothing', async () => {
            const corrections = [{ name: 'Kim Min-jun', firstname: '', lastname: ' ' }]
            const { review } = await run({ payload: doubtful, corrections }, config)
            assert.equal(review.length, 1)
        })

        it('finds a name that the review list had to defuse for spreadsheets', async () => {
            const corrections = [{ name: "'=SUM(A1)", firstname: 'Sum', lastname: 'Ming' }]
            const { split } = await run({ payload: '=SUM(A1)', corrections }, config)
            assert.equal((split[0]?.payload as Row).firstname, 'Sum')
        })

        it('none at all is fine', async () => {
            const { split } = await run({ payload: 'Marit Solheim' }, config)
            assert.equal(split.length, 1)
        })

        it('anything else is INPUT_INVALID', async () => {
            const { errors } = await run({ payload: 'Marit Solheim', corrections: 'Kim' }, config)
            assert.match(String(errors[0]?.error.message), /INPUT_INVALID: corrections must be/)
        })
    })

    describe('a table', () => {
        it('leaves as two messages, in order, with the details in the same order; nothing is lost', async () => {
            const payload = ['Marit Solheim', 'Kim Min-jun', { name: 'HALVORSEN, Ingrid' }, 'Contoso Inc.']
            const { split, review, errors } = await run({ payload, topic: 't', parts: { id: 'p' } })
            assert.deepEqual(
                (split[0]?.payload as Row[]).map(({ lastname }) => lastname),
                ['Solheim', 'Halvorsen']
            )
            assert.deepEqual(
                (split[0]?.names as Details[]).map(({ name }) => name),
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
            assert.equal((split[0]?.payload as Row[]).length, 2)
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
            await nodeRed.deploy(flowWith({}))
            const rows = Array.from({ length: 100_000 }, (_, index) => ({
                name: `Marit${index} Solheim`,
                email: `marit${index}@example.com`
            }))
            let turns = 0
            const beat = setInterval(() => turns++, 1)
            const [message] = (await Promise.all([
                nodeRed.next('split'),
                Promise.resolve(nodeRed.node('splitter').receive({ payload: rows }))
            ])) as unknown as [Out[]]
            clearInterval(beat)
            assert.equal((message[0]?.payload as Row[]).length, 100_000)
            assert.ok(turns > 10, `only ${turns} turns for others`)
        })

        it('a reset stops it; what was not done is reported, nothing is lost', async () => {
            await nodeRed.deploy(flowWith({}))
            const rows = Array.from({ length: 50_000 }, () => 'Marit Solheim')
            const both = Promise.all([nodeRed.next('split'), nodeRed.next('errors')])
            const node = nodeRed.node('splitter')
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
            assert.equal((review[0]?.names as Details).name, '12345')
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
            const response = await fetch(`${nodeRed.url}/hubspot-nodes/names/preview`, {
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
