import type { SandboxPortal, SandboxRecord } from '../../../src/sandbox'
import type {
    BoardAnswer,
    BoardDeal,
    ContactAnswer,
    ContactQuery,
    ContactRow,
    ContactsAnswer,
    TaskRow,
    TasksAnswer
} from './answers'
import { boardOf } from './board'
import { contactOf, orderContacts } from './contacts'
import { Rows } from './rows'
import { dealStages } from './stages'
import { timelineOf } from './timeline'

const dealsPerColumn = 100
const tasksShown = 200
/** A view that no page has asked for so long (ms) ends at the next change, and its rows with it. */
const idleAfter = 60_000

const views = new WeakMap<SandboxPortal, PortalView>()
let made = 0

/** The view of a portal; made when a page first asks. */
export function viewOf(portal: SandboxPortal): PortalView {
    let view = views.get(portal)
    if (!view) views.set(portal, (view = new PortalView(portal)))
    view.used()
    return view
}

/** What the CRM page shows of a portal, kept ready while a page is open. */
class PortalView {
    readonly #portal: SandboxPortal
    readonly #contacts
    readonly #deals
    readonly #tasks
    readonly #number = ++made
    readonly #stop: () => void
    #changes = 0
    #lastUsed = 0
    #order: { key: string; rows: ContactRow[] } | null = null

    constructor(portal: SandboxPortal) {
        this.#portal = portal
        this.#contacts = new Rows(portal, 'contacts', contactOf)
        this.#deals = new Rows(portal, 'deals', dealOf)
        this.#tasks = new Rows(portal, 'tasks', taskOf)
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

    /** A word that changes with every change of the portal's data. */
    get revision(): string {
        return `${this.#number}.${this.#changes}`
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
        const key = JSON.stringify([this.revision, search, sort, descending])
        if (this.#order?.key !== key)
            this.#order = { key, rows: orderContacts(this.#contacts.current().values(), query) }
        const { rows } = this.#order
        return { revision: this.revision, total: rows.length, rows: rows.slice(offset, offset + limit) }
    }

    /** @param limit timeline entries to answer with */
    contact(id: string, limit: number): ContactAnswer {
        const record = this.#portal.get('contacts', id)
        if (!record || record.archived)
            return { revision: this.revision, contact: null, timeline: [], entries: 0 }
        const timeline = timelineOf(record.history)
        return {
            revision: this.revision,
            contact: { ...contactOf(record).row, properties: record.properties },
            timeline: timeline.slice(0, limit),
            entries: timeline.length
        }
    }

    board(): BoardAnswer {
        const deals = [...this.#deals.current().values()]
        return {
            revision: this.revision,
            deals: deals.length,
            columns: boardOf(deals, dealStages, dealsPerColumn)
        }
    }

    /** Open ones first, then the one that is due next. */
    tasks(): TasksAnswer {
        const rows = [...this.#tasks.current().values()].sort((a, b) => (taskKey(a) < taskKey(b) ? -1 : 1))
        return { revision: this.revision, total: rows.length, rows: rows.slice(0, tasksShown) }
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

function dealOf({ id, properties }: SandboxRecord): BoardDeal {
    const amount = properties.amount ? Number(properties.amount) : Number.NaN
    return {
        id,
        name: properties.dealname ?? '',
        stage: properties.dealstage ?? '',
        amount: Number.isFinite(amount) ? amount : null,
        closeDate: properties.closedate ?? ''
    }
}

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
