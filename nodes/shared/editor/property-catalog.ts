import type { PropertyDefinition } from '../../../src/hubspot'
import { isChosen, referTo } from './account'
import { AdminError, postAdmin } from './admin'

/** How far the portal's list of properties is. */
export type CatalogState =
    | { kind: 'none' }
    | { kind: 'loading' }
    | { kind: 'ready'; properties: readonly PropertyDefinition[] }
    | { kind: 'failed'; reason: string; message: string }

/** The properties of one object type of the portal that a dialog works on, as far as they are known. */
export class PropertyCatalog {
    readonly #objectType: string
    #state: CatalogState = { kind: 'none' }
    #request = 0
    readonly #listeners: (() => void)[] = []

    /** @param objectType in HubSpot's plural: `contacts`, `deals` … */
    constructor(objectType: string) {
        this.#objectType = objectType
    }

    get state(): CatalogState {
        return this.#state
    }

    /** Those a person knows, by label; empty while they are not there. */
    get properties(): readonly PropertyDefinition[] {
        return this.#state.kind === 'ready' ? this.#state.properties : []
    }

    find(name: string): PropertyDefinition | undefined {
        return this.properties.find((property) => property.name === name)
    }

    /** Calls back after every change of the state. */
    onChange(listener: () => void): void {
        this.#listeners.push(listener)
    }

    /** Asks the account; an answer that comes after the next question is dropped. @param fresh past HubSpot's cache */
    async load(account: unknown, fresh = false): Promise<void> {
        const request = ++this.#request
        if (!isChosen(account)) {
            this.#become({ kind: 'none' })
            return
        }
        this.#become({ kind: 'loading' })
        const body = { ...referTo(account), objectType: this.#objectType, ...(fresh ? { fresh } : {}) }
        const state = await postAdmin<{ properties: PropertyDefinition[] }>('properties', body).then(
            ({ properties }): CatalogState => ({ kind: 'ready', properties: sorted(properties) }),
            (error: unknown): CatalogState => ({
                kind: 'failed',
                reason: error instanceof AdminError ? error.reason : '',
                message: error instanceof Error ? error.message : ''
            })
        )
        if (request === this.#request) this.#become(state)
    }

    #become(state: CatalogState): void {
        this.#state = state
        for (const listener of this.#listeners) listener()
    }
}

function sorted(properties: readonly PropertyDefinition[]): PropertyDefinition[] {
    return properties
        .filter((property) => !property.hidden)
        .sort((left, right) => left.label.localeCompare(right.label))
}
