import assert from 'node:assert/strict'
import fc from 'fast-check'
import { incoming, logAll, outgoing, startTimerFlow, type TimerFlow } from '../support/timer-flow'

const day = 86_400_000
const stages = { mql: 'marketingqualifiedlead', sql: 'salesqualifiedlead', lead: 'lead' } as const

/** What happens to a contact in one round; the first ones are also logged in the CRM. */
const happenings = [
    'outreach',
    'outreach',
    'reply',
    'automatic answer',
    'meetingHeld',
    'nothing',
    'nothing',
    'becameMql',
    'ownerAssigned',
    'nurturing',
    'dealOpened',
    'dealClosed',
    'unqualified',
    'badTiming'
] as const
type Happening = (typeof happenings)[number]

interface History {
    stage: keyof typeof stages
    rounds: Happening[]
}

/** The handbook in a few plain lines (LS-01, LS-05 to LS-14): what a contact's lead status is after each thing. */
class Model {
    status = ''
    #owned = false
    #entered = 0
    #outreach: number | null = null
    #reply: number | null = null
    readonly #stage: History['stage']

    constructor(stage: History['stage']) {
        this.#stage = stage
    }

    happens(what: Happening, now: number): void {
        if (what === 'outreach') this.#outreach = now
        if (what === 'reply' || what === 'meetingHeld') this.#reply = now
        if (what === 'ownerAssigned') this.#owned = true
        if (this.#stage === 'lead') return
        const is = (...statuses: string[]) => statuses.includes(this.status)
        if (what === 'becameMql' && is('')) this.#become(this.#owned ? 'OPEN' : 'NEW', now)
        if (what === 'ownerAssigned' && is('', 'NEW')) this.#become('OPEN', now)
        if (what === 'outreach' && is('', 'NEW', 'OPEN')) this.#become('ATTEMPTED_TO_CONTACT', now)
        if (what === 'reply' || what === 'meetingHeld') {
            if (is('', 'NEW', 'OPEN', 'ATTEMPTED_TO_CONTACT', 'UNRESPONSIVE')) this.#become('CONNECTED', now)
        }
        if (what === 'nurturing' && this.#reply !== null) {
            const from = ['', 'NEW', 'OPEN', 'ATTEMPTED_TO_CONTACT', 'CONNECTED', 'UNRESPONSIVE']
            if (is(...from)) this.#become('IN_PROGRESS', now)
        }
        if (what === 'dealOpened') this.#become('OPEN_DEAL', now)
        if (what === 'unqualified') this.#become('UNQUALIFIED', now)
        if (what === 'badTiming') this.#become('BAD_TIMING', now)
    }

    /** Two weeks without a reply since our last outreach, or else since the status was set. */
    sweep(now: number): void {
        if (this.status !== 'ATTEMPTED_TO_CONTACT') return
        const isOver = this.#outreach === null || this.#outreach + 14 * day <= this.#entered
        const since = isOver ? this.#entered : (this.#outreach ?? 0)
        const replied = this.#reply !== null && this.#reply >= since
        if (!replied && now >= since + 14 * day) this.#become('UNRESPONSIVE', now)
    }

    #become(status: string, now: number): void {
        if (status === this.status) return
        this.status = status
        this.#entered = now
    }
}

describe('lead-status-timer: 1,000 random histories', () => {
    let flow: TimerFlow
    before(async () => {
        flow = await startTimerFlow({ seed: 'demo', now: '2026-02-02T09:00:00Z' })
    })
    after(() => flow.stop())

    it('the status in the CRM is that of a plain model of the handbook, after every sweep', async () => {
        const { crm } = flow
        const seed = Date.now() % 2 ** 31
        const arbitrary = fc.record({
            stage: fc.constantFrom('mql' as const, 'mql' as const, 'sql' as const, 'lead' as const),
            rounds: fc.array(fc.constantFrom(...happenings), { minLength: 6, maxLength: 6 })
        })
        const histories: History[] = fc.sample(arbitrary, { numRuns: 1000, seed })
        const pauses = fc.sample(fc.constantFrom(1, 5, 9, 13, 14, 20), { numRuns: 6, seed })
        const contacts = histories.map((history, index) => ({
            ...history,
            model: new Model(history.stage),
            id: crm.portal.create('contacts', {
                email: `history.${index}@example.com`,
                lifecyclestage: stages[history.stage]
            }).id
        }))
        const owner = crm.portal.properties('contacts').find(({ name }) => name === 'hubspot_owner_id')
            ?.options[0]?.value
        const timer = { mode: 'event', event: 'event', eventType: 'row', reasonType: 'none', timeZone: 'UTC' }
        for (let round = 0; round < 6; round += 1) {
            const now = crm.clock.now()
            const iso = new Date(now).toISOString()
            const whom = (what: Happening) =>
                contacts.filter(({ rounds }) => rounds[round] === what).map(({ id }) => id)
            const away = { ...incoming, hs_email_subject: 'Automatic reply: Hello' }
            await logAll(crm, 'emails', whom('outreach'), outgoing, iso)
            await logAll(crm, 'emails', whom('reply'), incoming, iso)
            await logAll(crm, 'emails', whom('automatic answer'), away, iso)
            await logAll(crm, 'meetings', whom('meetingHeld'), { hs_meeting_outcome: 'COMPLETED' }, iso)
            for (const id of whom('ownerAssigned'))
                crm.portal.update('contacts', id, { hubspot_owner_id: owner ?? '' })
            const told = contacts.filter(
                ({ rounds }) => rounds[round] !== 'nothing' && rounds[round] !== 'automatic answer'
            )
            for (const { model, rounds } of told) model.happens(rounds[round] ?? 'nothing', now)
            await flow.configure(timer)
            const payload = told.map(({ id, rounds }) => ({ id, event: rounds[round] }))
            assert.deepEqual((await flow.send({ payload })).caught, [])
            crm.clock.advance((pauses[round] ?? 1) * day)
            for (const { model } of contacts) model.sweep(crm.clock.now())
            await flow.configure({ ...timer, mode: 'sweep', timers: 'unresponsive' })
            assert.deepEqual((await flow.sweep()).caught, [])
            for (const { id, model, stage, rounds } of contacts) {
                const held = crm.portal.get('contacts', id, {
                    properties: ['hs_lead_status'],
                    history: false
                })
                const found = held?.properties.hs_lead_status ?? ''
                const story = `seed ${seed}, ${stage}: ${rounds.slice(0, round + 1).join(', ')}`
                assert.equal(found, model.status, story)
            }
        }
    })
})
