import type { CallRow, LogAnswer } from './answers'
import { api } from './client'
import { h, setText } from './dom'
import { either, emptyState, heading, type View } from './view'
import { moment, number, t, type Word } from './words'

const kinds: Record<CallRow['kind'], Word> = { read: 'read', write: 'write', search: 'searchKind' }

/** Every call to the sandbox's API: how few they are is half of what the nodes are for. */
export function callsView(): View {
    const figures = Object.entries(kinds).map(([kind, word]) => {
        const figure = h('dd')
        return { kind: kind as CallRow['kind'], figure, element: h('div', {}, h('dt', {}, t(word)), figure) }
    })
    const newest = h('p', { class: 'count' })
    const body = h('tbody')
    const content = h(
        'div',
        {},
        h(
            'div',
            { class: 'toolbar' },
            h('dl', { class: 'figures' }, ...figures.map(({ element }) => element)),
            newest
        ),
        h(
            'div',
            { class: 'scroll' },
            h(
                'table',
                { class: 'calls', 'aria-label': t('calls') },
                h(
                    'thead',
                    {},
                    h(
                        'tr',
                        {},
                        heading('time'),
                        heading('kind', 'wide'),
                        heading('method'),
                        heading('path'),
                        heading('httpStatus'),
                        heading('inputs', 'figure')
                    )
                ),
                body
            )
        )
    )
    const empty = emptyState('noCalls', 'noCallsText')
    const choose = either(content, empty)

    function show({ counts, calls }: LogAnswer): void {
        choose(calls.length === 0)
        for (const { kind, figure } of figures) setText(figure, number(counts[kind]))
        newest.hidden = calls.length === counts.read + counts.write + counts.search
        setText(newest, t('newestCalls', { count: calls.length }))
        body.replaceChildren(...calls.map(callRow))
    }
    return {
        element: h('section', { 'aria-label': t('calls') }, content, empty),
        async refresh() {
            show(await api.log())
        },
        follows: 'logMark'
    }
}

function callRow({ at, kind, method, path, status, inputs }: CallRow): HTMLElement {
    const outcome = status < 300 ? 'good' : status < 500 && status >= 300 ? 'refused' : 'bad'
    return h(
        'tr',
        {},
        h('td', { class: 'moment' }, moment(at, 'time')),
        h('td', { class: 'wide' }, t(kinds[kind])),
        h('td', {}, method),
        h('td', { class: 'path' }, path),
        h('td', { class: outcome }, String(status)),
        h('td', { class: 'figure' }, number(inputs))
    )
}
