import {
    attachPropertyPicker,
    complete,
    followHandbook,
    PropertyCatalog,
    showCatalogState,
    wordsOf
} from '../shared/editor'
import { migrate } from '../shared/migrate'
import type { RuleChoice } from './answers'
import { defaults, migrations, type AuditSettings } from './config'

const words = wordsOf('handbook-audit')

/** Reads what Node-RED itself does not read. */
export type ReadDialog = () => Pick<AuditSettings, 'without'>

/** Prepares the dialog. @param stored the node as Node-RED holds it */
export function openDialog(stored: AuditSettings): ReadDialog {
    const node = complete(migrate(stored, migrations), defaults)
    const everything = { value: 'none', label: words('type.everything'), hasValue: false }
    $('#node-input-since').typedInput({
        types: [everything, 'msg', 'flow', 'global'],
        typeField: '#node-input-sinceType'
    })
    const nothing = { value: 'none', label: words('type.nothing'), hasValue: false }
    $('#node-input-known').typedInput({
        types: [nothing, 'msg', 'flow', 'global', 'json', 'jsonata', 'env'],
        typeField: '#node-input-knownType'
    })
    const rules = new RuleList(node.without)
    const note = $('#handbook-audit-choices')
    followHandbook<{ rules: RuleChoice[] }>({
        path: 'audit',
        stored: node.handbook,
        note,
        offer(choices) {
            note.hide()
            rules.offer(choices.rules)
        },
        fail: (reason) => note.text(words('choicesFailed', { reason })).show()
    })

    const catalog = new PropertyCatalog('contacts')
    attachPropertyPicker($('#node-input-subscription'), catalog)
    const account = $('#node-input-account')
    showCatalogState($('#handbook-audit-catalog'), catalog, () => void catalog.load(account.val(), true))
    account.on('change', () => void catalog.load(account.val()))
    void catalog.load(node.account)
    return () => ({ without: rules.without() })
}

/** Tick boxes for the rules of the chosen handbook, by chapter. */
class RuleList {
    readonly #without: Set<string>
    readonly #box = $('#handbook-audit-rules')

    constructor(without: readonly string[]) {
        this.#without = new Set(without)
    }

    /** The rules that are not looked at; also those that only another edition has. */
    without(): string[] {
        return [...this.#without].toSorted()
    }

    offer(rules: readonly RuleChoice[]): void {
        this.#box.empty()
        const chapters = [...new Set(rules.map(({ id }) => chapterOf(id)))]
        for (const chapter of chapters) {
            const own = rules.filter(({ id }) => chapterOf(id) === chapter)
            const whole = tick().attr('data-chapter', chapter)
            const boxes = own.map(({ id }) =>
                tick().attr('data-rule', id).prop('checked', !this.#without.has(id))
            )
            const follow = () => {
                const count = own.filter(({ id }) => !this.#without.has(id)).length
                whole.prop({ checked: count > 0, indeterminate: count > 0 && count < own.length })
            }
            const choose = (id: string, isOn: boolean) =>
                isOn ? this.#without.delete(id) : this.#without.add(id)
            whole.on('change', () => {
                const isOn = whole.prop('checked') === true
                for (const { id } of own) choose(id, isOn)
                for (const box of boxes) box.prop('checked', isOn)
                follow()
            })
            $('<label class="handbook-audit-chapter">')
                .append(whole, $('<span>').text(words(`chapter.${chapter}`)))
                .appendTo(this.#box)
            for (const [index, { id, says }] of own.entries()) {
                const box = boxes[index] ?? tick()
                box.on('change', () => {
                    choose(id, box.prop('checked') === true)
                    follow()
                })
                $('<label>').append(box, $('<span>').text(id), $('<span>').text(says)).appendTo(this.#box)
            }
            follow()
        }
    }
}

function tick(): JQuery {
    return $('<input type="checkbox">')
}

function chapterOf(rule: string): string {
    return rule.replace(/-.*$/, '')
}
