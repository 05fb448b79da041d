/** Every blueprint that needs no other pack, as FlowFuse would put it on an instance; the others are in test/blueprints. */
import assert from 'node:assert/strict'
import { boxOf } from '../../scripts/blueprints/layout.mjs'
import { blueprintFile, libraryEntries, websiteFiles } from '../../scripts/blueprints/formats.mjs'
import { readSources } from '../../scripts/blueprints/sources.mjs'
import { starterFlows } from '../../scripts/blueprints/starter.mjs'
import { readExamples } from '../../scripts/demo-node-red.mjs'
import pack from '../../package.json'
import type { Sandbox } from '../../src/sandbox'
import { accountId, listExamples } from '../support/examples'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'

interface Source {
    name: string
    description: string
    path: string
    flows: FlowNode[]
    modules: Record<string, string>
}

const sources = readSources() as Source[]
const [starter] = sources as [Source]
const onlyOurs = sources.filter(({ modules }) => Object.keys(modules).length === 1)

describe('blueprints for FlowFuse', () => {
    it('there is one for every example, and the starter', () => {
        const paths = sources.map(({ path }) => `${path}.json`)
        for (const file of listExamples()) assert.ok(paths.includes(file), file)
        assert.equal(starter.path, 'Starter')
        assert.equal(new Set(sources.map(({ name }) => name)).size, sources.length)
    })

    it('the import file has flows and this pack’s range of versions, no credentials, no environment', () => {
        const { blueprints, count } = blueprintFile(sources)
        assert.equal(count, blueprints.length)
        for (const blueprint of blueprints) {
            assert.deepEqual(Object.keys(blueprint).toSorted(), [
                'category',
                'description',
                'flows',
                'icon',
                'modules',
                'name'
            ])
            assert.ok(blueprint.flows.flows.length > 0)
            assert.equal(blueprint.modules[pack.name as keyof object], `^${pack.version}`)
            assert.doesNotMatch(JSON.stringify(blueprint.flows), /"credentials"|pat-(?:na|eu)\d/)
        }
    })

    it('the Team Library’s entries are paths with flows; no path is also a folder', () => {
        const { entries } = libraryEntries(sources) as {
            entries: { name: string; type: string; body: object[] }[]
        }
        const names = entries.map(({ name }) => name)
        for (const name of names) assert.ok(!names.some((other) => other.startsWith(`${name}/`)), name)
        for (const { type, body } of entries) assert.ok(type === 'flows' && body.length > 0)
    })

    it('the website’s folder of each has flow.json, package.json and index.md, and is its own', () => {
        const folders = sources.map((source) => Object.keys(websiteFiles(source)))
        assert.equal(new Set(folders.flat()).size, 3 * sources.length)
        const files = websiteFiles(starter)
        const page = Object.entries(files).find(([path]) => path.endsWith('index.md'))?.[1] ?? ''
        assert.match(page, /^---\ntitle: "HubSpot by the handbook"\n/)
    })

    describe('on a real Node-RED', () => {
        let nodeRed: RunningNodeRed

        before(async () => {
            nodeRed = await startNodeRed()
        })
        after(() => nodeRed?.stop())

        it('each starts without a missing type, a warning or an error', async () => {
            for (const { name, flows } of onlyOurs) {
                // What the one before was doing, such as reviewing what its trigger found, it may say when it is stopped.
                await nodeRed.deploy([])
                nodeRed.log.length = 0
                await nodeRed.deploy(flows)
                for (const node of flows) {
                    const isRunning = node.type !== 'tab' && node.type !== 'group' && !node.d
                    if (isRunning) assert.equal(nodeRed.node(node.id).type, node.type, name)
                }
                assert.deepEqual(nodeRed.log, [], name)
            }
        })

        it('the starter works with the variables of an example’s group, and tells what went wrong at one place', async () => {
            await nodeRed.deploy(starter.flows)
            const account = nodeRed.node(accountId) as unknown as { sandbox(): Promise<Sandbox> }
            const { portal } = await account.sandbox()
            for (const { id } of portal.list('contacts')) portal.archive('contacts', id)
            const idOf = (name: string) => starter.flows.find((node) => node.name === name)?.id ?? ''
            const press = async (button: string, answer: string) => {
                const [[message]] = await Promise.all([
                    nodeRed.next(idOf(answer)),
                    nodeRed.inject(idOf(button))
                ])
                return message
            }
            const told = await press('answered: open a deal', 'trouble')
            assert.match(String(told?.payload), /^note the Whys: .*HUBSPOT_NOT_FOUND/)

            // As the group's CONTACT says.
            portal.create('contacts', {
                email: 'ravi.menon@example.com',
                lifecyclestage: 'salesqualifiedlead',
                hs_lead_status: 'CONNECTED'
            })
            const before = portal.list('deals').length
            await press('answered: open a deal', 'opened')
            assert.equal(portal.list('deals').length, before + 1)
            assert.equal(
                portal.contactByEmail('ravi.menon@example.com')?.properties.lifecyclestage,
                'opportunity'
            )
        })
    })
})

