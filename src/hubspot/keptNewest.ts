/** A map that forgets what was set longest ago when there is too much of it. */
export class KeptNewest<T> {
    readonly #most: number
    readonly #entries = new Map<string, T>()

    /** @param most entries */
    constructor(most: number) {
        this.#most = most
    }

    has(key: string): boolean {
        return this.#entries.has(key)
    }

    get(key: string): T | undefined {
        return this.#entries.get(key)
    }

    set(key: string, value: T): void {
        this.#entries.delete(key)
        this.#entries.set(key, value)
        const [oldest] = this.#entries.size > this.#most ? this.#entries.keys() : []
        if (oldest !== undefined) this.#entries.delete(oldest)
    }

    drop(when: (value: T) => boolean): void {
        for (const [key, value] of this.#entries) if (when(value)) this.#entries.delete(key)
    }

    /** Oldest first. */
    keys(): string[] {
        return [...this.#entries.keys()]
    }
}
