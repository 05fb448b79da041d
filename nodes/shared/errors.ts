import { HubSpotError, type ErrorCode, type ErrorDetails } from '../../src/hubspot'

/**
 * What `done(err)` gets. Its text begins with the code, because Node-RED 4.0 hands a Catch node the text alone;
 * from 4.1 on the code is also in `msg.error.code`.
 */
export class NodeError extends Error {
    readonly code: ErrorCode
    readonly correlationId?: string
    /** Where the input stood in an array; absent for a single one. */
    readonly record?: number
    readonly details: ErrorDetails

    /** @param record where the input stood in an array */
    constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, record?: number) {
        // Of an error's own fields a Catch node gets the cause only.
        super(message, { cause: { ...details, ...(record === undefined ? {} : { record }) } })
        this.name = 'NodeError'
        this.code = code
        this.details = details
        if (details.correlationId) this.correlationId = details.correlationId
        if (record !== undefined) this.record = record
    }

    override toString(): string {
        return `${this.code}: ${this.message}`
    }
}

/**
 * Makes any thrown value an error that is safe to show and has a code.
 * An error without a code is a defect of ours: its text may hold anything, so only its kind is shown.
 */
export function toNodeError(error: unknown): NodeError {
    if (error instanceof NodeError) return error
    if (error instanceof HubSpotError) return new NodeError(error.code, error.message, error.details)
    if (isCoded(error)) return new NodeError(error.code, error.message)
    const kind = error instanceof Error ? error.name : typeof error
    return new NodeError('INPUT_INVALID', `unexpected ${kind} while handling the message`)
}

/** The decisions of src/handbook throw errors of their own with one of our codes. */
function isCoded(error: unknown): error is Error & { code: ErrorCode } {
    return (
        error instanceof Error &&
        'code' in error &&
        (error.code === 'CONFIG_INVALID' || error.code === 'INPUT_INVALID')
    )
}

/** A refusal to work on this input. */
export function invalidInput(message: string): NodeError {
    return new NodeError('INPUT_INVALID', message)
}

/** A refusal to work with this configuration. */
export function invalidConfig(message: string): NodeError {
    return new NodeError('CONFIG_INVALID', message)
}
