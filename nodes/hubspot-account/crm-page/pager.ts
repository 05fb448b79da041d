import { h, setText } from './dom'
import { number, t } from './words'

/** Rows of one page. */
export const pageSize = 50

/** Where the last page begins. */
export const lastOffset = (total: number): number =>
    Math.max(0, Math.floor((total - 1) / pageSize) * pageSize)

/** Buttons that turn the pages of a table. @param go is told where the wanted page begins */
export function pagerButtons(go: (offset: number) => void) {
    let at = { offset: 0, total: 0 }
    const button = (word: 'first' | 'previous' | 'next' | 'last', sign: string, target: () => number) =>
        h(
            'button',
            { type: 'button', 'aria-label': t(word), title: t(word), click: () => go(target()) },
            sign
        )
    const back = [
        button('first', '«', () => 0),
        button('previous', '‹', () => Math.max(0, at.offset - pageSize))
    ]
    const onward = [
        button('next', '›', () => at.offset + pageSize),
        button('last', '»', () => lastOffset(at.total))
    ]
    const page = h('span', { class: 'page' })
    const element = h('div', { class: 'pager' }, ...back, page, ...onward)
    return {
        element,
        show(offset: number, total: number) {
            at = { offset, total }
            element.hidden = total <= pageSize
            for (const each of back) each.disabled = offset === 0
            for (const each of onward) each.disabled = offset + pageSize >= total
            setText(page, `${number(offset / pageSize + 1)} / ${number(Math.ceil(total / pageSize))}`)
        }
    }
}
