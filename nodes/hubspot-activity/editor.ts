import type { EditorNodeProperties, EditorRED } from 'node-red'
import { edited, reasonAgainst, validator, wordsOf } from '../shared/editor'
import { usedBy, type ActivitySettings, type Operation, type TypedField } from './config'
import { openDialog, type ReadKinds } from './dialog'

declare const RED: EditorRED

type Properties = EditorNodeProperties & ActivitySettings

const words = wordsOf('hubspot-activity')

/** Of the dialog that is open. */
let readKinds: ReadKinds | null = null

/** Types of ours that need no value; an empty path of the record is the record itself. */
const free = new Set(['none', 'now', 'content', 'record', 'related', 'option', 'row', 'str'])

/** A typed input, when the operation uses it. */
const typedValue = (field: TypedField) =>
    validator((node: Properties, value: string) => {
        const type = edited(node, `${field}Type`)
        const isUsed = usedBy[field]?.includes(edited(node, 'operation') as Operation)
        if (!isUsed || free.has(type)) return true
        if (type === 'business') return /^\d{1,3}$/.test(value.trim()) || words('reason.business')
        if (type === 'duration')
            return /^P(?=\d|T\d)[\dYMWDTH]+$/i.test(value.trim()) || words('reason.duration')
        if (field === 'limit' && type === 'num')
            return /^([1-9]\d*|\$\{.+\})?$/.test(value) || words('reason.limit')
        return reasonAgainst({ value, type }) ?? true
    })

RED.nodes.registerType<Properties>('hubspot-activity', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'hubspot-activity.svg',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: true },
        handbook: { value: '', type: 'sales-handbook', required: false },
        operation: {
            value: 'note',
            required: true,
            // Node-RED does not ask the validator of a config node that may be left out.
            validate: validator(
                (node: Properties, operation: Operation) =>
                    !usedBy.handbook?.includes(operation) ||
                    /^[^_]/.test(edited(node, 'handbook')) ||
                    words('reason.handbook')
            )
        },
        objectType: { value: 'contacts' },
        record: { value: 'payload', validate: typedValue('record') },
        recordType: { value: 'msg' },
        also: { value: '', validate: typedValue('also') },
        alsoType: { value: 'none' },
        text: { value: 'text', validate: typedValue('text') },
        textType: { value: 'msg' },
        html: { value: false },
        subject: { value: 'subject', validate: typedValue('subject') },
        subjectType: { value: 'msg' },
        direction: { value: 'outgoing', validate: typedValue('direction') },
        directionType: { value: 'option' },
        outcome: { value: '', validate: typedValue('outcome') },
        outcomeType: { value: 'option' },
        from: { value: 'from', validate: typedValue('from') },
        fromType: { value: 'msg' },
        to: { value: 'to', validate: typedValue('to') },
        toType: { value: 'msg' },
        time: { value: '', validate: typedValue('time') },
        timeType: { value: 'now' },
        duration: { value: '', validate: typedValue('duration') },
        durationType: { value: 'none' },
        location: { value: '', validate: typedValue('location') },
        locationType: { value: 'str' },
        due: { value: '1', validate: typedValue('due') },
        dueType: { value: 'business' },
        timeZone: {
            value: '',
            validate: validator(
                (_node: Properties, value: string) => isZone(value) || words('reason.timeZone')
            )
        },
        holidays: { value: '', validate: typedValue('holidays') },
        holidaysType: { value: 'none' },
        priority: { value: '' },
        taskType: { value: 'todo' },
        owner: { value: '', validate: typedValue('owner') },
        ownerType: { value: 'record' },
        reference: { value: '', validate: typedValue('reference') },
        referenceType: { value: 'content' },
        kinds: {
            value: ['notes', 'emails', 'calls', 'meetings', 'tasks'],
            validate: validator(
                (node: Properties, kinds: string[]) =>
                    edited(node, 'operation') !== 'list' || kinds.length > 0 || words('reason.kinds')
            )
        },
        limit: { value: '', validate: typedValue('limit') },
        limitType: { value: 'num' },
        dryRun: { value: false },
        version: { value: 1 }
    },
    inputs: 1,
    outputs: 1,
    paletteLabel: 'activity',
    label() {
        return this.name || words(`operation.${this.operation ?? 'note'}`)
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    inputLabels() {
        return words('port.input')
    },
    outputLabels() {
        return words('port.output')
    },
    oneditprepare() {
        readKinds = openDialog(this)
    },
    oneditsave() {
        if (readKinds) Object.assign(this, { kinds: readKinds(), version: 1 })
    }
})

/** Whether a time zone is one; blank is the portal's. */
function isZone(value: string): boolean {
    if (value.trim() === '') return true
    try {
        return new Intl.DateTimeFormat('en-US', { timeZone: value.trim() }).resolvedOptions().timeZone !== ''
    } catch {
        return false
    }
}
