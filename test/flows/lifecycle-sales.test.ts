import assert from 'node:assert/strict'
import { startExample, type RunningExample } from '../support/examples'
import { fourAnswers, threeWhys } from '../support/guard-flow'
import {
    assertDated,
    associate,
    logOn,
    plantContact,
    pressAndWait,
    stageOf,
    stagesOf,
    verdictIn
} from '../support/lifecycle-flow'

const pql = '1066237962'
const board = { opportunity: '210384501', won: 'closedwon' }

interface Listed {
    email: string
    rule: string
    missing: string[]
}

/** Runs the tests of one example file on the sandbox's own demo portal. */
function flow(file: string, rules: string, tests: (get: () => RunningExample) => void): void {
    describe(`${file} (${rules})`, () => {
        let example: RunningExample
        beforeEach(async () => {
            example = await startExample(file)
            example.crm.portal.reset()
            example.crm.log.clear()
        })
        afterEach(() => example.stop())
        tests(() => example)
    })
}

const idOf = ({ crm }: RunningExample, email: string) => crm.portal.contactByEmail(email)!.id
const emailsIn = (payload: unknown) => (payload as { email: string }[]).map(({ email }) => email)

flow('Lifecycle/06 - Upsell candidates become PQL by a click.json', 'LC-10, LC-11', (get) => {
    it('lists the candidates and who is none; only the click makes them PQL', async () => {
        const { crm } = get()
        const [candidates, none] = await Promise.all([
            get().next('candidates'),
            get().next('no candidates: why'),
            get().press('usage of last month')
        ])
        assert.deepEqual(emailsIn(candidates.payload), ['hana.sato@example.org', 'elena.petrova@example.org'])
        assert.deepEqual(
            (none.payload as Listed[]).map(({ email, rule }) => [email, rule]),
            [['leila.haddad@example.com', 'LC-11']]
        )
        assert.equal(crm.log.count({ kind: 'write' }), 0)

        await pressAndWait(get(), 'approve the candidates', 'done')
        assert.deepEqual(stagesOf(crm, 'hana.sato@example.org').slice(-2), ['lead', pql])
        assert.deepEqual(stagesOf(crm, 'elena.petrova@example.org').slice(-3), ['customer', '', pql])
        assertDated(crm, 'hana.sato@example.org', 'lead', pql)
        assertDated(crm, 'elena.petrova@example.org', 'customer', pql)
        assert.equal(stageOf(crm, 'leila.haddad@example.com'), 'marketingqualifiedlead')
    })
})

flow('Lifecycle/07 - SQL after the first discussion.json', 'LC-12', (get) => {
    const email = 'tom.obrien@example.com'

    it('tells the owner what is missing; with it the contact is an SQL', async () => {
        const { crm } = get()
        const { payload } = await pressAndWait(get(), 'sales qualifies', 'task')
        const { to, subject, body } = payload as { to: unknown; subject: string; body: string }
        assert.deepEqual(to, { owner: crm.portal.contactByEmail(email)!.properties.hubspot_owner_id })
        assert.match(subject, /LC-12/)
        assert.equal(body.split('\n').filter((line) => line.startsWith('- ')).length, 5)
        assert.equal(stageOf(crm, email), 'marketingqualifiedlead')
        await pressAndWait(get(), 'with call and answers', 'qualified')
        assertDated(crm, email, 'lead', 'marketingqualifiedlead', 'salesqualifiedlead')
    })

    it('a call and a note in the CRM are enough', async () => {
        const { crm } = get()
        await logOn(crm, idOf(get(), email), 'calls', { hs_call_title: 'First call' })
        await logOn(crm, idOf(get(), email), 'notes', { hs_note_body: fourAnswers })
        const { verdict } = verdictIn(await pressAndWait(get(), 'sales qualifies', 'qualified'))
        assert.equal(verdict, 'allowed')
        assert.equal(stageOf(crm, email), 'salesqualifiedlead')
    })
})

flow('Lifecycle/08 - Every SQL has a lead status.json', 'LC-13', (get) => {
    it('lists the SQLs without one for their owner, and writes nothing', async () => {
        const { crm } = get()
        plantContact(crm, 'nobodys@example.com', 'salesqualifiedlead')
        const { payload } = await pressAndWait(get(), 'every night', 'to do')
        const owner = crm.portal.contactByEmail('mateus.araujo@example.org')!.properties.hubspot_owner_id
        assert.deepEqual(
            (payload as { to: string; contacts: string[] }[]).map(({ to, contacts }) => [to, contacts]),
            [
                [owner, ['mateus.araujo@example.org']],
                ['#dept-sales', ['nobodys@example.com']]
            ]
        )
        assert.equal(crm.log.count({ kind: 'write' }), 0)
    })
})

