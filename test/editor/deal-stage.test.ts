import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults } from '../../nodes/deal-stage/config'
import { closeDialog, deploy, openDialog, screenshot } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const account: FlowNode = {
    id: 'acc2acc2acc2acc2',
    type: 'hubspot-account',
    name: 'Test portal',
    mode: 'sandbox',
    readOnly: false,
    version: 1
}
const handbook: FlowNode = {
    id: 'bad2bad2bad2bad2',
    type: 'sales-handbook',
    name: '',
    account: '',
    edition: '2023-12',
    overrides: {},
    version: 1
}
const tab: FlowNode = { id: 'fab2fab2fab2fab2', type: 'tab', label: 'Deals' }
const nodeId = 'dea1000000000001'

describe('deal-stage: dialog', () => {
    const editor = useEditor()
    let page: Page

    async function open(settings: Record<string, unknown> = {}, options = {}): Promise<Locator> {
        const deal: FlowNode = {
            id: nodeId,
            type: 'deal-stage',
            z: tab.id,
            x: 300,
            y: 100,
            account: account.id,
            handbook: handbook.id,
            wires: [[], []],
            ...settings
        }
        page = await editor.show([tab, account, handbook, deal], options)
        const answer = page.waitForResponse((response) => response.url().endsWith('/handbook/deals'))
        const tray = await openDialog(page, nodeId)
        await answer
        return tray
    }

    const stored = () => editor.stored(nodeId)
    const tick = (tray: Locator, key: string) => tray.locator(`input[data-entails="${key}"]`)

    it('starts with the same settings as the runtime', async () => {
        await open()
        assert.deepEqual(await editor.defaultsOf('deal-stage'), { name: '', ...defaults })
    })

    it('shows what each stage entails, ticked as the edition does it, and keeps what is chosen', async () => {
        let tray = await open()
        await tick(tray, 'leadStatusOpenDeal').waitFor()
        assert.equal(await tray.locator('.deal-stage-moving').isVisible(), false)
        await tray.locator('#node-input-operation').selectOption('won')
        assert.deepEqual(
            [
                await tick(tray, 'contactCustomer').isChecked(),
                await tick(tray, 'clearLeadStatus').isChecked()
            ],
            [true, false]
        )
        await tick(tray, 'clearLeadStatus').check()
        await tick(tray, 'csmIntroduction').uncheck()
        await closeDialog(page)
        const saved = await stored()
        assert.deepEqual(saved.entails, { clearLeadStatus: true, csmIntroduction: false })
        assert.deepEqual([saved.operation, saved.valid], ['won', true])
        await deploy(page)
        await page.reload()
        tray = await openDialog(page, nodeId)
        await tick(tray, 'clearLeadStatus').waitFor()
        assert.equal(await tick(tray, 'clearLeadStatus').isChecked(), true)
    })

    it('offers the stages of the edition, and what a person confirms', async () => {
        const tray = await open({ operation: 'move' })
        await tray.getByText('This stage entails nothing more.').waitFor()
        const stage = tray.locator('#node-input-stage + .red-ui-typedInput-container')
        await stage.locator('.red-ui-typedInput-option-trigger').click()
        await page.locator('.red-ui-typedInput-options:visible').getByText('Contract Sent').click()
        const confirmed = tray.locator('#node-input-confirmed + .red-ui-typedInput-container')
        await confirmed.locator('.red-ui-typedInput-type-select').click()
        await page
            .locator('.red-ui-typedInput-options:visible')
            .getByText('requirements', { exact: true })
            .click()
        await confirmed.locator('.red-ui-typedInput-option-trigger').click()
        await page
            .locator('.red-ui-typedInput-options:visible')
            .getByText(/signature is reasonably/)
            .click()
        await page.keyboard.press('Escape')
        await closeDialog(page)
        const saved = await stored()
        assert.deepEqual([saved.stage, saved.confirmed, saved.valid], ['contractSent', 'certain', true])
    })

    it('shows for a review and for the board what counts there, and keeps it', async () => {
        const tray = await open({ operation: 'review' })
        await tick(tray, 'csmIntroduction').waitFor()
        assert.equal(await tray.locator('#node-input-deal').isVisible(), false)
        assert.equal(await tray.locator('#node-input-closedDays').isVisible(), false)
        assert.equal(await tray.locator('#node-input-ask').isChecked(), true)
        await tray.locator('#node-input-repair').selectOption('back')
        await screenshot(tray, 'deal-stage-review')
        await tray.locator('#node-input-operation').selectOption('board')
        assert.equal(await tray.locator('#node-input-repair').isVisible(), false)
        assert.equal(await tray.locator('#deal-stage-entails').isVisible(), false)
        await tray.locator('#node-input-closedDays').fill('30')
        await tray.locator('#node-input-archived').check()
        await screenshot(tray, 'deal-stage-board')
        await closeDialog(page)
        const { operation, repair, ask, closedDays, archived, valid } = await stored()
        assert.deepEqual(
            { operation, repair, ask, closedDays, archived, valid },
            { operation: 'board', repair: 'back', ask: true, closedDays: '30', archived: true, valid: true }
        )
    })

    for (const [field, settings, reason] of [
        ['stage', { operation: 'move', stage: '' }, /Choose a stage/],
        ['record', { record: 'a b' }, /property expression/],
        ['deal', { deal: '(', dealType: 'jsonata' }, /expression/i],
        ['handbook', { handbook: '' }, /handbook/],
        ['closedDays', { operation: 'board', closedDays: 'soon' }, /Whole days/]
    ] as const) {
        it(`says why ${field} can not be used`, async () => {
            await open(settings)
            await closeDialog(page)
            const saved = await stored()
            assert.equal(saved.valid, false)
            assert.match(JSON.stringify(saved.validationErrors), reason)
        })
    }

    for (const [name, options] of [
        ['light', {}],
        ['dark', { scheme: 'dark' }],
        ['de', { locale: 'de' }]
    ] as const) {
        it(`looks right: ${name}`, async () => {
            const tray = await open({ operation: 'won' }, options)
            await tick(tray, 'contactCustomer').waitFor()
            await screenshot(tray, `deal-stage-${name}`)
            const wide = await tray
                .locator('.red-ui-tray-body')
                .evaluate((body) => body.scrollWidth - body.clientWidth)
            assert.ok(wide <= 1, `${wide} px too wide`)
            assert.equal(await tray.getByText(/deal-stage\.\w+/).count(), 0)
        })
    }
})
