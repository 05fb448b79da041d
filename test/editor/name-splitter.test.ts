import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults } from '../../nodes/name-splitter/config'
import { closeDialog, deploy, openDialog, screenshot, type EditorOptions } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const flow: FlowNode[] = [
    { id: 'aa00000000000001', type: 'tab', label: 'Names' },
    {
        id: 'aa00000000000002',
        type: 'name-splitter',
        z: 'aa00000000000001',
        name: '',
        x: 300,
        y: 200,
        ...defaults,
        wires: [[], []]
    }
]
const nodeId = 'aa00000000000002'

describe('the dialog of name-splitter', () => {
    const editor = useEditor()
    let page: Page

    const open = async (options: EditorOptions = {}): Promise<Locator> => {
        page = await editor.show(flow, options)
        return openDialog(page, nodeId)
    }
    const line = (key: string) => page.locator(`#name-splitter-parts [data-line="${key}"]`)
    const tryName = (name: string) => page.fill('#name-splitter-try', name)
    const saved = async () => {
        const response = await fetch(`${editor.nodeRed.url}/flows`)
        return ((await response.json()) as FlowNode[]).find(({ id }) => id === nodeId) as FlowNode
    }
    /** Waits until a line of the preview says something. */
    const says = async (key: string, text: string) => {
        await line(key).filter({ hasText: text }).waitFor()
    }

    it('shows the parts of a typed name, how sure they are and where they go', async () => {
        await open()
        await tryName('van der Berg, Dr. Anna')
        await says('part.first', 'Anna')
        await says('part.last', 'van der Berg')
        await says('part.title', 'Dr.')
        await says('preview.goes', 'split')
        assert.match((await line('preview.confidence').textContent()) ?? '', /^\d+ %, sure$/)
    })

    it('gives the reasons of a doubtful name', async () => {
        await open()
        await tryName('Contoso Inc.')
        await says('part.first', 'left blank')
        await says('preview.reasons', 'it looks like a company or a team')
        await says('preview.goes', 'review')
    })

    it('follows the settings as they are in the dialog, not saved yet', async () => {
        await open()
        await tryName('Marit Solheim')
        await says('part.first', 'Marit')
        await page.selectOption('#node-input-order', 'family-first')
        await says('part.first', 'Solheim')
        await page.selectOption('#node-input-mode', 'sheets')
        await says('part.first', 'Marit')
        assert.equal(await page.locator('#node-input-order').isVisible(), false)
    })

    it('shows markup as the text it is', async () => {
        await open()
        await tryName('<img src=x onerror="document.title=\'hit\'"> Marit Solheim')
        await line('preview.goes').waitFor()
        assert.equal(await page.locator('#name-splitter-parts img').count(), 0)
        assert.notEqual(await page.title(), 'hit')
    })

    it('speaks German', async () => {
        const tray = await open({ locale: 'de-DE' })
        await tryName('Contoso Inc.')
        await says('part.last', 'bleibt leer')
        await says('preview.reasons', 'es sieht nach einer Firma oder einem Team aus')
        await says('preview.goes', 'prüfen')
        const text = (await tray.textContent()) ?? ''
        assert.match(text, /Reihenfolge/)
        assert.doesNotMatch(text, /name-splitter\.|undefined/)
        await tray.locator('#name-splitter-try').scrollIntoViewIfNeeded()
        await screenshot(page, 'name-splitter-de')
    })

    for (const scheme of ['light', 'dark'] as const) {
        it(`looks right in ${scheme} colours`, async () => {
            const tray = await open({ scheme, height: 1250 })
            await tryName('Lee Ji Woo')
            await line('preview.goes').waitFor()
            const text = (await tray.textContent()) ?? ''
            assert.doesNotMatch(text, /name-splitter\.|undefined/)
            await screenshot(page, `name-splitter-${scheme}`)
        })
    }

    it('saves what was set, and refuses with a reason what makes no sense', async () => {
        await open()
        await page.fill('#node-input-reviewBelow', '80')
        await closeDialog(page)
        const isValid = async () => (await editor.stored(nodeId)).valid
        assert.equal(await isValid(), false)
        await openDialog(page, nodeId)
        for (const part of ['first', 'last', 'title']) await page.fill(`#node-input-${part}Property`, '')
        await page.fill('#node-input-reviewBelow', '')
        await closeDialog(page)
        assert.equal(await isValid(), false, 'no part has a property')
        await openDialog(page, nodeId)
        await page.fill('#node-input-titleProperty', 'salutation')
        await closeDialog(page)
        assert.equal(await isValid(), true, 'the runtime takes one part, and a blank threshold as 0.8')
        await openDialog(page, nodeId)
        for (const part of ['first', 'last']) await page.fill(`#node-input-${part}Property`, `${part}name`)
        await page.fill('#node-input-reviewBelow', '0.9')
        await page.fill('#node-input-titleProperty', '')
        await page.selectOption('#node-input-middle', 'first')
        await closeDialog(page)
        await deploy(page)
        const { reviewBelow, titleProperty, middle, source, sourceType, keepFilled } = await saved()
        assert.deepEqual(
            { reviewBelow, titleProperty, middle, source, sourceType, keepFilled },
            {
                reviewBelow: '0.9',
                titleProperty: '',
                middle: 'first',
                source: 'name',
                sourceType: 'row',
                keepFilled: true
            }
        )
    })

    it('a new node from the palette starts with the defaults that the runtime knows', async () => {
        page = await editor.show(flow)
        await page
            .locator('.red-ui-palette-node[data-palette-type="name-splitter"]')
            .dragTo(page.locator('#red-ui-workspace-chart'), { targetPosition: { x: 300, y: 400 } })
        await deploy(page)
        const response = await fetch(`${editor.nodeRed.url}/flows`)
        const nodes = (await response.json()) as FlowNode[]
        const {
            id: _id,
            type,
            z: _z,
            name,
            x: _x,
            y: _y,
            wires,
            ...settings
        } = nodes.find((node) => node.type === 'name-splitter' && node.id !== nodeId) as FlowNode
        assert.deepEqual([type, name, wires?.length], ['name-splitter', '', 2])
        assert.deepEqual(settings, defaults)
    })
})
