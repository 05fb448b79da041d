import type { EditorNodeProperties, EditorRED } from 'node-red'
import { edited, validator, wordsOf } from '../shared/editor'
import { normalPath, shortestInterval, type TriggerSettings } from './config'
import { chosenEvents, openDialog, type ReadDialog } from './dialog'

declare const RED: EditorRED

type Properties = EditorNodeProperties & TriggerSettings

const words = wordsOf('hubspot-trigger')

/** Of the dialog that is open. */
let readDialog: ReadDialog | null = null

const isVariable = (value: unknown) => /^\$\{[A-Za-z_]\w*\}$/.test(String(value))
const polls = (node: Properties) => edited(node, 'source') === 'polling'

RED.nodes.registerType<Properties, { secret: string; has_secret?: boolean }>('hubspot-trigger', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'hubspot-trigger.svg',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: true },
        source: { value: 'polling', required: true },
        events: {
            value: ['contact.propertyChange'],
            validate: validator((node: Properties) =>
                chosenEvents(node).length > 0 ? true : words('reason.events')
            )
        },
        contactChanges: { value: ['lifecyclestage'] },
        dealChanges: { value: ['dealstage'] },
        contactProperties: {
            value: ['email', 'firstname', 'lastname', 'lifecyclestage', 'hs_lead_status', 'hubspot_owner_id']
        },
        dealProperties: {
            value: ['dealname', 'amount', 'closedate', 'pipeline', 'dealstage', 'hubspot_owner_id']
        },
        interval: {
            value: '60',
            validate: validator((node: Properties, value: string | number) => {
                const isGood = Number(value) >= shortestInterval && Number(value) <= 86_400
                return !polls(node) || isVariable(value) || isGood || words('reason.interval')
            })
        },
        begin: { value: 'now' },
        beginDate: {
            value: '',
            validate: validator((node: Properties, value: string) => {
                const isUsed = polls(node) && edited(node, 'begin') === 'date'
                return (
                    !isUsed ||
                    isVariable(value) ||
                    !Number.isNaN(Date.parse(value)) ||
                    words('reason.beginDate')
                )
            })
        },
        store: { value: '' },
        path: {
            value: '/hubspot/webhooks',
            validate: validator(
                (node: Properties, value: string) =>
                    polls(node) || isVariable(value) || normalPath(value) !== null || words('reason.path')
            )
        },
        url: {
            value: '',
            validate: validator((node: Properties, value: string) => {
                const isAddress = /^https?:\/\/\S+$/i.test(value) && URL.canParse(value)
                return polls(node) || value === '' || isVariable(value) || isAddress || words('reason.url')
            })
        },
        fetch: { value: true },
        version: { value: 1 }
    },
    credentials: {
        secret: { type: 'password' }
    },
    inputs: 0,
    outputs: 1,
    paletteLabel: 'trigger',
    label() {
        if (this.name) return this.name
        const [only, ...more] = this.events
        return only !== undefined && more.length === 0 ? words(`event.${only.replace('.', '_')}`) : 'trigger'
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    outputLabels() {
        return words('port.output')
    },
    oneditprepare() {
        readDialog = openDialog(this)
    },
    oneditsave() {
        if (readDialog) Object.assign(this, readDialog(), { version: 1 })
    }
})
