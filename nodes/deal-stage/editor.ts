import type { EditorNodeProperties, EditorRED } from 'node-red'
import { edited, reasonAgainst, validator, wordsOf } from '../shared/editor'
import type { DealSettings } from './config'
import { openDialog, type ReadDialog } from './dialog'

declare const RED: EditorRED

type Properties = EditorNodeProperties & DealSettings

const words = wordsOf('deal-stage')

/** Of the dialog that is open. */
let readDialog: ReadDialog | null = null

/** A typed input; types of our own need a choice or nothing. */
const typedValue = (
    typeField: `${'record' | 'stage' | 'deal' | 'confirmed'}Type`,
    isUsed: (node: Properties) => boolean = () => true
) =>
    validator((node: Properties, value: string) => {
        const type = edited(node, typeField)
        if (!isUsed(node) || type === 'none' || type === 'requirement') return true
        if (type === 'row' && value !== '') return true
        if (type === 'stage') return value !== '' || words('reason.stage')
        return reasonAgainst({ value, type }) ?? true
    })

/** Whether the operation leads a deal to a stage. */
const leads = (node: Properties) => !['review', 'board'].includes(edited(node, 'operation'))

RED.nodes.registerType<Properties>('deal-stage', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'deal-stage.svg',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: true },
        handbook: { value: '', type: 'sales-handbook', required: true },
        operation: { value: 'open', required: true },
        record: {
            value: 'payload',
            validate: typedValue('recordType', (node) => edited(node, 'operation') !== 'board')
        },
        recordType: { value: 'msg' },
        stage: {
            value: 'pocStarted',
            validate: typedValue('stageType', (node) => edited(node, 'operation') === 'move')
        },
        stageType: { value: 'stage' },
        deal: { value: 'deal', validate: typedValue('dealType', leads) },
        dealType: { value: 'msg' },
        confirmed: { value: '', validate: typedValue('confirmedType', leads) },
        confirmedType: { value: 'none' },
        allowSecond: { value: false },
        entails: { value: {} },
        ask: { value: true },
        repair: { value: 'report' },
        closedDays: {
            value: '90',
            validate: validator(
                (node: Properties, value: string) =>
                    edited(node, 'operation') !== 'board' ||
                    /^\s*\d{0,5}\s*$/.test(value) ||
                    words('reason.days')
            )
        },
        archived: { value: false },
        dryRun: { value: false },
        version: { value: 1 }
    },
    inputs: 1,
    outputs: 2,
    paletteLabel: 'deal',
    label() {
        return this.name || words(`label.${this.operation}`)
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    inputLabels() {
        return words('port.input')
    },
    outputLabels(index: number) {
        return words(index === 0 ? 'port.done' : 'port.refused')
    },
    oneditprepare() {
        readDialog = openDialog(this)
    },
    oneditsave() {
        if (readDialog) Object.assign(this, readDialog(), { version: 1 })
    }
})
