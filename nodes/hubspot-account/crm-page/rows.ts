import type { SandboxPortal, SandboxRecord } from '../../../src/sandbox'

/**
 * Rows made of all live records of one type, in no promised order. Read once, then kept up to date record by record,
 * so that a portal of 100,000 contacts is not read again with every change.
 */
export class Rows<Row> {
    readonly #portal: SandboxPortal
    readonly #objectType: string
    readonly #toRow: (record: SandboxRecord) => Row
    #rows: Map<string, Row> | null = null
    readonly #touched = new Set<string>()

    constructor(portal: SandboxPortal, objectType: string, toRow: (record: SandboxRecord) => Row) {
        this.#portal = portal
        this.#objectType = objectType
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
            allOf(this.#portal, this.#objectType).map((record) => [record.id, this.#toRow(record)])
        )
        for (const id of this.#touched) {
            const record = this.#portal.get(this.#objectType, id)
            if (record && !record.archived) this.#rows.set(id, this.#toRow(record))
            else this.#rows.delete(id)
        }
        this.#touched.clear()
        return this.#rows
    }
}

/** All records of a type; none of a type that the portal does not have, which it refuses as HubSpot does (400). */
function allOf(portal: SandboxPortal, objectType: string): SandboxRecord[] {
    try {
        return portal.list(objectType)
    } catch (error) {
        if (error instanceof Error && 'status' in error && error.status === 400) return []
        throw error
    }
}
