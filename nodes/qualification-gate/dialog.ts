import type { EditorRED, EditorWidgetTypedInputType, EditorWidgetTypedInputTypeDefinition } from 'node-red'
import { AdminError, isChosen, postAdmin, rowType, wordsOf } from '../shared/editor'
import { migrate } from '../shared/migrate'
import type { QuestionSetChoice } from './choices'
import { defaults, migrations, type GateSettings, type Operation } from './config'

declare const RED: EditorRED

const words = wordsOf('qualification-gate')

type TypeChoice = EditorWidgetTypedInputType | EditorWidgetTypedInputTypeDefinition

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: GateSettings): void {
    const node = complete(migrate(stored, migrations))
    const typed: [string, TypeChoice[]][] = [
        ['questions', questionTypes([], node.questions)],
        ['record', ['msg', 'flow', 'global', 'env', 'jsonata', 'str']],
        ['answers', ['msg', rowType(), 'flow', 'global', 'jsonata', plainType('none', 'nothing')]],
        [
            'deal',
            [
                plainType('found', 'found'),
                plainType('none', 'noDeal'),
                'msg',
                rowType(),
                'flow',
                'global',
                'jsonata',
                'str'
            ]
        ]
    ]
    for (const [field, types] of typed)
        $(`#node-input-${field}`).typedInput({ types, typeField: $(`#node-input-${field}Type`) })

    const shown = new ShownQuestions(node.questions)
    const handbook = $('#node-input-handbook')
    handbook.on('change', () => void shown.load(handbook.val()))
    void shown.load(node.handbook)

    const operation = $('#node-input-operation')
    operation.on('change', () => showRowsOf(operation.val() as Operation))
    showRowsOf(node.operation)
}

/** Fills in what a flow written by hand leaves out, in the dialog's plain fields too. */
function complete(stored: GateSettings): GateSettings {
    const given = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined))
    for (const [field, value] of Object.entries(defaults)) {
        if (!(field in given) && typeof value === 'string') $(`#node-input-${field}`).val(value)
    }
    return { ...defaults, ...given }
}

/** A type without a value. */
function plainType(value: string, word: string): EditorWidgetTypedInputTypeDefinition {
    return { value, label: words(`type.${word}`), hasValue: false }
}

/** What the question set may be: one of the edition, or whatever a message names. */
function questionTypes(sets: readonly QuestionSetChoice[], stored: string): TypeChoice[] {
    const options = sets.map(({ value, label }) => ({ value, label }))
    // What is stored stays a choice, also when the edition lacks it or could not be read.
    if (stored !== '' && !options.some(({ value }) => value === stored))
        options.push({ value: stored, label: stored })
    return [
        { value: 'set', label: words('type.set'), icon: 'fa fa-question-circle-o', options },
        'msg',
        rowType(),
        'flow',
        'global',
        'env',
        'jsonata'
    ]
}

/** The list of question sets, and below it the questions of the chosen one. */
class ShownQuestions {
    #sets: readonly QuestionSetChoice[] = []
    #request = 0
    readonly #stored: string
    readonly #input = $('#node-input-questions')

    constructor(stored: string) {
        this.#stored = stored
        this.#input.on('change', () => this.#show())
    }

    /** Asks for the sets of a handbook, deployed or not. */
    async load(handbook: unknown): Promise<void> {
        const request = ++this.#request
        const node = isChosen(handbook) ? RED.nodes.node(handbook) : null
        const { edition, overrides } = (node ?? {}) as { edition?: unknown; overrides?: unknown }
        try {
            const sets = await postAdmin<QuestionSetChoice[]>('handbook/questions', { edition, overrides })
            if (request !== this.#request) return
            this.#sets = sets
            this.#offer()
        } catch (error) {
            if (request !== this.#request) return
            this.#sets = []
            const reason = error instanceof AdminError ? error.reason : ''
            $('#qualification-gate-questions')
                .empty()
                .append(failure(words('questionsFailed', { reason })))
        }
    }

    #offer(): void {
        const [value, type] = [this.#input.typedInput('value'), this.#input.typedInput('type')]
        this.#input.typedInput('types', questionTypes(this.#sets, type === 'set' ? value : this.#stored))
        this.#input.typedInput('type', type)
        this.#input.typedInput('value', value)
        this.#show()
    }

    #show(): void {
        const box = $('#qualification-gate-questions').empty()
        if (this.#input.typedInput('type') !== 'set' || this.#sets.length === 0) return
        const chosen = this.#sets.find(({ value }) => value === this.#input.typedInput('value'))
        if (!chosen) {
            box.append(failure(words('noSuchSet')))
            return
        }
        const list = $('<ol>').appendTo(box)
        for (const { key, label } of chosen.questions)
            $('<li>').append($('<span>').text(label), ' ', $('<code>').text(key)).appendTo(list)
        const { rule } = chosen
        $('<div>')
            .text(words(chosen.inNotes ? 'countInNotes' : 'countAnywhere', { rule }))
            .appendTo(box)
    }
}

function failure(text: string): JQuery {
    return $('<div>', { class: 'qualification-gate-failed' }).text(text)
}

/** Shows the rows that count for the operation, and its one-line description. */
function showRowsOf(operation: Operation): void {
    $('.qualification-gate-writing').toggle(operation !== 'check')
    $('#qualification-gate-about').text(words(`about.${operation}`))
}
