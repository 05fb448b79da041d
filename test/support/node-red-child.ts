/** Node-RED in a process of its own, which a test may kill at any moment. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sandbox } from '../../src/sandbox'
import { packageRoot, type FlowNode } from './node-red'

export interface ChildOptions {
    /** Kept over a kill; by default a fresh one that goes with the process. */
    userDir?: string
    /** More of Node-RED's settings, as JSON. */
    settings?: Record<string, unknown>
    /** More password fields, by the id of their node. */
    credentials?: Record<string, Record<string, string>>
}

export interface ChildNodeRed {
    /** Everything it has logged so far. */
    readonly log: string
    /** Resolves when a line of its log holds this text. @throws Error when it ends before */
    says(text: string): Promise<void>
    /** Ends it as the kernel does, without a word. Resolves when it is gone. */
    kill(): Promise<void>
}

/**
 * Starts Node-RED with a flow whose HubSpot account is a sandbox of this process.
 * @param accountId the account's config node
 */
export function startChild(
    crm: Sandbox,
    flows: readonly FlowNode[],
    accountId: string,
    options: ChildOptions = {}
): ChildNodeRed {
    const userDir = options.userDir ?? mkdtempSync(join(tmpdir(), 'nr-hubspot-child-'))
    const settings = {
        userDir,
        nodesDir: [packageRoot],
        flowFile: 'flows.json',
        uiPort: 0,
        uiHost: '127.0.0.1',
        httpAdminRoot: false,
        httpNodeRoot: false,
        disableEditor: true,
        credentialSecret: false,
        telemetry: { enabled: false },
        externalModules: { palette: { allowInstall: false } },
        logging: { console: { level: 'info' } },
        hubspotAccountApiUrl: crm.url,
        ...options.settings
    }
    const credentials = { ...options.credentials, [accountId]: { token: crm.token } }
    writeFileSync(join(userDir, 'settings.js'), `module.exports = ${JSON.stringify(settings)}`)
    writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flows))
    writeFileSync(join(userDir, 'flows_cred.json'), JSON.stringify(credentials))
    const red = join(packageRoot, 'node_modules/node-red/red.js')
    const child = spawn(process.execPath, [red, '-s', join(userDir, 'settings.js'), '-u', userDir], {
        stdio: ['ignore', 'pipe', 'pipe']
    })
    let log = ''
    let heard = () => {}
    for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
            log += text
            heard()
        })
    const gone = new Promise<void>((resolve) => {
        child.once('close', () => {
            if (!options.userDir) rmSync(userDir, { recursive: true, force: true })
            heard()
            resolve()
        })
    })
    return {
        get log() {
            return log
        },
        says(text) {
            return new Promise((resolve, reject) => {
                heard = () => {
                    if (log.includes(text)) resolve()
                    else if (child.exitCode !== null || child.signalCode !== null)
                        reject(new Error(`Node-RED ended: ${log.slice(-2000)}`))
                }
                heard()
            })
        },
        async kill() {
            child.kill('SIGKILL')
            await gone
        }
    }
}
