import type { EditorNodeProperties, EditorRED } from 'node-red'
import {
    edited,
    numbered,
    reasonAgainst,
    reasonsAgainstMapping,
    validator,
    wordsOf,
    type MappedValue
} from '../shared/editor'
import type { ContactSettings, FilterRow, Operation } from './config'
import { openDialog, type ReadLists } from './dialog'
import { reasonsAgainstFilters } from './filter-list'

declare const RED: EditorRED

type Properties = EditorNodeProperties & ContactSettings

const words = wordsOf('hubspot-contact')

/** Of the dialog that is open. */
let readLists: ReadLists | null = null

RED.nodes.registerType<Properties>('hubspot-contact', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'hubspot-contact.svg',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: true },
        operation: { value: 'upsert', required: true },
        record: {
            value: 'payload',
            validate: validator((node: Properties, value: string) => {
                const isUsed = !isOperation(node, 'search', 'undo')
                return !isUsed || (reasonAgainst({ value, type: edited(node, 'recordType') }) ?? true)
            })
        },
        recordType: { value: 'msg' },
        change: {
            value: 'hubspot',
            validate: validator((node: Properties, value: string) => {
                const isUsed = isOperation(node, 'undo')
                return !isUsed || (reasonAgainst({ value, type: edited(node, 'changeType') }) ?? true)
            })
        },
        changeType: { value: 'msg' },
        matchBy: {
            value: 'email',
            validate: validator((node: Properties, value: string) => {
                const isUsed = isOperation(node, 'upsert', 'update', 'get', 'archive')
                return !isUsed || value.trim() !== '' || words('reason.matchBy')
            })
        },
        mapping: {
            value: [],
            validate: validator((node: Properties, rows: MappedValue[]) => {
                const isUsed = isOperation(node, 'upsert', 'create', 'update')
                return !isUsed || numbered(reasonsAgainstMapping(rows))
            })
        },
        blank: { value: 'leave' },
        onlyEmpty: { value: false },
        dryRun: { value: false },
        properties: {
            value: ['email', 'firstname', 'lastname', 'lifecyclestage', 'hs_lead_status', 'hubspot_owner_id']
        },
        history: { value: [] },
        notFound: { value: 'error' },
        filters: {
            value: [],
            validate: validator((node: Properties, rows: FilterRow[]) => {
                return !isOperation(node, 'search') || numbered(reasonsAgainstFilters(rows))
            })
        },
        query: {
            value: '',
            validate: validator((node: Properties, value: string) => {
                const isUsed = isOperation(node, 'search')
                return !isUsed || (reasonAgainst({ value, type: edited(node, 'queryType') }) ?? true)
            })
        },
        queryType: { value: 'str' },
        limit: {
            value: '',
            validate: validator((node: Properties, value: string) => {
                const type = edited(node, 'limitType')
                if (!isOperation(node, 'search')) return true
                if (type !== 'num') return reasonAgainst({ value, type }) ?? true
                return /^([1-9]\d*|\$\{.+\})?$/.test(value) || words('reason.limit')
            })
        },
        limitType: { value: 'num' },
        output: { value: 'array' },
        version: { value: 1 }
    },
    inputs: 1,
    outputs: 1,
    paletteLabel: 'contact',
    label() {
        return this.name || words(`label.${this.operation ?? 'upsert'}`)
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    inputLabels() {
        return words(this.operation === 'search' ? 'port.trigger' : 'port.input')
    },
    outputLabels() {
        return words('port.output')
    },
    oneditprepare() {
        readLists = openDialog(this)
    },
    oneditsave() {
        if (readLists) Object.assign(this, readLists(), { version: 1 })
    }
})

function isOperation(node: Properties, ...operations: Operation[]): boolean {
    return operations.some((operation) => operation === edited(node, 'operation'))
}
