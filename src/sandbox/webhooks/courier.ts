/** Delivers webhooks as HubSpot does (facts 8). */
import { createHmac } from 'node:crypto'
import type { Happening, Portal } from '../crm/portal'
import type { SandboxDelivery, SandboxWebhookOptions, SandboxWebhooks } from '../types'
import { checkSubscription, wireEvent, type Subscription, type WireEvent } from './wire'

const mostEvents = 100
const mostRetries = 10
/** Retries are spread over so long, ms. */
const spread = 86_400_000
const keptDeliveries = 10_000
/** With a clock that stands still it is looked again so often whether something is due, real ms. */
const lookAgain = 1000

interface Batch {
    events: WireEvent[]
    attempt: number
    /** ms of the sandbox's clock */
    first: number
    due: number
}

interface App {
    options: SandboxWebhookOptions
    subscriptions: Subscription[]
    /** False when it was ended: what waits then waits on. */
    isOn: boolean
    gathered: WireEvent[]
    batches: Batch[]
    active: number
}

/** What a delivery needs of the sandbox. */
interface CourierOptions {
    /** ms */
    now(): number
    portal(): Portal
}

export class Courier implements SandboxWebhooks {
    readonly #options: CourierOptions
    readonly #apps = new Map<string, App>()
    readonly #idle = new Set<() => void>()
    readonly #closing = new Set<AbortController>()
    #deliveries: SandboxDelivery[] = []
    #givenUp = 0
    #subscribed = 0
    #gathering: NodeJS.Immediate | null = null
    #timer: NodeJS.Timeout | null = null
    #isClosed = false

    constructor(options: CourierOptions) {
        this.#options = options
    }

