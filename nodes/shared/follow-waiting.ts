import type { NodeAPI } from 'node-red'
import { accountNode } from './account'

/**
 * Shows when the account waits for HubSpot's limit.
 * @param accountId the account's config node
 * @returns what ends it
 */
export function followWaiting(red: NodeAPI, accountId: string, show: (waiting: boolean) => void): () => void {
    try {
        return accountNode(red, accountId).onWaiting(show)
    } catch {
        // Without an account every message says so.
        return () => undefined
    }
}
