import type { EditorRED } from 'node-red'
import {
    attachPropertyChips,
    complete,
    ensureStyle,
    isChosen,
    PropertyCatalog,
    type PropertyChips,
    showCatalogState,
    wordsOf
} from '../shared/editor'
import { migrate } from '../shared/migrate'
import { defaults, eventTypes, migrations, normalPath, type TriggerSettings } from './config'

declare const RED: EditorRED

const words = wordsOf('hubspot-trigger')
const boxes = '.hubspot-trigger-event'

type Lists = Pick<
    TriggerSettings,
    'events' | 'contactChanges' | 'dealChanges' | 'contactProperties' | 'dealProperties'
>

/** Reads what Node-RED itself does not read. */
export type ReadDialog = () => Lists

/** The stores of Node-RED's settings, as the editor knows them. */
interface ContextSettings {
    context?: { default?: string; stores?: string[] }
}

/** The events as the open dialog has them, or else as the node has them. */
export function chosenEvents(node: Pick<TriggerSettings, 'events'>): string[] {
    const all = $(boxes)
    if (all.length === 0) return node.events ?? defaults.events
    return all
        .filter(':checked')
        .toArray()
        .map((box) => String(box.dataset.event))
}

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: TriggerSettings): ReadDialog {
    ensureStyle()
    const node = complete(migrate(stored, migrations), defaults)
    drawEvents(node.events)
    offerStores(node.store)

    const account = $('#node-input-account')
    const lists = {
        contactChanges: null,
        contactProperties: null,
        dealChanges: null,
        dealProperties: null
    } as Record<keyof Omit<Lists, 'events'>, PropertyChips | null>
    for (const objectType of ['contact', 'deal'] as const) {
        const catalog = new PropertyCatalog(`${objectType}s`)
        for (const list of [`${objectType}Changes`, `${objectType}Properties`] as const)
            lists[list] = attachPropertyChips($(`#hubspot-trigger-${list}`), catalog, node[list])
        if (objectType === 'contact')
            showCatalogState($('#hubspot-trigger-catalog'), catalog, () => {
                void catalog.load(account.val(), true)
            })
        account.on('change', () => void catalog.load(account.val()))
        void catalog.load(node.account)
    }
    const fields =
        '#node-input-source, #node-input-begin, #node-input-account, #node-input-path, #node-input-url'
    $(`${fields}, ${boxes}`).on('change input', showRows)
    showRows()
    return () => ({
        events: chosenEvents(node),
        contactChanges: lists.contactChanges?.value() ?? [],
        contactProperties: lists.contactProperties?.value() ?? [],
        dealChanges: lists.dealChanges?.value() ?? [],
        dealProperties: lists.dealProperties?.value() ?? []
    })
}

function drawEvents(chosen: readonly string[]): void {
    for (const type of eventTypes) {
        const [objectType = ''] = type.split('.')
        const box = $('<input>', { type: 'checkbox', class: boxes.slice(1) })
            .attr('data-event', type)
            .prop('checked', chosen.includes(type))
        $('<label>')
            .append(box, $('<span>').text(words(`event.${type.replace('.', '_')}`)))
            .appendTo(`#hubspot-trigger-events-${objectType}`)
    }
}

/** A store that is stored but not there stays to be seen. */
function offerStores(stored: string): void {
    const { context } = RED.settings as unknown as ContextSettings
    const names = (context?.stores ?? []).filter((name) => name !== 'default')
    const select = $('#node-input-store')
    $('<option>', { value: '' })
        .text(words('store.default', { name: context?.default ?? 'memory' }))
        .appendTo(select)
    for (const name of names) $('<option>', { value: name }).text(name).appendTo(select)
    if (stored !== '' && !names.includes(stored))
        $('<option>', { value: stored })
            .text(words('store.missing', { name: stored }))
            .appendTo(select)
    select.val(stored)
}

/** Shows the rows that count, and the address that HubSpot is to be given. */
function showRows(): void {
    const polls = $('#node-input-source').val() === 'polling'
    const account = $('#node-input-account').val()
    const { mode } = (isChosen(account) ? RED.nodes.node(account) : {}) as { mode?: string }
    const isSandbox = mode === 'sandbox'
    const events = chosenEvents({ events: [] })
    $('.hubspot-trigger-polling').toggle(polls)
    $('.hubspot-trigger-webhooks').toggle(!polls)
    $('.hubspot-trigger-app').toggle(!polls && !isSandbox)
    $('.hubspot-trigger-sandbox').toggle(!polls && isSandbox)
    $('.hubspot-trigger-date').toggle(polls && $('#node-input-begin').val() === 'date')
    for (const objectType of ['contact', 'deal']) {
        $(`.hubspot-trigger-${objectType}-changes`).toggle(events.includes(`${objectType}.propertyChange`))
        $(`.hubspot-trigger-${objectType}-record`).toggle(
            events.some((type) => type.startsWith(`${objectType}.`))
        )
    }
    $('#hubspot-trigger-about').text(words(polls ? 'about.polling' : 'about.webhooks'))
    $('#hubspot-trigger-address').text(words('address', { address: addressOf() }))
}

/** As far as the editor can tell: the instance's address is usually the one that the editor is at. */
function addressOf(): string {
    const typed = String($('#node-input-url').val() ?? '').trim()
    const { httpNodeRoot } = RED.settings as unknown as { httpNodeRoot?: unknown }
    const root = typeof httpNodeRoot === 'string' ? httpNodeRoot.replace(/\/+$/, '') : ''
    const path = `${root}${normalPath(String($('#node-input-path').val() ?? '')) ?? ''}`
    if (typed === '' || !URL.canParse(typed)) return `${window.location.origin}${path}`
    const { origin, pathname } = new URL(typed)
    return pathname === '/' ? `${origin}${path}` : `${origin}${pathname}`
}
