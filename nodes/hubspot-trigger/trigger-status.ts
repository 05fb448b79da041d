import type { Node, NodeAPI, NodeStatus } from 'node-red'
import type { ErrorCode } from '../../src/hubspot'

const own = '@flowfuse/nr-hubspot-nodes/hubspot-trigger:hubspot-trigger.status'
const shared = '@flowfuse/nr-hubspot-nodes/hubspot-account:status'

/** What the node is at, in the words of its catalogue; nothing after it was closed. */
export class TriggerStatus {
    readonly #red: NodeAPI
    readonly #node: Node
    #count = 0
    #isClosed = false
    #isLimited = false
    #present: NodeStatus = {}
    #shown = ''

    constructor(red: NodeAPI, node: Node) {
        this.#red = red
        this.#node = node
    }

    /** Asking HubSpot. */
    polling(): void {
        this.#become({ fill: 'blue', shape: 'dot', text: this.#red._(`${own}.polling`) })
    }

    /** Nothing is to be done until the next poll or webhook. @param sent messages since it was last told */
    idle(kind: 'waiting' | 'listening', sent = 0): void {
        this.#count += sent
        const text =
            this.#count > 0
                ? this.#red._(`${own}.events`, { count: this.#count })
                : this.#red._(`${own}.${kind}`)
        this.#become({ fill: 'green', shape: kind === 'waiting' ? 'ring' : 'dot', text })
    }

    failed(code: ErrorCode): void {
        this.#become({ fill: 'red', shape: 'dot', text: this.#red._(`${shared}.${code}`) })
    }

    /** HubSpot's limit makes calls wait, or no longer does. */
    limited(on: boolean): void {
        this.#isLimited = on
        this.#show()
    }

    close(): void {
        this.#isClosed = true
        this.#node.status({})
    }

    #become(status: NodeStatus): void {
        this.#present = status
        this.#show()
    }

    #show(): void {
        const status: NodeStatus = this.#isLimited
            ? { fill: 'yellow', shape: 'ring', text: this.#red._(`${own}.limited`) }
            : this.#present
        const text = JSON.stringify(status)
        if (this.#isClosed || this.#shown === text) return
        this.#shown = text
        this.#node.status(status)
    }
}
