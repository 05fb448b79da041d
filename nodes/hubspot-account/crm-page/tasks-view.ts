import type { Labels, TaskRow } from './answers'
import { api } from './client'
import { h, keyedList, setText, type Item } from './dom'
import { labelOf } from './labels'
import { cell, either, emptyState, heading, type View } from './view'
import { moment, t } from './words'

/** @param now the sandbox's clock, ms: by it a task is overdue or not */
export function tasksView(now: () => number): View {
    const count = h('p', { role: 'status', class: 'count' })
    const body = h('tbody')
    const showRows = keyedList<LabelledTask>(
        body,
        ({ id }) => id,
        () => taskRow(now)
    )
    const content = h(
        'div',
        {},
        h('div', { class: 'toolbar' }, count),
        h(
            'div',
            { class: 'scroll' },
            h(
                'table',
                { 'aria-label': t('tasks') },
                h(
                    'thead',
                    {},
                    h(
                        'tr',
                        {},
                        heading('subject'),
                        heading('due'),
                        heading('taskStatus'),
                        heading('priority', 'wide'),
                        heading('owner', 'wide')
                    )
                ),
                body
            )
        )
    )
    const empty = emptyState('noTasks', 'noTasksText')
    const choose = either(content, empty)
    return {
        element: h('section', { 'aria-label': t('tasks') }, content, empty),
        async refresh() {
            const { total, rows, labels } = await api.tasks()
            choose(total === 0)
            showRows(rows.map((row) => ({ ...row, labels })))
            setText(count, t('shownTasks', { shown: rows.length, total }))
        },
        follows: 'revision'
    }
}

interface LabelledTask extends TaskRow {
    labels: Labels
}

function taskRow(now: () => number): Item<LabelledTask> {
    const [subject, due, status, priority, owner] = [
        cell(),
        cell('moment'),
        cell(),
        cell('wide'),
        cell('wide')
    ]
    return {
        element: h('tr', {}, ...[subject, due, status, priority, owner].map(({ element }) => element)),
        show(row) {
            const late = row.status !== 'COMPLETED' && row.due !== '' && Date.parse(row.due) < now()
            subject.show(row.subject || t('noName'))
            due.show(row.due === '' ? '' : `${moment(row.due, 'date')}${late ? ` (${t('overdue')})` : ''}`)
            due.element.classList.toggle('late', late)
            status.show(labelOf(row.labels, 'hs_task_status', row.status))
            priority.show(labelOf(row.labels, 'hs_task_priority', row.priority))
            owner.show(labelOf(row.labels, 'hubspot_owner_id', row.owner))
        }
    }
}
