import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    type Activity,
    decideClocks,
    decideLeadStatus,
    editions,
    HandbookError,
    type LeadStatusFacts,
    loadEdition,
    reviewLeadStatus,
    type Verdict
} from '../../../src/handbook'
import { readTable } from './tables'

const edition = loadEdition('2023-12')
const everything: LeadStatusFacts = {
    owner: true,
    outreach: true,
    reply: true,
    openDeal: true,
    silence: true,
    reason: true
}

/** Which status contacts of which stage may be given, everything being known: `ok`, or the rule against it. */
const who: Record<string, string> = {
    '2023-12': `
                    new   open  attempted connected inProgress openDeal unqualified unresponsive badTiming
        none        LS-01 LS-01 LS-01     LS-01     LS-01      LS-01    LS-01       LS-01        LS-01
        subscriber  LS-01 LS-01 LS-01     LS-01     LS-01      LS-01    LS-01       LS-01        LS-01
        lead        LS-01 LS-01 LS-01     LS-01     LS-01      LS-01    LS-01       LS-01        LS-01
        mql         ok    ok    ok        ok        ok         ok       ok          ok           ok
        pql         LS-01 LS-01 LS-01     LS-01     LS-01      LS-01    LS-01       LS-01        LS-01
        sql         ok    ok    ok        ok        ok         ok       ok          ok           ok
        opportunity LS-01 LS-01 LS-01     LS-01     LS-01      ok       LS-01       LS-01        LS-01
        customer    LS-01 LS-01 LS-01     LS-01     LS-01      LS-01    LS-01       LS-01        LS-01
        evangelist  LS-01 LS-01 LS-01     LS-01     LS-01      LS-01    LS-01       LS-01        LS-01
        other       LS-01 LS-01 LS-01     LS-01     LS-01      LS-01    LS-01       LS-01        LS-01
    `,
    '2023-02': `
                    none attempted connected openDeal unqualified
        none        =    ok        ok        ok       ok
        lead        =    ok        ok        ok       ok
        customer    =    ok        ok        ok       ok
        other       =    ok        ok        ok       ok
    `,
    '2026-08': `
                    new   open  inProgress openDeal unqualified unresponsive badTiming
        none        LS-01 LS-01 LS-01      LS-01    LS-01       LS-01        LS-01
        lead        LS-01 LS-01 LS-01      LS-01    LS-01       LS-01        LS-01
        mql         ok    ok    ok         ok       ok          ok           ok
        sql         ok    ok    ok         ok       ok          ok           ok
        opportunity LS-01 LS-01 LS-01      ok       LS-01       LS-01        LS-01
        customer    LS-01 LS-01 LS-01      LS-01    LS-01       LS-01        LS-01
    `
}
const sameAs: Record<string, string> = { '2023-10': '2023-12', '2023-10-marketing': '2023-02' }

/** The status after an event (columns) of an MQL that has this status (rows), everything being known. `=`: it stays. */
const events: Record<string, string> = {
    '2023-12': `
                     becameMql becameSql ownerAssigned outreach  reply     meetingHeld nurturing  dealOpened dealClosed unqualified badTiming
        none         open      open      open          attempted connected connected   inProgress openDeal   =          unqualified badTiming
        new          =         =         open          attempted connected connected   inProgress openDeal   =          unqualified badTiming
        open         =         =         =             attempted connected connected   inProgress openDeal   =          unqualified badTiming
        attempted    =         =         =             =         connected connected   inProgress openDeal   =          unqualified badTiming
        connected    =         =         =             =         =         =           inProgress openDeal   =          unqualified badTiming
        inProgress   =         =         =             =         =         =           =          openDeal   =          unqualified badTiming
        openDeal     =         =         =             =         =         =           =          =          =          unqualified badTiming
        unqualified  =         =         =             =         =         =           =          openDeal   =          =           badTiming
        unresponsive =         =         =             =         connected connected   inProgress openDeal   =          unqualified badTiming
        badTiming    =         =         =             =         =         =           =          openDeal   =          unqualified =
    `,
    '2023-02': `
                    outreach  reply     meetingHeld dealOpened unqualified
        none        attempted connected connected   openDeal   unqualified
        attempted   =         connected connected   openDeal   unqualified
        connected   =         =         =           openDeal   unqualified
        openDeal    =         =         =           =          unqualified
        unqualified =         =         =           openDeal   =
    `,
    '2026-08': `
                     becameMql becameSql ownerAssigned outreach   reply      meetingHeld nurturing  dealOpened dealClosed unqualified badTiming education
        none         open      open      open          inProgress inProgress inProgress  inProgress openDeal   =          unqualified badTiming unqualified
        new          =         =         open          inProgress inProgress inProgress  inProgress openDeal   =          unqualified badTiming unqualified
        open         =         =         =             inProgress inProgress inProgress  inProgress openDeal   =          unqualified badTiming unqualified
        inProgress   =         =         =             =          =          =           =          openDeal   =          unqualified badTiming unqualified
        openDeal     =         =         =             =          =          =           =          =          =          unqualified badTiming unqualified
        unqualified  =         =         =             =          =          =           =          openDeal   =          =           badTiming =
        unresponsive =         =         =             =          inProgress inProgress  inProgress openDeal   =          unqualified badTiming unqualified
        badTiming    =         =         =             =          =          =           =          openDeal   =          unqualified =         unqualified
    `
}

