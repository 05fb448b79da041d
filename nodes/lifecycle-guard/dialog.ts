import type { EditorRED, EditorWidgetTypedInputType, EditorWidgetTypedInputTypeDefinition } from 'node-red'
import {
    attachPropertyChips,
    ensureStyle,
    isChosen,
    postAdmin,
    PropertyCatalog,
    rowType,
    showCatalogState,
    wordsOf
} from '../shared/editor'
import { migrate } from '../shared/migrate'
import type { Choice, LifecycleChoices } from './answers'
import { defaults, migrations, type GuardSettings, type Mode } from './config'

declare const RED: EditorRED

const words = wordsOf('lifecycle-guard')

/** Reads what Node-RED itself does not read. */
export type ReadDialog = () => Pick<GuardSettings, 'properties'>

type TypeChoice = EditorWidgetTypedInputType | EditorWidgetTypedInputTypeDefinition

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
    const node = complete(migrate(stored, migrations))
    prepareTypedInputs(node)

    const handbook = $('#node-input-handbook')
    handbook.on('change', () => void offerChoices(handbook.val()))
    void offerChoices(node.handbook)

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

/** Fills in what a flow written by hand leaves out, in the dialog's plain fields too. */
function complete(stored: GuardSettings): GuardSettings {
    const given = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined))
    for (const [field, value] of Object.entries(defaults)) {
        if (!(field in given) && typeof value === 'string') $(`#node-input-${field}`).val(value)
    }
    return { ...defaults, ...given }
}

function prepareTypedInputs(node: GuardSettings): void {
    shown = ''
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
    const kept = stored
        .split(',')
        .filter((value) => value !== '' && /^\w+$/.test(value) && !choices.some((one) => one.value === value))
        .map((value) => ({ value, label: value }))
    const list = {
        value: type,
        label: words(`type.${type}`),
        icon: 'fa fa-list-ul',
        multiple,
        options: [...choices, ...kept]
    } as EditorWidgetTypedInputTypeDefinition
    const types: TypeChoice[] = [list, 'msg', rowType(), 'flow', 'global', 'env', 'jsonata', 'str']
    if (optional) return [nothing(), list, 'msg', rowType(), 'flow', 'global', 'jsonata']
    return types
}

function nothing(): EditorWidgetTypedInputTypeDefinition {
    return { value: 'none', label: words('type.none'), hasValue: false }
}

let request = 0

/** The choices that the open dialog offers: offering the same again would take an open list from under the pointer. */
let shown = ''

/** Offers the stages and kinds of evidence of the chosen handbook, deployed or not. */
async function offerChoices(handbook: unknown): Promise<void> {
    const asked = ++request
    const note = $('#lifecycle-guard-choices').text('').hide().attr('data-state', 'asking')
    const { edition, overrides } = (isChosen(handbook) ? RED.nodes.node(handbook) : {}) as Partial<
        Record<'edition' | 'overrides', unknown>
    >
    try {
        const choices = await postAdmin<LifecycleChoices>('handbook/lifecycle', { edition, overrides })
        if (asked !== request) return
        note.attr('data-state', 'ready')
        if (shown === JSON.stringify(choices)) return
        shown = JSON.stringify(choices)
        for (const field of Object.keys(lists) as Field[]) {
            const input = $(`#node-input-${field}`)
            const [value, type] = [input.typedInput('value'), input.typedInput('type')]
            const offered = field === 'stage' ? choices.stages : choices.evidence
            input.typedInput('types', typesOf(field, offered, type === lists[field].type ? value : ''))
            input.typedInput('type', type)
            input.typedInput('value', value)
        }
    } catch (error) {
        if (asked !== request) return
        const reason = error instanceof Error && 'reason' in error ? String(error.reason) : ''
        note.text(words('choicesFailed', { reason })).show()
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
