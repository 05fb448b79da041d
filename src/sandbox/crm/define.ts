import type { PropertyDefinition, PropertyOption, PropertyType } from './model'

/** When HubSpot's own definitions were made, as its answers have it (facts 6: createdAt 1970 on defaults). */
export const epoch = '1970-01-01T00:00:00.000Z'

interface Details {
    group?: string
    fieldType?: string
    options?: (string | [value: string, label: string])[]
    description?: string
    unique?: boolean
    hidden?: boolean
    /** HubSpot's own value, not worked out from others. */
    readOnly?: boolean
    calculated?: boolean
    readOnlyOptions?: boolean
    optionsFrom?: PropertyDefinition['optionsFrom']
    format?: PropertyDefinition['format']
    custom?: boolean
}

const fieldTypes: Record<PropertyType, string> = {
    string: 'text',
    number: 'number',
    date: 'date',
    datetime: 'date',
    enumeration: 'select',
    bool: 'booleancheckbox',
    phone_number: 'phonenumber'
}

/** Writes one definition down briefly; all that is left out is as HubSpot's own properties have it. */
export function define(
    name: string,
    label: string,
    type: PropertyType = 'string',
    details: Details = {}
): PropertyDefinition {
    const values =
        details.options ?? (type === 'bool' ? [['true', 'Yes'] as const, ['false', 'No'] as const] : [])
    return {
        name,
        label,
        type,
        fieldType: details.fieldType ?? (details.calculated ? 'calculation_read_time' : fieldTypes[type]),
        groupName: details.group ?? 'contactinformation',
        description: details.description ?? '',
        options: values.map((option, index) =>
            typeof option === 'string'
                ? toOption(option, option, index)
                : toOption(option[0], option[1], index)
        ),
        displayOrder: -1,
        hasUniqueValue: details.unique ?? false,
        hidden: details.hidden ?? false,
        formField: !(details.readOnly ?? details.calculated ?? false),
        hubspotDefined: !details.custom,
        calculated: details.calculated ?? false,
        readOnlyValue: details.readOnly ?? details.calculated ?? false,
        readOnlyDefinition: !details.custom,
        readOnlyOptions: details.readOnlyOptions ?? (!details.custom && details.optionsFrom !== undefined),
        ...(details.optionsFrom && { optionsFrom: details.optionsFrom }),
        ...(details.format && { format: details.format }),
        archived: false,
        createdAt: epoch,
        updatedAt: epoch
    }
}

const toOption = (value: string, label: string, displayOrder: number): PropertyOption => ({
    value,
    label,
    displayOrder,
    hidden: false,
    description: ''
})
