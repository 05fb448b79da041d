import assert from 'node:assert/strict'
import { startContactFlow, type ContactFlow, type ContactMessage } from '../support/contact-flow'

const codeOf = ({ error }: ContactMessage) => error?.code
const emailsOf = ({ payload }: ContactMessage) =>
    (payload as { properties: Record<string, string> }[]).map(({ properties }) => properties.email)

describe('hubspot-contact: bad input', () => {
    let flow: ContactFlow

    before(async () => {
        flow = await startContactFlow()
    })
    beforeEach(() => {
        flow.crm.portal.reset()
        flow.crm.faults.clear()
    })
    after(() => flow.stop())

    const fiveMegabytes = 'x'.repeat(5 * 1024 * 1024)
    const bad: [string, unknown, string][] = [
        ['a row without e-mail', { firstname: 'Ada' }, 'INPUT_INVALID'],
        ['a row with a blank e-mail', { email: ' ', firstname: 'Ada' }, 'INPUT_INVALID'],
        ['an e-mail HubSpot rejects', { email: 'ada at example.com' }, 'HUBSPOT_VALIDATION'],
        ['an unknown property', { email: 'b@example.com', no_such_property: 'x' }, 'HUBSPOT_VALIDATION'],
        [
            'an option that does not exist',
            { email: 'b@example.com', lifecyclestage: 'x' },
            'HUBSPOT_VALIDATION'
        ],
        ['a 5 MB field', { email: 'b@example.com', city: fiveMegabytes }, 'INPUT_INVALID'],
        ['null', null, 'INPUT_INVALID'],
        ['an array in the array', [], 'INPUT_INVALID'],
        ['true', true, 'INPUT_INVALID'],
        ['a buffer', Buffer.from('x'), 'INPUT_INVALID'],
        ['a fraction', 1.5, 'INPUT_INVALID'],
        ['a word', 'Ada', 'INPUT_INVALID'],
        ['an empty text', '', 'INPUT_INVALID'],
        ['an object as a value', { email: 'b@example.com', city: { name: 'x' } }, 'INPUT_INVALID'],
        ['an id that is none', { id: '../1', properties: {} }, 'INPUT_INVALID'],
        ['properties that are none', { properties: 'x' }, 'INPUT_INVALID']
    ]

    describe('in an array: its own error, and 99 others go through in order', () => {
        for (const [what, entry, code] of bad) {
            it(`${what}: ${code}`, async () => {
                await flow.configure({})
                const rows: unknown[] = Array.from({ length: 99 }, (_, i) => ({ email: `u${i}@example.com` }))
                const expected = rows.map((row) => (row as { email: string }).email)
                rows.splice(50, 0, entry)
                const { sent, caught, completed } = await flow.send({ payload: rows, topic: 't' })
                assert.equal(sent.length, 1)
                assert.deepEqual(emailsOf(sent[0]!), expected)
                assert.equal((sent[0]!.hubspot as unknown[]).length, 99)
                assert.deepEqual(caught.map(codeOf), [code])
                assert.deepEqual(caught[0]!.payload, entry)
                assert.equal(caught[0]!.topic, 't')
                assert.equal(completed, 1)
                assert.equal(flow.crm.portal.list('contacts').length, 99)
            })
        }
    })

    it('of lists beside the payload, a failed record takes its own entry along, and of others all', async () => {
        await flow.configure({})
        const names = ['Ada', 'Grace', 'Edith'].map((first) => ({ first }))
        const rows = [{ email: 'a@example.com' }, { firstname: 'Grace' }, { email: 'c@example.com' }]
        const { sent, caught } = await flow.send({ payload: rows, names, tags: ['a', 'b'] })
        assert.deepEqual(
            caught.map(({ names: own, tags }) => ({ own, tags })),
            [{ own: names[1], tags: ['a', 'b'] }]
        )
        assert.deepEqual(sent[0]!.names, names)
    })

    describe('alone: an error for that message, which leaves as it came', () => {
        for (const [what, entry, code] of bad.filter(([, entry]) => !Array.isArray(entry))) {
            it(`${what}: ${code}`, async () => {
                await flow.configure({})
                const { sent, caught, completed } = await flow.send({ payload: entry })
                assert.equal(sent.length, 0)
                assert.deepEqual(caught.map(codeOf), [code])
                assert.ok(caught[0]!.error!.message.startsWith(`${code}: `))
                assert.equal(completed, 0)
            })
        }

        it('an expression that fails or gives nothing: INPUT_INVALID, without the text of it', async () => {
            for (const record of ['$error("ada@example.com")', 'payload["ada@example.com"]']) {
                await flow.configure({ record, recordType: 'jsonata' })
                const { caught } = await flow.send({ payload: 'x' })
                assert.deepEqual(caught.map(codeOf), ['INPUT_INVALID'])
                assert.ok(!JSON.stringify(caught[0]!.error).includes('ada@'), caught[0]!.error!.message)
            }
        })

        it('no payload at all: INPUT_INVALID', async () => {
            await flow.configure({})
            const { caught } = await flow.send({ topic: 't' })
            assert.deepEqual(caught.map(codeOf), ['INPUT_INVALID'])
        })
    })

    it('an array in which all fail sends nothing but the errors', async () => {
        await flow.configure({})
        const { sent, caught, completed } = await flow.send({ payload: [null, { firstname: 'x' }] })
        assert.equal(sent.length, 0)
        assert.deepEqual(caught.map(codeOf), ['INPUT_INVALID', 'INPUT_INVALID'])
        assert.equal(completed, 1)
    })

    it('a duplicate e-mail on create: HUBSPOT_CONFLICT for the second alone', async () => {
        await flow.configure({ operation: 'create' })
        const { sent, caught } = await flow.send({
            payload: [
                { email: 'ada@example.com' },
                { email: 'Ada@Example.com' },
                { email: 'bob@example.com' }
            ]
        })
        assert.deepEqual(emailsOf(sent[0]!), ['ada@example.com', 'bob@example.com'])
        assert.deepEqual(caught.map(codeOf), ['HUBSPOT_CONFLICT'])
    })

    for (const [what, token, code] of [
        ['a wrong token', 'pat-na1-wrong-token', 'HUBSPOT_AUTH'],
        ['a missing token', '', 'CONFIG_INVALID'],
        ['a variable that is not set', '${NO_SUCH_VARIABLE}', 'CONFIG_INVALID']
    ] as const) {
        it(`${what}: ${code}, and no token in the error`, async () => {
            await flow.configure({}, {}, token)
            const { caught } = await flow.send({ payload: { email: 'ada@example.com' } })
            assert.deepEqual(caught.map(codeOf), [code])
            assert.ok(!JSON.stringify(caught).includes('pat-na1-wrong'))
        })
    }

    it('no account: CONFIG_INVALID', async () => {
        await flow.configure({ account: '' })
        const { caught } = await flow.send({ payload: { email: 'ada@example.com' } })
        assert.deepEqual(caught.map(codeOf), ['CONFIG_INVALID'])
    })

    it('an operation that is none: CONFIG_INVALID', async () => {
        await flow.configure({ operation: 'destroy' })
        const { caught } = await flow.send({ payload: { email: 'ada@example.com' } })
        assert.deepEqual(caught.map(codeOf), ['CONFIG_INVALID'])
    })

    it('an expression that fails: INPUT_INVALID, without the data it failed on', async () => {
        const mapping = [{ property: 'city', value: '$toMillis(row.city)', type: 'jsonata' }]
        await flow.configure({ mapping })
        const { caught } = await flow.send({
            payload: { email: 'ada@example.com' },
            row: { city: 'secret place' }
        })
        assert.deepEqual(caught.map(codeOf), ['INPUT_INVALID'])
        assert.ok(!caught[0]!.error!.message.includes('secret'))
    })

    it('HubSpot gone: HUBSPOT_UNAVAILABLE, and the next message works again', async () => {
        await flow.configure({})
        await flow.send({ payload: { email: 'warm@example.com' } })
        flow.crm.faults.add({
            times: 1,
            match: { path: /batch/ },
            kind: { type: 'status', status: 400, body: {} }
        })
        const { caught } = await flow.send({ payload: { email: 'ada@example.com' } })
        assert.equal(caught.length, 1)
        flow.crm.faults.clear()
        const { sent } = await flow.send({ payload: { email: 'ada@example.com' } })
        assert.equal(sent.length, 1)
    })
})

