import type { BoardAnswer, BoardStageEntry } from './read-board'

const titles = ['Stage', 'Probability', 'Deals', 'Amount', 'Weighted', 'Overdue', 'Expired']

/** The board as a Markdown table, with the sum of what is open in the last row. Pure. */
export function tableOf({
    columns,
    open,
    currency
}: Pick<BoardAnswer, 'columns' | 'open' | 'currency'>): string {
    const count =
        (wanted: (deal: BoardStageEntry['deals'][number]) => boolean) => (column: BoardStageEntry) =>
            column.deals.filter(wanted).length
    const [overdue, expired] = [count((deal) => deal.overdue), count((deal) => deal.expired)]
    const total = (of: (column: BoardStageEntry) => number) =>
        columns.reduce((sum, column) => sum + of(column), 0)
    const rows = [
        ...columns.map((column) => [
            column.label,
            column.probability === null ? '' : percent(column.probability),
            column.count,
            money(column.amount),
            money(column.weighted),
            overdue(column),
            expired(column)
        ]),
        ['Open', '', open.count, money(open.amount), money(open.weighted), total(overdue), total(expired)]
    ]
    const head = titles.map((title) =>
        title === 'Amount' || title === 'Weighted' ? `${title} ${currency}`.trim() : title
    )
    const line = (cells: readonly (string | number)[]) => `| ${cells.map(cell).join(' | ')} |`
    return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
        '\n'
    )
}

function cell(value: string | number): string {
    return String(value)
        .replaceAll(/\s+/g, ' ')
        .replaceAll('|', String.raw`\|`)
}

function percent(probability: number): string {
    return `${Math.round(probability * 1000) / 10} %`
}

function money(amount: number): string {
    return amount.toLocaleString('en-US', { maximumFractionDigits: 2 })
}
