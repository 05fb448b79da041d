import assert from 'node:assert/strict'
import packageJson from '../../package.json' with { type: 'json' }
import { useEditor } from '../support/editor'

/** What Node-RED's editor writes on its node objects by itself; a setting of that name is lost (docs/decisions/0225). */
const ofTheEditor = [
    'changed credentials d dirty dirtyStatus dx dy env g h highlighted icon id info inputs',
    'inputLabels l moved ox oy outputs outputLabels ports resize selected status statusText type',
    'users valid validationErrors w wires x y z'
].flatMap((line) => line.split(' '))

describe('settings of the nodes', () => {
    const editor = useEditor()

    for (const type of Object.keys(packageJson['node-red'].nodes))
        it(`${type}: none has a name that Node-RED's editor keeps for itself`, async () => {
            await editor.show([])
            const names = Object.keys(await editor.defaultsOf(type))
            assert.ok(names.includes('name'))
            assert.deepEqual(
                names.filter((name) => ofTheEditor.includes(name)),
                []
            )
        })
})
