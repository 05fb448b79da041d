import type { SandboxPortal, SandboxReading, SandboxRecord } from '../../../src/sandbox'

/**
 * Rows made of all live records of one type, in no promised order. Read once, then kept up to date record by record,
 * so that a portal of 100,000 contacts is not read again with every change.
 */
export class Rows<Row> {
    readonly #portal: SandboxPortal
    readonly #objectType: string
    readonly #reading: SandboxReading
    readonly #toRow: (record: SandboxRecord) => Row
    #rows: Map<string, Row> | null = null
    readonly #touched = new Set<string>()

    /** @param properties all that `toRow` looks at; it sees no history */
    constructor(
        portal: SandboxPortal,
        objectType: string,
        properties: readonly string[],
        toRow: (record: SandboxRecord) => Row
    ) {
        this.#portal = portal
        this.#objectType = objectType
        this.#reading = { properties, history: false }
        this.#toRow = toRow
    }

    /** This record has changed. */
    touch(id: string): void {
        if (this.#rows) this.#touched.add(id)
    }

    /** Everything has changed. */
    forget(): void {
        this.#rows = null
        this.#touched.clear()
    }

    current(): ReadonlyMap<string, Row> {
        this.#rows ??= new Map(
            this.#portal
                .list(this.#objectType, this.#reading)
                .map((record) => [record.id, this.#toRow(record)])
        )
        for (const id of this.#touched) {
            const record = this.#portal.get(this.#objectType, id, this.#reading)
            if (record && !record.archived) this.#rows.set(id, this.#toRow(record))
            else this.#rows.delete(id)
        }
        this.#touched.clear()
        return this.#rows
    }
}
