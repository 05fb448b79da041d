import type { Node, NodeAPI } from 'node-red'
import type { Binding, Edition } from '../../src/handbook'
import type { Account } from '../../src/hubspot'
import { invalidConfig } from './errors'

/** The config node `sales-handbook` as other nodes see it. */
export interface SalesHandbookNode extends Node {
    /**
     * The edition in force with its overrides. The same frozen object each time.
     * @throws HandbookError `CONFIG_INVALID` whose `issues` name every path that is wrong
     */
    edition(): Edition
    /**
     * Which of the portal's internal ids stand for what the edition names; what has none is listed in `unbound`. Kept
     * for five minutes per account.
     * @param options `fresh` asks the portal anew
     * @throws HandbookError `CONFIG_INVALID` as `edition()` does, or HubSpotError
     */
    binding(account: Account, options?: { fresh?: boolean }): Promise<Binding>
}

/**
 * The handbook a node is configured with.
 * @throws NodeError `CONFIG_INVALID` when there is none
 */
export function handbookNode(red: NodeAPI, id: string): SalesHandbookNode {
    const node = red.nodes.getNode(id) as SalesHandbookNode | null
    if (!node || typeof node.edition !== 'function') throw invalidConfig('no handbook is chosen')
    return node
}
