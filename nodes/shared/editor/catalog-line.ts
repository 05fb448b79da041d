import type { PropertyCatalog } from './property-catalog'
import { sharedWords } from './words'

/**
 * Shows in one line how far the portal's properties are, with a button that asks again.
 * @param box an empty element
 * @param reload what the button does
 */
export function showCatalogState(box: JQuery, catalog: PropertyCatalog, reload: () => void): void {
    box.addClass('hubspot-catalog').attr({ role: 'status', 'aria-live': 'polite' })
    const text = $('<span>', { class: 'hubspot-catalog-text' }).appendTo(box)
    const button = $('<button>', {
        type: 'button',
        class: 'red-ui-button red-ui-button-small',
        title: sharedWords('refresh'),
        'aria-label': sharedWords('refresh')
    })
        .append($('<i>', { class: 'fa fa-refresh' }))
        .on('click', reload)
        .appendTo(box)

    const show = () => {
        const { state } = catalog
        const isFailed = state.kind === 'failed'
        text.text(describe(catalog)).attr('title', isFailed ? state.message : '')
        box.toggleClass('hubspot-catalog-failed', isFailed)
        button.prop('disabled', state.kind === 'loading').toggle(state.kind !== 'none')
        button.find('i').toggleClass('fa-spin', state.kind === 'loading')
    }
    catalog.onChange(show)
    show()
}

function describe({ state }: PropertyCatalog): string {
    if (state.kind === 'loading') return sharedWords('loading')
    if (state.kind === 'ready') return sharedWords('ready', { count: state.properties.length })
    return state.kind === 'failed'
        ? sharedWords('failed', { reason: state.reason })
        : sharedWords('noAccount')
}
