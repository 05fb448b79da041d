import { attachPropertyPicker, wordsOf, type PropertyCatalog } from '../shared/editor'

const words = wordsOf('hubspot-contact')

/** The entry behind which any other internal name can be typed. */
const other = '__other__'

/**
 * Fills the select *Match by*: e-mail, record id, the portal's unique properties, and any other by its internal name.
 * @param initial `email`, `id` or an internal name
 */
export function attachMatchBy(
    select: JQuery,
    catalog: PropertyCatalog,
    initial: string
): { value(): string } {
    const typed = $('#hubspot-contact-match-other')
    attachPropertyPicker(typed, catalog, { accepts: ({ hasUniqueValue }) => hasUniqueValue })
    const draw = (chosen: string) => {
        const unique = catalog.properties.filter(
            ({ hasUniqueValue, name }) => hasUniqueValue && name !== 'email' && name !== 'hs_object_id'
        )
        const names = ['email', 'id', ...unique.map(({ name }) => name)]
        if (!names.includes(chosen) && chosen !== other) names.push(chosen)
        select.empty()
        for (const name of names) $('<option>', { value: name }).text(textOf(name, catalog)).appendTo(select)
        $('<option>', { value: other }).text(words('match.other')).appendTo(select)
        select.val(chosen)
    }
    const showOther = () => $('#hubspot-contact-match-other-row').toggle(select.val() === other)
    draw(initial)
    showOther()
    select.on('change', showOther)
    catalog.onChange(() => draw(String(select.val() ?? initial)))
    return {
        value: () => {
            const chosen = String(select.val() ?? '')
            return chosen === other ? String(typed.val() ?? '').trim() : chosen
        }
    }
}

function textOf(name: string, catalog: PropertyCatalog): string {
    if (name === 'email' || name === 'id') return words(`match.${name}`)
    const label = catalog.find(name)?.label
    return label ? `${label} (${name})` : name
}
