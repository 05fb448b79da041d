/** A real Node-RED with the packs of others that blueprints need, from test/blueprints/node_modules. */
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'

const modules = join(__dirname, 'node_modules')

/** @throws Error when the packs are not installed; `npm run test:blueprints` installs them */
export async function startWithPacks(flows: FlowNode[]): Promise<RunningNodeRed> {
    if (!existsSync(modules)) throw new Error('not installed: npm run test:blueprints')
    const userDir = mkdtempSync(join(tmpdir(), 'nr-hubspot-blueprints-'))
    symlinkSync(modules, join(userDir, 'node_modules'), 'dir')
    const nodeRed = await startNodeRed({ flows, userDir })
    return {
        ...nodeRed,
        async stop() {
            await nodeRed.stop()
            rmSync(userDir, { recursive: true, force: true })
        }
    }
}
