import type { ChangeListener, Portal } from './crm/portal'

/** Tells subscribers of changes. A subscriber's failure is its own: the portal and the others go on. */
export class ChangeFeed {
    readonly #listeners = new Set<ChangeListener>()

    /** @returns a function that ends it */
    subscribe(listener: ChangeListener): () => void {
        const own: ChangeListener = (change) => listener(change)
        this.#listeners.add(own)
        return () => void this.#listeners.delete(own)
    }

    readonly tell: ChangeListener = (change) => {
        for (const listener of this.#listeners) {
            try {
                listener(change)
            } catch (error) {
                process.emitWarning(error instanceof Error ? error.name : 'failure', 'SandboxListenerWarning')
            }
        }
    }

    /** Every record that is in one of two portals: one took the other's place. */
    tellAll(before: Portal, after: Portal): void {
        if (this.#listeners.size === 0) return
        for (const [objectType, { records }] of after.stores) {
            const ids = [...records, ...(before.stores.get(objectType)?.records ?? [])].map(({ id }) => id)
            for (const id of new Set(ids)) this.tell({ objectType, id })
        }
    }
}
