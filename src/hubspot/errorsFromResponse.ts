/** What an answer that is not a success means, in the pack's own words (facts/hubspot.md 1.3, 1.4, 2). */
import { HubSpotError, type ErrorCode, type ErrorDetails } from './errors'
import { asArray, asObject, asText, asTexts, parseJson, type JsonObject } from './json'

/** What to do about a failed call, besides telling the caller. */
export type Failure =
    /** Sending it again would give the same answer. */
    | 'refused'
    /** 429: the limiter holds the next call back. */
    | 'limited'
    /** 423: the record is locked for two seconds. */
    | 'locked'
    /** 477: the portal is being moved to another data centre. */
    | 'moving'
    /** It never reached HubSpot. */
    | 'unsent'
    /** HubSpot is in trouble; what was sent may have been done. */
    | 'unavailable'

export interface FailedCall {
    failure: Failure
    error: HubSpotError
    /** ms, when HubSpot said how long to wait. */
    retryAfter: number | null
    /** Which limit was hit, for 429. */
    policy?: string
}

/** HubSpot's codes for one property's value, in words; it never says the value itself. */
const validationWords: Record<string, string> = {
    PROPERTY_DOESNT_EXIST: 'no such property',
    INVALID_OPTION: 'not one of the options',
    INVALID_EMAIL: 'not an e-mail address',
    INVALID_LONG: 'not a whole number',
    INVALID_INTEGER: 'not a whole number',
    INVALID_DATE: 'not a date',
    READ_ONLY_VALUE: 'read only',
    MISSING_REQUIRED_PROPERTY: 'required',
    MISSING_CONDITIONAL_REQUIRED_PROPERTY: 'required with these values'
}

/** Faults of the whole request: splitting its batch would only repeat them. */
const wholeRequest = /infer object type|non-unique/i

/** Turns an answer with a status outside 2xx into a failure with a code. Any body will do. */
export function failureFromResponse(
    status: number,
    headers: Record<string, string>,
    text: string
): FailedCall {
    const body = asObject(parseJson(text))
    const details: ErrorDetails = { status }
    const correlationId = correlationIdOf(body.correlationId, headers['x-hubspot-correlation-id'])
    if (correlationId) details.correlationId = correlationId
    const retryAfter = retryAfterOf(headers['retry-after'])
    if (status === 429) {
        const policy = policyOf(body)
        const [code, message]: [ErrorCode, string] =
            policy === 'DAILY'
                ? ['HUBSPOT_DAILY_LIMIT', 'HubSpot allows no more calls today']
                : ['HUBSPOT_RATE_LIMIT', 'HubSpot asks for fewer calls']
        const failure = policy === 'DAILY' ? 'refused' : 'limited'
        return { failure, error: new HubSpotError(code, message, details), retryAfter, policy }
    }
    if (status === 423) return unavailable('locked', 'HubSpot holds the record locked', details, retryAfter)
    if (status === 477)
        return unavailable(
            'moving',
            'HubSpot is moving the portal to another data centre',
            details,
            retryAfter
        )
    if (status >= 500 || status < 400)
        return unavailable('unavailable', `HubSpot did not answer the call (${status})`, details, retryAfter)
    return { failure: 'refused', error: errorFromBody(status, body, details), retryAfter }
}

/** Turns one entry of a multi-status answer's `errors` (facts 2) into an error with a code. */
export function errorFromItem(item: unknown, answer?: unknown): HubSpotError {
    const body = asObject(item)
    const correlationId = correlationIdOf(body.correlationId, asObject(answer).correlationId)
    const details: ErrorDetails = correlationId ? { correlationId } : {}
    return errorFromBody(statusOfCategory(asText(body.category)), body, details)
}

function errorFromBody(status: number, body: JsonObject, details: ErrorDetails): HubSpotError {
    const category = asText(body.category) ?? ''
    const message = asText(body.message) ?? ''
    if (status === 401) {
        const why =
            category === 'EXPIRED_AUTHENTICATION' ? 'the token has expired' : 'the token is not accepted'
        return new HubSpotError('HUBSPOT_AUTH', `HubSpot: ${why}`, details)
    }
    if (status === 403) {
        const scopes = scopesOf(body)
        const lacks = scopes.length > 0 ? `the token lacks ${scopes.join(', ')}` : 'the token may not do this'
        return new HubSpotError('HUBSPOT_SCOPES', `HubSpot: ${lacks}`, { ...details, scopes })
    }
    if (status === 404) return new HubSpotError('HUBSPOT_NOT_FOUND', 'HubSpot has not found it', details)
    if (status === 409 || category === 'CONFLICT' || category === 'OBJECT_ALREADY_EXISTS') {
        const existingId =
            asTexts(asObject(body.context).existingId)[0] ?? /Existing ID: (\d+)/.exec(message)?.[1]
        return new HubSpotError('HUBSPOT_CONFLICT', 'HubSpot has a record with this unique value already', {
            ...details,
            ...(existingId && { existingId })
        })
    }
    if (status === 413 || status === 414)
        return new HubSpotError('HUBSPOT_VALIDATION', 'the request is too large for HubSpot', details)
    const properties = propertiesOf(body, message)
    if (properties.length > 0) return validationError(properties, details)
    const wholeRequestFault = wholeRequest.test(message)
    return new HubSpotError(
        'HUBSPOT_VALIDATION',
        `HubSpot refused the request (${categoryOr(status, category)})`,
        {
            ...details,
            ...(wholeRequestFault && { wholeRequest: true })
        }
    )
}

