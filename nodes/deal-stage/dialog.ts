import type { EditorWidgetTypedInputTypeDefinition } from 'node-red'
import {
    complete,
    followHandbook,
    offerTypes,
    rowType,
    type TypeChoice,
    withStored,
    wordsOf
} from '../shared/editor'
import { migrate } from '../shared/migrate'
import type { Choice, DealChoices } from './choices'
import { defaults, migrations, type DealSettings, type Operation } from './config'

const words = wordsOf('deal-stage')

/** Reads what Node-RED itself does not read. */
export type ReadDialog = () => Pick<DealSettings, 'entails'>

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: DealSettings): ReadDialog {
    const node = complete(migrate(stored, migrations), defaults)
    const typed: [string, TypeChoice[]][] = [
        ['record', ['msg', 'flow', 'global', 'env', 'jsonata', 'str']],
        ['stage', stageTypes([], node.stage)],
        ['deal', ['msg', rowType(), 'flow', 'global', 'jsonata', 'json', nothing()]],
        ['confirmed', confirmedTypes([], node.confirmed)]
    ]
    for (const [field, types] of typed)
        $(`#node-input-${field}`).typedInput({ types, typeField: $(`#node-input-${field}Type`) })
    const dialog = new DealDialog(node)
    const note = $('#deal-stage-choices')
    followHandbook<DealChoices>({
        path: 'deals',
        stored: node.handbook,
        note,
        offer(choices) {
            note.hide()
            dialog.offer(choices)
        },
        fail(reason) {
            note.text(words('choicesFailed', { reason })).show()
            dialog.offerNothing()
        }
    })
    return () => ({ entails: dialog.entails() })
}

function nothing(): EditorWidgetTypedInputTypeDefinition {
    return { value: 'none', label: words('type.nothing'), hasValue: false }
}

function stageTypes(stages: readonly Choice[], stored: string): TypeChoice[] {
    const options = withStored(stages, stored)
    const list = { value: 'stage', label: words('type.stage'), icon: 'fa fa-columns', options }
    return [list, 'msg', rowType(), 'flow', 'global', 'env', 'jsonata', 'str']
}

function confirmedTypes(requirements: readonly Choice[], stored: string): TypeChoice[] {
    const list = {
        value: 'requirement',
        label: words('type.requirement'),
        icon: 'fa fa-check-square-o',
        multiple: true,
        options: withStored(requirements, stored)
    } as EditorWidgetTypedInputTypeDefinition
    return [nothing(), list, 'msg', rowType(), 'flow', 'global', 'jsonata']
}

/** What depends on the handbook and the operation: lists, tick boxes, rows. */
class DealDialog {
    #choices: DealChoices | null = null
    readonly #entails: Record<string, boolean>
    readonly #operation = $('#node-input-operation')
    readonly #stage = $('#node-input-stage')

    constructor({ operation, entails }: DealSettings) {
        this.#entails = { ...entails }
        this.#operation.val(operation)
        this.#operation.on('change', () => this.#show())
        this.#stage.on('change', () => this.#show())
        this.#show()
    }

    entails(): Record<string, boolean> {
        return { ...this.#entails }
    }

    offer(choices: DealChoices): void {
        this.#choices = choices
        const { stages, requirements } = choices
        offerTypes(this.#stage, stageTypes(stages, this.#listed('stage', 'stage')))
        const confirmed = this.#listed('confirmed', 'requirement')
        offerTypes($('#node-input-confirmed'), confirmedTypes(requirements, confirmed))
        this.#show()
    }

    /** No handbook could be read. */
    offerNothing(): void {
        this.#choices = null
        this.#show()
    }

    /** What is chosen in a field's own list. */
    #listed(field: string, type: string): string {
        const input = $(`#node-input-${field}`)
        return input.typedInput('type') === type ? input.typedInput('value') : ''
    }

    /** Shows the rows that count for the operation, and what the stage entails. */
    #show(): void {
        const operation = this.#operation.val() as Operation
        for (const row of $('.deal-stage [data-for]').toArray())
            $(row).toggle(($(row).attr('data-for') ?? '').split(' ').includes(operation))
        $('#deal-stage-about').text(words(`about.${operation}`))
        $('#deal-stage-record').text(words(operation === 'open' ? 'label.contact' : 'label.deal'))
        const box = $('#deal-stage-entails').empty()
        const stage = this.#stageOf(operation)
        const offered = (this.#choices?.entailments ?? []).filter(
            (one) => stage === null || one.stage === stage
        )
        if (this.#choices && offered.length === 0) box.text(words('nothingEntailed'))
        for (const { value, label, rule, byDefault } of offered) {
            const tick = $('<input>', { type: 'checkbox', 'data-entails': value })
                .prop('checked', this.#entails[value] ?? byDefault)
                .on('change', () => (this.#entails[value] = tick.prop('checked') === true))
            $('<label>')
                .append(tick, document.createTextNode(`${label} (${rule})`))
                .appendTo(box)
        }
    }

    /** The stage that the node leads to; null when a message says so. */
    #stageOf(operation: Operation): string | null {
        if (!this.#choices) return null
        if (operation === 'open') return this.#choices.opening
        if (operation === 'review') return null
        if (operation === 'move') return this.#listed('stage', 'stage') || null
        return this.#choices.stages.find(({ closed }) => closed === operation)?.value ?? null
    }
}
