import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Sandbox } from '../../src/sandbox'
import { adminAuth, tokens } from '../support/admin-auth'
import { freshPage, launchBrowser, screenshot } from '../support/browser'
import { link, typeNote } from '../support/crm-notes'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'
import { addPipeline } from '../support/sandbox'

const account: FlowNode = { id: 'a1c0a1c0a1c0a1c0', type: 'hubspot-account', mode: 'sandbox', version: 1 }
const hostile = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>'

async function sandboxOf(nodeRed: RunningNodeRed): Promise<Sandbox> {
    const node = nodeRed.node(account.id) as unknown as { sandbox(): Promise<Sandbox> }
    const sandbox = await node.sandbox()
    sandbox.portal.reset()
    sandbox.faults.clear()
    return sandbox
}

describe('CRM page in a browser', () => {
    let browser: Browser
    let nodeRed: RunningNodeRed
    let crm: Sandbox
    /** What a page reported as its own failure. */
    const failures: string[] = []

    before(async function () {
        browser = await launchBrowser(this)
        nodeRed = await startNodeRed({ flows: [account] })
        crm = await sandboxOf(nodeRed)
    })
    after(async () => {
        await browser?.close()
        await nodeRed?.stop()
    })
    beforeEach(() => crm.portal.reset())
    afterEach(async () => {
        await Promise.all(browser.contexts().map((context) => context.close()))
        assert.deepEqual(failures.splice(0), [])
    })

    const open = async (address = '', options: BrowserContextOptions = {}): Promise<Page> => {
        const page = await freshPage(browser, {
            locale: 'en-GB',
            timezoneId: 'UTC',
            viewport: { width: 1280, height: 800 },
            ...options
        })
        page.on('pageerror', ({ message }) => failures.push(message))
        page.on('dialog', (dialog) => void dialog.dismiss().then(() => failures.push('a dialog was opened')))
        await page.goto(`${nodeRed.url}/hubspot-nodes/crm/${address}`)
        return page
    }
    const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })
    const ada = () =>
        crm.portal.create('contacts', {
            firstname: 'Ada',
            lastname: 'Test-Lovelace',
            email: 'ada.test@example.com',
            lifecyclestage: 'lead'
        })

    it('shows a contact as soon as it is there, and its changes, without a reload', async () => {
        const page = await open()
        await page.getByRole('table').waitFor()
        const { id } = ada()
        await row(page, 'Ada Test-Lovelace').filter({ hasText: 'Lead' }).waitFor()
        crm.portal.update('contacts', id, { lifecyclestage: 'marketingqualifiedlead' })
        await row(page, 'Ada Test-Lovelace').filter({ hasText: 'Marketing Qualified Lead' }).waitFor()
        crm.portal.archive('contacts', id)
        await row(page, 'Ada Test-Lovelace').waitFor({ state: 'detached' })
    })

    it('finds contacts while one types, and says how many', async () => {
        ada()
        crm.portal.create('contacts', { firstname: 'Grace', email: 'grace.test@example.com' })
        const page = await open()
        const search = page.getByRole('searchbox', { name: 'Search contacts' })
        await search.fill('ada.test@')
        await page.getByText('1–1 of 1 contacts').waitFor()
        assert.equal(await page.getByRole('row').count(), 2)
        await search.fill('nobody has this name')
        await page.getByText('No contact found.').waitFor()
    })

    it('sorts by the column whose heading is pressed, and says so to screen readers', async () => {
        const page = await open()
        await row(page, '@').first().waitFor()
        const heading = page.getByRole('columnheader', { name: 'E-mail' })
        await heading.getByRole('button').click()
        await page.locator('th[aria-sort="ascending"]', { hasText: 'E-mail' }).waitFor()
        const emails = await page.locator('tbody tr td:nth-child(2)').allTextContents()
        const filled = emails.filter((email) => email !== '')
        assert.deepEqual(filled, filled.toSorted())
        await heading.getByRole('button').click()
        await page.locator('th[aria-sort="descending"]', { hasText: 'E-mail' }).waitFor()
    })

    it('turns pages', async () => {
        for (let index = 0; index < 120; index++)
            crm.portal.create('contacts', { firstname: 'Paged', email: `paged${index}@example.com` })
        const page = await open()
        await page.getByRole('searchbox').fill('paged')
        await page.getByText('1–50 of 120 contacts').waitFor()
        await page.getByRole('button', { name: 'Last page' }).click()
        await page.getByText('101–120 of 120 contacts').waitFor()
        assert.ok(await page.getByRole('button', { name: 'Next page' }).isDisabled())
        await page.getByRole('button', { name: 'Previous page' }).click()
        await page.getByText('51–100 of 120 contacts').waitFor()
    })

    it('shows with the keyboard alone what was changed and by whom, live', async () => {
        const { id } = ada()
        const page = await open()
        await page.getByRole('link', { name: 'Ada Test-Lovelace' }).focus()
        await page.keyboard.press('Enter')
        const panel = page.getByRole('complementary', { name: 'Ada Test-Lovelace' })
        const first = panel.getByRole('listitem').filter({ hasText: 'ada.test@example.com' }).first()
        await first.filter({ hasText: 'Person' }).waitFor()
        await page.getByRole('heading', { name: 'Ada Test-Lovelace' }).and(page.locator(':focus')).waitFor()
        await fetch(`${crm.url}/crm/v3/objects/contacts/${id}`, {
            method: 'PATCH',
            headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
            body: JSON.stringify({ properties: { lifecyclestage: 'marketingqualifiedlead' } })
        })
        const newest = panel.locator('.timeline > li').first()
        await newest.filter({ hasText: 'Integration' }).waitFor()
        assert.match(await newest.innerText(), /lifecyclestage\s+Lead\s+→\s+Marketing Qualified Lead/)
        await page.keyboard.press('Escape')
        await panel.waitFor({ state: 'hidden' })
        await page.getByRole('link', { name: 'Ada Test-Lovelace' }).and(page.locator(':focus')).waitFor()
        await page.keyboard.press('ArrowDown')
        const focused = await page.evaluate(() => document.activeElement?.closest('tr')?.rowIndex)
        assert.equal(focused, 2)
    })

    it('shows an activity as soon as it is there, as text whatever HTML it holds, and a long one on demand', async () => {
        const { id } = ada()
        const page = await open(`#contacts/${id}`)
        const panel = page.getByRole('complementary', { name: 'Ada Test-Lovelace' })
        const change = await panel.locator('.timeline > li').first().elementHandle()
        const at = new Date(crm.clock.now()).toISOString()
        const escaped = hostile.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        await typeNote(
            crm,
            `<p>Met at the fair${hostile}</p><p>${escaped}</p><p>${'word '.repeat(60)}end</p>`,
            at,
            `contacts/${id}`
        )
        const note = panel.locator('.activity').filter({ hasText: 'Note' })
        const text = note.locator('.text')
        await text.filter({ hasText: 'Met at the fair' }).waitFor()
        assert.ok((await text.innerText()).startsWith(`Met at the fair\n${hostile}\nword`))
        assert.doesNotMatch(await text.innerText(), /end/)
        await text.getByRole('button', { name: 'show all' }).click()
        assert.match(await text.innerText(), /word end$/)
        const properties = {
            hs_timestamp: at,
            hs_call_title: hostile,
            hs_call_direction: 'OUTBOUND',
            hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
            hubspot_owner_id: '410200101'
        }
        await link(crm, `calls/${crm.portal.create('calls', properties).id}`, `contacts/${id}`)
        const about = panel.locator('.activity').filter({ hasText: hostile }).filter({ hasText: 'Call' })
        await about.getByText('outgoing · Connected · Alma Reyes').waitFor()
        assert.match(await text.innerText(), /word end$/)
        assert.equal(await change?.evaluate((element) => element.isConnected), true)
        assert.equal(await page.evaluate(() => 'hacked' in window), false)
        assert.equal(await page.locator('img').count(), 0)
    })

    it("shows the portal's labels, and internal values beside them where flows need them", async () => {
        const { id } = ada()
        crm.portal.update('contacts', id, { hs_lead_status: 'UNRESPONSIVE', hubspot_owner_id: '410200101' })
        const page = await open(`#contacts/${id}`)
        await row(page, 'Ada Test-Lovelace').filter({ hasText: 'Unresponsive' }).waitFor()
        const panel = page.getByRole('complementary', { name: 'Ada Test-Lovelace' })
        await panel.locator('.timeline').getByText('Alma Reyes').waitFor()
        assert.equal(await panel.locator('.timeline [title=UNRESPONSIVE]').innerText(), 'Unresponsive')
        await panel.getByText(/^Properties/).click()
        const status = panel.locator('dl > div').filter({ hasText: 'hs_lead_status' })
        assert.match(await status.innerText(), /Unresponsive\s+UNRESPONSIVE/)
        await screenshot(page, 'crm-contact-properties')
    })

    it('shows every stage in order with its deals, closed ones too, and a deal where it is moved to (DS-08, DS-10)', async () => {
        const page = await open('#board')
        const board = page.locator('.board')
        await board.getByRole('heading', { name: 'Closed Lost' }).waitFor()
        assert.deepEqual(await board.getByRole('heading', { level: 2 }).allTextContents(), [
            'Opportunity',
            'POC Started',
            'Value Validated',
            'Contract Sent',
            'Closed Won',
            'Closed Lost'
        ])
        const cards = (stage: string) => board.getByRole('region', { name: stage }).getByRole('listitem')
        for (const [stage, id] of [
            ['Contract Sent', '210384504'],
            ['Closed Won', 'closedwon'],
            ['Closed Lost', 'closedlost']
        ] as const) {
            const expected = crm.portal
                .list('deals')
                .filter(({ properties }) => properties.dealstage === id)
                .map(({ properties }) => properties.dealname ?? '')
            const names = await cards(stage).locator('a').allTextContents()
            assert.deepEqual(new Set(names), new Set(expected), stage)
            assert.ok(expected.length > 0, stage)
        }
        const { id } = crm.portal.create('deals', {
            dealname: 'Dairy 9',
            dealstage: '210384504',
            amount: '1000',
            contract_expiration_date: new Date(crm.clock.now() - 3 * 86_400_000).toISOString().slice(0, 10)
        })
        await cards('Contract Sent').filter({ hasText: 'Dairy 9' }).filter({ hasText: 'expired' }).waitFor()
        crm.portal.update('deals', id, { dealstage: 'closedwon' })
        const won = cards('Closed Won').filter({ hasText: 'Dairy 9' })
        await won.waitFor()
        assert.doesNotMatch(await won.innerText(), /expired|overdue/)
        assert.equal(await cards('Contract Sent').filter({ hasText: 'Dairy 9' }).count(), 0)
    })

    it('shows the board of the pipeline that is chosen, with what its deals add up to', async () => {
        const page = await open('#board')
        const board = page.locator('.board')
        await board.getByRole('heading', { name: 'Value Validated' }).waitFor()
        const chooser = page.getByRole('combobox', { name: 'Pipeline' })
        assert.equal(await chooser.isVisible(), false)
        const { pipeline, stage } = await addPipeline(crm, 'Renewals', 'Due', '0.25')
        await chooser.selectOption('Renewals (0)')
        const due = board.getByRole('region', { name: 'Due' })
        await due.waitFor()
        assert.equal(await board.getByRole('heading', { name: 'Value Validated' }).count(), 0)
        crm.portal.create('deals', {
            dealname: 'Plant 4',
            pipeline,
            dealstage: stage,
            amount: '1000',
            closedate: new Date(crm.clock.now() - 3 * 86_400_000).toISOString(),
            hubspot_owner_id: '410200102'
        })
        await due
            .getByRole('listitem')
            .filter({ hasText: 'overdue' })
            .filter({ hasText: 'Tobias Falk' })
            .waitFor()
        assert.match(await due.innerText(), /25%\s·\sweighted 250/)
        await page.locator('.toolbar:visible').getByText('Weighted250').waitFor()
    })

    it('looks what breaks the handbook, counts it per rule, and opens the record, with the keyboard alone', async () => {
        const { id } = crm.portal.create('contacts', { firstname: hostile, hubspot_owner_id: '410200101' })
        const page = await open('#findings')
        await page.getByRole('heading', { name: 'Nobody has looked yet' }).waitFor()
        const look = page.getByRole('button', { name: 'Look' })
        await look.focus()
        await page.keyboard.press('Enter')
        const own = row(page, hostile).filter({ hasText: 'The contact has no lifecycle stage.' })
        await own.filter({ hasText: 'Alma Reyes' }).waitFor()
        await page.getByRole('status').filter({ hasText: 'As of' }).waitFor()
        await page.getByRole('button', { name: 'Look again' }).and(page.locator(':focus')).waitFor()
        const all = await page.locator('.findings tbody tr').count()
        await page
            .getByRole('link', { name: `Findings ${all}` })
            .first()
            .waitFor()
        const rule = page.getByRole('button', { name: /^LC-01: / })
        await rule.press('Enter')
        await page.locator('.rules [aria-pressed=true]').filter({ hasText: 'LC-01' }).waitFor()
        await row(page, 'IMP-03').first().waitFor({ state: 'detached' })
        assert.match(
            await rule.innerText(),
            new RegExp(`${await page.locator('.findings tbody tr').count()}$`)
        )

        await page.getByRole('link', { name: hostile }).press('Enter')
        const panel = page.getByRole('complementary', { name: hostile })
        await panel.locator('.timeline > li').first().waitFor()
        await page.getByRole('heading', { name: hostile }).and(page.locator(':focus')).waitFor()
        await page.keyboard.press('Escape')
        await page.getByRole('link', { name: hostile }).and(page.locator(':focus')).waitFor()
        assert.equal(await page.evaluate(() => 'hacked' in window), false)

        crm.portal.update('contacts', id, { lifecyclestage: 'lead' })
        await page.getByText('The CRM or its day has changed since.').waitFor()
        const again = page.getByRole('button', { name: 'Look again' })
        await again.click()
        await row(page, hostile).waitFor({ state: 'detached' })
        const deal = page.locator('.findings a[href^="#findings/deals/"]').first()
        const name = await deal.innerText()
        await deal.click()
        await page
            .getByRole('complementary', { name })
            .locator('.timeline > li')
            .filter({ hasText: 'dealstage' })
            .first()
            .waitFor()

        crm.faults.add({ kind: { type: 'status', status: 401 }, times: 1000 })
        await again.click()
        await page.getByRole('heading', { name: 'HUBSPOT_AUTH' }).waitFor()
        await page.getByRole('status').filter({ hasText: 'failed with HUBSPOT_AUTH' }).waitFor()
        crm.faults.clear()
        await again.click()
        await row(page, name).first().waitFor()
    })

    it('shows hostile values as the text they are', async () => {
        const { id } = crm.portal.create('contacts', {
            firstname: hostile,
            lastname: '{{constructor}}',
            company: hostile,
            email: 'hostile@example.com'
        })
        crm.portal.create('deals', { dealname: hostile, dealstage: 'closedwon', amount: '1' })
        const page = await open(`#contacts/${id}`)
        await page.getByRole('heading', { name: hostile }).waitFor()
        await row(page, hostile).waitFor()
        await page.locator('.timeline').getByText(hostile).first().waitFor()
        await page.getByRole('link', { name: 'Deal board' }).click()
        await page.locator('.board').getByText(hostile).waitFor()
        assert.equal(await page.evaluate(() => 'hacked' in window), false)
        assert.equal(await page.locator('img').count(), 0)
    })

    it('advances the clock by a day and by two weeks', async () => {
        const page = await open()
        await page.getByRole('button', { name: 'Advance the clock by two weeks' }).waitFor()
        const before = crm.clock.now()
        await page.getByRole('button', { name: 'Advance the clock by two weeks' }).click()
        await page.getByRole('status').filter({ hasText: 'The clock now says' }).waitFor()
        await page.getByRole('button', { name: 'Advance the clock by one day' }).click()
        const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
        await page
            .locator('.clock')
            .filter({ hasText: date.format(before + 15 * 86_400_000) })
            .waitFor()
    })

    it('resets only after a confirmation', async () => {
        ada()
        const page = await open()
        await row(page, 'Ada Test-Lovelace').waitFor()
        await page.getByRole('button', { name: 'Reset the sandbox?' }).click()
        const question = page.getByRole('dialog', { name: 'Reset the sandbox?' })
        await question.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor()
        await page.keyboard.press('Enter')
        await question.waitFor({ state: 'hidden' })
        assert.ok(crm.portal.contactByEmail('ada.test@example.com'))
        await page.getByRole('button', { name: 'Reset the sandbox?' }).click()
        await question.getByRole('button', { name: 'Reset' }).click()
        await row(page, 'Ada Test-Lovelace').waitFor({ state: 'detached' })
        assert.equal(crm.portal.contactByEmail('ada.test@example.com'), undefined)
    })

    it('lists the calls to the API as they are made', async () => {
        crm.log.clear()
        const page = await open('#calls')
        await page.getByRole('heading', { name: 'No calls yet' }).waitFor()
        await fetch(`${crm.url}/crm/v3/objects/contacts/1`, {
            headers: { authorization: `Bearer ${crm.token}` }
        })
        const call = row(page, '/crm/v3/objects/contacts/1')
        await call.waitFor()
        assert.deepEqual((await call.getByRole('cell').allInnerTexts()).slice(1), [
            'Read',
            'GET',
            '/crm/v3/objects/contacts/1',
            '404',
            '1'
        ])
    })

    it('says what to do without a sandbox account, and goes on by itself once there is one', async () => {
        await nodeRed.deploy([])
        const page = await open()
        await page.getByRole('alert').filter({ hasText: 'No sandbox is deployed' }).waitFor()
        await nodeRed.deploy([account])
        crm = await sandboxOf(nodeRed)
        ada()
        await row(page, 'Ada Test-Lovelace').waitFor()
        await page.getByRole('button', { name: 'Advance the clock by one day' }).waitFor()
    })

    it("speaks the browser's language, or the one asked for", async () => {
        const german = await open('', { locale: 'de-DE' })
        await german.getByRole('link', { name: 'Kontakte' }).waitFor()
        assert.equal(await german.locator('html').getAttribute('lang'), 'de')
        const english = await open('?lang=en', { locale: 'de-DE' })
        await english.getByRole('link', { name: 'Contacts' }).waitFor()
        const other = await open('', { locale: 'fr-FR' })
        await other.getByRole('link', { name: 'Contacts' }).waitFor()
    })

    describe('its layout', () => {
        const logged = async (objectType: string, contact: string, properties: Record<string, string>) => {
            const hs_timestamp = new Date(crm.clock.now()).toISOString()
            const { id } = crm.portal.create(objectType, { hs_timestamp, ...properties })
            await link(crm, `${objectType}/${id}`, `contacts/${contact}`)
        }

        before(async () => {
            const headers = { 'content-type': 'application/json' }
            await fetch(`${nodeRed.url}/hubspot-nodes/crm/api/look`, { method: 'POST', headers, body: '{}' })
        })

        for (const width of [1280, 400])
            for (const theme of ['light', 'dark'] as const)
                for (const language of ['en', 'de'])
                    it(`fits ${width} px, ${theme}, ${language}`, async () => {
                        const { id } = ada()
                        crm.portal.update('contacts', id, {
                            lifecyclestage: 'marketingqualifiedlead',
                            hs_lead_status: 'UNRESPONSIVE',
                            hubspot_owner_id: '410200101',
                            phone: '1'
                        })
                        await logged('notes', id, {
                            hs_note_body: `<p>Why now?</p><p>${'Audit '.repeat(40)}</p>`
                        })
                        await logged('tasks', id, {
                            hs_task_subject: 'Call back',
                            hs_task_status: 'NOT_STARTED',
                            hubspot_owner_id: '410200102'
                        })
                        await logged('calls', id, {
                            hs_call_title: 'Unbroken'.repeat(20),
                            hs_call_direction: 'INBOUND',
                            hs_call_disposition: 'b2cf5968-551e-4856-9783-52b3da59a7d0',
                            hubspot_owner_id: '410200101'
                        })
                        crm.portal.create('deals', {
                            dealname: 'Test-Lovelace Analytical Engines - Enterprise',
                            dealstage: '210384504',
                            amount: '1234567.89',
                            closedate: '2025-01-31',
                            contract_expiration_date: '2025-01-31',
                            hubspot_owner_id: '410200102'
                        })
                        const options = { viewport: { width, height: 800 } }
                        const page = await open(`?theme=${theme}&lang=${language}`, options)
                        for (const section of [
                            'contacts',
                            `contacts/${id}`,
                            'board',
                            'tasks',
                            'findings',
                            'calls'
                        ]) {
                            const name = section.startsWith('contacts/') ? 'contact' : section
                            await page.goto(`${page.url().split('#')[0]}#${section}`)
                            await page
                                .locator(
                                    { contact: '.timeline li', findings: '.findings tbody tr' }[name] ??
                                        'main :is(tbody tr, .board li, .empty):visible'
                                )
                                .first()
                                .waitFor()
                            await screenshot(page, `crm-${name}-${width}-${theme}-${language}`)
                            const overflow = await page.evaluate(() =>
                                [document.documentElement, ...document.querySelectorAll('.scroll')].reduce(
                                    (sum, { scrollWidth, clientWidth }) => sum + scrollWidth - clientWidth,
                                    0
                                )
                            )
                            assert.equal(overflow, 0, name)
                        }
                        const scheme = await page.evaluate(
                            () => getComputedStyle(document.documentElement).colorScheme
                        )
                        assert.equal(scheme, theme)
                    })
    })
})

