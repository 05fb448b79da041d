import type { Answer, Call } from '../api/context'
import type { LogEntry } from '../types'

/** One thing the API can do. */
export interface Route {
    method: string
    /** After area and version are taken off: `objects/:type/batch/read`. */
    path: string
    kind: LogEntry['kind']
    /** `dated` is v3 and every dated version; `v4` is v4 and every dated version; `any` is every one. */
    versions?: 'dated' | 'v4' | 'any'
    /** True when it needs no Authorization header. */
    open?: boolean
    handle(call: Call): Answer
}

export interface Match {
    route: Route
    version: string
    params: Record<string, string>
}

const versionPattern = /^(?:v[1-9]|\d{4}-\d{2}(?:-beta)?)$/

/**
 * Takes the version out of a path, wherever it stands: `/crm/v3/objects/…` and `/crm/objects/2026-09/…`
 * are one (facts 10).
 * @returns null when the path is none of the API's
 * @throws URIError when a segment is not well encoded
 */
export function readPath(pathname: string): { version: string; segments: string[] } | null {
    const [first, ...segments] = pathname.replace(/\/$/, '').split('/')
    if (first !== '') return null
    const [area, second = '', third = '', ...rest] = segments.map(decodeURIComponent)
    if (area === 'crm') {
        if (versionPattern.test(second)) return { version: second, segments: [third, ...rest] }
        if (versionPattern.test(third)) return { version: third, segments: [second, ...rest] }
    }
    if ((area === 'account-info' || area === 'oauth') && versionPattern.test(second))
        return { version: second, segments: [area, third, ...rest] }
    return null
}

/** Finds what a path means. @returns `null` when nothing is there, `'method'` when only the method is wrong */
export function findRoute(
    routes: readonly Route[],
    method: string,
    { version, segments }: { version: string; segments: string[] }
): Match | null | 'method' {
    let known = false
    for (const route of routes) {
        const params = matches(route, version) ? bind(route.path.split('/'), segments) : null
        if (params && route.method === method) return { route, params, version }
        known ||= params !== null
    }
    return known ? 'method' : null
}

function matches({ versions = 'dated' }: Route, version: string): boolean {
    if (versions === 'any' || !version.startsWith('v')) return true
    return version === (versions === 'v4' ? 'v4' : 'v3')
}

function bind(pattern: string[], segments: string[]): Record<string, string> | null {
    if (pattern.length !== segments.length) return null
    const params: Record<string, string> = {}
    for (const [index, part] of pattern.entries()) {
        const segment = segments[index] ?? ''
        if (part.startsWith(':')) {
            if (segment === '') return null
            params[part.slice(1)] = segment
        } else if (part !== segment) return null
    }
    return params
}
