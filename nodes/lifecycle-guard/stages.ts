import type { Binding, Edition, LifecycleStage } from '../../src/handbook'
import { invalidConfig } from '../shared'

/** HubSpot's property. It has the same name in every portal (facts/hubspot.md 4). */
export const stageProperty = 'lifecyclestage'

/** Translates between the edition's keys and the portal's values of the lifecycle stage. */
export class Stages {
    readonly #edition: Edition
    readonly #binding: Binding
    readonly #keys: ReadonlyMap<string, string>

    constructor(edition: Edition, binding: Binding) {
        this.#edition = edition
        this.#binding = binding
        this.#keys = new Map(Object.entries(binding.lifecycleStages).map(([key, value]) => [value, key]))
    }

    /** The edition's key of a portal's value or a label; what has none is given back as it is, for the decision to name. */
    keyOf(value: unknown): string | null {
        if (value === null || value === undefined || value === '') return null
        const name = typeof value === 'number' ? String(value) : value
        if (typeof name !== 'string') return typeof name
        const wanted = name.trim().toLowerCase()
        const labelled = Object.entries(this.#edition.lifecycle.stages).find(
            ([, { label }]) => label.toLowerCase() === wanted
        )
        return this.#keys.get(name.trim()) ?? labelled?.[0] ?? name
    }

    labelOf(key: string): string {
        return this.#stage(key)?.label ?? key
    }

    /**
     * The portal's value of a stage.
     * @throws NodeError `CONFIG_INVALID` when the portal has no such stage
     */
    valueOf(key: string): string {
        const bound = this.#binding.lifecycleStages[key]
        if (bound !== undefined) return bound
        const why = this.#binding.unbound.find((one) => one.part === 'lifecycleStage' && one.key === key)
        const own = this.#stage(key)?.value
        // A token that may not read definitions can still write the stages that every portal has.
        if (why?.code === 'UNREADABLE' && own) return own
        throw invalidConfig(
            why?.code === 'UNREADABLE'
                ? `which value the portal has for the lifecycle stage ${this.labelOf(key)} could not be read`
                : `the portal does not have the lifecycle stage ${this.labelOf(key)}; the handbook's dialog can create it`
        )
    }

    #stage(key: string): LifecycleStage | undefined {
        const { stages } = this.#edition.lifecycle
        return Object.hasOwn(stages, key) ? stages[key] : undefined
    }
}
