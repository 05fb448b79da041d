import type { PropertyDefinition } from '../../../src/hubspot'
import { completionsOf } from './completions'
import type { PropertyCatalog } from './property-catalog'
import { ensureStyle } from './style'
import { sharedWords } from './words'

/** Node-RED's auto-complete widget, which @types/node-red does not know. */
interface AutoComplete {
    autoComplete(options: {
        search(typed: string): { value: string; label: JQuery }[]
        minLength: number
    }): JQuery
}

export interface PickerOptions {
    /** Which properties to offer; by default all. */
    accepts?: (property: PropertyDefinition) => boolean
    /** Told every value that was picked, or typed and left. */
    onChange?: (value: string) => void
}

/**
 * Makes a text field a pick list of the portal's properties by label and internal name. Any other text stays possible:
 * the portal may be out of reach, or the property not made yet.
 * @returns the element that now holds the field
 */
export function attachPropertyPicker(
    input: JQuery,
    catalog: PropertyCatalog,
    { accepts = () => true, onChange = () => undefined }: PickerOptions = {}
): JQuery {
    ensureStyle()
    let showAll = false
    input.attr({ autocomplete: 'off', spellcheck: 'false' }).wrap('<div class="hubspot-picker"></div>')
    const holder = input.parent()
    const widget = input as unknown as AutoComplete
    widget.autoComplete({
        minLength: 0,
        search(typed) {
            const fitting = completionsOf(catalog.properties.filter(accepts), showAll ? '' : typed)
            showAll = false
            const entries = fitting.map((property) => ({ value: property.name, label: entryOf(property) }))
            const isNew = typed.trim() !== '' && !fitting.some(({ name }) => name === typed.trim())
            return isNew && entries.length > 0 ? [...entries, asTyped(typed.trim())] : entries
        }
    })
    $('<button>', {
        type: 'button',
        class: 'hubspot-picker-button',
        tabindex: -1,
        title: sharedWords('pick')
    })
        .append($('<i>', { class: 'fa fa-caret-down' }))
        .on('click', () => {
            showAll = true
            input.trigger('focus').trigger($.Event('keyup', { keyCode: 40 }))
        })
        .appendTo(holder)

    const settle = () => {
        const value = valueOf(input)
        input.attr('title', catalog.find(value)?.label ?? '')
        onChange(value)
    }
    // The widget fills the field on Enter and Tab without a change event.
    input.on('keydown', ({ key }) => {
        if (key === 'Enter' || key === 'Tab') setTimeout(settle)
    })
    input.on('change', settle)
    catalog.onChange(() => input.attr('title', catalog.find(valueOf(input))?.label ?? ''))
    return holder
}

function valueOf(input: JQuery): string {
    return String(input.val() ?? '').trim()
}

/** An entry of the list; text only, because labels come from the portal. */
function entryOf({ label, name }: PropertyDefinition): JQuery {
    return $('<div>', { class: 'hubspot-picker-entry' }).append(
        $('<span>').text(label),
        $('<span>', { class: 'hubspot-picker-name' }).text(name)
    )
}

function asTyped(typed: string): { value: string; label: JQuery } {
    const label = $('<div>', { class: 'hubspot-picker-entry' }).append(
        $('<em>').text(sharedWords('asTyped', { value: typed }))
    )
    return { value: typed, label }
}
