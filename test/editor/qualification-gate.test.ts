import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults } from '../../nodes/qualification-gate/config'
import { closeDialog, deploy, openDialog, screenshot, type EditorOptions } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const tab: FlowNode = { id: 'a700000000000001', type: 'tab', label: 'Questions' }
const account: FlowNode = {
    id: 'a700000000000002',
    type: 'hubspot-account',
    name: 'Sandbox',
    mode: 'sandbox',
    readOnly: false,
    version: 1
}
const handbook: FlowNode = {
    id: 'a700000000000003',
    type: 'sales-handbook',
    name: 'Handbook',
    account: account.id,
    edition: '2023-12',
    overrides: {},
    version: 1
}
const later: FlowNode = { ...handbook, id: 'a700000000000004', name: 'Later', edition: '2026-08' }
const nodeId = 'a700000000000005'
const gate: FlowNode = {
    id: nodeId,
    type: 'qualification-gate',
    z: tab.id,
    name: '',
    x: 300,
    y: 200,
    ...defaults,
    account: account.id,
    handbook: handbook.id,
    wires: [[], []]
}

describe('the dialog of qualification-gate', () => {
    const editor = useEditor()
    let page: Page

    const open = async (options: EditorOptions = {}, settings: Partial<FlowNode> = {}): Promise<Locator> => {
        page = await editor.show([tab, account, handbook, later, { ...gate, ...settings }], options)
        const tray = await openDialog(page, nodeId)
        await questions().locator('div').waitFor()
        return tray
    }
    const questions = () => page.locator('#qualification-gate-questions')
    const saved = async () => {
        const response = await fetch(`${editor.nodeRed.url}/flows`)
        return ((await response.json()) as FlowNode[]).find(({ id }) => id === nodeId) as FlowNode
    }

    it('shows the questions of the chosen set, and where their answers count', async () => {
        await open()
        assert.equal(await questions().locator('li').count(), 4)
        assert.match(
            (await questions().textContent()) ?? '',
            /Is Node-RED used in production\?.*QQ-05: answers in notes and in/
        )
        await page.evaluate(() => {
            $('#node-input-questions').typedInput('value', 'threeWhys')
        })
        assert.deepEqual(await questions().locator('code').allTextContents(), [
            'whyChange',
            'whyNow',
            'whyFlowFuse'
        ])
        assert.match(
            (await questions().textContent()) ?? '',
            /WWW-04: only answers that stand in HubSpot notes/
        )
    })

    it('another handbook offers its own sets; one that it lacks stays and is told', async () => {
        await open()
        await page.evaluate(() => {
            $('#node-input-questions').typedInput('value', 'threeWhys')
        })
        await page.selectOption('#node-input-handbook', later.id)
        await questions().filter({ hasText: 'no such question set' }).waitFor()
        await page.evaluate(() => {
            $('#node-input-questions').typedInput('value', 'spiced')
        })
        await questions().filter({ hasText: 'Critical Event' }).waitFor()
        await closeDialog(page)
        await deploy(page)
        const { handbook: chosen, questions: set, questionsType } = await saved()
        assert.deepEqual([chosen, set, questionsType], [later.id, 'spiced', 'set'])
    })

    it('what writes is hidden for Check, and opening and closing changes nothing', async () => {
        await open()
        assert.ok(await page.locator('#node-input-toProperties').isVisible())
        await page.selectOption('#node-input-operation', 'check')
        assert.ok(await page.locator('#node-input-toProperties').isHidden())
        await page.selectOption('#node-input-operation', 'both')
        await closeDialog(page)
        assert.equal((await editor.stored(nodeId)).changed, false)
    })

    it('marks a node whose answers or handbook are not told', async () => {
        await open({}, { handbook: '', answers: '' })
        assert.match((await page.locator('#node-input-answers').getAttribute('class')) ?? '', /input-error/)
        assert.equal((await editor.stored(nodeId)).valid, false)
    })

    for (const [name, options] of [
        ['light', {}],
        ['dark', { scheme: 'dark' }],
        ['de', { locale: 'de-DE' }]
    ] as const) {
        it(`looks as it should: ${name}`, async () => {
            const tray = await open(options)
            await screenshot(tray, `qualification-gate-${name}`)
            assert.doesNotMatch((await tray.textContent()) ?? '', /qualification-gate\.|\[object/)
        })
    }
})
