import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults } from '../../nodes/handbook-audit/config'
import { closeDialog, deploy, openDialog } from '../support/browser'
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
const tab: FlowNode = { id: 'fab2fab2fab2fab2', type: 'tab', label: 'Audit' }
const nodeId = 'a0d1000000000001'

describe('handbook-audit: dialog', () => {
    const editor = useEditor()
    let page: Page

    async function open(settings: Record<string, unknown> = {}, edition = '2023-12'): Promise<Locator> {
        const audit: FlowNode = {
            id: nodeId,
            type: 'handbook-audit',
            z: tab.id,
            x: 300,
            y: 100,
            account: account.id,
            handbook: handbook.id,
            wires: [[], []],
            ...settings
        }
        page = await editor.show([tab, account, { ...handbook, edition }, audit])
        return openDialog(page, nodeId)
    }

    const stored = () => editor.stored(nodeId)

    const rule = (tray: Locator, id: string) => tray.locator(`input[data-rule="${id}"]`)
    const chapter = (tray: Locator, id: string) => tray.locator(`input[data-chapter="${id}"]`)

    it('lists the rules by chapter, all ticked, and keeps those that are not looked at', async () => {
        let tray = await open()
        assert.deepEqual(await editor.defaultsOf('handbook-audit'), { name: '', ...defaults })
        await rule(tray, 'LC-02').waitFor()
        await tray.getByText('A contact passes the lifecycle stages in order and skips none.').waitFor()
        const boxes = tray.locator('input[data-rule]')
        assert.ok((await boxes.count()) >= 24)
        assert.equal(await tray.locator('input[data-rule]:not(:checked)').count(), 0)

        await rule(tray, 'LC-02').uncheck()
        assert.equal(
            await chapter(tray, 'LC').evaluate((box) => (box as HTMLInputElement).indeterminate),
            true
        )
        await chapter(tray, 'DS').uncheck()
        assert.equal(await rule(tray, 'DS-05').isChecked(), false)
        await tray.locator('#node-input-quietDays').fill('21')
        await closeDialog(page)
        const saved = await stored()
        const without = ['DS-01', 'DS-02', 'DS-05', 'DS-08', 'DS-09', 'DS-10', 'LC-02']
        assert.deepEqual([saved.without, saved.quietDays, saved.valid], [without, '21', true])
        await deploy(page)
        await page.reload()
        tray = await openDialog(page, nodeId)
        await rule(tray, 'LC-02').waitFor()
        assert.equal(await rule(tray, 'LC-02').isChecked(), false)
        assert.equal(await rule(tray, 'LC-01').isChecked(), true)
        await chapter(tray, 'DS').check()
        await closeDialog(page)
        assert.deepEqual((await stored()).without, ['LC-02'])
    })

    it("offers another edition's rules, keeps what only the first one has, and says what can not be", async () => {
        const tray = await open(
            { without: ['LC-02'], quietDays: '0', since: 'a b', sinceType: 'msg' },
            '2023-02'
        )
        await rule(tray, 'LC-22').waitFor()
        assert.equal(await rule(tray, 'LC-02').count(), 0)
        await closeDialog(page)
        const saved = await stored()
        assert.deepEqual(saved.without, ['LC-02'])
        assert.equal(saved.valid, false)
        assert.match(JSON.stringify(saved.validationErrors), /whole number.*|property expression/)
    })
})
