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
import type { Choice, StatusChoices } from './choices'
import { defaults, migrations, type TimerSettings } from './config'

const words = wordsOf('lead-status-timer')

/** Reads what Node-RED itself does not read. */
export type ReadDialog = () => Pick<TimerSettings, 'timers'>

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: TimerSettings): ReadDialog {
    const node = complete(migrate(stored, migrations), defaults)
    const typed: [string, TypeChoice[]][] = [
        ['record', ['msg', 'flow', 'global', 'env', 'jsonata', 'str']],
        ['event', eventTypes([], node.event)],
        ['leadStatus', statusTypes([], node.leadStatus)],
        ['reason', ['msg', rowType(), 'flow', 'global', 'jsonata', 'str', plain('none')]]
    ]
    for (const [field, types] of typed)
        $(`#node-input-${field}`).typedInput({ types, typeField: $(`#node-input-${field}Type`) })
    const dialog = new TimerDialog(node)
    const note = $('#lead-status-timer-choices')
    followHandbook<StatusChoices>({
        path: 'lead-status',
        stored: node.handbook,
        note,
        offer(choices) {
            note.hide()
            dialog.offer(choices)
        },
        fail: (reason) => note.text(words('choicesFailed', { reason })).show()
    })
    return () => ({ timers: dialog.timers() })
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

/** What depends on handbook, mode and schedule: lists, clocks, rows. */
class TimerDialog {
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

    offer({ events, statuses, timers }: StatusChoices): void {
        offerTypes($('#node-input-event'), eventTypes(events, this.#listed('event', 'event')))
        offerTypes($('#node-input-leadStatus'), statusTypes(statuses, this.#listed('leadStatus', 'status')))
        this.#all = timers
        this.#drawTimers()
    }

    /** What is chosen in a field's own list. */
    #listed(field: 'event' | 'leadStatus', list: 'event' | 'status'): string {
        const input = $(`#node-input-${field}`)
        return input.typedInput('type') === list ? input.typedInput('value') : ''
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
