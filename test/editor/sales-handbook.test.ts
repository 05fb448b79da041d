import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { screenshot, settledTray, type EditorOptions } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const account: FlowNode = {
    id: 'b1c0b1c0b1c0b1c0',
    type: 'hubspot-account',
    name: 'Portal',
    mode: 'hubspot',
    readOnly: false,
    version: 1
}
const readOnlyAccount: FlowNode = { ...account, id: 'b2c0b2c0b2c0b2c0', name: 'Reader', readOnly: true }
const handbook: FlowNode = {
    id: 'd1c0d1c0d1c0d1c0',
    type: 'sales-handbook',
    name: 'Sales',
    account: account.id,
    edition: '2023-12',
    overrides: {},
    version: 1
}
const flow: FlowNode[] = [{ id: 'f1c0f1c0f1c0f1c0', type: 'tab', label: 'Flow' }]

describe('sales-handbook in the editor', () => {
    let crm: Sandbox

    const startPortal = (port: number) => startSandbox({ seed: 'empty', port })

    before(async () => {
        crm = await startPortal(0)
    })
    const editor = useEditor(() => ({ settings: { hubspotAccountApiUrl: crm.url } }))
    after(() => crm?.close())
    beforeEach(async () => {
        await crm.close()
        crm = await startPortal(Number(new URL(crm.url).port))
    })

    /** Opens the editor and in it the handbook's dialog. */
    const open = async (options: EditorOptions = {}): Promise<{ page: Page; tray: Locator }> => {
        const credentials = {
            [account.id]: { token: crm.token },
            [readOnlyAccount.id]: { token: crm.token }
        }
        const page = await editor.show([...flow, account, readOnlyAccount, handbook], {
            ...options,
            credentials
        })
        return { page, tray: await reopen(page) }
    }
    const reopen = async (page: Page): Promise<Locator> => {
        await page.evaluate(
            (id) =>
                (
                    window as unknown as {
                        RED: { editor: { editConfig(name: string, type: string, id: string): void } }
                    }
                ).RED.editor.editConfig('', 'sales-handbook', id),
            handbook.id
        )
        const tray = await settledTray(page)
        await tray.locator('.sales-handbook-section').first().waitFor()
        return tray
    }
    const done = async (page: Page) => {
        await page.locator('#node-config-dialog-ok').click()
        await page.locator('.red-ui-tray').waitFor({ state: 'detached' })
    }
    const stored = async () => {
        const { edition, overrides, account: chosen, valid } = await editor.stored(handbook.id)
        return { edition, overrides, account: chosen, valid }
    }
    const section = (tray: Locator, id: string) => tray.locator(`.sales-handbook-section[data-table="${id}"]`)
    const unfold = async (tray: Locator, id: string) => {
        if ((await section(tray, id).getAttribute('open')) === null)
            await section(tray, id).locator('summary').click()
    }
    const cell = (tray: Locator, path: string) => tray.locator(`input[data-path="${path}"]`)
    /** Node-RED takes clicks on two tabs within 400 ms for a double click, which opens neither: so click until it is open. */
    const tab = async (tray: Locator, id: string) => {
        const pane = tray.locator(`#sales-handbook-${id}`)
        do {
            await tray.locator(`.red-ui-tab a[href="#sales-handbook-${id}"]`).click()
            await pane.waitFor({ timeout: 500 }).catch(() => undefined)
        } while (!(await pane.isVisible()))
    }
    const words = (tray: Locator, path: string) =>
        tray.locator(`td:has(input[data-path="${path}"]) .sales-handbook-words`)

    it('edits stages, timers and deal stages as tables, shows the same as JSON, and stores only what differs', async () => {
        const { page, tray } = await open()
        await cell(tray, 'lifecycle.stages.pql.value').fill('1066237962')
        await unfold(tray, 'timers')
        const timer = 'leadStatus.timers.unresponsive.after'
        assert.equal(await words(tray, timer).textContent(), '14 days')
        assert.equal(
            await words(tray, 'leadStatus.timers.openTooLong.after').textContent(),
            '1 day, business days only'
        )
        await cell(tray, timer).fill('P21D')
        assert.equal(await words(tray, timer).textContent(), '21 days')
        await unfold(tray, 'dealStages')
        assert.equal(await cell(tray, 'deals.stages.pocStarted.probability').inputValue(), '30')
        await cell(tray, 'deals.stages.pocStarted.probability').fill('35')
        await cell(tray, 'deals.stages.contractSent.label').fill('Contract')
        await screenshot(page, 'sales-handbook-tables')

        await tab(tray, 'json')
        await page.waitForFunction(() =>
            document.querySelector('#sales-handbook-code')?.textContent?.includes('P21D')
        )
        await screenshot(page, 'sales-handbook-json')
        await tab(tray, 'tables')
        await section(tray, 'dealStages').locator('tr[data-path="deals.stages.contractSent"] button').click()
        assert.equal(await cell(tray, 'deals.stages.contractSent.label').inputValue(), 'Contract Sent')
        await done(page)
        assert.deepEqual(await stored(), {
            edition: '2023-12',
            account: account.id,
            valid: true,
            overrides: {
                lifecycle: { stages: { pql: { value: '1066237962' } } },
                leadStatus: { timers: { unresponsive: { after: 'P21D' } } },
                deals: { stages: { pocStarted: { probability: 0.35 } } }
            }
        })
    })

    it('names the path and reason of what is wrong, and marks its field', async () => {
        const { page, tray } = await open()
        await unfold(tray, 'timers')
        const timer = cell(tray, 'leadStatus.timers.unresponsive.after')
        await timer.fill('two weeks')
        const issue = tray.locator('#sales-handbook-issues')
        await issue.getByText('leadStatus.timers.unresponsive.after').waitFor()
        assert.match((await issue.textContent()) ?? '', /must be an ISO 8601 duration such as P14D/)
        assert.match((await timer.getAttribute('class')) ?? '', /sales-handbook-invalid/)
        await screenshot(page, 'sales-handbook-issue')
        await done(page)
        assert.equal((await stored()).valid, false)
    })

    it('keeps what was typed as JSON when it is none, and says so', async () => {
        const { page, tray } = await open()
        await tab(tray, 'json')
        await tray.locator('#sales-handbook-code').click()
        await page.keyboard.press('ControlOrMeta+A')
        await page.keyboard.insertText('no JSON yet')
        await tray.locator('#sales-handbook-issues').getByText('no JSON object').waitFor()
        await tab(tray, 'tables')
        assert.ok(await tray.locator('.sales-handbook-unusable').isVisible())
        await done(page)
        assert.equal((await stored()).overrides, 'no JSON yet')
        assert.equal((await stored()).valid, false)
    })

    it('compares, shows exactly what it will do, does it once confirmed, and finds nothing left to do', async () => {
        const { page, tray } = await open({ height: 1400 })
        await tab(tray, 'portal')
        await tray.locator('#sales-handbook-compare').click()
        const missing = tray.locator('.sales-handbook-list[data-kind="missing"]')
        await missing.getByText('Lifecycle stage: Product Qualified Lead').waitFor()
        await missing.getByText('Lead status: Unresponsive').waitFor()
        await screenshot(page, 'sales-handbook-compare')

        await tray.locator('#sales-handbook-create').click()
        const plan = tray.locator('.sales-handbook-plan')
        await plan
            .getByText('Add the lifecycle stage “Product Qualified Lead” before “Sales Qualified Lead”')
            .waitFor()
        await plan.getByText('Add to “Lead Status” the option(s) “Unresponsive”').waitFor()
        await plan.getByText('Add the deal pipeline “Sales Pipeline (handbook)”').waitFor()
        await screenshot(page, 'sales-handbook-plan')
        await tray.locator('#sales-handbook-cancel').click()
        assert.equal(crm.log.count({ kind: 'write' }), 0)

        await tray.locator('#sales-handbook-create').click()
        await tray.locator('#sales-handbook-confirm').click()
        await tray.getByText('has all that the handbook needs').waitFor()
        assert.equal(await tray.locator('[data-kind="results"] [data-outcome="failed"]').count(), 0)
        await screenshot(page, 'sales-handbook-done')

        const writes = crm.log.count({ kind: 'write' })
        await tray.locator('#sales-handbook-compare').click()
        await tray.locator('[data-kind="results"]').waitFor({ state: 'detached' })
        await tray.getByText('has all that the handbook needs').waitFor()
        assert.equal(await tray.locator('#sales-handbook-create').count(), 0)
        assert.equal(crm.log.count({ kind: 'write' }), writes)
    })

    it('tells a change that HubSpot refused with its code, and what is still missing', async () => {
        crm.faults.add({
            match: { method: 'POST', path: /pipelines\/[\d-]+\/deals$/ },
            kind: { type: 'status', status: 403, body: { category: 'MISSING_SCOPES' } }
        })
        const { page, tray } = await open({ height: 1400 })
        await tab(tray, 'portal')
        await tray.locator('#sales-handbook-compare').click()
        await tray.locator('#sales-handbook-create').click()
        await tray.locator('#sales-handbook-confirm').click()
        await tray.locator('[data-outcome="failed"]').getByText('HUBSPOT_SCOPES').waitFor()
        await tray.locator('.sales-handbook-list[data-kind="missing"]').getByText('Deal pipeline').waitFor()
        await screenshot(page, 'sales-handbook-failed')
    })

    it('offers no writing to a read-only account, and asks for an account where there is none', async () => {
        const { tray } = await open()
        await tab(tray, 'portal')
        await tray.locator('#node-config-input-account').selectOption(readOnlyAccount.id)
        await tray.locator('#sales-handbook-compare').click()
        await tray.getByText('The account is read only.').waitFor()
        assert.ok(await tray.locator('#sales-handbook-create').isDisabled())
        await tray.locator('#node-config-input-account').selectOption('_ADD_')
        await tray.locator('#sales-handbook-compare').click()
        await tray.getByText('Choose an account first.').waitFor()
    })

    it('shows another edition, and what an older one does not know', async () => {
        const { page, tray } = await open()
        await tray.locator('#node-config-input-edition').selectOption('2023-02')
        await section(tray, 'dealStages').waitFor({ state: 'detached' })
        assert.equal(await cell(tray, 'lifecycle.stages.pql.label').count(), 0)
        await done(page)
        assert.equal((await stored()).edition, '2023-02')
    })

    for (const options of [{ scheme: 'dark' }, { locale: 'de' }] as const)
        it(`looks right: ${Object.values(options).join('')}`, async () => {
            const { page, tray } = await open({ ...options, height: 1400 })
            const name = `sales-handbook-${Object.values(options).join('')}`
            await unfold(tray, 'timers')
            await unfold(tray, 'dealStages')
            await cell(tray, 'deals.stages.pocStarted.label').fill('Pilot')
            await screenshot(page, `${name}-tables`)
            await tab(tray, 'portal')
            await tray.locator('#sales-handbook-compare').click()
            await tray.locator('#sales-handbook-create').click()
            await tray.locator('.sales-handbook-plan').waitFor()
            await screenshot(page, `${name}-plan`)
            const text = (await tray.textContent()) ?? ''
            assert.ok(!/sales-handbook[.:]|undefined/.test(text), 'every text is translated')
        })
})
