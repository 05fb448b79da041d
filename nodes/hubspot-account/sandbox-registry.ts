import { startSandbox, type Sandbox } from '../../src/sandbox'

/**
 * The one sandbox of this process: every sandbox account works on the same portal, as every HubSpot account of one
 * token does. Its server runs while an account uses it; its data stays until Node-RED ends, so that a deploy keeps it.
 */
let current: Sandbox | null = null
let users = 0
let turn: Promise<unknown> = Promise.resolve()

/** Starts the sandbox, or joins it. Each call needs one `releaseSandbox`. */
export function acquireSandbox(): Promise<Sandbox> {
    return inTurn(async () => {
        if (users === 0) current = await startSandbox(current ? { from: current } : { seed: 'demo' })
        users++
        if (!current) throw new Error('the sandbox did not start')
        return current
    })
}

/** Ends the sandbox's server when nobody uses it any more. */
export function releaseSandbox(): Promise<void> {
    return inTurn(async () => {
        users--
        if (users === 0) await current?.close()
    })
}

/** Starting and ending must not overlap: a deploy does both at once. */
function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const result = turn.then(step)
    turn = result.catch(() => undefined)
    return result
}
