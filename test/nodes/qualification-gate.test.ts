import assert from 'node:assert/strict'
import { startGateFlow, type GateFlow, type GateMessage } from '../support/gate-flow'

const whys = {
    whyChange: 'Spreadsheets cost us a day per week',
    whyNow: 'The audit is in March',
    whyFlowFuse: 'Remote access to 40 lines'
}
const four = {
    adoption: 'Yes, dashboards for two lines',
    size: '12 instances, 3 developers',
    production: 'Yes',
    nextYear: 'Roll out to the other plants'
}
const whysOf = { questions: 'threeWhys' }

describe('qualification-gate', () => {
    let flow: GateFlow
    let contact: string

    before(async () => {
        flow = await startGateFlow()
    })
    after(() => flow.stop())
    beforeEach(() => {
        flow.crm.portal.reset()
        flow.crm.faults.clear()
        flow.crm.log.clear()
        contact = flow.crm.portal.create('contacts', { email: 'ada@example.com' }).id
    })

    const notes = () => flow.crm.portal.list('notes')
    const missing = ({ handbook }: GateMessage) => handbook.missing.map(({ key }) => key)
    const verdict = ({ handbook }: GateMessage) => [handbook.verdict, handbook.rule, handbook.to]

    describe('records the four questions (QQ-01 to QQ-05)', () => {
        it('as one readable note on the contact, and says where each answer stands', async () => {
            await flow.configure({})
            const sent = await flow.ask({ payload: 'ada@example.com', answers: four, topic: 'kept' })
            assert.deepEqual(verdict(sent), ['allowed', 'QQ-05', 'sql'])
            assert.equal(sent.topic, 'kept')
            const [note, ...more] = notes()
            assert.deepEqual(more, [])
            assert.match(
                note?.properties.hs_note_body ?? '',
                /<strong>Is Node-RED used in production\?<\/strong><br>Yes/
            )
            assert.deepEqual(sent.hubspot.note, {
                id: note?.id,
                on: [{ objectType: 'contacts', id: contact }]
            })
            assert.deepEqual(sent.answers.size, {
                text: four.size,
                from: 'note',
                value: { instances: 12, developers: 3 },
                label: sent.answers.size?.label,
                note: note?.id
            })
            assert.deepEqual((sent.payload as { id: string }).id, contact)
        })

        it('by question key, rule id or the question as asked; numbers and yes/no too', async () => {
            await flow.configure({ answersType: 'row', answers: '' })
            const sent = await flow.ask({
                payload: {
                    email: 'Ada@Example.com',
                    'QQ-01': 'Yes, a gateway',
                    size: { instances: 4, developers: 2 },
                    'Is Node-RED used in production?': true,
                    'Next year': 'More',
                    unrelated: { anything: 1 }
                }
            })
            assert.equal(sent.handbook.verdict, 'allowed')
            assert.equal(sent.answers.size?.text, '4 instances, 2 developers')
            assert.equal(sent.answers.production?.text, 'Yes')
        })

        it('a part now and the rest later; placeholders count as missing', async () => {
            await flow.configure({})
            const first = await flow.ask({
                payload: contact,
                answers: { adoption: four.adoption, size: 'tbd', production: '?', nextYear: '' }
            })
            assert.deepEqual(verdict(first), ['refused', 'QQ-05', 'sql'])
            assert.deepEqual(missing(first), ['size', 'production', 'nextYear'])
            assert.match(first.handbook.reason, /no answer yet to .*"Is Node-RED used in production\?"/)
            const { adoption: _told, ...rest } = four
            const second = await flow.ask({ payload: contact, answers: rest })
            assert.equal(second.handbook.verdict, 'allowed')
            assert.equal(notes().length, 2)
        })

        it('an answer that says no number is advice, not a refusal (QQ-02), unless the edition is strict', async () => {
            await flow.configure({})
            const vague = { ...four, size: 'a few', production: 'we will see' }
            const sent = await flow.ask({ payload: contact, answers: vague })
            assert.equal(sent.handbook.verdict, 'allowed')
            assert.match(sent.handbook.advice ?? '', /how many instances and developers.*neither yes nor no/)
            await flow.configure({}, { handbook: { overrides: { strict: { 'QQ-02': true } } } })
            const strict = await flow.ask({ payload: contact, answers: vague })
            assert.deepEqual(verdict(strict), ['refused', 'QQ-02', 'sql'])
            assert.deepEqual(missing(strict), ['size'])
        })

        it('only the given ones count for the operation Record', async () => {
            await flow.configure({ operation: 'record' })
            await flow.ask({ payload: contact, answers: four })
            const sent = await flow.ask({ payload: contact, answers: { production: 'No', size: '?' } })
            assert.deepEqual(missing(sent), ['adoption', 'size', 'nextYear'])
            assert.deepEqual(Object.keys(sent.answers), ['production'])
        })
    })

    describe('never writes the same note twice', () => {
        it('not for the same answers again, nor for ten messages at once', async () => {
            await flow.configure({})
            await flow.send(...Array.from({ length: 10 }, (_, n) => ({ payload: contact, answers: four, n })))
            assert.equal(notes().length, 1)
            const again = await flow.ask({ payload: contact, answers: four })
            assert.deepEqual([again.hubspot.note, again.handbook.verdict], [null, 'allowed'])
            assert.equal(notes().length, 1)
        })

        it('not when a person typed the same answers, but again when an answer changed back', async () => {
            await flow.configure(whysOf)
            await flow.typeNote(
                `<div>Why change - ${whys.whyChange}</div><div><b>Why now</b></div><div>${whys.whyNow}</div><p>Why FlowFuse: ${whys.whyFlowFuse}</p>`,
                '2026-01-01T00:00:00Z',
                `contacts/${contact}`
            )
            await flow.ask({ payload: contact, answers: whys })
            assert.equal(notes().length, 1)
            await flow.ask({ payload: contact, answers: { whyNow: 'Postponed to May' } })
            const back = await flow.ask({ payload: contact, answers: { whyNow: whys.whyNow } })
            assert.equal(back.answers.whyNow?.text, whys.whyNow)
            assert.equal(notes().length, 3)
        })

        it('nor when the answer to the create is lost', async () => {
            await flow.configure({})
            flow.crm.faults.add({ match: { path: /notes\/batch\/create/ }, kind: { type: 'lost-response' } })
            const sent = await flow.ask({ payload: contact, answers: four })
            assert.deepEqual([sent.hubspot.note?.id], [notes()[0]?.id])
            assert.equal(notes().length, 1)
        })

        it('answers with anything in them come back as they were, HTML too', async () => {
            await flow.configure(whysOf)
            const odd = {
                whyChange: '<b>Why now?</b> <script>alert(1)</script> & "more"',
                whyNow: 'Why FlowFuse?\nA: not this\n**bold**\n> quoted',
                whyFlowFuse: 'ümlaut 日本語 🙂'
            }
            await flow.ask({ payload: contact, answers: odd })
            const sent = await flow.ask({ payload: contact, answers: odd })
            assert.deepEqual(
                Object.values(sent.answers).map(({ text }) => text),
                Object.values(odd)
            )
            assert.equal(notes().length, 1)
            assert.doesNotMatch(notes()[0]?.properties.hs_note_body ?? '', /<script>/)
        })
    })

    describe('the three Whys (WWW-01 to WWW-04, LC-16)', () => {
        it('go on the contact and its open deal, not on a closed one', async () => {
            await flow.configure(whysOf)
            const deal = await flow.openDeal(contact)
            const lost = await flow.openDeal(contact, 'closedlost')
            const sent = await flow.ask({ payload: { id: contact, properties: {} }, answers: whys })
            assert.deepEqual(verdict(sent), ['allowed', 'WWW-04', 'opportunity'])
            assert.deepEqual(
                sent.hubspot.deals.map(({ id }) => id),
                [deal]
            )
            assert.equal((await flow.notesOn('contacts', contact)).length, 1)
            assert.equal((await flow.notesOn('deals', deal)).length, 1)
            assert.equal((await flow.notesOn('deals', lost)).length, 0)
        })

        it('that were written before the deal are put on it, not written again', async () => {
            await flow.configure(whysOf)
            const before = await flow.ask({ payload: contact, answers: whys })
            const deal = await flow.openDeal(contact)
            const sent = await flow.ask({ payload: contact, answers: whys })
            assert.deepEqual([sent.hubspot.note, sent.hubspot.spread], [null, [before.hubspot.note?.id]])
            assert.equal((await flow.notesOn('deals', deal)).length, 1)
            assert.equal(notes().length, 1)
        })

        it('a deal that the message names counts instead; none when it names none', async () => {
            await flow.configure({ ...whysOf, dealType: 'msg', deal: 'deal' })
            await flow.openDeal(contact)
            const other = flow.crm.portal.create('deals', { dealname: 'B', dealstage: 'qualifiedtobuy' }).id
            await flow.ask({ payload: contact, answers: whys, deal: { id: other, properties: {} } })
            assert.equal((await flow.notesOn('deals', other)).length, 1)
            const none = await flow.ask({ payload: contact, answers: whys })
            assert.deepEqual(none.hubspot.deals, [])
        })

        it('answered in the message or in properties alone are not enough (WWW-04)', async () => {
            for (const name of ['why_change', 'why_now', 'why_flowfuse']) await defineText(name)
            flow.crm.portal.update('contacts', contact, { why_now: 'In spring' })
            await flow.configure({ ...whysOf, operation: 'check' })
            const sent = await flow.ask({ payload: contact, answers: { whyChange: 'Costs' } })
            assert.deepEqual(missing(sent), ['whyChange', 'whyNow', 'whyFlowFuse'])
            assert.match(sent.handbook.reason, /in no HubSpot note: "Why change\?" and "Why now\?"/)
            assert.deepEqual(sent.answers.whyNow, {
                text: 'In spring',
                from: 'property',
                label: 'Why now?',
                property: 'why_now'
            })
            assert.equal(flow.crm.log.count({ kind: 'write', path: /objects/ }), 0)
        })

        it('are read from the notes of the deal; a later note wins, a placeholder does not', async () => {
            await flow.configure({ ...whysOf, operation: 'check', answersType: 'none' })
            const deal = await flow.openDeal(contact)
            await flow.typeNote(
                'Why change\nCosts\nWhy now\nMarch\nWhy us: Support',
                '2026-02-01T00:00:00Z',
                `deals/${deal}`
            )
            const later = await flow.typeNote('why now? May', '2026-03-01T00:00:00Z', `contacts/${contact}`)
            await flow.typeNote('Why change? tbd', '2026-04-01T00:00:00Z', `contacts/${contact}`)
            const sent = await flow.ask({ payload: contact })
            assert.equal(sent.handbook.verdict, 'allowed')
            assert.deepEqual([sent.answers.whyNow?.text, sent.answers.whyNow?.note], ['May', later])
            assert.equal(sent.answers.whyChange?.text, 'Costs')
        })
    })

    it('keeps the answers in properties too, only what differs', async () => {
        for (const name of [
            'qualifying_adoption',
            'qualifying_size',
            'qualifying_production',
            'qualifying_next_year'
        ])
            await defineText(name)
        await flow.configure({ toProperties: true })
        const sent = await flow.ask({ payload: contact, answers: four })
        assert.deepEqual(sent.hubspot.changed.qualifying_production, { from: null, to: 'Yes' })
        assert.equal(flow.crm.portal.get('contacts', contact)?.properties.qualifying_size, four.size)
        const again = await flow.ask({ payload: contact, answers: four })
        assert.deepEqual(again.hubspot.changed, {})
        await flow.configure({ operation: 'check', answersType: 'none' })
        for (const { id } of notes()) flow.crm.portal.archive('notes', id)
        const checked = await flow.ask({ payload: contact })
        assert.deepEqual(
            [checked.handbook.verdict, checked.answers.production?.property],
            ['allowed', 'qualifying_production']
        )
    })

    it('a property that the portal lacks is CONFIG_INVALID before anything is written', async () => {
        await flow.configure({ toProperties: true })
        const { caught } = await flow.send({ payload: contact, answers: four })
        assert.match(caught[0]?.error?.message ?? '', /CONFIG_INVALID: the portal has no property for/)
        assert.equal(notes().length, 0)
    })

    it('a dry run, and a read-only account, decide as if it were written and write nothing', async () => {
        for (const [settings, more] of [
            [{ dryRun: true }, {}],
            [{}, { account: { readOnly: true } }]
        ] as const) {
            await flow.configure({ ...whysOf, ...settings }, more)
            const sent = await flow.ask({ payload: contact, answers: whys })
            assert.equal(sent.handbook.verdict, 'allowed')
            assert.deepEqual([sent.hubspot.dryRun, sent.hubspot.note?.id], [true, ''])
            assert.equal(sent.answers.whyNow?.note, undefined)
        }
        assert.equal(flow.crm.log.count({ kind: 'write' }), 0)
    })

    it('300 contacts, each with its own fate: in = complete + incomplete + failed, in few calls', async () => {
        await flow.configure({ answersType: 'row', answers: 'answers' })
        const ids = Array.from(
            { length: 300 },
            (_, n) => flow.crm.portal.create('contacts', { email: `n${n}@example.com` }).id
        )
        const payload = ids.map((id, n) => ({ id, answers: n % 3 === 0 ? { size: '?' } : four }))
        const bad = [
            { id: '999999', answers: four },
            { id: ids[0], answers: 'no object' },
            { answers: four },
            null,
            { id: ids[1], answers: { adoption: 'x'.repeat(70_000) } }
        ]
        flow.crm.log.clear()
        const { complete, incomplete, caught } = await flow.send({ payload: [...payload, ...bad] })
        const listed = ([message]: GateMessage[]) => (message?.payload ?? []) as { id: string }[]
        assert.deepEqual([listed(complete).length, listed(incomplete).length, caught.length], [200, 100, 5])
        assert.deepEqual(
            listed(incomplete).map(({ id }) => id),
            ids.filter((_, n) => n % 3 === 0)
        )
        assert.ok(Array.isArray(incomplete[0]?.handbook) && incomplete[0].handbook.length === 100)
        assert.deepEqual(
            caught
                .map(({ error }) => error?.message.split(':')[0])
                .toSorted((a, b) => (a ?? '').localeCompare(b ?? '')),
            ['HUBSPOT_NOT_FOUND', 'INPUT_INVALID', 'INPUT_INVALID', 'INPUT_INVALID', 'INPUT_INVALID']
        )
        assert.equal(notes().length, 200)
        const calls = flow.crm.log.entries.length
        assert.ok(calls <= 40, `${calls} calls`)
    })

    it('an empty array is answered by an empty array', async () => {
        await flow.configure({})
        const { complete, incomplete } = await flow.send({ payload: [] })
        assert.deepEqual([complete[0]?.payload, incomplete], [[], []])
    })

    describe('bad input is refused with a code and leaves nothing behind', () => {
        const bad: [string, Record<string, unknown>, RegExp][] = [
            ['no payload', { answers: four }, /INPUT_INVALID: msg\.payload holds nothing/],
            ['answers that are an array', { payload: 'ID', answers: [1] }, /INPUT_INVALID/],
            ['answers that are a text', { payload: 'ID', answers: 'yes' }, /INPUT_INVALID/],
            [
                'an answer that is a function of nothing',
                { payload: 'ID', answers: { size: [1] } },
                /INPUT_INVALID/
            ],
            [
                'an answer that is not a number',
                { payload: 'ID', answers: { size: Number.NaN } },
                /INPUT_INVALID/
            ],
            [
                '70,000 characters',
                { payload: 'ID', answers: { adoption: 'x'.repeat(70_000) } },
                /INPUT_INVALID.*65536/
            ],
            ['a contact that does not exist', { payload: '424242', answers: four }, /HUBSPOT_NOT_FOUND/],
            ['an e-mail that nobody has', { payload: 'no@example.com', answers: four }, /HUBSPOT_NOT_FOUND/],
            ['a record without a name', { payload: { firstname: 'Ada' }, answers: four }, /INPUT_INVALID/]
        ]
        for (const [name, message, expected] of bad) {
            it(name, async () => {
                await flow.configure({})
                const payload = message.payload === 'ID' ? contact : message.payload
                const { complete, incomplete, caught } = await flow.send({ ...message, payload })
                assert.deepEqual([complete, incomplete], [[], []])
                assert.match(caught[0]?.error?.message ?? '', expected)
                assert.equal(notes().length, 0)
            })
        }

        it('empty answers, and HTML that shows nothing, are a refusal and no note', async () => {
            await flow.configure({})
            const sent = await flow.ask({
                payload: contact,
                answers: { adoption: '<p>&nbsp;</p>', size: null }
            })
            assert.deepEqual(missing(sent), ['adoption', 'size', 'production', 'nextYear'])
            assert.equal(notes().length, 0)
        })

        it('no answers at all: an error to record, a check otherwise', async () => {
            await flow.configure({ operation: 'record' })
            const { caught } = await flow.send({ payload: contact })
            assert.match(caught[0]?.error?.message ?? '', /INPUT_INVALID: msg\.answers holds no answers/)
            await flow.configure({})
            assert.equal((await flow.ask({ payload: contact })).handbook.verdict, 'refused')
        })

        it('a question set that the edition does not have names those it has', async () => {
            await flow.configure(whysOf, { handbook: { edition: '2026-08' } })
            const { caught } = await flow.send({ payload: contact, answers: whys })
            assert.match(
                caught[0]?.error?.message ?? '',
                /INPUT_INVALID.*2026-08 has no such question set; it has mqlToSql and spiced/
            )
            await flow.configure({ questionsType: 'msg', questions: 'set' })
            const sent = await flow.ask({ payload: contact, answers: whys, set: 'The three Whys' })
            assert.equal(sent.handbook.rule, 'WWW-04')
        })

        it('no answer of anybody stands in an error or in the log', async () => {
            await flow.configure({})
            const secret = 'confidential-plan'
            const { caught } = await flow.send(
                { payload: '424242', answers: { adoption: secret } },
                { payload: `${secret}@example.com`, answers: { adoption: secret } },
                { payload: contact, answers: { adoption: secret.repeat(5000) } }
            )
            assert.equal(caught.length, 3)
            for (const { error } of caught) assert.doesNotMatch(JSON.stringify(error), /confidential/)
            assert.doesNotMatch(flow.nodeRed.log.join('\n'), /confidential/)
        })
    })

    it('a note that was written is told when the properties then fail', async () => {
        for (const name of ['why_change', 'why_now', 'why_flowfuse']) await defineText(name)
        await flow.configure({ ...whysOf, toProperties: true })
        flow.crm.faults.add({
            match: { path: /contacts\/batch\/update/ },
            kind: { type: 'status', status: 403, body: { category: 'MISSING_SCOPES', message: 'no' } }
        })
        const { caught } = await flow.send({ payload: contact, answers: whys })
        assert.match(caught[0]?.error?.message ?? '', /HUBSPOT_SCOPES: .*\(the note is written\)/)
        const sent = await flow.ask({ payload: contact, answers: whys })
        assert.equal(sent.handbook.verdict, 'allowed')
        assert.equal(notes().length, 1)
    })

    async function defineText(name: string): Promise<void> {
        const answer = await fetch(`${flow.crm.url}/crm/v3/properties/contacts`, {
            method: 'POST',
            headers: { authorization: `Bearer ${flow.crm.token}`, 'content-type': 'application/json' },
            body: JSON.stringify({
                name,
                label: name,
                type: 'string',
                fieldType: 'textarea',
                groupName: 'contactinformation'
            })
        })
        assert.equal(answer.status, 201)
    }
})
