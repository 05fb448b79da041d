import type {
    FindingRow,
    FindingsAnswer,
    FindingsQuery,
    FoundRule,
    HandbookChoice,
    LookState
} from './answers'
import { api } from './client'
import { h, keyedList, setText, type Item } from './dom'
import { lastOffset, pagerButtons, pageSize } from './pager'
import { cell, heading, moveBetweenRows, type View } from './view'
import { moment, number, t } from './words'

/** What the handbook's audit finds in the sandbox. @param begin starts a look and takes the state it answers with */
export function findingsView(begin: (handbook: string | null) => Promise<void>): View {
    const query: FindingsQuery = { rule: '', offset: 0, limit: pageSize }
    let asked = 0
    let isLooking = false
    // What goes wrong here goes wrong in the next poll too, which says so.
    const update = () => void refresh().catch(() => undefined)

    const handbook = h('select', { 'aria-label': t('handbook') })
    const showHandbooks = keyedList<HandbookChoice>(handbook, ({ id }) => id, handbookOption)
    const button = h('button', {
        type: 'button',
        class: 'button',
        click: () => {
            if (isLooking) return
            query.rule = ''
            query.offset = 0
            void begin(handbook.value === '' ? null : handbook.value)
        }
    })
    const status = h('p', { role: 'status', class: 'count' })
    // Not read out: it changes once a second.
    const progress = h('p', { class: 'count' })
    const old = h('p', { class: 'count late' }, t('lookOld'))
    const shown = h('p', { class: 'count' })
    const pager = pagerButtons((offset) => {
        query.offset = offset
        update()
    })
    const rules = h('div', { class: 'rules', role: 'group', 'aria-label': t('rules') })
    const showRules = keyedList<RuleChoice>(
        rules,
        ({ rule }) => rule,
        (choice) =>
            ruleButton(choice, () => {
                query.rule = choice.rule
                query.offset = 0
                update()
            })
    )
    const body = h('tbody', { keydown: moveBetweenRows })
    const showRows = keyedList<FindingRow>(
        body,
        ({ objectType, id, key }) => `${objectType} ${id} ${key}`,
        findingRow
    )
    const table = h(
        'div',
        { class: 'scroll' },
        h(
            'table',
            { class: 'findings', 'aria-label': t('findings') },
            h(
                'thead',
                {},
                h('tr', {}, heading('rule'), heading('record'), heading('finding'), heading('owner', 'wide'))
            ),
            body
        )
    )
    const emptyTitle = h('h2')
    const emptyText = h('p')
    const empty = h('div', { class: 'empty' }, emptyTitle, emptyText)

    async function refresh(): Promise<void> {
        const turn = ++asked
        const answer = await api.findings(query)
        if (turn !== asked) return
        if (query.rule !== '' && !answer.rules.some(({ rule }) => rule === query.rule)) {
            query.rule = ''
            query.offset = 0
            return refresh()
        }
        if (query.offset > 0 && query.offset >= answer.total) {
            query.offset = lastOffset(answer.total)
            return refresh()
        }
        show(answer)
    }

    function show(answer: FindingsAnswer): void {
        const { look, edition, handbooks, findings, rows, total } = answer
        isLooking = look.state === 'looking'
        setText(button, t(look.state === 'never' ? 'look' : 'lookAgain'))
        button.classList.toggle('primary', look.state === 'never' || answer.isOld)
        // Not disabled: a button that is loses the focus.
        button.setAttribute('aria-disabled', String(isLooking))
        handbook.disabled = isLooking
        handbook.hidden = handbooks.length < 2
        showHandbooks(handbooks)
        setText(status, statusText(look, edition, findings))
        status.classList.toggle('late', look.state === 'failed')
        progress.hidden = !isLooking
        if (look.state === 'looking')
            setText(progress, t('lookingAt', { looked: look.looked, most: look.most, findings }))
        old.hidden = !answer.isOld || isLooking
        const found = { rule: '', says: '', count: findings }
        showRules([found, ...answer.rules].map((each) => ({ ...each, isChosen: each.rule === query.rule })))
        showRows(rows)
        pager.show(query.offset, total)
        shown.hidden = total <= pageSize
        const { offset } = query
        const count = answer.rules.find(({ rule }) => rule === query.rule)?.count ?? findings
        setText(
            shown,
            t(count > total ? 'keptFindings' : 'shownFindings', {
                from: offset + 1,
                to: offset + rows.length,
                total,
                count
            })
        )
        const isEmpty = findings === 0
        empty.hidden = !isEmpty
        table.hidden = rules.hidden = isEmpty
        if (isEmpty) {
            const [title, text] = emptyWords(look, edition)
            setText(emptyTitle, title)
            setText(emptyText, text)
        }
    }

    return {
        element: h(
            'section',
            { 'aria-label': t('findings') },
            h('div', { class: 'toolbar' }, button, handbook, status, progress, old, shown, pager.element),
            rules,
            table,
            empty
        ),
        refresh,
        follows: 'findingsMark'
    }
}

