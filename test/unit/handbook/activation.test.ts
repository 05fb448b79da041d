import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    type ActivationRequest,
    type Activity,
    decideActivationOutbound,
    editions,
    HandbookError,
    loadEdition
} from '../../../src/handbook'

const edition = loadEdition('2023-12')
const today = Date.parse('2023-12-15T12:00:00Z')
const onDay = (day: number): number => Date.UTC(2023, 11, day, 9)

const mail = (day: number, more: Partial<Activity> = {}): Activity => ({
    type: 'email',
    at: onDay(day),
    direction: 'outgoing',
    ...more
})
const call = (day: number, more: Partial<Activity> = {}): Activity => ({ ...mail(day, more), type: 'call' })
const meeting = (day: number, more: Partial<Activity> = {}): Activity => ({
    type: 'meeting',
    at: onDay(day),
    outcome: 'held',
    ...more
})
const theirs = { direction: 'incoming' } as const

const decide = (more: Partial<ActivationRequest>) =>
    decideActivationOutbound({ edition, held: '', activities: [], now: today, ...more })

type Row = [what: string, rule: string, verdict: 'Yes' | 'blank', known: Partial<ActivationRequest>]

const rows: Row[] = [
    ['an e-mail of ours, then the meeting', 'AO-01', 'Yes', { activities: [mail(1), meeting(5)] }],
    [
        'a call nobody answered',
        'AO-01',
        'Yes',
        { activities: [call(1, { outcome: 'noAnswer' }), meeting(5)] }
    ],
    [
        'a call that reached them',
        'AO-01',
        'Yes',
        { activities: [call(1, { outcome: 'connected' }), meeting(5)] }
    ],
    ['a drip campaign', 'AO-01', 'Yes', { activities: [meeting(5)], dripAt: onDay(1) }],
    ['they answered our e-mail', 'AO-01', 'Yes', { activities: [mail(1), mail(2, theirs), meeting(5)] }],
    [
        'a meeting whose outcome nobody said',
        'AO-01',
        'Yes',
        { activities: [mail(1), { type: 'meeting', at: onDay(5) }] }
    ],
    [
        'a demo request after our e-mail',
        'AO-01',
        'Yes',
        { activities: [mail(1), meeting(5)], askedAt: onDay(2) }
    ],
    [
        'marketing had a Lead of them',
        'AO-02',
        'Yes',
        { activities: [mail(3), meeting(5)], marketedAt: onDay(1) }
    ],
    [
        'marketing came after our e-mail',
        'AO-01',
        'Yes',
        { activities: [mail(1), meeting(5)], marketedAt: onDay(2) }
    ],
    ['nothing at all', 'AO-03', 'blank', {}],
    ['no meeting yet', 'AO-03', 'blank', { activities: [mail(1)] }],
    ['the meeting lies ahead', 'AO-03', 'blank', { activities: [mail(1), meeting(20)] }],
    [
        'nobody came to the meeting',
        'AO-03',
        'blank',
        { activities: [mail(1), meeting(5, { outcome: 'notHeld' })] }
    ],
    [
        'a meeting that is only planned',
        'AO-03',
        'blank',
        { activities: [mail(1), meeting(5, { outcome: 'scheduled' })] }
    ],
    ['a meeting out of nowhere', 'AO-01', 'blank', { activities: [meeting(5)] }],
    ['our e-mail came after the meeting', 'AO-01', 'blank', { activities: [meeting(5), mail(6)] }],
    [
        '… also when a second meeting followed',
        'AO-01',
        'blank',
        { activities: [meeting(5), mail(6), meeting(9)] }
    ],
    [
        'our e-mail came when the meeting was arranged',
        'AO-01',
        'blank',
        { activities: [meeting(5, { arrangedAt: onDay(1) }), mail(3)] }
    ],
    [
        'a meeting that was logged afterwards',
        'AO-01',
        'Yes',
        { activities: [meeting(5, { arrangedAt: onDay(8) }), mail(3)] }
    ],
    [
        'a marketing e-mail alone',
        'AO-01',
        'blank',
        { activities: [mail(1, { automatic: true }), meeting(5)] }
    ],
    ['a note alone', 'AO-01', 'blank', { activities: [{ type: 'note', at: onDay(1) }, meeting(5)] }],
    ['they wrote first', 'AO-01', 'blank', { activities: [mail(1, theirs), mail(2), meeting(5)] }],
    ['they called first', 'AO-01', 'blank', { activities: [call(1, theirs), call(2), meeting(5)] }],
    [
        'they asked for a demo first',
        'AO-01',
        'blank',
        { activities: [mail(2), meeting(5)], askedAt: onDay(1) }
    ],
    [
        'out of office is no word of theirs',
        'AO-01',
        'Yes',
        { activities: [mail(1, { ...theirs, automatic: true }), mail(2), meeting(5)] }
    ],
    ['Yes already', 'AO-03', 'blank', { held: 'Yes', activities: [meeting(5)] }],
    ['No already, by a person', 'AO-03', 'blank', { held: 'No', activities: [mail(1), meeting(5)] }]
]

describe('handbook: Activation Outbound is decided once, at the first held meeting (AO-01 to AO-03)', () => {
    for (const [what, rule, expected, known] of rows) {
        it(`${what}: ${expected} (${rule})`, () => {
            const verdict = decide(known)
            assert.equal(verdict.verdict, expected === 'Yes' ? 'allowed' : 'unchanged')
            assert.equal(verdict.rule, rule)
            assert.equal(verdict.to, expected === 'Yes' ? 'Yes' : known.held || null)
            assert.match(verdict.source, /^S[123]: /)
        })
    }

    it('one who came first and was then reached by us is left to a person, with advice (AO-02)', () => {
        assert.match(decide({ activities: [mail(2), meeting(5)], askedAt: onDay(1) }).advice ?? '', /AO-02/)
        assert.equal(decide({ activities: [meeting(5)] }).advice, null)
    })

    it('what happens after the first meeting never changes it (AO-03)', () => {
        const instant = fc.integer({ min: onDay(5) + 1, max: today })
        const later = fc.array(
            fc.record({
                type: fc.constantFrom('email' as const, 'call' as const, 'meeting' as const),
                at: instant,
                direction: fc.constantFrom('incoming' as const, 'outgoing' as const),
                outcome: fc.constantFrom('held' as const, 'connected' as const)
            })
        )
        for (const before of [[mail(1)], [mail(1, theirs), mail(2)], []]) {
            const first = decide({ activities: [...before, meeting(5)] })
            fc.assert(
                fc.property(later, (more) => {
                    assert.deepEqual(decide({ activities: [...more, ...before, meeting(5)] }), first)
                }),
                { numRuns: 100 }
            )
        }
    })

    for (const { id } of editions()) {
        const known = loadEdition(id)
        const hasRule = Object.hasOwn(known.rules, 'AO-01')
        it(`edition ${id}: ${hasRule ? 'Yes' : 'CONFIG_INVALID, its page has no such property'}`, () => {
            const request = { edition: known, held: null, activities: [mail(1), meeting(5)], now: today }
            assert.equal(
                hasRule,
                ['S1', 'S2', 'S3'].some((source) => Object.hasOwn(known.sources, source))
            )
            if (hasRule) assert.equal(decideActivationOutbound(request).verdict, 'allowed')
            else
                assert.throws(
                    () => decideActivationOutbound(request),
                    (error: unknown) => error instanceof HandbookError && error.code === 'CONFIG_INVALID'
                )
        })
    }
})
