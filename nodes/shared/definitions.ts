import type { PortalDefinitions } from '../../src/handbook'
import type { Account, ErrorCode, OperationOptions } from '../../src/hubspot'
import { toNodeError } from './errors'

/** A part of the portal that could not be read. */
export interface Unreadable {
    objectType: string
    code: ErrorCode
    message: string
}

/** What a portal has, and the parts that the token may not read. */
export interface ReadPortal {
    portal: PortalDefinitions
    unreadable: Unreadable[]
}

/**
 * Reads what an edition is compared with or bound to: three calls, or fewer while answers are kept. A part that the
 * token's scopes do not reach is null and listed, so that a token for contacts alone still binds the lifecycle.
 * @throws HubSpotError for anything else that goes wrong
 */
export async function readPortal(
    account: Account,
    { fresh = false, signal }: OperationOptions & { fresh?: boolean } = {}
): Promise<ReadPortal> {
    const options = { signal }
    const unreadable: Unreadable[] = []
    const part = async <T>(objectType: string, read: () => Promise<T>): Promise<T | null> => {
        try {
            return await read()
        } catch (error) {
            const { code, message } = toNodeError(error)
            if (code !== 'HUBSPOT_SCOPES') throw error
            unreadable.push({ objectType, code, message })
            return null
        }
    }
    const [contacts, deals] = await Promise.all([
        part('contacts', async () => ({
            properties: await account.properties.list('contacts', { ...options, fresh })
        })),
        part('deals', async () => {
            const [properties, pipelines] = await Promise.all([
                account.properties.list('deals', { ...options, fresh }),
                account.pipelines.list('deals', options)
            ])
            return { properties, pipelines }
        })
    ])
    return { portal: { contacts, deals }, unreadable }
}