function statusText(look: LookState, edition: string, findings: number): string {
    if (look.state === 'never') return ''
    if (look.state === 'looking') return t('looking')
    const time = moment(look.at, 'dateTime')
    return look.state === 'failed'
        ? t('lookFailed', { time, code: look.code, findings })
        : t('lookedAt', { time, edition, findings, looked: look.looked })
}

/** Instead of a table: why there is none. */
function emptyWords(look: LookState, edition: string): [title: string, text: string] {
    if (look.state === 'never') return [t('neverLooked'), t('neverLookedText')]
    if (look.state === 'looking') return [t('looking'), t('lookingText')]
    const time = moment(look.at, 'dateTime')
    return look.state === 'failed'
        ? [look.code, t('lookFailedText', { message: look.message })]
        : [t('nothingFound'), t('nothingFoundText', { time, edition })]
}

function handbookOption({ id }: HandbookChoice): Item<HandbookChoice> {
    const element = h('option', { value: id })
    return {
        element,
        show: ({ name, edition }) => setText(element, [name, edition].filter(Boolean).join(' · ') || id)
    }
}

interface RuleChoice extends FoundRule {
    isChosen: boolean
}

/** What shows one rule's findings; that of the empty rule shows all. */
function ruleButton({ rule }: RuleChoice, choose: () => void): Item<RuleChoice> {
    const count = h('span', { class: 'badge' })
    const element = h(
        'button',
        { type: 'button', click: choose },
        rule === '' ? t('allRules') : rule,
        ' ',
        count
    )
    return {
        element,
        show({ count: findings, says, isChosen }) {
            setText(count, number(findings))
            element.setAttribute('aria-pressed', String(isChosen))
            if (rule === '') return
            element.title = says
            element.setAttribute('aria-label', t('ruleCount', { rule, count: findings, says }))
        }
    }
}

function findingRow({ objectType, id }: FindingRow): Item<FindingRow> {
    const link = h('a', { href: `#findings/${objectType}/${id}` })
    const isPortal = objectType === 'portal'
    const kind = isPortal ? t('settings') : t(objectType === 'deals' ? 'deal' : 'contact')
    const rule = h('code')
    const found = h('p', { lang: 'en' })
    const says = h('p', { lang: 'en', class: 'sub' })
    const owner = cell('wide')
    const element = h(
        'tr',
        {
            class: isPortal ? '' : 'opens',
            click: (event: MouseEvent) => {
                if (isPortal || event.target === link || getSelection()?.toString()) return
                link.click()
            }
        },
        h('td', {}, rule),
        isPortal ? h('td', {}, kind) : h('td', {}, link, h('p', { class: 'sub' }, kind)),
        h('td', {}, found, says),
        owner.element
    )
    return {
        element,
        show(row) {
            setText(link, row.name || t('noName'))
            setText(rule, row.rule)
            setText(found, row.found)
            setText(says, row.says)
            owner.show(row.owner)
        }
    }
}
