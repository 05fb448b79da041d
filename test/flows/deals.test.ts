import assert from 'node:assert/strict'
import type { Verdict } from '../../src/handbook'
import { notesOn, openDeal } from '../support/crm-notes'
import { inDays } from '../support/deal-flow'
import { startExample, type Message, type RunningExample } from '../support/examples'

const [opening, contract, won, order] = [
    'Deals/01 - Open a deal on the answers to the three Whys.json',
    'Deals/02 - Send a contract only with an expiration date.json',
    'Deals/03 - Close a deal as won.json',
    'Deals/04 - Say when a deal jumps or goes back.json'
] as const

const stages = {
    opportunity: '210384501',
    pocStarted: '210384502',
    valueValidated: '210384503',
    contractSent: '210384504'
}

let example: RunningExample

async function start(file: string): Promise<void> {
    example = await startExample(file, { env: { CONTACT: 'ann@example.com' } })
}

const press = async (button: string, answer: string): Promise<Message> => {
    const [message] = await Promise.all([example.next(answer), example.press(button)])
    return message
}
const get = (type: string, id: string) => example.crm.portal.get(type, id)?.properties ?? {}
const contactIn = (lifecyclestage: string, hs_lead_status: string) =>
    example.crm.portal.create('contacts', { email: 'ann@example.com', lifecyclestage, hs_lead_status }).id

describe('example flows of deals', () => {
    afterEach(() => example?.stop())

    describe(`${opening} (DS-01, WWW-04, LC-14, LC-16, LS-11)`, () => {
        beforeEach(() => start(opening))

        it('opens one deal on noted answers, however often it is pressed; the contact is an Opportunity', async () => {
            const contact = contactIn('salesqualifiedlead', 'CONNECTED')
            const before = example.crm.portal.list('deals').length
            await press('answered: open a deal', 'opened')
            await press('answered: open a deal', 'opened')
            const deals = example.crm.portal.list('deals')
            assert.equal(deals.length, before + 1)
            const { dealname, amount, dealstage, closedate } = deals.at(-1)?.properties ?? {}
            assert.deepEqual(
                [dealname, amount, dealstage, closedate?.slice(0, 10)],
                ['Plant 2', '12500', stages.opportunity, inDays(60)]
            )
            assert.equal(get('contacts', contact).lifecyclestage, 'opportunity')
            assert.equal(get('contacts', contact).hs_lead_status, 'OPEN_DEAL')
            assert.equal((await notesOn(example.crm, 'contacts', contact)).length, 1)
        })

        it('without answers, or with a close date too far ahead, none is opened', async () => {
            contactIn('salesqualifiedlead', 'CONNECTED')
            const before = example.crm.portal.list('deals').length
            const refused = await press('not answered', 'not opened')
            assert.deepEqual(refused.payload, {
                rule: 'WWW-04',
                reason: 'A new deal needs the three Whys.',
                missing: ['Why change?', 'Why now?', 'Why FlowFuse?']
            })
            const late = await press('closes in a year', 'not opened')
            assert.match(JSON.stringify(late.payload), /close date/i)
            assert.equal(example.crm.portal.list('deals').length, before)
        })

        it('a contact that is not there is a problem', async () => {
            const problem = await press('not answered', 'problem')
            assert.match((problem.error as { message: string }).message, /HUBSPOT_NOT_FOUND/)
        })
    })

    describe(`${contract} (DS-05, DS-06)`, () => {
        beforeEach(() => start(contract))

        it('a quote is not enough; a contract with its dates is', async () => {
            const deal = await openDeal(
                example.crm,
                contactIn('opportunity', 'OPEN_DEAL'),
                stages.valueValidated
            )
            const refused = await press('only a quote', 'not moved')
            assert.equal((refused.payload as { missing: string[] }).missing.length, 3)
            assert.equal(get('deals', deal).dealstage, stages.valueValidated)
            await press('the contract is out', 'moved')
            const { dealstage, contract_expiration_date: expires } = get('deals', deal)
            assert.deepEqual([dealstage, expires?.slice(0, 10)], [stages.contractSent, inDays(14)])
        })

        it('a contact without open deal gets none', async () => {
            contactIn('opportunity', 'OPEN_DEAL')
            const before = example.crm.portal.list('deals').length
            await press('the contract is out', 'not moved')
            assert.equal(example.crm.portal.list('deals').length, before)
        })
    })

    describe(`${won} (DS-07, LC-17, SALES-05)`, () => {
        beforeEach(() => start(won))

        it('the contact is a Customer without lead status, and one task introduces the CSM', async () => {
            const contact = contactIn('opportunity', 'OPEN_DEAL')
            const deal = await openDeal(example.crm, contact, stages.contractSent)
            const before = example.crm.portal.list('tasks').length
            await press('signed', 'won')
            const { dealstage, closedate } = get('deals', deal)
            assert.deepEqual([dealstage, closedate?.slice(0, 10)], ['closedwon', inDays(0)])
            assert.equal(get('contacts', contact).lifecyclestage, 'customer')
            assert.equal(get('contacts', contact).hs_lead_status ?? '', '')
            const tasks = example.crm.portal.list('tasks')
            assert.equal(tasks.length, before + 1)
            assert.match(tasks.at(-1)?.properties.hs_task_subject ?? '', /Customer Success Manager/)
            await press('signed', 'not won')
            assert.equal(example.crm.portal.list('tasks').length, before + 1)
        })
    })

    describe(`${order} (DS-10, DS-02, DS-03)`, () => {
        beforeEach(() => start(order))

        it('in order without advice; a jump and a step back with it; without a POC result not at all', async () => {
            const contact = contactIn('opportunity', 'OPEN_DEAL')
            const deal = await openDeal(example.crm, contact, stages.opportunity)
            const refused = await press('nothing proven', 'not moved')
            assert.equal((refused.payload as { rule: string }).rule, 'DS-03')
            assert.equal(get('deals', deal).dealstage, stages.opportunity)
            const jump = await press('POC proven', 'advice')
            assert.match((jump.handbook as Verdict).advice ?? '', /jumps from Opportunity to Value Validated/)
            assert.equal(get('deals', deal).dealstage, stages.valueValidated)
            const back = await press('POC started', 'advice')
            assert.match((back.handbook as Verdict).advice ?? '', /a step back/)
            await press('POC proven', 'in order')
            assert.equal(get('deals', deal).dealstage, stages.valueValidated)
        })
    })
})
