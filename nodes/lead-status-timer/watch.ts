/** What a node remembers between two sweeps: when to look at which contact again. It saves calls and decides nothing. */

/** When one contact is to be looked at. */
export interface Watch {
    /** ms since 1970; Infinity when only a change can make something due. */
    at: number
    /** Only the roll-up said so: to be looked at when there is room. */
    isRough: boolean
    /** Its activities must be read. */
    needsActivities: boolean
}

/** Everything is searched for anew at least so often, ms: what no search for changes would show is late by no more. */
const longest = 86_400_000

/** HubSpot's search lags, and clocks differ: so much is searched twice, ms. */
const overlap = 10 * 60_000

/** Contacts whose activities are read per call: a look at fewer costs as much. */
const batch = 100

/** Rough ones that a search for everything looks at, so that in a smaller portal nothing is late even then. */
const mostAtFirst = 500

export class WatchList {
    readonly #watched = new Map<string, Watch>()
    /** Periods that this process has settled: asking HubSpot about them again would cost calls for nothing. */
    readonly #settled = new Map<string, Set<string>>()
    #cursor: number | null = null
    #wholeAt = 0

    /**
     * Since when changes are to be searched for, ms since 1970; null for everything.
     * @param now of the portal; a clock that went back makes everything be searched for
     */
    since(now: number): number | null {
        if (this.#cursor === null || now - this.#wholeAt >= longest) return null
        const since = this.#cursor - overlap
        return now < since ? null : since
    }

    /** Everything is about to be searched for. */
    restart(): void {
        this.#watched.clear()
        this.#cursor = null
    }

    /** A search that began at `now` is through. */
    searched(now: number, isWhole: boolean): void {
        this.#cursor = now
        if (!isWhole) return
        this.#wholeAt = now
        for (const id of this.#settled.keys()) if (!this.#watched.has(id)) this.#settled.delete(id)
    }

    /** @param watch null when no clock runs */
    set(id: string, watch: Watch | null): void {
        if (watch) this.#watched.set(id, watch)
        else this.forget(id)
    }

    forget(id: string): void {
        this.#watched.delete(id)
        this.#settled.delete(id)
    }

    /**
     * Whom to look at now: those whose time has come, those with activities first, and as many of the rough ones as fill
     * the last call; after a search for everything more of them.
     */
    due(now: number, isWhole: boolean): string[] {
        const due = [...this.#watched].filter(([, { at }]) => at <= now)
        const reading = due.filter(([, { needsActivities }]) => needsActivities)
        const others = due.filter(([, { needsActivities }]) => !needsActivities)
        const rough = [...this.#watched].filter(([, { at, isRough }]) => isRough && at > now)
        const left = reading.length % batch
        const room =
            (isWhole ? mostAtFirst : 0) + (left === 0 && (isWhole || reading.length > 0) ? 0 : batch - left)
        return [...reading, ...rough.slice(0, room), ...others].map(([id]) => id)
    }

    /** Whether this process has settled that period of a contact. */
    isSettled(id: string, period: string): boolean {
        return this.#settled.get(id)?.has(period) ?? false
    }

    settle(id: string, period: string): void {
        const periods = this.#settled.get(id) ?? new Set<string>()
        this.#settled.set(id, periods.add(period))
    }

    get size(): number {
        return this.#watched.size
    }
}
