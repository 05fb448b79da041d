import assert from 'node:assert/strict'
import fc from 'fast-check'
import { activityOf, mergeTimeline } from '../../nodes/hubspot-account/crm-page/activities'
import type {
    ActivityEntry,
    ContactAnswer,
    DealAnswer,
    RecordEntry,
    StateAnswer
} from '../../nodes/hubspot-account/crm-page/answers'
import type { Sandbox } from '../../src/sandbox'
import { call, link, openDeal, typeNote } from '../support/crm-notes'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'

const account: FlowNode = { id: 'a1c0a1c0a1c0a1c0', type: 'hubspot-account', mode: 'sandbox', version: 1 }

describe('CRM page: activities as plain text', () => {
    const textOf = (properties: Record<string, string>, objectType: 'notes' | 'emails' = 'notes') =>
        activityOf({ id: '1', objectType, createdAt: '2026-11-22T12:00:00.000Z', properties }).text

    const bodies: [string, string, string][] = [
        ['tags go, blocks are lines', '<p>One <b>bold</b> word</p><div>Two</div>', 'One bold word\nTwo'],
        ['breaks and items are lines', 'One<br>Two<ul><li>Three</li></ul>', 'One\nTwo\nThree'],
        ['text without blocks keeps its lines', 'One\r\nTwo', 'One\nTwo'],
        ['entities are resolved once', 'A &amp; B &amp;lt;b&amp;gt;', 'A & B &lt;b&gt;'],
        ['what was escaped is text', '&lt;img src=x onerror=1&gt;', '<img src=x onerror=1>'],
        ['an image goes with what it would run', 'a <img src=x onerror="run()"> b', 'a b'],
        ['a script goes with what it holds', 'a<script>run()</script>b<style>p{}</style>', 'ab'],
        [
            "a mail's head goes",
            '<!DOCTYPE html><html><head><title>T</title></head>Hi<o:p></o:p></html>',
            'Hi'
        ],
        ['what somebody typed in angle brackets stays', 'from <Acme>, 1 < 2', 'from <Acme>, 1 < 2'],
        ['nothing but tags is no text', '<p><b></b>&nbsp;</p>', '']
    ]
    for (const [name, body, expected] of bodies)
        it(name, () => assert.equal(textOf({ hs_note_body: body }), expected))

    it("takes an e-mail's text for text, and its HTML where it has none", () => {
        const both = { hs_email_text: '1 <b> 2\r\n\r\n&amp;', hs_email_html: '<p>HTML</p>' }
        assert.equal(textOf(both, 'emails'), '1 <b> 2\n\n&amp;')
        assert.equal(textOf({ hs_email_html: '<p>HTML</p>' }, 'emails'), 'HTML')
    })

    it('merges to the newest, in order, as many as asked for', () => {
        const at = fc.integer({ min: 0, max: 9 }).map((day) => new Date(day * 86_400_000).toISOString())
        const changes = fc
            .array(at)
            .map((all) => all.sort().toReversed())
            .map((all) =>
                all.map((each) => ({
                    at: each,
                    sourceType: 'API',
                    sourceId: '',
                    sourceLabel: '',
                    changes: []
                }))
            )
        const notes = fc.array(at).map((all) =>
            all.map((hs_timestamp, index) => ({
                id: String(index + 1),
                objectType: 'notes' as const,
                createdAt: hs_timestamp,
                properties: { hs_timestamp }
            }))
        )
        fc.assert(
            fc.property(changes, notes, fc.nat(20), (some, others, limit) => {
                const merged = mergeTimeline(some, others, limit).map((entry) => entry.at)
                const all = [...some, ...others.map(({ createdAt }) => ({ at: createdAt }))]
                const newest = all.map((entry) => entry.at).sort()
                assert.deepEqual(merged, newest.toReversed().slice(0, limit))
            })
        )
    })
})