function checked(verdict: Verdict, id: string): Verdict {
    assert.ok(Object.hasOwn(loadEdition(id).rules, verdict.rule), verdict.rule)
    assert.match(verdict.reason, /^[A-Z].*\.$/)
    return verdict
}

for (const { id } of editions()) {
    const edition = loadEdition(id)
    const tableOf = (tables: Record<string, string>): ReturnType<typeof readTable> =>
        readTable(tables[id] ?? tables[sameAs[id] ?? ''] ?? '')

    describe(`handbook: lead status, edition ${id}`, () => {
        for (const { row: stage, column: to, cell } of tableOf(who)) {
            it(`${to} for ${stage ?? 'a contact without a stage'}: ${cell} (LS-01, LS-02)`, () => {
                const verdict = checked(
                    decideLeadStatus({ edition, stage, from: null, to, facts: everything }),
                    id
                )
                if (cell === 'ok') assert.deepEqual([verdict.verdict, verdict.path], ['allowed', [to]])
                else if (cell === '=') assert.equal(verdict.verdict, 'unchanged')
                else assert.deepEqual([verdict.verdict, verdict.rule, verdict.path], ['refused', cell, []])
            })
        }
        for (const { row: from, column: event, cell } of tableOf(events)) {
            it(`${event} at ${from ?? 'no status'}: ${cell}`, () => {
                const verdict = checked(
                    decideLeadStatus({ edition, stage: 'mql', from, event, facts: everything }),
                    id
                )
                if (cell === '=') assert.deepEqual([verdict.verdict, verdict.path], ['unchanged', []])
                else assert.deepEqual([verdict.verdict, verdict.path], ['allowed', [cell]])
            })
        }
        it('knows all statuses and events in the expected tables', () => {
            const columns = (tables: Record<string, string>): string[] => [
                ...new Set(tableOf(tables).map(({ column }) => column))
            ]
            assert.deepEqual(columns(who), edition.leadStatus.order)
            assert.deepEqual(columns(events).toSorted(), Object.keys(edition.leadStatus.events).toSorted())
        })
        it('has a verdict for everything, and refuses nothing that only happened', () => {
            const { order, events: known } = edition.leadStatus
            const fact = fc.constantFrom(undefined, true, false)
            const request = fc.record({
                stage: fc.constantFrom(null, 'Student', ...edition.lifecycle.order),
                from: fc.constantFrom(null, '', 'Hot', ...order),
                to: fc.constantFrom(undefined, null, 'Hot', 'constructor', ...order),
                event: fc.constantFrom(undefined, ...Object.keys(known)),
                facts: fc.record({
                    owner: fact,
                    outreach: fact,
                    reply: fact,
                    openDeal: fact,
                    silence: fact,
                    reason: fact
                })
            })
            fc.assert(
                fc.property(request, (given) => {
                    const verdict = checked(decideLeadStatus({ edition, ...given }), id)
                    if (given.to === undefined) assert.notEqual(verdict.verdict, 'refused')
                    if (verdict.verdict === 'allowed' && verdict.to !== null)
                        assert.deepEqual(verdict.path, [verdict.to])
                    if (verdict.verdict !== 'allowed') assert.deepEqual(verdict.path, [])
                })
            )
        })
    })
}

