import type { Node, NodeAPI } from 'node-red'
import type { ErrorCode } from '../../src/hubspot'

/** The set whose catalogue holds the words that all nodes share. */
const sharedSet = '@flowfuse/nr-hubspot-nodes/hubspot-account'

/** Node-RED's editor shows about twenty characters under a node. */
const longest = 20

/** While messages pour through, the editor gets at most one status in so many ms. */
const pause = 150

/**
 * A node's status over many messages at once: blue `done/total` while working, yellow while HubSpot makes it wait,
 * then green or red until the next message.
 */
export class StatusLine {
    readonly #node: Node
    readonly #red: NodeAPI
    #total = 0
    #done = 0
    #failed: ErrorCode | null = null
    #note: string | null = null
    #doing: string | null = null
    #waiting = false
    #timer: NodeJS.Timeout | null = null
    #closed = false

    constructor(red: NodeAPI, node: Node) {
        this.#red = red
        this.#node = node
    }

    /** More work came in. @param count records */
    begin(count = 1): void {
        if (this.#done >= this.#total) {
            this.#total = 0
            this.#done = 0
            this.#failed = null
            this.#note = null
            this.#doing = null
        }
        this.#total += count
        this.#later()
    }

    /** Work ended. @param count records */
    end(count = 1, error?: ErrorCode): void {
        this.#done += count
        if (error) this.#failed = error
        this.#later()
    }

    /** Work that has not ended, in records. */
    get pending(): number {
        return this.#total - this.#done
    }

    /** A short, already translated word for the green status that follows (`3 for review`). */
    note(text: string): void {
        this.#note = text
    }

    /** How far one long piece of work has come, already translated; shown in blue until it ends. */
    working(text: string): void {
        this.#doing = text
        this.#later()
    }

    /** HubSpot's limit makes calls wait, or no longer does. */
    waiting(on: boolean): void {
        this.#waiting = on
        this.#later()
    }

    /** Tells the log. @param key of the words that all nodes share */
    warn(key: string, values: Record<string, string | number>): void {
        this.#node.warn(this.#words(`log.${key}`, values))
    }

    /** Clears the status; nothing is shown afterwards. */
    close(): void {
        this.#closed = true
        if (this.#timer) clearTimeout(this.#timer)
        this.#node.status({})
    }

    #later(): void {
        if (this.#closed || this.#timer) return
        this.#timer = setTimeout(() => {
            this.#timer = null
            if (!this.#closed) this.#show()
        }, pause)
        this.#timer.unref()
    }

    #show(): void {
        const progress = `${this.#done}/${this.#total}`
        if (this.#done < this.#total) {
            if (this.#waiting) this.#set('yellow', 'ring', this.#words('status.waiting', { progress }))
            else
                this.#set(
                    'blue',
                    'dot',
                    this.#total > 1 ? progress : (this.#doing ?? this.#words('status.working'))
                )
        } else if (this.#failed) {
            this.#set('red', 'dot', this.#words(`status.${this.#failed}`))
        } else {
            this.#set('green', 'dot', this.#note ?? this.#words('status.done', { count: this.#total }))
        }
    }

    #set(fill: 'blue' | 'yellow' | 'green' | 'red', shape: 'dot' | 'ring', text: string): void {
        this.#node.status({
            fill,
            shape,
            text: text.length > longest ? `${text.slice(0, longest - 1)}…` : text
        })
    }

    #words(key: string, values: Record<string, string | number> = {}): string {
        return this.#red._(`${sharedSet}:${key}`, values)
    }
}
