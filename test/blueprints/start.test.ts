/** Blueprints that need the packs of others, as FlowFuse would put them on an instance. */
import assert from 'node:assert/strict'
import { readSources } from '../../scripts/blueprints/sources.mjs'
import type { FlowNode } from '../support/node-red'
import manifest from './package.json'
import { startWithPacks } from './support'

interface Source {
    name: string
    flows: FlowNode[]
    modules: Record<string, string>
}

const sources = (readSources() as Source[]).filter(({ modules }) => Object.keys(modules).length > 1)

/** A blueprint holds no credentials: a mailbox's are typed in afterwards, and its node says so. */
const lacksCredentials = /^No e-mail (?:userid|password) set$/

describe('blueprints with nodes of other packs', () => {
    it('there are some, and the packs that they name are installed here', () => {
        assert.ok(sources.some(({ name }) => name === 'CRM dashboard'))
        const installed = new Set(Object.keys(manifest.dependencies))
        for (const { name, modules } of sources)
            for (const module of Object.keys(modules).slice(1)) assert.ok(installed.has(module), name)
    })

    it('each starts without a missing type, a warning or an error', async () => {
        const nodeRed = await startWithPacks([])
        try {
            for (const { name, flows } of sources) {
                nodeRed.log.length = 0
                await nodeRed.deploy(flows)
                for (const { id, type, d } of flows) {
                    const isRunning = type !== 'tab' && type !== 'group' && !d
                    if (isRunning) assert.equal(nodeRed.node(id).type, type, name)
                }
                const told = nodeRed.log.filter((line) => !lacksCredentials.test(line))
                assert.deepEqual(told, [], name)
            }
        } finally {
            await nodeRed.stop()
        }
    })
})
