import assert from 'node:assert/strict'
import { dueAt, holidaysOf, instantOf, lengthOf } from '../../nodes/hubspot-activity/times'
import { readPlaces, readTarget, readTaskId } from '../../nodes/hubspot-activity/target'

const berlin = { timeZone: 'Europe/Berlin', holidays: ['2026-12-25'] }
const iso = (at: number) => new Date(at).toISOString()

describe('hubspot-activity: when a task is due', () => {
    // Friday
    const friday = Date.parse('2026-10-23T14:30:00Z')
    const cases: [name: string, value: unknown, type: string, now: number, due: string][] = [
        ['a business day later is Monday', '1', 'business', friday, '2026-10-26T08:00:00.000Z'],
        ['in a message too', '1 business day', 'msg', friday, '2026-10-26T08:00:00.000Z'],
        [
            'a holiday does not count (25 December)',
            '2',
            'business',
            Date.parse('2026-12-24T10:00:00Z'),
            '2026-12-29T08:00:00.000Z'
        ],
        [
            'a duration keeps the time of day over daylight saving',
            'P7D',
            'duration',
            friday,
            '2026-10-30T15:30:00.000Z'
        ],
        ['hours are hours', 'pt4h', 'msg', friday, '2026-10-23T18:30:00.000Z'],
        ['months', 'P3M', 'duration', friday, '2027-01-23T15:30:00.000Z'],
        ['a day is its morning in summer', '2026-07-01', 'str', friday, '2026-07-01T07:00:00.000Z'],
        ['and in winter', '2026-12-01', 'str', friday, '2026-12-01T08:00:00.000Z'],
        [
            'a time without an offset is the zone’s',
            '2026-12-01T16:15',
            'str',
            friday,
            '2026-12-01T15:15:00.000Z'
        ],
        [
            'one with an offset is its own',
            '2026-12-01T16:15:00-05:00',
            'str',
            friday,
            '2026-12-01T21:15:00.000Z'
        ],
        ['milliseconds', Date.UTC(2027, 0, 1), 'msg', friday, '2027-01-01T00:00:00.000Z'],
        ['milliseconds as text', String(Date.UTC(2027, 0, 1)), 'msg', friday, '2027-01-01T00:00:00.000Z'],
        ['a Date', new Date(Date.UTC(2027, 0, 1)), 'msg', friday, '2027-01-01T00:00:00.000Z']
    ]
    for (const [name, value, type, now, due] of cases)
        it(name, () => assert.equal(iso(dueAt(value, type, now, berlin).at), due))

    it('what is counted from now tells no two tasks apart, a date does', () => {
        assert.equal(dueAt('P1D', 'duration', friday, berlin).isTold, false)
        assert.equal(dueAt('3', 'business', friday, berlin).isTold, false)
        assert.equal(dueAt('2026-12-01', 'str', friday, berlin).isTold, true)
    })

    for (const value of [
        'tomorrow',
        'P',
        '-1',
        'P1.5D',
        '2026-13-01',
        '2026-02-31',
        '2026-02-31T25:00',
        3,
        Number.NaN,
        {},
        null,
        undefined,
        '',
        new Date(Number.NaN)
    ])
        it(`${JSON.stringify(value)} is no due date`, () => {
            assert.throws(() => dueAt(value, 'msg', friday, berlin), { code: 'INPUT_INVALID' })
        })

    it('a number of days that is none, a zone and holidays that are none', () => {
        assert.throws(() => dueAt('1.5', 'business', friday, berlin), { code: 'INPUT_INVALID' })
        const nowhere = { timeZone: 'Mars/Olympus', holidays: [] }
        assert.throws(() => dueAt('1', 'business', friday, nowhere), { code: 'CONFIG_INVALID' })
        assert.deepEqual(holidaysOf('2026-12-25, 2026-12-26'), ['2026-12-25', '2026-12-26'])
        assert.deepEqual(holidaysOf(undefined), [])
        for (const value of ['Christmas', [1], {}, true])
            assert.throws(() => holidaysOf(value), { code: 'INPUT_INVALID' })
    })
})

describe('hubspot-activity: times and lengths', () => {
    it('seconds and ISO 8601', () => {
        assert.deepEqual(
            [lengthOf(90), lengthOf('90'), lengthOf('PT30M'), lengthOf(''), lengthOf(null)],
            [90_000, 90_000, 1_800_000, undefined, undefined]
        )
        for (const value of [-1, 'soon', 'PX', {}, Number.POSITIVE_INFINITY])
            assert.throws(() => lengthOf(value), { code: 'INPUT_INVALID' })
    })
    it('the half-hour zones and the hour that is left out', () => {
        const kolkata = { timeZone: 'Asia/Kolkata' }
        assert.equal(iso(instantOf('2026-12-01 10:00:30', kolkata, 'x')), '2026-12-01T04:30:30.000Z')
        const spring = instantOf('2026-03-29T02:30', { timeZone: 'Europe/Berlin' }, 'x')
        assert.ok(['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'].includes(iso(spring)))
    })
})

describe('hubspot-activity: whom an entry is about', () => {
    const contact = (entry: unknown) => readTarget(entry, 'contacts').ref
    const byEmail = (value: string) => ({ idProperty: 'email', value })
    it('contacts by record, row, id, e-mail, event', () => {
        assert.deepEqual(contact({ id: '5', properties: { email: 'a@example.com' } }), { id: '5' })
        assert.deepEqual(contact({ id: 'other-system', email: 'a@example.com' }), byEmail('a@example.com'))
        assert.deepEqual(contact({ id: 5, note: 'x' }), { id: '5' })
        assert.deepEqual(contact(' 5 '), { id: '5' })
        assert.deepEqual(contact('a@example.com'), byEmail('a@example.com'))
        assert.deepEqual(contact({ objectId: 5, subscriptionType: 'contact.creation' }), { id: '5' })
    })
    it('deals by id only', () => {
        assert.deepEqual(readTarget({ id: 5, dealname: 'x' }, 'deals').ref, { id: '5' })
        for (const entry of ['a@example.com', { email: 'a@example.com' }, { properties: { dealname: 'x' } }])
            assert.throws(() => readTarget(entry, 'deals'), { code: 'INPUT_INVALID', message: /no deal/ })
    })
    for (const entry of [null, true, '', {}, [], 0, -1, { id: 'x', properties: {} }, { firstname: 'Ada' }])
        it(`${JSON.stringify(entry)} names no contact`, () => {
            assert.throws(() => contact(entry), { code: 'INPUT_INVALID' })
        })
    it("another type's record is not taken for its id", () => {
        assert.throws(() => contact({ objectType: 'deals', id: '5', properties: {} }), {
            code: 'INPUT_INVALID'
        })
        assert.throws(() => readTaskId({ objectType: 'notes', id: '5' }), { code: 'INPUT_INVALID' })
        assert.equal(readTaskId({ objectType: 'tasks', id: '5' }), '5')
        assert.equal(readTaskId(5), '5')
    })
    it('more records by id, or by type and id', () => {
        assert.deepEqual(readPlaces('7', 'deals'), [{ objectType: 'deals', id: '7' }])
        assert.deepEqual(readPlaces([7, { objectType: 'contacts', id: '8' }], 'deals'), [
            { objectType: 'deals', id: '7' },
            { objectType: 'contacts', id: '8' }
        ])
        assert.deepEqual(readPlaces(undefined, 'deals'), [])
        assert.throws(() => readPlaces({ objectType: 'tickets', id: '8' }, 'deals'), {
            code: 'INPUT_INVALID'
        })
    })
})
