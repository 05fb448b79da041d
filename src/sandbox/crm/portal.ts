import type { PortalClock } from '../clock'
import { Associations, type AssociationType } from './associations'
import type {
    ObjectType,
    Owner,
    Pipeline,
    PortalView,
    PropertyDefinition,
    Source,
    StoredRecord,
    View,
    Write
} from './model'
import { storedValue } from './read'
import { inOrder } from './stages'
import { RecordStore } from './store'
import { commit, planWrite } from './write'

export interface PortalSettings {
    defaultLifecycleStage: string | null
    dealAutomation: boolean
    /** ms */
    indexLag: number
}

/** What was done to a record, and by whom. */
export type Happening = { at: string; source: Source } & (
    | { kind: 'creation' | 'propertyChange'; values: ReadonlyMap<string, string> }
    | { kind: 'deletion' }
    | { kind: 'associationChange'; other: { objectType: string; id: string }; removed: boolean }
)

/**
 * Told of every change of a record; what happened is left out when another portal takes this one's place, and of what
 * comes back from the recycle bin.
 */
export type ChangeListener = (change: { objectType: string; id: string; what?: Happening }) => void

/** HubSpot's own doing, when a deal moves its contacts' lifecycle stage (facts 4). */
const automation: Source = { type: 'DEALS', id: 'deal-lifecycle-sync' }

/** HubSpot's own doing, when it counts the deals of a contact or the contacts of a deal. */
const rollUp: Source = { type: 'CALCULATED', id: 'RollupProperties' }

/** The counts that have a history of their own (?): how the other side of an association is counted. */
const counts: Readonly<Record<string, { of: string; property: string }>> = {
    contacts: { of: 'deals', property: 'num_associated_deals' },
    deals: { of: 'contacts', property: 'num_associated_contacts' }
}

/** The kinds of record at the ends of an association. */
type Ends = Pick<AssociationType, 'from' | 'to'>

/** One portal: its records, definitions, pipelines, owners and associations. */
export class Portal implements PortalView {
    readonly id = 48_100_200
    readonly appId = 7_300_100
    readonly timeZone = 'UTC'
    readonly clock: PortalClock
    readonly settings: PortalSettings
    readonly owners: Owner[] = []
    readonly associations = new Associations()
    readonly stores: ReadonlyMap<string, RecordStore>
    readonly #pipelines: Map<string, Pipeline[]>
    readonly #tell: ChangeListener
    #lastId = 90_100_000_000

    constructor(
        clock: PortalClock,
        settings: PortalSettings,
        types: readonly ObjectType[],
        pipelines: Record<string, Pipeline[]>,
        tell: ChangeListener
    ) {
        this.clock = clock
        this.settings = settings
        this.#tell = tell
        this.#pipelines = new Map(Object.entries(structuredClone(pipelines)))
        this.stores = new Map(
            types.map((type) => [type.name, new RecordStore(type, this.pipelines(type.name))])
        )
    }

    now(): number {
        return this.clock.now()
    }

