/** One HTTP call: the only code of the pack that touches the network on its way to HubSpot. */
import http from 'node:http'
import https from 'node:https'
import { createGunzip } from 'node:zlib'
import { openAgents, type Agents } from './agents'

export interface HttpRequest {
    method: string
    url: URL
    headers: Record<string, string>
    body?: string
}

export interface HttpAnswer {
    status: number
    /** Names in lower case. */
    headers: Record<string, string>
    text: string
}

export type NetworkProblem = 'timeout' | 'aborted' | 'connection' | 'too-large'

/** No answer came, or none that could be read. */
export class NetworkError extends Error {
    readonly problem: NetworkProblem
    /** True when HubSpot cannot have seen the request: no connection was made. */
    readonly unsent: boolean

    constructor(problem: NetworkProblem, reason: string, unsent: boolean) {
        super(reason)
        this.problem = problem
        this.unsent = unsent
    }
}

export interface Exchange {
    /** @throws NetworkError */
    send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>
    /** Ends the connections that are kept open. */
    close(): void
}

export interface ExchangeOptions {
    /** For one call from its start to the last byte of its answer, in real ms. */
    timeout: number
    /** Bytes an answer may have when unpacked (default 64 MiB). */
    maxAnswer?: number
}

/**
 * Opens connections that are kept alive between calls. Its time-out runs on the machine's clock, not on the
 * account's TimeSource: the network does not wait for a clock that a test has stopped.
 */
export function openExchange({ timeout, maxAnswer = 64 * 1024 * 1024 }: ExchangeOptions): Exchange {
    const agents = openAgents(timeout)
    return {
        send(request, signal) {
            return new Promise((resolve, reject) => {
                const secure = request.url.protocol === 'https:'
                const agent = agentOr(agents, request.url)
                if (agent instanceof NetworkError) return reject(agent)
                let connected = false
                const fail = (problem: NetworkProblem, reason: string) => {
                    stop()
                    call.destroy()
                    reject(new NetworkError(problem, reason, !connected))
                }
                const onAbort = () => fail('aborted', 'the call was aborted')
                const timer = setTimeout(() => fail('timeout', `no answer within ${timeout} ms`), timeout)
                const stop = () => {
                    clearTimeout(timer)
                    signal.removeEventListener('abort', onAbort)
                }
                const call = (secure ? https : http).request(request.url, {
                    method: request.method,
                    headers: { ...request.headers, 'accept-encoding': 'gzip' },
                    agent
                })
                call.on('socket', (socket) => {
                    // A proxy's way to an http address is open before the call gets it.
                    const isOpen = !secure && !socket.connecting
                    if (call.reusedSocket || isOpen) connected = true
                    else socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true))
                })
                const onError = (error: NodeJS.ErrnoException) =>
                    fail('connection', error.code ?? proxyWord(error) ?? 'broken')
                call.on('error', onError)
                call.on('response', (response) => {
                    const packed = response.headers['content-encoding'] === 'gzip'
                    const stream = packed ? response.pipe(createGunzip()) : response
                    const chunks: Buffer[] = []
                    let size = 0
                    response.on('error', onError)
                    response.on('close', () => {
                        if (!response.complete) fail('connection', 'ECONNRESET')
                    })
                    stream.on('error', onError)
                    stream.on('data', (chunk: Buffer) => {
                        size += chunk.length
                        if (size > maxAnswer)
                            fail('too-large', `the answer is larger than ${maxAnswer} bytes`)
                        else chunks.push(chunk)
                    })
                    stream.on('end', () => {
                        stop()
                        resolve({
                            status: response.statusCode ?? 0,
                            headers: flatten(response.headers),
                            text: Buffer.concat(chunks).toString('utf8')
                        })
                    })
                })
                if (signal.aborted) onAbort()
                else {
                    signal.addEventListener('abort', onAbort, { once: true })
                    call.end(request.body)
                }
            })
        },
        close() {
            agents.close()
        }
    }
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
    const flat: Record<string, string> = {}
    for (const [name, value] of Object.entries(headers))
        if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value
    return flat
}

function agentOr(agents: Agents, url: URL): http.Agent | NetworkError {
    try {
        return agents.for(url)
    } catch (error) {
        return new NetworkError('connection', (error as Error).message, true)
    }
}

/** What a proxy answers that opens no way, such as 407 to a wrong password: `Bad response: 407` from its agent. */
function proxyWord({ message }: Error): string | undefined {
    const status = /^Bad response: (\d{3})$/.exec(message)?.[1]
    return status === undefined ? undefined : `the proxy answered ${status}`
}
