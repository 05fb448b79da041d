import { associationTypes, type AssociationType } from '../crm/associations'
import { validation } from '../crm/errors'
import type { StoredRecord } from '../crm/model'
import type { Portal } from '../crm/portal'
import type { RecordStore } from '../crm/store'
import { asArray, asInteger, asObject, asText } from './input'

/** An association that was checked and may be made. */
export interface Link {
    type: AssociationType
    to: StoredRecord
}

/**
 * Reads `[{ associationCategory, associationTypeId }]` for associations that start at `from`.
 * @throws CrmError when there is no such type between these kinds of record
 */
export function typesOf(value: unknown, from: string, to?: string): AssociationType[] {
    const types = asArray(value).map((item) => {
        const { associationCategory, associationTypeId } = asObject(item)
        const id = asInteger(associationTypeId, 0)
        const type = associationTypes.find(
            (one) => one.id === id && one.from === from && (to === undefined || one.to === to)
        )
        if (!type || (associationCategory !== undefined && associationCategory !== 'HUBSPOT_DEFINED'))
            throw validation(
                `Association type ${id} is not valid between ${from} and ${to ?? 'other objects'}`
            )
        return type
    })
    if (types.length === 0) throw validation('Some required fields were not set: [types]')
    return types
}

/** The `associations` of a create body; the records must exist already (facts 6). */
export function plannedLinks(portal: Portal, store: RecordStore, value: unknown): Link[] {
    return asArray(value).flatMap((item) => {
        const { to, types } = asObject(item)
        const id = asText(asObject(to)['id'])
        return typesOf(types, store.type.name).map((type) => {
            const target = portal.stores.get(type.to)?.live(id)
            if (!target) throw validation(`No ${type.to} exists with ID ${id}`)
            return { type, to: target }
        })
    })
}

export function linkCreated(portal: Portal, record: StoredRecord, links: readonly Link[]): void {
    for (const { type, to } of links) portal.associate(record, type, to, record.created)
}
