import assert from 'node:assert/strict'
import {
    inDays,
    only,
    outcomesOf,
    startDealFlow,
    type DealFlow,
    type DealMessage
} from '../support/deal-flow'

const missing = ({ handbook }: DealMessage) => handbook.missing.map(({ key }) => key)

describe('deal-stage', () => {
    let flow: DealFlow

    before(async () => {
        // Without the portal setting that moves contacts, what the node does is seen.
        flow = await startDealFlow({ dealAutomation: false })
    })
    afterEach(() => flow.crm.faults.clear())
    after(() => flow?.stop())

    const get = (type: string, id: string) => flow.crm.portal.get(type, id)?.properties ?? {}
    const count = (type: string) => flow.crm.portal.list(type).length
    const plan = { name: 'Plant 2', amount: '€ 12.500,50', closeDate: inDays(60) }
    const asSql = { lifecyclestage: 'salesqualifiedlead', hs_lead_status: 'CONNECTED' }

    describe('open (DS-01, WWW-04, LC-14, LC-16, LS-11)', () => {
        it('one call makes the deal with its contact, which becomes Opportunity with lead status Open Deal', async () => {
            await flow.configure({ operation: 'open' })
            const contact = await flow.contact(asSql)
            const before = count('deals')
            flow.crm.log.clear()
            const message = only(await flow.send({ payload: contact, deal: plan }))
            assert.equal(message.handbook.verdict, 'allowed')
            assert.equal(message.hubspot.created, true)
            const deal = get('deals', message.payload.id)
            assert.deepEqual(
                [deal.dealname, deal.amount, deal.dealstage, deal.pipeline, deal.num_associated_contacts],
                ['Plant 2', '12500.5', flow.stages.opportunity, 'default', '1']
            )
            assert.equal(flow.crm.log.count({ kind: 'write', path: '/deals' }), 1)
            assert.equal(count('deals'), before + 1)
            assert.equal(get('contacts', contact).lifecyclestage, 'opportunity')
            assert.equal(get('contacts', contact).hs_lead_status, 'OPEN_DEAL')
            assert.deepEqual(outcomesOf(message), ['contactOpportunity done', 'leadStatusOpenDeal done'])
        })

        it('needs the three Whys in notes; what is only on a property is missing, and the contact leaves refused', async () => {
            await flow.configure({ operation: 'open' })
            const contact = await flow.contact(asSql, false)
            const before = count('deals')
            const message = only(await flow.send({ payload: contact, deal: plan }))
            assert.equal(message.handbook.verdict, 'refused')
            assert.equal(message.handbook.rule, 'WWW-04')
            assert.deepEqual(missing(message), ['whyChange', 'whyNow', 'whyFlowFuse'])
            assert.deepEqual([message.payload.id, message.hubspot.objectType], [contact, 'contacts'])
            assert.equal(count('deals'), before)
            assert.equal(get('contacts', contact).lifecyclestage, 'salesqualifiedlead')
        })

        for (const [what, closeDate] of [
            ['none', undefined],
            ['seven months ahead', inDays(215)],
            ['past', inDays(-2)]
        ] as const)
            it(`a close date within six months: ${what} is refused (DS-01)`, async () => {
                await flow.configure({ operation: 'open' })
                const contact = await flow.contact(asSql)
                const message = only(await flow.send({ payload: contact, deal: { ...plan, closeDate } }))
                assert.deepEqual([message.handbook.rule, missing(message)], ['DS-01', ['closeDate']])
            })

        it('sent twice, at once and again later, there is one deal; another name finds the open one', async () => {
            await flow.configure({ operation: 'open' })
            const contact = await flow.contact(asSql)
            const before = count('deals')
            const { done } = await flow.send(
                { payload: contact, deal: plan },
                { payload: contact, deal: { ...plan, name: ' plant  2' } }
            )
            const again = only(await flow.send({ payload: contact, deal: plan }))
            const other = only(await flow.send({ payload: contact, deal: { ...plan, name: 'Plant 3' } }))
            assert.equal(count('deals'), before + 1)
            const deals = new Set([...done, again, other].map(({ payload }) => payload.id))
            assert.equal(deals.size, 1)
            assert.deepEqual([again.handbook.verdict, other.handbook.verdict], ['unchanged', 'unchanged'])
            await flow.configure({ operation: 'open', allowSecond: true })
            const second = only(await flow.send({ payload: contact, deal: { ...plan, name: 'Plant 3' } }))
            assert.equal(second.hubspot.created, true)
        })

        it('a lost answer makes no second deal', async () => {
            await flow.configure({ operation: 'open' })
            const contact = await flow.contact(asSql)
            const before = count('deals')
            flow.crm.faults.add({
                match: { method: 'POST', path: /\/deals\/batch\/create/ },
                kind: { type: 'lost-response' }
            })
            const message = only(await flow.send({ payload: contact, deal: plan }))
            assert.equal(count('deals'), before + 1)
            assert.equal(message.hubspot.created, true)
        })

        it('a failure behind the create says so, and the same message completes it', async () => {
            await flow.configure({ operation: 'open' })
            const contact = await flow.contact(asSql)
            const before = count('deals')
            const refuse = { type: 'status', status: 400, body: { message: 'no' } } as const
            const body = { match: { method: 'POST', path: /contacts\/batch\/update/ }, times: 50 }
            flow.crm.faults.add({ ...body, kind: refuse })
            flow.crm.faults.add({ match: { method: 'PATCH', path: /contacts/ }, times: 50, kind: refuse })
            const { caught } = await flow.send({ payload: contact, deal: plan })
            assert.match(
                caught[0]?.error?.message ?? '',
                /the deal itself is done, not done is: .*send the message again/
            )
            assert.equal(count('deals'), before + 1)
            flow.crm.faults.clear()
            const message = only(await flow.send({ payload: contact, deal: plan }))
            assert.equal(message.handbook.verdict, 'unchanged')
            assert.equal(count('deals'), before + 1)
            assert.equal(get('contacts', contact).lifecyclestage, 'opportunity')
            assert.equal(get('contacts', contact).hs_lead_status, 'OPEN_DEAL')
        })

        it('a contact that the rules do not let through gets its deal and says what it lacks (LC-02, LC-20)', async () => {
            await flow.configure({ operation: 'open' })
            const lead = only(await flow.send({ payload: await flow.contact(), deal: plan }))
            assert.equal(lead.handbook.verdict, 'allowed')
            assert.equal(outcomesOf(lead)[0], 'contactOpportunity refused')
            const other = only(
                await flow.send({ payload: await flow.contact({ lifecyclestage: 'other' }), deal: plan })
            )
            assert.match(other.handbook.advice ?? '', /Other/)
        })

        it('a dry run and a read-only account write nothing', async () => {
            const contact = await flow.contact(asSql)
            for (const [settings, account] of [
                [{ dryRun: true }, {}],
                [{}, { readOnly: true }]
            ]) {
                await flow.configure({ operation: 'open', ...settings }, {}, account)
                flow.crm.log.clear()
                const message = only(await flow.send({ payload: contact, deal: plan }))
                assert.deepEqual(
                    [message.handbook.verdict, message.hubspot.dryRun, message.payload.id],
                    ['allowed', true, '']
                )
                assert.deepEqual(outcomesOf(message), [
                    'contactOpportunity planned',
                    'leadStatusOpenDeal planned'
                ])
                assert.equal(flow.crm.log.count({ kind: 'write' }), 0)
            }
        })

        it('of an array each contact has its own fate', async () => {
            await flow.configure({ operation: 'open', deal: 'deal', dealType: 'row' })
            const [one, two] = [await flow.contact(asSql), await flow.contact(asSql, false)]
            const { done, refused, caught } = await flow.send({
                payload: [
                    { id: one, properties: {}, deal: plan },
                    { id: two, properties: {}, deal: plan },
                    { email: 'nobody@example.com', deal: plan },
                    { email: 'x@example.com', deal: { name: 'Z', amount: 'a lot' } }
                ]
            })
            const idsOf = (messages: DealMessage[]) =>
                messages.flatMap(({ payload }) => [payload].flat()).map(({ id }) => id)
            assert.equal(idsOf(done).length, 1)
            assert.deepEqual(idsOf(refused), [two])
            const codes = caught.map(({ error }) => error?.message.split(':')[0] ?? '')
            assert.deepEqual(
                codes.toSorted((a, b) => a.localeCompare(b)),
                ['HUBSPOT_NOT_FOUND', 'INPUT_INVALID']
            )
        })
    })

    describe('move (DS-02 to DS-06, DS-10)', () => {
        it('POC Started needs a start date or a kick-off: a meeting of another kind is none (DS-02)', async () => {
            await flow.configure({ operation: 'move', stage: 'pocStarted', dealType: 'none' })
            const contact = await flow.contact(asSql)
            const deal = await flow.deal(contact, 'opportunity')
            await flow.meeting(`contacts/${contact}`, {
                hs_meeting_title: 'Demo',
                hs_meeting_outcome: 'COMPLETED'
            })
            const refused = only(await flow.send({ payload: deal }))
            assert.deepEqual([refused.handbook.rule, missing(refused)], ['DS-02', ['poc']])
            await flow.meeting(`deals/${deal}`, {
                hs_meeting_title: 'POC kick-off',
                hs_meeting_start_time: `${inDays(10)}T10:00:00Z`,
                hs_meeting_outcome: 'SCHEDULED'
            })
            const moved = only(await flow.send({ payload: { id: deal } }))
            assert.equal(moved.handbook.verdict, 'allowed')
            assert.equal(get('deals', deal).dealstage, flow.stages.pocStarted)
        })

        it('properties that come with the move count, and are written in the same call', async () => {
            await flow.configure({ operation: 'move', stage: 'pocStarted' })
            const deal = await flow.deal(await flow.contact(asSql), 'opportunity')
            flow.crm.log.clear()
            const day = new Date(Date.now() - 86_400_000)
            const text = `${day.getUTCDate()} ${day.toLocaleString('en', { month: 'short', timeZone: 'UTC' })} ${day.getUTCFullYear()}`
            only(await flow.send({ payload: deal, deal: { poc_start_date: text } }))
            assert.equal(flow.crm.log.count({ kind: 'write' }), 1)
            assert.equal(get('deals', deal).poc_start_date?.slice(0, 10), day.toISOString().slice(0, 10))
        })

        it('a deal that is there already gets the properties, if they meet what its stage requires (DS-01)', async () => {
            await flow.configure({ operation: 'move', stage: 'opportunity' })
            const deal = await flow.deal(await flow.contact(asSql), 'opportunity')
            const closeDate = inDays(90)
            const moved = only(await flow.send({ payload: deal, deal: { closeDate, amount: '900' } }))
            assert.equal(moved.handbook.verdict, 'unchanged')
            assert.deepEqual(Object.keys(moved.hubspot.changed).toSorted(), ['amount', 'closedate'])
            const { closedate, amount, dealstage } = get('deals', deal)
            assert.deepEqual(
                [closedate?.slice(0, 10), amount, dealstage],
                [closeDate, '900', flow.stages.opportunity]
            )
            flow.crm.log.clear()
            const late = only(await flow.send({ payload: deal, deal: { closeDate: inDays(400) } }))
            assert.deepEqual([late.handbook.verdict, late.handbook.rule], ['refused', 'DS-01'])
            const other = only(await flow.send({ payload: deal, deal: { closeDate, amount: '900' } }))
            assert.deepEqual(other.hubspot.changed, {})
            assert.equal(flow.crm.log.count({ kind: 'write' }), 0)
        })

        it('Value Validated makes four procurement tasks once (DS-03, DS-04)', async () => {
            await flow.configure({ operation: 'move', stage: 'valueValidated' })
            const deal = await flow.deal(await flow.contact(asSql), 'pocStarted')
            const before = count('tasks')
            const result = { poc_result: 'Pipelines proven on 40 devices' }
            const moved = only(await flow.send({ payload: deal, deal: result }))
            assert.deepEqual(
                outcomesOf(moved),
                Array.from({ length: 4 }, () => 'procurementTasks done')
            )
            assert.equal(count('tasks'), before + 4)
            const [task] = moved.entailed
            assert.equal(get('tasks', task?.id ?? '').hs_task_subject, 'Security review')
            const again = only(await flow.send({ payload: deal, deal: result }))
            assert.equal(again.handbook.verdict, 'unchanged')
            assert.equal(count('tasks'), before + 4)
        })

        it('a tick box that is off is not done', async () => {
            await flow.configure({
                operation: 'move',
                stage: 'valueValidated',
                entails: { procurementTasks: false }
            })
            const deal = await flow.deal(await flow.contact(asSql), 'pocStarted', { poc_result: 'proven' })
            assert.deepEqual(only(await flow.send({ payload: deal })).entailed, [])
        })

        it('Contract Sent needs an expiration in the future and a person who is certain (DS-05, DS-06)', async () => {
            await flow.configure({
                operation: 'move',
                stage: 'contractSent',
                confirmed: 'confirmed',
                confirmedType: 'msg'
            })
            const deal = await flow.deal(await flow.contact(asSql), 'valueValidated')
            const bare = only(
                await flow.send({ payload: deal, deal: { contract_expiration_date: inDays(-1) } })
            )
            assert.deepEqual(missing(bare), ['contract', 'expiration', 'certain'])
            const sent = only(
                await flow.send({
                    payload: deal,
                    confirmed: ['certain'],
                    deal: { contract_sent_date: inDays(0), contract_expiration_date: inDays(14) }
                })
            )
            assert.equal(sent.handbook.verdict, 'allowed')
            assert.equal(get('deals', deal).dealstage, flow.stages.contractSent)
        })

        it('a jump and a step back are advised on, and refused where the edition is strict (DS-10)', async () => {
            const deal = await flow.deal(await flow.contact(asSql), 'contractSent', {
                poc_start_date: inDays(-9)
            })
            await flow.configure(
                { operation: 'move', stage: 'pocStarted' },
                { overrides: { strict: { 'DS-10': true } } }
            )
            const refused = only(await flow.send({ payload: deal }))
            assert.deepEqual([refused.handbook.verdict, refused.handbook.rule], ['refused', 'DS-10'])
            await flow.configure({ operation: 'move', stage: 'pocStarted' })
            assert.match(only(await flow.send({ payload: deal })).handbook.advice ?? '', /a step back/)
        })

        it('two moves at once: both are decided on what is there, one after the other', async () => {
            await flow.configure({ operation: 'move', stage: 'to', stageType: 'msg' })
            const deal = await flow.deal(await flow.contact(asSql), 'opportunity', {
                poc_start_date: inDays(-9),
                poc_result: 'proven'
            })
            const { done } = await flow.send(
                { payload: deal, to: 'POC Started' },
                { payload: deal, to: 'valueValidated' }
            )
            assert.deepEqual(
                done.map(({ handbook }) => [handbook.from, handbook.to, handbook.advice]),
                [
                    ['opportunity', 'pocStarted', null],
                    ['pocStarted', 'valueValidated', null]
                ]
            )
        })

        it('somebody who moves the deal in between wins, and nothing is written', async () => {
            await flow.configure({ operation: 'move', stage: 'pocStarted' })
            const contact = await flow.contact(asSql)
            const deal = await flow.deal(contact, 'opportunity', { poc_start_date: inDays(-1) })
            // Between the decision and the write lies the read of the deal's contacts.
            let moved = false
            flow.crm.faults.add({
                match: { path: /associations|contacts\/batch\/read/ },
                kind: { type: 'slow', ms: 5 }
            })
            const before = flow.crm.log.entries.length
            const move = flow.send({ payload: deal })
            while (!moved) {
                await new Promise((resolve) => setImmediate(resolve))
                if (
                    flow.crm.log.entries.slice(before).some(({ path }) => path.includes('deals/batch/read'))
                ) {
                    flow.crm.portal.update('deals', deal, { dealstage: flow.stages.closedLost ?? '' })
                    moved = true
                }
            }
            const { caught } = await move
            assert.match(caught[0]?.error?.message ?? '', /^HUBSPOT_CONFLICT/)
            assert.equal(get('deals', deal).dealstage, flow.stages.closedLost)
        })
    })

    describe('won and lost (DS-07, LC-17, SALES-05)', () => {
        const opportunity = { lifecyclestage: 'opportunity', hs_lead_status: 'OPEN_DEAL' }

        it('won: closed today, the contact becomes Customer, its lead status is cleared, one task introduces the CSM', async () => {
            await flow.configure({ operation: 'won', entails: { clearLeadStatus: true } })
            const contact = await flow.contact(opportunity)
            const deal = await flow.deal(contact, 'contractSent')
            const tasks = count('tasks')
            const won = only(await flow.send({ payload: deal }))
            assert.equal(won.handbook.rule, 'DS-07')
            const closed = get('deals', deal)
            assert.deepEqual([closed.hs_is_closed_won, closed.closedate?.slice(0, 10)], ['true', inDays(0)])
            assert.equal(get('contacts', contact).lifecyclestage, 'customer')
            assert.equal(get('contacts', contact).hs_lead_status ?? '', '')
            assert.equal(count('tasks'), tasks + 1)
            assert.equal(only(await flow.send({ payload: deal })).handbook.verdict, 'unchanged')
            assert.equal(count('tasks'), tasks + 1)
        })

        it('killed behind the stage: sent again, the new customer still gets the introduction; an old one does not', async () => {
            await flow.configure({ operation: 'won' })
            const contact = await flow.contact(opportunity)
            const deal = await flow.deal(contact, 'contractSent')
            flow.crm.portal.update('deals', deal, { dealstage: 'closedwon' })
            flow.crm.portal.update('contacts', contact, { lifecyclestage: 'customer' })
            const again = only(await flow.send({ payload: deal }))
            assert.ok(outcomesOf(again).includes('csmIntroduction done'), outcomesOf(again).join())

            const old = await flow.contact({ lifecyclestage: 'customer' })
            const second = await flow.deal(old, 'contractSent')
            flow.crm.clock.advance(1000)
            const won = only(await flow.send({ payload: second }))
            assert.ok(!won.entailed.some(({ key }) => key === 'csmIntroduction'))
            const repeated = only(await flow.send({ payload: second }))
            assert.ok(!repeated.entailed.some(({ key }) => key === 'csmIntroduction'))
        })

        it('lost: the contact keeps its stage; the reason is asked for, the follow-up is a tick box (DS-08)', async () => {
            await flow.configure({ operation: 'lost', entails: { followUp: true } })
            const contact = await flow.contact(opportunity)
            const deal = await flow.deal(contact, 'pocStarted')
            const lost = only(await flow.send({ payload: deal }))
            assert.match(lost.handbook.advice ?? '', /reason why it was lost/)
            assert.equal(get('deals', deal).hs_is_closed_lost, 'true')
            assert.equal(get('contacts', contact).lifecyclestage, 'opportunity')
            assert.ok(outcomesOf(lost).includes('followUp done'))
        })

        it('a contact with another open deal keeps its lead status', async () => {
            await flow.configure({ operation: 'won', entails: { clearLeadStatus: true } })
            const contact = await flow.contact(opportunity)
            await flow.deal(contact, 'opportunity')
            const won = only(await flow.send({ payload: await flow.deal(contact, 'contractSent') }))
            assert.ok(outcomesOf(won).includes('clearLeadStatus unchanged'))
            assert.equal(get('contacts', contact).hs_lead_status, 'OPEN_DEAL')
        })

        it('a deal without contact, and with several', async () => {
            await flow.configure({ operation: 'won' })
            const { id } = flow.crm.portal.create('deals', {
                dealname: 'Alone',
                pipeline: 'default',
                dealstage: flow.stages.contractSent ?? ''
            })
            assert.match(only(await flow.send({ payload: id })).handbook.advice ?? '', /Without a contact/)
            const [one, two] = [await flow.contact(opportunity), await flow.contact(opportunity)]
            const deal = await flow.deal(one, 'contractSent')
            const path = `/crm/objects/2026-09/deals/${deal}/associations/default/contacts/${two}`
            const headers = { authorization: `Bearer ${flow.crm.token}` }
            await fetch(flow.crm.url + path, { method: 'PUT', headers })
            only(await flow.send({ payload: deal }))
            for (const contact of [one, two])
                assert.equal(get('contacts', contact).lifecyclestage, 'customer')
        })
    })
})
