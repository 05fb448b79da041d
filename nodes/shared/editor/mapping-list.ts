import { reasonsAgainstMapping, type MappedValue } from './reasons'
import type { PropertyCatalog } from './property-catalog'
import { attachPropertyPicker } from './property-picker'
import { showReason } from './show-reason'
import { valueTypes } from './value-types'
import { sharedWords } from './words'

/** A mapping in a dialog: which property takes which value. */
export interface MappingList {
    /** Lines that are not wholly empty, in their order. */
    value(): MappedValue[]
}

/** What a new line starts with. */
const blank: MappedValue = { property: '', value: '', type: 'row' }

/**
 * Makes an `<ol>` a list of lines *property ← value*.
 * @param initial the lines as stored
 */
export function attachMappingList(
    list: JQuery,
    catalog: PropertyCatalog,
    initial: readonly MappedValue[]
): MappingList {
    const read = (): MappedValue[] =>
        list
            .editableList('items')
            .toArray()
            .map((item) => readLine($(item)))
    const check = () => {
        const reasons = reasonsAgainstMapping(read())
        list.editableList('items').each((index, item) => {
            showReason($(item).find('.hubspot-line'), reasons[index] ?? null)
        })
    }
    list.editableList<Partial<MappedValue>>({
        sortable: true,
        removable: true,
        height: 'auto',
        addButton: sharedWords('addLine'),
        addItem: (row, _index, stored) => drawLine(row, { ...blank, ...stored }, catalog, check),
        removeItem: check,
        sortItems: check
    })
    list.closest('.red-ui-editableList-container').css('minHeight', '60px')
    list.editableList('addItems', [...initial])
    return { value: () => read().filter(({ property, value }) => property !== '' || value !== '') }
}

function drawLine(row: JQuery, stored: MappedValue, catalog: PropertyCatalog, check: () => void): void {
    const line = $('<div>', { class: 'hubspot-line' }).appendTo(row)
    const property = $('<input>', { type: 'text', class: 'hubspot-line-property' })
        .attr('placeholder', sharedWords('property'))
        .val(stored.property)
        .appendTo(line)
    $('<i>', { class: 'fa fa-long-arrow-left' }).appendTo(line)
    const box = $('<div>', { class: 'hubspot-line-value' }).appendTo(line)
    const value = $('<input>', { type: 'text', class: 'hubspot-line-typed' })
        .css('width', '100%')
        .appendTo(box)

    const types = () => valueTypes(catalog.find(String(property.val() ?? '')), typedOf(value, stored))
    attachPropertyPicker(property, catalog, {
        onChange: () => {
            value.typedInput('types', types())
            check()
        }
    })
    value.typedInput({ default: stored.type, types: valueTypes(catalog.find(stored.property), stored) })
    value.typedInput('value', stored.value)
    value.on('change', check)
    // A reason that only went on leaving the field would move what the user is about to click.
    line.on('input', check)
    catalog.onChange(() => {
        if (line.closest('body').length > 0) value.typedInput('types', types())
    })
}

/** The typed input's value; before it is one, what is stored. */
function typedOf(input: JQuery, stored: MappedValue): { value: string; type: string } {
    const type = input.typedInput('type')
    return type ? { value: input.typedInput('value'), type } : stored
}

function readLine(item: JQuery): MappedValue {
    const value = item.find('.hubspot-line-typed')
    return {
        property: String(item.find('.hubspot-line-property').val() ?? '').trim(),
        value: value.typedInput('value'),
        type: value.typedInput('type')
    }
}
