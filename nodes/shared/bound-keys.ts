import type { Binding, Edition } from '../../src/handbook'
import { invalidConfig } from './errors'

/** HubSpot's own property. It has the same name in every portal (facts/hubspot.md 4). */
export const stageProperty = 'lifecyclestage'

interface Entry {
    readonly label: string
    readonly value?: string | undefined
}

/** Translates between an edition's keys and the portal's values of one contact property. */
export class BoundKeys {
    /** The property's internal name. */
    readonly property: string
    readonly #part: 'lifecycleStage' | 'leadStatus'
    readonly #noun: string
    readonly #entries: Readonly<Record<string, Entry>>
    readonly #values: Readonly<Record<string, string>>
    readonly #unbound: Binding['unbound']
    readonly #keys: ReadonlyMap<string, string>

    /** Of the lifecycle stage. */
    static stages({ lifecycle }: Edition, binding: Binding): BoundKeys {
        const { lifecycleStages } = binding
        return new BoundKeys(
            stageProperty,
            'lifecycleStage',
            'lifecycle stage',
            lifecycle.stages,
            lifecycleStages,
            binding
        )
    }

    /** Of the lead status; a status that means none (rule LS-15) has the value ''. */
    static statuses({ leadStatus }: Edition, binding: Binding): BoundKeys {
        const { property, values } = leadStatus
        return new BoundKeys(property, 'leadStatus', 'lead status', values, binding.leadStatuses, binding)
    }

    private constructor(
        property: string,
        part: 'lifecycleStage' | 'leadStatus',
        noun: string,
        entries: Readonly<Record<string, Entry>>,
        values: Readonly<Record<string, string>>,
        { unbound }: Binding
    ) {
        this.property = property
        this.#part = part
        this.#noun = noun
        this.#entries = entries
        this.#values = values
        this.#unbound = unbound
        this.#keys = new Map(Object.entries(values).map(([key, value]) => [value, key]))
    }

    /** The edition's key of a portal's value or a label; what has none is given back as it is, for the decision to name. */
    keyOf(value: unknown): string | null {
        if (value === null || value === undefined || value === '') return null
        const name = typeof value === 'number' ? String(value) : value
        if (typeof name !== 'string') return typeof name
        const wanted = name.trim().toLowerCase()
        const labelled = Object.entries(this.#entries).find(([, { label }]) => label.toLowerCase() === wanted)
        return this.#keys.get(name.trim()) ?? labelled?.[0] ?? name
    }

    labelOf(key: string): string {
        return this.#entry(key)?.label ?? key
    }

    /**
     * The portal's value of a key.
     * @throws NodeError `CONFIG_INVALID` when the portal has no such value
     */
    valueOf(key: string): string {
        const bound = Object.hasOwn(this.#values, key) ? this.#values[key] : undefined
        if (bound !== undefined) return bound
        const why = this.#unbound.find((one) => one.part === this.#part && one.key === key)
        const own = this.#entry(key)?.value
        // A token that may not read definitions can still write the values that every portal has.
        if (why?.code === 'UNREADABLE' && own) return own
        throw invalidConfig(
            why?.code === 'UNREADABLE'
                ? `which value the portal has for the ${this.#noun} ${this.labelOf(key)} could not be read`
                : `the portal does not have the ${this.#noun} ${this.labelOf(key)}; the handbook's dialog can create it`
        )
    }

    #entry(key: string): Entry | undefined {
        return Object.hasOwn(this.#entries, key) ? this.#entries[key] : undefined
    }
}
