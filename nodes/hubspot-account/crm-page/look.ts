import type { Audit, Audited } from '../../shared'
import type { FindingsQuery, FoundRule, LookState } from './answers'

/** Findings of one rule that are kept to be shown; all are counted. */
const mostPerRule = 1000

type Finding = Parameters<Audit['found']>[0]

/** A finding with a number of its own, also among those of earlier looks. */
export interface KeptFinding extends Pick<
    Finding,
    'rule' | 'objectType' | 'id' | 'found' | 'says' | 'owner'
> {
    key: number
}

/** What a look tells of itself while it goes on. */
export type LookListener = Pick<Audit, 'signal' | 'found' | 'progress'> & {
    /** By which edition it looks. */
    by(edition: string): void
}

/** What the audit last found in one portal; one look at a time. */
export class Look {
    #state: LookState = { state: 'never' }
    #edition = ''
    #seen = ''
    readonly #rules = new Map<string, { says: string; count: number; kept: KeptFinding[] }>()
    #count = 0
    #lastKey = 0
    #changes = 0
    #running: AbortController | null = null

    /** Changes with all that is told here. */
    get mark(): string {
        return String(this.#changes)
    }

    /** How many findings there are so far; null before the first look. */
    get count(): number | null {
        return this.#state.state === 'never' ? null : this.#count
    }

    get state(): LookState {
        return this.#state
    }

    get edition(): string {
        return this.#edition
    }

    /** Whether the portal was another when the look began. @param revision of the portal now */
    isOld(revision: string): boolean {
        return this.#state.state !== 'never' && this.#seen !== revision
    }

    /**
     * Looks, unless a look is under way. What goes wrong becomes its state.
     * @param start most: records it may look at; revision: of the portal; now: ms, of the portal's clock
     * @param toError any failure as one that may be shown
     */
    start(
        { most, revision, now }: { most: number; revision: string; now(): number },
        audit: (listener: LookListener) => Promise<Audited>,
        toError: (error: unknown) => { code: string; message: string }
    ): void {
        if (this.#running) return
        this.forget()
        const running = (this.#running = new AbortController())
        this.#seen = revision
        const tell = (state: LookState) => {
            this.#state = state
            this.#changes++
        }
        tell({ state: 'looking', looked: 0, most })
        const listener: LookListener = {
            signal: running.signal,
            by: (edition) => {
                if (this.#running === running) this.#edition = edition
            },
            found: (finding) => {
                if (this.#running === running) this.#add(finding)
            },
            progress: (looked) => {
                if (this.#running === running)
                    tell({ state: 'looking', looked, most: Math.max(most, looked) })
            }
        }
        const end = (state: LookState) => {
            if (this.#running !== running) return
            this.#running = null
            tell(state)
        }
        void audit(listener).then(
            ({ startedAt, looked }) => end({ state: 'done', at: startedAt, looked }),
            (error: unknown) => {
                const { code, message } = toError(error)
                end({ state: 'failed', at: new Date(now()).toISOString(), code, message })
            }
        )
    }

    /** As if nobody had ever looked; ends a look that is under way. */
    forget(): void {
        this.#running?.abort()
        this.#running = null
        this.#state = { state: 'never' }
        this.#edition = ''
        this.#rules.clear()
        this.#count = 0
        this.#changes++
    }

    /** The rules that something was found for, in the handbook's order of ids. */
    rules(): FoundRule[] {
        return this.#inOrder().map(([rule, { says, count }]) => ({ rule, says, count }))
    }

    /** A page of what is kept, rule by rule, in the order it was found. @returns with how many there are to page through */
    page({ rule, offset, limit }: FindingsQuery): { total: number; findings: KeptFinding[] } {
        const chosen = this.#inOrder().flatMap(([id, { kept }]) => (rule === '' || rule === id ? [kept] : []))
        const findings: KeptFinding[] = []
        let total = 0
        for (const kept of chosen) {
            const from = Math.max(0, offset - total)
            findings.push(...kept.slice(from, from + limit - findings.length))
            total += kept.length
        }
        return { total, findings }
    }

    #inOrder() {
        return [...this.#rules].sort(([a], [b]) => (a < b ? -1 : 1))
    }

    #add({ rule, objectType, id, found, says, owner }: Finding): void {
        let known = this.#rules.get(rule)
        if (!known) this.#rules.set(rule, (known = { says, count: 0, kept: [] }))
        const key = ++this.#lastKey
        this.#count++
        known.count++
        if (known.kept.length < mostPerRule)
            known.kept.push({ key, rule, objectType, id, found, says, owner })
        this.#changes++
    }
}

const looks = new WeakMap<object, Look>()

/** The one look of a portal. */
export function lookOf(portal: object): Look {
    let look = looks.get(portal)
    if (!look) looks.set(portal, (look = new Look()))
    return look
}
