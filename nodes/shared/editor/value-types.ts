import type { EditorWidgetTypedInputType, EditorWidgetTypedInputTypeDefinition } from 'node-red'
import type { PropertyDefinition } from '../../../src/hubspot'
import { sharedWords } from './words'

type TypeChoice = EditorWidgetTypedInputType | EditorWidgetTypedInputTypeDefinition

/** Where a value comes from besides Node-RED's own types: a field of the record the node is working on. */
export function rowType(): EditorWidgetTypedInputTypeDefinition {
    return { value: 'row', label: sharedWords('row') }
}

/**
 * The types a property's value may have. Where the property has options, one of them can be picked by its label.
 * @param definition undefined while the portal has not told
 * @param stored the value and type as they are, which must stay offered
 */
export function valueTypes(
    definition: PropertyDefinition | undefined,
    stored: { value: string; type: string }
): TypeChoice[] {
    const types: TypeChoice[] = [rowType(), 'msg', 'flow', 'global', 'env', 'jsonata', 'str', 'num', 'bool']
    const options = (definition?.options ?? [])
        .filter(({ hidden }) => !hidden)
        .map(({ value, label }) => ({ value, label }))
    if (stored.type === 'option' && !options.some(({ value }) => value === stored.value)) {
        options.unshift({ value: stored.value, label: stored.value })
    }
    if (options.length > 0) {
        types.splice(6, 0, { value: 'option', label: sharedWords('option'), icon: 'fa fa-list-ul', options })
    }
    return types
}
