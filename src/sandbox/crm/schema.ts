import { CrmError, validation } from './errors'
import {
    propertyTypes,
    type PropertyDefinition,
    type PropertyGroup,
    type PropertyOption,
    type PropertyType
} from './model'
import type { Portal } from './portal'
import type { RecordStore } from './store'

/** What a caller may say of a property; what is left out stays, or is HubSpot's default. */
export interface PropertyInput {
    name?: string
    label?: string
    type?: PropertyType
    fieldType?: string
    groupName?: string
    description?: string
    options?: PropertyOption[]
    displayOrder?: number
    hasUniqueValue?: boolean
    hidden?: boolean
    formField?: boolean
}

/** At most so many custom unique properties per object type (facts 2). */
const mostUnique = 10

const fieldTypes: Record<PropertyType, string[]> = {
    string: ['text', 'textarea', 'file', 'html', 'phonenumber'],
    phone_number: ['phonenumber'],
    number: ['number'],
    date: ['date'],
    datetime: ['date'],
    enumeration: ['booleancheckbox', 'checkbox', 'radio', 'select'],
    bool: ['booleancheckbox']
}

/** @throws CrmError when it is no property type */
export function asPropertyType(text: string): PropertyType {
    const type = propertyTypes.find((one) => one === text)
    if (!type) throw validation(`${propertyTypes.join(', ')} are the property types there are`)
    return type
}

/** The property, when there is one. @throws CrmError 404 */
export function propertyOf(store: RecordStore, name: string, archived = false): PropertyDefinition {
    const definition = store.definitions.get(name)
    if (definition?.archived !== archived)
        throw new CrmError(404, { message: `Property ${name} does not exist`, category: 'OBJECT_NOT_FOUND' })
    return definition
}

/**
 * Creates a custom property (facts 5). One that was deleted comes back, with the values its records still have.
 * @throws CrmError 400, or 409 when the name is taken
 */
export function createProperty(portal: Portal, store: RecordStore, input: PropertyInput): PropertyDefinition {
    const { name, label, type, fieldType, groupName } = input
    const missing = Object.entries({ name, label, type, fieldType, groupName })
        .filter(([, value]) => value === undefined || value === '')
        .map(([field]) => field)
    if (!name || !label || !type || !fieldType || !groupName)
        throw validation(`Some required fields were not set: [${missing.join(', ')}]`)
    if (!/^[a-z][a-z0-9_]{0,99}$/.test(name))
        throw validation(
            'A property name has lower-case letters, digits and underscores and begins with a letter'
        )
    if (store.definitions.get(name)?.archived === false)
        throw new CrmError(409, {
            message: `A property named '${name}' already exists.`,
            category: 'OBJECT_ALREADY_EXISTS',
            subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS'
        })
    const now = portal.clock.iso()
    const definition: PropertyDefinition = {
        name,
        label,
        type,
        fieldType,
        groupName,
        description: input.description ?? '',
        options: input.options ?? [],
        displayOrder: input.displayOrder ?? -1,
        hasUniqueValue: input.hasUniqueValue ?? false,
        hidden: input.hidden ?? false,
        formField: input.formField ?? false,
        hubspotDefined: false,
        calculated: false,
        readOnlyValue: false,
        readOnlyDefinition: false,
        readOnlyOptions: false,
        archived: false,
        createdAt: now,
        updatedAt: now
    }
    checkDefinition(store, definition)
    if (definition.hasUniqueValue) {
        const others = [...store.definitions.values()].filter((one) => one.hasUniqueValue && !one.archived)
        if (others.length >= mostUnique)
            throw validation(`At most ${mostUnique} properties of an object can have unique values`)
        store.keepUnique(name)
    }
    store.definitions.set(name, definition)
    return definition
}

/**
 * Changes a property. `options` replaces the whole list: what is left out is gone (facts 5).
 * @throws CrmError 400 when HubSpot keeps the definition for itself, 404
 */
export function updateProperty(
    portal: Portal,
    store: RecordStore,
    name: string,
    { name: _name, hasUniqueValue: _unique, ...input }: PropertyInput
): PropertyDefinition {
    const definition = propertyOf(store, name)
    const changed = { ...definition, ...input, updatedAt: portal.clock.iso() }
    const { options } = input
    const differs = (Object.keys(input) as (keyof typeof input)[]).filter(
        (key) => key !== 'options' && input[key] !== definition[key]
    )
    if (definition.readOnlyDefinition && differs.length > 0)
        throw validation(`The definition of ${name} is read-only: ${differs.join(', ')}`)
    if (definition.readOnlyOptions && options) throw validation(`The options of ${name} are read-only`)
    checkDefinition(store, changed)
    store.definitions.set(name, changed)
    return changed
}

/** Deletes a custom property; its values wait for its return. @throws CrmError 400 for HubSpot's own, 404 */
export function deleteProperty(portal: Portal, store: RecordStore, name: string): void {
    const definition = propertyOf(store, name)
    if (definition.hubspotDefined) throw validation(`${name} is a property of HubSpot and cannot be deleted`)
    store.definitions.set(name, { ...definition, archived: true, updatedAt: portal.clock.iso() })
}

function checkDefinition(
    store: RecordStore,
    { type, fieldType, groupName, options, hubspotDefined }: PropertyDefinition
) {
    if (store.groups.get(groupName)?.archived !== false)
        throw validation(`Property group ${groupName} does not exist`)
    if (!hubspotDefined && !fieldTypes[type].includes(fieldType))
        throw validation(`fieldType ${fieldType} does not go with type ${type}`)
    for (const key of ['value', 'label'] as const) {
        const all = options.map((option) => option[key])
        if (all.some((text) => text === '')) throw validation(`Every option needs a ${key}`)
        if (new Set(all).size < all.length) throw validation(`Two options have the same ${key}`)
    }
    const values = new Set(options.map(({ value }) => value))
    if (type === 'bool' && !(values.size === 2 && values.has('true') && values.has('false')))
        throw validation('A bool property needs the options true and false')
}

/** @throws CrmError 409 when the name is taken */
export function createGroup(
    store: RecordStore,
    name: string,
    label: string,
    displayOrder: number
): PropertyGroup {
    if (!/^[a-z][a-z0-9_]{0,99}$/.test(name))
        throw validation(
            'A group name has lower-case letters, digits and underscores and begins with a letter'
        )
    if (store.groups.get(name)?.archived === false)
        throw new CrmError(409, {
            message: `A property group named '${name}' already exists.`,
            category: 'OBJECT_ALREADY_EXISTS'
        })
    const group = { name, label, displayOrder, archived: false }
    store.groups.set(name, group)
    return group
}

/** @throws CrmError 404 */
export function groupOf(store: RecordStore, name: string): PropertyGroup {
    const group = store.groups.get(name)
    if (!group || group.archived)
        throw new CrmError(404, {
            message: `Property group ${name} does not exist`,
            category: 'OBJECT_NOT_FOUND'
        })
    return group
}

/** @throws CrmError 400 while properties are in it, 404 */
export function deleteGroup(store: RecordStore, name: string): void {
    const group = groupOf(store, name)
    if ([...store.definitions.values()].some((one) => one.groupName === name && !one.archived))
        throw validation(`Property group ${name} still has properties`)
    store.groups.set(name, { ...group, archived: true })
}
