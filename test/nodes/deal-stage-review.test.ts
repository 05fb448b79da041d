import assert from 'node:assert/strict'
import {
    only,
    outcomesOf,
    startDealFlow,
    inDays,
    type DealFlow,
    type DealMessage
} from '../support/deal-flow'
import { addPipeline } from '../support/sandbox'

const missing = ({ handbook }: DealMessage) => handbook.missing.map(({ key }) => key)
const whys = ['whyChange', 'whyNow', 'whyFlowFuse']

describe('deal-stage: review of what somebody did (WWW-04, DS-01 to DS-10)', () => {
    let flow: DealFlow

    before(async () => {
        flow = await startDealFlow({ dealAutomation: false, limits: { burst: 1e6, daily: 1e6 } })
    })
    after(() => flow?.stop())

    const get = (type: string, id: string) => flow.crm.portal.get(type, id)?.properties ?? {}
    const tasksOf = async (deal: string) =>
        (await flow.associated(`deals/${deal}`, 'tasks'))
            .map((id) => flow.crm.portal.get('tasks', id))
            .filter(
                (task) => task && /complete what the deal lacks/.test(task.properties.hs_task_subject ?? '')
            )
    const asSql = { lifecyclestage: 'salesqualifiedlead', hs_lead_status: 'CONNECTED' }
    const byHand = async (noted: boolean, stage = 'opportunity', properties = {}) => {
        const contact = await flow.contact({ ...asSql, hubspot_owner_id: '' }, noted)
        return { contact, deal: await flow.deal(contact, stage, properties) }
    }
    /** As a person drags it in HubSpot, at a later moment. */
    const drag = (deal: string, stage: string) => {
        flow.crm.clock.advance(1000)
        flow.crm.portal.update('deals', deal, { dealstage: flow.stages[stage] ?? '' })
    }

    it('a deal opened by hand without the Whys: one task for the owner lists them, kept current, done when they are there', async () => {
        await flow.configure({ operation: 'review' })
        const { contact, deal } = await byHand(false)
        flow.crm.portal.update('deals', deal, { hubspot_owner_id: flow.owner })
        const event = { objectId: Number(deal), subscriptionType: 'deal.creation', portalId: 1 }
        const found = only(await flow.send({ payload: event }))
        assert.deepEqual([found.handbook.verdict, found.handbook.rule], ['refused', 'WWW-04'])
        assert.deepEqual(missing(found), whys)
        assert.deepEqual(outcomesOf(found), ['askOwner done'])
        await flow.send({ payload: deal }, { payload: deal })
        const [task, ...more] = await tasksOf(deal)
        assert.equal(more.length, 0)
        assert.equal(task?.properties.hubspot_owner_id, flow.owner)
        assert.match(task?.properties.hs_task_body ?? '', /^WWW-04: .*change.*now.*FlowFuse/i)
        assert.deepEqual(
            [get('deals', deal).dealstage, get('contacts', contact).lifecyclestage],
            [flow.stages.opportunity, 'salesqualifiedlead']
        )

        await flow.note('<p>Why change?<br>Plants drift apart</p>', contact)
        const less = only(await flow.send({ payload: deal }))
        assert.deepEqual(missing(less), whys.slice(1))
        assert.equal((await tasksOf(deal)).length, 1)
        assert.doesNotMatch((await tasksOf(deal))[0]?.properties.hs_task_body ?? '', /change/i)

        await flow.note('<p>Why now?<br>Audit in March</p><p>Why FlowFuse?<br>Pipelines</p>', contact)
        const clear = only(await flow.send({ payload: deal }))
        assert.deepEqual([clear.handbook.verdict, missing(clear)], ['allowed', []])
        assert.deepEqual(outcomesOf(clear), [
            'contactOpportunity done',
            'leadStatusOpenDeal done',
            'askOwner done'
        ])
        assert.equal((await tasksOf(deal))[0]?.properties.hs_task_status, 'COMPLETED')
        const again = only(await flow.send({ payload: deal }))
        assert.deepEqual(outcomesOf(again), ['contactOpportunity unchanged', 'leadStatusOpenDeal unchanged'])
        assert.equal(get('contacts', contact).hs_lead_status, 'OPEN_DEAL')
    })

    it('what was missing, came and is missing again is asked for again', async () => {
        await flow.configure({ operation: 'review' })
        const { deal } = await byHand(true, 'opportunity')
        const closedate = get('deals', deal).closedate ?? ''
        for (const value of ['', closedate, '']) {
            flow.crm.portal.update('deals', deal, { closedate: value })
            await flow.send({ payload: deal })
        }
        const states = (await tasksOf(deal)).map((task) => task?.properties.hs_task_status)
        assert.deepEqual(
            states.toSorted((a = '', b = '') => (a < b ? -1 : 1)),
            ['COMPLETED', 'NOT_STARTED']
        )
    })

    it('a completed task is not made again while the same is missing; no task when it is not ticked', async () => {
        await flow.configure({ operation: 'review' })
        const { deal } = await byHand(false)
        await flow.send({ payload: deal })
        flow.crm.portal.update('tasks', (await tasksOf(deal))[0]?.id ?? '', { hs_task_status: 'COMPLETED' })
        assert.deepEqual(outcomesOf(only(await flow.send({ payload: deal }))), ['askOwner unchanged'])
        await flow.configure({ operation: 'review', ask: false })
        assert.deepEqual(only(await flow.send({ payload: (await byHand(false)).deal })).entailed, [])
    })

    it('a jump and a step back are advice by the history, and a refusal where the edition is strict (DS-10)', async () => {
        const { deal } = await byHand(true, 'opportunity', { contract_expiration_date: inDays(9) })
        drag(deal, 'contractSent')
        await flow.configure({ operation: 'review' })
        const jump = only(await flow.send({ payload: deal }))
        assert.deepEqual([jump.handbook.from, jump.handbook.to], ['opportunity', 'contractSent'])
        assert.match(jump.handbook.advice ?? '', /jumps from Opportunity to Contract Sent/)
        drag(deal, 'opportunity')
        assert.match(only(await flow.send({ payload: deal })).handbook.advice ?? '', /a step back/)
        await flow.configure({ operation: 'review' }, { overrides: { strict: { 'DS-10': true } } })
        const strict = only(await flow.send({ payload: deal }))
        assert.deepEqual([strict.handbook.verdict, strict.handbook.rule], ['refused', 'DS-10'])
    })

    it('puts a deal back to the last stage that it may be in, and only when told (DS-02, DS-05)', async () => {
        const { deal } = await byHand(true, 'opportunity')
        drag(deal, 'pocStarted')
        await flow.configure({ operation: 'review' })
        const reported = only(await flow.send({ payload: deal }))
        assert.deepEqual([reported.handbook.rule, missing(reported)], ['DS-02', ['poc']])
        assert.equal(get('deals', deal).dealstage, flow.stages.pocStarted)
        drag(deal, 'contractSent')
        await flow.configure({ operation: 'review', repair: 'back', dryRun: true })
        const planned = only(await flow.send({ payload: deal }))
        assert.match(planned.handbook.reason, /would be put back to Opportunity/)
        assert.equal(get('deals', deal).dealstage, flow.stages.contractSent)
        await flow.configure({ operation: 'review', repair: 'back' })
        const back = only(await flow.send({ payload: deal }))
        assert.deepEqual([back.handbook.verdict, back.handbook.path], ['refused', ['opportunity']])
        assert.equal(get('deals', deal).dealstage, flow.stages.opportunity)
        assert.equal(only(await flow.send({ payload: deal })).handbook.verdict, 'allowed')
    })

    it('a repair is not repaired: reviews that its own writes cause leave the deal alone, strict or not', async () => {
        const strict = { overrides: { strict: { 'DS-10': true } } }
        for (const handbook of [{}, strict]) {
            // With a kick-off in the CRM it may be in POC Started, and nowhere behind that.
            const { contact, deal } = await byHand(true)
            await flow.meeting(`contacts/${contact}`, {
                hs_meeting_title: 'POC kick-off',
                hs_meeting_start_time: `${inDays(3)}T10:00:00Z`
            })
            drag(deal, 'pocStarted')
            drag(deal, 'contractSent')
            await flow.configure({ operation: 'review', repair: 'back' }, handbook)
            const first = only(await flow.send({ payload: deal }))
            assert.deepEqual([first.handbook.verdict, first.handbook.path], ['refused', ['pocStarted']])
            await flow.configure({ operation: 'review', repair: 'back' }, handbook)
            assert.equal(only(await flow.send({ payload: deal })).handbook.verdict, 'allowed')
            assert.equal(get('deals', deal).dealstage, flow.stages.pocStarted)
        }
        // Without the Whys it lacks something everywhere.
        const { deal } = await byHand(false)
        drag(deal, 'pocStarted')
        flow.crm.portal.update('deals', deal, { poc_start_date: inDays(0) })
        await flow.configure({ operation: 'review', repair: 'back' })
        assert.match(only(await flow.send({ payload: deal })).handbook.reason, /no stage before/)
        // A jump whose conditions are met is told, not taken back and forth.
        const jumped = (await byHand(true)).deal
        flow.crm.portal.update('deals', jumped, { poc_result: 'proven' })
        drag(jumped, 'valueValidated')
        await flow.configure({ operation: 'review', repair: 'back' }, strict)
        assert.equal(only(await flow.send({ payload: jumped })).handbook.rule, 'DS-10')
        assert.equal(get('deals', jumped).dealstage, flow.stages.valueValidated)
    })

    it('there is no stage before a deal that was just made; it can be closed as lost', async () => {
        const { deal } = await byHand(false)
        await flow.configure({ operation: 'review', repair: 'back' })
        const stays = only(await flow.send({ payload: deal }))
        assert.match(stays.handbook.reason, /no stage before/)
        assert.equal(get('deals', deal).dealstage, flow.stages.opportunity)
        await flow.configure({ operation: 'review', repair: 'close', entails: { followUp: true } })
        const lost = only(await flow.send({ payload: deal }))
        assert.deepEqual([lost.handbook.verdict, lost.handbook.path], ['refused', ['closedLost']])
        assert.equal(get('deals', deal).hs_is_closed_lost, 'true')
        assert.ok(outcomesOf(lost).includes('followUp done'))
        assert.equal(only(await flow.send({ payload: deal })).handbook.verdict, 'allowed')
    })

    it('a deal won by hand: the contact becomes Customer, and the CSM is introduced once (DS-07, SALES-05)', async () => {
        await flow.configure({ operation: 'review' })
        const { contact, deal } = await byHand(true, 'contractSent')
        drag(deal, 'closedWon')
        const won = only(await flow.send({ payload: { id: deal, properties: {} } }))
        assert.deepEqual(outcomesOf(won), ['contactCustomer done', 'csmIntroduction done'])
        assert.equal(get('contacts', contact).lifecyclestage, 'customer')
        const again = only(await flow.send({ payload: deal }))
        assert.deepEqual(outcomesOf(again), ['contactCustomer unchanged', 'csmIntroduction unchanged'])
    })

    it('a dry run and a read-only account report and write nothing', async () => {
        const { deal } = await byHand(false)
        for (const [settings, account] of [
            [{ dryRun: true }, {}],
            [{ repair: 'close' }, { readOnly: true }]
        ]) {
            await flow.configure({ operation: 'review', ...settings }, {}, account)
            flow.crm.log.clear()
            const message = only(await flow.send({ payload: deal }))
            assert.deepEqual(
                [message.handbook.verdict, message.hubspot.dryRun, outcomesOf(message)[0]],
                ['refused', true, 'askOwner planned']
            )
            assert.equal(flow.crm.log.count({ kind: 'write' }), 0)
        }
    })

    it('no such deal is HUBSPOT_NOT_FOUND, an e-mail names none', async () => {
        await flow.configure({ operation: 'review' })
        for (const [payload, code] of [
            ['99999999', 'HUBSPOT_NOT_FOUND'],
            ['ann@example.com', 'INPUT_INVALID']
        ] as const) {
            const { caught } = await flow.send({ payload })
            assert.match(caught[0]?.error?.message ?? '', new RegExp(`^${code}`))
            await flow.configure({ operation: 'review' })
        }
    })

    it('a stage that the handbook does not have, another pipeline, a contact that is Other (DS-10, LC-20)', async () => {
        await flow.configure({ operation: 'review' })
        const other = await flow.contact({ lifecyclestage: 'other' })
        const advised = only(await flow.send({ payload: await flow.deal(other, 'opportunity') }))
        assert.match(advised.handbook.advice ?? '', /Other/)
        const { pipeline, stage } = await addPipeline(flow.crm, 'Renewals', 'Due', '0.5')
        const { id } = flow.crm.portal.create('deals', { dealname: 'Renewal', pipeline, dealstage: stage })
        const elsewhere = only(await flow.send({ payload: id }))
        assert.equal(elsewhere.handbook.verdict, 'unchanged')
        assert.match(elsewhere.handbook.reason, /another pipeline/)
        assert.deepEqual(elsewhere.entailed, [])
    })
})
