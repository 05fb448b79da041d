import assert from 'node:assert/strict'
import fc from 'fast-check'
import { planActivity } from '../../../src/hubspot/activitiesDraft'
import { htmlOf, markOf, plainText } from '../../../src/hubspot/activitiesText'
import type { ActivityDraft } from '../../../src/hubspot'

const now = Date.parse('2026-11-22T09:00:00Z')
const hour = 3_600_000
const sent = (draft: ActivityDraft) => planActivity(draft, now).properties
const at = '2026-11-22T09:00:00.000Z'

describe('hubspot: what is sent for an activity (facts 7)', () => {
    const cases: [name: string, draft: ActivityDraft, sent: Record<string, string>][] = [
        [
            'a note is HTML: text is escaped, lines stay lines',
            { type: 'notes', text: 'a < b & "c"\r\nnext' },
            { hs_note_body: 'a &#60; b &#38; &#34;c&#34;<br>next', hs_timestamp: at }
        ],
        [
            'HTML goes as it is when it was chosen',
            { type: 'notes', text: '<b>bold</b>', isHtml: true },
            { hs_note_body: '<b>bold</b>', hs_timestamp: at }
        ],
        [
            'an e-mail has its text as text, its addresses as headers',
            {
                type: 'emails',
                text: '1 < 2',
                subject: 'Hello\n there',
                direction: 'Incoming',
                from: 'Ada Lovelace <Ada@Example.com>',
                to: ['bob@example.com, carl@example.com', 'dora@example.com']
            },
            {
                hs_email_text: '1 < 2',
                hs_email_subject: 'Hello there',
                hs_email_direction: 'INCOMING_EMAIL',
                hs_email_status: 'SENT',
                hs_email_headers:
                    '{"from":{"email":"ada@example.com"},"to":[{"email":"bob@example.com"},{"email":"carl@example.com"},{"email":"dora@example.com"}]}',
                hs_timestamp: at
            }
        ],
        [
            'an e-mail in HTML',
            { type: 'emails', text: '<p>Hi</p>', isHtml: true, direction: 'EMAIL' },
            {
                hs_email_html: '<p>Hi</p>',
                hs_email_direction: 'EMAIL',
                hs_email_status: 'SENT',
                hs_timestamp: at
            }
        ],
        [
            "a call's outcome is HubSpot's id behind the word",
            {
                type: 'calls',
                subject: 'Intro',
                direction: 'outgoing',
                outcome: 'left voicemail',
                duration: 61_000.4,
                ownerId: '7'
            },
            {
                hs_call_title: 'Intro',
                hs_call_direction: 'OUTBOUND',
                hs_call_disposition: 'b2cf5968-551e-4856-9783-52b3da59a7d0',
                hs_call_duration: '61000',
                hs_call_status: 'COMPLETED',
                hubspot_owner_id: '7',
                hs_timestamp: at
            }
        ],
        [
            "a portal's own outcome by its id",
            { type: 'calls', text: 'x', outcome: 'F2C1A1D0-0000-4000-8000-00000000000A' },
            {
                hs_call_body: 'x',
                hs_call_disposition: 'f2c1a1d0-0000-4000-8000-00000000000a',
                hs_call_status: 'COMPLETED',
                hs_timestamp: at
            }
        ],
        [
            'a meeting ahead is scheduled',
            { type: 'meetings', subject: 'Demo', at: now + hour, duration: hour, location: 'Online' },
            {
                hs_meeting_title: 'Demo',
                hs_meeting_start_time: '2026-11-22T10:00:00.000Z',
                hs_meeting_end_time: '2026-11-22T11:00:00.000Z',
                hs_meeting_location: 'Online',
                hs_meeting_outcome: 'SCHEDULED',
                hs_timestamp: '2026-11-22T10:00:00.000Z'
            }
        ],
        [
            'a task is due when its time says',
            {
                type: 'tasks',
                subject: 'Call back',
                at: now + 24 * hour,
                priority: 'High',
                taskType: 'to-do',
                reference: 4711
            },
            {
                hs_task_subject: 'Call back',
                hs_task_body: '<p>[ref: 4711]</p>',
                hs_task_status: 'NOT_STARTED',
                hs_task_priority: 'HIGH',
                hs_task_type: 'TODO',
                hs_timestamp: '2026-11-23T09:00:00.000Z'
            }
        ]
    ]
    for (const [name, draft, expected] of cases) it(name, () => assert.deepEqual(sent(draft), expected))

    const refused: [name: string, draft: ActivityDraft, message: RegExp][] = [
        ['a note without text', { type: 'notes', text: ' \n' }, /needs a text/],
        ['a note of empty tags', { type: 'notes', text: '<p>&nbsp;</p>', isHtml: true }, /needs a text/],
        ['a task without a title', { type: 'tasks', text: 'x', at: now }, /needs a title/],
        ['a task without a due date', { type: 'tasks', subject: 'x' }, /needs a due date/],
        ['a call without words', { type: 'calls' }, /neither a text nor a title/],
        ['an e-mail without a direction', { type: 'emails', text: 'x' }, /needs a direction/],
        ['an unknown direction', { type: 'emails', text: 'x', direction: 'sideways' }, /outgoing, incoming/],
        ['an unknown outcome', { type: 'calls', text: 'x', outcome: 'great' }, /connected, no answer/],
        ['an outcome that is no word', { type: 'meetings', text: 'x', outcome: {} }, /outcome is none of/],
        ['a note in the future', { type: 'notes', text: 'x', at: now + hour }, /in the future/],
        ['a call in the future', { type: 'calls', text: 'x', at: now + hour }, /in the future/],
        [
            'a meeting ahead that was held',
            { type: 'meetings', text: 'x', at: now + hour, outcome: 'completed' },
            /not been held/
        ],
        ['a time that is none', { type: 'notes', text: 'x', at: Number.NaN }, /no point in time/],
        ['a time in microseconds', { type: 'tasks', subject: 'x', at: now * 1000 }, /no point in time/],
        ['a negative duration', { type: 'calls', text: 'x', duration: -1 }, /no length of time/],
        [
            'a sender that is no address',
            { type: 'emails', text: 'x', direction: 'sent', from: 'Ada' },
            /from/
        ],
        [
            'a recipient that is no text',
            { type: 'emails', text: 'x', direction: 'sent', to: [5] },
            /to is no/
        ],
        ['a reference that is an object', { type: 'notes', text: 'x', reference: {} }, /reference/],
        ['a reference of 201 characters', { type: 'notes', text: 'x', reference: 'r'.repeat(201) }, /200/],
        ['a text of 65,537 characters', { type: 'notes', text: 'x'.repeat(65_537) }, /65536/],
        ['a text that is too long once escaped', { type: 'notes', text: '<'.repeat(20_000) }, /65536/],
        ['a text that is an object', { type: 'notes', text: {} as never }, /no text/],
        ['an unknown kind', { type: 'toString' as never, text: 'x' }, /no such kind/]
    ]
    for (const [name, draft, message] of refused)
        it(`refuses ${name}`, () => assert.throws(() => sent(draft), { code: 'INPUT_INVALID', message }))

    it('65,536 characters are taken', () => {
        assert.equal(sent({ type: 'notes', text: 'x'.repeat(65_536) }).hs_note_body?.length, 65_536)
    })
})

