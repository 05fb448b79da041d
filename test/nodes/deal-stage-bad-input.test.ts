import assert from 'node:assert/strict'
import { inDays, only, startDealFlow, type DealFlow, type DealMessage } from '../support/deal-flow'
import { addPipeline } from '../support/sandbox'

const missing = ({ handbook }: DealMessage) => handbook.missing.map(({ key }) => key)

describe('deal-stage: bad input', () => {
    let flow: DealFlow

    before(async () => {
        flow = await startDealFlow({ dealAutomation: false, limits: { burst: 1e6, daily: 1e6 } })
    })
    after(() => flow?.stop())

    const get = (type: string, id: string) => flow.crm.portal.get(type, id)?.properties ?? {}
    const plan = { name: 'Plant 2', amount: '€ 12.500,50', closeDate: inDays(60) }
    const asSql = { lifecyclestage: 'salesqualifiedlead', hs_lead_status: 'CONNECTED' }

    for (const [what, settings, message, code] of [
        ['no such deal', {}, { payload: '99999999' }, 'HUBSPOT_NOT_FOUND'],
        ['no deal at all', {}, { payload: {} }, 'INPUT_INVALID'],
        ['nothing', {}, {}, 'INPUT_INVALID'],
        ['a deal that is a list in a list', {}, { payload: [['1']] }, 'INPUT_INVALID'],
        ['no such contact', { operation: 'open' }, { payload: '99999999', deal: plan }, 'HUBSPOT_NOT_FOUND'],
        [
            'a stage that is empty',
            { operation: 'move', stage: 'to', stageType: 'msg' },
            { payload: '1' },
            'INPUT_INVALID'
        ],
        [
            'a day that may be one of two',
            {},
            { payload: '1', deal: { closeDate: '3/4/2026' } },
            'INPUT_INVALID'
        ],
        ['an amount that is none', {}, { payload: '1', deal: { amount: 'a lot' } }, 'INPUT_INVALID'],
        ['properties that are a text', {}, { payload: '1', deal: 'won' }, 'INPUT_INVALID'],
        [
            'a requirement that is none',
            { confirmed: 'c', confirmedType: 'msg' },
            { payload: '1', c: 'surely' },
            'INPUT_INVALID'
        ],
        ['an edition without a board', {}, { payload: '1' }, 'CONFIG_INVALID', { edition: '2023-02' }]
    ] as [string, object, Record<string, unknown>, string, object?][])
        it(`${what}: ${code}`, async () => {
            const handbook = what === 'an edition without a board' ? { edition: '2023-02' } : {}
            await flow.configure({ operation: 'won', ...settings }, handbook)
            const { caught, done, refused } = await flow.send(message)
            assert.deepEqual([done, refused], [[], []])
            assert.match(caught[0]?.error?.message ?? '', new RegExp(`^${code}`))
        })

    it('a stage that is none of the edition is refused', async () => {
        await flow.configure({ operation: 'move', stage: 'to', stageType: 'msg' })
        const deal = await flow.deal(await flow.contact(), 'opportunity')
        const refused = only(await flow.send({ payload: deal, to: 'Nirvana' }))
        assert.equal(refused.handbook.verdict, 'refused')
    })

    it('a deal already closed: reopening it is a step back with advice, and it must meet the stage (DS-10)', async () => {
        await flow.configure({ operation: 'move', stage: 'pocStarted' })
        const deal = await flow.deal(await flow.contact(asSql), 'closedLost')
        const refused = only(await flow.send({ payload: deal }))
        assert.deepEqual([refused.handbook.verdict, missing(refused)], ['refused', ['poc']])
        assert.equal(get('deals', deal).dealstage, flow.stages.closedLost)
        const reopened = only(await flow.send({ payload: deal, deal: { poc_start_date: inDays(0) } }))
        assert.match(reopened.handbook.advice ?? '', /a step back/)
        assert.equal(get('deals', deal).hs_is_closed, 'false')
    })

    for (const [given, amount] of [
        ['12.5k', '12500'],
        ['$12,500', '12500'],
        ["12'500.00 CHF", '12500'],
        [12_500.25, '12500.25']
    ] as const)
        it(`an amount written as ${String(given)}, a day as a time`, async () => {
            await flow.configure({ operation: 'open' })
            const closeDate = Date.parse(inDays(60))
            const deal = { name: 'Plant 2', amount: given, closeDate }
            const { payload } = only(await flow.send({ payload: await flow.contact(asSql), deal }))
            const { amount: written, closedate } = get('deals', payload.id)
            assert.deepEqual([written, closedate?.slice(0, 10)], [amount, inDays(60)])
        })

    it('a new deal without a name is none (INPUT_INVALID)', async () => {
        await flow.configure({ operation: 'open' })
        const { caught } = await flow.send({ payload: await flow.contact(), deal: { amount: 1 } })
        assert.match(caught[0]?.error?.message ?? '', /^INPUT_INVALID: the new deal has no name/)
    })

    // The last one: from then on HubSpot wants a pipeline with every new deal.
    it('a deal of a pipeline that is not the board is none to move (INPUT_INVALID)', async () => {
        await flow.configure({ operation: 'won' })
        const { pipeline, stage } = await addPipeline(flow.crm, 'Renewals', 'Due', '0.5')
        const { id } = flow.crm.portal.create('deals', { dealname: 'R', pipeline, dealstage: stage })
        const { caught } = await flow.send({ payload: id })
        assert.match(caught[0]?.error?.message ?? '', /^INPUT_INVALID: .*another pipeline/)
        assert.equal(get('deals', id).dealstage, stage)
    })
})

describe("deal-stage in a portal without the handbook's board", () => {
    let flow: DealFlow

    before(async () => {
        flow = await startDealFlow({ seed: 'empty' })
    })
    after(() => flow?.stop())

    it('says that the dialog can create it (CONFIG_INVALID)', async () => {
        await flow.configure({ operation: 'won' })
        const { caught } = await flow.send({ payload: '1' })
        assert.match(caught[0]?.error?.message ?? '', /^CONFIG_INVALID.*dialog can create/)
    })
})
