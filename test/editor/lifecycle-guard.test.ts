import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults } from '../../nodes/lifecycle-guard/config'
import { closeDialog, deploy, openDialog, screenshot, settledTray } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const account: FlowNode = {
    id: 'acc0acc0acc0acc0',
    type: 'hubspot-account',
    name: 'Test portal',
    mode: 'sandbox',
    readOnly: false,
    version: 1
}
const handbook: FlowNode = {
    id: 'b00cb00cb00cb00c',
    type: 'sales-handbook',
    name: '',
    account: '',
    edition: '2023-12',
    overrides: {},
    version: 1
}
const tab: FlowNode = { id: 'fab0fab0fab0fab0', type: 'tab', label: 'Lifecycle' }
const nodeId = 'c0de000000000001'

/** The stages and kinds of evidence of the chosen handbook have come: until then the lists may still change. */
const choicesReady = (tray: Locator) =>
    tray.locator('#lifecycle-guard-choices[data-state="ready"]').waitFor({ state: 'attached' })

describe('lifecycle-guard: dialog', () => {
    const editor = useEditor()
    let page: Page

    async function open(
        settings: Record<string, unknown> = {},
        options = {},
        edition = handbook
    ): Promise<Locator> {
        const guard: FlowNode = {
            id: nodeId,
            type: 'lifecycle-guard',
            z: tab.id,
            x: 300,
            y: 100,
            account: account.id,
            handbook: handbook.id,
            wires: [[], []],
            ...settings
        }
        page = await editor.show([tab, account, edition, guard], options)
        const answer = page.waitForResponse((response) => response.url().endsWith('/handbook/lifecycle'))
        const tray = await openDialog(page, nodeId)
        await answer
        return tray
    }

    const stored = () => editor.stored(nodeId)

    /** The typed input that belongs to a field. */
    const typedInput = (tray: Locator, field: string) =>
        tray.locator(`#node-input-${field} + .red-ui-typedInput-container`)

    /** Takes an option of a typed input's own list by its label. */
    async function pick(tray: Locator, field: string, label: string): Promise<void> {
        await typedInput(tray, field).locator('.red-ui-typedInput-option-trigger').click()
        await page.locator('.red-ui-typedInput-options:visible').getByText(label, { exact: true }).click()
    }

    it('starts with the same settings as the runtime', async () => {
        await open()
        assert.deepEqual(await editor.defaultsOf('lifecycle-guard'), { name: '', ...defaults })
    })

    it('built from an empty canvas by the dialog alone: a skip is refused with its reason, and walked it passes', async () => {
        page = await editor.show([])
        const canvas = page.locator('#red-ui-workspace-chart')
        const place = async (type: string, x: number, y: number) => {
            const entry = page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`)
            await entry.scrollIntoViewIfNeeded()
            await entry.dragTo(canvas, { targetPosition: { x, y } })
        }
        await place('inject', 160, 300)
        await place('lifecycle-guard', 460, 300)
        await place('debug', 660, 300)
        const nodeOf = (type: string) =>
            page.evaluate((wanted) => {
                const { RED } = window as unknown as {
                    RED: { nodes: { eachNode(each: (node: { id: string; type: string }) => void): void } }
                }
                const found: string[] = []
                RED.nodes.eachNode(({ id, type: one }) => {
                    if (one === wanted) found.push(id)
                })
                return found[0] ?? ''
            }, type)
        const [inject, guard, debug] = [
            await nodeOf('inject'),
            await nodeOf('lifecycle-guard'),
            await nodeOf('debug')
        ]

        // The guard, with an account and a handbook that are made on the way.
        let tray = await openDialog(page, guard)
        await tray.locator('#node-input-btn-account-add').click()
        await settledTray(page)
        await page.locator('#node-config-input-mode').selectOption('sandbox')
        await page.locator('#node-config-dialog-ok').click()
        tray = await settledTray(page)
        await tray.locator('#node-input-btn-handbook-add').click()
        await settledTray(page)
        await page.locator('#node-config-dialog-ok').click()
        tray = await settledTray(page)
        await tray.locator('#node-input-mode').selectOption('apply')
        await choicesReady(tray)
        await pick(tray, 'stage', 'Marketing Qualified Lead')
        await typedInput(tray, 'support').locator('.red-ui-typedInput-type-select').click()
        await page
            .locator('.red-ui-typedInput-options:visible')
            .getByText('evidence', { exact: true })
            .click()
        await typedInput(tray, 'support').locator('.red-ui-typedInput-option-trigger').click()
        const evidence = page.locator('.red-ui-typedInput-options:visible')
        await evidence.getByText('Demo request', { exact: true }).click()
        await page.keyboard.press('Escape')
        await closeDialog(page)

        tray = await openDialog(page, inject)
        const payload = tray.locator('.node-input-prop-property-value + .red-ui-typedInput-container').first()
        await payload.locator('.red-ui-typedInput-type-select').click()
        await page.locator('.red-ui-typedInput-options:visible').getByText('string', { exact: true }).click()
        await payload.locator('input.red-ui-typedInput-input').fill('grace.mbeki@example.com')
        await closeDialog(page)
        tray = await openDialog(page, debug)
        const complete = tray.locator('#node-input-typed-complete + .red-ui-typedInput-container')
        await complete.locator('input.red-ui-typedInput-input').fill('handbook')
        await closeDialog(page)

        const wire = async (from: string, output: number, to: string) => {
            const out = page.locator(`.red-ui-flow-node-group[id="${from}"] .red-ui-flow-port-output`)
            const target = page.locator(`.red-ui-flow-node-group[id="${to}"] .red-ui-flow-port-input`)
            const [a, b] = [await out.nth(output).boundingBox(), await target.boundingBox()]
            assert.ok(a && b)
            await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2)
            await page.mouse.down()
            await page.mouse.move(b.x + b.width / 2 - 10, b.y + b.height / 2, { steps: 8 })
            await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 4 })
            await page.mouse.up()
        }
        await wire(inject, 0, guard)
        await wire(guard, 0, debug)
        await wire(guard, 1, debug)
        await deploy(page)

        await page.locator('#red-ui-sidebar-tabs, .red-ui-sidebar').first().waitFor()
        await page.evaluate(() => {
            const { RED } = window as unknown as { RED: { sidebar: { show(id: string): void } } }
            RED.sidebar.show('debug')
        })
        const press = () =>
            page.locator(`.red-ui-flow-node-group[id="${inject}"] .red-ui-flow-node-button-button`).click()
        const messages = page.locator('.red-ui-debug-msg')
        await press()
        await messages.first().waitFor()
        const expand = messages.first().locator('.red-ui-debug-msg-object-handle').first()
        await expand.click()
        await messages.first().getByText('Lead would be skipped.').waitFor()
        await messages.first().getByText('LC-02').locator('visible=true').first().waitFor()
        await screenshot(page, 'lifecycle-guard-refused')

        tray = await openDialog(page, guard)
        await tray.locator('#node-input-skip').selectOption('walk')
        await closeDialog(page)
        await deploy(page)
        await press()
        await messages.nth(1).waitFor()
        await messages.nth(1).locator('.red-ui-debug-msg-object-handle').first().click()
        await messages.nth(1).getByText('Lead and Marketing Qualified Lead are entered one by one.').waitFor()
        await screenshot(page, 'lifecycle-guard-walked')
    })

    it('offers the stages and the evidence of the chosen edition, and keeps what is chosen', async () => {
        let tray = await open({}, {}, { ...handbook, edition: '2023-02' })
        await tray.locator('#node-input-mode').selectOption('apply')
        await choicesReady(tray)
        await typedInput(tray, 'stage').locator('.red-ui-typedInput-option-trigger').click()
        const offered = await page.locator('.red-ui-typedInput-options:visible a').allInnerTexts()
        assert.ok(
            offered.includes('Evangelist') && !offered.includes('Product Qualified Lead'),
            offered.join()
        )
        await page.locator('.red-ui-typedInput-options:visible').getByText('Customer').click()
        await tray.locator('#node-input-decideBy').selectOption('evidence')
        assert.equal(await tray.locator('.lifecycle-guard-stage').isVisible(), false)
        await tray.locator('#node-input-allowBackward').check()
        await closeDialog(page)
        const saved = await stored()
        assert.deepEqual(
            [saved.stage, saved.stageType, saved.decideBy, saved.allowBackward, saved.valid],
            ['customer', 'stage', 'evidence', true, true]
        )
        await deploy(page)
        await page.reload()
        tray = await openDialog(page, nodeId)
        await tray.locator('#node-input-decideBy').selectOption('stage')
        assert.match(
            await typedInput(tray, 'stage').locator('.red-ui-typedInput-option-label').innerText(),
            /Customer/
        )
    })

    it('shows for a review what a review needs', async () => {
        const tray = await open({ mode: 'review' })
        assert.equal(await tray.locator('#node-input-repair').isVisible(), true)
        for (const field of ['decideBy', 'skip', 'allowBackward'])
            assert.equal(await tray.locator(`#node-input-${field}`).isVisible(), false, field)
    })

    for (const [field, settings, reason] of [
        ['stage', { stage: '' }, /Choose a stage/],
        ['evidence', { decideBy: 'evidence', evidence: '' }, /Choose what happened/],
        ['record', { record: 'a b' }, /property expression/],
        ['text', { text: '(', textType: 'jsonata' }, /expression/i],
        ['handbook', { handbook: '' }, /handbook/]
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
            const tray = await open(
                {
                    mode: 'apply',
                    decideBy: 'evidence',
                    evidence: 'demoRequest,contactRequest',
                    text: 'message',
                    textType: 'row'
                },
                options
            )
            await tray
                .getByText(/properties in this portal|Eigenschaften/)
                .first()
                .waitFor()
            await screenshot(tray, `lifecycle-guard-${name}`)
            const wide = await tray
                .locator('.red-ui-tray-body')
                .evaluate((body) => body.scrollWidth - body.clientWidth)
            assert.ok(wide <= 1, `${wide} px too wide`)
            const untranslated = await tray.getByText(/lifecycle-guard\.\w+/).count()
            assert.equal(untranslated, 0)
        })
    }
})
