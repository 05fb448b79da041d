import type { Account, OperationOptions, PropertyInputs } from '../../src/hubspot'

const property = 'hubspot_owner_id'

/**
 * Properties to write, the owner by id: HubSpot's own import takes an owner's e-mail, its API does not.
 * @throws HubSpotError `INPUT_INVALID` when no owner has this e-mail, `HUBSPOT_SCOPES` when owners may not be read
 */
export async function withOwnerId(
    account: Account,
    properties: PropertyInputs,
    options: OperationOptions
): Promise<PropertyInputs> {
    const owner = properties[property]
    if (typeof owner !== 'string' || !owner.includes('@')) return properties
    const { id } = await account.owners.find(owner, options)
    return { ...properties, [property]: id }
}
