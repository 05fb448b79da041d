import type { PropertyCatalog } from './property-catalog'
import { attachPropertyPicker } from './property-picker'
import { sharedWords } from './words'

/** A list of properties in a dialog. */
export interface PropertyChips {
    /** Internal names in the order they were chosen. */
    value(): string[]
}

/**
 * Makes an empty element a list of properties to pick from the portal, each once.
 * @param initial internal names
 */
export function attachPropertyChips(
    box: JQuery,
    catalog: PropertyCatalog,
    initial: readonly string[]
): PropertyChips {
    const names = [...new Set(initial)]
    box.addClass('hubspot-chips')
    const input = $('<input>', { type: 'text', placeholder: sharedWords('addProperty') }).appendTo(box)
    const holder = attachPropertyPicker(input, catalog, {
        accepts: ({ name }) => !names.includes(name),
        onChange: (typed) => {
            const added = typed.split(/[\s,;]+/).filter((name) => name !== '')
            if (added.length === 0) return
            input.val('')
            for (const name of added) if (!names.includes(name)) names.push(name)
            draw()
        }
    })
    const draw = () => {
        box.children('.hubspot-chip').remove()
        for (const name of names)
            chipOf(name, catalog.find(name)?.label, () => remove(name)).insertBefore(holder)
    }
    const remove = (name: string) => {
        names.splice(names.indexOf(name), 1)
        draw()
    }
    input.on('keydown', ({ key }) => {
        const last = names.at(-1)
        if (key === 'Backspace' && input.val() === '' && last) remove(last)
    })
    catalog.onChange(draw)
    draw()
    return { value: () => [...names] }
}

function chipOf(name: string, label: string | undefined, remove: () => void): JQuery {
    const button = $('<button>', {
        type: 'button',
        title: sharedWords('remove'),
        'aria-label': sharedWords('remove')
    })
    return $('<span>', { class: 'hubspot-chip', title: name, 'data-name': name }).append(
        $('<span>').text(label ?? name),
        button.append($('<i>', { class: 'fa fa-times' })).on('click', remove)
    )
}
