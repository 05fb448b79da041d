/** What the portal is made of. No behaviour here but the shape of stored values. */

export const propertyTypes = [
    'string',
    'number',
    'date',
    'datetime',
    'enumeration',
    'bool',
    'phone_number'
] as const
export type PropertyType = (typeof propertyTypes)[number]

export interface PropertyOption {
    label: string
    value: string
    displayOrder: number
    hidden: boolean
    description: string
}

/** A property's definition (facts 5). */
export interface PropertyDefinition {
    name: string
    label: string
    type: PropertyType
    fieldType: string
    groupName: string
    description: string
    options: PropertyOption[]
    displayOrder: number
    hasUniqueValue: boolean
    hidden: boolean
    formField: boolean
    hubspotDefined: boolean
    calculated: boolean
    /** The value is HubSpot's own: a write is refused. */
    readOnlyValue: boolean
    readOnlyDefinition: boolean
    readOnlyOptions: boolean
    /** Where values come from when not from `options`. */
    optionsFrom?: 'lifecycle' | 'pipelines' | 'stages' | 'owners'
    /** Stricter than the type. */
    format?: 'email' | 'email-list'
    archived: boolean
    createdAt: string
    updatedAt: string
}

export interface PropertyGroup {
    name: string
    label: string
    displayOrder: number
    archived: boolean
}

export interface Stage {
    id: string
    label: string
    displayOrder: number
    metadata: Record<string, string>
    createdAt: string
    updatedAt: string
}

export interface Pipeline {
    id: string
    label: string
    displayOrder: number
    stages: Stage[]
    createdAt: string
    updatedAt: string
}

export interface Owner {
    id: string
    email: string
    firstName: string
    lastName: string
    userId: number
    createdAt: string
    updatedAt: string
    archived: boolean
}

/** Who changes something, as property history names it (facts 2). */
export interface Source {
    type: string
    id: string
    label?: string
    userId?: number
}

/** One act of writing. All values it writes share it, so that a hundred thousand histories stay small. */
export interface Write {
    /** ISO 8601 */
    at: string
    source: Source
}

/** The newest value of a property, and behind it the older ones: value and history are stored once. */
export interface Entry {
    value: string
    write: Write
    previous: Entry | undefined
}

type Values = Record<string, Entry | undefined>

/**
 * Makes the values of one record. An ordinary class without prototype keys: as fast and small as an object
 * literal, and a property named like a method of Object is just a property.
 */
export const NewValues = (() => {
    const constructor = function () {} as unknown as { new (): Values; prototype: object }
    constructor.prototype = Object.create(null) as object
    return constructor
})()

export interface StoredRecord {
    id: string
    values: Values
    created: Write
    /** ISO 8601 */
    updatedAt: string
    archivedAt: string | null
}

/** One kind of record, as data. Everything the engine does, it does from this. */
export interface ObjectType {
    /** HubSpot's number: `0-1`. */
    id: string
    /** Plural, as in paths: `contacts`. */
    name: string
    /** `contact` */
    singular: string
    scopes: { read: string[]; write: string[]; schemaRead: string[]; schemaWrite: string[] }
    createdProperty: string
    modifiedProperty: string
    /** Returned when a read names no properties (facts 3). */
    defaults: string[]
    /** What a search's `query` looks into. */
    searchable: string[]
    /** What the answer to a create, and to a change, tells besides what was written (facts 2, echo). */
    echo: { create: string[]; change: string[] }
    /** What makes a record unique by nature, and where more such values may stand, joined by `;`. */
    naturalKey?: { property: string; also: string }
    /** What a create must set: all of these, and one of those (facts 2). */
    required: { all: string[]; oneOf: string[] }
    /** The property that names a stage, the one that names its pipeline, and whether it only moves forward. */
    stage?: { property: string; pipeline?: string; forwardOnly: boolean }
    groups: PropertyGroup[]
    properties: PropertyDefinition[]
    /** Values that are worked out when read. */
    derived: Record<string, Derive>
}

/** What a derived value may look at. */
export interface View {
    portal: PortalView
    /** Only what was written up to here is seen (ISO 8601); null sees everything. */
    horizon: string | null
}

/** The part of the portal that derived values need. */
export interface PortalView {
    readonly id: number
    now(): number
    pipelines(objectType: string): readonly Pipeline[]
    /** Live records of another type that are associated with this one. */
    associated(id: string, objectType: string): StoredRecord[]
}

/** @returns the value, or undefined when it is empty */
export type Derive = (record: StoredRecord, view: View) => string | undefined
