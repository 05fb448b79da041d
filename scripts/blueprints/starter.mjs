// The whole handbook as one set of tabs: one per chapter, each example in a group of its own, all failures at one place.
import { createHash } from 'node:crypto'
import { rulesKept } from '../handbook/rules.mjs'
import { boxOf, gap, inRows, moveBy, placeBelow } from './layout.mjs'

/** The order of the tabs; chapters that are not named come behind, by name. */
const chapterOrder = [
    'Import',
    'Contact management',
    'Activities',
    'Lifecycle',
    'Lead status',
    'Activation Outbound',
    'Questions',
    'Deals',
    'Sales',
    'Audit'
]

const start = { tab: idOf('tab: start'), trouble: idOf('link in: trouble') }

/**
 * @param {{ chapter: string, name: string, nodes: object[] }[]} examples
 * @returns {object[]} the nodes of the starter. Ids stay the examples' own, so that both are never there twice by accident
 * @throws Error when two examples take the same id or HTTP path for different things
 */
export function starterFlows(examples) {
    assertDistinct(examples)
    const chapters = [...new Set(examples.map(({ chapter }) => chapter))].toSorted(byChapter)
    const config = new Map()
    for (const { nodes } of examples)
        for (const node of nodes) if (node.z === undefined && node.type !== 'tab') config.set(node.id, node)
    const tabs = chapters.map((chapter) =>
        chapterTab(
            chapter,
            examples.filter((example) => example.chapter === chapter)
        )
    )
    return [...startTab(tabs), ...tabs.flatMap(({ nodes }) => nodes), ...config.values()]
}

/** A tab with a group per example, two side by side. */
function chapterTab(chapter, examples) {
    const tab = {
        id: idOf(`tab: ${chapter}`),
        type: 'tab',
        label: chapter,
        disabled: false,
        info: `The handbook's chapter *${chapter}* as flows. Each group has a comment that says what to press and what to see.`,
        env: []
    }
    const blocks = inRows(examples.map((example) => block(example, tab.id)))
    return { tab, chapter, examples, nodes: [tab, ...blocks.flat()], links: blocks.flat().filter(isTrouble) }
}

/** One example on its chapter's tab, within a group that has what its own tab had: its name and its variables. */
function block({ chapter, name, nodes }, z) {
    const tab = nodes.find(({ type }) => type === 'tab')
    const needsPackage = nodes.some(({ libs }) => (libs ?? []).length > 0)
    const moved = nodes
        .filter((node) => node.z !== undefined)
        .map((node) => ({ ...node, z, ...(needsPackage && node.type !== 'group' ? { d: true } : {}) }))
    const placed = withTrouble(moved, `${chapter}/${name}`)
    const group = {
        id: idOf(`group: ${chapter}/${name}`),
        type: 'group',
        z,
        name: `${name.replace(' - ', ' · ')}${needsPackage ? ' (switched off: it needs a database)' : ''}`,
        style: { label: true, 'label-position': 'nw', stroke: '#999999', color: '#777777' },
        nodes: placed.filter(({ g }) => g === undefined).map(({ id }) => id),
        env: tab.env ?? []
    }
    const inside = placed.map((node) => (node.g === undefined ? { ...node, g: group.id } : node))
    const { left, top, width, height } = boxOf(inside)
    const frame = { x: left - gap, y: top - gap, w: width + 2 * gap, h: height + 2 * gap }
    return moveBy([{ ...group, ...frame }, ...inside], -frame.x, -frame.y)
}

/** What an example's Catch nodes get goes to the start tab too, where one flow tells whoever should know. */
function withTrouble(nodes, file) {
    const caught = nodes.filter(({ type }) => type === 'catch')
    const [first] = caught
    if (!first) return nodes
    const link = {
        id: idOf(`link out: ${file}`),
        type: 'link out',
        z: first.z,
        ...(first.g === undefined ? {} : { g: first.g }),
        ...(first.d ? { d: true } : {}),
        name: 'tell',
        mode: 'link',
        links: [start.trouble],
        wires: []
    }
    const wired = nodes.map((node) =>
        node.type === 'catch' ? { ...node, wires: [[...(node.wires[0] ?? []), link.id]] } : node
    )
    return placeBelow(wired, first, link)
}