    /** A new id: of the length HubSpot's have today, so that nobody takes it for a 32-bit number. */
    nextId(): string {
        this.#lastId += 1
        return String(this.#lastId)
    }

    /** The store of a type by its plural, singular or number, as HubSpot infers it; undefined for others. */
    store(name: string): RecordStore | undefined {
        const wanted = name.toLowerCase()
        const exact = this.stores.get(wanted)
        if (exact) return exact
        return [...this.stores.values()].find(({ type }) => type.singular === wanted || type.id === wanted)
    }

    /** A company's lifecycle stages are those of contacts. */
    pipelines(objectType: string): Pipeline[] {
        return this.#pipelines.get(objectType === 'companies' ? 'contacts' : objectType) ?? []
    }

    setPipelines(objectType: string, pipelines: Pipeline[]): void {
        this.#pipelines.set(objectType === 'companies' ? 'contacts' : objectType, pipelines)
        for (const [name, store] of this.stores) store.followStages(this.pipelines(name))
    }

    /** The options an enumeration has, in the portal as it is. */
    options(
        definition: Pick<PropertyDefinition, 'options' | 'optionsFrom'>
    ): { value: string; label: string }[] {
        switch (definition.optionsFrom) {
            case 'lifecycle':
                return inOrder(this.pipelines('contacts').flatMap(({ stages }) => stages)).map(
                    ({ id, label }) => ({ value: id, label })
                )
            case 'pipelines':
                return this.pipelines('deals').map(({ id, label }) => ({ value: id, label }))
            case 'stages':
                return this.pipelines('deals')
                    .flatMap(({ stages }) => stages)
                    .map(({ id, label }) => ({ value: id, label }))
            case 'owners':
                return this.owners.map(({ id, email, firstName, lastName }) => ({
                    value: id,
                    label: [firstName, lastName].filter(Boolean).join(' ') || email
                }))
            case undefined:
        }
        return definition.options
    }

    optionValues(definition: PropertyDefinition): Set<string> {
        return new Set(this.options(definition).map(({ value }) => value))
    }

    associated(id: string, objectType: string): StoredRecord[] {
        const links = this.associations.of(id, objectType)
        if (links.size === 0) return []
        const store = this.stores.get(objectType)
        return [...links.keys()].flatMap((other) => store?.live(other) ?? [])
    }

    /** What a reader sees now; a search sees no further than the index (facts 3, lag). */
    view(lagging = false): View {
        const { indexLag } = this.settings
        const horizon =
            lagging && indexLag > 0 ? new Date(Math.max(0, this.now() - indexLag)).toISOString() : null
        return { portal: this, horizon }
    }

    write(source: Source): Write {
        return { at: this.clock.iso(), source }
    }

    archive(store: RecordStore, record: StoredRecord, source: Source): void {
        store.archive(record, this.clock.iso())
        this.#tell({
            objectType: store.type.name,
            id: record.id,
            what: { kind: 'deletion', at: this.clock.iso(), source }
        })
    }

    /** Brings a record back from the recycle bin, with its associations. No webhook tells of it here. */
    restore(store: RecordStore, record: StoredRecord): void {
        store.restore(record)
        this.#tell({ objectType: store.type.name, id: record.id })
    }

    /**
     * Associates two records both ways, with what HubSpot does then.
     * @param write who does it, and when
     */
    associate(from: StoredRecord, type: AssociationType, to: StoredRecord, write: Write): void {
        const isNew = !this.associations.of(from.id, type.to).has(to.id)
        this.associations.add(from.id, type, to.id)
        if (isNew) this.#countBoth(from, type, to, write.at)
        if (type.from === 'deals' && type.to === 'contacts') this.#dealMovesContact(from, to)
        if (type.from === 'contacts' && type.to === 'deals') this.#dealMovesContact(to, from)
        this.#tellBoth(type, from.id, to.id, isNew ? { ...write, removed: false } : null)
    }

    /** Ends these kinds of association between two records, or all of them. */
    dissociate(
        from: { objectType: string; id: string },
        to: { objectType: string; id: string },
        write: Write,
        types?: readonly AssociationType[]
    ): void {
        const has = () => this.associations.of(from.id, to.objectType).has(to.id)
        if (!has()) return
        this.associations.remove(from.objectType, from.id, to.objectType, to.id, types)
        const ends = { from: from.objectType, to: to.objectType }
        const [one, other] = [from, to].map(({ objectType, id }) => this.stores.get(objectType)?.get(id))
        if (!has() && one && other) this.#countBoth(one, ends, other, write.at)
        this.#tellBoth(ends, from.id, to.id, has() ? null : { ...write, removed: true })
    }

    /** Called after every write of a record. */
    changed(
        store: RecordStore,
        record: StoredRecord,
        changes: ReadonlyMap<string, string>,
        write: Write
    ): void {
        if (store.type.name === 'deals' && changes.has('dealstage'))
            for (const contact of this.associated(record.id, 'contacts'))
                this.#dealMovesContact(record, contact)
        const kind = record.created === write ? 'creation' : 'propertyChange'
        const what: Happening = { ...write, kind, values: new Map(changes) }
        this.#tell({ objectType: store.type.name, id: record.id, what })
    }

    /** An association changes no value but these counts; for HubSpot both records are modified by it (?). */
    #countBoth(from: StoredRecord, { from: type, to: toType }: Ends, to: StoredRecord, at: string): void {
        for (const [record, name, other] of [
            [from, type, toType],
            [to, toType, type]
        ] as const) {
            const count = counts[name]
            if (count?.of !== other) continue
            const value = String(this.associations.of(record.id, other).size)
            const write = { at, source: rollUp }
            record.values[count.property] = { value, write, previous: record.values[count.property] }
            if (at > record.updatedAt) record.updatedAt = at
        }
    }

    /** Each side is told of the other. @param write null when nothing is new */
    #tellBoth(
        { from, to }: Ends,
        fromId: string,
        toId: string,
        write: (Write & { removed: boolean }) | null
    ) {
        const one = { objectType: from, id: fromId }
        const other = { objectType: to, id: toId }
        this.#tell({ ...one, ...(write && { what: { ...write, kind: 'associationChange', other } }) })
        this.#tell({ ...other, ...(write && { what: { ...write, kind: 'associationChange', other: one } }) })
    }

    /** Whether a deal stands in a stage that is won. */
    isWon(deal: StoredRecord): boolean {
        const stage = this.#stageOf(deal)
        return stage?.metadata['isClosed'] === 'true' && Number(stage.metadata['probability']) === 1
    }

    isClosed(deal: StoredRecord): boolean {
        return this.#stageOf(deal)?.metadata['isClosed'] === 'true'
    }

    #stageOf(deal: StoredRecord) {
        const id = storedValue(deal, 'dealstage')
        return this.pipelines('deals')
            .flatMap(({ stages }) => stages)
            .find((stage) => stage.id === id)
    }

    /** facts 4: a deal makes its contacts Opportunity, a won one Customer; never backward. */
    #dealMovesContact(deal: StoredRecord, contact: StoredRecord): void {
        const store = this.stores.get('contacts')
        if (!store || !this.settings.dealAutomation) return
        if (this.isClosed(deal) && !this.isWon(deal)) return
        const stage = this.isWon(deal) ? 'customer' : 'opportunity'
        const stages = this.pipelines('contacts').flatMap((pipeline) => pipeline.stages)
        if (!stages.some(({ id }) => id === stage)) return
        const plan = planWrite(this, store, contact, new Map([['lifecyclestage', stage]]), automation)
        commit(this, plan, this.write(automation))
    }
}
