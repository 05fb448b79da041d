import type { ContactAnswer, Labels, TimelineEntry } from './answers'
import { api } from './client'
import { h, keyedList, setText, type Item } from './dom'
import { labelOf } from './labels'
import { isBookkeeping } from './timeline'
import { longValue } from './view'
import { moment, sourceName, t } from './words'

const entriesAtOnce = 100

/** One contact beside the list: its properties, and its timeline with every change and who made it. */
export function contactPanel(close: () => void) {
    let id: string | null = null
    let limit = entriesAtOnce
    let isNew = false

    const name = h('h2', { tabindex: '-1' })
    const under = h('p', { class: 'sub' })
    const gone = h('p', { class: 'empty' }, t('gone'))
    const count = h('summary')
    const list = h('dl')
    const entries = h('ol', { class: 'timeline' })
    const showProperties = keyedList<Value>(
        list,
        ({ property, value, label }) => JSON.stringify([property, value, label]),
        propertyItem
    )
    const showEntries = keyedList<ShownEntry>(entries, ({ key }) => key, timelineItem)
    const more = h(
        'button',
        {
            type: 'button',
            class: 'button',
            click: () => {
                limit += 2 * entriesAtOnce
                void refresh().catch(() => undefined)
            }
        },
        t('more')
    )
    const content = h(
        'div',
        {},
        h('details', { class: 'properties' }, count, list),
        h('h3', {}, t('timeline')),
        entries,
        more
    )
    const element = h(
        'aside',
        {
            class: 'panel',
            hidden: true,
            keydown: (event: KeyboardEvent) => event.key === 'Escape' && close()
        },
        h(
            'header',
            {},
            h('div', {}, name, under),
            h(
                'button',
                { type: 'button', class: 'close', 'aria-label': t('close'), title: t('close'), click: close },
                '×'
            )
        ),
        gone,
        content
    )

    async function refresh(): Promise<void> {
        const asked = id
        if (asked === null) return
        const answer = await api.contact(asked, limit)
        if (id === asked) show(answer)
    }

    function show(answer: ContactAnswer): void {
        const { contact } = answer
        gone.hidden = contact !== null
        content.hidden = contact === null
        const title = contact ? contact.name || contact.email || t('noName') : (id ?? '')
        setText(name, title)
        element.setAttribute('aria-label', title)
        if (contact) showContact(contact, answer)
        if (!isNew) return
        isNew = false
        element.scrollTop = 0
        name.focus({ preventScroll: true })
    }

    function showContact(
        contact: NonNullable<ContactAnswer['contact']>,
        { timeline, entries: all, labels }: ContactAnswer
    ): void {
        const parts = [
            contact.name ? contact.email : '',
            contact.company,
            labelOf(labels, 'lifecyclestage', contact.stage),
            labelOf(labels, 'hs_lead_status', contact.status),
            contact.id
        ]
        setText(under, parts.filter(Boolean).join(' · '))
        const properties = Object.entries(contact.properties)
            .filter(([, value]) => value !== '')
            .sort(([a], [b]) => Number(isBookkeeping(a)) - Number(isBookkeeping(b)) || (a < b ? -1 : 1))
        setText(count, t('properties', { count: properties.length }))
        showProperties(properties.map(([name, value]) => valueOf(labels, name, value)))
        // Counted from the oldest, so that an entry keeps its key when newer ones come.
        showEntries(
            timeline.map(({ changes, ...act }, index) => {
                const entry = {
                    ...act,
                    changes: changes.map(({ property, from, to }) => ({
                        property,
                        from: valueOf(labels, property, from),
                        to: valueOf(labels, property, to)
                    }))
                }
                return { ...entry, key: `${all - index} ${JSON.stringify(entry)}` }
            })
        )
        more.hidden = timeline.length >= all
    }

    return {
        element,
        refresh,
        /**
         * Makes room for a contact, or with null goes away; `refresh` then shows it.
         * @returns whether it is another contact than before
         */
        open(contact: string | null): boolean {
            if (contact === id) return false
            id = contact
            limit = entriesAtOnce
            isNew = true
            element.hidden = contact === null
            setText(name, '')
            setText(under, '')
            gone.hidden = true
            content.hidden = true
            return true
        }
    }
}

/** A value with what the portal calls it. */
interface Value {
    property: string
    value: string
    label: string
}

interface ShownEntry extends Omit<TimelineEntry, 'changes'> {
    changes: { property: string; from: Value; to: Value }[]
    key: string
}

const valueOf = (labels: Labels, property: string, value: string): Value => ({
    property,
    value,
    label: labelOf(labels, property, value)
})

/** The label, and what stands behind it where that is something else: flows are built with internal values. */
function propertyItem({ property, value, label }: Value): Item<Value> {
    const internal = label === value ? null : h('code', {}, value)
    const element = h('div', {}, h('dt', {}, property), h('dd', {}, longValue(label), ' ', internal))
    return { element, show: () => undefined }
}

function shownValue({ value, label }: Value): HTMLElement {
    const element = longValue(label)
    if (label !== value) element.title = value
    return element
}

/** An entry never changes, so it is built once. */
function timelineItem(entry: ShownEntry): Item<ShownEntry> {
    const main = entry.changes.filter(({ property: name }) => !isBookkeeping(name))
    const own = entry.changes.filter(({ property: name }) => isBookkeeping(name))
    const who = [entry.sourceLabel, entry.sourceId].find((text) => text !== '') ?? ''
    const element = h(
        'li',
        {},
        h(
            'p',
            { class: 'who' },
            h('time', { datetime: entry.at }, moment(entry.at, 'exact')),
            ' ',
            h('span', { class: 'source', title: entry.sourceType }, sourceName(entry.sourceType)),
            ' ',
            h('span', { class: 'by' }, who)
        ),
        main.length > 0 ? changeList(main) : null,
        own.length > 0
            ? h('details', {}, h('summary', {}, t('onlyBookkeeping', { count: own.length })), changeList(own))
            : null
    )
    return { element, show: () => undefined }
}

function changeList(changes: ShownEntry['changes']): HTMLElement {
    return h(
        'ul',
        {},
        ...changes.map(({ property: name, from, to }) =>
            h(
                'li',
                {},
                h('code', {}, name),
                ' ',
                ...(from.value === '' ? [] : [h('del', {}, shownValue(from)), ' → ']),
                h('ins', {}, shownValue(to))
            )
        )
    )
}
