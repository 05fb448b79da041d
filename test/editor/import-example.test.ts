import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { deploy } from '../support/browser'
import { useEditor } from '../support/editor'

describe('the examples in the editor’s import menu', () => {
    // A Node-RED and a page of its own, as a newcomer has them.
    const editor = useEditor(() => ({}))

    /** Menu, Import, Examples, down to the file, Import: as a user clicks it. */
    async function importExample(page: Page, chapter: string, name: string): Promise<void> {
        await page.locator('#red-ui-header-button-sidemenu').click()
        await page.locator('#menu-item-import').click()
        await page.locator('a[href="#red-ui-clipboard-dialog-import-tab-examples"]').click()
        const entry = (text: string) =>
            page.locator('.red-ui-treeList-label:visible').getByText(text, { exact: true })
        await entry('@flowfuse/nr-hubspot-nodes').click()
        await entry(chapter).click()
        await entry(name).click()
        await page.locator('#red-ui-clipboard-dialog-ok').click()
        await page.locator('#red-ui-clipboard-dialog-ok').waitFor({ state: 'hidden' })
    }

    it('imports two examples, shares the sandbox account between them, and the first works at once', async () => {
        const page = await editor.show([])
        await importExample(page, 'Import', '01 - Import FlowFuse Cloud users from a CSV export')
        await importExample(page, 'Import', '04 - Split names as Google Sheets does')
        const accounts = await page.evaluate(
            "(() => { let count = 0; RED.nodes.eachConfig((node) => { if (node.type === 'hubspot-account') count++; return true }); return count })()"
        )
        assert.equal(accounts, 1)
        await deploy(page)

        await page.evaluate(
            "RED.workspaces.show(RED.nodes.filterNodes({ type: 'inject' }).find(({ name }) => name === '20 users').z)"
        )
        await page.evaluate("RED.sidebar.show('debug')")
        await page
            .locator('.red-ui-flow-node-group')
            .filter({ hasText: '20 users' })
            .locator('.red-ui-flow-node-button-button')
            .click()
        await page.locator('.red-ui-debug-msg').filter({ hasText: 'node: report' }).waitFor()
    })
})
