// Installs the development dependencies when a fresh or changed clone lacks them. Node built-ins only: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(import.meta.url), '../..')

/**
 * Makes node_modules match package-lock.json; does nothing when it already does.
 * Ends the process with npm's exit code when npm fails.
 */
export function ensureInstalled() {
    const [major, minor] = process.versions.node.split('.').map(Number)
    if (major < 20 || (major === 20 && minor < 19)) {
        console.error(`Node.js 20.19 or later is needed, this is ${process.versions.node}.`)
        process.exit(1)
    }
    const stamp = join(root, 'node_modules', '.installed-lock')
    const hash = createHash('sha256')
        .update(readFileSync(join(root, 'package-lock.json')))
        .update(`${process.platform}-${process.arch}`)
        .digest('hex')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
    console.log('Installing dependencies (npm ci) …')
    const result = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    if (result !== 0) {
        console.error('npm ci failed, see above.')
        process.exit(result)
    }
    writeFileSync(stamp, hash)
}

/**
 * Runs a command in the project's folder with its output shown.
 * @returns the exit code; 1 when it was ended by a signal or could not be started
 */
export function run(command, args, env = {}) {
    const result = spawnSync(command, args, {
        cwd: root,
        stdio: 'inherit',
        shell: process.platform === 'win32',
        env: { ...process.env, ...env }
    })
    return result.status ?? 1
}

/** Runs a JavaScript file (a tool of node_modules, or a script) with this Node.js. */
export function runNode(file, args = [], env = {}) {
    return run(process.execPath, [join(root, file), ...args], env)
}
