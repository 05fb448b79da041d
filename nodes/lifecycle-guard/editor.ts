import type { EditorNodeProperties, EditorRED } from 'node-red'
import { edited, reasonAgainst, validator, wordsOf } from '../shared/editor'
import type { GuardSettings } from './config'
import { openDialog, type ReadDialog } from './dialog'

declare const RED: EditorRED

type Properties = EditorNodeProperties & GuardSettings

const words = wordsOf('lifecycle-guard')

/** Of the dialog that is open. */
let readDialog: ReadDialog | null = null

/** A typed input that counts only when `isUsed`; types of our own need a choice. */
const typedValue = (typeField: keyof GuardSettings, isUsed: (node: Properties) => boolean = () => true) =>
    validator((node: Properties, value: string) => {
        const type = edited(node, typeField)
        if (!isUsed(node) || type === 'none') return true
        if (type === 'stage') return value !== '' || words('reason.stage')
        if (type === 'evidence') return value !== '' || words('reason.evidence')
        return type === 'row' || (reasonAgainst({ value, type }) ?? true)
    })

const asksFor = (what: string) => (node: Properties) =>
    edited(node, 'mode') !== 'review' && edited(node, 'decideBy') === what

RED.nodes.registerType<Properties>('lifecycle-guard', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'lifecycle-guard.svg',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: true },
        handbook: { value: '', type: 'sales-handbook', required: true },
        mode: { value: 'check', required: true },
        record: { value: 'payload', validate: typedValue('recordType') },
        recordType: { value: 'msg' },
        decideBy: { value: 'stage' },
        stage: { value: 'lead', validate: typedValue('stageType', asksFor('stage')) },
        stageType: { value: 'stage' },
        evidence: { value: 'demoRequest', validate: typedValue('evidenceType', asksFor('evidence')) },
        evidenceType: { value: 'evidence' },
        support: { value: '', validate: typedValue('supportType') },
        supportType: { value: 'none' },
        text: { value: '', validate: typedValue('textType') },
        textType: { value: 'none' },
        skip: { value: 'refuse' },
        repair: { value: 'report' },
        allowBackward: { value: false },
        dryRun: { value: false },
        properties: {
            value: ['email', 'firstname', 'lastname', 'lifecyclestage', 'hs_lead_status', 'hubspot_owner_id']
        },
        version: { value: 1 }
    },
    inputs: 1,
    outputs: 2,
    paletteLabel: 'lifecycle',
    label() {
        return this.name || words(`label.${this.mode}`)
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    inputLabels() {
        return words('port.input')
    },
    outputLabels(index: number) {
        return words(index === 0 ? 'port.allowed' : 'port.refused')
    },
    oneditprepare() {
        readDialog = openDialog(this)
    },
    oneditsave() {
        if (readDialog) Object.assign(this, readDialog(), { version: 1 })
    }
})
