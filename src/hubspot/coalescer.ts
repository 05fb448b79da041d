/**
 * Group commit: single operations gather into rounds, and a round makes batch calls (docs/decisions/0021). Knows
 * nothing of HubSpot.
 *
 * When nothing is in flight a round starts at the end of the tick. Otherwise operations gather until it ends, and
 * when it was a short one a little longer; a second round starts beside the first only when it has a full batch. Two
 * operations on one record, one of them a write, are never in the same round and keep their order, also when one names
 * it by id and the other by e-mail: see `claim`.
 */
import { Claims } from './claims'
import { HubSpotError } from './errors'

/** Something to do on one record. */
export interface Operation {
    /** What it names its record by; equal keys mean the same record, different ones may. */
    readonly key: string
    /** Whether it only reads: reads of one record may share a round. */
    readonly reads: boolean
    /** Its place in the order of all operations; set by the coalescer. */
    ticket: number
    /** True once its caller has an answer: then it is skipped. */
    readonly settled: boolean
    reject(error: HubSpotError): void
}

/** Operations that are done together. */
export interface Round<Op extends Operation> {
    /** In the order in which they were added. */
    readonly operations: readonly Op[]
    /** Resolves when the rounds that run beside this one, and began before, have claimed their records. */
    turn(): Promise<void>
    /**
     * Claims for an operation, after `turn` and in order, all the names that its record has or will have. False when
     * an earlier operation has one of them, in this round or in one beside it: what was read of the record may be
     * stale, so the operation goes into a later round.
     */
    claim(operation: Op, names: readonly string[]): boolean
    /** Says that all claims are made. */
    claimed(): void
    /** Puts an operation back, ahead of what waits. Its key may have changed. */
    again(operation: Op): void
}

export interface CoalescerOptions<Op extends Operation> {
    /** Does a round's operations and settles each, unless it was put back. Never rejects. */
    run(round: Round<Op>): Promise<void>
    /** How many operations make a second round worth while. */
    fullBatch: number
    /** Most operations of one round. */
    maxRound: number
    /** Most operations that wait. */
    maxQueued: number
    /** ms since the epoch */
    now(): number
    /** Waits so many ms; rejects when the account is closed. */
    pause(ms: number): Promise<void>
}

const mostRounds = 2

/**
 * While operations trickle in, rounds without a full batch start so many ms apart. HubSpot takes longer than this to
 * answer a round; without it a portal that answers at once, as the sandbox does, would get a call per few records.
 */
const apart = 200

export class Coalescer<Op extends Operation> {
    readonly #options: CoalescerOptions<Op>
    /** Keys of operations that are ready or run. */
    readonly #busy = new Set<string>()
    /** By busy key, the operations behind it. A key without any has no entry. */
    readonly #lines = new Map<string, Op[]>()
    /** May run now: new ones by ticket, and those that were behind others or put back. */
    #ready: Op[] = []
    #returned: Op[] = []
    /** Rounds that run, and when each has ended. */
    readonly #running = new Map<Claims<Op>, Promise<void>>()
    #tickets = 0
    #queued = 0
    #closed = false
    #tick: NodeJS.Immediate | null = null
    #lastStart = 0
    /** While it is set, what is ready waits for more. */
    #rest: Promise<void> | null = null

    constructor(options: CoalescerOptions<Op>) {
        this.#options = options
    }

