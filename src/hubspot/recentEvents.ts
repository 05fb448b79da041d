import type { RecordEvent } from './events'

/** HubSpot tells of an association once per side (facts/hubspot.md 8), at about the same time: ms. */
const sidesApart = 5000

interface Side {
    key: string
    /** The side that it was told from. */
    from: string
    /** ms since the epoch */
    at: number
}

/** Events that were seen, known again by their content; the oldest are forgotten when there are too many. */
export class RecentEvents {
    readonly #most: number
    readonly #keys = new Map<string, string>()
    readonly #pairs = new Map<string, Side>()

    /** @param most how many are kept */
    constructor(most = 20_000) {
        this.#most = most
    }

    /**
     * Takes an event as seen.
     * @returns null when it is new, otherwise the key of the one that has its content
     */
    claim(event: RecordEvent): string | null {
        const { key } = event
        if (this.#keys.has(key)) return key
        const pair = pairOf(event)
        if (pair !== null) {
            const from = `${event.objectType} ${event.id}`
            const at = Date.parse(event.occurredAt)
            const known = this.#pairs.get(pair)
            if (known && known.from !== from && Math.abs(at - known.at) <= sidesApart) return known.key
            this.#pairs.set(pair, { key, from, at })
        }
        this.#keys.set(key, pair ?? '')
        if (this.#keys.size > this.#most) this.forget(this.#keys.keys().next().value ?? '')
        return null
    }

    /** Takes it back: the event counts as new again. */
    forget(key: string): void {
        const pair = this.#keys.get(key)
        this.#keys.delete(key)
        if (pair && this.#pairs.get(pair)?.key === key) this.#pairs.delete(pair)
    }

    get size(): number {
        return this.#keys.size
    }
}

/** What is the same for both sides of one association's change; null for other events. */
function pairOf({ objectType, id, associated, portalId }: RecordEvent): string | null {
    if (!associated) return null
    const other = `${associated.objectType} ${associated.ids.join(' ')}`
    const ends = [`${objectType} ${id}`, other].toSorted((a, b) => a.localeCompare(b))
    return `${portalId} ${ends.join(' ')} ${associated.removed}`
}
