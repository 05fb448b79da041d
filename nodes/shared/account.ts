import type { Node, NodeAPI } from 'node-red'
import type { Account } from '../../src/hubspot'
import { invalidConfig } from './errors'

/** The config node `hubspot-account` as other nodes see it. */
export interface HubSpotAccountNode extends Node {
    /**
     * The open door to the portal; opened at the first call.
     * @throws NodeError `CONFIG_INVALID` when there is no usable token
     */
    account(): Promise<Account>
    /** Calls back when HubSpot's limit makes calls wait (true) and when it no longer does (false). */
    onWaiting(listener: (waiting: boolean) => void): () => void
    /**
     * Has the sandbox behind the account deliver its webhooks; null for a portal at HubSpot, where that is an app's.
     * @param url where this process is reached
     * @returns the secret they are signed with, and what ends it
     * @throws NodeError `CONFIG_INVALID` for what cannot be subscribed to
     */
    deliverWebhooks(url: string, subscriptions: WebhookSubscription[]): Promise<WebhookDelivery | null>
}

/** What is to be told: HubSpot's type of event, and for a change the property's internal name. */
export interface WebhookSubscription {
    type: string
    property?: string
}

export interface WebhookDelivery {
    secret: string
    stop(): void
}

/**
 * The account a node is configured with.
 * @throws NodeError `CONFIG_INVALID` when there is none
 */
export function accountNode(red: NodeAPI, id: string): HubSpotAccountNode {
    const node = red.nodes.getNode(id) as HubSpotAccountNode | null
    if (!node || typeof node.account !== 'function') throw invalidConfig('no HubSpot account is chosen')
    return node
}
