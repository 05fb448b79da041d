import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults, operations } from '../../nodes/hubspot-contact/config'
import { closeDialog, deploy, openDialog, screenshot } from '../support/browser'
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
const tab: FlowNode = { id: 'fab0fab0fab0fab0', type: 'tab', label: 'Contacts' }
const nodeId = 'c0de000000000001'

function contact(settings: Record<string, unknown> = {}): FlowNode {
    return {
        id: nodeId,
        type: 'hubspot-contact',
        z: tab.id,
        x: 300,
        y: 100,
        account: account.id,
        wires: [[]],
        ...settings
    }
}

describe('hubspot-contact: dialog', () => {
    const editor = useEditor()
    let page: Page

    async function open(settings: Record<string, unknown> = {}, options = {}): Promise<Locator> {
        page = await editor.show([tab, account, contact(settings)], options)
        return openDialog(page, nodeId)
    }

    /** What the dialog left in the node. */
    const stored = () => editor.stored(nodeId)

    const catalog = (tray: Locator) => tray.locator('.hubspot-catalog-text')

    async function pick(tray: Locator, typed: string, label: string): Promise<void> {
        const field = tray.locator('.hubspot-line-property').last()
        await field.fill(typed.slice(0, -1))
        await field.press(typed.slice(-1))
        await page.locator('.red-ui-autoComplete-container').getByText(label, { exact: true }).click()
    }

    it('starts with the same settings as the runtime', async () => {
        await open()
        const { name, ...settings } = await editor.defaultsOf('hubspot-contact')
        assert.deepEqual(settings, defaults)
        assert.equal(name, '')
    })

    it('chooses, maps from the portal’s pick list, saves, and shows all of it again', async () => {
        let tray = await open()
        await catalog(tray).getByText('properties in this portal').waitFor()
        await tray.locator('#node-input-operation').selectOption('update')
        await tray.locator('#hubspot-contact-match-by').selectOption('id')
        await tray.locator('#node-input-blank').selectOption('clear')
        await tray.locator('#node-input-dryRun').check()

        await tray.locator('.red-ui-editableList-addButton:visible').click()
        await pick(tray, 'first n', 'First Name')
        assert.equal(await tray.locator('.hubspot-line-property').inputValue(), 'firstname')
        await tray.locator('.hubspot-line-value input.red-ui-typedInput-input').fill('Vorname')

        await tray.locator('.red-ui-editableList-addButton:visible').click()
        await pick(tray, 'lifecycle s', 'Lifecycle Stage')
        await tray.locator('.hubspot-line').last().locator('.red-ui-typedInput-type-select').click()
        await page.locator('.red-ui-typedInput-options:visible').getByText('option', { exact: true }).click()
        await tray.locator('.hubspot-line').last().locator('.red-ui-typedInput-option-trigger').click()
        await page
            .locator('.red-ui-typedInput-options:visible')
            .getByText('Customer', { exact: true })
            .click()

        await tray.locator('.hubspot-chips:visible input').first().fill('my_own_property')
        await tray.locator('.hubspot-chips:visible input').first().press('Enter')
        await closeDialog(page)

        const expected = {
            operation: 'update',
            matchBy: 'id',
            blank: 'clear',
            dryRun: true,
            version: 1,
            mapping: [
                { property: 'firstname', value: 'Vorname', type: 'row' },
                { property: 'lifecyclestage', value: 'customer', type: 'option' }
            ]
        }
        const saved = await stored()
        assert.deepEqual({ ...saved, ...expected }, saved)
        assert.ok((saved.properties as string[]).includes('my_own_property'))

        await deploy(page)
        await page.reload()
        tray = await openDialog(page, nodeId)
        await catalog(tray).getByText('properties in this portal').waitFor()
        assert.equal(await tray.locator('#node-input-operation').inputValue(), 'update')
        assert.equal(await tray.locator('#hubspot-contact-match-by').inputValue(), 'id')
        assert.equal(await tray.locator('.hubspot-line-property').first().inputValue(), 'firstname')
        assert.equal(
            await tray.locator('.hubspot-line').last().locator('.red-ui-typedInput-option-label').innerText(),
            'Customer'
        )
        assert.equal(await tray.locator('.hubspot-chip[data-name="my_own_property"]').count(), 1)
        await closeDialog(page)
        const again = await stored()
        assert.deepEqual({ ...again, ...expected }, again)
    })

    it('keeps a search with its filters', async () => {
        const filters = [
            {
                property: 'createdate',
                operator: 'BETWEEN',
                value: 'from',
                type: 'msg',
                high: 'to',
                highType: 'msg'
            },
            {
                property: 'lifecyclestage',
                operator: 'EQ',
                value: 'lead',
                type: 'option',
                high: '',
                highType: 'str'
            },
            { property: 'phone', operator: 'HAS_PROPERTY', value: '', type: 'str', high: '', highType: 'str' }
        ]
        const tray = await open({ operation: 'search', filters, limit: '${MOST}', output: 'pages' })
        await catalog(tray).getByText('properties in this portal').waitFor()
        await closeDialog(page)
        const saved = await stored()
        assert.deepEqual([saved.filters, saved.limit, saved.output], [filters, '${MOST}', 'pages'])
        assert.equal(saved.valid, true)
    })

    it('says line by line and at the node why a mapping can not be used', async () => {
        const mapping = [
            { property: 'email', value: '', type: 'row' },
            { property: '', value: 'x', type: 'row' },
            { property: 'email', value: '${MAIL}', type: 'str' },
            { property: 'city', value: '(', type: 'jsonata' }
        ]
        const tray = await open({ mapping })
        await catalog(tray).getByText('properties in this portal').waitFor()
        const reasons = await tray.locator('.hubspot-line-reason').allInnerTexts()
        assert.deepEqual(reasons.slice(0, 3), ['Give a value', 'Choose a property', 'email is written twice'])
        assert.match(reasons[3] ?? '', /expression/i)
        await closeDialog(page)
        const saved = await stored()
        assert.equal(saved.valid, false)
        assert.match(JSON.stringify(saved.validationErrors), /Line 2: Choose a property/)
    })

    for (const [field, settings, reason] of [
        ['limit', { operation: 'search', limit: '0' }, /whole number above 0/],
        ['record', { record: 'a b' }, /property expression/],
        ['account', { account: '' }, /account/]
    ] as const) {
        it(`says why ${field} can not be used`, async () => {
            await open(settings)
            await closeDialog(page)
            const saved = await stored()
            assert.equal(saved.valid, false)
            assert.match(JSON.stringify(saved.validationErrors), reason)
        })
    }

    it('shows why there is no pick list, keeps free text possible, and asks again on refresh', async () => {
        page = await editor.show([tab, account, contact()])
        let isDown = true
        await page.route('**/hubspot-nodes/properties', (route) =>
            isDown
                ? route.fulfill({ status: 502, json: { code: 'HUBSPOT_AUTH', message: 'no' } })
                : route.continue()
        )
        const tray = await openDialog(page, nodeId)
        await catalog(tray).getByText('HubSpot does not accept this token').waitFor()
        await screenshot(page, 'hubspot-contact-no-list')
        await tray.locator('.red-ui-editableList-addButton:visible').click()
        await tray.locator('.hubspot-line-property').fill('own_property')
        await tray.locator('.hubspot-line-value input.red-ui-typedInput-input').fill('field')
        isDown = false
        await tray.locator('.hubspot-catalog button').click()
        await catalog(tray).getByText('properties in this portal').waitFor()
        assert.equal(await tray.locator('.hubspot-line-property').inputValue(), 'own_property')
        await closeDialog(page)
        assert.deepEqual((await stored()).mapping, [
            { property: 'own_property', value: 'field', type: 'row' }
        ])
    })

    it('sends mode and typed token of an account that is not deployed yet', async () => {
        page = await editor.show([tab, account, contact()])
        await page.evaluate((id) => {
            const { RED } = window as unknown as { RED: { nodes: { node(id: string): object } } }
            Object.assign(RED.nodes.node(id), { mode: 'hubspot', credentials: { token: 'pat-typed' } })
        }, account.id)
        const request = page.waitForRequest('**/hubspot-nodes/properties')
        await openDialog(page, nodeId)
        assert.deepEqual((await request).postDataJSON(), {
            account: account.id,
            mode: 'hubspot',
            token: 'pat-typed',
            objectType: 'contacts'
        })
    })

    for (const [locale, scheme] of [
        ['en-US', 'light'],
        ['de', 'dark']
    ] as const) {
        it(`every operation fits its tray, in words of its language: ${locale}, ${scheme}`, async () => {
            const tray = await open({}, { locale, scheme })
            const form = tray.locator('.hubspot-contact')
            for (const operation of operations) {
                await tray.locator('#node-input-operation').selectOption(operation)
                const overflow = await form.evaluate((element) =>
                    [...element.querySelectorAll<HTMLElement>('label, input, select, .hubspot-chips, li')]
                        .filter(({ offsetParent }) => offsetParent !== null)
                        .filter((child) => {
                            const [inner, outer] = [
                                child.getBoundingClientRect(),
                                element.getBoundingClientRect()
                            ]
                            return inner.right > outer.right + 1 || inner.left < outer.left - 1
                        })
                        .map(({ id, className }) => id || className)
                )
                assert.deepEqual(overflow, [], operation)
                assert.ok(await form.locator('#hubspot-contact-about').innerText())
                assert.doesNotMatch(await form.innerText(), /hubspot-contact\.|editor\./)
                await screenshot(page, `hubspot-contact-${operation}-${locale}-${scheme}`)
            }
        })
    }
})
