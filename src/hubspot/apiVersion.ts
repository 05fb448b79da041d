/** HubSpot's dated API version; a new one each March and September, each supported for 18 months (facts/hubspot.md 10). */
export const API_VERSION = '2026-09'

/**
 * Turns a path as the official client writes it (`/crm/v3/objects/contacts`) into the dated one
 * (`/crm/objects/2026-09/contacts`). Paths without a dated form (`/oauth/v2/…`) stay as they are.
 */
export function versionedPath(path: string): string {
    return path
        .replace(/^\/crm\/v[34]\/([^/?]+)/, `/crm/$1/${API_VERSION}`)
        .replace(/^\/account-info\/v3(?=[/?]|$)/, `/account-info/${API_VERSION}`)
}
