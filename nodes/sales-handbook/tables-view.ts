import { wordsOf } from '../shared/editor'
import type { Table, TableField, TableRow } from './answers'
import type { Draft } from './draft'
import { durationWords } from './duration-words'
import { overrideAt, withOverride } from './overrides'

const words = wordsOf('sales-handbook')

/**
 * Shows the edition's tables, one section each, and writes what is typed into the draft's overrides.
 * @param box an empty element
 * @param language a BCP 47 tag for durations in words
 * @returns a function that shows the draft anew
 */
export function attachTables(box: JQuery, draft: Draft, language: string): () => void {
    let drawn = ''
    const showIssues = () => {
        box.find('.sales-handbook-cell').each((_index, element) => {
            const path = String($(element).data('path'))
            const issue = draft.issues.find((one) => one.path === path || one.path.startsWith(`${path}.`))
            $(element)
                .toggleClass('sales-handbook-invalid', issue !== undefined)
                .attr('title', issue?.message ?? '')
        })
    }
    const draw = () => {
        const open = new Set(
            box
                .children('details[open]')
                .toArray()
                .map((element) => String($(element).data('table')))
        )
        const isFirst = box.children().length === 0
        box.empty()
        for (const table of draft.tables) {
            const section = drawTable(table, draft, language, showIssues).appendTo(box)
            section.prop('open', isFirst ? table.id === 'lifecycleStages' : open.has(table.id))
        }
        showIssues()
    }
    return () => {
        // While somebody types in a cell only the marks change.
        const wanted = JSON.stringify([draft.edition, draft.tables])
        const isTyping = box.find(':focus').length > 0
        if (wanted === drawn && isTyping) showIssues()
        else draw()
        drawn = wanted
    }
}

function drawTable(table: Table, draft: Draft, language: string, showIssues: () => void): JQuery {
    const section = $('<details>', { class: 'sales-handbook-section' }).attr('data-table', table.id)
    const changed = $('<span>', { class: 'sales-handbook-count' })
    const count = () => {
        const rows = table.rows.filter((row) => table.fields.some((field) => isOverridden(draft, row, field)))
        changed.text(rows.length > 0 ? words('tables.changed', { count: rows.length }) : '')
    }
    $('<summary>')
        .text(words(`tables.${table.id}`))
        .append(changed)
        .appendTo(section)
    const grid = $('<table>').appendTo(section)
    const head = $('<tr>').appendTo($('<thead>').appendTo(grid))
    $('<th>').appendTo(head)
    for (const { name, kind } of table.fields)
        $('<th>', { class: `sales-handbook-column-${kind}` })
            .text(words(`field.${kind === 'text' ? name : kind}`))
            .appendTo(head)
    $('<th>').appendTo(head)
    const body = $('<tbody>').appendTo(grid)
    for (const row of table.rows)
        drawRow(row, table.fields, { draft, language, showIssues, count }).appendTo(body)
    count()
    return section
}

interface RowContext {
    draft: Draft
    language: string
    showIssues(): void
    count(): void
}

function drawRow(row: TableRow, fields: readonly TableField[], context: RowContext): JQuery {
    const { draft } = context
    const line = $('<tr>', { class: 'sales-handbook-row' }).attr('data-path', row.path)
    $('<td>', { class: 'sales-handbook-title' })
        .append($('<span>').text(row.title))
        .append($('<span>', { class: 'sales-handbook-rule', title: row.ruleText }).text(row.rule))
        .appendTo(line)
    const marks: (() => void)[] = []
    const mark = () => {
        const isChanged = fields.some((field) => isOverridden(draft, row, field))
        line.toggleClass('sales-handbook-changed', isChanged)
        reset.css('visibility', isChanged ? 'visible' : 'hidden')
        for (const each of marks) each()
        context.count()
        context.showIssues()
    }
    for (const field of fields) {
        const { cell, show } = drawCell(row, field, context, mark)
        marks.push(show)
        cell.appendTo(line)
    }
    const reset = $('<button>', {
        type: 'button',
        class: 'red-ui-button red-ui-button-small',
        title: words('tables.reset'),
        'aria-label': words('tables.reset')
    })
        .append($('<i>', { class: 'fa fa-undo' }))
        .on('click', () => {
            if (typeof draft.overrides === 'string') return
            let { overrides } = draft
            for (const { name } of fields)
                overrides = withOverride(overrides, `${row.path}.${name}`, undefined)
            draft.change(overrides)
            for (const field of fields)
                line.find(`[data-path="${row.path}.${field.name}"]`).val(shown(row.base[field.name], field))
            mark()
        })
    $('<td>').append(reset).appendTo(line)
    mark()
    return line
}

function drawCell(
    row: TableRow,
    field: TableField,
    { draft, language }: RowContext,
    changed: () => void
): { cell: JQuery; show: () => void } {
    const path = `${row.path}.${field.name}`
    const override = typeof draft.overrides === 'string' ? undefined : overrideAt(draft.overrides, path)
    const base = row.base[field.name] ?? null
    const isBound = field.name === 'value' || field.name === 'name'
    const input = $('<input>', {
        type: 'text',
        class: `sales-handbook-cell sales-handbook-${field.kind}`,
        spellcheck: false,
        placeholder: base === null && isBound ? words('tables.byLabel') : '',
        'aria-label': `${row.title}: ${words(`field.${field.kind === 'text' ? field.name : field.kind}`)}`
    })
        .attr('data-path', path)
        .val(shown(override === undefined ? base : override, field))
    const cell = $('<td>').append(input)
    const inWords = $('<span>', { class: 'sales-handbook-words' })
    if (field.kind === 'duration') cell.append(inWords)
    const show = () => {
        const text = durationWords(String(input.val()), language)
        inWords.text(text && row.businessDays ? words('tables.businessDays', { duration: text }) : text)
    }
    input.on('input', () => {
        if (typeof draft.overrides === 'string') return
        const typed = typedValue(String(input.val()), field)
        draft.change(withOverride(draft.overrides, path, typed === base ? undefined : typed))
        changed()
    })
    return { cell, show }
}

function isOverridden({ overrides }: Draft, row: TableRow, { name }: TableField): boolean {
    return typeof overrides !== 'string' && overrideAt(overrides, `${row.path}.${name}`) !== undefined
}

/** A value as its field shows it. */
export function shown(value: unknown, { kind }: TableField): string {
    if (kind === 'percent' && typeof value === 'number') return String(Math.round(value * 1e8) / 1e6)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What was typed, as the edition holds it: null for an empty field, the text itself where a number is none. */
export function typedValue(typed: string, { kind, name }: TableField): string | number | null {
    const text = typed.trim()
    if (kind === 'percent') {
        const number = Number(text.replace(',', '.').replace(/%$/, '') || Number.NaN)
        return Number.isFinite(number) ? Math.round(number * 1e6) / 1e8 : text
    }
    return text === '' && name === 'value' ? null : text
}
