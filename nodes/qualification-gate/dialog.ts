import type { EditorWidgetTypedInputTypeDefinition } from 'node-red'
import { complete, followHandbook, offerTypes, rowType, type TypeChoice, wordsOf } from '../shared/editor'
import { migrate } from '../shared/migrate'
import type { QuestionSetChoice } from './choices'
import { defaults, migrations, type GateSettings, type Operation } from './config'

const words = wordsOf('qualification-gate')

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: GateSettings): void {
    const node = complete(migrate(stored, migrations), defaults)
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
    followHandbook<QuestionSetChoice[]>({
        path: 'questions',
        stored: node.handbook,
        note: $('#qualification-gate-questions'),
        offer: (sets) => shown.offer(sets),
        fail: (reason) => shown.fail(reason)
    })

    const operation = $('#node-input-operation')
    operation.on('change', () => showRowsOf(operation.val() as Operation))
    showRowsOf(node.operation)
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
    readonly #stored: string
    readonly #input = $('#node-input-questions')

    constructor(stored: string) {
        this.#stored = stored
        this.#input.on('change', () => this.#show())
    }

    offer(sets: readonly QuestionSetChoice[]): void {
        this.#sets = sets
        const isOurs = this.#input.typedInput('type') === 'set'
        offerTypes(this.#input, questionTypes(sets, isOurs ? this.#input.typedInput('value') : this.#stored))
        this.#show()
    }

    fail(reason: string): void {
        this.#sets = []
        $('#qualification-gate-questions')
            .empty()
            .append(failure(words('questionsFailed', { reason })))
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
