/** Every code an error of this pack can carry (docs/architecture.md, "Errors"). */
export type ErrorCode =
    | 'HUBSPOT_AUTH'
    | 'HUBSPOT_SCOPES'
    | 'HUBSPOT_VALIDATION'
    | 'HUBSPOT_NOT_FOUND'
    | 'HUBSPOT_CONFLICT'
    | 'HUBSPOT_RATE_LIMIT'
    | 'HUBSPOT_DAILY_LIMIT'
    | 'HUBSPOT_UNAVAILABLE'
    | 'HUBSPOT_NOT_APPLIED'
    | 'INPUT_INVALID'
    | 'CONFIG_INVALID'
    | 'QUEUE_FULL'
    | 'CLOSED'

/** What may be known of a failure besides its code and message. */
export interface ErrorDetails {
    /** HubSpot's support id. */
    correlationId?: string
    /** The HTTP status, when HubSpot answered. */
    status?: number
    /** The record that has the unique value already (409). */
    existingId?: string
    /** The properties HubSpot named, with its own code for each (`INVALID_OPTION` …). */
    properties?: { name: string; code: string; message: string }[]
    /** Scopes the token lacks. */
    scopes?: string[]
    /** True when the write may have reached HubSpot although no answer came back. */
    uncertain?: boolean
    /** True when the request as a whole was at fault (an unknown object type), not one of its records. */
    wholeRequest?: boolean
}

/**
 * A failure with a code. The message is one line, safe to show: no token, no header, no property value.
 */
export class HubSpotError extends Error {
    override readonly name = 'HubSpotError'
    readonly code: ErrorCode
    readonly details: ErrorDetails

    constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
        super(message)
        this.code = code
        this.details = details
    }
}
