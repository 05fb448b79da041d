/** Work on the same records, one after the other; work on different ones side by side. */
export class Turns {
    /** By key, the end of the last work that was let in. */
    readonly #ends = new Map<string, Promise<void>>()

    /** Works when everything that shares a key with it, and came before, has ended. */
    async take<Value>(keys: readonly string[], work: () => Promise<Value>): Promise<Value> {
        const ahead = keys.flatMap((key) => this.#ends.get(key) ?? [])
        let end = () => {}
        const ended = new Promise<void>((resolve) => (end = resolve))
        for (const key of keys) this.#ends.set(key, ended)
        try {
            await Promise.all(ahead)
            return await work()
        } finally {
            for (const key of keys) if (this.#ends.get(key) === ended) this.#ends.delete(key)
            end()
        }
    }
}
