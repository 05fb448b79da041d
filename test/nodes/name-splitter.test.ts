import assert from 'node:assert/strict'
import {
    startSplitter,
    only,
    type Details,
    type Out,
    type Row,
    type RunningSplitter
} from '../support/name-splitter'

describe('name-splitter', () => {
    let splitter: RunningSplitter
    const run: RunningSplitter['run'] = (message, config) => splitter.run(message, config)

    before(async () => {
        splitter = await startSplitter()
    })
    after(() => splitter.stop())

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
            const { reasons, first, last } = only(review).names as Details
            assert.deepEqual(reasons, ['order-unknown'])
            assert.deepEqual([first, last].toSorted(), ['Kim', 'Min-jun'])
        })

        it('writes the guess too when it is told to', async () => {
            const { review } = await run({ payload: { name: 'Kim Min-jun' } }, { writeDoubtful: true })
            const { firstname, lastname } = only(review).payload as Row
            assert.deepEqual([String(firstname), String(lastname)].toSorted(), ['Kim', 'Min-jun'])
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
            assert.deepEqual((only(split).payload as Row).properties, { lastname: '', firstname: 'Amara' })
        })

        it('knows by username and e-mail that a name is only a copy of them', async () => {
            const { review } = await run({
                payload: { name: 'ollelindstrom', username: 'ollelindstrom', email: 'olle@example.org' }
            })
            assert.ok((only(review).names as Details).reasons.includes('handle'))
        })

        it('takes the name from an expression of the row', async () => {
            const { split } = await run(
                { payload: { given: 'Marit', family: 'Solheim' } },
                { source: '$row.family & ", " & $row.given', sourceType: 'jsonata' }
            )
            const { firstname, lastname } = only(split).payload as Row
            assert.deepEqual([firstname, lastname], ['Marit', 'Solheim'])
        })

        it('takes the country of the row as a hint to the order', async () => {
            const name = 'Nagy Réka'
            const config = { country: 'country', countryType: 'row', reviewBelow: '0' }
            const { split } = await run({ payload: { name, country: 'HU' } }, config)
            const { firstname, lastname } = only(split).payload as Row
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
            const { firstname, lastname } = only([...split, ...review]).payload as Row
            assert.deepEqual([firstname, lastname], ['Anne-Marie', 'van'])
        })

        it('puts the details into the row, or nowhere', async () => {
            const inRow = await run(
                { payload: { id: '5', properties: { name: 'Marit Solheim' } } },
                { details: 'split', detailsType: 'row' }
            )
            assert.equal(((only(inRow.split).payload as Row).split as Details).first, 'Marit')
            assert.equal('names' in (inRow.split[0] ?? {}), false)
            const nowhere = await run({ payload: 'Marit Solheim' }, { detailsType: 'none' })
            assert.equal('names' in (nowhere.split[0] ?? {}), false)
        })
    })

    describe('columns that are split already (RULES.md, decisions, Imports)', () => {
        const row = { name: 'Nora Holm', firstname: 'Jane', lastname: 'Doe' }

        it('pass unchanged', async () => {
            const { split } = await run({ payload: row })
            assert.deepEqual(split[0]?.payload, row)
            assert.equal(split[0]?.names, null)
        })

        it('are split again when the option is off', async () => {
            const { split } = await run({ payload: row }, { keepFilled: false })
            assert.deepEqual(split[0]?.payload, { ...row, firstname: 'Nora', lastname: 'Holm' })
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
                const { confidence, corrected, review } = only(split).names as Details
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
            assert.equal((only(split).payload as Row).firstname, 'Sum')
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
})
