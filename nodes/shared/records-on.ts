import type { Account, CrmRecord, OperationOptions, Place } from '../../src/hubspot'

/** The records of one type that another is associated with. @throws HubSpotError */
export async function recordsOn(
    account: Account,
    place: Place,
    objectType: string,
    properties: readonly string[],
    options: OperationOptions
): Promise<CrmRecord[]> {
    const ids = await account.associations.read(place.objectType, objectType, place.id, options)
    const store = account.objects(objectType)
    const records = await Promise.all(ids.map((id) => store.find({ id }, { ...options, properties })))
    return records.filter((record) => record !== null)
}
