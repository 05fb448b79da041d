// npm run tidy: lays the example flows out as the editor draws them, so that no label is cut off and no group lies on another. Needs `npm run build` first.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openEditor, startChromium } from '../test/support/browser'
import { demoFlows, readExamples, startDemo } from './demo-node-red.mjs'
import { root } from './ensure-installed.mjs'

/** Pixels of the editor's canvas, all multiples of its grid. */
const spacing = { grid: 20, left: 80, top: 40, firstGroup: 80, betweenGroups: 40, betweenNodes: 60 }

/** A node as the editor measures it: `x` and `y` are its middle. */
interface Drawn {
    id: string
    g?: string
    type: string
    x: number
    y: number
    w: number
    /** How far its button stands out to the left and to the right. */
    before: number
    behind: number
}

interface Bounds {
    x: number
    y: number
    w: number
    h: number
}

type Positions = Record<string, { x: number; y: number } & Partial<Bounds>>

async function main(): Promise<void> {
    const wanted = process.argv.slice(2)
    const userDir = mkdtempSync(join(tmpdir(), 'nr-hubspot-tidy-'))
    writeFileSync(join(userDir, 'flows.json'), JSON.stringify(demoFlows()))
    const demo = await startDemo({ userDir, port: 0, quiet: true })
    const browser = await startChromium()
    try {
        const page = await openEditor(browser, demo.url)
        for (const { chapter, name, nodes } of readExamples()) {
            const file = `${chapter}/${name}.json`
            if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue
            const tab = (nodes as { id: string; type: string }[]).find(({ type }) => type === 'tab')
            if (tab) save(file, await tidy(page, tab.id))
        }
    } finally {
        await browser.close()
        await demo.stop()
        rmSync(userDir, { recursive: true, force: true })
    }
}

/** The places of a tab's nodes and groups: every group at the left, one below the other, its columns apart. */
async function tidy(page: Page, tab: string): Promise<Positions> {
    await page.evaluate((id) => (window as unknown as Editor).RED.workspaces.show(id), tab)
    await page.waitForTimeout(200)
    const { nodes, groups } = await draw(page, tab, {})
    const places: Positions = {}
    for (const node of nodes.filter(({ type }) => type === 'comment'))
        places[node.id] = { x: spacing.left - spacing.grid + node.w / 2, y: spacing.top }
    for (const group of Object.keys(groups))
        Object.assign(places, columns(nodes.filter((node) => node.g === group)))
    let top = spacing.firstGroup
    let drawn = await draw(page, tab, places)
    for (const [id, bounds] of Object.entries(drawn.groups).toSorted(([, a], [, b]) => a.y - b.y)) {
        const shift = Math.ceil((top - bounds.y) / spacing.grid) * spacing.grid
        for (const node of drawn.nodes.filter(({ g }) => g === id))
            places[node.id] = { x: node.x, y: node.y + shift }
        top = bounds.y + shift + bounds.h + spacing.betweenGroups
    }
    drawn = await draw(page, tab, places)
    for (const [id, bounds] of Object.entries(drawn.groups)) places[id] = bounds
    return places
}

/**
 * Stands the nodes of one group in columns, each of them with one left edge, and moves columns to the right where a
 * wire between them would be too short to be seen.
 */
function columns(nodes: Drawn[]): Positions {
    const places: Positions = {}
    let right = spacing.left - spacing.betweenNodes
    let moved = -Infinity
    for (const column of inColumns(nodes)) {
        const left = Math.min(...column.map(leftOf))
        const isFirst = moved === -Infinity
        moved = isFirst ? spacing.left - left : Math.max(moved, right + spacing.betweenNodes - left)
        const edge = onGrid(left + moved + Math.max(...column.map(({ before }) => before)))
        for (const { id, w, y } of column) places[id] = { x: edge + w / 2, y }
        right = Math.max(...column.map(({ w, behind }) => edge + w + behind))
    }
    return places
}

/** Nodes from left to right, those together that stand above one another. */
function inColumns(nodes: Drawn[]): Drawn[][] {
    const found: Drawn[][] = []
    for (const node of nodes.toSorted((a, b) => leftOf(a) - leftOf(b))) {
        const last = found.at(-1)
        const middle = last && Math.min(...last.map((one) => one.x))
        if (last && middle !== undefined && leftOf(node) < middle) last.push(node)
        else found.push([node])
    }
    return found
}

function leftOf({ x, w, before }: Drawn): number {
    return x - w / 2 - before
}

function onGrid(x: number): number {
    return Math.round(x / spacing.grid) * spacing.grid
}

interface EditorNode extends Bounds {
    id: string
    g?: string
    type: string
    dirty: boolean
    dirtyStatus: boolean
    moved: boolean
    _def: { button?: unknown; align?: string }
}

interface Editor {
    RED: {
        workspaces: { show(id: string): void }
        view: { redraw(updateActive: boolean, now: boolean): void }
        nodes: {
            node(id: string): EditorNode | undefined
            filterNodes(filter: { z: string }): EditorNode[]
            groups(z: string): EditorNode[]
        }
        group: { markDirty(group: EditorNode): void }
    }
}

/** Puts nodes where they belong, lets the editor draw them, and measures what it drew. */
function draw(
    page: Page,
    tab: string,
    places: Positions
): Promise<{ nodes: Drawn[]; groups: Record<string, Bounds> }> {
    return page.evaluate(
        ([z, given]) => {
            const { RED } = window as unknown as Editor
            for (const node of RED.nodes.filterNodes({ z })) {
                const place = given[node.id]
                if (place) Object.assign(node, { x: place.x, y: place.y, moved: true })
                node.dirty = true
            }
            for (const group of RED.nodes.groups(z)) RED.group.markDirty(group)
            RED.view.redraw(true, true)
            const isNumber = (value: unknown) => typeof value === 'number'
            return {
                nodes: RED.nodes
                    .filterNodes({ z })
                    .filter(({ x }) => isNumber(x))
                    .map(({ id, g, type, x, y, w, _def: { button, align } }) => ({
                        id,
                        ...(g === undefined ? {} : { g }),
                        type,
                        x,
                        y,
                        w,
                        before: button && align !== 'right' ? 20 : 0,
                        behind: button && align === 'right' ? 20 : 0
                    })),
                groups: Object.fromEntries(
                    RED.nodes.groups(z).map(({ id, x, y, w, h }) => [id, { x, y, w, h }])
                )
            }
        },
        [tab, places] as const
    )
}

function save(file: string, places: Positions): void {
    const path = join(root, 'examples', file)
    const nodes = JSON.parse(readFileSync(path, 'utf8')) as { id: string }[]
    const placed = nodes.map((node) => Object.assign(node, places[node.id]))
    writeFileSync(path, `${JSON.stringify(placed, null, 4)}\n`)
    process.stdout.write(`${file}\n`)
}

void main()
