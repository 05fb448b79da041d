/** Compares the handbook's custom properties with the portal's. */
import type { Edition } from './edition'
import { type Change, propertyGroup } from './portal-changes'
import type { PortalDefinitions, PortalObjectType } from './portal-definitions'
import type { Difference } from './portal-difference'
import { findEntry, findProperty } from './portal-match'

/** None for the object types that could not be read. */
export function compareProperties(edition: Edition, portal: PortalDefinitions): Difference[] {
    const lacking = new Set<PortalObjectType>()
    const differences = Object.entries(edition.properties).flatMap(([key, wanted]): Difference[] => {
        const { objectType, name, label, description, type, fieldType, rule } = wanted
        const part = portal[objectType]
        if (!part) return []
        const options = (wanted.options ?? []).map((option) => ({ label: option.label, value: option.value }))
        const found = findProperty(wanted, part.properties)
        if (!found) {
            lacking.add(objectType)
            const change: Change = {
                kind: 'addProperty',
                objectType,
                name,
                label,
                description,
                type,
                fieldType,
                groupName: propertyGroup.name,
                options: type === 'bool' && options.length === 0 ? yesAndNo : options
            }
            return [
                { kind: 'missing', part: 'property', key, label, found: null, wanted: type, rule, change }
            ]
        }
        if (found.type !== type)
            return [
                { kind: 'different', part: 'property', key, label, found: found.type, wanted: type, rule }
            ]
        return options.flatMap((option): Difference[] => {
            if (findEntry(option, found.options, ({ value }) => value)) return []
            const change: Change = {
                kind: 'addOptions',
                objectType,
                property: found.name,
                label: found.label,
                options: [option]
            }
            const about = { part: 'option', key, label: `${label}: ${option.label}` } as const
            return [{ kind: 'missing', ...about, found: null, wanted: option.label, rule, change }]
        })
    })
    return [
        ...[...lacking].flatMap((objectType) => missingGroup(edition, objectType, portal)),
        ...differences
    ]
}

/** A group without properties cannot be told from none; making it again does no harm. */
function missingGroup(
    edition: Edition,
    objectType: PortalObjectType,
    portal: PortalDefinitions
): Difference[] {
    const { name, label } = propertyGroup
    if (portal[objectType]?.properties.some(({ groupName }) => groupName === name)) return []
    const rule = Object.values(edition.properties).find(
        (property) => property.objectType === objectType
    )?.rule
    const change: Change = { kind: 'addGroup', objectType, name, label }
    const key = `${objectType}-${name}`
    return [
        {
            kind: 'missing',
            part: 'propertyGroup',
            key,
            label,
            found: null,
            wanted: objectType,
            rule: rule ?? '',
            change
        }
    ]
}

/** HubSpot needs both options of a bool (facts 5). */
const yesAndNo = [
    { label: 'Yes', value: 'true' },
    { label: 'No', value: 'false' }
]
