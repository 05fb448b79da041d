import { define } from '../crm/define'
import type { Derive, ObjectType, PropertyDefinition, PropertyGroup } from '../crm/model'
import { entryAt, modifiedAt } from '../crm/read'

export const group = (name: string, label: string, displayOrder: number): PropertyGroup => ({
    name,
    label,
    displayOrder,
    archived: false
})

/** The properties that every object type has besides its own. */
export function commonProperties(groupName: string): PropertyDefinition[] {
    const own = { group: groupName, readOnly: true }
    return [
        define('hs_object_id', 'Record ID', 'number', own),
        define('hs_createdate', 'Object create date/time', 'datetime', own),
        define('hs_lastmodifieddate', 'Object last modified date/time', 'datetime', own),
        define('hs_object_source', 'Record creation source', 'string', own),
        define('hs_object_source_id', 'Record creation source ID', 'string', own),
        define('hs_object_source_label', 'Record source', 'string', own),
        define('hs_object_source_user_id', 'Record creation source user ID', 'number', own),
        define('hubspot_owner_id', 'Owner', 'enumeration', { group: groupName, optionsFrom: 'owners' }),
        define('hubspot_owner_assigneddate', 'Owner assigned date', 'datetime', {
            group: groupName,
            calculated: true
        })
    ]
}

const created: Derive = ({ created: { at } }) => at
const modified: Derive = (record, { horizon }) => modifiedAt(record, horizon)

/** Values every record has by being one. */
export const commonDerived: Record<string, Derive> = {
    hs_object_id: ({ id }) => id,
    hs_createdate: created,
    hs_lastmodifieddate: modified,
    createdate: created,
    lastmodifieddate: modified,
    hs_object_source: ({ created: { source } }) => source.type,
    hs_object_source_id: ({ created: { source } }) => source.id,
    hs_object_source_label: ({ created: { source } }) => source.type,
    hs_object_source_user_id: ({ created: { source } }) => source.userId?.toString(),
    hubspot_owner_assigneddate: (record, { horizon }) => {
        const entry = entryAt(record, 'hubspot_owner_id', horizon)
        return entry?.value ? entry.write.at : undefined
    }
}

type Scopes = ObjectType['scopes']

/** facts 9: the scopes an object type asks for; activities go by those of contacts. */
export const scopesOf = (name: string, read: string[] = []): Scopes => ({
    read: [`crm.objects.${name}.read`, ...read],
    write: [`crm.objects.${name}.write`],
    schemaRead: [`crm.schemas.${name}.read`],
    schemaWrite: [`crm.schemas.${name}.write`]
})
