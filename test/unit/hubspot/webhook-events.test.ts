import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readWebhooks, RecentEvents, typeOfEvent, withOldValue, type RecordEvent } from '../../../src/hubspot'

const wire = {
    eventId: 1,
    subscriptionId: 12_345,
    portalId: 62_515,
    appId: 54_321,
    occurredAt: 1_564_113_600_000,
    attemptNumber: 0,
    objectId: 123,
    changeSource: 'CRM_UI',
    sourceId: 'userId:9'
}
const change = {
    ...wire,
    subscriptionType: 'contact.propertyChange',
    propertyName: 'lifecyclestage',
    propertyValue: 'lead'
}
const association = {
    ...wire,
    subscriptionType: 'contact.associationChange',
    associationType: 'CONTACT_TO_DEAL',
    fromObjectId: 123,
    toObjectId: 456,
    associationRemoved: false,
    isPrimaryAssociation: false
}

function eventsIn(...entries: unknown[]): RecordEvent[] {
    const read = readWebhooks(JSON.stringify(entries))
    assert.ok('events' in read)
    return read.events
}
const eventIn = (entry: unknown): RecordEvent => {
    const [event] = eventsIn(entry)
    assert.ok(event)
    return event
}

describe('webhook deliveries (facts 8)', () => {
    it('a change, a creation and an association have one form', () => {
        const { key: _, ...event } = eventIn(change)
        assert.deepEqual(event, {
            kind: 'propertyChange',
            objectType: 'contacts',
            id: '123',
            portalId: 62_515,
            occurredAt: '2019-07-26T04:00:00.000Z',
            changed: { lifecyclestage: { to: 'lead' } },
            source: { type: 'CRM_UI', id: 'userId:9' }
        })
        const created = eventIn({ ...wire, subscriptionType: 'deal.creation', changeFlag: 'NEW' })
        assert.equal(typeOfEvent(created), 'deal.creation')
        assert.deepEqual(eventIn(association).associated, {
            objectType: 'deals',
            ids: ['456'],
            removed: false
        })
    })

    for (const [what, entry, found] of [
        ['the docs’ name of the type', { ...wire, eventType: 'contact.creation' }, 'contact.creation'],
        [
            'a generic object',
            { ...wire, subscriptionType: 'object.creation', objectTypeId: '0-3' },
            'deal.creation'
        ],
        [
            'an object of your own',
            { ...wire, subscriptionType: 'object.creation', objectTypeId: '2-77' },
            '2-77.creation'
        ],
        ['a line item', { ...wire, subscriptionType: 'line_item.deletion' }, 'line_item.deletion'],
        [
            'a merge',
            { ...wire, objectId: undefined, subscriptionType: 'contact.merge', newObjectId: 9 },
            'contact.merge'
        ],
        [
            'the other side of an association',
            { ...association, associationType: 'DEAL_TO_CONTACT' },
            'deal.associationChange'
        ]
    ] as const) {
        it(`${what} is ${found}`, () => assert.equal(typeOfEvent(eventIn(entry)), found))
    }

    for (const [what, entry, reason] of [
        ['null', null, 'not-an-event'],
        ['a text', 'contact.creation', 'not-an-event'],
        ['an unknown type', { ...wire, subscriptionType: 'conversation.newMessage' }, 'unknown-type'],
        ['a type without a dot', { ...wire, subscriptionType: 'creation' }, 'unknown-type'],
        ['a type of Object', { ...wire, subscriptionType: 'constructor.creation' }, 'unknown-type'],
        ['no portal', { ...change, portalId: '1' }, 'no-portal'],
        ['no time', { ...change, occurredAt: 'now' }, 'no-time'],
        ['a time out of reach', { ...change, occurredAt: 9e15 }, 'no-time'],
        ['no record', { ...change, objectId: -1 }, 'no-record'],
        ['a record that lost digits', { ...change, objectId: 2 ** 60 }, 'no-record'],
        ['no property', { ...change, propertyName: '' }, 'no-property'],
        ['a poisoned property', { ...change, propertyName: '__proto__' }, 'no-property'],
        [
            'an association to the unknown',
            { ...association, associationType: 'CONTACT_TO_MARS' },
            'no-association'
        ]
    ] as const) {
        it(`${what} is refused, and the rest goes on`, () => {
            const read = readWebhooks(JSON.stringify([entry, change]))
            assert.ok('events' in read)
            assert.deepEqual(read.refused, [{ index: 0, reason }])
            assert.equal(read.events.length, 1)
        })
    }

    for (const [value, to] of [
        ['', null],
        [null, null],
        [undefined, null],
        [true, 'true'],
        [12.5, '12.5']
    ] as const) {
        it(`the value ${String(value)} is ${String(to)}`, () => {
            const event = eventIn({ ...change, propertyValue: value })
            assert.deepEqual(event.changed, { lifecyclestage: { to } })
        })
    }

    it('a body that is no list of events is told apart', () => {
        assert.deepEqual(readWebhooks('['), { flaw: 'not-json' })
        assert.deepEqual(readWebhooks(''), { flaw: 'not-json' })
        assert.deepEqual(readWebhooks('{}'), { flaw: 'not-an-array' })
        assert.deepEqual(readWebhooks(JSON.stringify(Array.from({ length: 1001 }, () => change))), {
            flaw: 'too-many'
        })
        assert.equal(eventsIn(...Array.from({ length: 1000 }, () => change)).length, 1000)
    })

    it('whatever JSON comes, every entry is read or refused', () => {
        fc.assert(
            fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.record({ ...wireLike }))), (entries) => {
                const read = readWebhooks(JSON.stringify(entries))
                assert.ok('events' in read)
                assert.equal(read.events.length + read.refused.length, entries.length)
            })
        )
    })
})