    subscribe(options: SandboxWebhookOptions): () => void {
        if (!URL.canParse(options.url) || options.secret === '')
            throw new RangeError('webhooks need an address and a client secret')
        const subscriptions = options.subscriptions.map((one) =>
            checkSubscription(this.#options.portal(), one, ++this.#subscribed)
        )
        const known = this.#apps.get(options.url)
        const app: App = known ?? {
            options,
            subscriptions,
            isOn: true,
            gathered: [],
            batches: [],
            active: 0
        }
        Object.assign(app, { options, subscriptions, isOn: true })
        this.#apps.set(options.url, app)
        this.deliver()
        return () => {
            // A later subscription of the URL is not this one's to end.
            if (app.options === options) app.isOn = false
        }
    }

    /** Told of every change of the portal. */
    tell(change: { objectType: string; id: string; what?: Happening }): void {
        const { what } = change
        if (!what) return
        for (const app of this.#apps.values()) {
            if (!app.isOn) continue
            for (const subscription of app.subscriptions) {
                const event = wireEvent(this.#options.portal(), subscription, { ...change, what })
                if (event) app.gathered.push(event)
            }
            if (app.gathered.length > 0) this.#gathering ??= setImmediate(() => this.#gather())
        }
    }

    idle(): Promise<void> {
        return new Promise((resolve) => {
            this.#idle.add(resolve)
            this.#tellIdle()
        })
    }

    get waiting(): number {
        return this.#sum(({ batches }) => batches.reduce((sum, { events }) => sum + events.length, 0))
    }

    get givenUp(): number {
        return this.#givenUp
    }

    get deliveries(): readonly SandboxDelivery[] {
        return this.#deliveries
    }

    /** Sends what is due. To be called whenever the clock was moved. */
    deliver(): void {
        if (this.#isClosed) return
        for (const app of this.#apps.values()) {
            const most = app.options.concurrency ?? 10
            for (let batch = this.#next(app); batch && app.active < most; batch = this.#next(app)) {
                app.batches.splice(app.batches.indexOf(batch), 1)
                void this.#send(app, batch)
            }
        }
        this.#setTimer()
        this.#tellIdle()
    }

    /** Forgets what was not delivered. */
    clear(): void {
        for (const app of this.#apps.values()) Object.assign(app, { gathered: [], batches: [] })
    }

    /** Ends what is under way; it counts as not delivered. */
    close(): void {
        this.#isClosed = true
        if (this.#gathering) clearImmediate(this.#gathering)
        if (this.#timer) clearTimeout(this.#timer)
        this.#gathering = null
        this.#timer = null
        for (const controller of this.#closing) controller.abort()
    }

    open(): void {
        this.#isClosed = false
        this.#gather()
    }

    #gather(): void {
        this.#gathering = null
        const now = this.#options.now()
        for (const app of this.#apps.values()) {
            // At least once, and in no order: the last comes first.
            const events = app.gathered.toReversed()
            app.gathered = []
            for (let at = 0; at < events.length; at += mostEvents)
                app.batches.push({
                    events: events.slice(at, at + mostEvents),
                    attempt: 0,
                    first: now,
                    due: now
                })
        }
        this.deliver()
    }

    #next({ isOn, batches }: App): Batch | undefined {
        const now = this.#options.now()
        return isOn ? batches.find(({ due }) => due <= now) : undefined
    }

    async #send(app: App, batch: Batch): Promise<void> {
        const { url, timeout = 5000 } = app.options
        app.active += 1
        const status = await this.#post(app.options, batch, timeout)
        app.active -= 1
        const { events, attempt } = batch
        if (this.#deliveries.length >= 2 * keptDeliveries)
            this.#deliveries = this.#deliveries.slice(-keptDeliveries)
        this.#deliveries.push({ at: this.#options.now(), url, status, events: events.length, attempt })
        if (status < 200 || status > 299) this.#retry(app, batch)
        this.deliver()
    }

    /** facts 8: at most ten times over a day, at random. Ours depend on what is sent alone, so a test can be repeated. */
    #retry(app: App, batch: Batch): void {
        const attempt = batch.attempt + 1
        if (attempt > mostRetries) {
            this.#givenUp += batch.events.length
            return
        }
        const chance = (Math.imul(batch.events.length * 31 + attempt, 2_654_435_761) >>> 0) / 2 ** 32
        const delay = spread * ((attempt - chance * 0.5) / mostRetries) ** 3
        app.batches.push({ ...batch, attempt, due: batch.first + Math.ceil(delay) })
    }

    async #post(options: SandboxWebhookOptions, batch: Batch, timeout: number): Promise<number> {
        const { url, secret } = options
        const body = JSON.stringify(batch.events.map((event) => ({ ...event, attemptNumber: batch.attempt })))
        // The machine's time, as HubSpot's is: who checks it has no other.
        const timestamp = String(Date.now())
        const signature = createHmac('sha256', secret)
            .update(`POST${asSigned(url)}${body}${timestamp}`)
            .digest('base64')
        const controller = new AbortController()
        this.#closing.add(controller)
        const timer = setTimeout(() => controller.abort(), timeout)
        try {
            const answer = await fetch(url, {
                method: 'POST',
                headers: {
                    'content-type': 'application/json',
                    'x-hubspot-signature-v3': signature,
                    'x-hubspot-request-timestamp': timestamp
                },
                body,
                redirect: 'manual',
                signal: controller.signal
            })
            await answer.body?.cancel()
            return answer.status
        } catch {
            return 0
        } finally {
            clearTimeout(timer)
            this.#closing.delete(controller)
        }
    }

    #setTimer(): void {
        if (this.#timer) clearTimeout(this.#timer)
        this.#timer = null
        const due = [...this.#apps.values()].flatMap(({ isOn, batches }) =>
            isOn ? batches.map((batch) => batch.due) : []
        )
        if (due.length === 0) return
        const soonest = due.reduce((a, b) => Math.min(a, b)) - this.#options.now()
        const wait = Math.min(Math.max(soonest, lookAgain), spread)
        this.#timer = setTimeout(() => this.deliver(), wait)
        this.#timer.unref()
    }

    #tellIdle(): void {
        const isBusy = (app: App) =>
            app.active > 0 || (app.isOn && (app.gathered.length > 0 || this.#next(app) !== undefined))
        if (!this.#isClosed && [...this.#apps.values()].some(isBusy)) return
        for (const resolve of this.#idle) resolve()
        this.#idle.clear()
    }

    #sum(of: (app: App) => number): number {
        return [...this.#apps.values()].reduce((sum, app) => sum + of(app), 0)
    }
}

/** facts 8: what HubSpot decodes in the address before it signs. */
function asSigned(url: string): string {
    return url.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16))
    )
}
