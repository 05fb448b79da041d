/** The public words of the sandbox CRM. No behaviour here. */

export interface SandboxOptions {
    /** Serves a closed sandbox again, with its data, token and settings; of the other options only `port` counts. */
    from?: Sandbox
    /** 0 (default) takes any free port. The sandbox listens on 127.0.0.1 only. */
    port?: number
    /** The token that has every scope; by default a made-up one in HubSpot's form. */
    token?: string
    /** More tokens with the scopes they have. */
    tokens?: { token: string; scopes: string[]; expiresAt?: string | number }[]
    /** Data to begin with: nothing but HubSpot's default definitions, or the small fictional portal (default `empty`). */
    seed?: 'empty' | 'demo'
    /** Where the clock stands at the start (ISO 8601 or ms); by default now. It runs on from there. */
    now?: string | number
    /** When true the clock moves only by `clock.set` and `clock.advance`. */
    frozen?: boolean
    /** How long a write stays invisible to search, in ms of the sandbox's clock (default 0). */
    indexLag?: number
    /** Answers wait so long, in real ms (default 0). */
    latency?: number
    limits?: Partial<SandboxLimits>
    /** The portal setting that gives new contacts a stage; null (default) leaves it blank. */
    defaultLifecycleStage?: string | null
    /** The portal setting by which a new deal makes its contacts Opportunity and a won one Customer (default true). */
    dealAutomation?: boolean
    /** Told of a failure inside the sandbox itself, which the caller sees as a plain 500. */
    onFailure?: (error: unknown) => void
}

/** Rate limits, of the sandbox's clock. */
export interface SandboxLimits {
    /** Calls per interval and token (default 190). */
    burst: number
    /** ms (default 10,000) */
    interval: number
    /** Calls per day and portal (default 625,000). */
    daily: number
    /** Search calls per second and portal (default 5). */
    searchPerSecond: number
}

export interface SandboxClock {
    now(): number
    set(time: string | number): void
    /** @param by ms, or an ISO 8601 duration in weeks, days, hours, minutes, seconds (`P14D`, `PT1H`) */
    advance(by: string | number): void
}

