import assert from 'node:assert/strict'
import {
    changedOf,
    fourAnswers,
    listOf,
    startGuardFlow,
    verdictOf,
    type GuardFlow
} from '../support/guard-flow'

describe('lifecycle-guard: review', () => {
    let flow: GuardFlow

    before(async () => {
        flow = await startGuardFlow()
    })
    beforeEach(() => {
        flow.crm.portal.reset()
        flow.crm.log.clear()
    })
    after(() => flow.stop())

    let count = 0
    /** A contact that a person moved through these stages in HubSpot's own pages. */
    const plant = (...stages: string[]) => {
        const [first, ...rest] = stages
        const { id } = flow.crm.portal.create('contacts', {
            email: `r${count++}@example.com`,
            ...(first ? { lifecyclestage: first } : {})
        })
        for (const stage of rest) {
            flow.crm.clock.advance('PT1H')
            flow.crm.portal.update('contacts', id, { lifecyclestage: stage })
        }
        flow.crm.log.clear()
        return id
    }
    const historyOf = (id: string) =>
        (flow.crm.portal.get('contacts', id)?.history.lifecyclestage ?? [])
            .map(({ value }) => value)
            .toReversed()
    const writes = () => flow.crm.log.count({ kind: 'write' })

    it('a stage that was skipped is found by HubSpot’s history (LC-02)', async () => {
        await flow.configure({ mode: 'review' })
        const { refused } = await flow.send({ payload: plant('subscriber', 'marketingqualifiedlead') })
        const { rule, from, to, missing, path } = verdictOf(refused)
        assert.deepEqual([rule, from, to, path], ['LC-02', 'subscriber', 'mql', []])
        assert.deepEqual(
            missing.map(({ key }) => key),
            ['lead']
        )
        assert.equal(writes(), 0)
    })

    it('a history in order is allowed; what was entered long before counts as passed', async () => {
        await flow.configure({ mode: 'review' })
        for (const stages of [
            ['subscriber', 'lead', 'marketingqualifiedlead'],
            ['lead', 'marketingqualifiedlead', 'lead', 'marketingqualifiedlead'],
            ['lead'],
            ['lead', 'other']
        ]) {
            const { allowed } = await flow.send({ payload: plant(...stages) })
            assert.equal(verdictOf(allowed).verdict, 'allowed', stages.join(' '))
        }
    })

    it('changes of one millisecond are read in the order in which they were made', async () => {
        await flow.configure({ mode: 'review' })
        const { id } = flow.crm.portal.create('contacts', {
            email: `r${count++}@example.com`,
            lifecyclestage: 'lead'
        })
        for (const lifecyclestage of ['marketingqualifiedlead', 'evangelist'])
            flow.crm.portal.update('contacts', id, { lifecyclestage })
        const { refused } = await flow.send({ payload: id })
        assert.deepEqual([verdictOf(refused).from, verdictOf(refused).to], ['mql', 'evangelist'])
    })

    it('a change back is allowed, with advice', async () => {
        await flow.configure({ mode: 'review' })
        const { allowed } = await flow.send({ payload: plant('lead', 'marketingqualifiedlead', 'lead') })
        assert.match(verdictOf(allowed).advice ?? '', /Lead lies before/)
    })

    for (const [name, stages, rule] of [
        ['Evangelist (LC-18)', ['lead', 'evangelist'], 'LC-18'],
        ['PQL from MQL (LC-11)', ['lead', 'marketingqualifiedlead', '1066237962'], 'LC-11'],
        ['SQL without discussion (LC-12)', ['lead', 'marketingqualifiedlead', 'salesqualifiedlead'], 'LC-12'],
        ['no stage (LC-01)', [], 'LC-01'],
        ['a stage that was cleared (LC-01)', ['lead', ''], 'LC-01']
    ] as const) {
        it(`refuses ${name}`, async () => {
            await flow.configure({ mode: 'review' })
            const { refused } = await flow.send({ payload: plant(...stages) })
            assert.equal(verdictOf(refused).rule, rule)
        })
    }

    it('takes HubSpot’s own event, and reviews the change it names even when it was not the last', async () => {
        await flow.configure({ mode: 'review', repair: 'back' })
        const id = plant('lead', 'salesqualifiedlead', 'marketingqualifiedlead')
        const event = {
            objectId: Number(id),
            propertyName: 'lifecyclestage',
            subscriptionType: 'contact.propertyChange'
        }
        const { refused } = await flow.send({ payload: { ...event, propertyValue: 'salesqualifiedlead' } })
        const { rule, to, path } = verdictOf(refused)
        assert.deepEqual([rule, to, path], ['LC-02', 'sql', []])
        assert.equal(writes(), 0)
        const last = await flow.send({
            payload: { id, from: 'sql', to: 'Marketing Qualified Lead' }
        })
        assert.equal(verdictOf(last.allowed).to, 'mql')
    })

    it('back puts the contact where it was, by clear, then set', async () => {
        await flow.configure({ mode: 'review', repair: 'back' })
        const id = plant('lead', 'opportunity')
        const { refused } = await flow.send({ payload: id })
        const { path, reason } = verdictOf(refused)
        assert.deepEqual(path, ['lead'])
        assert.match(reason, /put back to Lead/)
        assert.deepEqual(historyOf(id), ['lead', 'opportunity', '', 'lead'])
        assert.deepEqual(changedOf(refused), {
            lifecyclestage: { from: 'opportunity', to: 'lead' }
        })
        // The put-back is itself a change that triggers a review, and that one rests.
        const again = await flow.send({ payload: id })
        assert.equal(verdictOf(again.allowed).verdict, 'allowed')
    })

    it('a dry run tells what would be written', async () => {
        await flow.configure({ mode: 'review', repair: 'back', dryRun: true })
        const id = plant('lead', 'opportunity')
        const { refused } = await flow.send({ payload: id })
        assert.match(verdictOf(refused).reason, /would be put back to Lead/)
        assert.deepEqual(changedOf(refused), { lifecyclestage: { from: 'opportunity', to: 'lead' } })
        assert.equal(writes(), 0)
    })

    it('back to no stage goes to the first one that was skipped (LC-01)', async () => {
        await flow.configure({ mode: 'review', repair: 'back' })
        const { id } = flow.crm.portal.create('contacts', { email: `r${count++}@example.com` })
        flow.crm.portal.update('contacts', id, { lifecyclestage: 'marketingqualifiedlead' })
        await flow.send({ payload: id })
        assert.equal(historyOf(id).at(-1), 'lead')
    })

    it('fill enters what was skipped and then the stage again, each dated', async () => {
        await flow.configure({ mode: 'review', repair: 'fill' })
        const id = plant('lead', 'salesqualifiedlead')
        await flow.log('notes', { hs_note_body: fourAnswers }, id)
        await flow.log('calls', { hs_call_title: 'x', hs_timestamp: new Date().toISOString() }, id)
        const { refused } = await flow.send({ payload: id })
        const { path, reason } = verdictOf(refused)
        assert.deepEqual(path, ['mql', 'sql'])
        assert.match(reason, /gap was filled/)
        assert.deepEqual(historyOf(id), [
            'lead',
            'salesqualifiedlead',
            '',
            'marketingqualifiedlead',
            'salesqualifiedlead'
        ])
        assert.ok(
            flow.crm.portal.get('contacts', id)?.properties.hs_lifecyclestage_marketingqualifiedlead_date
        )
        const again = await flow.send({ payload: id })
        assert.equal(verdictOf(again.allowed).verdict, 'allowed')
    })

    it('fill never passes a gate: with more missing than the stage it writes nothing and lists all', async () => {
        await flow.configure({ mode: 'review', repair: 'fill' })
        const id = plant('lead', 'opportunity')
        const { refused } = await flow.send({ payload: id })
        const { missing, path, reason } = verdictOf(refused)
        assert.deepEqual(
            missing.map(({ key }) => key),
            'mql sql discussion adoption size production nextYear deal whyChange whyNow whyFlowFuse'.split(
                ' '
            )
        )
        assert.deepEqual(path, [])
        assert.match(reason, /not filled/)
        assert.equal(writes(), 0)
    })

    it('fifty contacts are reviewed with one read of their history', async () => {
        await flow.configure({ mode: 'review' })
        const ids = Array.from({ length: 50 }, () => plant('subscriber', 'marketingqualifiedlead'))
        flow.crm.log.clear()
        const { refused } = await flow.send({ payload: ids })
        assert.equal(listOf(refused, 'payload').length, 50)
        assert.equal(flow.crm.log.count({ kind: 'read', path: /contacts\/batch\/read/ }), 1)
    })
})