const wireLike = {
    subscriptionType: fc.constantFrom('contact.creation', 'deal.propertyChange', 'contact.associationChange'),
    portalId: fc.jsonValue(),
    objectId: fc.jsonValue(),
    occurredAt: fc.jsonValue(),
    propertyName: fc.jsonValue(),
    associationType: fc.jsonValue()
}

describe('events that were seen (facts 8: at least once, in no order)', () => {
    it('the same content is known again, whatever its attempt and its id', () => {
        const recent = new RecentEvents()
        const event = eventIn(change)
        assert.equal(recent.claim(event), null)
        assert.equal(recent.claim(eventIn({ ...change, attemptNumber: 3, eventId: 99 })), event.key)
        for (const other of [{ propertyValue: 'x' }, { occurredAt: 1 }, { objectId: 5 }, { portalId: 7 }])
            assert.equal(recent.claim(eventIn({ ...change, ...other })), null)
    })

    it('the two events of one association are one; a later change of it, and its end, are others', () => {
        const mirror = {
            ...association,
            subscriptionType: 'deal.associationChange',
            associationType: 'DEAL_TO_CONTACT',
            fromObjectId: 456,
            toObjectId: 123,
            occurredAt: wire.occurredAt + 40
        }
        const recent = new RecentEvents()
        const one = eventIn(association)
        assert.equal(recent.claim(one), null)
        assert.equal(recent.claim(eventIn(mirror)), one.key)
        assert.equal(recent.claim(eventIn({ ...mirror, associationRemoved: true })), null)
        assert.equal(recent.claim(eventIn({ ...mirror, occurredAt: wire.occurredAt + 60_000 })), null)
    })

    it('what was taken back counts as new; the oldest is forgotten, so memory stays bounded', () => {
        const recent = new RecentEvents(3)
        const events = [1, 2, 3, 4].map((objectId) => eventIn({ ...association, fromObjectId: objectId }))
        for (const event of events) assert.equal(recent.claim(event), null)
        assert.equal(recent.size, 3)
        const [first, , , last] = events
        assert.ok(first && last)
        recent.forget(last.key)
        assert.equal(recent.claim(last), null)
        assert.equal(recent.claim(first), null)
    })
})

describe('the old value of a change (facts 2)', () => {
    const at = (seconds: number) => new Date(wire.occurredAt + seconds * 1000).toISOString()
    const entry = (value: string, seconds: number) => ({
        value,
        timestamp: at(seconds),
        sourceType: 'CRM_UI'
    })
    const event = eventIn(change)
    for (const [what, history, changed] of [
        ['from the value before', [entry('lead', 0), entry('subscriber', -99)], 'subscriber'],
        ['from nothing', [entry('lead', 1)], null],
        [
            'by its time when it was had twice',
            [entry('lead', 5000), entry('', 3000), entry('lead', 0), entry('other', -50)],
            'other'
        ],
        ['whatever order history comes in', [entry('subscriber', -99), entry('lead', 0)], 'subscriber'],
        ['after a clearing', [entry('lead', 0), entry('', -1), entry('mql', -2)], null]
    ] as const) {
        it(`is known ${what}`, () => {
            const record = {
                id: '123',
                properties: {},
                propertiesWithHistory: { lifecyclestage: [...history] }
            }
            assert.deepEqual(withOldValue(event, record)?.changed, {
                lifecyclestage: { from: changed, to: 'lead' }
            })
        })
    }

    for (const [what, history, found] of [
        ['a write of the value that was there is no change', [entry('lead', -3600)], null],
        [
            'nor is one that history has as an entry of its own',
            [entry('lead', -3600), entry('lead', -9000)],
            null
        ],
        [
            'what history does not show stays as it came',
            [entry('mql', 5)],
            { lifecyclestage: { to: 'lead' } }
        ],
        ['so does one of a property without history', [], { lifecyclestage: { to: 'lead' } }]
    ] as const) {
        it(what, () => {
            const record = {
                id: '123',
                properties: {},
                propertiesWithHistory: { lifecyclestage: [...history] }
            }
            assert.deepEqual(withOldValue(event, record)?.changed ?? null, found)
        })
    }
})
