import { CrmError } from '../crm/errors'
import { ok, type Answer, type Call } from './context'
import { asObject, asText } from './input'

/** GET account-info details: any valid token may ask (facts 9). */
export function accountDetails({ portal }: Call): Answer {
    return ok({
        portalId: portal.id,
        accountType: 'STANDARD',
        timeZone: portal.timeZone,
        companyCurrency: 'USD',
        additionalCurrencies: [],
        utcOffset: '+00:00',
        utcOffsetMilliseconds: 0,
        uiDomain: 'app.hubspot.com',
        dataHostingLocation: 'na1'
    })
}

/** GET the calls of today over all private apps and keys (facts 1.1). */
export function dailyUsage({ portal, usage }: Call): Answer {
    const { limit, used, resetsAt } = usage()
    return ok({
        results: [
            {
                name: 'private-apps-api-calls-daily',
                usageLimit: limit,
                currentUsage: used,
                collectedAt: portal.clock.iso(),
                fetchStatus: 'SUCCESS',
                resetsAt: new Date(resetsAt).toISOString()
            }
        ]
    })
}

/** POST what a token may do. What a wrong token gets is not recorded (?): the 401 of any other call. */
export function tokenInfo({ portal, scopesOf, body }: Call): Answer {
    const scopes = scopesOf(asText(asObject(body)['tokenKey']))
    if (!scopes)
        throw new CrmError(401, {
            message: 'The access token is invalid or expired.',
            category: 'INVALID_AUTHENTICATION'
        })
    return ok({ userId: 28_604_240, hubId: portal.id, appId: portal.appId, scopes })
}