describe('hubspot-contact: reset and close', () => {
    let flow: ContactFlow

    before(async () => {
        flow = await startContactFlow()
    })
    after(() => flow.stop())

    const rows = Array.from({ length: 3000 }, (_, i) => ({ email: `u${i}@example.com` }))

    it('reset stops what runs: what was written leaves, the rest comes back as one CLOSED error', async () => {
        await flow.configure({})
        const node = flow.nodeRed.node('c0de01')
        let written = 0
        const stop = flow.crm.portal.subscribe(() => {
            written++
            if (written === 1600) node.receive({ reset: true })
        })
        const completes = flow.nodeRed.next('c0de04', 2)
        const sent = flow.nodeRed.received('c0de02') as ContactMessage[]
        const caught = flow.nodeRed.received('c0de03') as ContactMessage[]
        node.receive({ payload: rows })
        await completes
        stop()
        assert.equal(sent.length, 1)
        assert.deepEqual(caught.map(codeOf), ['CLOSED'])
        const [done, rest] = [sent[0]!.payload as unknown[], caught[0]!.payload as unknown[]]
        assert.equal(done.length + rest.length, rows.length)
        assert.ok(rest.length > 0)
        const again = await flow.send({ payload: rest })
        assert.equal((again.sent[0]!.payload as unknown[]).length, rest.length)
        assert.equal(flow.crm.portal.list('contacts').length, rows.length)
    })

    it('a deploy in the middle ends the work within a second and leaves the account usable', async () => {
        flow.crm.portal.reset()
        await flow.configure({})
        // No answer comes before the deploy, however long that takes.
        const takeBack = flow.crm.faults.add({
            match: { path: /batch/ },
            kind: { type: 'slow', ms: 20_000 },
            times: 100
        })
        flow.nodeRed.node('c0de01').receive({ payload: rows })
        await flow.configure({})
        takeBack()
        const { sent } = await flow.send({ payload: { email: 'after@example.com' } })
        assert.equal(sent.length, 1)
        assert.deepEqual(
            flow.nodeRed.log
                .filter((line) => line.includes('unfinished'))
                .map((line) => /\d+/.exec(line)?.[0]),
            [String(rows.length)],
            'the log says what was stopped, because the flow’s Catch nodes are closed too'
        )
        assert.deepEqual(
            flow.nodeRed.log.filter((line) => /unhandled|TypeError/i.test(line)),
            []
        )
    })

    it('reset alone is done without a message', async () => {
        await flow.configure({})
        const completes = flow.nodeRed.next('c0de04')
        const sent = flow.nodeRed.received('c0de02')
        flow.nodeRed.node('c0de01').receive({ reset: true })
        await completes
        assert.equal(sent.length, 0)
    })
})
