import { CrmError } from '../crm/errors'

/** Every scope a token can have here (facts 9). */
export const allScopes: readonly string[] = [
    'oauth',
    ...['contacts', 'companies', 'deals'].flatMap((name) => [
        `crm.objects.${name}.read`,
        `crm.objects.${name}.write`,
        `crm.schemas.${name}.read`,
        `crm.schemas.${name}.write`
    ]),
    'crm.objects.owners.read',
    'sales-email-read'
]

/** A token as the sandbox knows it. Only `name` ever leaves it. */
export interface Grant {
    /** Stands for the token where calls are counted. */
    name: string
    scopes: ReadonlySet<string>
    /** ms since the epoch; never when left out */
    expiresAt?: number
}

/**
 * Finds out who calls (facts 1.4).
 * @param header the Authorization header
 * @throws CrmError 401
 */
export function authenticate(
    grants: ReadonlyMap<string, Grant>,
    header: string | undefined,
    now: number
): Grant {
    const token = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1]
    const grant = token === undefined ? undefined : grants.get(token)
    if (!grant)
        throw new CrmError(401, {
            message:
                'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
            category: 'INVALID_AUTHENTICATION'
        })
    if (grant.expiresAt !== undefined && grant.expiresAt <= now) {
        const seconds = Math.floor((now - grant.expiresAt) / 1000)
        throw new CrmError(401, {
            message: `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
            category: 'EXPIRED_AUTHENTICATION'
        })
    }
    return grant
}

/** facts 1.4: 403 with the scopes of which one is missing. */
export const missingScopes = (scopes: readonly string[]): CrmError =>
    new CrmError(403, {
        message:
            "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
        errors: [
            {
                message: 'One or more of the following scopes are required.',
                context: { requiredGranularScopes: [...scopes] }
            }
        ],
        links: { scopes: 'https://developers.hubspot.com/scopes' },
        category: 'MISSING_SCOPES'
    })
