import type {
    ClockStep,
    ContactQuery,
    BoardAnswer,
    ContactAnswer,
    ContactsAnswer,
    DealAnswer,
    FindingsAnswer,
    FindingsQuery,
    LogAnswer,
    StateAnswer,
    TasksAnswer
} from './answers'
import { editorPathOf, tokenIn, tokenKeyOf } from './editor-login'

export const editorPath = editorPathOf(location.pathname)

/** An answer that is no success. Status 0 when there was none. */
export class CallFailed extends Error {
    readonly status: number

    constructor(status: number) {
        super(`status ${status}`)
        this.status = status
    }
}

export const api = {
    state: () => call<StateAnswer>('state'),
    /** Whether this user may move the clock and reset. */
    async mayChange(): Promise<boolean> {
        try {
            await call('may-change')
            return true
        } catch (error) {
            if (error instanceof CallFailed && error.status === 401) return false
            throw error
        }
    },
    contacts: (query: ContactQuery) => call<ContactsAnswer>('contacts', { ...query }),
    contact: (id: string, limit: number) => call<ContactAnswer>('contact', { id, limit }),
    deal: (id: string, limit: number) => call<DealAnswer>('deal', { id, limit }),
    /** @param pipeline an id, or null for the one that the server chooses */
    board: (pipeline: string | null) => call<BoardAnswer>('board', pipeline === null ? {} : { pipeline }),
    tasks: () => call<TasksAnswer>('tasks'),
    findings: (query: FindingsQuery) => call<FindingsAnswer>('findings', { ...query }),
    /** @param handbook a config node's id, or null when there is none to choose */
    look: (handbook: string | null) => call<StateAnswer>('look', {}, handbook === null ? {} : { handbook }),
    log: () => call<LogAnswer>('log'),
    advance: (step: ClockStep) => call<StateAnswer>('clock', {}, { advance: step }),
    reset: () => call<StateAnswer>('reset', {}, {})
}

/** @throws CallFailed */
async function call<Answer>(
    path: string,
    query: Record<string, string | number | boolean> = {},
    body?: Record<string, string>
): Promise<Answer> {
    const parameters = new URLSearchParams(
        Object.entries(query).map(([name, value]) => [name, String(value)])
    )
    // Read anew for every call: the user may have logged in to the editor meanwhile.
    const token = tokenIn(localStorage.getItem(tokenKeyOf(editorPath)))
    const response = await fetch(`api/${path}${parameters.size > 0 ? `?${parameters}` : ''}`, {
        method: body ? 'POST' : 'GET',
        headers: {
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(body ? { 'content-type': 'application/json' } : {})
        },
        ...(body ? { body: JSON.stringify(body) } : {})
    }).catch(() => {
        throw new CallFailed(0)
    })
    if (!response.ok) throw new CallFailed(response.status)
    return (await response.json()) as Answer
}
