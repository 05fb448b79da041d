import { CrmError, validation } from '../crm/errors'
import type { PropertyDefinition, PropertyOption } from '../crm/model'
import type { Portal } from '../crm/portal'
import {
    asPropertyType,
    createGroup,
    createProperty,
    deleteGroup,
    deleteProperty,
    groupOf,
    propertyOf,
    updateProperty,
    type PropertyInput
} from '../crm/schema'
import type { RecordStore } from '../crm/store'
import { batchAnswer, ok, storeOf, type Answer, type Call } from './context'
import {
    asArray,
    asBoolean,
    asInputs,
    asInteger,
    asObject,
    asOptionalText,
    asText,
    isArchived
} from './input'

function schema(call: Call, access: 'schemaRead' | 'schemaWrite'): RecordStore {
    const store = storeOf(call, call.params['type'] ?? '')
    call.need(store.type.scopes[access])
    return store
}

/** A definition as the API tells it (facts 5). */
export function tellProperty(portal: Portal, definition: PropertyDefinition) {
    const {
        optionsFrom,
        format: _format,
        readOnlyDefinition,
        readOnlyOptions,
        readOnlyValue,
        ...told
    } = definition
    const isOutside = optionsFrom !== undefined && optionsFrom !== 'lifecycle'
    return {
        ...told,
        options: optionsFrom === 'lifecycle' ? lifecycleOptions(portal, definition) : definition.options,
        externalOptions: isOutside,
        ...(optionsFrom === 'owners' && { referencedObjectType: 'OWNER' }),
        dataSensitivity: 'non_sensitive',
        modificationMetadata: {
            archivable: !definition.hubspotDefined,
            readOnlyDefinition,
            readOnlyValue,
            ...(definition.type === 'enumeration' && { readOnlyOptions })
        }
    }
}

const lifecycleOptions = (portal: Portal, definition: PropertyDefinition): PropertyOption[] =>
    portal.options(definition).map(({ value, label }, displayOrder) => ({
        value,
        label,
        displayOrder,
        hidden: false,
        description: ''
    }))

/** Only what was sent is in the result. */
function inputOf(value: unknown): PropertyInput {
    const given = asObject(value)
    const text = (key: string) => asOptionalText(given[key])
    const type = text('type')
    const input: PropertyInput = {}
    const set = <K extends keyof PropertyInput>(key: K, found: PropertyInput[K] | undefined) => {
        if (found !== undefined) input[key] = found
    }
    for (const key of ['name', 'label', 'fieldType', 'groupName', 'description'] as const) set(key, text(key))
    for (const key of ['hasUniqueValue', 'hidden', 'formField'] as const) set(key, asBoolean(given[key]))
    set('type', type === undefined ? undefined : asPropertyType(type))
    if (given['displayOrder'] !== undefined) set('displayOrder', asInteger(given['displayOrder'], -1))
    if (given['options'] !== undefined) set('options', asArray(given['options']).map(optionOf))
    return input
}

function optionOf(value: unknown, index: number): PropertyOption {
    const given = asObject(value)
    return {
        label: asOptionalText(given['label']) ?? '',
        value: asOptionalText(given['value']) ?? '',
        displayOrder: asInteger(given['displayOrder'], index),
        hidden: asBoolean(given['hidden']) ?? false,
        description: asOptionalText(given['description']) ?? ''
    }
}

export function listProperties(call: Call): Answer {
    const store = schema(call, 'schemaRead')
    const archived = isArchived(call.query)
    return ok({
        results: [...store.definitions.values()]
            .filter((definition) => definition.archived === archived)
            .map((definition) => tellProperty(call.portal, definition))
    })
}

export function readProperty(call: Call): Answer {
    const store = schema(call, 'schemaRead')
    const definition = propertyOf(store, call.params['name'] ?? '', isArchived(call.query))
    return ok(tellProperty(call.portal, definition))
}

export function postProperty(call: Call): Answer {
    const store = schema(call, 'schemaWrite')
    const definition = createProperty(call.portal, store, inputOf(call.body))
    return {
        status: 201,
        body: tellProperty(call.portal, definition),
        headers: { Location: `/crm/v3/properties/${store.type.name}/${definition.name}` }
    }
}

export function patchProperty(call: Call): Answer {
    const store = schema(call, 'schemaWrite')
    return ok(
        tellProperty(
            call.portal,
            updateProperty(call.portal, store, call.params['name'] ?? '', inputOf(call.body))
        )
    )
}

export function removeProperty(call: Call): Answer {
    deleteProperty(call.portal, schema(call, 'schemaWrite'), call.params['name'] ?? '')
    return { status: 204 }
}

/** POST batch/{read,create,archive} of properties: each input by itself, what fails is told. */
export const batchProperties =
    (action: 'read' | 'create' | 'archive') =>
    (call: Call): Answer => {
        const { portal } = call
        const store = schema(call, action === 'read' ? 'schemaRead' : 'schemaWrite')
        const archived = asBoolean(asObject(call.body)['archived']) ?? false
        const inputs = asInputs(call.body)
        if (inputs.length > 100) throw validation('The maximum number of inputs supported in a batch is 100')
        const results: unknown[] = []
        const errors: unknown[] = []
        for (const input of inputs) {
            try {
                if (action === 'read')
                    results.push(tellProperty(portal, propertyOf(store, asText(input['name']), archived)))
                else if (action === 'create')
                    results.push(tellProperty(portal, createProperty(portal, store, inputOf(input))))
                else deleteProperty(portal, store, asText(input['name']))
            } catch (error) {
                if (!(error instanceof CrmError)) throw error
                errors.push({
                    status: 'error',
                    context: { name: [asOptionalText(input['name']) ?? ''] },
                    ...error.body
                })
            }
        }
        if (action === 'archive') return { status: 204 }
        return batchAnswer(portal, action === 'create' ? 201 : 200, results, errors)
    }

export function listGroups(call: Call): Answer {
    const store = schema(call, 'schemaRead')
    return ok({ results: [...store.groups.values()].filter(({ archived }) => !archived) })
}

export function readGroup(call: Call): Answer {
    return ok(groupOf(schema(call, 'schemaRead'), call.params['name'] ?? ''))
}

export function postGroup(call: Call): Answer {
    const store = schema(call, 'schemaWrite')
    const { name, label, displayOrder } = asObject(call.body)
    return { status: 201, body: createGroup(store, asText(name), asText(label), asInteger(displayOrder, -1)) }
}

export function patchGroup(call: Call): Answer {
    const store = schema(call, 'schemaWrite')
    const group = groupOf(store, call.params['name'] ?? '')
    const { label, displayOrder } = asObject(call.body)
    const changed = {
        ...group,
        label: asOptionalText(label) ?? group.label,
        displayOrder: asInteger(displayOrder, group.displayOrder)
    }
    store.groups.set(group.name, changed)
    return ok(changed)
}

export function removeGroup(call: Call): Answer {
    deleteGroup(schema(call, 'schemaWrite'), call.params['name'] ?? '')
    return { status: 204 }
}
