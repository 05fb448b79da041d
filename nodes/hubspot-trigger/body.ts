import type { Request } from 'express'

/** The largest body that is read, bytes: a hundred events with the longest values are under it. */
export const largestBody = 8 * 1024 * 1024
/** Of all requests together, bytes: many large ones at once must not fill the memory. */
const mostHeld = 4 * largestBody
/** So much of a refused body is still read and dropped, so that the sender sees the answer. */
const mostDropped = 2 * largestBody
/** HubSpot waits five seconds for its answer (facts/hubspot.md 8); a body takes less, ms. */
const longest = 4000

export type Unread = 'too-large' | 'too-slow' | 'busy' | 'gone'

let held = 0

/** The raw body, or why there is none. */
export function readBody(request: Request): Promise<Buffer | Unread> {
    const announced = Number(request.headers['content-length'] ?? 0)
    if (announced > largestBody) return dropBody(request).then(() => 'too-large' as const)
    if (held + announced > mostHeld) return dropBody(request).then(() => 'busy' as const)
    return new Promise((resolve) => {
        const chunks: Buffer[] = []
        let size = 0
        const end = (result: Buffer | Unread) => {
            clearTimeout(timer)
            request.removeListener('data', onData).removeListener('end', onEnd)
            request.removeListener('close', onClose)
            held -= size
            size = 0
            resolve(result)
        }
        const refuse = (why: Unread) => {
            end(why)
            request.resume()
        }
        const onData = (chunk: Buffer) => {
            size += chunk.length
            held += chunk.length
            if (size > largestBody) refuse('too-large')
            else if (held > mostHeld) refuse('busy')
            else chunks.push(chunk)
        }
        const onEnd = () => end(Buffer.concat(chunks))
        const onClose = () => end('gone')
        const timer = setTimeout(() => refuse('too-slow'), longest)
        request.on('data', onData).on('end', onEnd).on('close', onClose)
    })
}

/** Reads a body that nobody wants to its end, as long as it is not too much. */
export function dropBody(request: Request): Promise<void> {
    return new Promise((resolve) => {
        let size = 0
        const end = () => {
            clearTimeout(timer)
            resolve()
        }
        const timer = setTimeout(end, longest)
        request.on('data', (chunk: Buffer) => {
            size += chunk.length
            if (size > mostDropped) end()
        })
        request.on('end', end).on('close', end)
    })
}