flow('Lifecycle/09 - Opportunity when a deal is opened.json', 'LC-14, LC-16', (get) => {
    const email = 'ravi.menon@example.com'

    it('without the three Whys in notes it stays an SQL and the owner gets a task; with them it is an Opportunity', async () => {
        const { crm } = get()
        const { payload } = await pressAndWait(get(), 'a deal was opened', 'task')
        const { subject, body } = payload as { subject: string; body: string }
        assert.match(subject, /LC-16/)
        assert.match(body, /- Why change\?\n- Why now\?\n- Why FlowFuse\?/)
        assert.equal(stageOf(crm, email), 'salesqualifiedlead')
        await logOn(crm, idOf(get(), email), 'notes', { hs_note_body: threeWhys })
        await pressAndWait(get(), 'a deal was opened', 'opportunity')
        assertDated(crm, email, 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity')
    })

    it('lists the opportunities without an open deal or without the Whys', async () => {
        const { crm } = get()
        plantContact(
            crm,
            'dealless@example.com',
            'lead',
            'marketingqualifiedlead',
            'salesqualifiedlead',
            'opportunity'
        )
        const { payload } = await pressAndWait(get(), 'all opportunities', 'found')
        const listed = new Map((payload as Listed[]).map((one) => [one.email, one]))
        assert.deepEqual([...listed.keys()], ['zanele.dube@example.net', 'dealless@example.com'])
        assert.equal(listed.get('zanele.dube@example.net')?.rule, 'LC-16')
        assert.ok(listed.get('dealless@example.com')?.missing.includes('An open deal'))
        assert.equal(crm.log.count({ kind: 'write' }), 0)
    })
})

flow('Lifecycle/10 - Customer when they pay.json', 'LC-17', (get) => {
    it('a subscription makes a Customer; a deal must be won in HubSpot', async () => {
        const { crm } = get()
        await pressAndWait(get(), 'a subscription became active', 'customer')
        assertDated(crm, 'katrin.vogel@example.com', 'opportunity', 'customer')
        const { rule } = verdictIn(await pressAndWait(get(), 'a deal was won', 'missing'))
        assert.equal(rule, 'LC-17')
        assert.equal(stageOf(crm, 'hugo.marchetti@example.com'), 'opportunity')

        const deal = crm.portal.create('deals', { dealname: 'Won', dealstage: board.won }).id
        await associate(crm, 'deals', deal, 'contacts', idOf(get(), 'hugo.marchetti@example.com'))
        // HubSpot makes the contacts of a won deal Customers by itself; here that is switched off by putting it back.
        const id = idOf(get(), 'hugo.marchetti@example.com')
        crm.portal.update('contacts', id, { lifecyclestage: 'opportunity' })
        await pressAndWait(get(), 'a deal was won', 'customer')
        assertDated(crm, 'hugo.marchetti@example.com', 'opportunity', 'customer')
    })

    it('who is no Opportunity yet is walked as far as nothing is missing', async () => {
        const { crm } = get()
        const id = idOf(get(), 'katrin.vogel@example.com')
        crm.portal.update('contacts', id, { lifecyclestage: 'subscriber' })
        const { path } = verdictIn(await pressAndWait(get(), 'a subscription became active', 'missing'))
        assert.deepEqual(path, ['lead'])
        assert.equal(stageOf(crm, 'katrin.vogel@example.com'), 'lead')
    })

    it('lists the customers without a won deal', async () => {
        const { crm } = get()
        const way = ['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer']
        plantContact(crm, 'dealless@example.com', ...way)
        const { payload } = await pressAndWait(get(), 'all customers', 'found')
        assert.deepEqual(emailsIn(payload), ['dealless@example.com'])
    })
})

flow('Lifecycle/11 - Evangelist is not used.json', 'LC-18', (get) => {
    it('asked for it is refused; who is there is found and put back', async () => {
        const { crm } = get()
        const { rule } = verdictIn(await pressAndWait(get(), 'someone asks for Evangelist', 'refused'))
        assert.equal(rule, 'LC-18')
        assert.equal(stageOf(crm, 'elena.petrova@example.org'), 'customer')
        const { payload } = await pressAndWait(get(), 'look', 'evangelists')
        assert.deepEqual(emailsIn(payload), ['marc.leroy@example.org'])
        assert.equal(crm.log.count({ kind: 'write' }), 0)
        await pressAndWait(get(), 'put back', 'evangelists')
        assert.deepEqual(stagesOf(crm, 'marc.leroy@example.org'), ['lead', 'evangelist', '', 'lead'])
    })
})

flow('Lifecycle/12 - Partners are Other.json', 'LC-20', (get) => {
    it('a partner becomes Other and stays there; a deal with one is a warning', async () => {
        const { crm } = get()
        await pressAndWait(get(), 'a partner', 'partners')
        assertDated(crm, 'partner@example.com', 'other')
        const { payload } = await pressAndWait(get(), 'a deal with a partner', 'warned')
        assert.match((payload as { text: string }).text, /partner@example\.com\. Other stands outside/)
        assert.deepEqual(stagesOf(crm, 'partner@example.com'), ['other'])
    })
})

flow('Lifecycle/13 - Find stages outside the handbook.json', 'LC-22', (get) => {
    it('finds who is in a stage of no handbook, and refuses a request for one', async () => {
        const { crm } = get()
        const none = await pressAndWait(get(), 'look', 'found')
        assert.deepEqual(none.payload, [])
        const made = await fetch(
            `${crm.url}/crm/pipelines/2026-09/contacts/contacts-lifecycle-pipeline/stages`,
            {
                method: 'POST',
                headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
                body: JSON.stringify({
                    label: 'Prospect',
                    displayOrder: 20,
                    metadata: { isClosed: 'false', state: 'OPEN' }
                })
            }
        )
        const { id: stage } = (await made.json()) as { id: string }
        plantContact(crm, 'odd@example.com', 'lead', stage)
        const { payload } = await pressAndWait(get(), 'look', 'found')
        assert.deepEqual(emailsIn(payload), ['odd@example.com'])
        const { rule } = verdictIn(await pressAndWait(get(), 'someone asks for another', 'refused'))
        assert.equal(rule, 'LC-22')
        assert.equal(stageOf(crm, 'hana.sato@example.org'), 'lead')
    })
})
