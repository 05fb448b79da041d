import {
    attachPropertyPicker,
    reasonAgainst,
    sharedWords,
    showReason,
    valueTypes,
    wordsOf,
    type PropertyCatalog
} from '../shared/editor'
import type { FilterRow } from './config'
import { operators } from './operators'

const words = wordsOf('hubspot-contact')

/** HubSpot takes so many filters that must all hold (facts/hubspot.md 3). */
const most = 6

const blank: FilterRow = {
    property: '',
    operator: 'EQ',
    value: '',
    type: 'str',
    high: '',
    highType: 'str'
}

/** Why the lines of a filter list can not be used, line by line; null for one that can. */
export function reasonsAgainstFilters(rows: readonly FilterRow[]): (string | null)[] {
    return rows.map(({ property, operator, value, type, high, highType }, index) => {
        const takes = operators[operator]
        if (index >= most) return words('reason.filters', { most })
        if (property === '') return sharedWords('reason.property')
        if (takes === 'none') return null
        if (value === '') return sharedWords('reason.value')
        if (takes === 'two' && high === '') return sharedWords('reason.value')
        return (
            reasonAgainst({ value, type }) ??
            (takes === 'two' ? reasonAgainst({ value: high, type: highType }) : null)
        )
    })
}

/** Makes an `<ol>` the search's list of filters, all of which must hold. */
export function attachFilterList(
    list: JQuery,
    catalog: PropertyCatalog,
    initial: readonly FilterRow[]
): { value(): FilterRow[] } {
    const read = () =>
        list
            .editableList('items')
            .toArray()
            .map((item) => readLine($(item)))
    const check = () => {
        const reasons = reasonsAgainstFilters(read())
        list.editableList('items').each((index, item) => {
            showReason($(item).find('.hubspot-contact-filter'), reasons[index] ?? null)
        })
    }
    list.editableList<Partial<FilterRow>>({
        removable: true,
        height: 'auto',
        addButton: words('addFilter'),
        addItem: (row, _index, stored) => drawLine(row, { ...blank, ...stored }, catalog, check),
        removeItem: check
    })
    list.closest('.red-ui-editableList-container').css('minHeight', '60px')
    list.editableList('addItems', [...initial])
    return { value: () => read().filter(({ property, value }) => property !== '' || value !== '') }
}

function drawLine(row: JQuery, stored: FilterRow, catalog: PropertyCatalog, check: () => void): void {
    const box = $('<div>', { class: 'hubspot-contact-filter' }).appendTo(row)
    const first = $('<div>', { class: 'hubspot-line' }).appendTo(box)
    const property = $('<input>', { type: 'text', class: 'hubspot-contact-filter-property' })
        .attr('placeholder', sharedWords('property'))
        .val(stored.property)
        .appendTo(first)
    const operator = $('<select>', { class: 'hubspot-contact-filter-operator' }).appendTo(first)
    for (const name of Object.keys(operators)) {
        $('<option>', { value: name })
            .text(words(`operator.${name}`))
            .appendTo(operator)
    }
    operator.val(stored.operator)
    const second = $('<div>', { class: 'hubspot-line hubspot-contact-filter-values' }).appendTo(box)
    const low = typedInput(second, 'value', stored, catalog.find(stored.property))
    const and = $('<span>').text(words('and')).appendTo(second)
    const high = typedInput(
        second,
        'high',
        { value: stored.high, type: stored.highType },
        catalog.find(stored.property)
    )

    const showValues = () => {
        const takes = operators[String(operator.val())]
        second.toggle(takes !== 'none')
        and.add(high.parent()).toggle(takes === 'two')
    }
    const offerTypes = () => {
        const definition = catalog.find(String(property.val() ?? '').trim())
        for (const input of [low, high]) {
            const now = { value: input.typedInput('value'), type: input.typedInput('type') }
            input.typedInput('types', filterTypes(definition, now))
        }
    }
    operator.on('change', () => {
        showValues()
        check()
    })
    low.add(high).on('change', check)
    // A reason that only went on leaving the field would move what the user is about to click.
    box.on('input', check)
    attachPropertyPicker(property, catalog, {
        onChange: () => {
            offerTypes()
            check()
        }
    })
    catalog.onChange(() => {
        if (box.closest('body').length > 0) offerTypes()
    })
    showValues()
}

/** A search has no record to take a value from. */
function filterTypes(...parameters: Parameters<typeof valueTypes>): ReturnType<typeof valueTypes> {
    return valueTypes(...parameters).filter((type) => typeof type === 'string' || type.value !== 'row')
}

function typedInput(
    line: JQuery,
    name: 'value' | 'high',
    stored: { value: string; type: string },
    definition: Parameters<typeof valueTypes>[0]
): JQuery {
    const box = $('<div>', { class: 'hubspot-line-value' }).appendTo(line)
    const input = $('<input>', { type: 'text', class: `hubspot-contact-filter-${name}` })
        .css('width', '100%')
        .appendTo(box)
    input.typedInput({ default: stored.type, types: filterTypes(definition, stored) })
    input.typedInput('value', stored.value)
    return input
}

function readLine(item: JQuery): FilterRow {
    const value = item.find('.hubspot-contact-filter-value')
    const high = item.find('.hubspot-contact-filter-high')
    return {
        property: String(item.find('.hubspot-contact-filter-property').val() ?? '').trim(),
        operator: String(item.find('.hubspot-contact-filter-operator').val()),
        value: value.typedInput('value'),
        type: value.typedInput('type'),
        high: high.typedInput('value'),
        highType: high.typedInput('type')
    }
}