describe('handbook: lead status, as the handbook tells it', () => {
    const decide = (stage: string, from: string | null, more: object): Verdict =>
        decideLeadStatus({ edition, stage, from, ...more })

    it('starts an MQL as New, or as Open when it has an owner (LS-05, LS-06)', () => {
        assert.deepEqual(decide('mql', '', { event: 'becameMql' }).path, ['new'])
        assert.deepEqual(decide('mql', '', { event: 'becameMql', facts: { owner: true } }).path, ['open'])
    })

    it('needs contact made for In Progress (LS-10), and an open deal for Open Deal (LS-11)', () => {
        for (const [to, rule, fact] of [
            ['In Progress', 'LS-10', { reply: true }],
            ['Open Deal', 'LS-11', { openDeal: true }]
        ] as const) {
            const refused = decide('sql', 'attempted', { to })
            assert.deepEqual([refused.verdict, refused.rule, refused.missing.length], ['refused', rule, 1])
            assert.equal(decide('sql', 'attempted', { to, facts: fact }).verdict, 'allowed')
        }
    })

    it('asks for a reason of Unqualified and Bad timing without requiring it (LS-12, LS-14)', () => {
        for (const to of ['unqualified', 'badTiming']) {
            const verdict = decide('mql', 'open', { to })
            assert.deepEqual([verdict.verdict, verdict.path], ['allowed', [to]])
            assert.match(verdict.advice ?? '', /a reason/)
        }
    })

    it('compares labels without case, and as values (LS-04)', () => {
        for (const to of [
            'ATTEMPTED_TO_CONTACT',
            'Attempted to Contact',
            'attempted to contact',
            'attempted'
        ])
            assert.deepEqual(decide('mql', 'new', { to }).path, ['attempted'])
    })

    it('refuses a value that is none of the nine (LS-04), and keeps one of the portal through events', () => {
        assert.deepEqual(decide('mql', 'new', { to: 'Hot' }).rule, 'LS-04')
        assert.equal(decide('mql', 'Hot', { event: 'reply' }).verdict, 'unchanged')
    })

    it('does not clear the status of an MQL or SQL, but of anyone else (LS-01)', () => {
        assert.deepEqual(decide('sql', 'open', { to: '' }).rule, 'LS-01')
        assert.equal(decide('customer', 'openDeal', { to: null }).verdict, 'allowed')
    })

    it('advises a new status when the deal is closed (LS-11)', () => {
        const verdict = decide('opportunity', 'openDeal', { event: 'dealClosed' })
        assert.equal(verdict.verdict, 'unchanged')
        assert.match(verdict.advice ?? '', /another status/)
        assert.equal(decide('sql', 'connected', { event: 'dealClosed' }).advice, null)
    })

    it('turns advice into a refusal where the edition is strict (LS-12)', () => {
        const strict = loadEdition('2023-12', { strict: { 'LS-12': true } })
        const verdict = decideLeadStatus({ edition: strict, stage: 'mql', from: 'open', to: 'unqualified' })
        assert.deepEqual([verdict.verdict, verdict.rule], ['refused', 'LS-12'])
    })

    it('rejects an event it does not know', () => {
        assert.throws(
            () => decide('mql', 'new', { event: 'sneezed' }),
            (error) => error instanceof HandbookError && error.code === 'INPUT_INVALID'
        )
    })
})

