// Nodes of the Dashboard blueprint by name: their ids, wires, groups and places.
import { createHash } from 'node:crypto'
import { boxOf, gap } from './layout.mjs'

/** The account and the handbook that all flows of the pack share. */
export const account = 'a1c0a1c0a1c0a1c0'
export const handbook = 'b0c0b0c0b0c0b0c0'
const ours = [
    'deal-stage',
    'handbook-audit',
    'hubspot-activity',
    'hubspot-contact',
    'lead-status-timer',
    'lifecycle-guard',
    'name-splitter',
    'qualification-gate'
]

/** The same on every run: 16 hexadecimal digits, as the Dashboard needs them. */
export function idOf(key) {
    return createHash('sha256').update(`dashboard ${key}`).digest('hex').slice(0, 16)
}

/** A node whose wires, and whose scope, are names of other nodes. */
export function node(type, name, settings, wires = []) {
    const known = type === 'handbook-audit' ? { account, handbook, version: 1 } : {}
    return { type, name, ...known, ...settings, wires }
}

export function func(name, body, wires) {
    const settings = {
        func: body,
        outputs: wires.length,
        timeout: 0,
        noerr: 0,
        initialize: '',
        finalize: '',
        libs: []
    }
    return node('function', name, settings, wires)
}

export function linkIn(name, wires) {
    return node('link in', name, { links: [] }, [wires])
}

/** @param to the name of the link in */
export function linkOut(name, to) {
    return node('link out', name, { mode: 'link', links: [to] })
}

/** @param columns from left to right, each from top to bottom */
export function group(name, columns) {
    return { name, columns }
}

/**
 * Gives all nodes ids, places, groups and wires.
 * @throws Error for a name that is there twice or not at all
 */
export function wireUp(z, comment, groups) {
    const all = groups.flatMap(({ columns }) => columns.flat())
    const names = new Set(all.map(({ name }) => name))
    if (names.size !== all.length) throw new Error('two nodes of the Dashboard have one name')
    const id = (name) => {
        if (!names.has(name)) throw new Error(`the Dashboard has no node ${name}`)
        return idOf(name)
    }
    const linkedTo = (name) =>
        all
            .filter(({ type, links }) => type === 'link out' && links.includes(name))
            .map((node) => id(node.name))
    const wired = (node, place) => ({
        ...node,
        ...place,
        id: id(node.name),
        z,
        wires: node.wires.map((targets) => targets.map(id)),
        ...(node.links ? { links: node.type === 'link in' ? linkedTo(node.name) : node.links.map(id) } : {}),
        ...(node.scope ? { scope: scopeOf(node, all).map(id) } : {})
    })
    const head = { id: idOf('comment'), type: 'comment', z, ...comment, x: 0, y: 40, wires: [] }
    const placed = [{ ...head, x: 34 - boxOf([head]).left }]
    let top = 90
    for (const { name, columns } of groups) {
        const g = idOf(`group: ${name}`)
        const nodes = columnsOf(columns, top).map(({ node, x, y }) => wired(node, { x, y, g }))
        const box = boxOf(nodes)
        const style = { label: true, 'label-position': 'nw' }
        const frame = {
            x: box.left - gap,
            y: top,
            w: box.width + 2 * gap,
            h: box.bottom - top + gap
        }
        placed.push(
            { id: g, type: 'group', z, name, style, nodes: nodes.map((node) => node.id), ...frame },
            ...nodes
        )
        top = frame.y + frame.h + gap
    }
    return placed
}

/** A Catch node of ours hears every node of this pack and every function but the one behind it. */
function scopeOf({ scope }, all) {
    if (scope !== 'ours') return scope
    const isHeard = ({ type, name }) => ours.includes(type) || (type === 'function' && name !== 'in words')
    return all.filter(isHeard).map(({ name }) => name)
}

function columnsOf(columns, top) {
    let left = 54
    return columns.flatMap((column) => {
        const widths = column.map((node) => boxOf([{ ...node, x: 0, y: 0 }]).width)
        const wide = Math.max(...widths)
        const placed = column.map((node, row) => ({
            node,
            x: Math.round(left + widths[row] / 2),
            y: top + 50 + 50 * row
        }))
        left += wide + 60
        return placed
    })
}