describe('CRM page in a browser, with adminAuth', () => {
    let browser: Browser
    let nodeRed: RunningNodeRed

    before(async function () {
        browser = await launchBrowser(this)
        nodeRed = await startNodeRed({ flows: [account], settings: { adminAuth } })
        const crm = await sandboxOf(nodeRed)
        crm.portal.create('contacts', {
            firstname: 'Ada',
            lastname: 'Test-Lovelace',
            email: 'ada@example.com'
        })
    })
    after(async () => {
        await browser?.close()
        await nodeRed?.stop()
    })

    const logIn = (page: Page, token: string) =>
        page.evaluate(
            (value) => localStorage.setItem('auth-tokens', value),
            JSON.stringify({ access_token: token })
        )

    it("asks for the editor's log-in, uses it once it is there, and so does the editor", async () => {
        const page = await freshPage(browser, { locale: 'en-GB' })
        await page.goto(`${nodeRed.url}/hubspot-nodes/crm/`)
        await page.getByRole('alert').filter({ hasText: 'Log in to the Node-RED editor first' }).waitFor()
        assert.equal(await page.getByText('Ada Test-Lovelace').count(), 0)
        await logIn(page, tokens.admin)
        await page.getByRole('link', { name: 'Ada Test-Lovelace' }).waitFor()
        await page.getByRole('button', { name: 'Advance the clock by one day' }).waitFor()
        // The same entry logs the editor in: it is really where the editor keeps it.
        await page.goto(nodeRed.url)
        await page.locator('.red-ui-palette-node').first().waitFor()
    })

    it('offers a reader nothing that changes the sandbox', async () => {
        const page = await freshPage(browser, { locale: 'en-GB' })
        await page.goto(`${nodeRed.url}/hubspot-nodes/crm/`)
        await page.getByRole('alert').waitFor()
        await logIn(page, tokens.reader)
        await page.getByText('Your log-in may look').waitFor()
        await page.getByRole('link', { name: 'Ada Test-Lovelace' }).waitFor()
        assert.equal(await page.getByRole('button', { name: /Advance|Reset/ }).count(), 0)
    })
})
