/** Whether a webhook is HubSpot's: the v3 signature (facts/hubspot.md 8). Pure, and never throws. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far a delivery's time may be from ours, in ms and in both directions (facts/hubspot.md 8). */
export const webhookWindow = 300_000

/** What is wrong with a delivery; tell it to nobody outside. */
export type WebhookFlaw = 'missing' | 'stale' | 'wrong'

export interface WebhookHeaders {
    /** `X-HubSpot-Signature-v3` */
    signature: unknown
    /** `X-HubSpot-Request-Timestamp`, ms */
    timestamp: unknown
}

export interface SignedWebhook extends WebhookHeaders {
    /** The app's client secret. */
    secret: string
    method: string
    /** The whole address as HubSpot has it, with its query. */
    uri: string
    /** The body as it came, byte by byte. */
    body: Uint8Array
    /** ms since the epoch */
    now: number
}

/** The escapes that HubSpot undoes before it signs, and no others (facts/hubspot.md 8). */
const undone = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi

/** The address as HubSpot signs it. */
export function decodeWebhookUri(uri: string): string {
    return uri.replace(undone, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)))
}

/**
 * What the headers alone say against a delivery, so that no body is read in vain.
 * @param now ms since the epoch
 * @returns null when nothing does
 */
export function flawOfHeaders({ signature, timestamp }: WebhookHeaders, now: number): WebhookFlaw | null {
    if (typeof signature !== 'string' || signature === '') return 'missing'
    if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp)) return 'missing'
    // Written so that a clock that is no number lets nothing in.
    return Math.abs(now - Number(timestamp)) <= webhookWindow ? null : 'stale'
}

/**
 * Checks a delivery: base64 of HMAC-SHA256 over method, address, raw body and timestamp, compared in constant time.
 * @returns null when it is HubSpot's
 */
export function flawOfWebhook(webhook: SignedWebhook): WebhookFlaw | null {
    const { secret, method, uri, body, signature, timestamp, now } = webhook
    const flaw = flawOfHeaders({ signature, timestamp }, now)
    if (flaw) return flaw
    // Anybody can sign with an empty secret.
    if (typeof secret !== 'string' || secret === '' || typeof signature !== 'string') return 'wrong'
    if (typeof uri !== 'string' || !(body instanceof Uint8Array)) return 'wrong'
    const expected = Buffer.from(
        createHmac('sha256', secret)
            .update(`${method}${decodeWebhookUri(uri)}`)
            .update(body)
            .update(String(timestamp))
            .digest('base64')
    )
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected) ? null : 'wrong'
}
