/** Calls to HubSpot with everything that surrounds one: token, version, limiter, retry, abort, errors. */
import { versionedPath } from './apiVersion'
import { HubSpotError } from './errors'
import { failureFromResponse, type FailedCall } from './errorsFromResponse'
import { NetworkError, openExchange, type HttpAnswer } from './exchange'
import { parseJson } from './json'
import { shareLimiter, type Daily, type Lane } from './limiter'
import { openPortalClock } from './portalClock'
import { pauseBeforeRetry } from './retry'
import type { CallCounts, TimeSource } from './types'

/** How a call is to be treated; what it asks is in its request. */
export interface CallOptions {
    lane: Lane
    /** False for a create: it is never repeated blindly. */
    idempotent?: boolean
    maxAttempts?: number
    signal?: AbortSignal
}

export interface ApiRequest {
    method: string
    /** Path and query as the official client writes them (v3, v4). */
    path: string
    body?: string
}

export interface ApiAnswer {
    status: number
    /** The answer's JSON as HubSpot sent it; undefined when it has no body. */
    json: unknown
}

export interface Transport {
    /** @throws HubSpotError */
    send(request: ApiRequest, options: CallOptions): Promise<ApiAnswer>
    readonly calls: CallCounts
    readonly daily: Daily | null
    /** What time it is at the portal, in ms since the epoch. */
    now(): number
    close(): void
}

export interface TransportOptions {
    token: string
    /** Without a trailing slash. */
    baseUrl: string
    timeout: number
    time: TimeSource
    /** Told until when calls wait for the limiter (ms since the epoch), and null when none does any more. */
    onWaiting(until: number | null): void
}

/** Opens the way to one portal with one token. */
export function openTransport({ token, baseUrl, timeout, time, onWaiting }: TransportOptions): Transport {
    const exchange = openExchange({ timeout })
    const { limiter, release } = shareLimiter(time, baseUrl, token)
    const calls: CallCounts = { read: 0, write: 0, search: 0 }
    const active = new Set<AbortController>()
    const clock = openPortalClock(time)
    let waiting = 0
    let closed = false

    async function leave(lane: Lane, signal: AbortSignal): Promise<number> {
        let waits = false
        try {
            return await limiter.take(lane, signal, (until) => {
                if (!waits) waiting += 1
                waits = true
                onWaiting(until)
            })
        } finally {
            if (waits) waiting -= 1
            if (waits && waiting === 0) onWaiting(null)
        }
    }

    /** One attempt: an answer with a status of 2xx, or what went wrong. */
    async function attempt(
        request: ApiRequest,
        lane: Lane,
        signal: AbortSignal
    ): Promise<ApiAnswer | FailedCall> {
        const departed = await leave(lane, signal)
        calls[lane] += 1
        let answer: HttpAnswer
        try {
            answer = await exchange.send(httpRequest(request), signal)
        } catch (error) {
            return failureFromNetwork(error)
        }
        clock.observe(answer.headers.date)
        const failed = judge(answer)
        const limited =
            answer.status === 429 && 'failure' in failed
                ? { policy: failed.policy, retryAfter: failed.retryAfter }
                : undefined
        limiter.observe({ lane, departed, headers: answer.headers, limited })
        return failed
    }

    function httpRequest({ method, path, body }: ApiRequest) {
        const headers: Record<string, string> = {
            accept: 'application/json',
            authorization: `Bearer ${token}`,
            'user-agent': 'flowfuse-nr-hubspot-nodes'
        }
        if (body !== undefined) {
            headers['content-type'] = 'application/json'
            headers['content-length'] = String(Buffer.byteLength(body))
        }
        return { method, url: new URL(baseUrl + versionedPath(path)), headers, body }
    }

    async function send(request: ApiRequest, options: CallOptions): Promise<ApiAnswer> {
        const { lane, idempotent = true, maxAttempts, signal } = options
        if (closed || signal?.aborted) throw closedError()
        const controller = new AbortController()
        const abort = () => controller.abort()
        active.add(controller)
        signal?.addEventListener('abort', abort, { once: true })
        try {
            for (let sent = 1; ; sent += 1) {
                const outcome = await attempt(request, lane, controller.signal)
                if (controller.signal.aborted) throw closedError()
                if (!('failure' in outcome)) return outcome
                const { failure, retryAfter, error } = outcome
                const pause = pauseBeforeRetry({
                    failure,
                    retryAfter,
                    attempt: sent,
                    idempotent,
                    maxAttempts,
                    random: Math.random()
                })
                if (pause === null) throw lane === 'write' ? uncertain(outcome) : error
                if (pause > 0) await time.sleep(pause, controller.signal)
            }
        } catch (error) {
            if (controller.signal.aborted) throw closedError()
            throw error
        } finally {
            active.delete(controller)
            signal?.removeEventListener('abort', abort)
        }
    }

    return {
        send,
        calls,
        get daily() {
            return limiter.daily
        },
        now: clock.now,
        close() {
            closed = true
            for (const controller of active) controller.abort()
            exchange.close()
            release()
        }
    }
}

/** The error of work that ends because the account or its caller ended it. */
export function closedError(): HubSpotError {
    return new HubSpotError('CLOSED', 'the work was ended before HubSpot answered')
}

function judge({ status, headers, text }: HttpAnswer): ApiAnswer | FailedCall {
    if (status < 200 || status > 299) return failureFromResponse(status, headers, text)
    if (status === 204 || text === '') return { status, json: undefined }
    const json = parseJson(text)
    if (typeof json === 'object' && json !== null) return { status, json }
    return {
        failure: 'unavailable',
        error: new HubSpotError('HUBSPOT_UNAVAILABLE', 'HubSpot answered with something that is not JSON', {
            status
        }),
        retryAfter: null
    }
}

function failureFromNetwork(error: unknown): FailedCall {
    if (!(error instanceof NetworkError)) throw error
    const reached = error.unsent ? 'HubSpot cannot be reached' : 'the connection to HubSpot failed'
    const failure = error.problem === 'too-large' ? 'refused' : error.unsent ? 'unsent' : 'unavailable'
    return {
        failure,
        error: new HubSpotError('HUBSPOT_UNAVAILABLE', `${reached} (${error.message})`),
        retryAfter: null
    }
}

/** A write that got no clear answer may have been done; who sent a create must look first. */
function uncertain({ failure, error }: FailedCall): HubSpotError {
    if (failure !== 'unavailable') return error
    return new HubSpotError(error.code, error.message, { ...error.details, uncertain: true })
}
