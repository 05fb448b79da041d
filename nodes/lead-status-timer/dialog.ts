import type { EditorRED, EditorWidgetTypedInputType, EditorWidgetTypedInputTypeDefinition } from 'node-red'
import { AdminError, isChosen, postAdmin, rowType, wordsOf } from '../shared/editor'
import { migrate } from '../shared/migrate'
import type { Choice, StatusChoices } from './choices'
import { defaults, migrations, type TimerSettings } from './config'

declare const RED: EditorRED

const words = wordsOf('lead-status-timer')

/** Reads what Node-RED itself does not read. */
export type ReadDialog = () => Pick<TimerSettings, 'timers'>

type TypeChoice = EditorWidgetTypedInputType | EditorWidgetTypedInputTypeDefinition

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: TimerSettings): ReadDialog {
    const node = complete(migrate(stored, migrations))
    const typed: [string, TypeChoice[]][] = [
        ['record', ['msg', 'flow', 'global', 'env', 'jsonata', 'str']],
        ['event', eventTypes([], node.event)],
        ['status', statusTypes([], node.status)],
        ['reason', ['msg', rowType(), 'flow', 'global', 'jsonata', 'str', plain('none')]]
    ]
    for (const [field, types] of typed)
        $(`#node-input-${field}`).typedInput({ types, typeField: $(`#node-input-${field}Type`) })
    const dialog = new TimerDialog(node)
    const handbook = $('#node-input-handbook')
    handbook.on('change', () => void dialog.load(handbook.val()))
    void dialog.load(node.handbook)
    return () => ({ timers: dialog.timers() })
}

/** Fills in what a flow written by hand leaves out, in the dialog's plain fields too. */
function complete(stored: TimerSettings): TimerSettings {
    const given = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined))
    for (const [field, value] of Object.entries(defaults)) {
        if (field in given) continue
        if (typeof value === 'string') $(`#node-input-${field}`).val(value)
        else if (typeof value === 'boolean') $(`#node-input-${field}`).prop('checked', value)
    }
    return { ...defaults, ...given }
}

/** A type that stands for itself. */
function plain(type: 'none' | 'auto'): EditorWidgetTypedInputTypeDefinition {
    return { value: type, label: words(`type.${type}`), hasValue: false }
}

function eventTypes(events: readonly Choice[], stored: string): TypeChoice[] {
    const options = withStored(events, stored)
    const list = { value: 'event', label: words('type.event'), icon: 'fa fa-bolt', options }
    return [plain('auto'), list, 'msg', rowType(), 'flow', 'global', 'env', 'jsonata', 'str']
}

function statusTypes(statuses: readonly Choice[], stored: string): TypeChoice[] {
    const options = withStored(statuses, stored)
    const list = { value: 'status', label: words('type.status'), icon: 'fa fa-flag-o', options }
    return [list, 'msg', rowType(), 'flow', 'global', 'env', 'jsonata', 'str']
}

/** Choices with what is stored, which stays offered when the edition lacks it or could not be read. */
function withStored(choices: readonly Choice[], stored: string): Choice[] {
    const isMissing = /^\w+$/.test(stored) && !choices.some(({ value }) => value === stored)
    return [...choices, ...(isMissing ? [{ value: stored, label: stored }] : [])]
}

/** What depends on handbook, mode and schedule: lists, clocks, rows. */
class TimerDialog {
    #request = 0
    /** The choices that are offered now, as JSON. */
    #shown = ''
    #all: readonly Choice[] = []
    #chosen: string
    readonly #mode = $('#node-input-mode')
    readonly #schedule = $('#node-input-schedule')

    constructor({ mode, schedule, timers }: TimerSettings) {
        this.#chosen = timers
        this.#mode.val(mode).on('change', () => this.#showRows())
        this.#schedule.val(schedule).on('change', () => this.#showRows())
        this.#showRows()
    }

    /** Keys of the chosen clocks; '' for all. */
    timers(): string {
        return this.#chosen
    }

    /** Asks for the choices of a handbook, deployed or not; offering the same again would close an open list. */
    async load(handbook: unknown): Promise<void> {
        const request = ++this.#request
        const note = $('#lead-status-timer-choices').text('').hide().attr('data-state', 'asking')
        const node = isChosen(handbook) ? RED.nodes.node(handbook) : null
        const { edition, overrides } = (node ?? {}) as { edition?: unknown; overrides?: unknown }
        try {
            const choices = await postAdmin<StatusChoices>('handbook/lead-status', { edition, overrides })
            if (request !== this.#request) return
            note.attr('data-state', 'ready')
            const shown = JSON.stringify(choices)
            if (shown === this.#shown) return
            this.#shown = shown
            this.#offer('event', eventTypes(choices.events, this.#listed('event')))
            this.#offer('status', statusTypes(choices.statuses, this.#listed('status')))
            this.#all = choices.timers
            this.#drawTimers()
        } catch (error) {
            if (request !== this.#request) return
            const reason = error instanceof AdminError ? error.reason : ''
            note.text(words('choicesFailed', { reason })).show()
        }
    }

    /** What is chosen in a field's own list. */
    #listed(field: 'event' | 'status'): string {
        const input = $(`#node-input-${field}`)
        return input.typedInput('type') === field ? input.typedInput('value') : ''
    }

    #offer(field: string, types: TypeChoice[]): void {
        const input = $(`#node-input-${field}`)
        const [value, type] = [input.typedInput('value'), input.typedInput('type')]
        input.typedInput('types', types)
        input.typedInput('type', type)
        input.typedInput('value', value)
    }

    /** A tick for each clock; with all of them ticked the node keeps whatever clocks the edition has. */
    #drawTimers(): void {
        const box = $('#lead-status-timer-timers').empty()
        if (this.#all.length === 0) box.text(words('noTimers'))
        const chosen = this.#chosen.split(',')
        for (const { value, label } of this.#all) {
            const tick = $('<input>', { type: 'checkbox', 'data-timer': value })
                .prop('checked', this.#chosen === '' || chosen.includes(value))
                .on('change', () => this.#readTimers())
            $('<label>').append(tick, document.createTextNode(label)).appendTo(box)
        }
    }

    #readTimers(): void {
        const ticked = $('#lead-status-timer-timers input:checked')
            .toArray()
            .map((tick) => String($(tick).attr('data-timer')))
        this.#chosen = ticked.length === this.#all.length ? '' : ticked.join(',') || 'none'
    }

    /** Shows the rows that count for the mode and its one-line description. */
    #showRows(): void {
        const mode = this.#mode.val() as TimerSettings['mode']
        const schedule = this.#schedule.val() as TimerSettings['schedule']
        const isSweep = mode === 'sweep'
        $('.lead-status-timer-one').toggle(!isSweep)
        $('.lead-status-timer-event').toggle(mode === 'event')
        $('.lead-status-timer-set').toggle(mode === 'set')
        $('.lead-status-timer-sweep').toggle(isSweep)
        $('.lead-status-timer-every').toggle(isSweep && (schedule === 'minutes' || schedule === 'hours'))
        $('.lead-status-timer-daily').toggle(isSweep && schedule === 'daily')
        $('.lead-status-timer-scheduled').toggle(isSweep && schedule !== 'off')
        $('#lead-status-timer-about').text(words(`about.${mode}`))
    }
}
