import { dayOf } from '../../../src/handbook'
import type { Sandbox, SandboxPortal, SandboxRecord } from '../../../src/sandbox'
import { activityProperties, mergeTimeline, type ActivityRecord } from './activities'
import {
    activityTypes,
    type BoardAnswer,
    type ContactAnswer,
    type ContactQuery,
    type ContactRow,
    type ContactsAnswer,
    type DealAnswer,
    type TaskRow,
    type TasksAnswer
} from './answers'
import { boardOf, dealOf, dealProperties } from './board'
import { contactOf, contactProperties, orderContacts } from './contacts'
import { labelsOf } from './labels'
import { Rows } from './rows'
import { timelineOf } from './timeline'

const dealsPerColumn = 100
const tasksShown = 200
/** A view that no page has asked for so long (ms) ends at the next change, and its rows with it. */
const idleAfter = 60_000

const views = new WeakMap<SandboxPortal, PortalView>()
let made = 0

/** The view of a sandbox's portal; made when a page first asks. */
export function viewOf({ portal, clock }: Pick<Sandbox, 'portal' | 'clock'>): PortalView {
    let view = views.get(portal)
    if (!view) views.set(portal, (view = new PortalView(portal, () => clock.now())))
    view.used()
    return view
}

/** What the CRM page shows of a portal, kept ready while a page is open. */
class PortalView {
    readonly #portal: SandboxPortal
    readonly #now: () => number
    readonly #contacts
    readonly #deals
    readonly #tasks
    readonly #number = ++made
    readonly #stop: () => void
    #changes = 0
    #definitions = ''
    #lastUsed = 0
    #order: { key: string; rows: ContactRow[] } | null = null