    /** @throws HubSpotError `QUEUE_FULL`, `CLOSED` */
    add(operation: Op): void {
        if (this.#closed) throw closed()
        if (this.#queued >= this.#options.maxQueued)
            throw new HubSpotError('QUEUE_FULL', `${this.#queued} operations wait for HubSpot already`)
        operation.ticket = this.#tickets++
        this.#queued += 1
        if (this.#busy.has(operation.key)) this.#lineUp(operation)
        else {
            this.#busy.add(operation.key)
            this.#ready.push(operation)
        }
        this.#wake()
    }

    /**
     * Rejects what waits with `CLOSED`, and resolves when the running rounds have ended: each settles its own
     * operations, at once when its calls are aborted.
     */
    async close(): Promise<void> {
        this.#closed = true
        if (this.#tick) clearImmediate(this.#tick)
        const waiting = [...this.#returned, ...this.#ready, ...this.#lines.values()].flat()
        this.#returned = []
        this.#ready = []
        this.#lines.clear()
        this.#busy.clear()
        this.#queued = 0
        for (const operation of waiting) operation.reject(closed())
        await Promise.all(this.#running.values())
    }

    #wake(): void {
        if (this.#tick || !this.#mayStart()) return
        this.#tick = setImmediate(() => {
            this.#tick = null
            if (this.#mayStart()) this.#start()
        })
    }

    #mayStart(): boolean {
        if (this.#closed) return false
        const ready = this.#ready.length + this.#returned.length
        if (ready >= this.#options.fullBatch) return this.#running.size < mostRounds
        // What was behind something or put back has waited already.
        return this.#running.size === 0 && ready > 0 && (this.#rest === null || this.#returned.length > 0)
    }

    #start(): void {
        this.#lastStart = this.#options.now()
        this.#rest = null
        const operations = this.#take()
        const keys = new Set(operations.map(({ key }) => key))
        const claims = new Claims<Op>([...this.#running.keys()], (key, { ticket }) => {
            const [first] = this.#lines.get(key) ?? []
            return first !== undefined && first.ticket < ticket
        })
        const back: Op[] = []
        const ended = this.#options
            .run({
                operations,
                turn: () => claims.turn(),
                claim(operation, names) {
                    const free = claims.claim(operation, names)
                    if (!free) back.push(operation)
                    return free
                },
                claimed: () => claims.close(),
                again: (operation) => back.push(operation)
            })
            .finally(() => {
                claims.close()
                this.#running.delete(claims)
                this.#finish(keys, back)
                this.#restABit()
                this.#wake()
            })
        this.#running.set(claims, ended)
        this.#wake()
    }

    /** After a short round, lets more gather with those that gathered during it. */
    #restABit(): void {
        const ms = this.#lastStart + apart - this.#options.now()
        if (this.#ready.length === 0 || ms <= 0 || ms > apart) return
        const rest = this.#options.pause(ms).then(
            () => {
                if (this.#rest === rest) this.#rest = null
                this.#wake()
            },
            () => {}
        )
        this.#rest = rest
    }

    /** Takes the next operations by ticket, with the reads right behind a read in its line. */
    #take(): Op[] {
        const taken: Op[] = []
        const keys = new Set<string>()
        const returned = this.#returned.toSorted(byTicket)
        this.#returned = []
        let [r, n] = [0, 0]
        while (taken.length < this.#options.maxRound) {
            const [old, fresh] = [returned[r], this.#ready[n]]
            const next = old && (!fresh || old.ticket < fresh.ticket) ? old : fresh
            if (!next) break
            if (next === old) r += 1
            else n += 1
            this.#queued -= 1
            if (!next.settled) {
                taken.push(next)
                keys.add(next.key)
            }
            if (keys.has(next.key)) {
                const read = next.reads ? this.#nextRead(next.key) : undefined
                if (read) insert(returned, read, r)
            } else this.#release(next.key)
        }
        this.#ready.splice(0, n)
        for (const operation of returned.slice(r)) {
            if (keys.has(operation.key)) this.#lineUp(operation)
            else this.#returned.push(operation)
        }
        return taken
    }

    /** The next of a line when it is a read. */
    #nextRead(key: string): Op | undefined {
        const line = this.#lines.get(key)
        if (!line?.[0]?.reads) return undefined
        if (line.length === 1) this.#lines.delete(key)
        return line.shift()
    }

    #finish(keys: Set<string>, back: Op[]): void {
        for (const key of keys) this.#busy.delete(key)
        for (const operation of back.toSorted(byTicket)) {
            if (this.#closed) operation.reject(closed())
            else {
                this.#queued += 1
                this.#return(operation)
            }
        }
        for (const key of keys) this.#advance(key)
    }

    #release(key: string): void {
        this.#busy.delete(key)
        this.#advance(key)
    }

    /** Lets the next of a line go when nothing is ahead of it. */
    #advance(key: string): void {
        const line = this.#lines.get(key)
        if (!line || this.#busy.has(key)) return
        const next = line.shift()
        if (line.length === 0) this.#lines.delete(key)
        if (next) this.#return(next)
    }

    #return(operation: Op): void {
        if (this.#busy.has(operation.key)) {
            this.#lineUp(operation)
            return
        }
        this.#busy.add(operation.key)
        this.#returned.push(operation)
    }

    #lineUp(operation: Op): void {
        const line = this.#lines.get(operation.key)
        if (!line) {
            this.#lines.set(operation.key, [operation])
            return
        }
        insert(line, operation)
    }
}

/** Puts an operation where its ticket belongs, not before `from`. */
function insert<Op extends Operation>(sorted: Op[], operation: Op, from = 0): void {
    const before = sorted.findLastIndex(({ ticket }, at) => at < from || ticket < operation.ticket)
    sorted.splice(before + 1, 0, operation)
}

function byTicket(a: Operation, b: Operation): number {
    return a.ticket - b.ticket
}

function closed(): HubSpotError {
    return new HubSpotError('CLOSED', 'the account is closed')
}