function startTab(tabs) {
    const z = start.tab
    const ids = { told: idOf('function: told'), debug: idOf('debug: trouble'), group: idOf('group: trouble') }
    const links = tabs.flatMap((tab) => tab.links.map(({ id }) => id))
    const comment = (key, name, info, y) => {
        const node = { id: idOf(`comment: ${key}`), type: 'comment', z, name, info, x: 0, y, wires: [] }
        return { ...node, x: 34 - boxOf([node]).left }
    }
    const group = {
        id: ids.group,
        type: 'group',
        z,
        name: 'What went wrong, on any tab',
        style: { label: true, 'label-position': 'nw' },
        nodes: [start.trouble, ids.told, ids.debug],
        x: 34,
        y: 179,
        w: 632,
        h: 82
    }
    return [
        { id: z, type: 'tab', label: 'Start here', disabled: false, info: welcome, env: [] },
        comment('welcome', 'Start here: the sandbox first, then your portal', welcome, 60),
        comment('trouble', 'Wire your chat or mail node to "in words"', trouble, 140),
        group,
        {
            id: start.trouble,
            type: 'link in',
            z,
            g: ids.group,
            name: 'from every tab',
            links,
            x: 75,
            y: 220,
            wires: [[ids.told]]
        },
        {
            id: ids.told,
            type: 'function',
            z,
            g: ids.group,
            name: 'in words',
            func: inWords,
            outputs: 1,
            timeout: 0,
            noerr: 0,
            initialize: '',
            finalize: '',
            libs: [],
            x: 260,
            y: 220,
            wires: [[ids.debug]]
        },
        {
            id: ids.debug,
            type: 'debug',
            z,
            g: ids.group,
            name: 'trouble',
            active: true,
            tosidebar: false,
            console: false,
            tostatus: true,
            complete: 'payload',
            targetType: 'msg',
            statusVal: 'payload',
            statusType: 'auto',
            x: 520,
            y: 220,
            wires: []
        },
        ...tabs.map(({ chapter, examples }, index) => {
            const rules = [...new Set(examples.flatMap(({ nodes }) => rulesKept(nodes)))]
            const list = examples.map(({ name }) => `- ${name}`).join('\n')
            const info = `${list}\n\nRules: ${rules.join(', ')}.`
            return comment(
                chapter,
                `Tab ${chapter}: ${count(examples.length, 'flow')}`,
                info,
                320 + 40 * index
            )
        })
    ]
}

const welcome = [
    'Every rule of the sales handbook that a machine can keep is a flow on one of the tabs. **Nothing runs by itself**: each',
    'group has buttons, and a comment that says what to press and what to see.',
    '',
    '1. Press the buttons: everything happens in the **sandbox**, a CRM inside this Node-RED. Its page is linked in the',
    '   *Account* node.',
    '2. Open any HubSpot node, *Account*, and choose *Portal: HubSpot*. The token is best an environment variable of the',
    '   instance: write `${HUBSPOT_TOKEN}`. Tick **Read only** for the first days.',
    '3. *Handbook*, *Compare with portal* shows what your portal lacks, and makes it.',
    '4. Give the injects that should run by themselves a schedule, and delete the groups that you do not need.'
].join('\n')

const trouble =
    'Each group tells its failures here as well as in its own debug node. The payload is one line: which node, and what it ' +
    'says, beginning with its code. It holds no personal data.'

const inWords = [
    'const { source = {}, message = "" } = msg.error ?? {}',
    'return { payload: `${source.name || source.type || "a node"}: ${message}`, error: msg.error }'
].join('\n')

function isTrouble({ type, links }) {
    return type === 'link out' && links.includes(start.trouble)
}

function assertDistinct(examples) {
    const seen = new Map()
    const take = (key, file, value) => {
        const other = seen.get(key)
        if (other && other.value !== value)
            throw new Error(`${file} and ${other.file} both have ${key}, and differ`)
        seen.set(key, { file, value })
    }
    for (const { chapter, name, nodes } of examples) {
        const file = `${chapter}/${name}`
        for (const node of nodes) {
            take(`id ${node.id}`, file, JSON.stringify(node))
            if (node.type === 'http in') take(`path ${node.method} ${node.url}`, file, node.id)
        }
    }
}

function byChapter(a, b) {
    const place = (chapter) => {
        const index = chapterOrder.indexOf(chapter)
        return index < 0 ? chapterOrder.length : index
    }
    return place(a) - place(b) || a.localeCompare(b)
}

/** The same on every run, and not an id that an example has. */
function idOf(key) {
    return createHash('sha256').update(`starter ${key}`).digest('hex').slice(0, 16)
}

function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`
}
