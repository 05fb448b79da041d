import type { NodeAPI } from 'node-red'
import type { AccountNode } from './hubspot-account'

/** The sandbox accounts that run; all of them work on the one sandbox of this process. */
export function sandboxAccounts(red: NodeAPI): AccountNode[] {
    const running: AccountNode[] = []
    red.nodes.eachNode(({ id, type }) => {
        if (type !== 'hubspot-account') return
        const node = red.nodes.getNode(id) as AccountNode | null
        if (node?.mode === 'sandbox') running.push(node)
    })
    return running
}
