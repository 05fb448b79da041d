/** HubSpot's own associations without a label (facts/hubspot.md 6), as a create body names them. */
import type { Place } from './types'
import { invalid, toId } from './values'

/** An association in a create body. */
export interface NewAssociation {
    to: { id: string }
    types: { associationCategory: 'HUBSPOT_DEFINED'; associationTypeId: number }[]
}

/** The type of an association by its two ends. */
const typeIds: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    notes: { contacts: 202, deals: 214 },
    tasks: { contacts: 204, deals: 216 },
    calls: { contacts: 194, deals: 206 },
    emails: { contacts: 198, deals: 210 },
    meetings: { contacts: 200, deals: 212 },
    deals: { contacts: 3 }
}

/**
 * @param from the type of the record that is made, in HubSpot's plural
 * @throws HubSpotError `INPUT_INVALID` when a record can not be an end, or this pack knows no such association
 */
export function toAssociations(from: string, places: readonly Place[] = []): NewAssociation[] {
    return places.map(({ objectType, id }) => {
        const types = Object.hasOwn(typeIds, from) ? typeIds[from] : undefined
        const typeId = types && Object.hasOwn(types, objectType) ? types[objectType] : undefined
        if (typeId === undefined) throw invalid(`${from} can not be associated with this type of record`)
        return {
            to: { id: toId(id) },
            types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }]
        }
    })
}
