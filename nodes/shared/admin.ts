import type { Request, RequestHandler, Response } from 'express'
import type { NodeAPI } from 'node-red'
import { toNodeError } from './errors'

/** A permission as Node-RED's adminAuth knows it: `*` and `read` users have `hubspot.read`, only `*` has `hubspot.write`. */
type Permission = 'hubspot.read' | 'hubspot.write'

/**
 * Registers routes under `/hubspot-nodes` of Node-RED's admin server, each behind a permission;
 * what a handler throws is answered as JSON with a code.
 */
export function adminRoutes(red: NodeAPI) {
    const guarded = (
        permission: Permission,
        handler: (request: Request, response: Response) => Promise<void>
    ): RequestHandler[] => [
        red.auth.needsPermission(permission),
        (request, response) => {
            handler(request, response).catch((error: unknown) => sendError(response, error))
        }
    ]
    return {
        get(
            path: string,
            permission: Permission,
            handler: (request: Request, response: Response) => Promise<void>
        ): void {
            red.httpAdmin.get(`/hubspot-nodes${path}`, ...guarded(permission, handler))
        },
        post(
            path: string,
            permission: Permission,
            handler: (request: Request, response: Response) => Promise<void>
        ): void {
            red.httpAdmin.post(`/hubspot-nodes${path}`, ...guarded(permission, handler))
        }
    }
}

/** Answers a failed admin request with its code and message, which hold no token and no personal data. */
export function sendError(response: Response, error: unknown): void {
    const { code, message, details } = toNodeError(error)
    if (response.headersSent) {
        response.end()
        return
    }
    const status = code === 'INPUT_INVALID' || code === 'CONFIG_INVALID' ? 400 : 502
    response.status(status).json({ code, message, scopes: details.scopes })
}
