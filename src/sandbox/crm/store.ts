import { alreadyExists } from './errors'
import type { Derive, ObjectType, Pipeline, PropertyDefinition, PropertyGroup, StoredRecord } from './model'
import { storedValue } from './read'
import { stageStamps } from './stages'

/** HubSpot's recycle bin keeps what was deleted for 90 days (facts 2). */
const binMs = 90 * 86_400_000

/** All records of one type, with the definitions they follow and the keys they are found by. */
export class RecordStore {
    readonly type: ObjectType
    readonly definitions = new Map<string, PropertyDefinition>()
    readonly groups = new Map<string, PropertyGroup>()
    readonly derived = new Map<string, Derive>()
    /** Ascending by id, archived ones included: ids only grow. */
    readonly records: StoredRecord[] = []
    readonly #byId = new Map<string, StoredRecord>()
    /** By property, then by value: the live record that has it. */
    readonly #keys = new Map<string, Map<string, StoredRecord>>()
    #stamps: string[] = []

    constructor(type: ObjectType, pipelines: readonly Pipeline[]) {
        this.type = type
        for (const property of type.properties) this.definitions.set(property.name, { ...property })
        for (const group of type.groups) this.groups.set(group.name, { ...group })
        for (const [name, derive] of Object.entries(type.derived)) this.derived.set(name, derive)
        if (type.naturalKey) this.#keys.set(type.naturalKey.property, new Map())
        this.followStages(pipelines)
    }

    /** Makes the properties that belong to the stages there are now; those of stages that went are gone. */
    followStages(pipelines: readonly Pipeline[]): void {
        for (const name of this.#stamps) {
            this.definitions.delete(name)
            this.derived.delete(name)
        }
        const stamps = stageStamps(
            this.type,
            pipelines.flatMap(({ stages }) => stages)
        )
        for (const { property, derive } of stamps) {
            this.definitions.set(property.name, property)
            this.derived.set(property.name, derive)
        }
        this.#stamps = stamps.map(({ property }) => property.name)
    }

    /** Begins to keep a property unique (`hasUniqueValue`). */
    keepUnique(property: string): void {
        const values = new Map<string, StoredRecord>()
        for (const record of this.records) {
            const value = storedValue(record, property)
            if (value !== undefined && record.archivedAt === null) values.set(value, record)
        }
        this.#keys.set(property, values)
    }

    isKey(property: string): boolean {
        return this.#keys.has(property)
    }

    /** The record of this id, live or in the recycle bin. */
    get(id: string): StoredRecord | undefined {
        return this.#byId.get(id)
    }

    live(id: string): StoredRecord | undefined {
        const record = this.#byId.get(id)
        return record?.archivedAt === null ? record : undefined
    }

    /** The live record that has a unique value; e-mails are compared in lower case. */
    byKey(property: string, value: string): StoredRecord | undefined {
        return this.#keys.get(property)?.get(this.keyForm(property, value))
    }

    keyForm(property: string, value: string): string {
        return property === this.type.naturalKey?.property ? value.trim().toLowerCase() : value
    }

    /** The unique values a change of `property` to `value` would claim, as pairs of key and value. */
    claims(property: string, value: string | undefined): [key: string, value: string][] {
        if (!value) return []
        const natural = this.type.naturalKey
        if (property === natural?.also)
            return value.split(';').map((one) => [natural.property, this.keyForm(natural.property, one)])
        return this.#keys.has(property) ? [[property, this.keyForm(property, value)]] : []
    }

    add(record: StoredRecord): void {
        this.records.push(record)
        this.#byId.set(record.id, record)
    }

    /**
     * Gives up the unique values of `from` and takes those of `to`, before the record itself is changed.
     * An e-mail may stand in both of its places: what one gives up, `settle` takes back for the other.
     */
    claim(record: StoredRecord, property: string, from: string | undefined, to: string | undefined): void {
        for (const [key, value] of this.claims(property, from)) {
            const values = this.#keys.get(key)
            if (values?.get(value) === record) values.delete(value)
        }
        for (const [key, value] of this.claims(property, to)) this.#keys.get(key)?.set(value, record)
    }

    /** To be called when a record has been changed: what it now has by nature is its own. */
    settle(record: StoredRecord): void {
        const { naturalKey } = this.type
        if (!naturalKey) return
        for (const property of [naturalKey.property, naturalKey.also])
            this.claim(record, property, undefined, storedValue(record, property))
    }

    archive(record: StoredRecord, at: string): void {
        record.archivedAt = at
        for (const property of Object.keys(record.values))
            this.claim(record, property, storedValue(record, property), undefined)
    }

    /** @throws CrmError 409 when another record has a unique value of it by now */
    restore(record: StoredRecord): void {
        const values = Object.keys(record.values).map((name) => [name, storedValue(record, name)] as const)
        const holder = values
            .flatMap(([name, value]) => this.claims(name, value))
            .map(([key, value]) => this.byKey(key, value))
            .find((other) => other !== undefined)
        if (holder) throw alreadyExists(holder.id)
        record.archivedAt = null
        for (const [name, value] of values) this.claim(record, name, undefined, value)
    }

    /** Where in `records` the first record stands whose id is at least this number. */
    indexFrom(id: number): number {
        let low = 0
        let high = this.records.length
        while (low < high) {
            const middle = (low + high) >>> 1
            if (Number(this.records[middle]?.id) < id) low = middle + 1
            else high = middle
        }
        return low
    }
}

/** Whether the recycle bin still has a record. */
export const inBin = (record: StoredRecord, now: number): boolean =>
    record.archivedAt !== null && now - Date.parse(record.archivedAt) < binMs
