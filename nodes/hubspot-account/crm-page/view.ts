import { h, setText } from './dom'
import { t, type Word } from './words'

/** One section of the page. */
export interface View {
    element: HTMLElement
    /** Asks for what is shown now and shows it. @throws CallFailed */
    refresh(): Promise<void>
    /** Which of the state's marks tells that there is something new. */
    follows: 'revision' | 'logMark' | 'findingsMark'
}

/** What a section shows while it has nothing to show. */
export function emptyState(title: Word, text: Word): HTMLElement {
    return h('div', { class: 'empty' }, h('h2', {}, t(title)), h('p', {}, t(text)))
}

/** Shows either the content or the note that there is none. */
export function either(content: HTMLElement, empty: HTMLElement): (isEmpty: boolean) => void {
    content.hidden = true
    empty.hidden = true
    return (isEmpty) => {
        content.hidden = isEmpty
        empty.hidden = !isEmpty
    }
}

/** A cell whose text follows a value. */
export function cell(className = ''): { element: HTMLTableCellElement; show(text: string): void } {
    const element = h('td', className ? { class: className } : {})
    return { element, show: (text) => setText(element, text) }
}

export function heading(word: Word, className = ''): HTMLTableCellElement {
    return h('th', { scope: 'col', ...(className ? { class: className } : {}) }, t(word))
}

/** A value that may be long: cut, with a button that shows the rest. */
export function longValue(value: string, limit = 160): HTMLElement {
    if (value === '') return h('span', { class: 'value none' }, t('empty'))
    if (value.length <= limit) return h('span', { class: 'value' }, value)
    const text = h('span', {}, `${value.slice(0, limit)}…`)
    const button = h(
        'button',
        {
            type: 'button',
            class: 'link',
            click: () => {
                setText(text, value)
                button.remove()
            }
        },
        t('showAll')
    )
    return h('span', { class: 'value' }, text, ' ', button)
}

/** Up and down go from record to record of a table. */
export function moveBetweenRows(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const row = (event.target as Element).closest('tr')
    const step = (from: Element | null | undefined) =>
        event.key === 'ArrowDown' ? from?.nextElementSibling : from?.previousElementSibling
    let next = step(row)
    while (next && !next.querySelector('a')) next = step(next)
    const link = next?.querySelector('a')
    if (!link) return
    event.preventDefault()
    link.focus()
}
