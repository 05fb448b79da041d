import type { EditorWidgetTypedInputTypeDefinition } from 'node-red'
import {
    attachPropertyChips,
    complete,
    ensureStyle,
    followHandbook,
    offerTypes,
    PropertyCatalog,
    rowType,
    showCatalogState,
    type TypeChoice,
    withStored,
    wordsOf
} from '../shared/editor'
import { migrate } from '../shared/migrate'
import type { Choice, LifecycleChoices } from './answers'
import { defaults, migrations, type GuardSettings, type Mode } from './config'

const words = wordsOf('lifecycle-guard')

/** Reads what Node-RED itself does not read. */
export type ReadDialog = () => Pick<GuardSettings, 'properties'>

/** Typed inputs whose own type is a list of the edition's entries. */
const lists = {
    stage: { type: 'stage', multiple: false, optional: false },
    evidence: { type: 'evidence', multiple: true, optional: false },
    support: { type: 'evidence', multiple: true, optional: true }
} as const

type Field = keyof typeof lists

/**
 * Prepares the dialog.
 * @param stored the node as Node-RED holds it
 */
export function openDialog(stored: GuardSettings): ReadDialog {
    ensureStyle()
    const node = complete(migrate(stored, migrations), defaults)
    prepareTypedInputs(node)

    const note = $('#lifecycle-guard-choices')
    followHandbook<LifecycleChoices>({
        path: 'lifecycle',
        stored: node.handbook,
        note,
        offer(choices) {
            note.hide()
            offerChoices(choices)
        },
        fail: (reason) => note.text(words('choicesFailed', { reason })).show()
    })

    const catalog = new PropertyCatalog('contacts')
    const properties = attachPropertyChips($('#lifecycle-guard-properties'), catalog, node.properties)
    const account = $('#node-input-account')
    showCatalogState($('#lifecycle-guard-catalog'), catalog, () => void catalog.load(account.val(), true))
    account.on('change', () => void catalog.load(account.val()))
    void catalog.load(node.account)

    const choices = $('#node-input-mode, #node-input-decideBy')
    choices.on('change', showRows)
    showRows()
    return () => ({ properties: properties.value() })
}

function prepareTypedInputs(node: GuardSettings): void {
    $('#node-input-record').typedInput({
        types: ['msg', 'flow', 'global', 'env', 'jsonata', 'str'],
        typeField: '#node-input-recordType'
    })
    for (const field of Object.keys(lists) as Field[]) {
        $(`#node-input-${field}`).typedInput({
            types: typesOf(field, [], node[field]),
            typeField: `#node-input-${field}Type`
        })
    }
    $('#node-input-text').typedInput({
        types: [nothing(), 'msg', rowType(), 'flow', 'global', 'jsonata'],
        typeField: '#node-input-textType'
    })
}

/** The types of a field, with what is stored among its choices even when the edition lacks it. */
function typesOf(field: Field, choices: readonly Choice[], stored: string): TypeChoice[] {
    const { type, multiple, optional } = lists[field]
    const list = {
        value: type,
        label: words(`type.${type}`),
        icon: 'fa fa-list-ul',
        multiple,
        options: withStored(choices, stored)
    } as EditorWidgetTypedInputTypeDefinition
    const types: TypeChoice[] = [list, 'msg', rowType(), 'flow', 'global', 'env', 'jsonata', 'str']
    if (optional) return [nothing(), list, 'msg', rowType(), 'flow', 'global', 'jsonata']
    return types
}

function nothing(): EditorWidgetTypedInputTypeDefinition {
    return { value: 'none', label: words('type.none'), hasValue: false }
}

/** Offers the stages and kinds of evidence of the chosen handbook. */
function offerChoices({ stages, evidence }: LifecycleChoices): void {
    for (const field of Object.keys(lists) as Field[]) {
        const input = $(`#node-input-${field}`)
        const chosen = input.typedInput('type') === lists[field].type ? input.typedInput('value') : ''
        offerTypes(input, typesOf(field, field === 'stage' ? stages : evidence, chosen))
    }
}

/** Shows the rows that count for the mode, and its one-line description. */
function showRows(): void {
    const mode = $('#node-input-mode').val() as Mode
    const isReview = mode === 'review'
    const by = String($('#node-input-decideBy').val())
    $('.lifecycle-guard-asked').toggle(!isReview)
    $('.lifecycle-guard-stage').toggle(!isReview && by === 'stage')
    $('.lifecycle-guard-evidence').toggle(!isReview && by === 'evidence')
    $('.lifecycle-guard-review').toggle(isReview)
    $('.lifecycle-guard-dry').toggle(mode !== 'check')
    $('#lifecycle-guard-about').text(words(`about.${mode}`))
}
