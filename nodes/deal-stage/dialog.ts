import type { EditorRED, EditorWidgetTypedInputType, EditorWidgetTypedInputTypeDefinition } from 'node-red'
import { AdminError, isChosen, postAdmin, rowType, wordsOf } from '../shared/editor'
import { migrate } from '../shared/migrate'
import type { Choice, DealChoices } from './choices'
import { defaults, migrations, type DealSettings, type Operation } from './config'

declare const RED: EditorRED

const words = wordsOf('deal-stage')

/** Reads what Node-RED itself does not read. */
export type ReadDialog = () => Pick<DealSettings, 'entails'>

type TypeChoice = EditorWidgetTypedInputType | EditorWidgetTypedInputTypeDefinition

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: DealSettings): ReadDialog {
    const node = complete(migrate(stored, migrations))
    const typed: [string, TypeChoice[]][] = [
        ['record', ['msg', 'flow', 'global', 'env', 'jsonata', 'str']],
        ['stage', stageTypes([], node.stage)],
        ['deal', ['msg', rowType(), 'flow', 'global', 'jsonata', 'json', nothing()]],
        ['confirmed', confirmedTypes([], node.confirmed)]
    ]
    for (const [field, types] of typed)
        $(`#node-input-${field}`).typedInput({ types, typeField: $(`#node-input-${field}Type`) })
    const dialog = new DealDialog(node)
    const handbook = $('#node-input-handbook')
    handbook.on('change', () => void dialog.load(handbook.val()))
    void dialog.load(node.handbook)
    return () => ({ entails: dialog.entails() })
}

/** Fills in what a flow written by hand leaves out, in the dialog's plain fields too. */
function complete(stored: DealSettings): DealSettings {
    const given = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined))
    for (const [field, value] of Object.entries(defaults)) {
        if (field in given) continue
        if (typeof value === 'string') $(`#node-input-${field}`).val(value)
        else if (typeof value === 'boolean') $(`#node-input-${field}`).prop('checked', value)
    }
    return { ...defaults, ...given }
}

function nothing(): EditorWidgetTypedInputTypeDefinition {
    return { value: 'none', label: words('type.nothing'), hasValue: false }
}

/** Choices with those that are stored, which stay offered when the edition lacks them or could not be read. */
function withStored(choices: readonly Choice[], stored: string): Choice[] {
    const kept = stored
        .split(',')
        .filter((value) => /^\w+$/.test(value) && !choices.some((one) => one.value === value))
        .map((value) => ({ value, label: value }))
    return [...choices.map(({ value, label }) => ({ value, label })), ...kept]
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
    #request = 0
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

    /** Asks for the choices of a handbook, deployed or not. */
    async load(handbook: unknown): Promise<void> {
        const request = ++this.#request
        const note = $('#deal-stage-choices').text('').hide()
        const node = isChosen(handbook) ? RED.nodes.node(handbook) : null
        const { edition, overrides } = (node ?? {}) as { edition?: unknown; overrides?: unknown }
        try {
            const choices = await postAdmin<DealChoices>('handbook/deals', { edition, overrides })
            if (request !== this.#request) return
            // A list that somebody has open stays as it is when nothing new came.
            const isNew = JSON.stringify(choices) !== JSON.stringify(this.#choices)
            this.#choices = choices
            if (isNew) this.#offerAll(choices)
        } catch (error) {
            if (request !== this.#request) return
            this.#choices = null
            const reason = error instanceof AdminError ? error.reason : ''
            note.text(words('choicesFailed', { reason })).show()
        }
        this.#show()
    }

    #offerAll({ stages, requirements }: DealChoices): void {
        this.#offer('stage', stageTypes(stages, this.#listed('stage', 'stage')))
        this.#offer('confirmed', confirmedTypes(requirements, this.#listed('confirmed', 'requirement')))
    }

    /** What is chosen in a field's own list. */
    #listed(field: string, type: string): string {
        const input = $(`#node-input-${field}`)
        return input.typedInput('type') === type ? input.typedInput('value') : ''
    }

    #offer(field: string, types: TypeChoice[]): void {
        const input = $(`#node-input-${field}`)
        const [value, type] = [input.typedInput('value'), input.typedInput('type')]
        input.typedInput('types', types)
        input.typedInput('type', type)
        input.typedInput('value', value)
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
