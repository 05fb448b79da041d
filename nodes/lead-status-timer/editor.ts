import type { EditorNodeProperties, EditorRED } from 'node-red'
import { edited, reasonAgainst, validator, wordsOf } from '../shared/editor'
import type { TimerSettings } from './config'
import { openDialog, type ReadDialog } from './dialog'

declare const RED: EditorRED

type Properties = EditorNodeProperties & TimerSettings

const words = wordsOf('lead-status-timer')

/** Of the dialog that is open. */
let readDialog: ReadDialog | null = null

/** A typed input that counts in some modes; types of our own need a choice or nothing. */
const typedValue = (
    typeField: `${'record' | 'event' | 'leadStatus' | 'reason'}Type`,
    ...counts: TimerSettings['mode'][]
) =>
    validator((node: Properties, value: string) => {
        const type = edited(node, typeField)
        const isUsed = counts.some((mode) => mode === edited(node, 'mode'))
        if (!isUsed || type === 'none' || type === 'auto') return true
        if (type === 'event' || type === 'status') return value !== '' || words(`reason.${type}`)
        if (type === 'row' && value !== '') return true
        return reasonAgainst({ value, type }) ?? true
    })

/** A text that counts when `isUsed` and must fit. */
const fitting = (
    field: 'every' | 'at' | 'workdays' | 'holidays' | 'timeZone',
    fits: (value: string) => boolean,
    isUsed: (node: Properties) => boolean = (node) => edited(node, 'mode') === 'sweep'
) =>
    validator(
        (node: Properties, value: string) =>
            !isUsed(node) || fits(String(value as unknown).trim()) || words(`reason.${field}`)
    )

const isScheduled =
    (...schedules: string[]) =>
    (node: Properties) =>
        edited(node, 'mode') === 'sweep' && schedules.includes(edited(node, 'schedule'))

function isZone(value: string): boolean {
    if (value === '') return true
    try {
        new Intl.DateTimeFormat('en', { timeZone: value }).format()
        return true
    } catch {
        return false
    }
}

RED.nodes.registerType<Properties>('lead-status-timer', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'lead-status-timer.svg',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: true },
        handbook: { value: '', type: 'sales-handbook', required: true },
        mode: { value: 'event', required: true },
        record: { value: 'payload', validate: typedValue('recordType', 'event', 'set') },
        recordType: { value: 'msg' },
        event: { value: '', validate: typedValue('eventType', 'event') },
        eventType: { value: 'auto' },
        leadStatus: { value: 'unqualified', validate: typedValue('leadStatusType', 'set') },
        leadStatusType: { value: 'status' },
        reason: { value: 'reason', validate: typedValue('reasonType', 'event', 'set') },
        reasonType: { value: 'msg' },
        timers: { value: '' },
        tell: { value: true },
        schedule: { value: 'off' },
        every: {
            value: '1',
            validate: fitting('every', (text) => /^[1-9]\d{0,4}$/.test(text), isScheduled('minutes', 'hours'))
        },
        at: {
            value: '06:00',
            validate: fitting('at', (text) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text), isScheduled('daily'))
        },
        atStart: { value: true },
        timeZone: { value: '', validate: fitting('timeZone', isZone, () => true) },
        workdays: {
            value: '1,2,3,4,5',
            validate: fitting('workdays', (text) => /^[1-7]([\s,;]+[1-7])*$/.test(text))
        },
        holidays: {
            value: '',
            validate: fitting('holidays', (text) => /^(\d{4}-\d\d-\d\d([\s,;]+|$))*$/.test(text))
        },
        dryRun: { value: false },
        version: { value: 1 }
    },
    inputs: 1,
    outputs: 3,
    paletteLabel: 'lead status',
    label() {
        return this.name || words(`name.${this.mode ?? 'event'}`)
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    inputLabels() {
        return words('port.input')
    },
    outputLabels(index: number) {
        return words(['port.changed', 'port.due', 'port.refused'][index] ?? 'port.changed')
    },
    oneditprepare() {
        readDialog = openDialog(this)
    },
    oneditsave() {
        if (readDialog) Object.assign(this, readDialog(), { version: 1 })
    }
})
