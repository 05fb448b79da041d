import assert from 'node:assert/strict'
import { startActivityFlow, type ActivityFlow, type SentActivity } from '../support/activity-flow'

const email = 'ada@example.com'

describe('hubspot-activity', () => {
    let flow: ActivityFlow
    let contact: string
    let owner: string

    before(async () => {
        flow = await startActivityFlow()
    })
    after(() => flow.stop())
    beforeEach(async () => {
        const { crm } = flow
        crm.portal.reset()
        crm.faults.clear()
        const [first] = (await ownersOf()).results
        owner = first?.id ?? ''
        contact = crm.portal.create('contacts', { email, hubspot_owner_id: owner }).id
        crm.log.clear()
    })

    const ownersOf = async () => {
        const { url, token } = flow.crm
        const answer = await fetch(`${url}/crm/v3/owners`, { headers: { authorization: `Bearer ${token}` } })
        return (await answer.json()) as { results: { id: string; email: string }[] }
    }
    const held = (type: string, id: string) => flow.crm.portal.get(type, id)?.properties ?? {}
    const count = (type: string) => flow.crm.portal.list(type).length

    describe('logs', () => {
        it('a note, in one write, for the owner of the contact (CT-01, CT-02)', async () => {
            await flow.configure({})
            const before = count('notes')
            const { payload, hubspot, topic } = await flow.ask({
                payload: 'Ada@Example.com',
                text: 'Asked <b>why</b>\nand how',
                topic: 'kept'
            })
            assert.equal(topic, 'kept')
            assert.equal(payload.objectType, 'notes')
            assert.equal(
                held('notes', payload.id).hs_note_body,
                'Asked &#60;b&#62;why&#60;/b&#62;<br>and how'
            )
            assert.equal(flow.crm.log.count({ kind: 'write' }), 1)
            assert.equal(count('notes'), before + 1)
            assert.deepEqual(
                [hubspot.created, hubspot.objectType, hubspot.id, hubspot.ownerId, hubspot.on],
                [true, 'notes', payload.id, owner, [{ objectType: 'contacts', id: contact }]]
            )
            assert.match(hubspot.url, new RegExp(payload.id))
            assert.equal(hubspot.changed.hubspot_owner_id?.to, owner)
            assert.equal(held('contacts', contact).num_notes, '1')
        })

        it('HTML as it is when that is chosen', async () => {
            await flow.configure({ html: true })
            const { payload } = await flow.ask({ payload: email, text: '<b>bold</b>' })
            assert.equal(held('notes', payload.id).hs_note_body, '<b>bold</b>')
        })

        it('e-mails in both directions; a reply counts as one', async () => {
            await flow.configure({ operation: 'email', direction: 'direction', directionType: 'msg' })
            const sent = await flow.ask({
                payload: email,
                text: 'Hello',
                subject: 'Hi',
                to: email,
                direction: 'sent'
            })
            assert.equal(held('emails', sent.payload.id).hs_email_direction, 'EMAIL')
            assert.equal(held('contacts', contact).hs_sales_email_last_replied, undefined)
            const reply = await flow.ask({
                payload: email,
                text: 'Yes',
                from: email,
                direction: 'INCOMING_EMAIL'
            })
            const { hs_email_direction: direction, hs_email_headers: headers } = held(
                'emails',
                reply.payload.id
            )
            assert.deepEqual([direction, headers], ['INCOMING_EMAIL', `{"from":{"email":"${email}"}}`])
            assert.ok(held('contacts', contact).hs_sales_email_last_replied)
        })

        it('a call with its outcome, when it was', async () => {
            await flow.configure({
                operation: 'call',
                outcome: 'no answer',
                duration: 'length',
                durationType: 'msg',
                time: 'when',
                timeType: 'msg'
            })
            const { payload } = await flow.ask({
                payload: contact,
                subject: 'Intro',
                when: '2026-01-02T03:04:05Z',
                length: 'PT2M'
            })
            const call = held('calls', payload.id)
            assert.deepEqual(
                [call.hs_call_disposition, call.hs_call_duration, call.hs_call_direction],
                ['73a0d17f-1163-4015-bdd5-ec830791da20', '120000', 'OUTBOUND']
            )
            assert.equal(Date.parse(call.hs_timestamp ?? ''), Date.parse('2026-01-02T03:04:05Z'))
        })

        it('a meeting ahead, in the time zone of the node', async () => {
            await flow.configure({
                operation: 'meeting',
                time: '2031-07-01T10:00',
                timeType: 'str',
                timeZone: 'Europe/Berlin',
                duration: 'PT1H',
                durationType: 'duration',
                location: 'Online'
            })
            const { payload } = await flow.ask({ payload: contact, subject: 'Demo' })
            const meeting = held('meetings', payload.id)
            assert.equal(Date.parse(meeting.hs_meeting_end_time ?? ''), Date.parse('2031-07-01T09:00:00Z'))
            assert.deepEqual(
                [meeting.hs_meeting_outcome, meeting.hs_meeting_location],
                ['SCHEDULED', 'Online']
            )
        })

        it('a task for somebody by e-mail, due on a working day', async () => {
            const [, second] = (await ownersOf()).results
            await flow.configure({
                operation: 'task',
                due: '2',
                owner: second?.email,
                ownerType: 'str',
                priority: 'high',
                taskType: 'call'
            })
            const { payload, hubspot } = await flow.ask({ payload: contact, subject: 'Call Ada' })
            const task = held('tasks', payload.id)
            assert.deepEqual(
                [task.hubspot_owner_id, task.hs_task_status, task.hs_task_priority, task.hs_task_type],
                [second?.id, 'NOT_STARTED', 'HIGH', 'CALL']
            )
            assert.equal(hubspot.ownerId, second?.id)
            const due = new Date(task.hs_timestamp ?? '')
            assert.ok(due.getTime() > Date.now() && ![0, 6].includes(due.getUTCDay()))
        })

        it("on the contact's open deals too, and on a deal with its contacts", async () => {
            const [open] = [await flow.openDeal(contact), await flow.openDeal(contact, true)]
            await flow.configure({ alsoType: 'related' })
            const onDeal = await flow.ask({ payload: contact, text: 'Both' })
            assert.deepEqual(onDeal.hubspot.on, [
                { objectType: 'contacts', id: contact },
                { objectType: 'deals', id: open }
            ])
            await flow.configure({ objectType: 'deals', alsoType: 'related' })
            const { hubspot } = await flow.ask({ payload: { id: open }, text: 'From the deal' })
            assert.deepEqual(hubspot.on, [
                { objectType: 'deals', id: open },
                { objectType: 'contacts', id: contact }
            ])
        })

        it('the same again nothing, whatever comes at once', async () => {
            await flow.configure({ reference: 'ticket', referenceType: 'msg' })
            const before = count('notes')
            const message = (n: number) => ({ payload: contact, text: `Text ${n}`, ticket: 4711, n })
            const { sent } = await flow.send(...[1, 2, 3, 4].map(message))
            assert.equal(count('notes'), before + 1)
            assert.equal(sent.filter(({ hubspot }) => hubspot.created).length, 1)
            assert.equal(new Set(sent.map(({ payload }) => payload.id)).size, 1)
            assert.match(held('notes', sent[0]?.payload.id ?? '').hs_note_body ?? '', /\[ref: 4711\]/)
        })
    })

    it('finds the owner of a contact and of a deal; nobody is null (CT-03)', async () => {
        await flow.configure({ operation: 'owner' })
        const [known] = (await ownersOf()).results
        flow.crm.log.clear()
        const alone = flow.crm.portal.create('contacts', { email: 'alone@example.com' }).id
        const { payload, hubspot } = await flow.ask({ payload: [email, alone] })
        const [found, nobody] = payload as unknown as ({ id: string; email: string } | null)[]
        assert.deepEqual([found?.id, found?.email, nobody], [owner, known?.email, null])
        assert.deepEqual(
            (hubspot as unknown as { id: string }[]).map(({ id }) => id),
            [contact, alone]
        )
        assert.equal(flow.crm.log.count({ kind: 'write' }), 0)

        const deal = await flow.openDeal(contact)
        flow.crm.portal.update('deals', deal, { hubspot_owner_id: owner })
        await flow.configure({ operation: 'owner', objectType: 'deals' })
        assert.equal((await flow.ask({ payload: deal })).payload.id, owner)
    })

    it('an array: each its own fate, values of its own, few calls', async () => {
        await flow.configure({ text: 'said', textType: 'row' })
        const rows = Array.from({ length: 60 }, (_, n) => {
            flow.crm.portal.create('contacts', { email: `n${n}@example.com` })
            return { email: `n${n}@example.com`, said: `Said ${n}` }
        })
        flow.crm.log.clear()
        const bad = [{ email: 'nobody@example.com', said: 'x' }, { said: 'x' }, { email, said: '' }]
        const { sent, caught } = await flow.send({ payload: [...rows, ...bad] })
        const payload = sent[0]?.payload as unknown as SentActivity[]
        assert.deepEqual(
            payload.map(({ properties }) => properties.hs_note_body),
            rows.map(({ said }) => said)
        )
        const codes = caught.map(({ error }) => /[A-Z]+_[A-Z_]+/.exec(error?.message ?? '')?.[0] ?? '')
        assert.deepEqual(
            codes.toSorted((a, b) => a.localeCompare(b)),
            ['HUBSPOT_NOT_FOUND', 'INPUT_INVALID', 'INPUT_INVALID']
        )
        assert.equal(flow.crm.log.count({ kind: 'write' }), 1)
    })

    it('lists what is logged, of chosen kinds, latest first; completes a task once', async () => {
        await flow.configure({ operation: 'task', due: 'P1D', dueType: 'duration' })
        const task = await flow.ask({ payload: contact, subject: 'Call' })
        await flow.configure({})
        await flow.ask({ payload: contact, text: 'A note' })
        await flow.configure({ operation: 'list' })
        const all = await flow.ask({ payload: contact })
        const types = (all.payload as unknown as SentActivity[]).map(({ objectType }) => objectType)
        assert.deepEqual(types, ['tasks', 'notes'])
        assert.deepEqual([all.hubspot.objectType, all.hubspot.id], ['contacts', contact])
        await flow.configure({ operation: 'list', kinds: ['tasks'], limit: '5' })
        const tasks = (await flow.ask({ payload: contact })).payload as unknown as SentActivity[]
        assert.deepEqual(
            tasks.map(({ id }) => id),
            [task.payload.id]
        )
        await flow.configure({ operation: 'complete' })
        const { sent } = await flow.send({ payload: tasks })
        assert.deepEqual((sent[0]?.hubspot as unknown as { changed: unknown }[] | undefined)?.[0]?.changed, {
            hs_task_status: { from: 'NOT_STARTED', to: 'COMPLETED' }
        })
        assert.equal(held('tasks', task.payload.id).hs_task_status, 'COMPLETED')
        assert.deepEqual((await flow.ask({ payload: task.payload.id })).hubspot.changed, {})
    })

    for (const [name, settings, account] of [
        ['dry run', { dryRun: true }, {}],
        ['a read-only account', {}, { readOnly: true }]
    ] as const) {
        it(`${name} tells and writes nothing`, async () => {
            await flow.configure({ ...settings }, account)
            const { payload, hubspot } = await flow.ask({ payload: contact, text: 'x' })
            assert.deepEqual([payload.id, hubspot.url, hubspot.created, hubspot.dryRun], ['', '', true, true])
            assert.equal(payload.properties.hs_note_body, 'x')
            assert.equal(flow.crm.log.count({ kind: 'write' }), 0)
        })
    }

    const refusals: [name: string, settings: object, message: Record<string, unknown>, error: RegExp][] = [
        ['no text', {}, { payload: email }, /INPUT_INVALID: a note needs a text/],
        ['a text that is an object', {}, { payload: email, text: {} }, /INPUT_INVALID: the text/],
        ['a text that is too long', {}, { payload: email, text: 'x'.repeat(65_537) }, /INPUT_INVALID/],
        ['no payload', {}, { text: 'x' }, /INPUT_INVALID: msg.payload holds nothing/],
        ['a contact that is not there', {}, { payload: '999999', text: 'x' }, /HUBSPOT_NOT_FOUND/],
        [
            'an owner that is not there',
            { owner: 'nobody@example.com', ownerType: 'str' },
            { payload: email, text: 'x' },
            /INPUT_INVALID: HubSpot has no owner/
        ],
        [
            'a time in the future',
            { time: '2031-01-01', timeType: 'str' },
            { payload: email, text: 'x' },
            /INPUT_INVALID: the time is in the future/
        ],
        [
            'a deal that is not there',
            { also: '999999', alsoType: 'str' },
            { payload: email, text: 'x' },
            /HUBSPOT_VALIDATION/
        ],
        [
            'a direction that is none',
            { operation: 'email', direction: 'way', directionType: 'msg' },
            { payload: email, text: 'x' },
            /INPUT_INVALID: an e-mail needs a direction/
        ],
        ['a task without a title', { operation: 'task' }, { payload: email, text: 'x' }, /needs a title/],
        [
            'a zone that is none',
            { operation: 'task', timeZone: 'Nowhere' },
            { payload: email, subject: 'x' },
            /CONFIG_INVALID/
        ],
        ['an unknown operation', { operation: 'toString' }, { payload: email }, /CONFIG_INVALID/],
        ['nothing to list', { operation: 'list', kinds: ['x'] }, { payload: email }, /CONFIG_INVALID/],
        ['a limit of 0', { operation: 'list', limit: '0' }, { payload: email }, /INPUT_INVALID: the limit/],
        ['a task that is not there', { operation: 'complete' }, { payload: '999999' }, /HUBSPOT_NOT_FOUND/]
    ]
    for (const [name, settings, message, error] of refusals) {
        it(`${name} is an error with a code and nothing written`, async () => {
            await flow.configure({ ...settings })
            const { sent, caught } = await flow.send(message)
            assert.deepEqual(sent, [])
            assert.match(caught[0]?.error?.message ?? '', error)
            assert.doesNotMatch(caught[0]?.error?.message ?? '', /@example/)
        })
    }

    it('a flow file that leaves everything out works like a new node', async () => {
        await flow.configure({ version: undefined })
        assert.equal((await flow.ask({ payload: email, text: 'x' })).payload.objectType, 'notes')
    })
})