    constructor(portal: SandboxPortal, now: () => number) {
        this.#portal = portal
        this.#now = now
        this.#contacts = new Rows(portal, 'contacts', contactProperties, contactOf)
        this.#deals = new Rows(portal, 'deals', dealProperties, dealOf)
        this.#tasks = new Rows(portal, 'tasks', taskProperties, taskOf)
        const rows: Record<string, { touch(id: string): void }> = {
            contacts: this.#contacts,
            deals: this.#deals,
            tasks: this.#tasks
        }
        this.#stop = portal.subscribe(({ objectType, id }) => {
            this.#changes++
            rows[objectType]?.touch(id)
            if (Date.now() - this.#lastUsed > idleAfter) this.#leave()
        })
    }

    used(): void {
        this.#lastUsed = Date.now()
    }

    /**
     * A word that changes with every change of the portal's data or of the definitions that label it, and with the
     * day, which makes deals and tasks overdue.
     */
    revision(): string {
        const definitions = JSON.stringify([
            this.#portal.pipelines('deals'),
            ...['contacts', 'deals', ...activityTypes].map((objectType) =>
                this.#portal.properties(objectType)
            )
        ])
        if (definitions !== this.#definitions) {
            this.#definitions = definitions
            this.#changes++
        }
        return `${this.#number}.${this.#changes}.${dayOf(this.#now())}`
    }

    counts(): { contacts: number; deals: number; tasks: number } {
        return {
            contacts: this.#contacts.current().size,
            deals: this.#deals.current().size,
            tasks: this.#tasks.current().size
        }
    }

    contacts(query: ContactQuery): ContactsAnswer {
        const { search, sort, descending, offset, limit } = query
        const revision = this.revision()
        const properties = this.#portal.properties('contacts')
        const labels = labelsOf(properties, ['lifecyclestage', 'hs_lead_status'])
        const key = JSON.stringify([revision, search, sort, descending])
        if (this.#order?.key !== key) {
            const lifecycle = properties.find(({ name }) => name === 'lifecyclestage')
            const stages = (lifecycle?.options ?? []).map(({ value }) => value)
            const contacts = this.#contacts.current().values()
            this.#order = { key, rows: orderContacts(contacts, query, { stages, labels }) }
        }
        const { rows } = this.#order
        return { revision, total: rows.length, rows: rows.slice(offset, offset + limit), labels }
    }

    /** @param limit timeline entries to answer with */
    contact(id: string, limit: number): ContactAnswer {
        const revision = this.revision()
        const record = this.#portal.get('contacts', id)
        if (!record || record.archived)
            return { revision, contact: null, timeline: [], entries: 0, labels: {} }
        return {
            revision,
            contact: { ...contactOf(record).row, properties: record.properties },
            ...this.#timeline(record, limit)
        }
    }

    /** A deleted one too. @param limit timeline entries to answer with */
    deal(id: string, limit: number): DealAnswer {
        const revision = this.revision()
        const record = this.#portal.get('deals', id)
        if (!record) return { revision, deal: null, timeline: [], entries: 0, labels: {} }
        const { properties, archived } = record
        const { name, stage, amount, owner } = dealOf(record)
        return {
            revision,
            deal: { id, name, stage, amount, owner, archived, properties },
            ...this.#timeline(record, limit)
        }
    }

    /** The record's changes and the activities on it, with what its values and theirs are called. */
    #timeline(
        { objectType, id, properties, history }: SandboxRecord,
        limit: number
    ): Pick<ContactAnswer, 'timeline' | 'entries' | 'labels'> {
        const portal = this.#portal
        const changes = timelineOf(history)
        const labels = labelsOf(portal.properties(objectType), [
            ...Object.keys(properties),
            ...Object.keys(history)
        ])
        const activities = activityTypes.flatMap((type) => {
            const ids = portal.associated(objectType, id, type)
            if (ids.length === 0) return []
            const names = activityProperties(type)
            Object.assign(labels, labelsOf(portal.properties(type), names))
            return ids.flatMap((each): ActivityRecord[] => {
                const record = portal.get(type, each, { properties: names, history: false })
                return record ? [{ ...record, objectType: type }] : []
            })
        })
        return {
            timeline: mergeTimeline(changes, activities, limit),
            entries: changes.length + activities.length,
            labels
        }
    }

    /** What a contact or deal is called, deleted ones too; empty when it has no name. */
    nameOf(objectType: 'contacts' | 'deals', id: string): string {
        const names = objectType === 'deals' ? dealProperties : contactProperties
        const record = this.#portal.get(objectType, id, { properties: names, history: false })
        if (!record) return ''
        if (objectType === 'deals') return dealOf(record).name
        const { name, email } = contactOf(record).row
        return name || email
    }

    /** @param wanted the pipeline to show, or null */
    board(wanted: string | null): BoardAnswer {
        const deals = this.#deals.current()
        const options = { wanted, now: this.#now(), limit: dealsPerColumn }
        return {
            revision: this.revision(),
            ...boardOf(deals, this.#portal.pipelines('deals'), options),
            labels: labelsOf(this.#portal.properties('deals'), ['hubspot_owner_id'])
        }
    }

    /** Open ones first, then the one that is due next. */
    tasks(): TasksAnswer {
        const rows = [...this.#tasks.current().values()].sort((a, b) => (taskKey(a) < taskKey(b) ? -1 : 1))
        return {
            revision: this.revision(),
            total: rows.length,
            rows: rows.slice(0, tasksShown),
            labels: labelsOf(this.#portal.properties('tasks'), taskProperties)
        }
    }

    /** Back to the seed. */
    reset(): void {
        this.#portal.reset()
        this.#changes++
        for (const rows of [this.#contacts, this.#deals, this.#tasks]) rows.forget()
    }

    #leave(): void {
        this.#stop()
        views.delete(this.#portal)
    }
}

const taskProperties = [
    'hs_task_subject',
    'hs_task_status',
    'hs_task_priority',
    'hs_timestamp',
    'hubspot_owner_id'
]

function taskOf({ id, properties }: SandboxRecord): TaskRow {
    return {
        id,
        subject: properties.hs_task_subject ?? '',
        status: properties.hs_task_status ?? '',
        priority: properties.hs_task_priority ?? '',
        due: properties.hs_timestamp ?? '',
        owner: properties.hubspot_owner_id ?? ''
    }
}

const taskKey = ({ status, due, id }: TaskRow): string =>
    `${status === 'COMPLETED' ? 1 : 0} ${due || '9'} ${id}`
