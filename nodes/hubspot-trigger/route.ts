import type { Express, NextFunction, Request, Response } from 'express'
import type { NodeAPI } from 'node-red'
import { invalidConfig } from '../shared'

type Handler = (request: Request, response: Response) => void

/** By Node-RED's HTTP server, who answers which path; a path that is let go of is answered by nobody. */
const served = new WeakMap<Express, Map<string, Handler>>()

/**
 * Answers POST requests to a path of Node-RED's HTTP server, below its root. A route of our own and no http-in node:
 * that would parse the body, which has to be checked byte by byte, and would stand behind a log-in that HubSpot has not.
 * @returns what ends it
 * @throws NodeError `CONFIG_INVALID` when the path is taken, or Node-RED serves no HTTP
 */
export function serve(red: NodeAPI, path: string, handler: Handler): () => void {
    const app = red.httpNode as Express | undefined
    if (typeof app?.use !== 'function') throw invalidConfig('this Node-RED serves no HTTP (httpNodeRoot)')
    const paths = served.get(app) ?? open(app)
    if (paths.has(path)) throw invalidConfig('another node listens at this path')
    paths.set(path, handler)
    return () => {
        if (paths.get(path) === handler) paths.delete(path)
    }
}

/** One layer for all nodes and deploys: Express has no way to take a route back. */
function open(app: Express): Map<string, Handler> {
    const paths = new Map<string, Handler>()
    served.set(app, paths)
    app.use((request: Request, response: Response, next: NextFunction) => {
        const handler = request.method === 'POST' ? paths.get(request.path.replace(/\/+$/, '')) : undefined
        if (handler) handler(request, response)
        else next()
    })
    return paths
}
