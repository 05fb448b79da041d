import {
    contactColumns,
    type ContactColumn,
    type ContactQuery,
    type ContactRow,
    type Labels
} from './answers'
import { api } from './client'
import { h, keyedList, setText, type Item } from './dom'
import { labelOf } from './labels'
import { lastOffset, pagerButtons, pageSize } from './pager'
import { cell, moveBetweenRows, type View } from './view'
import { moment, t } from './words'

/** ms without a key press before a search goes out */
const typingPause = 150

/** The contacts: search, sortable table, paging. */
export function contactsView(): View {
    const query: ContactQuery = {
        search: '',
        sort: 'updatedAt',
        descending: true,
        offset: 0,
        limit: pageSize
    }
    let total = 0
    let asked = 0

    const count = h('p', { role: 'status', class: 'count' })
    const body = h('tbody', { keydown: moveBetweenRows })
    const showRows = keyedList<LabelledRow>(body, ({ id }) => id, contactRow)
    const headings = contactColumns.map((column) => sortHeading(column, () => sortBy(column)))
    const pager = pagerButtons((offset) => {
        query.offset = offset
        update()
    })

    let typing = 0
    const search = h('input', {
        type: 'search',
        'aria-label': t('search'),
        placeholder: t('searchHint'),
        autocomplete: 'off',
        spellcheck: 'false',
        input: () => {
            clearTimeout(typing)
            typing = window.setTimeout(() => {
                query.search = search.value
                query.offset = 0
                update()
            }, typingPause)
        }
    })

    function sortBy(column: ContactColumn): void {
        const isDate = column === 'createdAt' || column === 'updatedAt'
        query.descending = query.sort === column ? !query.descending : isDate
        query.sort = column
        query.offset = 0
        update()
    }

    // What goes wrong here goes wrong in the next poll too, which says so.
    const update = () => void refresh().catch(() => undefined)

    async function refresh(): Promise<void> {
        const turn = ++asked
        const answer = await api.contacts(query)
        if (turn !== asked) return
        total = answer.total
        if (query.offset > 0 && query.offset >= total) {
            query.offset = lastOffset(total)
            return refresh()
        }
        showRows(answer.rows.map((row) => ({ ...row, labels: answer.labels })))
        for (const { column, show } of headings) show(query.sort === column ? query.descending : null)
        pager.show(query.offset, total)
        setText(count, countText(query, answer.rows.length, total))
    }

    const table = h(
        'table',
        { class: 'contacts', 'aria-label': t('contacts') },
        h('thead', {}, h('tr', {}, ...headings.map(({ element }) => element))),
        body
    )
    const element = h(
        'section',
        { 'aria-label': t('contacts') },
        h('div', { class: 'toolbar' }, search, count, pager.element),
        h('div', { class: 'scroll' }, table)
    )
    return { element, refresh, follows: 'revision' }
}

function countText({ search, offset }: ContactQuery, shown: number, total: number): string {
    if (total === 0) return t(search.trim() === '' ? 'noContacts' : 'foundNone')
    return t('found', { from: offset + 1, to: offset + shown, total })
}

interface LabelledRow extends ContactRow {
    labels: Labels
}

function contactRow({ id }: LabelledRow): Item<LabelledRow> {
    const link = h('a', { href: `#contacts/${id}` })
    const under = h('span', { class: 'under' })
    const cells = {
        email: cell('wide'),
        company: cell('wide'),
        stage: cell(),
        status: cell(),
        createdAt: cell('widest moment'),
        updatedAt: cell('widest moment')
    }
    const element = h(
        'tr',
        {
            click: (event: MouseEvent) => {
                if (!(event.target instanceof HTMLAnchorElement) && !getSelection()?.toString()) link.click()
            }
        },
        h('td', {}, link, under),
        ...Object.values(cells).map((each) => each.element)
    )
    let last = ''
    return {
        element,
        show({ labels, ...row }) {
            setText(link, row.name || row.email || t('noName'))
            setText(under, row.name ? row.email : '')
            cells.email.show(row.email)
            cells.company.show(row.company)
            cells.stage.show(labelOf(labels, 'lifecyclestage', row.stage))
            cells.status.show(labelOf(labels, 'hs_lead_status', row.status))
            cells.createdAt.show(moment(row.createdAt, 'dateTime'))
            cells.updatedAt.show(moment(row.updatedAt, 'dateTime'))
            const now = JSON.stringify(row)
            if (last !== '' && last !== now) flash(element)
            last = now
        }
    }
}

/** Draws the eye to what has just changed; the style leaves it out for those who want less motion. */
function flash(element: HTMLElement): void {
    element.classList.remove('changed')
    void element.offsetWidth
    element.classList.add('changed')
}

function sortHeading(column: ContactColumn, sort: () => void) {
    const className = { name: '', stage: '', status: '', email: 'wide', company: 'wide' }[column as string]
    const element = h(
        'th',
        { scope: 'col', class: className ?? 'widest' },
        h('button', { type: 'button', click: sort }, t(column))
    )
    return {
        column,
        element,
        /** @param descending null when the table is sorted by another column */
        show(descending: boolean | null) {
            if (descending === null) element.removeAttribute('aria-sort')
            else element.setAttribute('aria-sort', descending ? 'descending' : 'ascending')
        }
    }
}