describe('hubspot: whether an activity is there already (docs/decisions/0120)', () => {
    const same = (draft: ActivityDraft, held: Record<string, string | null>) =>
        planActivity(draft, now).isSame(held)
    const note: ActivityDraft = { type: 'notes', text: 'Called & left\na message' }

    it('by what it says, however HubSpot has changed the HTML', () => {
        assert.ok(same(note, sent(note)))
        assert.ok(same(note, { hs_note_body: '<div>Called &amp; left<br/> a message</div>' }))
        assert.ok(!same(note, { hs_note_body: 'Called' }))
        assert.ok(!same(note, { hs_note_body: null }))
    })
    it('a time that was told tells two apart', () => {
        const told = { ...note, at: now - hour, isTimeTold: true }
        assert.ok(same(told, sent(told)))
        assert.ok(!same(told, sent(note)))
    })
    it('another outcome is another call; a done task is the same task', () => {
        const call: ActivityDraft = { type: 'calls', text: 'x', outcome: 'busy' }
        assert.ok(!same(call, sent({ ...call, outcome: 'connected' })))
        const task: ActivityDraft = { type: 'tasks', subject: 'x', at: now }
        assert.ok(same(task, { ...sent(task), hs_task_status: 'COMPLETED' }))
    })
    it('by its reference alone, when it has one', () => {
        const marked = { ...note, reference: 'ticket 1' }
        assert.ok(same({ ...marked, text: 'other words' }, sent(marked)))
        assert.ok(!same({ ...marked, reference: 'ticket' }, sent(marked)))
        assert.ok(!same(marked, sent(note)))
        assert.ok(!same(note, sent(marked)))
    })
    it('no reference is taken for another, whatever is in them', () => {
        fc.assert(
            fc.property(
                fc.string({ unit: 'grapheme', maxLength: 40 }),
                fc.string({ unit: 'grapheme', maxLength: 40 }),
                (one, other) => {
                    const [a, b] = [markOf(one), markOf(other)]
                    fc.pre(a !== null && b !== null)
                    const held = sent({ type: 'calls', text: 'x', reference: one })
                    assert.equal(same({ type: 'calls', text: 'y', reference: other }, held), a === b)
                }
            )
        )
    })
    it('text is shown as it was typed, whatever is in it', () => {
        fc.assert(
            fc.property(fc.string({ unit: 'grapheme' }), (text) => {
                assert.equal(plainText(htmlOf(text)), text.replaceAll(/\s+/g, ' ').trim())
            })
        )
    })
})
