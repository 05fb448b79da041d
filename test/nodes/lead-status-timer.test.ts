import assert from 'node:assert/strict'
import { associate } from '../support/lifecycle-flow'
import {
    beforeCalls,
    entailedOn,
    incoming,
    logAt,
    outgoing,
    startTimerFlow,
    type TimerFlow
} from '../support/timer-flow'

const mql = 'marketingqualifiedlead'
const sql = 'salesqualifiedlead'
const start = '2026-03-10T09:00:00.000Z'

describe('lead-status-timer: events and asked statuses', () => {
    let flow: TimerFlow
    let made = 0

    before(async () => {
        flow = await startTimerFlow({ now: start })
    })
    after(() => flow.stop())
    beforeEach(() => {
        flow.crm.portal.reset()
        flow.crm.faults.clear()
    })

    const contact = (properties: Record<string, string> = {}) => {
        made += 1
        const email = `lead.${made}@example.com`
        return flow.crm.portal.create('contacts', { email, lifecyclestage: mql, ...properties }).id
    }
    const status = (id: string) => flow.crm.portal.get('contacts', id)?.properties.hs_lead_status
    const owner = () =>
        flow.crm.portal.properties('contacts').find(({ name }) => name === 'hubspot_owner_id')?.options[0]
            ?.value ?? ''

    describe('an event', () => {
        const byName = { mode: 'event', event: 'event', eventType: 'msg' }

        it('changes the status, with the rule (LS-05, LS-06, LS-08, LS-09)', async () => {
            const id = contact()
            await flow.configure(byName)
            for (const [event, rule, expected] of [
                ['became MQL', 'LS-05', 'NEW'],
                ['Owner assigned', 'LS-06', 'OPEN'],
                ['outreach', 'LS-08', 'ATTEMPTED_TO_CONTACT'],
                ['reply', 'LS-09', 'CONNECTED']
            ] as const) {
                const { changed, refused, caught } = await flow.send({ payload: id, event, topic: 'kept' })
                assert.deepEqual([refused, caught], [[], []])
                const [message] = changed
                assert.equal(message?.handbook.verdict, 'allowed')
                assert.deepEqual([message?.handbook.rule, message?.topic], [rule, 'kept'])
                assert.equal(message?.payload.properties.hs_lead_status, expected)
                assert.equal(message?.hubspot.changed.hs_lead_status?.to, expected)
                assert.equal(status(id), expected)
            }
        })

        it('that says nothing to the contact leaves it unchanged: what people set stays (LS-12, LS-01)', async () => {
            await flow.configure(byName)
            const contacts: Record<string, string>[] = [
                { hs_lead_status: 'UNQUALIFIED' },
                { lifecyclestage: 'lead' }
            ]
            for (const properties of contacts) {
                const id = contact(properties)
                const before = status(id)
                const { changed } = await flow.send({ payload: { id }, event: 'reply' })
                assert.equal(changed[0]?.handbook.verdict, 'unchanged')
                assert.deepEqual(changed[0]?.hubspot.changed, {})
                assert.equal(status(id), before)
            }
        })

        it('of an array: each contact has its own fate, in few calls', async () => {
            const many = Array.from({ length: 60 }, () => contact())
            const refusedOne = contact({ lifecyclestage: 'lead' })
            await flow.configure({
                ...byName,
                mode: 'set',
                leadStatus: 'to',
                leadStatusType: 'row',
                reasonType: 'none'
            })
            await flow.send({ payload: [] })
            flow.crm.log.clear()
            const payload = [...many, refusedOne, '999999999'].map((id) => ({
                id,
                to: 'Attempted to Contact'
            }))
            const { changed, refused, caught } = await flow.send({ payload: [...payload, { to: 'new' }] })
            assert.deepEqual(
                [changed, refused].map(
                    ([message]) => (message?.payload as unknown as unknown[] | undefined)?.length
                ),
                [60, 1]
            )
            assert.deepEqual(
                caught.map(({ error }) => error?.code),
                ['INPUT_INVALID', 'HUBSPOT_NOT_FOUND']
            )
            assert.ok(many.every((id) => status(id) === 'ATTEMPTED_TO_CONTACT'))
            assert.ok(flow.crm.log.count({ kind: 'write' }) <= 2)
        })

        it('two at once on one contact end in one of both orders, and the later is decided on what is then there', async () => {
            const id = contact({ hs_lead_status: 'NEW' })
            await flow.configure(byName)
            const { changed, caught } = await flow.send(
                { payload: id, event: 'outreach' },
                { payload: id, event: 'reply' }
            )
            assert.deepEqual([changed.length, caught.length], [2, 0])
            assert.equal(status(id), 'CONNECTED')
        })

        it('none, or one that the edition does not have, is INPUT_INVALID', async () => {
            const id = contact()
            await flow.configure(byName)
            for (const event of ['birthday', '', 7, undefined, { event: 'reply' }] as const) {
                const { caught } = await flow.send({ payload: id, event })
                assert.match(caught[0]?.error?.message ?? '', /event/)
            }
            assert.equal(status(id), undefined)
        })
    })

    describe('the event that the message itself shows', () => {
        const auto = { mode: 'event', eventType: 'auto', event: '' }
        const iso = (ms: number) => new Date(Date.parse(start) + ms).toISOString()
        const activity = (objectType: string, properties: Record<string, string>) => ({
            id: '77',
            objectType,
            properties: { hs_timestamp: iso(-60_000), ...properties }
        })
        const connected = 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
        const noAnswer = '73a0d17f-1163-4015-bdd5-ec830791da20'

        for (const [what, payload, rule, expected] of [
            ['an e-mail of ours', activity('emails', outgoing), 'LS-08', 'ATTEMPTED_TO_CONTACT'],
            ['their e-mail', activity('emails', incoming), 'LS-09', 'CONNECTED'],
            [
                'an automatic answer: nothing',
                activity('emails', { ...incoming, hs_email_subject: 'Automatic reply: away' }),
                'LS-01',
                'NEW'
            ],
            [
                'a call that nobody answered',
                activity('calls', { hs_call_direction: 'OUTBOUND', hs_call_disposition: noAnswer }),
                'LS-08',
                'ATTEMPTED_TO_CONTACT'
            ],
            [
                'a call in which we talked',
                activity('calls', { hs_call_disposition: connected }),
                'LS-09',
                'CONNECTED'
            ],
            [
                'a meeting that was held',
                activity('meetings', { hs_meeting_outcome: 'COMPLETED' }),
                'LS-09',
                'CONNECTED'
            ],
            [
                'an invitation to a meeting that lies ahead',
                activity('meetings', {
                    hs_timestamp: iso(86_400_000),
                    hs_meeting_outcome: 'SCHEDULED',
                    hs_createdate: iso(0)
                }),
                'LS-08',
                'ATTEMPTED_TO_CONTACT'
            ],
            ['a note: nothing', activity('notes', { hs_note_body: 'x' }), 'LS-01', 'NEW']
        ] as const) {
            it(`${what}: ${expected} (${rule})`, async () => {
                const id = contact({ hs_lead_status: 'NEW' })
                await flow.configure(auto)
                const hubspot = {
                    id: '77',
                    objectType: payload.objectType,
                    on: [{ objectType: 'contacts', id }]
                }
                const { changed, caught } = await flow.send({ payload, hubspot })
                assert.deepEqual(caught, [])
                assert.equal(changed[0]?.handbook.rule, rule)
                assert.equal(status(id), expected)
            })
        }

        it('an activity in the future is INPUT_INVALID (a clock that is wrong)', async () => {
            const id = contact({ hs_lead_status: 'NEW' })
            await flow.configure(auto)
            const hubspot = { id: '77', objectType: 'emails', on: [{ objectType: 'contacts', id }] }
            const payload = activity('emails', { ...incoming, hs_timestamp: iso(86_400_000) })
            const { caught } = await flow.send({ payload, hubspot })
            assert.equal(caught[0]?.error?.code, 'INPUT_INVALID')
            assert.match(caught[0]?.error?.message ?? '', /future/)
            assert.equal(status(id), 'NEW')
        })

        it('an activity is about every contact it is on, a deal too (LS-11)', async () => {
            const [one, two] = [contact({ lifecyclestage: sql }), contact({ lifecyclestage: sql })]
            await flow.configure(auto)
            const email = await logAt(flow.crm, one, 'emails', outgoing)
            await associate(flow.crm, 'emails', email, 'contacts', two)
            const { properties } = flow.crm.portal.get('emails', email) ?? {}
            await flow.send({ payload: { id: email, objectType: 'emails', properties } })
            assert.deepEqual([status(one), status(two)], ['ATTEMPTED_TO_CONTACT', 'ATTEMPTED_TO_CONTACT'])
            const stage = '210384501'
            const { id } = flow.crm.portal.create('deals', { dealname: 'A', dealstage: stage })
            await associate(flow.crm, 'deals', id, 'contacts', one)
            const { changed } = await flow.send({
                payload: { id, properties: { dealstage: stage } },
                hubspot: { id, objectType: 'deals', event: 'creation' }
            })
            assert.equal(changed[0]?.handbook.rule, 'LS-11')
            assert.equal(status(one), 'OPEN_DEAL')
            assert.equal(status(two), 'ATTEMPTED_TO_CONTACT')
        })

        for (const [what, changed, expected] of [
            ['became MQL', { lifecyclestage: { from: 'lead', to: mql } }, 'NEW'],
            ['got an owner', { hubspot_owner_id: { from: null, to: '1' } }, 'OPEN'],
            ['something else changed', { firstname: { from: null, to: 'Ada' } }, undefined]
        ] as const) {
            it(`a contact that ${what}, as hubspot-trigger tells it: ${String(expected)}`, async () => {
                const id = contact()
                await flow.configure(auto)
                const hubspot = { id, objectType: 'contacts', event: 'propertyChange', changed }
                await flow.send({ payload: { id, properties: {} }, hubspot })
                assert.equal(status(id), expected)
            })
        }

        it('HubSpot’s own webhook event (facts/hubspot.md 8)', async () => {
            const id = contact()
            await flow.configure(auto)
            const event = { subscriptionType: 'contact.propertyChange', propertyName: 'hubspot_owner_id' }
            await flow.send({ payload: { ...event, objectId: Number(id), propertyValue: '1' } })
            assert.equal(status(id), 'OPEN')
        })
    })

    describe('a status that is asked for', () => {
        const asked = (status_: string, more: Record<string, unknown> = {}) => ({
            mode: 'set',
            leadStatus: status_,
            leadStatusType: 'status',
            reasonType: 'msg',
            reason: 'reason',
            ...more
        })

        it('a reason is noted, once, for its owner; without one there is advice (LS-12)', async () => {
            const id = contact({ hs_lead_status: 'CONNECTED', hubspot_owner_id: owner() })
            await flow.configure(asked('unqualified'))
            const { changed } = await flow.send({ payload: id, reason: 'a <b>student</b>' })
            assert.deepEqual([changed[0]?.handbook.rule, changed[0]?.handbook.advice], ['LS-12', null])
            await flow.send({ payload: id, reason: 'a <b>student</b>' })
            const { notes } = await entailedOn(flow.crm, id)
            assert.equal(notes.length, 1)
            assert.match(notes[0] ?? '', /^Unqualified<br>a &#60;b&#62;student/)
            const other = contact({ hs_lead_status: 'CONNECTED' })
            const bare = await flow.send({ payload: other })
            assert.match(bare.changed[0]?.handbook.advice ?? '', /a reason/)
            assert.equal(status(other), 'UNQUALIFIED')
        })

        it('Bad timing gets one task for its owner, due in three months (LS-14)', async () => {
            const id = contact({ hs_lead_status: 'CONNECTED', hubspot_owner_id: owner() })
            await flow.configure(asked('badTiming'))
            const { changed } = await flow.send({ payload: id, reason: 'budget' })
            assert.deepEqual(
                changed[0]?.entailed.map(({ key, outcome }) => [key, outcome]),
                [
                    ['note', 'done'],
                    ['task', 'done']
                ]
            )
            const again = await flow.send({ payload: id, reason: 'budget' })
            assert.deepEqual(
                again.changed[0]?.entailed.map(({ key, outcome }) => [key, outcome]),
                [['task', 'unchanged']]
            )
            assert.equal((await entailedOn(flow.crm, id)).tasks.length, 1)
            const task = flow.crm.portal.get('tasks', changed[0]?.entailed[1]?.id ?? '')?.properties
            assert.equal(task?.hs_timestamp?.slice(0, 10), '2026-06-10')
            assert.equal(task?.hubspot_owner_id, owner())
        })

        it('In Progress needs contact made, which the CRM may show (LS-10)', async () => {
            const id = contact({ lifecyclestage: sql, hs_lead_status: 'ATTEMPTED_TO_CONTACT' })
            await flow.configure(asked('inProgress'))
            const before = await flow.send({ payload: id })
            assert.deepEqual(
                [before.refused[0]?.handbook.rule, before.refused[0]?.handbook.missing.map(({ key }) => key)],
                ['LS-10', ['contact']]
            )
            await logAt(flow.crm, id, 'calls', {
                hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
            })
            const { changed } = await flow.send({ payload: id })
            assert.equal(changed[0]?.handbook.verdict, 'allowed')
            assert.equal(status(id), 'IN_PROGRESS')
        })

        it('Open Deal needs an open deal (LS-11)', async () => {
            const id = contact({ lifecyclestage: sql, hs_lead_status: 'CONNECTED' })
            await flow.configure(asked('openDeal'))
            assert.equal((await flow.send({ payload: id })).refused[0]?.handbook.rule, 'LS-11')
            const deal = flow.crm.portal.create('deals', { dealname: 'A', dealstage: '210384501' })
            await associate(flow.crm, 'deals', deal.id, 'contacts', id)
            assert.equal((await flow.send({ payload: id })).changed[0]?.handbook.verdict, 'allowed')
        })

        for (const [what, properties, value, rule] of [
            ['a contact that is no MQL or SQL', { lifecyclestage: 'lead' }, 'Open', 'LS-01'],
            ['a status that is none of the nine', {}, 'Working on it', 'LS-04'],
            ['no status for an MQL', { hs_lead_status: 'NEW' }, null, 'LS-01']
        ] as const) {
            it(`${what} is refused (${rule})`, async () => {
                const id = contact(properties)
                await flow.configure(asked('to', { leadStatusType: 'msg' }))
                const { refused } = await flow.send({ payload: id, to: value })
                assert.equal(refused[0]?.handbook.rule, rule)
                assert.deepEqual(refused[0]?.hubspot.changed, {})
            })
        }

        it('a status that the portal does not have is CONFIG_INVALID, and nothing is written (LS-04)', async () => {
            const id = contact({ hs_lead_status: 'ATTEMPTED_TO_CONTACT' })
            const path = '/crm/v3/properties/contacts/hs_lead_status'
            const headers = { authorization: `Bearer ${flow.crm.token}`, 'content-type': 'application/json' }
            const { options } = (await (await fetch(flow.crm.url + path, { headers })).json()) as {
                options: { label: string }[]
            }
            const rest = options.filter(({ label }) => label !== 'Unresponsive')
            const body = JSON.stringify({ options: rest })
            assert.ok((await fetch(flow.crm.url + path, { method: 'PATCH', headers, body })).ok)
            await flow.configure(asked('unresponsive'))
            const { caught } = await flow.send({ payload: id, reason: 'silence' })
            assert.equal(caught[0]?.error?.code, 'CONFIG_INVALID')
            assert.match(caught[0]?.error?.message ?? '', /Unresponsive/)
            assert.deepEqual((await entailedOn(flow.crm, id)).notes, [])
            await flow.configure({ mode: 'sweep' })
            const swept = await flow.sweep()
            assert.equal(swept.caught[0]?.error?.code, 'CONFIG_INVALID')
        })

        it('dry run and a read-only account decide and write nothing', async () => {
            const id = contact({ hs_lead_status: 'CONNECTED' })
            for (const [settings, account] of [
                [{ dryRun: true }, {}],
                [{}, { readOnly: true }]
            ] as const) {
                await flow.configure(asked('badTiming', settings), {}, account)
                flow.crm.log.clear()
                const { changed } = await flow.send({ payload: id, reason: 'later' })
                assert.equal(changed[0]?.hubspot.dryRun, true)
                assert.equal(changed[0]?.hubspot.changed.hs_lead_status?.to, 'BAD_TIMING')
                assert.deepEqual(
                    changed[0]?.entailed.map(({ outcome }) => outcome),
                    ['planned', 'planned']
                )
                assert.equal(status(id), 'CONNECTED')
                const writes = flow.crm.log.entries.filter(
                    ({ path, method }) => method !== 'GET' && !path.endsWith('read')
                )
                assert.deepEqual(writes, [])
            }
        })

        it('someone who is faster: it is decided anew', async () => {
            const id = contact({ hs_lead_status: 'NEW' })
            await flow.configure({ mode: 'event', event: 'outreach', eventType: 'event' })
            let reads = 0
            // The second read is the one right before the write.
            const stop = beforeCalls(flow.crm, (path) => {
                if (/contacts\/batch\/read/.test(path) && ++reads === 2)
                    flow.crm.portal.update('contacts', id, { hs_lead_status: 'UNQUALIFIED' })
            })
            const { changed } = await flow.send({ payload: id })
            stop()
            assert.equal(changed[0]?.handbook.verdict, 'unchanged')
            assert.equal(status(id), 'UNQUALIFIED')
        })
    })

    describe('bad input', () => {
        for (const [what, payload] of [
            ['null', null],
            ['a boolean', true],
            ['an empty text', ' '],
            ['an object that names nobody', { firstname: 'Ada' }],
            ['an id that is none', { id: 'x' }],
            ['a deal without contacts', { id: '4711', objectType: 'deals', properties: {} }],
            ['a company', { id: '1', objectType: 'companies', properties: {} }],
            ['a function', () => 1],
            ['an activity without a time', { id: '1', objectType: 'emails', properties: {} }]
        ] as const) {
            it(`${what} is an error with a code, and nothing is written`, async () => {
                await flow.configure({ mode: 'event', eventType: 'auto', reasonType: 'none' })
                flow.crm.log.clear()
                const { changed, caught } = await flow.send({
                    payload,
                    hubspot: {
                        id: '1',
                        objectType: 'emails',
                        on: [{ objectType: 'contacts', id: contact() }]
                    }
                })
                assert.deepEqual(changed, [])
                assert.equal(caught[0]?.error?.code, 'INPUT_INVALID')
                assert.equal(flow.crm.log.count({ path: 'update' }), 0)
            })
        }

        it('days that can not be counted are CONFIG_INVALID', async () => {
            for (const settings of [{ timeZone: 'Mars/Base' }, { workdays: '8' }, { holidays: 'Easter' }]) {
                await flow.configure({ mode: 'event', eventType: 'event', event: 'reply', ...settings })
                const { caught } = await flow.send({ payload: contact() })
                assert.equal(caught[0]?.error?.code, 'CONFIG_INVALID')
            }
        })
    })
})
