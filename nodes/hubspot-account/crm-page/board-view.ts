import type { BoardAnswer, BoardColumn, BoardDeal, BoardFigures, Labels } from './answers'
import { api } from './client'
import { h, keyedList, setText, type Item } from './dom'
import { labelOf } from './labels'
import { either, emptyState, type View } from './view'
import { moment, money, number, percent, t } from './words'

/** The deal board of one pipeline: a column per stage, and what they add up to. */
export function boardView(): View {
    let wanted: string | null = null
    const pipeline = h('select', {
        'aria-label': t('pipeline'),
        change: () => {
            wanted = pipeline.value
            // What goes wrong here goes wrong in the next poll too, which says so.
            void refresh().catch(() => undefined)
        }
    })
    const showPipelines = keyedList<PipelineChoice>(pipeline, ({ id }) => id, pipelineOption)
    const totals = totalsList()
    const board = h('div', { class: 'board' })
    const content = h('div', {}, h('div', { class: 'toolbar' }, pipeline, totals.element), board)
    const empty = emptyState('noDeals', 'noDealsText')
    const showColumns = keyedList<LabelledColumn>(board, ({ stage }) => JSON.stringify(stage), boardColumn)
    const choose = either(content, empty)
    let asked = 0

    async function refresh(): Promise<void> {
        const turn = ++asked
        const answer = await api.board(wanted)
        if (turn !== asked) return
        choose(answer.deals === 0)
        pipeline.hidden = answer.pipelines.length < 2
        showPipelines(answer.pipelines)
        pipeline.value = answer.pipeline ?? ''
        totals.show(answer)
        showColumns(answer.columns.map((column) => ({ ...column, labels: answer.labels })))
    }
    return {
        element: h('section', { 'aria-label': t('board') }, content, empty),
        refresh,
        follows: 'revision'
    }
}

type PipelineChoice = BoardAnswer['pipelines'][number]

function pipelineOption({ id }: PipelineChoice): Item<PipelineChoice> {
    const element = h('option', { value: id })
    return { element, show: ({ label, deals }) => setText(element, `${label} (${number(deals)})`) }
}

/** What is open, what that is worth by probability, what was won and lost. */
function totalsList() {
    const figures = (['openDeals', 'weighted', 'won', 'lost'] as const).map((word) => {
        const figure = h('dd')
        return { word, figure, element: h('div', {}, h('dt', {}, t(word)), figure) }
    })
    return {
        element: h('dl', { class: 'figures' }, ...figures.map(({ element }) => element)),
        show({ open, won, lost }: Record<'open' | 'won' | 'lost', BoardFigures>) {
            const amounts = {
                openDeals: open.amount,
                weighted: open.weighted,
                won: won.amount,
                lost: lost.amount
            }
            for (const { word, figure } of figures) setText(figure, money(amounts[word]))
        }
    }
}

interface LabelledColumn extends BoardColumn {
    labels: Labels
}

function boardColumn({ stage }: LabelledColumn): Item<LabelledColumn> {
    const title = h('h2')
    const sum = h('p', { class: 'sub' })
    const weight = h('p', { class: 'sub' })
    const cards = h('ul')
    const more = h('p', { class: 'sub' })
    const element = h('section', {}, h('header', {}, title, sum, weight), cards, more)
    const showDeals = keyedList<LabelledDeal>(
        cards,
        ({ id }) => id,
        ({ id }) => dealCard(id, stage === null)
    )
    return {
        element,
        show({ label, closed, probability, count, amount, weighted, deals, labels }) {
            const name = stage === null ? t('otherStage') : label || t('noName')
            setText(title, name)
            element.setAttribute('aria-label', name)
            element.classList.toggle('closed', closed)
            setText(sum, `${t('deals', { count })} · ${money(amount)}`)
            const isWeighed = !closed && probability !== null
            weight.hidden = !isWeighed
            if (isWeighed)
                setText(weight, `${percent(probability)} · ${t('weightedBy', { amount: money(weighted) })}`)
            showDeals(deals.map((deal) => ({ ...deal, labels })))
            more.hidden = count === deals.length
            setText(more, t('moreDeals', { count: count - deals.length }))
        }
    }
}

interface LabelledDeal extends BoardDeal {
    labels: Labels
}

/** @param tellStage the column does not say in which stage the deal is */
function dealCard(id: string, tellStage: boolean): Item<LabelledDeal> {
    const name = h('a', { href: `#board/${id}` })
    const amount = h('span', { class: 'amount' })
    const closes = h('span', { class: 'sub' })
    const owner = h('span', { class: 'sub' })
    const warning = h('span', { class: 'sub late' })
    const stage = h('code', { hidden: !tellStage })
    return {
        element: h(
            'li',
            {},
            name,
            h('div', {}, amount, closes),
            h('div', {}, owner, warning),
            h('div', {}, stage)
        ),
        show(deal) {
            setText(name, deal.name || t('noName'))
            setText(amount, deal.amount === null ? '–' : money(deal.amount))
            setText(closes, deal.closeDate === null ? t('noCloseDate') : moment(deal.closeDate, 'day'))
            setText(owner, labelOf(deal.labels, 'hubspot_owner_id', deal.owner))
            const warnings = [deal.overdue ? t('overdue') : '', deal.expired ? t('expired') : '']
            setText(warning, warnings.filter(Boolean).join(', '))
            setText(stage, deal.stage)
        }
    }
}
