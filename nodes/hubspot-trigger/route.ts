import type { Express, NextFunction, Request, Response } from 'express'
import type { NodeAPI } from 'node-red'
import { invalidConfig } from '../shared'

/** Gets request and response as Node makes them: what Express adds to them is added behind our layer. */
type Handler = (request: Request, response: Response) => void

/** As much of Express as its types do not tell. */
interface App extends Pick<Express, 'use'> {
    parent?: App
}

/** By Node-RED's HTTP server, who answers which path; a path that is let go of is answered by nobody. */
const served = new WeakMap<App, Map<string, Handler>>()

/**
 * Answers POST requests to a path of Node-RED's HTTP server, below its root. A route of our own and no http-in node:
 * that would parse the body, which has to be checked byte by byte, and would stand behind a log-in that HubSpot has not.
 * @returns what ends it
 * @throws NodeError `CONFIG_INVALID` when the path is taken, or Node-RED serves no HTTP
 */
export function serve(red: NodeAPI, path: string, handler: Handler): () => void {
    const node = red.httpNode as unknown as App | undefined
    if (typeof node?.use !== 'function') throw invalidConfig('this Node-RED serves no HTTP (httpNodeRoot)')
    const app = rootOf(node)
    const paths = served.get(app) ?? open(app)
    const full = `${httpRoot(red)}${path}`
    if (paths.has(full)) throw invalidConfig('another node listens at this path')
    paths.set(full, handler)
    return () => {
        if (paths.get(full) === handler) paths.delete(full)
    }
}

/** What Node-RED puts in front of every path, without a slash at its end. */
export function httpRoot(red: NodeAPI): string {
    const { httpNodeRoot } = red.settings as unknown as { httpNodeRoot?: unknown }
    return typeof httpNodeRoot === 'string' ? httpNodeRoot.replace(/\/+$/, '') : ''
}

function rootOf(app: App): App {
    return app.parent === undefined ? app : rootOf(app.parent)
}

/**
 * One layer for all nodes and deploys: Express has no way to take a route back. It stands in front of everything, as
 * Node-RED's own http-in has one there: the editor's API usually shares the root, and parses every JSON body.
 */
function open(app: App): Map<string, Handler> {
    const paths = new Map<string, Handler>()
    served.set(app, paths)
    const layer = (request: Request, response: Response, next: NextFunction) => {
        const handler = request.method === 'POST' ? paths.get(pathOf(request.url)) : undefined
        if (handler) handler(request, response)
        else next()
    }
    app.use(layer)
    const stack = stackOf(app)
    const at = stack.findIndex(({ handle }) => handle === layer)
    if (at > 0) stack.unshift(...stack.splice(at, 1))
    return paths
}

/** Its layers in order; Express 4 keeps them in `_router`, and 5 in `router`, which throws in 4. */
function stackOf(app: App): { handle: unknown }[] {
    const name = '_router' in app ? '_router' : 'router'
    const router: unknown = Reflect.get(app, name)
    return (router as { stack?: { handle: unknown }[] } | undefined)?.stack ?? []
}

function pathOf(url: string): string {
    return (url.split('?', 1)[0] ?? '').replace(/\/+$/, '')
}
