import type { PortalDefinitions } from '../../src/handbook'
import type { Account, OperationOptions } from '../../src/hubspot'
import { toNodeError } from '../shared'

/**
 * What the portal defines, as far as the token may read it.
 * @throws HubSpotError for anything but a missing scope
 */
export async function readDefinitions(
    account: Account,
    options: OperationOptions
): Promise<PortalDefinitions> {
    const unlessForbidden = async <T>(read: () => Promise<T>): Promise<T | null> => {
        try {
            return await read()
        } catch (error) {
            if (toNodeError(error).code !== 'HUBSPOT_SCOPES') throw error
            return null
        }
    }
    const [contacts, deals] = await Promise.all([
        unlessForbidden(async () => ({
            properties: await account.properties.list('contacts', { ...options, fresh: true })
        })),
        unlessForbidden(async () => {
            const [properties, pipelines] = await Promise.all([
                account.properties.list('deals', { ...options, fresh: true }),
                account.pipelines.list('deals', options)
            ])
            return { properties, pipelines }
        })
    ])
    return { contacts, deals }
}
