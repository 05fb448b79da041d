import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { startGuardFlow, verdictOf, type GuardFlow } from '../support/guard-flow'

describe('lifecycle-guard: bad input and a CRM that moves', () => {
    let flow: GuardFlow

    before(async () => {
        flow = await startGuardFlow()
    })
    beforeEach(() => {
        flow.crm.portal.reset()
        flow.crm.faults.clear()
        flow.crm.log.clear()
    })
    after(() => flow.stop())

    let count = 0
    const plant = (stage: string) => {
        const email = `q${count++}@example.com`
        return flow.crm.portal.create('contacts', {
            email,
            ...(stage ? { lifecyclestage: stage } : {})
        }).id
    }
    const stageOf = (id: string) => flow.crm.portal.get('contacts', id)?.properties.lifecyclestage ?? ''
    const demo = { mode: 'apply', decideBy: 'evidence', evidence: 'demoRequest', skip: 'walk' }
    const codeOf = async (message: Record<string, unknown>) => {
        const { caught, allowed, refused } = await flow.send(message)
        assert.equal(allowed.length + refused.length, 0)
        assert.equal(caught.length, 1)
        return caught[0]?.error?.code
    }

    for (const stage of ['Prospect', 'constructor', '__proto__', 'x'.repeat(70_000), -1, '<b>lead</b>']) {
        it(`a stage that the edition does not have is refused (LC-22): ${String(stage).slice(0, 20)}`, async () => {
            await flow.configure({ mode: 'apply', stage: 'stage', stageType: 'msg' })
            const { refused } = await flow.send({ payload: plant('lead'), stage })
            const { rule, to } = verdictOf(refused)
            assert.equal(rule, 'LC-22')
            assert.ok(String(to).length <= 100)
        })
    }

    for (const [name, message] of [
        ['a stage that is missing', { stage: undefined }],
        ['a stage that is an object', { stage: { key: 'lead' } }],
        ['a stage that is a list', { stage: ['lead'] }]
    ] as const) {
        it(`${name} is INPUT_INVALID`, async () => {
            await flow.configure({ mode: 'apply', stage: 'stage', stageType: 'msg' })
            assert.equal(await codeOf({ payload: plant('lead'), ...message }), 'INPUT_INVALID')
        })
    }

    for (const [name, support] of [
        ['a kind of evidence that is none', 'hearsay'],
        ['a kind that is a number', [42]],
        ['an answer that is a list', { adoption: ['yes'] }]
    ] as const) {
        it(`${name} is INPUT_INVALID, and nothing is written`, async () => {
            await flow.configure({ ...demo, support: 'support', supportType: 'msg' })
            const id = plant('lead')
            assert.equal(await codeOf({ payload: id, support }), 'INPUT_INVALID')
            assert.equal(stageOf(id), 'lead')
        })
    }

    for (const payload of [
        undefined,
        null,
        true,
        '',
        {},
        { email: '' },
        { id: 'abc' },
        { objectId: {} },
        1.5
    ]) {
        it(`a payload that names no contact is INPUT_INVALID: ${JSON.stringify(payload)}`, async () => {
            await flow.configure(demo)
            assert.equal(await codeOf({ payload }), 'INPUT_INVALID')
        })
    }

    it('in a row with an e-mail an id is a field like any other', async () => {
        await flow.configure(demo)
        const [somebody, meant] = [plant('lead'), plant('lead')]
        const { email } = flow.crm.portal.get('contacts', meant)!.properties
        await flow.send({ payload: { id: somebody, email } })
        assert.deepEqual([stageOf(somebody), stageOf(meant)], ['lead', 'marketingqualifiedlead'])
    })

    it('an event about another property is INPUT_INVALID', async () => {
        await flow.configure({ mode: 'review' })
        const payload = { objectId: plant('lead'), propertyName: 'email', propertyValue: 'x' }
        assert.equal(await codeOf({ payload }), 'INPUT_INVALID')
    })

    it('a contact that does not exist is HUBSPOT_NOT_FOUND', async () => {
        await flow.configure(demo)
        assert.equal(await codeOf({ payload: 'nobody@example.com' }), 'HUBSPOT_NOT_FOUND')
    })

    it('without a handbook or an account every message says so', async () => {
        await flow.configure({ ...demo, handbook: '' })
        assert.equal(await codeOf({ payload: plant('lead') }), 'CONFIG_INVALID')
        await flow.configure({ ...demo, account: 'nothing' })
        assert.equal(await codeOf({ payload: plant('lead') }), 'CONFIG_INVALID')
    })

    it('answers may be HTML, 70,000 characters, numbers or empty', async () => {
        await flow.configure({
            stage: 'sql',
            support: 'support',
            supportType: 'msg'
        })
        const id = plant('marketingqualifiedlead')
        const answers = {
            adoption: '<p><b>Yes</b></p>',
            size: 12,
            production: true,
            nextYear: 'x'.repeat(70_000)
        }
        const { allowed } = await flow.send({ payload: id, support: ['discussion', answers] })
        assert.equal(verdictOf(allowed).rule, 'LC-12')
        const blank = { ...answers, adoption: '<p> </p>', size: 'tbd' }
        const { refused } = await flow.send({ payload: id, support: ['discussion', blank] })
        assert.deepEqual(
            verdictOf(refused).missing.map(({ key }) => key),
            ['adoption', 'size']
        )
    })

    it('a contact that someone else changed between decision and write is not written, but decided anew', async () => {
        await flow.configure({ mode: 'apply', stage: 'customer' })
        const id = plant('opportunity')
        const deal = flow.crm.portal.create('deals', { dealname: 'D', dealstage: 'closedwon' }).id
        await flow.associate('deals', deal, 'contacts', id)
        flow.crm.portal.update('contacts', id, { lifecyclestage: 'opportunity' })
        flow.crm.log.clear()
        flow.crm.faults.add({
            match: { path: /deals\/batch\/read/ },
            kind: { type: 'slow', ms: 60 },
            times: 2
        })
        const sent = flow.send({ payload: id })
        while (!flow.crm.log.entries.some(({ path }) => path.includes('contacts/batch/read'))) await sleep(1)
        flow.crm.portal.update('contacts', id, { lifecyclestage: 'other' })
        const { refused, caught } = await sent
        assert.deepEqual(caught, [])
        const { from, rule } = verdictOf(refused)
        assert.deepEqual([from, rule], ['other', 'LC-20'])
        assert.equal(stageOf(id), 'other')
    })

    it('a walk that fails half-way says which stages were entered', async () => {
        await flow.configure(demo)
        const id = plant('')
        flow.crm.faults.add({
            match: { path: /contacts\/batch\/update/ },
            after: 1,
            times: 20,
            kind: { type: 'status', status: 403 }
        })
        const { caught } = await flow.send({ payload: id })
        assert.equal(caught[0]?.error?.code, 'HUBSPOT_SCOPES')
        assert.match(caught[0]?.error?.message ?? '', /entered before that: Lead$/)
        assert.equal(stageOf(id), 'lead')
    })

    it('an error names no e-mail and no token', async () => {
        await flow.configure(demo)
        const { caught } = await flow.send({ payload: 'someone.private@example.com' })
        assert.doesNotMatch(caught[0]?.error?.message ?? '', /private|pat-/)
        assert.doesNotMatch(flow.nodeRed.log.join('\n'), /someone\.private|pat-\w\w\d/)
    })

    it('reset stops what is under way; what was not finished of an array is one CLOSED error', async () => {
        await flow.configure(demo)
        const ids = [plant(''), plant('')]
        flow.crm.log.clear()
        flow.crm.faults.add({ kind: { type: 'slow', ms: 100 }, times: 3 })
        const sent = flow.send({ payload: ids })
        await sleep(5)
        flow.nodeRed.node('c0de01').receive({ reset: true })
        const { caught } = await sent
        // The reset is a message that the node is done with, too.
        while (caught.length === 0) await sleep(1)
        assert.ok(caught.some(({ error }) => error?.code === 'CLOSED'))
        assert.deepEqual(ids.map(stageOf), ['', ''])
    })
})

describe('lifecycle-guard: a portal that lacks a stage', () => {
    let flow: GuardFlow

    before(async () => {
        flow = await startGuardFlow({ seed: 'empty' })
    })
    after(() => flow.stop())

    for (const mode of ['check', 'apply']) {
        it(`${mode} says so before anything is written`, async () => {
            await flow.configure({
                mode,
                stage: 'pql',
                skip: 'walk',
                support: 'usage',
                supportType: 'evidence'
            })
            const { id } = flow.crm.portal.create('contacts', { email: `${mode}@example.com` })
            const { caught } = await flow.send({ payload: id })
            assert.equal(caught[0]?.error?.code, 'CONFIG_INVALID')
            assert.match(caught[0]?.error?.message ?? '', /Product Qualified Lead/)
            assert.equal(flow.crm.portal.get('contacts', id)?.properties.lifecyclestage, undefined)
        })
    }
})
