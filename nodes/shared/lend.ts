import type { Account } from '../../src/hubspot'
import { invalidConfig } from './errors'

/**
 * Lends the account that a dialog means: the deployed one, or one that is opened for this use only, because its config
 * node is not deployed yet or its token was just typed.
 * @param reference the body of the dialog's request, see nodes/shared/editor/account.ts
 * @throws NodeError `CONFIG_INVALID` when there is no usable account
 */
export type AccountLender = <T>(
    reference: Record<string, unknown>,
    use: (account: Account) => Promise<T>
) => Promise<T>

let provided: AccountLender | null = null

/** Called by hubspot-account, which alone knows how to open one. */
export function provideAccounts(lender: AccountLender): void {
    provided = lender
}

/** What admin routes of the other nodes open a dialog's account with. */
export const lendAccount: AccountLender = (reference, use) => {
    if (!provided) throw invalidConfig('the node hubspot-account is not loaded')
    return provided(reference, use)
}
