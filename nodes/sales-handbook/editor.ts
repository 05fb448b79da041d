import type { EditorNodeProperties, EditorRED } from 'node-red'
import { validator, wordsOf } from '../shared/editor'
import type { HandbookSettings } from './config'
import { openDialog, type OpenDialog } from './dialog'
import { knownIssue } from './draft'

declare const RED: EditorRED

type Properties = EditorNodeProperties & HandbookSettings

const words = wordsOf('sales-handbook')

/** Of the dialog that is open. */
let dialog: OpenDialog | null = null

function closeDialog(): void {
    dialog?.close()
    dialog = null
}

RED.nodes.registerType<Properties>('sales-handbook', {
    category: 'config',
    defaults: {
        name: { value: '' },
        account: { value: '', type: 'hubspot-account', required: false },
        edition: { value: '2023-12', required: true },
        overrides: {
            value: {},
            validate: validator((node: Properties, value: HandbookSettings['overrides']) => {
                if (typeof value === 'string') return words('json.invalid')
                const issue = knownIssue(node.edition, value)
                return issue === null || `${issue.path} ${issue.message}`.trim()
            })
        },
        version: { value: 1 }
    },
    label() {
        return this.name || words('label.handbook', { edition: this.edition })
    },
    oneditprepare() {
        dialog = openDialog(this)
    },
    oneditsave() {
        if (dialog) Object.assign(this, dialog.read())
        closeDialog()
    },
    oneditcancel: closeDialog,
    oneditdelete: closeDialog
})
