import { randomBytes } from 'node:crypto'
import type { Answer } from '../api/context'
import { CrmError } from '../crm/errors'
import type { Portal } from '../crm/portal'
import { allScopes, authenticate, missingScopes, type Grant } from './auth'
import { tooManyRequests, type Policy, type RateLimits } from './limits'
import { findRoute, readPath, type Match, type Route } from './routes'

/** About where HubSpot's front door gives up on a URI (facts 1.4). */
export const longestUri = 16_200

/** A call as it came over the wire. */
export interface RawCall {
    method: string
    /** Path and query. */
    uri: string
    authorization: string | undefined
    contentType: string | undefined
    body: string
}

/** What a call turned out to be, and its answer. */
export interface Outcome extends Answer {
    kind: Route['kind']
    /** Records in the request. */
    inputs: number
}

/** What answers need besides the portal. */
export interface Desk {
    portal(): Portal
    routes: readonly Route[]
    grants: ReadonlyMap<string, Grant>
    limits: RateLimits
    onFailure(error: unknown): void
}

/** Answers one call. Never throws: what goes wrong is an answer too. */
export function dispatch(desk: Desk, call: RawCall): Outcome {
    const outcome = { kind: kindOf(call.method), inputs: 1, headers: {} as Record<string, string> }
    try {
        const answer = answerCall(desk, call, outcome)
        return { ...outcome, ...answer, headers: { ...outcome.headers, ...answer.headers } }
    } catch (error) {
        if (error instanceof CrmError)
            return { ...outcome, status: error.status, body: { status: 'error', ...error.body } }
        desk.onFailure(error)
        return { ...outcome, status: 500, body: { status: 'error', message: 'internal error' } }
    }
}

function answerCall(
    desk: Desk,
    call: RawCall,
    outcome: { kind: Route['kind']; inputs: number; headers: Record<string, string> }
): Answer {
    if (call.uri.length > longestUri) throw new CrmError(414, { message: 'URI Too Long' })
    const url = urlOf(call.uri)
    const { route, params, version } = routeOf(desk.routes, call.method, url.pathname)
    outcome.kind = route.kind
    const portal = desk.portal()
    const grant = route.open ? null : authenticate(desk.grants, call.authorization, portal.now())
    if (grant) enter(desk, portal, grant, route, outcome.headers)
    const body = readBody(call)
    outcome.inputs = inputsOf(body)
    return route.handle({
        portal,
        version,
        params,
        query: url.searchParams,
        body,
        source: { type: 'INTEGRATION', id: String(portal.appId) },
        usage: () => ({ limit: desk.limits.limits.daily, ...desk.limits.today }),
        scopesOf(token) {
            const scopes = desk.grants.get(token)?.scopes
            return scopes && [...scopes].toSorted((a, b) => a.localeCompare(b))
        },
        need(scopes) {
            if (!scopes.some((scope) => grant?.scopes.has(scope))) throw missingScopes(scopes)
        }
    })
}

function urlOf(uri: string): URL {
    try {
        return new URL(`http://sandbox${uri.startsWith('/') ? '' : '/'}${uri}`)
    } catch {
        throw new CrmError(400, { message: 'The URI is not well formed' })
    }
}

function routeOf(routes: readonly Route[], method: string, pathname: string): Match {
    let path
    try {
        path = readPath(pathname)
    } catch {
        throw new CrmError(400, { message: 'The path is not well encoded' })
    }
    const match = path && findRoute(routes, method, path)
    if (match === 'method') throw new CrmError(405, { message: `${method} is not allowed here` })
    if (!match) throw new CrmError(404, { message: 'resource not found' })
    return match
}

/** Counts the call and tells what is left; search answers tell nothing (facts 1.2). */
function enter(
    desk: Desk,
    portal: Portal,
    grant: Grant,
    { kind }: Route,
    headers: Record<string, string>
): void {
    const lane = kind === 'search' ? 'search' : 'general'
    const tell = () => {
        if (lane === 'general') Object.assign(headers, desk.limits.headers(grant.name))
    }
    const tooMany = (policy: Policy) => {
        tell()
        return tooManyRequests(policy, portal.appId, portal.id)
    }
    desk.limits.enter(grant.name, lane, tooMany)
    tell()
}

function readBody({ method, body, contentType }: RawCall): unknown {
    if (method === 'GET' || method === 'DELETE' || body === '') return undefined
    if (contentType !== undefined && !/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType))
        throw new CrmError(415, { message: 'Unsupported Media Type: application/json is expected' })
    try {
        return JSON.parse(body) as unknown
    } catch {
        throw new CrmError(400, { message: 'Invalid input JSON: the body is not well formed' })
    }
}

function inputsOf(body: unknown): number {
    const inputs = typeof body === 'object' && body !== null && 'inputs' in body ? body.inputs : null
    return Array.isArray(inputs) ? inputs.length : 1
}

const kindOf = (method: string): Route['kind'] => (method === 'GET' || method === 'HEAD' ? 'read' : 'write')

/** The tokens a sandbox knows: the first has every scope. */
export function grantsOf(
    token: string,
    others: readonly { token: string; scopes: string[]; expiresAt?: string | number }[]
): Map<string, Grant> {
    const grants = new Map<string, Grant>([[token, { name: 'token 0', scopes: new Set(allScopes) }]])
    for (const [index, { token: other, scopes, expiresAt }] of others.entries()) {
        grants.set(other, {
            name: `token ${index + 1}`,
            scopes: new Set(['oauth', ...scopes]),
            ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).getTime() })
        })
    }
    return grants
}

/** A token in HubSpot's form, from chance. */
export function makeToken(): string {
    const hex = randomBytes(16).toString('hex')
    return `pat-na1-${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`
}