describe('the starter blueprint', () => {
    const tabs = starter.flows.filter(({ type }) => type === 'tab')
    const onTab = (tab: FlowNode) => starter.flows.filter(({ z }) => z === tab.id)

    it('has a tab to start at and one for each chapter, in the order of a customer’s way', () => {
        const chapters = new Set(listExamples().map((file) => file.split('/')[0]))
        const labels = tabs.map(({ label }) => label)
        assert.equal(labels[0], 'Start here')
        assert.deepEqual(new Set(labels.slice(1)), chapters)
        assert.ok(labels.indexOf('Lifecycle') < labels.indexOf('Deals'))
    })

    it('has every node of every example once, ids unique, and the account once', () => {
        const ids = starter.flows.map(({ id }) => id)
        assert.equal(new Set(ids).size, ids.length)
        for (const { nodes } of readExamples())
            for (const { id, type } of nodes as FlowNode[]) if (type !== 'tab') assert.ok(ids.includes(id))
        assert.equal(starter.flows.filter(({ type }) => type === 'hubspot-account').length, 1)
    })

    it('keeps each example in a group with its comment and the variables that its tab had', () => {
        for (const { name, nodes } of readExamples()) {
            const comment = (nodes as FlowNode[]).find(({ type }) => type === 'comment')
            const tab = (nodes as FlowNode[]).find(({ type }) => type === 'tab')
            const moved = starter.flows.find(({ id }) => id === comment?.id)
            const group = starter.flows.find(({ id }) => id === moved?.g)
            assert.equal(group?.type, 'group', name)
            assert.deepEqual(group.env, tab?.env ?? [])
        }
    })

    it('lies tidily: groups of a tab do not touch, what a group lists lies in it, no node on another, all on the sheet', () => {
        for (const tab of tabs) {
            const nodes = onTab(tab)
            const outer = nodes.filter(({ type, g }) => type === 'group' && g === undefined)
            for (const group of outer) {
                const box = boxOf([group])
                for (const other of outer) {
                    if (other === group) continue
                    const { left, right, top, bottom } = boxOf([other])
                    const apart =
                        left >= box.right || right <= box.left || top >= box.bottom || bottom <= box.top
                    assert.ok(apart, `${group.name} and ${other.name}`)
                }
            }
            for (const group of nodes.filter(({ type }) => type === 'group')) {
                for (const id of group.nodes as string[]) {
                    const node = nodes.find((candidate) => candidate.id === id)
                    assert.equal(node?.g, group.id)
                    const { top, bottom } = boxOf([node])
                    const frame = boxOf([group])
                    assert.ok(top >= frame.top && bottom <= frame.bottom, `${group.name}: ${node.name}`)
                }
            }
            const places = nodes
                .filter(({ type }) => type !== 'group')
                .map(({ x, y }) => `${String(x)},${String(y)}`)
            assert.equal(new Set(places).size, places.length, String(tab.label))
            if (nodes.length > 0) assert.ok(boxOf(nodes).bottom < 8000 && boxOf(nodes).right < 8000)
        }
    })

    it('refuses examples that want one id or one path for two things', () => {
        const example = (name: string, node: object) => ({
            chapter: 'X',
            name,
            nodes: [{ type: 'tab' }, node]
        })
        const path = (id: string) => ({
            id,
            type: 'http in',
            method: 'get',
            url: '/form',
            z: 'z',
            x: 0,
            y: 0
        })
        assert.throws(
            () => starterFlows([example('1', path('a')), example('2', path('b'))]),
            /path get \/form/
        )
        const config = (name: string) => ({ id: 'a', type: 'hubspot-account', name })
        assert.throws(() => starterFlows([example('1', config('A')), example('2', config('B'))]), /id a/)
    })
})
