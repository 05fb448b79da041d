import {
    attachMappingList,
    attachPropertyChips,
    complete,
    ensureStyle,
    PropertyCatalog,
    showCatalogState,
    wordsOf
} from '../shared/editor'
import { migrate } from '../shared/migrate'
import { defaults, matching, migrations, writing, type ContactSettings, type Operation } from './config'
import { attachFilterList } from './filter-list'
import { attachMatchBy } from './match-by'

const words = wordsOf('hubspot-contact')

/** Reads what the dialog's lists hold; Node-RED itself reads the plain fields. */
export type ReadLists = () => Pick<
    ContactSettings,
    'matchBy' | 'mapping' | 'filters' | 'properties' | 'history'
>

/**
 * Prepares the dialog.
 * @param stored the node as Node-RED holds it
 */
export function openDialog(stored: ContactSettings): ReadLists {
    ensureStyle()
    const node = complete(migrate(stored, migrations), defaults)
    const catalog = new PropertyCatalog('contacts')

    prepareTypedInputs()
    const matchBy = attachMatchBy($('#hubspot-contact-match-by'), catalog, node.matchBy)
    const mapping = attachMappingList($('#hubspot-contact-mapping'), catalog, node.mapping)
    const filters = attachFilterList($('#hubspot-contact-filters'), catalog, node.filters)
    const properties = attachPropertyChips($('#hubspot-contact-properties'), catalog, node.properties)
    const history = attachPropertyChips($('#hubspot-contact-history'), catalog, node.history)

    const account = $('#node-input-account')
    showCatalogState($('#hubspot-contact-catalog'), catalog, () => void catalog.load(account.val(), true))
    account.on('change', () => void catalog.load(account.val()))
    void catalog.load(node.account)

    const operation = $('#node-input-operation')
    operation.on('change', () => showRowsOf(operation.val() as Operation))
    showRowsOf(node.operation)

    return () => ({
        matchBy: matchBy.value(),
        mapping: mapping.value(),
        filters: filters.value(),
        properties: properties.value(),
        history: history.value()
    })
}

function prepareTypedInputs(): void {
    $('#node-input-record').typedInput({
        types: ['msg', 'flow', 'global', 'env', 'jsonata', 'str'],
        typeField: '#node-input-recordType'
    })
    $('#node-input-change').typedInput({
        types: ['msg', 'flow', 'global', 'jsonata'],
        typeField: '#node-input-changeType'
    })
    $('#node-input-query').typedInput({
        types: ['str', 'msg', 'flow', 'global', 'env', 'jsonata'],
        typeField: '#node-input-queryType'
    })
    $('#node-input-limit').typedInput({
        types: ['num', 'msg', 'flow', 'global', 'env', 'jsonata'],
        typeField: '#node-input-limitType'
    })
}

/** Shows the rows that count for the operation, and its one-line description. */
function showRowsOf(operation: Operation): void {
    const kinds: Record<string, boolean> = {
        record: operation !== 'search' && operation !== 'undo',
        undo: operation === 'undo',
        match: matching.has(operation),
        writing: writing.has(operation),
        emptying: operation === 'upsert' || operation === 'update',
        dry: writing.has(operation) || operation === 'archive' || operation === 'undo',
        get: operation === 'get',
        search: operation === 'search'
    }
    for (const [kind, isShown] of Object.entries(kinds)) $(`.hubspot-contact-${kind}`).toggle(isShown)
    $('#hubspot-contact-about').text(words(`about.${operation}`))
}
