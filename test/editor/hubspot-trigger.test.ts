import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults } from '../../nodes/hubspot-trigger/config'
import { closeDialog, deploy, openDialog, screenshot } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const account = (mode: string): FlowNode => ({
    id: 'acc3acc3acc3acc3',
    type: 'hubspot-account',
    name: 'Test portal',
    mode,
    readOnly: false,
    version: 1
})
const tab: FlowNode = { id: 'fab3fab3fab3fab3', type: 'tab', label: 'Events' }
const nodeId = 'c0de000000000003'

describe('hubspot-trigger: dialog', () => {
    const editor = useEditor()
    let page: Page

    async function open(
        settings: Record<string, unknown> = {},
        options = {},
        mode = 'sandbox'
    ): Promise<Locator> {
        const trigger: FlowNode = {
            id: nodeId,
            type: 'hubspot-trigger',
            z: tab.id,
            x: 300,
            y: 100,
            wires: [[]],
            ...settings,
            account: account(mode).id
        }
        page = await editor.show([tab, account(mode), trigger], options)
        return openDialog(page, nodeId)
    }
    const event = (tray: Locator, type: string) => tray.locator(`input[data-event="${type}"]`)
    const isShown = (tray: Locator, ...ids: string[]) =>
        Promise.all(ids.map((id) => tray.locator(`#${id}`).isVisible()))

    it('starts with the settings of the runtime; events, properties and interval are kept', async () => {
        const tray = await open()
        assert.deepEqual(await editor.defaultsOf('hubspot-trigger'), { name: '', ...defaults })
        assert.deepEqual(
            await isShown(tray, 'node-input-interval', 'node-input-path', 'hubspot-trigger-dealChanges'),
            [true, false, false]
        )
        await event(tray, 'deal.propertyChange').check()
        await event(tray, 'contact.creation').check()
        await tray
            .locator('#hubspot-trigger-catalog')
            .getByText(/\d+ properties/)
            .waitFor()
        const chips = tray.locator('#hubspot-trigger-dealChanges')
        await chips.locator('.hubspot-chip', { hasText: 'Deal Stage' }).waitFor()
        await chips.locator('input').fill('amount')
        await chips.locator('input').press('Tab')
        await tray.locator('#node-input-interval').fill('300')
        await tray.locator('#node-input-begin').selectOption('date')
        await tray.locator('#node-input-beginDate').fill('2026-01-01')
        await screenshot(tray, 'hubspot-trigger-polling')
        await closeDialog(page)
        const saved = await editor.stored(nodeId)
        assert.deepEqual(saved.events, ['contact.creation', 'contact.propertyChange', 'deal.propertyChange'])
        assert.deepEqual(saved.dealChanges, ['dealstage', 'amount'])
        assert.deepEqual(
            [saved.interval, saved.begin, saved.beginDate, saved.store, saved.valid],
            ['300', 'date', '2026-01-01', '', true]
        )
    })

    it('webhooks: on the sandbox nothing to type; at HubSpot the address for the app, and the secret as a password', async () => {
        const sandbox = await open({ source: 'webhooks' })
        assert.deepEqual(await isShown(sandbox, 'node-input-path', 'node-input-secret', 'node-input-url'), [
            true,
            false,
            false
        ])
        assert.ok(await sandbox.locator('.hubspot-trigger-note.hubspot-trigger-sandbox').isVisible())
        await closeDialog(page)

        const tray = await open({ source: 'webhooks' }, { scheme: 'dark' }, 'hubspot')
        const address = tray.locator('#hubspot-trigger-address')
        assert.match(await address.innerText(), /^Target URL for the app: http:.*\/hubspot\/webhooks$/)
        await tray.locator('#node-input-url').fill('https://nr.example.com')
        await tray.locator('#node-input-path').fill('hooks/crm/')
        assert.match(await address.innerText(), /https:\/\/nr\.example\.com\/hooks\/crm$/)
        assert.equal(await tray.locator('#node-input-secret').getAttribute('type'), 'password')
        assert.equal(await tray.locator('#node-input-fetch').isChecked(), true)
        await tray.locator('#node-input-secret').fill('a-secret')
        await screenshot(tray, 'hubspot-trigger-webhooks-dark')
        await closeDialog(page)
        await deploy(page)
        const flows = await page.evaluate(async () =>
            JSON.stringify(await $.ajax({ url: 'flows', dataType: 'json' }))
        )
        assert.doesNotMatch(flows, /a-secret/)
        assert.equal((await editor.stored(nodeId)).url, 'https://nr.example.com')
    })

    it('says what cannot be used, in German too', async () => {
        const tray = await open({ interval: '1', events: [], store: 'gone' }, { locale: 'de' })
        await tray.getByText('Kontakt angelegt').waitFor()
        const store = tray.locator('#node-input-store')
        assert.equal(await store.inputValue(), 'gone')
        assert.match(await store.innerText(), /gone \(diesen Speicher gibt es nicht\)/)
        await screenshot(tray, 'hubspot-trigger-de')
        await closeDialog(page)
        const { valid, validationErrors } = await editor.stored(nodeId)
        assert.equal(valid, false)
        assert.match(
            JSON.stringify(validationErrors),
            /Wählen, was gemeldet.*alle 5 Sekunden|alle 5 Sekunden.*Wählen/
        )
    })
})
