/** A fresh sandbox portal per test, and the door to it. */
import { openAccount, type Account, type AccountOptions } from '../../../src/hubspot'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox'
import { timeOf, type SteppingTime } from './clocks'

export interface OpenPortal {
    sandbox: Sandbox
    account: Account
    /** The sandbox's clock, on which the account waits. */
    time: SteppingTime
    /** Calls that the sandbox saw, as `POST …/batch/read 100`. */
    calls(): string[]
    /** Another account on the same portal. */
    open(options?: Partial<AccountOptions>): Account
}

export interface PortalOptions {
    sandbox?: SandboxOptions
    account?: Partial<AccountOptions>
}

/** To be called in a `describe`: opens portals, and closes them after each test. */
export function usePortals(): (options?: PortalOptions) => Promise<OpenPortal> {
    const closers: (() => Promise<void>)[] = []
    afterEach(async () => {
        for (const close of closers.splice(0).toReversed()) await close()
    })
    return async ({ sandbox: sandboxOptions, account: accountOptions } = {}) => {
        const sandbox = await startSandbox({ frozen: true, now: '2026-11-22T09:00:00Z', ...sandboxOptions })
        closers.push(() => sandbox.close())
        const time = timeOf(sandbox)
        const open = (options: Partial<AccountOptions> = {}) => {
            const account = openAccount({ token: sandbox.token, baseUrl: sandbox.url, time, ...options })
            closers.push(() => account.close())
            return account
        }
        return {
            sandbox,
            time,
            open,
            account: open(accountOptions),
            calls: () =>
                sandbox.log.entries.map(
                    ({ method, path, inputs }) =>
                        `${method} ${path.replace(/.*2026-09\/contacts/, '')} ${inputs}`
                )
        }
    }
}

/** Defines a property of contacts whose values are unique (facts 2). */
export async function defineUnique({ url, token }: Sandbox, name: string): Promise<void> {
    const response = await fetch(`${url}/crm/v3/properties/contacts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
            name,
            label: name,
            type: 'string',
            fieldType: 'text',
            groupName: 'contactinformation',
            hasUniqueValue: true
        })
    })
    if (!response.ok) throw new Error(`no property ${name}: ${response.status}`)
}

export function byEmail(value: string) {
    return { idProperty: 'email', value }
}

/** The codes of those that failed, 'ok' for the rest. */
export async function codes(work: Promise<unknown>[]): Promise<string[]> {
    return (await Promise.allSettled(work)).map((one) =>
        one.status === 'fulfilled' ? 'ok' : (one.reason as { code: string }).code
    )
}
