import assert from 'node:assert/strict'
import type { Sandbox } from '../../src/sandbox'
import { openDeal, typeNote } from '../support/crm-notes'
import { inDays } from '../support/deal-flow'
import { startExample, type Message, type RunningExample } from '../support/examples'

const [procurement, closed, probabilities, quiet, table, review] = [
    'Deals/06 - Procurement tasks once the value is validated.json',
    'Deals/07 - Keep closed deals for learning and follow-up.json',
    'Deals/08 - Compare the probabilities of the stages.json',
    'Deals/09 - Follow up open deals that went quiet.json',
    'Deals/10 - Post the board and its forecast as a table.json',
    'Deals/11 - Review deals that people opened or moved.json'
] as const

const stages = {
    opportunity: '210384501',
    pocStarted: '210384502',
    valueValidated: '210384503',
    contractSent: '210384504'
}

let example: RunningExample

const press = async (button: string, answer: string): Promise<Message> => {
    const [message] = await Promise.all([example.next(answer), example.press(button)])
    return message
}
const get = (type: string, id: string) => example.crm.portal.get(type, id)?.properties ?? {}
const subjects = () =>
    example.crm.portal.list('tasks').map(({ properties }) => properties.hs_task_subject ?? '')
const contactIn = (lifecyclestage: string) =>
    example.crm.portal.create('contacts', { email: 'ann@example.com', lifecyclestage }).id

/** All examples of a run share the portal: what others left on the board is taken away. */
async function start(file: string): Promise<void> {
    example = await startExample(file, { env: { CONTACT: 'ann@example.com' } })
    for (const { id } of example.crm.portal.list('deals')) example.crm.portal.archive('deals', id)
    for (const { id } of example.crm.portal.list('tasks')) example.crm.portal.archive('tasks', id)
}

async function call(crm: Sandbox, method: string, path: string, body?: object): Promise<void> {
    const answer = await fetch(crm.url + path, {
        method,
        headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) })
    })
    assert.ok(answer.ok, `${path}: ${answer.status}`)
}

