import type { EditorNodeProperties, EditorRED } from 'node-red'
import { edited, reasonAgainst, validator, wordsOf } from '../shared/editor'
import type { GateSettings, Operation } from './config'
import { openDialog } from './dialog'

declare const RED: EditorRED

type Properties = EditorNodeProperties & GateSettings

const words = wordsOf('qualification-gate')

/** The node's label by its operation; `label.record` is the field's. */
const labels: Partial<Record<Operation, string>> = { both: 'both', record: 'recordOnly', check: 'check' }

/** Types of our own that have no value. */
const valueless = new Set(['none', 'found'])

/** A typed input; types of our own need a choice or nothing. */
const typedValue = (typeField: `${'questions' | 'record' | 'answers' | 'deal'}Type`) =>
    validator((node: Properties, value: string) => {
        const type = edited(node, typeField)
        // An empty path of the record is the record itself.
        if (valueless.has(type) || type === 'row') return true
        if (type === 'set') return value !== '' || words('reason.questions')
        return reasonAgainst({ value, type }) ?? true
    })

RED.nodes.registerType<Properties>('qualification-gate', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'qualification-gate.svg',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: true },
        handbook: { value: '', type: 'sales-handbook', required: true },
        operation: { value: 'both', required: true },
        questions: { value: 'mqlToSql', validate: typedValue('questionsType') },
        questionsType: { value: 'set' },
        record: { value: 'payload', validate: typedValue('recordType') },
        recordType: { value: 'msg' },
        answers: { value: 'answers', validate: typedValue('answersType') },
        answersType: { value: 'msg' },
        deal: { value: '', validate: typedValue('dealType') },
        dealType: { value: 'found' },
        toProperties: { value: false },
        dryRun: { value: false },
        version: { value: 1 }
    },
    inputs: 1,
    outputs: 2,
    paletteLabel: 'qualification',
    label() {
        return this.name || words(`label.${labels[this.operation] ?? 'both'}`)
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    inputLabels() {
        return words('port.input')
    },
    outputLabels(index: number) {
        return words(index === 0 ? 'port.complete' : 'port.incomplete')
    },
    oneditprepare() {
        openDialog(this)
    },
    oneditsave() {
        this.version = 1
    }
})
