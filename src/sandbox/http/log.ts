import type { LogEntry, SandboxLog } from '../types'
import { pathMatches } from './faults'

/** So many calls are remembered at least; twice as many at most. */
const kept = 50_000

/** The calls the sandbox saw; of a very long run only the latest. */
export class CallLog implements SandboxLog {
    #entries: LogEntry[] = []

    get entries(): readonly LogEntry[] {
        return this.#entries
    }

    add(entry: LogEntry): void {
        if (this.#entries.length >= 2 * kept) this.#entries = this.#entries.slice(-kept)
        this.#entries.push(entry)
    }

    count({ method, kind, status, path }: Parameters<SandboxLog['count']>[0] = {}): number {
        return this.#entries.filter(
            (entry) =>
                (method === undefined || entry.method === method) &&
                (kind === undefined || entry.kind === kind) &&
                (status === undefined || entry.status === status) &&
                (path === undefined || pathMatches(path, entry.path))
        ).length
    }

    clear(): void {
        this.#entries = []
    }
}
