import { CrmError } from '../crm/errors'
import type { Source } from '../crm/model'
import type { Portal } from '../crm/portal'
import type { RecordStore } from '../crm/store'

/** One call, as a handler sees it. */
export interface Call {
    portal: Portal
    /** `v3`, `v4` or a date. */
    version: string
    /** The `:name` segments of its path, decoded. */
    params: Record<string, string>
    query: URLSearchParams
    /** The parsed JSON body; undefined when there is none. */
    body: unknown
    /** Who calls: the token's app. */
    source: Source
    /** Calls of today, and when the count begins anew (ms). */
    usage(): { limit: number; used: number; resetsAt: number }
    /** The scopes of a token; undefined when there is no such token. */
    scopesOf(token: string): readonly string[] | undefined
    /** @throws CrmError 403 when the token has none of these scopes */
    need(scopes: readonly string[]): void
}

export interface Answer {
    status: number
    body?: unknown
    headers?: Record<string, string>
}

export const ok = (body: unknown): Answer => ({ status: 200, body })

/** The answer of a batch: 207 with what failed, when something did (facts 2). */
export function batchAnswer(
    portal: Portal,
    status: number,
    results: unknown[],
    errors: unknown[] = []
): Answer {
    const at = portal.clock.iso()
    return {
        status: errors.length > 0 ? 207 : status,
        body: {
            status: 'COMPLETE',
            results,
            ...(errors.length > 0 && { numErrors: errors.length, errors }),
            startedAt: at,
            completedAt: at
        }
    }
}

/** The store of an object type in the path. @throws CrmError (facts 1.4, unknown object type) */
export function storeOf({ portal }: Call, name: string): RecordStore {
    const store = portal.store(name)
    if (!store) throw new CrmError(400, { message: `Unable to infer object type from: ${name}` })
    return store
}

/** The store, when the token may read it. */
export function readable(call: Call, name = call.params['type'] ?? ''): RecordStore {
    const store = storeOf(call, name)
    for (const scope of store.type.scopes.read) call.need([scope])
    return store
}

/** The store, when the token may write it. */
export function writable(call: Call, name = call.params['type'] ?? ''): RecordStore {
    const store = storeOf(call, name)
    for (const scope of store.type.scopes.write) call.need([scope])
    return store
}
