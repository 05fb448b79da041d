import assert from 'node:assert/strict'
import { useEditor } from '../support/editor'
import { listExamples, readExample } from '../support/examples'

describe('every example in the editor', () => {
    const editor = useEditor()

    it('has no node that its dialog would call invalid', async () => {
        const nodes = listExamples().flatMap(readExample)
        // Config nodes are shared; no tab runs, for what it would do is not asked here.
        const flows = [...new Map(nodes.map((node) => [node.id, node])).values()].map((node) =>
            node.type === 'tab' ? { ...node, disabled: true } : node
        )
        const page = await editor.show(flows)
        const invalid = await page.evaluate(`(() => {
            const found = []
            const look = ({ type, name, valid, validationErrors }) => {
                if (valid === false) found.push([type, name, String(validationErrors)].join(': '))
            }
            RED.nodes.eachNode(look)
            RED.nodes.eachConfig(look)
            return { found, count: RED.nodes.filterNodes({}).length }
        })()`)
        assert.deepEqual((invalid as { found: string[] }).found, [])
        assert.ok((invalid as { count: number }).count > 500)
    })
})
