/** What can be asked of the portal itself: details, scopes, addresses of pages (facts/hubspot.md 9). */
import { HubSpotError } from './errors'
import { asObject, asText, asTexts } from './json'
import type { Transport } from './transport'
import type { AccountDetails, ConnectionReport } from './types'
import { checkObjectType, toId } from './values'

/** Every scope that a node of the pack needs for something (facts/hubspot.md 9). */
export const REQUIRED_SCOPES: readonly string[] = [
    'crm.objects.contacts.read',
    'crm.objects.contacts.write',
    'crm.objects.deals.read',
    'crm.objects.deals.write',
    'crm.objects.owners.read',
    'crm.schemas.contacts.read',
    'crm.schemas.contacts.write',
    'crm.schemas.deals.read',
    'crm.schemas.deals.write',
    'sales-email-read'
]

/** A person waits for the answer: less patience than with a flow's calls. */
const attemptsOfACheck = 2

/** HubSpot's ids of its own object types, as its pages' addresses have them; others are ids already. */
const objectTypeIds: Record<string, string> = {
    contacts: '0-1',
    companies: '0-2',
    deals: '0-3',
    tickets: '0-5',
    tasks: '0-27',
    notes: '0-46',
    meetings: '0-47',
    calls: '0-48',
    emails: '0-49',
    leads: '0-136'
}

/** Calls that cost little and whose 403 names the scopes that are missing. The writes carry no record. */
const probes: { method: string; path: string; body?: string; lane: 'read' | 'write' }[] = [
    { method: 'GET', path: '/crm/v3/objects/contacts?limit=1', lane: 'read' },
    { method: 'GET', path: '/crm/v3/objects/deals?limit=1', lane: 'read' },
    { method: 'GET', path: '/crm/v3/objects/emails?limit=1', lane: 'read' },
    { method: 'GET', path: '/crm/v3/owners?limit=1', lane: 'read' },
    { method: 'GET', path: '/crm/v3/properties/contacts/email', lane: 'read' },
    { method: 'GET', path: '/crm/v3/pipelines/deals', lane: 'read' },
    { method: 'POST', path: '/crm/v3/objects/contacts/batch/update', body: '{"inputs":[]}', lane: 'write' },
    { method: 'POST', path: '/crm/v3/objects/deals/batch/update', body: '{"inputs":[]}', lane: 'write' }
]

/** @throws HubSpotError */
export async function readDetails(
    transport: Transport,
    options: { signal?: AbortSignal; maxAttempts?: number } = {}
): Promise<AccountDetails> {
    const { json } = await transport.send(
        { method: 'GET', path: '/account-info/v3/details' },
        { ...options, lane: 'read' }
    )
    const raw = asObject(json)
    const portalId = Number(raw.portalId)
    if (!Number.isSafeInteger(portalId) || portalId <= 0)
        throw new HubSpotError('HUBSPOT_UNAVAILABLE', 'HubSpot answered without a portal id')
    return {
        portalId,
        accountType: asText(raw.accountType) ?? '',
        timeZone: asText(raw.timeZone) ?? '',
        uiDomain: asText(raw.uiDomain) ?? 'app.hubspot.com',
        dataHostingLocation: asText(raw.dataHostingLocation) ?? '',
        companyCurrency: asText(raw.companyCurrency) ?? ''
    }
}

/**
 * Test connection.
 * @throws HubSpotError when the token is not accepted or HubSpot cannot be reached
 */
export async function checkConnection(
    transport: Transport,
    token: string,
    signal?: AbortSignal
): Promise<ConnectionReport> {
    const details = await readDetails(transport, { signal, maxAttempts: attemptsOfACheck })
    const granted = await grantedScopes(transport, token, signal)
    const missingScopes = granted
        ? REQUIRED_SCOPES.filter((scope) => !granted.includes(scope))
        : await probeScopes(transport, signal)
    const { daily } = transport
    return {
        details,
        missingScopes,
        dailyRemaining: daily?.remaining ?? null,
        dailyLimit: daily?.limit ?? null
    }
}

/** @returns null when HubSpot does not tell: the endpoint is for private-app tokens, and may not know service keys */
async function grantedScopes(
    transport: Transport,
    token: string,
    signal?: AbortSignal
): Promise<string[] | null> {
    try {
        const { json } = await transport.send(
            {
                method: 'POST',
                path: '/oauth/v2/private-apps/get/access-token-info',
                body: JSON.stringify({ tokenKey: token })
            },
            { lane: 'read', signal, maxAttempts: attemptsOfACheck }
        )
        const { scopes } = asObject(json)
        return Array.isArray(scopes) ? asTexts(scopes) : null
    } catch (error) {
        if (error instanceof HubSpotError && error.code === 'CLOSED') throw error
        return null
    }
}

async function probeScopes(transport: Transport, signal?: AbortSignal): Promise<string[]> {
    const missing = new Set<string>()
    for (const { method, path, body, lane } of probes) {
        try {
            await transport.send({ method, path, body }, { lane, signal, maxAttempts: attemptsOfACheck })
        } catch (error) {
            if (!(error instanceof HubSpotError)) throw error
            if (error.code === 'HUBSPOT_SCOPES')
                for (const scope of error.details.scopes ?? []) missing.add(scope)
            // Anything else but a refusal of an empty write says nothing about scopes.
            else if (error.code !== 'HUBSPOT_VALIDATION' && error.code !== 'HUBSPOT_NOT_FOUND') throw error
        }
    }
    return REQUIRED_SCOPES.filter((scope) => missing.has(scope))
}

/** The page on which a person opens a record. @throws HubSpotError `INPUT_INVALID` */
export function recordPage(
    { uiDomain, portalId }: Pick<AccountDetails, 'uiDomain' | 'portalId'>,
    objectType: string,
    id: string
): string {
    checkObjectType(objectType)
    const typeId = Object.hasOwn(objectTypeIds, objectType) ? objectTypeIds[objectType] : objectType
    return `https://${uiDomain}/contacts/${portalId}/record/${typeId}/${toId(id)}`
}
