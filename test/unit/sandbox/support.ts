/** A sandbox per test, and plain HTTP to speak to it. */
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox'

export interface Reply {
    status: number
    headers: Headers
    body: Record<string, unknown>
}

/** What stands at a path in JSON; fails the test when the way there is missing. */
export function at(json: unknown, ...path: (string | number)[]): unknown {
    let value = json
    for (const step of path) {
        if (value === null || typeof value !== 'object' || !(step in value))
            throw new Error(`nothing at ${path.join('.')} in ${JSON.stringify(json)}`)
        value = (value as Record<string | number, unknown>)[step]
    }
    return value
}

export interface Crm {
    sandbox: Sandbox
    get(path: string, headers?: Record<string, string>): Promise<Reply>
    post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
    patch(path: string, body?: unknown): Promise<Reply>
    put(path: string, body?: unknown): Promise<Reply>
    del(path: string): Promise<Reply>
    /** Creates a contact and returns its id. */
    contact(properties: Record<string, string>): Promise<string>
    /** The stored properties of a contact. */
    stored(id: string): Record<string, string>
}

export const contacts = '/crm/objects/2026-09/contacts'

const open: Sandbox[] = []

/** Starts a sandbox whose clock stands still, unless the test wants it otherwise. */
export async function openCrm(options: SandboxOptions = {}, token?: string): Promise<Crm> {
    const sandbox = await startSandbox({
        now: '2026-11-22T12:00:00Z',
        frozen: true,
        limits: { burst: 100_000, searchPerSecond: 100_000 },
        onFailure: (error) => {
            throw error
        },
        ...options
    })
    open.push(sandbox)
    const send = async (
        method: string,
        path: string,
        body?: unknown,
        headers: Record<string, string> = {}
    ) => {
        const response = await fetch(sandbox.url + path, {
            method,
            headers: {
                authorization: `Bearer ${token ?? sandbox.token}`,
                'content-type': 'application/json',
                ...headers
            },
            ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
        })
        const text = await response.text()
        const isJson = response.headers.get('content-type')?.startsWith('application/json')
        return {
            status: response.status,
            headers: response.headers,
            body: (isJson ? JSON.parse(text) : text) as Record<string, unknown>
        }
    }
    return {
        sandbox,
        get: (path, headers) => send('GET', path, undefined, headers),
        post: (path, body, headers) => send('POST', path, body ?? {}, headers),
        patch: (path, body) => send('PATCH', path, body ?? {}),
        put: (path, body) => send('PUT', path, body ?? []),
        del: (path) => send('DELETE', path),
        async contact(properties) {
            const { status, body } = await send('POST', contacts, { properties })
            if (status !== 201) throw new Error(`create: ${status} ${JSON.stringify(body)}`)
            return String(body['id'])
        },
        stored: (id) => sandbox.portal.get('contacts', id)?.properties ?? {}
    }
}

/** For `afterEach`: ends every sandbox a test has opened. */
export async function closeAll(): Promise<void> {
    await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
}

/** `count` inputs, made by number. */
export const many = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => make(i))

/** The ids of a batch's or page's results. */
export const idsOf = ({ body }: Reply): string[] => (body['results'] as { id: string }[]).map(({ id }) => id)
