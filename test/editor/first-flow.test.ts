import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { closeDialog, deploy, settledTray } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const tab: FlowNode = { id: 'f1a5f1a5f1a5f1a5', type: 'tab', label: 'First flow' }
const inject: FlowNode = {
    id: 'f1a5000000000001',
    type: 'inject',
    z: tab.id,
    name: 'a user signs up',
    props: [{ p: 'payload' }],
    payload: '{"name":"van der Berg, Anne-Marie","email":"anne-marie@example.com"}',
    payloadType: 'json',
    repeat: '',
    once: false,
    x: 150,
    y: 100,
    wires: [[]]
}

describe('a newcomer’s first flow, in a browser', () => {
    const editor = useEditor()

    /** Drags a node from the palette; resolves to it on the canvas. */
    async function drag(page: Page, type: string, x: number, y: number): Promise<Locator> {
        const before = await page.locator('.red-ui-flow-node-group').count()
        await page
            .locator(`.red-ui-palette-node[data-palette-type="${type}"]`)
            .dragTo(page.locator('#red-ui-workspace-chart'), { targetPosition: { x, y } })
        await page.locator('.red-ui-flow-node-group').nth(before).waitFor()
        return page.locator('.red-ui-flow-node-group').nth(before)
    }

    async function wire(page: Page, from: Locator, to: Locator): Promise<void> {
        const output = from.locator('.red-ui-flow-port-output .red-ui-flow-port').first()
        const input = to.locator('.red-ui-flow-port-input .red-ui-flow-port').first()
        const [a, b] = [await output.boundingBox(), await input.boundingBox()]
        assert.ok(a && b)
        await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2)
        await page.mouse.down()
        await page.mouse.move(b.x + b.width / 2 - 20, b.y + b.height / 2, { steps: 8 })
        await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 4 })
        await page.mouse.up()
    }

    it('drags two nodes, picks the sandbox, deploys, presses inject and finds the contact on the CRM page', async () => {
        const page = await editor.show([tab, inject])
        const button = page.locator(`.red-ui-flow-node-group[id="${inject.id}"]`)
        const splitter = await drag(page, 'name-splitter', 400, 100)
        const contact = await drag(page, 'hubspot-contact', 640, 100)
        await wire(page, button, splitter)
        await wire(page, splitter, contact)

        await contact.locator('.red-ui-flow-node').first().dblclick()
        await settledTray(page)
        await page.locator('#node-input-btn-account-add, #node-input-lookup-account').first().click()
        await settledTray(page)
        await page.locator('#node-config-input-mode').selectOption('sandbox')
        await page.locator('#hubspot-account-check').click()
        await page.locator('#hubspot-account-report').getByText('every scope').waitFor()
        await page.locator('#node-config-dialog-ok').click()
        await page.locator('#node-config-input-mode').waitFor({ state: 'detached' })
        const tray = await settledTray(page)
        await tray.getByText('properties in this portal').first().waitFor()
        // The row has its name field too, which is no contact property: so say what goes where.
        for (const property of ['email', 'firstname', 'lastname']) {
            await tray.locator('.red-ui-editableList-addButton:visible').click()
            await tray.locator('.hubspot-line-property').last().fill(property)
            await tray.locator('.hubspot-line').last().locator('.red-ui-typedInput-input').fill(property)
        }
        await closeDialog(page)
        await deploy(page)
        await button.locator('.red-ui-flow-node-button-button').click()

        const crm = await page.context().newPage()
        await crm.goto(`${editor.nodeRed.url}/hubspot-nodes/crm/`)
        const row = crm.getByRole('row').filter({ hasText: 'anne-marie@example.com' })
        await row.waitFor()
        const text = await row.innerText()
        assert.match(text, /Anne-Marie/)
        assert.match(text, /van der Berg/)
    })
})