/** One line per property, in our own words: HubSpot's contain the value. */
export function validationError(
    properties: NonNullable<ErrorDetails['properties']>,
    details: ErrorDetails
): HubSpotError {
    const parts = properties.map(({ name, code, message }) => `${name}: ${message} (${code})`)
    return new HubSpotError('HUBSPOT_VALIDATION', parts.join('; '), { ...details, properties })
}

/** The first that is one: a UUID (facts/hubspot.md 1.2). */
function correlationIdOf(...candidates: unknown[]): string | undefined {
    return candidates.map(asText).find((id) => id && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
}

function unavailable(
    failure: Failure,
    message: string,
    details: ErrorDetails,
    retryAfter: number | null
): FailedCall {
    return { failure, error: new HubSpotError('HUBSPOT_UNAVAILABLE', message, details), retryAfter }
}

/** Retry-After is not documented for API calls (facts 1.2); 477 gives it in seconds, so that is how it is read. */
function retryAfterOf(header: string | undefined): number | null {
    if (header === undefined) return null
    const seconds = Number(header.trim() || Number.NaN)
    return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

/** Both shapes of a 429 body exist: with `policyName`, and with the policy only in its message (facts 1.3). */
function policyOf(body: JsonObject): string | undefined {
    const message = asText(body.message) ?? ''
    const spoken = /your (\w+) limit/.exec(message)?.[1]?.toUpperCase()
    return asText(body.policyName) ?? spoken
}

function scopesOf(body: JsonObject): string[] {
    const contexts = [body, ...asArray(body.errors)].map((entry) => asObject(asObject(entry).context))
    const named = contexts.flatMap((context) => [
        ...asTexts(context.requiredGranularScopes),
        ...asTexts(context.requiredScopes)
    ])
    return [...new Set(named)].filter((scope) => /^[\w.-]{1,100}$/.test(scope))
}

/** Properties are named in `errors[].context`, or only in the array that the message of a 400 carries. */
function propertiesOf(body: JsonObject, message: string): NonNullable<ErrorDetails['properties']> {
    const found = new Map<string, string>()
    const note = (name: string | undefined, code: string | undefined) => {
        if (name && /^[\w.-]{1,100}$/.test(name) && !found.has(name))
            found.set(name, code && /^[A-Z][A-Z0-9_]{1,80}$/.test(code) ? code : 'NOT_ACCEPTED')
    }
    for (const entry of asArray(body.errors)) {
        const error = asObject(entry)
        for (const name of asTexts(asObject(error.context).propertyName)) note(name, asText(error.code))
        if (asObject(error.context).propertyName === undefined) note(asText(error.name), asText(error.code))
    }
    for (const name of asTexts(asObject(body.context).propertyName)) note(name, asText(body.code))
    const start = message.indexOf('[')
    const embedded = start < 0 ? undefined : parseJson(message.slice(start, message.lastIndexOf(']') + 1))
    for (const entry of asArray(embedded)) note(asText(asObject(entry).name), asText(asObject(entry).error))
    note(/^"(\w+)" is a calculated property/.exec(message)?.[1], 'READ_ONLY_VALUE')
    return [...found].map(([name, code]) => ({
        name,
        code,
        message: Object.hasOwn(validationWords, code) ? (validationWords[code] ?? '') : 'not accepted'
    }))
}

function statusOfCategory(category: string | undefined): number {
    if (category === 'OBJECT_NOT_FOUND') return 404
    if (category === 'MISSING_SCOPES') return 403
    return category === 'CONFLICT' || category === 'OBJECT_ALREADY_EXISTS' ? 409 : 400
}

function categoryOr(status: number, category: string): string {
    return /^[A-Z][A-Z0-9_]{1,80}$/.test(category) ? category : String(status)
}
