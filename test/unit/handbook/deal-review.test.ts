import assert from 'node:assert/strict'
import { type DealStageRequest, loadEdition, reviewDealStage } from '../../../src/handbook'

const edition = loadEdition('2023-12')
const now = Date.parse('2023-12-01T12:00:00Z')
const whys = Object.fromEntries(
    ['whyChange', 'whyNow', 'whyFlowFuse'].map((key) => [key, { text: 'Known', from: 'note' as const }])
)
const inTime = { closedate: '2024-03-31' }

describe('handbook: review of a change of the deal stage (WWW-04, DS-01 to DS-10)', () => {
    for (const [what, from, to, more, rule, missing] of [
        ['opened in order', null, 'opportunity', { answers: whys, properties: inTime }, null, []],
        [
            'opened by hand with nothing',
            null,
            'opportunity',
            {},
            'WWW-04',
            ['whyChange', 'whyNow', 'whyFlowFuse', 'closeDate']
        ],
        [
            'a close date too far',
            null,
            'opportunity',
            { answers: whys, properties: { closedate: '2025-01-01' } },
            'DS-01',
            ['closeDate']
        ],
        ['a POC without a start', 'opportunity', 'pocStarted', { answers: whys }, 'DS-02', ['poc']],
        ['a kick-off', 'opportunity', 'pocStarted', { answers: whys, kickOffs: [{ at: now + 1 }] }, null, []],
        ['a result that a person knows of', 'pocStarted', 'valueValidated', { answers: whys }, null, []],
        [
            'a contract without expiration',
            'valueValidated',
            'contractSent',
            { answers: whys },
            'DS-05',
            ['expiration']
        ],
        ['won', 'contractSent', 'closedWon', {}, null, []],
        ['made as lost', null, 'closedLost', {}, null, []],
        [
            'reopened without the Whys',
            'closedLost',
            'opportunity',
            { properties: inTime },
            'WWW-04',
            ['whyChange', 'whyNow', 'whyFlowFuse']
        ],
        ['a stage of the portal', 'opportunity', 'appointmentscheduled', { answers: whys }, 'DS-10', []]
    ] as [string, string | null, string, Partial<DealStageRequest>, string | null, string[]][])
        it(`${what}: ${rule ?? 'allowed'}`, () => {
            const verdict = reviewDealStage({ edition, from, to, now, ...more })
            assert.equal(verdict.verdict, rule === null ? 'allowed' : 'refused')
            if (rule !== null) assert.equal(verdict.rule, rule)
            assert.deepEqual(
                verdict.missing.map(({ key }) => key),
                missing
            )
            assert.deepEqual([verdict.path, verdict.from, verdict.to], [[], from, to])
            assert.equal(
                verdict.entails.length > 0,
                rule === null && !['pocStarted', 'contractSent'].includes(to)
            )
        })

    it('jumps and steps back are advice, and refused where the edition is strict (DS-10)', () => {
        const strict = loadEdition('2023-12', { strict: { 'DS-10': true } })
        const facts = { now, answers: whys, properties: inTime }
        for (const [from, to, advice] of [
            ['valueValidated', 'opportunity', /a step back/],
            ['opportunity', 'valueValidated', /jumps/],
            [null, 'closedWon', /jumps/]
        ] as const) {
            const verdict = reviewDealStage({ edition, from, to, ...facts })
            assert.equal(verdict.verdict, 'allowed')
            assert.match(verdict.advice ?? '', advice)
            assert.equal(reviewDealStage({ edition: strict, from, to, ...facts }).rule, 'DS-10')
        }
    })
})
