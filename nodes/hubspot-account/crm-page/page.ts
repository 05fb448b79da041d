import type { SandboxState, StateAnswer } from './answers'
import { boardView } from './board-view'
import { callsView } from './calls-view'
import { api, CallFailed, editorPath } from './client'
import { contactsView } from './contacts-view'
import { h, setText } from './dom'
import { findingsView } from './findings-view'
import { recordPanel } from './record-panel'
import { routeOf, sections, type Section } from './route'
import { tasksView } from './tasks-view'
import { topBar } from './top-bar'
import type { View } from './view'
import { language, number, t, type Word } from './words'

/** ms between two looks at the state, while the page is in sight */
const pollEvery = 1000

let state: SandboxState | null = null
/** Null until the server has said whether this user may move the clock and reset. */
let mayChange: boolean | null = null
/** What each part has last been refreshed for. */
const shown = new Map<object, string>()

const parameters = new URLSearchParams(location.search)
const theme = parameters.get('theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
document.documentElement.lang = language
document.title = t('title')

const live = h('div', { role: 'status', class: 'visually-hidden' })
const announce = (text: string) => setText(live, text)
const bar = topBar((answer) => take(answer), announce)
const panel = recordPanel(() => {
    const opened = location.hash
    location.hash = `#${routeOf(location.hash).section}`
    followRoute()
    // Back to where the reader came from.
    document.querySelector<HTMLElement>(`main a[href="${CSS.escape(opened)}"]`)?.focus()
})
const views: Record<Section, View> = {
    contacts: contactsView(),
    board: boardView(),
    tasks: tasksView(() => state?.now ?? Date.now()),
    findings: findingsView(async (handbook) => {
        try {
            take(await api.look(handbook))
        } catch (error) {
            failed(error)
        }
    }),
    calls: callsView()
}
const panelPart = { refresh: panel.refresh, follows: 'revision' as const }
const tabs = sections.map((section) => {
    const count = h('span', { class: 'badge' })
    const link = h('a', { href: `#${section}` }, t(section), ' ', count)
    return { section, link, count }
})
const reason = h('div', { role: 'alert' })
const notice = h('main', { class: 'notice', hidden: true }, reason)
const main = h('main', { hidden: true }, ...sections.map((section) => views[section].element), panel.element)
const trouble = h('p', { class: 'trouble', role: 'alert', hidden: true }, t('noAnswer'))
const navigation = h('nav', { 'aria-label': t('sections'), hidden: true }, ...tabs.map(({ link }) => link))
document.body.append(bar.element, trouble, navigation, main, notice, live)

/** Shows the section that the address names. */
function followRoute(): void {
    const { section, record } = routeOf(location.hash)
    for (const each of sections) views[each].element.hidden = each !== section
    for (const { section: each, link } of tabs) {
        if (each === section) link.setAttribute('aria-current', 'page')
        else link.removeAttribute('aria-current')
    }
    main.classList.toggle('with-panel', record !== null)
    if (panel.open(state ? record : null)) shown.delete(panelPart)
    refreshStale().catch(failed)
}

/** Asks anew for the parts in sight that are older than the state. */
async function refreshStale(): Promise<void> {
    const now = state
    if (!now) return
    const { section, record } = routeOf(location.hash)
    const parts = [views[section], ...(record === null ? [] : [panelPart])]
    await Promise.all(
        parts.map(async (part) => {
            const mark = now[part.follows]
            if (shown.get(part) === mark) return
            await part.refresh()
            shown.set(part, mark)
        })
    )
}

function take(answer: StateAnswer): void {
    const appeared = state === null && answer.sandbox !== null
    state = answer.sandbox
    trouble.hidden = true
    bar.show(state)
    for (const { section, count } of tabs) {
        const counted = state?.counts[section === 'board' ? 'deals' : section] ?? null
        setText(count, counted === null ? '' : number(counted))
    }
    if (!state) say('noSandbox', 'noSandboxText')
    else if (appeared) {
        notice.hidden = true
        navigation.hidden = main.hidden = false
        shown.clear()
        mayChange = null
        followRoute()
    } else refreshStale().catch(failed)
    if (state && mayChange === null) askMayChange().catch(failed)
}

async function askMayChange(): Promise<void> {
    mayChange = await api.mayChange()
    bar.allow(state ? mayChange : null)
}

/** Instead of the sections: why there is nothing to see, and what to do. */
function say(title: Word, text: Word): void {
    state = null
    bar.show(null)
    bar.allow(null)
    navigation.hidden = main.hidden = true
    if (!notice.hidden && notice.dataset.says === title) return
    notice.dataset.says = title
    reason.replaceChildren(
        h('h2', {}, t(title)),
        h('p', {}, t(text)),
        h('p', {}, h('a', { class: 'button', href: editorPath }, t('openEditor')))
    )
    notice.hidden = false
}

function failed(error: unknown): void {
    if (!(error instanceof CallFailed)) throw error
    if (error.status === 401) {
        trouble.hidden = true
        say('logIn', 'logInText')
    } else trouble.hidden = false
}

let timer = 0
async function poll(): Promise<void> {
    try {
        take(await api.state())
    } catch (error) {
        failed(error)
    } finally {
        clearTimeout(timer)
        if (!document.hidden) timer = window.setTimeout(() => void poll(), pollEvery)
    }
}

addEventListener('hashchange', followRoute)
document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void poll()
})
followRoute()
void poll()
