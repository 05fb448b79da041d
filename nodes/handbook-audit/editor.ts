import type { EditorNodeProperties, EditorRED } from 'node-red'
import { edited, reasonAgainst, validator, wordsOf } from '../shared/editor'
import { daysIn, type AuditSettings } from './config'
import { openDialog, type ReadDialog } from './dialog'

declare const RED: EditorRED

type Properties = EditorNodeProperties & AuditSettings

const words = wordsOf('handbook-audit')

/** Of the dialog that is open. */
let readDialog: ReadDialog | null = null

const days = validator(
    (_node: Properties, value: string) => daysIn(value) !== undefined || words('reason.days')
)

const typedOrNone = (typeField: 'sinceType' | 'knownType') =>
    validator((node: Properties, value: string) => {
        const type = edited(node, typeField)
        return type === 'none' || (reasonAgainst({ value, type }) ?? true)
    })

RED.nodes.registerType<Properties>('handbook-audit', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'handbook-audit.svg',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: true },
        handbook: { value: '', type: 'sales-handbook', required: true },
        without: { value: [] },
        since: {
            value: '',
            validate: typedOrNone('sinceType')
        },
        sinceType: { value: 'none' },
        known: { value: '', validate: typedOrNone('knownType') },
        knownType: { value: 'none' },
        quietDays: { value: '14', validate: days },
        crossOverDays: { value: '30', validate: days },
        subscription: { value: '' },
        version: { value: 1 }
    },
    inputs: 1,
    outputs: 2,
    paletteLabel: 'audit',
    label() {
        return this.name || words('label.audit')
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    inputLabels() {
        return words('port.input')
    },
    outputLabels(index: number) {
        return words(index === 0 ? 'port.finding' : 'port.summary')
    },
    oneditprepare() {
        readDialog = openDialog(this)
    },
    oneditsave() {
        if (readDialog) Object.assign(this, readDialog(), { version: 1 })
    }
})