describe('CRM page: activities in the timeline', () => {
    let nodeRed: RunningNodeRed
    let crm: Sandbox

    before(async () => {
        nodeRed = await startNodeRed({ flows: [account] })
        const node = nodeRed.node(account.id) as unknown as { sandbox(): Promise<Sandbox> }
        crm = await node.sandbox()
    })
    after(() => nodeRed.stop())
    beforeEach(() => crm.portal.reset())

    const read = async <Answer>(path: string): Promise<Answer> => {
        const response = await fetch(`${nodeRed.url}/hubspot-nodes/crm/api/${path}`)
        assert.equal(response.status, 200)
        return (await response.json()) as Answer
    }
    const contact = (id: string, more = '') => read<ContactAnswer>(`contact?id=${id}${more}`)
    const deal = (id: string, more = '') => read<DealAnswer>(`deal?id=${id}${more}`)
    const activitiesIn = (timeline: RecordEntry[]): ActivityEntry[] =>
        timeline.filter((entry) => 'objectType' in entry)
    const textsIn = ({ timeline }: { timeline: RecordEntry[] }) =>
        activitiesIn(timeline).map(({ text }) => text)
    const revision = async () => (await read<StateAnswer>('state')).sandbox?.revision

    const person = (name = 'ada') => crm.portal.create('contacts', { email: `${name}@example.com` }).id
    const daysFromNow = (days: number) => new Date(crm.clock.now() + days * 86_400_000).toISOString()
    const log = async (objectType: string, properties: Record<string, string>, on: string) => {
        const { id } = crm.portal.create(objectType, { hs_timestamp: daysFromNow(-1), ...properties })
        await link(crm, `${objectType}/${id}`, on)
        return id
    }

    it('shows each kind with its title, its text, its owner and how it went, under the labels of the portal', async () => {
        const id = person()
        const on = `contacts/${id}`
        const owner = { hubspot_owner_id: '410200101' }
        await log('notes', { ...owner, hs_note_body: '<p>Met at the fair</p><p>Wants a call</p>' }, on)
        await log(
            'emails',
            { hs_email_direction: 'INCOMING_EMAIL', hs_email_subject: 'Re: tanks', hs_email_text: 'Yes' },
            on
        )
        await log(
            'calls',
            {
                hs_call_title: 'First call',
                hs_call_body: 'Spoke',
                hs_call_direction: 'OUTBOUND',
                hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
            },
            on
        )
        await log('meetings', { hs_meeting_title: 'Discovery', hs_meeting_outcome: 'NO_SHOW' }, on)
        const due = daysFromNow(3)
        await log(
            'tasks',
            { hs_timestamp: due, hs_task_subject: 'Call back', hs_task_status: 'NOT_STARTED' },
            on
        )
        const { timeline, labels } = await contact(id)
        const entries = new Map(activitiesIn(timeline).map((entry) => [entry.objectType, entry]))
        const shown = (type: ActivityEntry['objectType']) => {
            const { title, text, properties } = entries.get(type) ?? {}
            return [title, text, properties]
        }
        assert.equal(entries.size, 5)
        assert.deepEqual(shown('notes'), ['', 'Met at the fair\nWants a call', owner])
        assert.deepEqual(shown('emails'), ['Re: tanks', 'Yes', { hs_email_direction: 'INCOMING_EMAIL' }])
        assert.deepEqual(shown('calls'), [
            'First call',
            'Spoke',
            {
                hs_call_direction: 'OUTBOUND',
                hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
            }
        ])
        assert.deepEqual(shown('meetings'), ['Discovery', '', { hs_meeting_outcome: 'NO_SHOW' }])
        assert.deepEqual(shown('tasks'), ['Call back', '', { hs_task_status: 'NOT_STARTED' }])
        assert.equal(entries.get('tasks')?.at, due)
        assert.equal(labels.hubspot_owner_id?.['410200101'], 'Alma Reyes')
        assert.equal(labels.hs_call_disposition?.['f240bbac-87c9-4f6e-bf70-924b57d47db7'], 'Connected')
        assert.equal(labels.hs_task_status?.NOT_STARTED, 'Not started')
    })

    it('puts them between the changes, newest first, counts both and holds the limit', async () => {
        const id = person()
        const before = await contact(id)
        crm.clock.advance('P2D')
        crm.portal.update('contacts', id, { lifecyclestage: 'lead' })
        await typeNote(crm, 'in between', daysFromNow(-1), `contacts/${id}`)
        await typeNote(crm, 'long ago', daysFromNow(-100), `contacts/${id}`)
        await typeNote(crm, 'to come', daysFromNow(1), `contacts/${id}`)
        const { timeline, entries } = await contact(id)
        assert.equal(entries, timeline.length)
        assert.equal(entries, before.entries + 4)
        assert.deepEqual(
            timeline.map((entry) => ('objectType' in entry ? entry.text : entry.sourceType)),
            [
                'to come',
                'CRM_UI',
                'in between',
                ...before.timeline.map((entry) => 'sourceType' in entry && entry.sourceType),
                'long ago'
            ]
        )
        const shorter = await contact(id, '&limit=3')
        assert.equal(shorter.entries, entries)
        assert.deepEqual(shorter.timeline, timeline.slice(0, 3))
    })

    it('shows a note on a contact and its deal on both, and on each nothing of other records', async () => {
        const [ada, grace] = [person('ada'), person('grace')]
        const opened = await openDeal(crm, ada)
        const at = daysFromNow(-1)
        await typeNote(crm, 'on both', at, `contacts/${ada}`, `deals/${opened}`)
        await typeNote(crm, 'the contact', at, `contacts/${ada}`)
        await typeNote(crm, 'the deal', at, `deals/${opened}`)
        await typeNote(crm, 'of grace', at, `contacts/${grace}`)
        await typeNote(crm, 'of nobody', at)
        assert.deepEqual(textsIn(await contact(ada)), ['the contact', 'on both'])
        assert.deepEqual(textsIn(await deal(opened)), ['the deal', 'on both'])
        assert.deepEqual(textsIn(await contact(grace)), ['of grace'])
        crm.portal.archive('deals', opened)
        assert.deepEqual(textsIn(await deal(opened)), ['the deal', 'on both'])
    })

    it('follows an activity that is associated, changed, taken off or deleted', async () => {
        const id = person()
        const { entries } = await contact(id)
        const revisions = [await revision()]
        const note = crm.portal.create('notes', { hs_timestamp: daysFromNow(-1), hs_note_body: 'One' }).id
        revisions.push(await revision())
        assert.deepEqual(textsIn(await contact(id)), [])
        await link(crm, `notes/${note}`, `contacts/${id}`)
        revisions.push(await revision())
        assert.deepEqual(textsIn(await contact(id)), ['One'])
        crm.portal.update('notes', note, { hs_note_body: 'Two' })
        revisions.push(await revision())
        assert.deepEqual(textsIn(await contact(id)), ['Two'])
        await call(crm, 'DELETE', `objects/2026-09/notes/${note}/associations/contacts/${id}`)
        revisions.push(await revision())
        assert.deepEqual(textsIn(await contact(id)), [])
        await link(crm, `notes/${note}`, `contacts/${id}`)
        revisions.push(await revision())
        crm.portal.archive('notes', note)
        revisions.push(await revision())
        assert.deepEqual(textsIn(await contact(id)), [])
        assert.equal((await contact(id)).entries, entries)
        assert.equal(new Set(revisions).size, revisions.length)
    })

    it('is to be asked anew when the portal calls an outcome otherwise', async () => {
        const before = await revision()
        await call(crm, 'PATCH', 'properties/2026-09/calls/hs_call_disposition', {
            options: [{ value: 'reached', label: 'Reached', displayOrder: 0, hidden: false }]
        })
        assert.notEqual(await revision(), before)
    })
})
