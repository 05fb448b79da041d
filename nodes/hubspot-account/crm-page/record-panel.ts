import { activityItem, shownActivity, type ShownActivity } from './activity-item'
import type { ContactAnswer, DealAnswer, Labels, RecordEntry, TimelineEntry } from './answers'
import { api } from './client'
import { h, keyedList, setText, type Item } from './dom'
import { labelOf } from './labels'
import type { OpenRecord } from './route'
import { isBookkeeping } from './timeline'
import { longValue } from './view'
import { moment, money, sourceName, t } from './words'

const entriesAtOnce = 100

/** One record beside the section: its properties, and its timeline with every change, who made it, and activities. */
export function recordPanel(close: () => void) {
    let opened: OpenRecord | null = null
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
    const showEntries = keyedList<KeyedEntry>(entries, ({ key }) => key, timelineItem)
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
        const asked = opened
        if (asked === null) return
        const record =
            asked.objectType === 'contacts'
                ? shownContact(await api.contact(asked.id, limit))
                : shownDeal(await api.deal(asked.id, limit))
        if (opened === asked) show(record, asked.id)
    }

    function show(record: ShownRecord | null, id: string): void {
        gone.hidden = record !== null
        content.hidden = record === null
        const title = record ? record.title || t('noName') : id
        setText(name, title)
        element.setAttribute('aria-label', title)
        if (record) showRecord(record)
        if (!isNew) return
        isNew = false
        element.scrollTop = 0
        name.focus({ preventScroll: true })
    }

    function showRecord(record: ShownRecord): void {
        const { parts, timeline, entries: all, labels } = record
        setText(under, parts.filter(Boolean).join(' · '))
        const properties = Object.entries(record.properties)
            .filter(([, value]) => value !== '')
            .sort(([a], [b]) => Number(isBookkeeping(a)) - Number(isBookkeeping(b)) || (a < b ? -1 : 1))
        setText(count, t('properties', { count: properties.length }))
        showProperties(properties.map(([name, value]) => valueOf(labels, name, value)))
        showEntries(keyed(timeline.map((entry) => shownEntry(entry, labels))))
        more.hidden = timeline.length >= all
    }

    return {
        element,
        refresh,
        /**
         * Makes room for a record, or with null goes away; `refresh` then shows it.
         * @returns whether it is another record than before
         */
        open(record: OpenRecord | null): boolean {
            if (record?.objectType === opened?.objectType && record?.id === opened?.id) return false
            opened = record
            limit = entriesAtOnce
            isNew = true
            element.hidden = record === null
            setText(name, '')
            setText(under, '')
            gone.hidden = true
            content.hidden = true
            return true
        }
    }
}

/** What the panel shows of a record of any type. */
interface ShownRecord extends Pick<ContactAnswer, 'timeline' | 'entries' | 'labels'> {
    title: string
    /** What says at a glance which record it is; empty ones are left out. */
    parts: string[]
    properties: Record<string, string>
}

function shownContact({ contact, ...rest }: ContactAnswer): ShownRecord | null {
    if (!contact) return null
    const { id, name, email, company, stage, status, properties } = contact
    const parts = [
        name ? email : '',
        company,
        labelOf(rest.labels, 'lifecyclestage', stage),
        labelOf(rest.labels, 'hs_lead_status', status),
        id
    ]
    return { ...rest, title: name || email, parts, properties }
}

function shownDeal({ deal, ...rest }: DealAnswer): ShownRecord | null {
    if (!deal) return null
    const { id, name, stage, amount, owner, archived, properties } = deal
    const parts = [
        archived ? t('archived') : '',
        labelOf(rest.labels, 'dealstage', stage),
        amount === null ? '' : money(amount),
        labelOf(rest.labels, 'hubspot_owner_id', owner),
        id
    ]
    return { ...rest, title: name, parts, properties }
}

/** A value with what the portal calls it. */
interface Value {
    property: string
    value: string
    label: string
}

interface ShownChanges extends Omit<TimelineEntry, 'changes'> {
    changes: { property: string; from: Value; to: Value }[]
}
type ShownEntry = ShownChanges | ShownActivity

interface KeyedEntry {
    key: string
    entry: ShownEntry
}

function shownEntry(entry: RecordEntry, labels: Labels): ShownEntry {
    if ('objectType' in entry) return shownActivity(entry, labels)
    const changes = entry.changes.map(({ property, from, to }) => ({
        property,
        from: valueOf(labels, property, from),
        to: valueOf(labels, property, to)
    }))
    return { ...entry, changes }
}

/** What an entry shows is its key, so that it keeps its element wherever others come between; the same twice is counted. */
function keyed(entries: ShownEntry[]): KeyedEntry[] {
    const turns = new Map<string, number>()
    return entries.map((entry) => {
        const content = JSON.stringify(entry)
        const turn = turns.get(content) ?? 0
        turns.set(content, turn + 1)
        return { key: `${turn} ${content}`, entry }
    })
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

/** What an entry shows never changes, so it is built once. */
function timelineItem({ entry }: KeyedEntry): Item<KeyedEntry> {
    const element = 'objectType' in entry ? activityItem(entry) : changesItem(entry)
    return { element, show: () => undefined }
}

function changesItem(entry: ShownChanges): HTMLElement {
    const main = entry.changes.filter(({ property: name }) => !isBookkeeping(name))
    const own = entry.changes.filter(({ property: name }) => isBookkeeping(name))
    const who = [entry.sourceLabel, entry.sourceId].find((text) => text !== '') ?? ''
    return h(
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
}

function changeList(changes: ShownChanges['changes']): HTMLElement {
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
