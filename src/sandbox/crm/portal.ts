import type { PortalClock } from '../clock'
import { Associations } from './associations'
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

/** Told of every change of a record. */
export type ChangeListener = (change: { objectType: string; id: string }) => void

/** HubSpot's own doing, when a deal moves its contacts' lifecycle stage (facts 4). */
const automation: Source = { type: 'DEALS', id: 'deal-lifecycle-sync' }

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

    archive(store: RecordStore, record: StoredRecord): void {
        store.archive(record, this.clock.iso())
        this.#tell({ objectType: store.type.name, id: record.id })
    }

    /** Associates two records both ways, with what HubSpot does then. */
    associate(from: StoredRecord, type: Parameters<Associations['add']>[1], to: StoredRecord): void {
        this.associations.add(from.id, type, to.id)
        if (type.from === 'deals' && type.to === 'contacts') this.#dealMovesContact(from, to)
        if (type.from === 'contacts' && type.to === 'deals') this.#dealMovesContact(to, from)
        this.#tell({ objectType: type.from, id: from.id })
        this.#tell({ objectType: type.to, id: to.id })
    }

    /** Called after every write of a record. */
    changed(store: RecordStore, record: StoredRecord, changes: ReadonlyMap<string, string>): void {
        if (store.type.name === 'deals' && changes.has('dealstage'))
            for (const contact of this.associated(record.id, 'contacts'))
                this.#dealMovesContact(record, contact)
        this.#tell({ objectType: store.type.name, id: record.id })
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
