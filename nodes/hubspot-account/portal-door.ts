import { openAccount, type Account } from '../../src/hubspot'
import type { Sandbox } from '../../src/sandbox'
import { NodeError } from '../shared'
import { acquireSandbox, releaseSandbox } from './sandbox-registry'
import { usableToken } from './token'

/** Which portal, and how to enter it. */
export interface DoorOptions {
    mode: 'hubspot' | 'sandbox'
    /** Only in mode `hubspot`: a function, because it must fail at use and not at deploy. */
    token(): unknown
    readOnly: boolean
    /** Another place than HubSpot's own to send the calls of mode `hubspot` to: a proxy, or a sandbox of another process. */
    apiUrl?: string | undefined
}

/** Opens the portal at the first use and closes what it opened: HubSpot itself, or the sandbox of this process. */
export class PortalDoor {
    readonly #options: DoorOptions
    #opening: Promise<Account> | null = null
    #sandbox: Promise<Sandbox> | null = null
    #closed = false
    readonly #waiting = new Set<(waiting: boolean) => void>()

    constructor(options: DoorOptions) {
        this.#options = options
    }

    /** @throws NodeError `CONFIG_INVALID` when there is no usable token, `CLOSED` after a close */
    account(): Promise<Account> {
        if (this.#closed) return Promise.reject(closed())
        this.#opening ??= this.#open().catch((error: unknown) => {
            // The next message may find the variable set or the port free.
            this.#opening = null
            throw error
        })
        return this.#opening
    }

    /** The sandbox behind the account. @throws Error in mode `hubspot` */
    sandbox(): Promise<Sandbox> {
        if (this.#options.mode !== 'sandbox') throw new Error('this account is no sandbox')
        if (this.#closed) return Promise.reject(closed())
        this.#sandbox ??= acquireSandbox().catch((error: unknown) => {
            this.#sandbox = null
            throw error
        })
        return this.#sandbox
    }

    onWaiting(listener: (waiting: boolean) => void): () => void {
        this.#waiting.add(listener)
        return () => this.#waiting.delete(listener)
    }

    /** Resolves when nothing of it is left open. */
    async close(): Promise<void> {
        this.#closed = true
        const [opening, sandbox] = [this.#opening, this.#sandbox]
        this.#opening = null
        this.#sandbox = null
        this.#waiting.clear()
        await (await opening?.catch(() => null))?.close()
        // One that failed to start was never acquired.
        if (await sandbox?.catch(() => null)) await releaseSandbox()
    }

    async #open(): Promise<Account> {
        const { mode, readOnly, token, apiUrl } = this.#options
        const account =
            mode === 'sandbox'
                ? await this.sandbox().then(({ url, token: sandboxToken }) =>
                      openAccount({ token: sandboxToken, baseUrl: url, readOnly })
                  )
                : openAccount({
                      token: usableToken(token()),
                      readOnly,
                      ...(apiUrl ? { baseUrl: apiUrl } : {})
                  })
        account.on('waiting', (until) => {
            for (const listener of this.#waiting) listener(until !== null)
        })
        return account
    }
}

/** Whoever asks after a close, in the middle of a deploy, must not open what nobody would close again. */
function closed(): NodeError {
    return new NodeError('CLOSED', 'the account is closed')
}
