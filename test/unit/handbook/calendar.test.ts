import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    addBusinessDays,
    addDuration,
    addToDay,
    checkCalendar,
    dayOf,
    HandbookError,
    toInstant
} from '../../../src/handbook'

function plus(from: string, duration: string, timeZone?: string): string {
    return new Date(addDuration(Date.parse(from), duration, { timeZone })).toISOString()
}

describe('handbook: calendar (LS-07, LS-13, DS-01)', () => {
    for (const [what, from, duration, timeZone, to] of [
        ['two weeks', '2023-12-01T10:00:00Z', 'P14D', 'UTC', '2023-12-15T10:00:00.000Z'],
        [
            'two weeks into summer time, one hour shorter',
            '2023-03-20T09:00:00Z',
            'P14D',
            'Europe/Amsterdam',
            '2023-04-03T08:00:00.000Z'
        ],
        [
            'two weeks into winter time, one hour longer',
            '2023-10-20T08:00:00Z',
            'P2W',
            'Europe/Amsterdam',
            '2023-11-03T09:00:00.000Z'
        ],
        [
            'two weeks in New York',
            '2023-03-01T15:30:00Z',
            'P14D',
            'America/New_York',
            '2023-03-15T14:30:00.000Z'
        ],
        [
            'into the gap: after it',
            '2023-03-12T01:30:00Z',
            'P14D',
            'Europe/Amsterdam',
            '2023-03-26T01:30:00.000Z'
        ],
        [
            'into the hour that comes twice: the first time',
            '2023-10-15T00:30:00Z',
            'P14D',
            'Europe/Amsterdam',
            '2023-10-29T00:30:00.000Z'
        ],
        [
            'across the date line',
            '2023-12-01T11:00:00Z',
            'P1D',
            'Pacific/Auckland',
            '2023-12-02T11:00:00.000Z'
        ],
        ['a month from the 31st', '2024-01-31T12:00:00Z', 'P1M', 'UTC', '2024-02-29T12:00:00.000Z'],
        ['six months', '2023-08-31T12:00:00Z', 'P6M', 'UTC', '2024-02-29T12:00:00.000Z'],
        ['a year and a day', '2023-12-31T23:00:00Z', 'P1Y1D', 'UTC', '2025-01-01T23:00:00.000Z'],
        ['hours', '2023-03-26T00:30:00Z', 'PT4H30M', 'Europe/Amsterdam', '2023-03-26T05:00:00.000Z'],
        [
            'nothing, in the hour that comes twice',
            '2023-10-29T01:30:00Z',
            'P0D',
            'Europe/Amsterdam',
            '2023-10-29T01:30:00.000Z'
        ]
    ] as const) {
        it(`adds ${what}`, () => assert.equal(plus(from, duration, timeZone), to))
    }

    for (const [what, from, duration, to] of [
        ['Thursday to Friday', '2023-12-07T15:00:00Z', 'P1D', '2023-12-08T15:00:00.000Z'],
        ['Friday to Monday', '2023-12-08T15:00:00Z', 'P1D', '2023-12-11T15:00:00.000Z'],
        [
            'Saturday to Tuesday morning, as Monday is the first day',
            '2023-12-09T15:00:00Z',
            'P1D',
            '2023-12-11T23:00:00.000Z'
        ],
        ['over Christmas', '2023-12-22T15:00:00Z', 'P1D', '2023-12-27T15:00:00.000Z'],
        ['over the change to summer time', '2023-03-24T15:00:00Z', 'P1D', '2023-03-27T14:00:00.000Z']
    ] as const) {
        it(`counts business days: ${what}`, () => {
            const options = { timeZone: 'Europe/Amsterdam', holidays: ['2023-12-25', '2023-12-26'] }
            assert.equal(new Date(addBusinessDays(Date.parse(from), duration, options)).toISOString(), to)
        })
    }

    it('keeps the wall clock over any number of days, in any zone', () => {
        const zone = fc.constantFrom(
            'UTC',
            'Europe/Amsterdam',
            'America/New_York',
            'Australia/Lord_Howe',
            'Asia/Kolkata',
            'America/Sao_Paulo'
        )
        const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) })
        const wall = (at: number, timeZone: string): string =>
            new Intl.DateTimeFormat('en-GB', {
                timeZone,
                hour: '2-digit',
                minute: '2-digit',
                second: '2-digit'
            }).format(at)
        fc.assert(
            fc.property(instant, fc.integer({ min: 1, max: 60 }), zone, (from, days, timeZone) => {
                const to = addDuration(from, `P${days}D`, { timeZone })
                const expected = addToDay(dayOf(from, { timeZone }), `P${days}D`)
                if (dayOf(to, { timeZone }) !== expected || wall(to, timeZone) !== wall(from, timeZone)) {
                    // Only a time that daylight saving left out may differ: by at most the hour that was skipped.
                    const shift = to - from - days * 86_400_000
                    assert.ok(Math.abs(shift) <= 3_600_000)
                    assert.equal(wall(to - 3_600_000, timeZone) < wall(to, timeZone), true)
                }
                assert.ok(Math.abs(to - from - days * 86_400_000) <= 3_600_000)
            })
        )
    })

    for (const [value, time] of [
        ['2023-12-01', Date.UTC(2023, 11, 1)],
        ['1701388800000', Date.UTC(2023, 11, 1)],
        [1701388800000, Date.UTC(2023, 11, 1)],
        [new Date('2023-12-01T00:00:00Z'), Date.UTC(2023, 11, 1)],
        ['2023-12-01T01:00:00+01:00', Date.UTC(2023, 11, 1)],
        ['', undefined],
        [null, undefined],
        ['soon', undefined],
        [Number.NaN, undefined]
    ] as const) {
        it(`reads ${String(value)} as ${String(time)}`, () => assert.equal(toInstant(value), time))
    }

    for (const options of [
        { timeZone: 'Europe/Atlantis' },
        { workdays: [] },
        { workdays: [8] },
        { holidays: ['Christmas'] }
    ]) {
        it(`rejects ${JSON.stringify(options)}`, () => {
            assert.throws(
                () => checkCalendar(options),
                (error) => error instanceof HandbookError && error.code === 'CONFIG_INVALID'
            )
        })
    }

    it('rejects a duration that is none, and days on which nobody ever works', () => {
        const everyDay = Array.from({ length: 500 }, (_, index) => addToDay('2023-01-01', `P${index}D`))
        for (const wrong of [
            () => addDuration(0, '2 weeks'),
            () => addBusinessDays(Date.UTC(2023, 0, 2), 'P1D', { holidays: everyDay })
        ])
            assert.throws(wrong, (error) => error instanceof HandbookError && error.code === 'CONFIG_INVALID')
    })
})