describe('example flows of the deal board', () => {
    afterEach(() => example?.stop())

    describe(`${procurement} (DS-04, DS-03)`, () => {
        beforeEach(() => start(procurement))

        it('four tasks once, and the deal goes on while they are open', async () => {
            const deal = await openDeal(example.crm, contactIn('opportunity'), stages.pocStarted)
            await press('POC proven', 'done')
            await press('POC proven', 'done')
            assert.equal(get('deals', deal).dealstage, stages.valueValidated)
            assert.deepEqual(subjects(), [
                'Security review',
                'Legal review',
                'Budget',
                'Meeting with the decision maker'
            ])
            const due = example.crm.portal.list('tasks').map(({ properties }) => properties.hs_timestamp)
            assert.ok(due.every((at) => Date.parse(at ?? '') > example.crm.clock.now() + 6 * 86_400_000))
            await press('contract is out', 'done')
            assert.equal(get('deals', deal).dealstage, stages.contractSent)
            assert.equal(subjects().length, 4)
        })

        it('a contact without open deal has nothing to procure', async () => {
            contactIn('opportunity')
            await press('POC proven', 'not done')
            assert.deepEqual(subjects(), [])
        })
    })

    describe(`${closed} (DS-08, DS-07)`, () => {
        beforeEach(() => start(closed))

        it('a lost deal keeps its reason and gets one follow-up; archived, it raises the alert', async () => {
            const deal = await openDeal(example.crm, contactIn('opportunity'), stages.pocStarted)
            await press('deal is lost', 'lost')
            assert.deepEqual(
                [get('deals', deal).hs_is_closed_lost, get('deals', deal).closed_lost_reason],
                ['true', 'No budget this year']
            )
            assert.deepEqual(subjects(), ['Follow up on the lost deal'])
            await press('deal is lost', 'not lost')
            assert.equal(subjects().length, 1)
            example.crm.portal.archive('deals', deal)
            const { payload } = await press('any archived?', 'alert')
            assert.match((payload as { text: string }).text, new RegExp(`Closed Lost, deal ${deal}\\)`))
        })
    })

    describe(`${probabilities} (DS-09)`, () => {
        beforeEach(() => start(probabilities))

        it('says that all is as in the handbook, or which stage is not and by how much', async () => {
            assert.match(
                String((await press('compare', 'as in the handbook')).payload),
                /Every stage has the probability/
            )
            const deal = await openDeal(example.crm, contactIn('opportunity'), stages.pocStarted)
            example.crm.portal.update('deals', deal, { amount: '1000' })
            const stage = `/crm/pipelines/2026-09/deals/default/stages/${stages.pocStarted}`
            await call(example.crm, 'PATCH', stage, { metadata: { probability: '0.5' } })
            try {
                assert.deepEqual((await press('compare', 'finding')).payload, [
                    {
                        rule: 'DS-09',
                        stage: 'POC Started',
                        portal: '50 %',
                        handbook: '30 %',
                        forecastOffBy: 200
                    }
                ])
            } finally {
                await call(example.crm, 'PATCH', stage, { metadata: { probability: '0.3' } })
            }
        })
    })

    describe(`${quiet} (SALES-04)`, () => {
        beforeEach(() => start(quiet))

        it('one task for each open deal that went quiet, and another only after something happened', async () => {
            const contact = contactIn('opportunity')
            const deal = await openDeal(example.crm, contact, stages.pocStarted)
            await openDeal(example.crm, contact, 'closedlost')
            await press('who is quiet?', 'none quiet')
            example.crm.clock.advance('P15D')
            const { payload } = await press('who is quiet?', 'by owner')
            const [{ owner, deals } = { owner: '', deals: [] }] = payload as {
                owner: string
                deals: { name: string; url: string }[]
            }[]
            assert.deepEqual([owner, deals.length], ['no owner', 1])
            assert.match(deals[0]?.url ?? '', new RegExp(`${deal}$`))
            await press('who is quiet?', 'by owner')
            assert.deepEqual(subjects(), ['Follow up: A deal'])
            const now = new Date(example.crm.clock.now()).toISOString()
            await typeNote(example.crm, 'They are back', now, `deals/${deal}`)
            await press('who is quiet?', 'none quiet')
            assert.equal(subjects().length, 1)
        })
    })

    describe(`${table} (DS-08, DS-09, DS-05)`, () => {
        beforeEach(() => start(table))

        it('posts columns in order, closed ones too, the forecast, and what is overdue or expired', async () => {
            const contact = contactIn('opportunity')
            const sent = await openDeal(example.crm, contact, stages.contractSent)
            example.crm.portal.update('deals', sent, {
                amount: '20000',
                contract_expiration_date: inDays(-2)
            })
            const late = await openDeal(example.crm, contact, stages.opportunity)
            example.crm.portal.update('deals', late, { amount: '1000', closedate: `${inDays(-4)}T00:00:00Z` })
            const lost = await openDeal(example.crm, contact, 'closedlost')
            example.crm.portal.update('deals', lost, { closedate: `${inDays(0)}T00:00:00Z` })
            const text = String((await press("this week's board", 'post')).payload)
            const rows = text.split('\n').filter((line) => line.startsWith('| '))
            assert.deepEqual(
                rows
                    .map((row) =>
                        row
                            .split('|')
                            .slice(1, 6)
                            .map((cell) => cell.trim())
                    )
                    .slice(2),
                [
                    ['Opportunity', '10 %', '1', '1,000', '100'],
                    ['POC Started', '30 %', '0', '0', '0'],
                    ['Value Validated', '60 %', '0', '0', '0'],
                    ['Contract Sent', '90 %', '1', '20,000', '18,000'],
                    ['Closed Won', '100 %', '0', '0', '0'],
                    ['Closed Lost', '0 %', '1', '0', '0'],
                    ['Open', '', '2', '21,000', '18,100']
                ]
            )
            assert.match(text, new RegExp(`Close date has passed\\*\\*\\n\\n- \\[A deal\\]\\(\\S*${late}\\)`))
            assert.match(text, new RegExp(`Contract has expired\\*\\*\\n\\n- \\[A deal\\]\\(\\S*${sent}\\)`))
        })
    })

    describe(`${review} (WWW-04, DS-10, LC-14)`, () => {
        beforeEach(() => start(review))

        it('each open deal is judged; one that lacks something has one task, one in order its contact', async () => {
            const contact = contactIn('salesqualifiedlead')
            const deal = await openDeal(example.crm, contact, stages.opportunity)
            example.crm.portal.update('deals', deal, { closedate: `${inDays(30)}T00:00:00Z` })
            const [gap] = (await press('review open deals', 'lacking')).payload as {
                missing: string[]
                task: string
            }[]
            assert.deepEqual(gap?.missing, ['Why change?', 'Why now?', 'Why FlowFuse?'])
            assert.equal(gap?.task, 'done')
            await press('review open deals', 'lacking')
            assert.equal(subjects().length, 1)
            const whys = '<p>Why change?<br>a b</p><p>Why now?<br>c d</p><p>Why FlowFuse?<br>e f</p>'
            await typeNote(
                example.crm,
                whys,
                new Date(example.crm.clock.now()).toISOString(),
                `deals/${deal}`
            )
            const [clear] = (await press('review open deals', 'in order')).payload as { entailed: string[] }[]
            // The portal's own automation made it an Opportunity when the deal was associated.
            assert.deepEqual(clear?.entailed, [
                'The contacts become Opportunity: unchanged',
                'Lead status Open Deal: done',
                'Task for the owner: done'
            ])
            assert.deepEqual(
                [get('contacts', contact).lifecyclestage, get('contacts', contact).hs_lead_status],
                ['opportunity', 'OPEN_DEAL']
            )
        })
    })
})