describe('handbook: review of a lead status', () => {
    for (const [what, stage, status, facts, findings] of [
        ['an MQL without one (LS-01)', 'mql', '', {}, ['LS-01 new']],
        ['an SQL with an owner without one (LS-01, LC-13)', 'sql', null, { owner: true }, ['LS-01 open']],
        ['a Lead that has one (LS-01)', 'lead', 'Open', {}, ['LS-01 null']],
        ['a PQL that has one (LS-01)', 'pql', 'Open', {}, ['LS-01 null']],
        ['a value of the portal (LS-04)', 'mql', 'Hot', {}, ['LS-04 undefined']],
        ['New although we wrote (LS-05)', 'mql', 'New', { outreach: true }, ['LS-05 undefined']],
        ['Open without an owner (LS-06)', 'mql', 'Open', { owner: false }, ['LS-06 undefined']],
        ['In Progress without contact (LS-10)', 'sql', 'In Progress', { reply: false }, ['LS-10 undefined']],
        [
            'Open Deal with the deal closed (LS-11)',
            'sql',
            'Open Deal',
            { openDeal: false },
            ['LS-11 undefined']
        ],
        [
            'an Opportunity with an open deal and another status (LS-11)',
            'opportunity',
            'Connected',
            { openDeal: true },
            ['LS-11 openDeal']
        ],
        [
            'an Opportunity with an open deal and none (LS-11)',
            'opportunity',
            '',
            { openDeal: true },
            ['LS-11 openDeal']
        ],
        ['an Opportunity without a deal and without status', 'opportunity', '', { openDeal: false }, []],
        ['New after marketing only', 'mql', 'New', { outreach: false, reply: false }, []],
        ['an MQL of which nothing is known', 'mql', 'Connected', {}, []],
        ['a Lead without one', 'lead', '', {}, []]
    ] as const) {
        it(what, () => {
            const found = reviewLeadStatus(edition, stage, status, facts)
            assert.deepEqual(
                found.map(({ rule, proposed }) => `${rule} ${String(proposed)}`),
                findings
            )
        })
    }
})

describe('handbook: lead status over random histories', () => {
    it('only changes by what happened, keeps what people set, and turns Unresponsive by the clock alone', () => {
        const day = 86_400_000
        const step = fc.record({
            after: fc.integer({ min: 0, max: 20 }),
            event: fc.constantFrom(
                undefined,
                'becameMql',
                'ownerAssigned',
                'outreach',
                'reply',
                'meetingHeld',
                'unqualified',
                'badTiming'
            )
        })
        fc.assert(
            fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
                let [now, since] = [0, 0]
                let status: string | null = null
                const activities: Activity[] = []
                // The model: what a person with the handbook in hand would write down.
                let model: string | null = null
                let [lastOut, lastIn] = [-1, -1]
                for (const { after, event } of steps) {
                    now += after * day
                    const [clock] = decideClocks({
                        edition,
                        stage: 'mql',
                        status,
                        statusSince: since,
                        activities,
                        now
                    })
                    if (clock?.verdict === 'due' && clock.action === 'set')
                        [status, since] = [clock.path[0] ?? null, now]
                    if (model === 'attempted' && lastIn < lastOut && now - lastOut >= 14 * day)
                        model = 'unresponsive'
                    assert.equal(status, model)
                    if (event === undefined) continue
                    if (event === 'outreach')
                        activities.push({ type: 'email', direction: 'outgoing', at: now })
                    if (event === 'reply') activities.push({ type: 'email', direction: 'incoming', at: now })
                    if (event === 'meetingHeld')
                        activities.push({ type: 'meeting', outcome: 'held', at: now })
                    const verdict = decideLeadStatus({ edition, stage: 'mql', from: status, event })
                    if (verdict.verdict === 'allowed') [status, since] = [verdict.path[0] ?? null, now]
                    if (event === 'outreach' || event === 'meetingHeld') lastOut = now
                    if (event === 'reply' || event === 'meetingHeld') lastIn = now
                    if (event === 'becameMql') model ??= 'new'
                    else if (event === 'ownerAssigned')
                        model = model === null || model === 'new' ? 'open' : model
                    else if (event === 'outreach')
                        model = [null, 'new', 'open'].includes(model) ? 'attempted' : model
                    else if (event === 'unqualified' || event === 'badTiming') model = event
                    else if (model !== 'unqualified' && model !== 'badTiming') model = 'connected'
                    assert.equal(status, model)
                }
            }),
            { numRuns: 1000 }
        )
    })
})