/** A fault that is ordered: it meets the next calls that match, so many times. */
export interface Fault {
    /** Which calls; all of it must hold, and a text is met anywhere in the path. Default: any. */
    match?: { method?: string; path?: string | RegExp }
    /** How many calls it meets (default 1). */
    times?: number
    /** Calls that match but are let through first (default 0). */
    after?: number
    kind:
        | { type: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
        /** A gateway's HTML page instead of JSON. */
        | { type: 'html'; status: number }
        /** The connection is reset before the request is handled. */
        | { type: 'reset' }
        /** The request is handled, its answer is lost. */
        | { type: 'lost-response' }
        /** The answer comes after so many real ms. */
        | { type: 'slow'; ms: number }
        /** 429 in HubSpot's words. */
        | { type: 'rate-limit'; policy: 'TEN_SECONDLY_ROLLING' | 'DAILY' | 'SECONDLY'; retryAfter?: number }
}

export interface SandboxFaults {
    /** @returns a function that takes the fault back */
    add(fault: Fault): () => void
    clear(): void
}

/** One call as the sandbox saw it. Tokens are never kept. */
export interface LogEntry {
    /** Of the sandbox's clock, ms. */
    at: number
    method: string
    path: string
    status: number
    kind: 'read' | 'write' | 'search'
    /** Records in the request's batch, 1 for a single one. */
    inputs: number
}

export interface SandboxLog {
    readonly entries: readonly LogEntry[]
    /** How many calls match; a text is met anywhere in the path. */
    count(filter?: Partial<Pick<LogEntry, 'method' | 'kind' | 'status'>> & { path?: string | RegExp }): number
    clear(): void
}

/** One change of one property, as the timeline shows it. */
export interface SandboxHistoryEntry {
    value: string
    timestamp: string
    sourceType: string
    sourceId: string
    sourceLabel?: string
}

/** Who makes a record, as its history names it (facts 2). */
export interface SandboxSource {
    type: string
    id: string
}

/** A record as the sandbox holds it, for tests and the CRM page; no HTTP. */
export interface SandboxRecord {
    id: string
    objectType: string
    properties: Record<string, string>
    history: Record<string, SandboxHistoryEntry[]>
    createdAt: string
    updatedAt: string
    archived: boolean
}

/** How much of records is wanted: all derived values and the history of one take about 0.1 ms to work out. */
export interface SandboxReading {
    /** Only these properties; by default every one that has a value. */
    properties?: readonly string[]
    /** False leaves `history` empty (default true). */
    history?: boolean
}

/** A property's definition, as far as it says what values are called. */
export interface SandboxProperty {
    name: string
    label: string
    type: string
    /** In their order, hidden ones included; stages, pipelines and owners (by name) where those are the values. */
    options: { value: string; label: string }[]
}

/** A pipeline with its stages in their order; the lifecycle is the one pipeline of contacts (facts 4). */
export interface SandboxPipeline {
    id: string
    label: string
    stages: {
        id: string
        label: string
        closed: boolean
        /** 0 to 1; null for what is no deal stage. */
        probability: number | null
    }[]
}

/** The sandbox's data, side-stepping HTTP: what a test asserts on, what the CRM page shows, what a test plants. */
export interface SandboxPortal {
    readonly id: number
    /** Live records of one type, ascending by id. */
    list(objectType: string, reading?: SandboxReading): SandboxRecord[]
    get(objectType: string, id: string, reading?: SandboxReading): SandboxRecord | undefined
    contactByEmail(email: string): SandboxRecord | undefined
    /**
     * Ids of the live records of one type that a record is associated with, under whichever label, in the order they
     * were associated. A deleted record keeps its own; none for an id that its type does not have.
     */
    associated(objectType: string, id: string, toObjectType: string): string[]
    /**
     * Writes as a person in HubSpot's own pages would (source CRM_UI): all rules of the portal hold.
     * @param source who makes the record instead, such as HubSpot's own `EMAIL_INTEGRATION`
     */
    create(objectType: string, properties: Record<string, string>, source?: SandboxSource): SandboxRecord
    update(objectType: string, id: string, properties: Record<string, string>): SandboxRecord
    archive(objectType: string, id: string): void
    /**
     * Brings a record back, as a person does in HubSpot's recycle bin within 90 days.
     * @throws CrmError 404 for what is not in it, 409 when another record has its e-mail by now
     */
    restore(objectType: string, id: string): SandboxRecord
    /** The definitions of one type, archived ones left out. */
    properties(objectType: string): SandboxProperty[]
    /** The pipelines of one type in their order; none for a type without. */
    pipelines(objectType: string): SandboxPipeline[]
    /** Calls back after every change. @returns a function that stops it */
    subscribe(listener: (change: { objectType: string; id: string }) => void): () => void
    /** Back to the seed, the clock to the start. */
    reset(): void
}

/** What an app is told of (facts 8). */
export interface SandboxSubscription {
    /** `contact.creation`, `deal.propertyChange`, `contact.associationChange`, `deal.deletion` … */
    type: string
    /** Of a `propertyChange`: the internal name. */
    property?: string
}

/** An app's webhooks. */
export interface SandboxWebhookOptions {
    /** Where they are delivered, with its query. */
    url: string
    /** The client secret that they are signed with. */
    secret: string
    subscriptions: readonly SandboxSubscription[]
    /** Requests under way at once (default 10). */
    concurrency?: number
    /** What an answer may take, in real ms (default 5,000). */
    timeout?: number
}

/** One request of a delivery. */
export interface SandboxDelivery {
    /** Of the sandbox's clock, ms. */
    at: number
    url: string
    /** What was answered; 0 for no answer in time. */
    status: number
    events: number
    /** 0 for the first. */
    attempt: number
}

/** Delivers webhooks as HubSpot does (facts 8): signed, in batches, at least once, in no order. */
export interface SandboxWebhooks {
    /**
     * Delivers what happens from now on. One app per URL: subscribing it again replaces its subscriptions, and what
     * it has not taken yet is still delivered.
     * @returns a function that ends it; what was not delivered then waits for the URL to be subscribed again
     * @throws RangeError for what cannot be subscribed to
     */
    subscribe(options: SandboxWebhookOptions): () => void
    /** Resolves when nothing is under way and nothing due; retries that wait for the clock do not count. */
    idle(): Promise<void>
    /** Events that wait for another attempt. */
    readonly waiting: number
    /** Events that were given up after the last attempt. */
    readonly givenUp: number
    readonly deliveries: readonly SandboxDelivery[]
}

export interface Sandbox {
    /** `http://127.0.0.1:<port>`, without a trailing slash. */
    readonly url: string
    readonly token: string
    readonly clock: SandboxClock
    readonly faults: SandboxFaults
    readonly log: SandboxLog
    readonly portal: SandboxPortal
    readonly webhooks: SandboxWebhooks
    /** Ends all connections; resolves when the port is free. The data stays, see `from`. Safe to call twice. */
    close(): Promise<void>
}
