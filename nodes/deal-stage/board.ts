import {
    parseAmount,
    parseDay,
    type Binding,
    type DealStageVerdict,
    type Edition,
    type EntailedAction
} from '../../src/handbook'
import type { Account, OperationOptions, Properties, PropertyInputs } from '../../src/hubspot'
import { BoundKeys, invalidConfig, invalidInput, isPlainObject, kindOf } from '../shared'

/** What HubSpot returns of a deal without being asked, and what the node needs besides (facts/hubspot.md 3, 6). */
const always = [
    'dealname',
    'amount',
    'closedate',
    'pipeline',
    'dealstage',
    'createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    'hubspot_owner_id',
    'hs_is_closed',
    'hs_is_closed_won',
    'hs_deal_stage_probability'
]

/** Words that people write for a deal's own properties. */
const words: Readonly<Record<string, string>> = {
    name: 'dealname',
    closeDate: 'closedate',
    owner: 'hubspot_owner_id'
}

/** What the node itself decides on. */
const decided = new Set(['dealstage', 'pipeline', 'id', 'hs_object_id'])

type Stage = Edition['deals']['stages'][string]

/** One portal's deal board, with the handbook that is in force for it: what all work on one message shares. */
export class Board {
    readonly account: Account
    readonly portalId: number
    readonly edition: Edition
    readonly binding: Binding
    /** The contacts' lifecycle stages and lead statuses. */
    readonly stages: BoundKeys
    readonly statuses: BoundKeys
    /** Of every call: its signal ends with a reset or a close. */
    readonly options: OperationOptions
    /** Internal names to read of every deal. */
    readonly properties: readonly string[]
    /** Deal properties of the handbook's, by the name that the edition has for them. */
    readonly #bound: ReadonlyMap<string, string | undefined>
    readonly #days: ReadonlySet<string>
    readonly #keys: ReadonlyMap<string, string>

