import type { Request, Response } from 'express'
import { flawOfHeaders, flawOfWebhook, readWebhooks, type RecordEvent } from '../../src/hubspot'
import { invalidConfig } from '../shared'
import { dropBody, readBody, type Unread } from './body'

/** HubSpot waits five seconds (facts/hubspot.md 8); ms. */
const longest = 4000

/** What receiving webhooks needs of the node. */
export interface Receiver {
    secret: string
    /** The address that HubSpot has signed, for a request's own path and query. */
    uriOf(pathAndQuery: string): string
    /** Resolves when the events were handed over; a failure has HubSpot deliver them again. */
    take(events: RecordEvent[]): Promise<void>
}

const statusOf: Readonly<Record<Exclude<Unread, 'gone'>, number>> = {
    'too-large': 413,
    'too-slow': 408,
    busy: 503
}

/**
 * Answers one delivery, or throws when it cannot be told whose it is. What is not HubSpot's costs as little as possible: without a signature in time the body is not
 * kept, without the right one it is not parsed. An answer is a status and nothing else.
 */
export async function receive(receiver: Receiver, request: Request, response: Response): Promise<void> {
    const status = await judge(receiver, request)
    if (status === null || response.destroyed) return
    if (!request.complete) response.setHeader('Connection', 'close')
    response.statusCode = status
    response.end()
}

/** @returns the status to answer with; null when nobody waits for one */
async function judge({ secret, uriOf, take }: Receiver, request: Request): Promise<number | null> {
    const headers = {
        signature: request.headers['x-hubspot-signature-v3'],
        timestamp: request.headers['x-hubspot-request-timestamp']
    }
    if (flawOfHeaders(headers, Date.now()) !== null) {
        await dropBody(request)
        return 401
    }
    if (Reflect.get(request, '_body') === true)
        throw invalidConfig('something in front of the route has read the body already')
    const body = await readBody(request)
    if (body === 'gone') return null
    if (typeof body === 'string') return statusOf[body]
    const { method, url } = request
    const signed = { ...headers, secret, method, uri: uriOf(url), body, now: Date.now() }
    if (flawOfWebhook(signed) !== null) return 401
    const read = readWebhooks(body.toString('utf8'))
    if ('flaw' in read) return read.flaw === 'too-many' ? 413 : 400
    return (await inTime(take(read.events))) ? 200 : 503
}

/** Whether work went well before HubSpot loses patience; late work goes on, and its repetition is known again. */
async function inTime(work: Promise<void>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), longest)
    })
    const done = work.then(
        () => true,
        () => false
    )
    const result = await Promise.race([done, late])
    clearTimeout(timer)
    return result
}
