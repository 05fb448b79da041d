import type { EditorRED } from 'node-red'
import { AdminError, isChosen, postAdmin, referTo, wordsOf } from '../shared/editor'
import type { Change, Difference } from '../../src/handbook'
import type { ChangeResult, CompareAnswer, CreateAnswer } from './answers'
import type { Draft } from './draft'
import { changeWords, differenceWords } from './plan-words'

declare const RED: EditorRED

const words = wordsOf('sales-handbook')
const reasons = wordsOf('hubspot-account')

/** Node-RED's own check of the user's permissions, which its types do not know. */
interface UserCheck {
    user: { hasPermission(permission: string): boolean }
}

/** What the routes answer, by their paths. */
interface Answers {
    'handbook/compare': CompareAnswer
    'handbook/create': CreateAnswer
}

const icons = { missing: 'fa-plus-circle', different: 'fa-exchange', extra: 'fa-info-circle' }

/**
 * *Compare with portal* and *Create what is missing*.
 * @param box an empty element
 * @param account reads the id of the account that is chosen
 */
export function attachCompare(box: JQuery, draft: Draft, account: () => unknown): void {
    const compareButton = button('fa-columns', 'compare.compare', 'sales-handbook-compare').appendTo(box)
    const report = $('<div>', {
        class: 'sales-handbook-report',
        role: 'status',
        'aria-live': 'polite'
    }).appendTo(box)

    const ask = async <P extends keyof Answers>(
        path: P,
        waiting: string,
        more: object,
        show: (answer: Answers[P]) => void
    ) => {
        const id = account()
        if (!isChosen(id)) {
            showLine(report.empty(), 'fa-times', words('compare.noAccount'))
            return
        }
        if (typeof draft.overrides === 'string') {
            showLine(report.empty(), 'fa-times', words('json.invalid'))
            return
        }
        const { readOnly } = (RED.nodes.node(id) ?? {}) as { readOnly?: boolean }
        const { edition, overrides } = draft
        const body = { ...referTo(id), readOnly: readOnly === true, edition, overrides, ...more }
        compareButton.prop('disabled', true)
        showLine(report.empty(), 'fa-spinner fa-spin', waiting)
        try {
            const answer = await postAdmin<Answers[P]>(path, body)
            report.empty()
            show(answer)
        } catch (error) {
            report.empty()
            showLine(report, 'fa-times', error instanceof AdminError ? error.reason : String(error))
            if (error instanceof Error && error.message !== '')
                $('<div>', { class: 'sales-handbook-detail' }).text(error.message).appendTo(report)
        } finally {
            compareButton.prop('disabled', false)
        }
    }

    const showComparison = (answer: CompareAnswer) => {
        showDifferences(report, answer)
        if (answer.changes.length > 0) offer(answer)
    }

    const offer = ({ changes, readOnly, portalId }: CompareAnswer) => {
        const foot = $('<div>', { class: 'sales-handbook-foot' }).appendTo(report)
        const mayWrite = (RED as unknown as UserCheck).user.hasPermission('hubspot.write')
        const create = button('fa-magic', 'compare.create', 'sales-handbook-create').appendTo(foot)
        create.prop('disabled', readOnly || !mayWrite)
        const why = readOnly ? 'compare.readOnly' : mayWrite ? null : 'compare.notAllowed'
        if (why) $('<span>', { class: 'sales-handbook-detail' }).text(words(why)).appendTo(foot)
        create.on('click', () => {
            foot.empty()
            showPlan(foot, changes, portalId, {
                confirm: () =>
                    void ask('handbook/create', words('compare.creating'), { changes }, (answer) => {
                        showResults(report, answer)
                        showComparison(answer)
                    }),
                cancel: () => {
                    foot.remove()
                    offer({ changes, readOnly, portalId, differences: [], unreadable: [] })
                }
            })
        })
    }

    compareButton.on('click', () => {
        void ask('handbook/compare', words('compare.comparing'), {}, showComparison)
    })
}

