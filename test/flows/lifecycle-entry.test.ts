import assert from 'node:assert/strict'
import { startExample, type RunningExample } from '../support/examples'
import {
    assertDated,
    plantContact,
    pressAndWait,
    stageOf,
    stagesOf,
    verdictIn
} from '../support/lifecycle-flow'

/** Runs the tests of one example file on a CRM that each finds empty. */
function flow(file: string, rules: string, tests: (get: () => RunningExample) => void): void {
    describe(`${file} (${rules})`, () => {
        let example: RunningExample
        beforeEach(async () => {
            example = await startExample(file)
        })
        afterEach(() => example.stop())
        tests(() => example)
    })
}

flow('Lifecycle/01 - Give every contact a stage.json', 'LC-01', (get) => {
    it('look lists them and writes nothing; set gives each a stage, with its date', async () => {
        const { crm } = get()
        plantContact(crm, 'blank@example.com')
        crm.portal.create('contacts', { email: 'cloud@example.com', flowfuse_username: 'cloud' })
        plantContact(crm, 'lead@example.com', 'lead')
        crm.log.clear()
        const { payload } = await pressAndWait(get(), 'look', 'digest')
        assert.deepEqual(
            (payload as { email: string }[]).map(({ email }) => email),
            ['blank@example.com', 'cloud@example.com']
        )
        assert.equal(crm.log.count({ kind: 'write' }), 0)
        await pressAndWait(get(), 'set', 'digest')
        assert.equal(stageOf(crm, 'blank@example.com'), 'subscriber')
        assertDated(crm, 'blank@example.com', 'subscriber')
        assert.equal(stageOf(crm, 'cloud@example.com'), 'lead')
        assertDated(crm, 'cloud@example.com', 'lead')
        assert.deepEqual(stagesOf(crm, 'lead@example.com'), ['lead'])
    })
})

flow('Lifecycle/02 - Find skipped stages and fill the gap.json', 'LC-02, LC-03', (get) => {
    it('tells the owner, or sales, of a skip; fill enters what was skipped, with its date', async () => {
        const { crm } = get()
        await pressAndWait(get(), 'sandbox only: make a skip', 'made')
        const toSales = await pressAndWait(get(), 'a stage was changed', 'task')
        const task = toSales.payload as { to: unknown; subject: string; body: string }
        assert.deepEqual(task.to, { channel: '#dept-sales' })
        assert.match(task.subject, /Skip Ahead: LC-02/)
        assert.match(task.body, /- Lead\nhttps:/)
        const owned = crm.portal.contactByEmail('skipped@example.com')!
        crm.portal.update('contacts', owned.id, { hubspot_owner_id: '410200101' })
        const toOwner = await pressAndWait(get(), 'a stage was changed', 'task')
        assert.deepEqual((toOwner.payload as { to: unknown }).to, { owner: '410200101' })
        assert.deepEqual(stagesOf(crm, 'skipped@example.com'), ['subscriber', 'marketingqualifiedlead'])

        const filled = await pressAndWait(get(), 'fill the gap', 'filled')
        assert.deepEqual(verdictIn(filled).path, ['lead', 'mql'])
        assert.deepEqual(stagesOf(crm, 'skipped@example.com'), [
            'subscriber',
            'marketingqualifiedlead',
            '',
            'lead',
            'marketingqualifiedlead'
        ])
        assertDated(crm, 'skipped@example.com', 'subscriber', 'lead', 'marketingqualifiedlead')
        const again = await pressAndWait(get(), 'a stage was changed', 'in order')
        assert.equal(verdictIn(again).verdict, 'allowed')
    })
})

flow('Lifecycle/03 - Newsletter sign-ups become Subscribers.json', 'LC-04', (get) => {
    it('a reader becomes a Subscriber, a Lead stays Lead', async () => {
        const { crm } = get()
        plantContact(crm, 'hana.sato@example.org', 'lead')
        const done = await pressAndWait(get(), 'a sign-up', 'done')
        assert.equal(verdictIn(done).rule, 'LC-04')
        assertDated(crm, 'reader@example.com', 'subscriber')
        const lead = await pressAndWait(get(), 'a Lead signs up', 'done')
        assert.equal(verdictIn(lead).verdict, 'unchanged')
        assert.deepEqual(stagesOf(crm, 'hana.sato@example.org'), ['lead'])
    })

    it('the webhook is answered at once; one without an e-mail is a problem with a code', async () => {
        const example = get()
        const post = (body: object) =>
            fetch(`${example.nodeRed.url}/newsletter`, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify(body)
            })
        const [done, answer] = await Promise.all([
            example.next('done'),
            post({ email: 'web@example.com', lifecyclestage: 'customer' })
        ])
        assert.equal(answer.status, 202)
        assert.equal(verdictIn(done).to, 'subscriber')
        assert.equal(stageOf(example.crm, 'web@example.com'), 'subscriber')
        const [problem] = await Promise.all([example.next('problem'), post({ name: 'nobody' })])
        assert.equal((problem.payload as { code: string }).code, 'INPUT_INVALID')
    })
})

