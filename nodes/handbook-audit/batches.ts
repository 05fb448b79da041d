/**
 * Hands entries on in batches, the next being gathered while one is worked on: so HubSpot's calls are full, and memory
 * does not grow with what passes.
 */
export class Batches<T> {
    readonly #size: number
    readonly #work: (entries: readonly T[]) => Promise<void>
    #entries: T[] = []
    #working: Promise<void> = Promise.resolve()

    constructor(size: number, work: (entries: readonly T[]) => Promise<void>) {
        this.#size = size
        this.#work = work
    }

    /** Waits when two batches are full. @throws what the work throws */
    async add(entry: T): Promise<void> {
        this.#entries.push(entry)
        if (this.#entries.length >= this.#size) await this.#next()
    }

    /** Works on what is left, and waits until all is done. */
    async end(): Promise<void> {
        await this.#next()
        await this.#working
    }

    async #next(): Promise<void> {
        const entries = this.#entries
        this.#entries = []
        await this.#working
        this.#working = entries.length > 0 ? this.#work(entries) : Promise.resolve()
        // Told by the next `add` or `end`; until then nobody waits for it.
        this.#working.catch(() => undefined)
    }
}