function showDifferences(report: JQuery, { differences, unreadable, portalId }: CompareAnswer): void {
    for (const { objectType, code, message } of unreadable) {
        const what = words('compare.unreadable', { objectType: words(`objectType.${objectType}`) })
        showLine(report, 'fa-exclamation-triangle', `${what} ${reasons(`check.${code}`)}`)
        $('<div>', { class: 'sales-handbook-detail' }).text(message).appendTo(report)
    }
    if (differences.length === 0) {
        if (unreadable.length === 0) showLine(report, 'fa-check', words('compare.none', { portal: portalId }))
        return
    }
    for (const kind of ['missing', 'different', 'extra'] as const) {
        const found = differences.filter((difference) => difference.kind === kind)
        if (found.length === 0) continue
        $('<h4>')
            .text(words(`compare.${kind}`, { count: found.length }))
            .appendTo(report)
        const list = $('<ul>', { class: 'sales-handbook-list' }).attr('data-kind', kind).appendTo(report)
        for (const difference of found) showDifference(list, difference)
    }
}

function showDifference(list: JQuery, difference: Difference): void {
    const { title, detail } = differenceWords(difference)
    const item = $('<li>').attr({ 'data-part': difference.part, 'data-key': difference.key }).appendTo(list)
    $('<i>', { class: `fa ${icons[difference.kind]}` }).appendTo(item)
    const text = $('<div>').appendTo(item)
    $('<span>').text(title).appendTo(text)
    $('<span>', { class: 'sales-handbook-rule' }).text(difference.rule).appendTo(text)
    const lines = [detail]
    if (difference.kind !== 'extra' && !difference.change) lines.push(words('compare.byHand'))
    for (const line of lines)
        if (line !== '') $('<div>', { class: 'sales-handbook-detail' }).text(line).appendTo(text)
}

function showPlan(
    foot: JQuery,
    changes: readonly Change[],
    portalId: number,
    { confirm, cancel }: { confirm(): void; cancel(): void }
): void {
    const plan = $('<div>', { class: 'sales-handbook-plan' }).appendTo(foot)
    $('<h4>')
        .text(words('compare.plan', { count: changes.length, portal: portalId }))
        .appendTo(plan)
    const list = $('<ol>').appendTo(plan)
    for (const change of changes) $('<li>').text(changeWords(change)).appendTo(list)
    $('<div>', { class: 'sales-handbook-detail' }).text(words('compare.keeps')).appendTo(plan)
    const buttons = $('<div>', { class: 'sales-handbook-buttons' }).appendTo(plan)
    button('fa-check', 'compare.confirm', 'sales-handbook-confirm')
        .addClass('primary')
        .on('click', confirm)
        .appendTo(buttons)
    button('fa-times', 'compare.cancel', 'sales-handbook-cancel').on('click', cancel).appendTo(buttons)
}

function showResults(report: JQuery, { results, skipped }: CreateAnswer): void {
    const failed = results.filter(({ error }) => error).length
    $('<h4>')
        .text(words('compare.done', { count: results.length - failed, failed }))
        .appendTo(report)
    const list = $('<ul>', { class: 'sales-handbook-list' }).attr('data-kind', 'results').appendTo(report)
    for (const result of results) showResult(list, result)
    if (skipped > 0) showLine(report, 'fa-info-circle', words('compare.skipped', { count: skipped }))
}

function showResult(list: JQuery, { change, error }: ChangeResult): void {
    const item = $('<li>')
        .attr('data-outcome', error ? 'failed' : 'done')
        .appendTo(list)
    $('<i>', { class: `fa ${error ? 'fa-times' : 'fa-check'}` }).appendTo(item)
    const text = $('<div>').text(changeWords(change)).appendTo(item)
    if (!error) return
    const why = `${reasons(`check.${error.code}`)} ${error.code}: ${error.message}`
    $('<div>', { class: 'sales-handbook-detail sales-handbook-error' }).text(why).appendTo(text)
}

function showLine(box: JQuery, icon: string, text: string): void {
    $('<div>', { class: 'sales-handbook-line' })
        .append($('<i>', { class: `fa ${icon}` }))
        .append($('<span>').text(text))
        .appendTo(box)
}

function button(icon: string, key: string, id: string): JQuery {
    return $('<button>', { type: 'button', class: 'red-ui-button', id })
        .append($('<i>', { class: `fa ${icon}` }))
        .append(document.createTextNode(` ${words(key)}`))
}
