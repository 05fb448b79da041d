/** One property value that HubSpot would not take. */
export interface ValueProblem {
    name: string
    code: string
    message: string
}

/** HubSpot's error body (facts/hubspot.md 1.4); every field but the message is optional. */
export interface ErrorBody {
    message: string
    category?: string
    subCategory?: string
    errorType?: string
    policyName?: string
    groupName?: string
    errors?: { message: string; code?: string; in?: string; context?: Record<string, string[]> }[]
    context?: Record<string, string[]>
    links?: Record<string, string>
}

/**
 * A refusal in HubSpot's words. `body` may repeat what the caller sent, as HubSpot does;
 * the error's own message never does, so that it may be logged.
 */
export class CrmError extends Error {
    override readonly name = 'CrmError'
    readonly status: number
    readonly body: ErrorBody
    /** The record that has the unique value already (409). */
    readonly existingId: string | undefined

    constructor(status: number, body: ErrorBody, existingId?: string) {
        const details = body.errors?.map(({ code, context }) =>
            [code, ...(context?.['propertyName'] ?? [])].filter(Boolean).join(' ')
        )
        super([status, body.category, ...(details ?? [])].filter(Boolean).join(' '))
        this.status = status
        this.body = body
        this.existingId = existingId
    }
}

export const validation = (message: string, more: Partial<ErrorBody> = {}): CrmError =>
    new CrmError(400, { message, category: 'VALIDATION_ERROR', ...more })

/** facts 1.4: 404 of a record. */
export const notFound = (): CrmError =>
    new CrmError(404, { message: 'resource not found', category: 'OBJECT_NOT_FOUND' })

/** facts 1.4: 409 of a create or of an e-mail that another contact has. */
export const alreadyExists = (existingId: string): CrmError =>
    new CrmError(
        409,
        { message: `Contact already exists. Existing ID: ${existingId}`, category: 'CONFLICT' },
        existingId
    )

/** facts 2: the same without the id, as a batch that is rejected as a whole has it. */
export const alreadyExistsSomewhere = (): CrmError =>
    new CrmError(409, { message: 'Contact already exists', category: 'CONFLICT' })

/** facts 1.4: JSON of the wrong shape, in the words of the JSON library that HubSpot uses. */
export const wrongType = (wanted: string, value: unknown): CrmError =>
    new CrmError(400, {
        message: `Invalid input JSON: Cannot deserialize value of type \`${wanted}\` from ${tokenOf(value)}`,
        category: 'VALIDATION_ERROR'
    })

function tokenOf(value: unknown): string {
    if (value === null || value === undefined) return 'Null value (token `JsonToken.VALUE_NULL`)'
    if (Array.isArray(value)) return 'Array value (token `JsonToken.START_ARRAY`)'
    if (typeof value === 'object') return 'Object value (token `JsonToken.START_OBJECT`)'
    if (typeof value === 'string') return 'String: not a valid value (token `JsonToken.VALUE_STRING`)'
    if (typeof value === 'number') return 'Number value (token `JsonToken.VALUE_NUMBER`)'
    return 'Boolean value (token `JsonToken.VALUE_BOOLEAN`)'
}

/** facts 1.4: property values that are not valid; nothing is written. */
export function invalidValues(problems: ValueProblem[], portalId: number): CrmError {
    const results = problems.map(({ name, code, message }) => ({
        isValid: false,
        message,
        error: code,
        name,
        localizedErrorMessage: message,
        portalId
    }))
    return validation(`Property values were not valid: ${JSON.stringify(results)}`, {
        errors: problems.map(({ name, code, message }) => ({
            message,
            code,
            context: { propertyName: [name] }
        }))
    })
}
