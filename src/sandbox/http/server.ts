import { randomBytes, randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer } from '../api/context'
import type { Fault } from '../types'
import { dispatch, type Desk, type Outcome } from './dispatch'
import type { Faults } from './faults'
import type { CallLog } from './log'
import { tooManyRequests } from './limits'

/** The largest body that is read; more is refused. */
const largestBody = 10 * 1024 * 1024

export interface ServerOptions extends Desk {
    faults: Faults
    log: CallLog
    /** ms every answer waits */
    latency: number
}

/** The sandbox's HTTP server, on 127.0.0.1 only. */
export class SandboxServer {
    readonly #options: ServerOptions
    #server: http.Server | undefined
    #closing: Promise<void> | undefined
    #port = 0
    readonly #waiting = new Set<NodeJS.Timeout>()

    constructor(options: ServerOptions) {
        this.#options = options
    }

    get url(): string {
        return `http://127.0.0.1:${this.#port}`
    }

    /** @param port 0 takes any free one. @throws the system's error when the port is taken */
    async listen(port: number): Promise<void> {
        await this.#closing
        if (this.#server) return
        // Longer URIs than HubSpot's limit must reach us to be refused in its words.
        const server = http.createServer({ maxHeaderSize: 256 * 1024 }, (request, response) => {
            this.#serve(request, response).catch((error: unknown) => {
                this.#options.onFailure(error)
                response.destroy()
            })
        })
        server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
            const status = error.code === 'HPE_HEADER_OVERFLOW' ? '414 URI Too Long' : '400 Bad Request'
            if (socket.writable)
                socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
        })
        this.#server = server
        try {
            await new Promise<void>((done, fail) => {
                server.once('error', fail)
                server.listen(port, '127.0.0.1', done)
            })
        } catch (error) {
            this.#server = undefined
            throw error
        }
        this.#port = (server.address() as AddressInfo).port
    }

    /** Ends every connection at once, those with a call under way too. */
    close(): Promise<void> {
        const server = this.#server
        this.#server = undefined
        for (const timer of this.#waiting) clearTimeout(timer)
        this.#waiting.clear()
        if (server)
            this.#closing = new Promise<void>((done) => {
                server.close(() => done())
                server.closeAllConnections()
            })
        return this.#closing ?? Promise.resolve()
    }

    async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
        const { method = 'GET', url = '/' } = request
        const path = url.split('?')[0] ?? '/'
        const fault = this.#options.faults.next(method, path)
        if (fault?.type === 'reset') {
            this.#log(method, path, { status: 0, kind: 'read', inputs: 1 })
            request.socket.resetAndDestroy()
            return
        }
        const body = await readAll(request)
        if (body === null) return
        const outcome = body === tooLong ? tooLarge : this.#answer(request, method, url, body, fault)
        this.#log(method, path, outcome)
        const delay = this.#options.latency + (fault?.type === 'slow' ? fault.ms : 0)
        const finish = () =>
            fault?.type === 'lost-response'
                ? request.socket.resetAndDestroy()
                : send(response, outcome, this.#options.portal().now())
        if (delay > 0) this.#later(delay, finish)
        else finish()
    }

    #answer(
        request: http.IncomingMessage,
        method: string,
        uri: string,
        body: string,
        fault: Fault['kind'] | undefined
    ): Outcome {
        const { portal } = this.#options
        const ordered = fault && faultAnswer(fault, portal().appId, portal().id)
        if (ordered) return { kind: method === 'GET' ? 'read' : 'write', inputs: 1, ...ordered }
        const { authorization, 'content-type': contentType } = request.headers
        return dispatch(this.#options, { method, uri, authorization, contentType, body })
    }

    #log(method: string, path: string, { status, kind, inputs }: Outcome): void {
        this.#options.log.add({ at: this.#options.portal().now(), method, path, status, kind, inputs })
    }

    #later(ms: number, act: () => void): void {
        const timer = setTimeout(() => {
            this.#waiting.delete(timer)
            act()
        }, ms)
        this.#waiting.add(timer)
    }
}

const tooLong = Symbol('the body is too long')

const tooLarge: Outcome = {
    kind: 'write',
    inputs: 1,
    status: 413,
    body: { status: 'error', message: 'Request Entity Too Large' }
}

/** The answer that was ordered in place of the real one; undefined when the call is to be handled. */
function faultAnswer(fault: Fault['kind'], appId: number, portalId: number): Answer | undefined {
    switch (fault.type) {
        case 'status':
            return {
                status: fault.status,
                body: fault.body ?? { status: 'error', message: http.STATUS_CODES[fault.status] ?? 'error' },
                headers: fault.headers ?? {}
            }
        case 'html':
            return {
                status: fault.status,
                body: `<html>\n<head><title>${fault.status}</title></head>\n<body><h1>${fault.status}</h1></body>\n</html>\n`,
                headers: { 'Content-Type': 'text/html' }
            }
        case 'rate-limit': {
            const { body } = tooManyRequests(fault.policy, appId, portalId)
            const headers: Record<string, string> =
                fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) }
            return { status: 429, body: { status: 'error', ...body }, headers }
        }
        case 'reset':
        case 'lost-response':
        case 'slow':
    }
    return undefined
}

/**
 * The body as text; null when the caller went away. What is over the limit is read to its end and thrown away,
 * so that the answer arrives.
 */
async function readAll(request: http.IncomingMessage): Promise<string | typeof tooLong | null> {
    const chunks: Buffer[] = []
    let size = 0
    try {
        for await (const chunk of request as AsyncIterable<Buffer>) {
            size += chunk.length
            if (size <= largestBody) chunks.push(chunk)
        }
    } catch {
        return null
    }
    return size > largestBody ? tooLong : Buffer.concat(chunks).toString('utf8')
}

/**
 * Writes an answer with the headers HubSpot sends (facts 1.2): the correlation id is the body's too.
 * @param now of the portal's clock, which is the one that the answer's Date shows
 */
function send(response: http.ServerResponse, { status, body, headers = {} }: Outcome, now: number): void {
    if (response.destroyed) return
    const correlationId = randomUUID()
    response.statusCode = status
    response.setHeader('Date', new Date(now).toUTCString())
    response.setHeader('X-HubSpot-Correlation-Id', correlationId)
    response.setHeader('X-Trace', randomBytes(16).toString('hex').toUpperCase())
    if (body !== undefined) response.setHeader('Content-Type', 'application/json;charset=utf-8')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (body === undefined) response.end()
    else if (typeof body === 'string') response.end(body)
    else response.end(JSON.stringify(status >= 400 ? withCorrelation(body, correlationId) : body))
}

const withCorrelation = (body: unknown, correlationId: string): unknown =>
    typeof body === 'object' && body !== null && !Array.isArray(body) ? { correlationId, ...body } : body