    constructor(
        account: Account,
        portalId: number,
        edition: Edition,
        binding: Binding,
        options: OperationOptions
    ) {
        this.account = account
        this.portalId = portalId
        this.edition = edition
        this.binding = binding
        this.stages = BoundKeys.stages(edition, binding)
        this.statuses = BoundKeys.statuses(edition, binding)
        this.options = options
        this.#bound = new Map(
            Object.entries(edition.properties)
                .filter(([, { objectType }]) => objectType === 'deals')
                .map(([key, { name }]) => [name, binding.properties[key]])
        )
        const checks = stagesOf(edition).flatMap(({ requires = {}, expects = {} }) =>
            Object.values({ ...requires, ...expects }).flatMap(({ any }) => any)
        )
        this.#days = new Set(
            checks.flatMap(({ kind, property }) => (kind.startsWith('date') && property ? [property] : []))
        ).add('closedate')
        const read = checks.flatMap(({ property }) => (property ? this.#nameIn(property) : []))
        this.properties = [...new Set([...always, ...read])]
        this.#keys = new Map(Object.entries(binding.dealStages).map(([key, id]) => [id, key]))
    }

    /**
     * The pipeline that is the handbook's board in this portal (docs/decisions/0081).
     * @throws NodeError `CONFIG_INVALID` when there is none
     */
    get pipeline(): string {
        const { dealPipeline } = this.binding
        if (this.edition.deals.order.length === 0)
            throw invalidConfig(`edition ${this.edition.id} says nothing about deal stages`)
        if (dealPipeline === null) throw this.#unbound('dealPipeline', 'pipeline')
        return dealPipeline
    }

    /** What time it is at the portal, in ms since 1970. */
    readonly now = (): number => this.account.now()

    /** The portal's id of a stage. @throws NodeError `CONFIG_INVALID` when the portal has no such stage */
    idOf(key: string): string {
        const id = this.binding.dealStages[key]
        if (id === undefined) throw this.#unbound('dealStage', key)
        return id
    }

    /** The edition's key of a stage; one that it does not have is given back as it is, for the decision to name. */
    keyOf(id: string): string {
        return this.#keys.get(id.trim()) ?? id
    }

    readonly labelOf = (key: string): string => this.stage(key)?.label ?? key

    /** The edition's key of the stage in which deals are won, or lost. */
    closedAs(outcome: 'won' | 'lost'): string | undefined {
        const { order, stages } = this.edition.deals
        return order.find((key) => stages[key]?.closed === outcome)
    }

    stage(key: string): Stage | undefined {
        const { stages } = this.edition.deals
        return Object.hasOwn(stages, key) ? stages[key] : undefined
    }

    /** What entering a stage entails, by the edition, whoever the contacts are. */
    entailsOf(key: string): EntailedAction[] {
        return Object.entries(this.stage(key)?.entails ?? {}).map(([name, entry]) => ({
            key: name,
            ...entry
        }))
    }

    /** A deal's properties under the names that the edition gives them. */
    factsIn(properties: Properties): Properties {
        const bound = [...this.#bound].flatMap(([name, own]) =>
            own === undefined ? [] : [[name, properties[own] ?? null]]
        )
        return { ...properties, ...Object.fromEntries(bound) }
    }

    /** The names that the edition gives these properties, and their own. */
    namesOf(properties: readonly string[]): string[] {
        const bound = [...this.#bound].flatMap(([name, own]) =>
            own !== undefined && properties.includes(own) ? [name] : []
        )
        return [...new Set([...properties, ...bound])]
    }

    /**
     * Reads the properties that a message brings for a deal: internal names, the handbook's, or words such as `name` and
     * `closeDate`; amounts and days as people type them.
     * @throws NodeError `INPUT_INVALID`, or `CONFIG_INVALID` for a property that the portal lacks
     */
    inputsIn(given: unknown): PropertyInputs {
        if (given === undefined || given === null) return {}
        if (!isPlainObject(given))
            throw invalidInput(`the deal's properties must be an object, not ${kindOf(given)}`)
        const fields = isPlainObject(given.properties) ? given.properties : given
        const inputs: PropertyInputs = {}
        for (const [field, value] of Object.entries(fields)) {
            const name = Object.hasOwn(words, field) ? (words[field] ?? field) : field
            if (decided.has(name) || isBlank(value)) continue
            const [own] = this.#nameIn(name)
            if (own === undefined)
                throw invalidConfig(
                    `the portal does not have the deal property ${name}; the handbook's dialog can create it`
                )
            inputs[own] = this.#valueOf(name, value)
        }
        return inputs
    }

    #valueOf(name: string, value: unknown): string | number | boolean {
        if (name === 'amount') {
            const amount =
                typeof value === 'number' || typeof value === 'string' ? parseAmount(value) : undefined
            if (amount === undefined) throw invalidInput('the amount is no amount of money')
            return amount
        }
        if (this.#days.has(name)) {
            const day =
                typeof value === 'string' || typeof value === 'number' || value instanceof Date
                    ? parseDay(value)
                    : undefined
            if (day === undefined) throw invalidInput(`${name} is no day, or may be one of two`)
            // HubSpot's close date has a time of day, the handbook's own dates have none (facts/hubspot.md 2, 6).
            return name === 'closedate' ? `${day}T00:00:00.000Z` : day
        }
        if (typeof value === 'string' || typeof value === 'boolean') return value
        if (typeof value === 'number' && Number.isFinite(value)) return value
        if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString()
        throw invalidInput('a property of the deal is neither text, number, yes/no nor date')
    }

    /** The portal's name of a property; none when it is the handbook's and the portal lacks it. */
    #nameIn(name: string): string[] {
        const own = this.#bound.has(name) ? this.#bound.get(name) : name
        return own === undefined ? [] : [own]
    }

    #unbound(part: 'dealPipeline' | 'dealStage', key: string) {
        const why = this.binding.unbound.find((one) => one.part === part && one.key === key)
        const reason = why?.reason ?? 'The portal does not have what the handbook names.'
        return invalidConfig(
            why?.code === 'UNREADABLE'
                ? reason
                : `${reason} The handbook's dialog can create what is missing.`
        )
    }
}

function stagesOf({ deals }: Edition): Pick<Stage, 'requires' | 'expects'>[] {
    return [{ requires: deals.opening.requires }, ...Object.values(deals.stages)]
}

function isBlank(value: unknown): boolean {
    return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

/** Advice when the portal's probability of a stage is not the handbook's (rule DS-09). */
export function withProbability(
    verdict: DealStageVerdict,
    edition: Edition,
    { hs_deal_stage_probability: own }: Properties
): DealStageVerdict {
    const { probability } = verdict
    if (probability === null || !own || !Object.hasOwn(edition.rules, 'DS-09')) return verdict
    const found = Number(own)
    if (!Number.isFinite(found) || Math.abs(found - probability) < 1e-9) return verdict
    const text = `The portal gives this stage ${percent(found)}, the handbook ${percent(probability)}.`
    return { ...verdict, advice: verdict.advice === null ? text : `${verdict.advice} ${text}` }
}

function percent(probability: number): string {
    return `${Math.round(probability * 1000) / 10} %`
}
