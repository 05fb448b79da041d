import type { EditorRED } from 'node-red'
import { wordsOf } from '../shared/editor'
import { migrate } from '../shared/migrate'
import { attachCompare } from './compare-view'
import { migrations, type HandbookSettings } from './config'
import { Draft } from './draft'
import { isObject } from './overrides'
import { attachTables } from './tables-view'

declare const RED: EditorRED

const words = wordsOf('sales-handbook')

/** Node-RED's code editor and tabs, as far as they are used here; its types do not know them. */
interface CodeEditor {
    getValue(): string
    setValue(text: string): void
    getSession(): { on(event: 'change', listener: () => void): void }
    resize(): void
    destroy(): void
}
interface Widgets {
    editor: { createEditor(options: { id: string; mode: string; value: string }): CodeEditor }
    tabs: {
        create(options: { id: string; onchange(tab: { id: string }): void }): {
            addTab(tab: { id: string; label: string }): void
            activateTab(id: string): void
        }
    }
    i18n: { lang(): string }
}

/** An open dialog. */
export interface OpenDialog {
    read(): Pick<HandbookSettings, 'overrides' | 'version'>
    close(): void
}

const paneOf = {
    tables: 'sales-handbook-tables',
    json: 'sales-handbook-json',
    portal: 'sales-handbook-portal'
}

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: HandbookSettings): OpenDialog {
    const widgets = RED as unknown as Widgets
    const { edition, overrides } = migrate(stored, migrations)
    const draft = new Draft(edition, overrides)
    const code = widgets.editor.createEditor({
        id: 'sales-handbook-code',
        mode: 'ace/mode/json',
        value: written(draft.overrides)
    })
    let active = ''
    let isFilling = false
    code.getSession().on('change', () => {
        if (active === paneOf.json && !isFilling) draft.change(parsed(code.getValue()))
    })

    const box = $('#sales-handbook-tables-box')
    const showTables = attachTables(box, draft, widgets.i18n.lang())
    const tables = $('#sales-handbook-tables')
    const show = () => {
        const isText = typeof draft.overrides === 'string'
        tables.find('.sales-handbook-unusable').toggle(isText)
        box.toggle(!isText)
        showTables()
        showIssues(draft)
        fillEditions(draft)
    }
    draft.onJudged(show)
    attachCompare($('#sales-handbook-portal'), draft, () => $('#node-config-input-account').val())

    const tabs = widgets.tabs.create({
        id: 'sales-handbook-tabs',
        onchange({ id }) {
            $('#sales-handbook-panes').children().hide()
            $(`#${id}`).show()
            active = id
            if (id === paneOf.json) {
                isFilling = true
                if (typeof draft.overrides !== 'string') code.setValue(written(draft.overrides))
                isFilling = false
                code.resize()
            }
            if (id === paneOf.tables) show()
        }
    })
    for (const [name, id] of Object.entries(paneOf)) tabs.addTab({ id, label: words(`tab.${name}`) })
    tabs.activateTab(paneOf.tables)

    fillEditions(draft)
    $('#node-config-input-edition').on('change', function () {
        draft.edition = String($(this).val())
        void draft.judge()
    })
    void draft.judge()

    return {
        read: () => ({ overrides: draft.overrides, version: 1 }),
        close: () => code.destroy()
    }
}

/** Keeps an edition that this pack does not have, so that nothing is lost by opening the dialog. */
function fillEditions({ editions, edition }: Draft): void {
    const select = $('#node-config-input-edition')
    const known = editions.map(({ id, title }) => ({ id, text: `${id}: ${title}` }))
    if (!known.some(({ id }) => id === edition)) known.unshift({ id: edition, text: edition })
    const options = known.map(({ id, text }) => $('<option>', { value: id }).text(text))
    select
        .empty()
        .append(...options)
        .val(edition)
}

function showIssues({ issues, failure, overrides }: Draft): void {
    const box = $('#sales-handbook-issues').empty()
    const lines = issues.map(({ path, message }) => ({ path, message }))
    if (typeof overrides === 'string')
        lines.splice(0, lines.length, { path: '', message: words('json.invalid') })
    if (failure !== '') lines.push({ path: '', message: failure })
    for (const { path, message } of lines) {
        const line = $('<div>').appendTo(box)
        if (path !== '') $('<code>').text(path).appendTo(line)
        $('<span>').text(message).appendTo(line)
    }
    box.toggle(lines.length > 0)
}

function written(overrides: Draft['overrides']): string {
    return typeof overrides === 'string' ? overrides : JSON.stringify(overrides, null, 4)
}

/** @returns the text itself when it is no JSON object: nothing that was typed is lost */
function parsed(text: string): Draft['overrides'] {
    if (text.trim() === '') return {}
    try {
        const value: unknown = JSON.parse(text)
        return isObject(value) ? value : text
    } catch {
        return text
    }
}
