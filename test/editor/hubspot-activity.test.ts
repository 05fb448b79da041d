import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults, operations, usedBy, type ActivitySettings } from '../../nodes/hubspot-activity/config'
import { closeDialog, deploy, openDialog, screenshot, type EditorOptions } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const tab: FlowNode = { id: 'ac70000000000001', type: 'tab', label: 'Activities' }
const account: FlowNode = {
    id: 'ac70000000000002',
    type: 'hubspot-account',
    name: 'Sandbox',
    mode: 'sandbox',
    readOnly: false,
    version: 1
}
const handbook: FlowNode = {
    id: 'ac70000000000004',
    type: 'sales-handbook',
    name: 'Handbook',
    account: '',
    edition: '2023-12',
    overrides: {},
    version: 1
}
const nodeId = 'ac70000000000003'
const node: FlowNode = {
    id: nodeId,
    type: 'hubspot-activity',
    z: tab.id,
    name: '',
    x: 300,
    y: 200,
    ...defaults,
    account: account.id,
    wires: [[]]
}

describe('the dialog of hubspot-activity', () => {
    const editor = useEditor()
    let page: Page

    const open = async (options: EditorOptions = {}, flows = [tab, account, node]): Promise<Locator> => {
        page = await editor.show(flows, options)
        return openDialog(page, nodeId)
    }
    const saved = async () => {
        const response = await fetch(`${editor.nodeRed.url}/flows`)
        return ((await response.json()) as FlowNode[]).find(({ id }) => id === nodeId) as FlowNode
    }
    const set = (field: string, type: string, value: string) =>
        page.evaluate(
            ([name, newType, newValue]) => {
                $(`#node-input-${name}`).typedInput('type', newType ?? '')
                $(`#node-input-${name}`).typedInput('value', newValue ?? '')
            },
            [field, type, value]
        )

    it('shows for each operation the fields that count for it', async () => {
        await open()
        for (const operation of operations) {
            await page.selectOption('#node-input-operation', operation)
            const shown = await page
                .locator('.form-row[data-field]:visible')
                .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-field') ?? ''))
            const wanted = Object.keys(usedBy).filter((field) => usedBy[field]?.includes(operation))
            assert.deepEqual(shown.toSorted(), wanted.toSorted(), operation)
        }
    })

    it('opening and closing changes nothing, and a new node is valid', async () => {
        await open()
        await closeDialog(page)
        const { changed, valid } = await editor.stored(nodeId)
        assert.deepEqual([changed, valid], [false, true])
    })

    it('Decide Activation Outbound asks for a handbook', async () => {
        await open()
        await page.selectOption('#node-input-operation', 'activation')
        await closeDialog(page)
        assert.equal((await editor.stored(nodeId)).valid, false)
        const activation = { ...node, operation: 'activation', handbook: handbook.id }
        await open({}, [tab, account, handbook, activation])
        assert.equal(await page.inputValue('#node-input-handbook'), handbook.id)
        await closeDialog(page)
        const { changed, valid } = await editor.stored(nodeId)
        assert.deepEqual([changed, valid], [false, true])
    })

    it('a task, with everything that was set, is stored and shown again', async () => {
        await open()
        await page.selectOption('#node-input-operation', 'task')
        await set('due', 'duration', 'P14D')
        await set('owner', 'str', 'alma.reyes@example.com')
        await set('reference', 'jsonata', 'payload.id & "-ask"')
        await set('also', 'related', '')
        await page.selectOption('#node-input-priority', 'high')
        await page.fill('#node-input-timeZone', 'Europe/Berlin')
        await closeDialog(page)
        await deploy(page)
        const stored = await saved()
        const { operation, due, dueType, ownerType, referenceType, alsoType, priority, timeZone } = stored
        assert.deepEqual(
            [operation, due, dueType, ownerType, referenceType, alsoType, priority, timeZone],
            ['task', 'P14D', 'duration', 'str', 'jsonata', 'related', 'high', 'Europe/Berlin']
        )
        await openDialog(page, nodeId)
        assert.equal(await page.evaluate(() => $('#node-input-due').typedInput('value')), 'P14D')
    })

    it('a choice of another operation gives way to one of its own', async () => {
        await open()
        const value = (field: string) =>
            page.evaluate((name) => $(`#node-input-${name}`).typedInput('value'), field)
        await page.selectOption('#node-input-operation', 'call')
        await set('outcome', 'option', 'no answer')
        await set('direction', 'option', 'incoming')
        await page.selectOption('#node-input-operation', 'meeting')
        assert.equal(await value('outcome'), '')
        await page.selectOption('#node-input-operation', 'email')
        assert.equal(await value('direction'), 'incoming')
    })

    it('marks what can not be, and only where it counts', async () => {
        const cases: [settings: Partial<ActivitySettings>, valid: boolean][] = [
            [{ operation: 'task', due: 'soon' }, false],
            [{ operation: 'task', due: 'P2X', dueType: 'duration' }, false],
            [{ operation: 'task', due: 'PT4H', dueType: 'duration' }, true],
            [{ operation: 'task', timeZone: 'Mars' }, false],
            [{ operation: 'note', due: 'soon' }, true],
            [{ operation: 'list', kinds: [] }, false],
            [{ operation: 'list', limit: '0' }, false],
            [{ operation: 'note', text: '', textType: 'msg' }, false],
            [{ operation: 'note', reference: '', referenceType: 'msg' }, false],
            [{ operation: 'note', account: '' }, false]
        ]
        const idOf = (index: number) => `ac700000000001${String(index).padStart(2, '0')}`
        const nodes = cases.map(([settings], index) => ({ ...node, ...settings, id: idOf(index) }))
        page = await editor.show([tab, account, ...nodes])
        for (const [index, [settings, valid]] of cases.entries())
            assert.equal((await editor.stored(idOf(index))).valid, valid, JSON.stringify(settings))
    })

    for (const [name, options, operation] of [
        ['light', {}, 'task'],
        ['dark', { scheme: 'dark' }, 'email'],
        ['de', { locale: 'de-DE' }, 'list']
    ] as const) {
        it(`looks as it should: ${name}`, async () => {
            const tray = await open(options)
            await page.selectOption('#node-input-operation', operation)
            await screenshot(tray, `hubspot-activity-${name}`)
            assert.doesNotMatch((await tray.textContent()) ?? '', /hubspot-activity\.|\[object/)
        })
    }
})
