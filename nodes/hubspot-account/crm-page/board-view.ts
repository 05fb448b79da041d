import type { BoardColumn, BoardDeal } from './answers'
import { api } from './client'
import { h, keyedList, setText, type Item } from './dom'
import { either, emptyState, type View } from './view'
import { moment, number, t } from './words'

/** The deal board: a column per stage. */
export function boardView(): View {
    const board = h('div', { class: 'board' })
    const empty = emptyState('noDeals', 'noDealsText')
    const showColumns = keyedList<BoardColumn>(board, ({ stage }) => stage, boardColumn)
    const choose = either(board, empty)
    return {
        element: h('section', { 'aria-label': t('board') }, board, empty),
        async refresh() {
            const { deals, columns } = await api.board()
            choose(deals === 0)
            showColumns(columns)
        },
        follows: 'revision'
    }
}

function boardColumn(): Item<BoardColumn> {
    const title = h('h2')
    const sum = h('p', { class: 'sub' })
    const cards = h('ul')
    const more = h('p', { class: 'sub' })
    const element = h('section', {}, h('header', {}, title, sum), cards, more)
    const showDeals = keyedList<BoardDeal>(cards, ({ id }) => id, dealCard)
    return {
        element,
        show({ label, closed, count, amount, deals }) {
            setText(title, label || t('noName'))
            element.setAttribute('aria-label', label || t('noName'))
            element.classList.toggle('closed', closed)
            setText(sum, `${t('deals', { count })} · ${number(amount)}`)
            showDeals(deals)
            more.hidden = count === deals.length
            setText(more, t('moreDeals', { count: count - deals.length }))
        }
    }
}

function dealCard(): Item<BoardDeal> {
    const name = h('strong')
    const amount = h('span', { class: 'amount' })
    const closes = h('span', { class: 'sub' })
    return {
        element: h('li', {}, name, h('div', {}, amount, closes)),
        show(deal) {
            setText(name, deal.name || t('noName'))
            setText(amount, deal.amount === null ? '–' : number(deal.amount))
            setText(closes, deal.closeDate === '' ? t('noCloseDate') : moment(deal.closeDate, 'date'))
        }
    }
}
