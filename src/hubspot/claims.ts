/** Who may have which record: what a round of operations claims, and what rounds beside it have claimed. */
import type { Operation } from './coalescer'

const exclusive = Symbol('exclusive')

export class Claims<Op extends Operation> {
    /** Resolves when all claims are made. */
    readonly made: Promise<void>
    /** By claimed name, the keys of those who only read it, or a mark that nobody else may have it. */
    readonly #names = new Map<string, string[] | typeof exclusive>()
    readonly #beside: readonly Claims<Op>[]
    readonly #hasEarlier: (key: string, operation: Op) => boolean
    #close = () => {}

    /**
     * @param beside claims of the rounds that run beside this one and began before it
     * @param hasEarlier whether something that came before an operation waits behind a key
     */
    constructor(beside: readonly Claims<Op>[], hasEarlier: (key: string, operation: Op) => boolean) {
        this.#beside = beside
        this.#hasEarlier = hasEarlier
        this.made = new Promise((resolve) => (this.#close = resolve))
    }

    /** Resolves when the rounds beside have made their claims. */
    async turn(): Promise<void> {
        await Promise.all(this.#beside.map(({ made }) => made))
    }

    /** Claims all names for an operation; false when another has one of them. */
    claim(operation: Op, names: readonly string[]): boolean {
        const free = names.every(
            (name) =>
                (!this.#names.has(name) || this.#isShared(name, operation)) &&
                !this.#beside.some((other) => other.#names.has(name))
        )
        for (const name of names) {
            const readers = this.#names.get(name) ?? []
            // What has to wait keeps its claims: nothing that comes after it may overtake it.
            const shared = free && operation.reads && Array.isArray(readers)
            this.#names.set(name, shared ? [...readers, operation.key] : exclusive)
        }
        return free
    }

    /** Says that all claims are made. */
    close(): void {
        this.#close()
    }

    /** Reads share a record, unless a write that waits between them would be passed over. */
    #isShared(name: string, operation: Op): boolean {
        const readers = this.#names.get(name)
        return (
            operation.reads &&
            Array.isArray(readers) &&
            !readers.some((key) => this.#hasEarlier(key, operation))
        )
    }
}