flow('Lifecycle/04 - Trials and webinars become Leads.json', 'LC-05', (get) => {
    it('they become Leads with their names split; nobody is lowered', async () => {
        const { crm } = get()
        plantContact(crm, 'ines.carvalho@example.org', 'subscriber')
        plantContact(crm, 'marta.kowalczyk@example.net', 'lead', 'marketingqualifiedlead')
        const { payload } = await pressAndWait(get(), 'sign-ups', 'leads')
        assert.equal((payload as unknown[]).length, 4)
        for (const email of ['lotte.devries@example.com', 'chidi.okafor@example.org'])
            assertDated(crm, email, 'lead')
        assertDated(crm, 'ines.carvalho@example.org', 'subscriber', 'lead')
        assert.equal(stageOf(crm, 'marta.kowalczyk@example.net'), 'marketingqualifiedlead')
        const { firstname, lastname } = crm.portal.contactByEmail('lotte.devries@example.com')!.properties
        assert.deepEqual([firstname, lastname], ['Lotte', 'de Vries'])
    })
})

flow('Lifecycle/05 - Demo and contact requests become MQL.json', 'LC-07, LC-08', (get) => {
    for (const [button, email] of [
        ['demo request', 'nils.berg@example.com'],
        ['contact us: pricing', 'amelie.roux@example.org']
    ] as const) {
        it(`${button}: over Lead to MQL, and sales hears of it`, async () => {
            const { crm } = get()
            const { payload } = await pressAndWait(get(), button, 'sales')
            assert.match((payload as { text: string }).text, /asked to talk/)
            assert.deepEqual(stagesOf(crm, email), ['lead', 'marketingqualifiedlead'])
            assertDated(crm, email, 'lead', 'marketingqualifiedlead')
        })
    }

    it('a contact form that asks for support makes a Lead of an unknown contact, never an MQL', async () => {
        const { crm } = get()
        const sales = get().received('sales')
        await pressAndWait(get(), 'contact us: something broke', 'support')
        assert.deepEqual(stagesOf(crm, 'otto.kern@example.net'), ['lead'])
        plantContact(crm, 'grace.mbeki@example.com', 'subscriber')
        const support = await pressAndWait(get(), 'support request', 'support')
        assert.deepEqual([verdictIn(support).verdict, verdictIn(support).rule], ['unchanged', 'LC-08'])
        assert.deepEqual(stagesOf(crm, 'grace.mbeki@example.com'), ['subscriber'])
        assert.deepEqual(sales, [])
    })
})

flow('Lifecycle/14 - Stages of the FlowForge days.json', 'LC-06, LC-09, LC-15, LC-19', (get) => {
    it('each happening makes the stage that it made in February 2023', async () => {
        const { crm } = get()
        const rules: string[] = []
        for (const button of [
            'installed locally',
            'demo request',
            "marketing's judgement",
            'negotiating a deal',
            'subscription active',
            'speaks for FlowForge'
        ]) {
            const { edition, verdict, rule } = verdictIn(await pressAndWait(get(), button, 'done'))
            assert.equal(edition, '2023-02')
            rules.push(`${verdict} ${rule}`)
        }
        assert.deepEqual(rules, [
            'allowed LC-06',
            'unchanged LC-06',
            'allowed LC-09',
            'allowed LC-15',
            'allowed LC-17',
            'allowed LC-19'
        ])
        const stages = ['lead', 'marketingqualifiedlead', 'opportunity', 'customer', 'evangelist']
        assert.deepEqual(stagesOf(crm, 'forge@example.com'), stages)
        assertDated(crm, 'forge@example.com', ...stages)
    })
})

flow('Lifecycle/15 - Choose the stage when creating a contact.json', 'LC-21', (get) => {
    it('the contact has the stage that was chosen; one it may not start in is told', async () => {
        const { crm } = get()
        for (const [button, email, stage] of [
            ['as Subscriber', 'nova.s@example.com', 'subscriber'],
            ['as Lead', 'nova.l@example.com', 'lead']
        ] as const) {
            const fine = await pressAndWait(get(), button, 'fine')
            assert.equal(verdictIn(fine).verdict, 'allowed')
            assert.deepEqual(stagesOf(crm, email), [stage])
            assertDated(crm, email, stage)
        }
        const skipped = await pressAndWait(get(), 'as Customer', 'skipped')
        assert.equal(verdictIn(skipped).rule, 'LC-02')
        assert.equal(stageOf(crm, 'nova.c@example.com'), 'customer')
        const problem = await pressAndWait(get(), 'as Lead', 'problem')
        assert.equal((problem.payload as { code: string }).code, 'HUBSPOT_CONFLICT')
    })
})
