import assert from 'node:assert/strict'
import { accountId, handbookId, listExamples, readExample } from '../support/examples'
import type { FlowNode } from '../support/node-red'
import pack from '../../package.json'

const types: Record<string, string> = pack['node-red'].nodes

/** Node-RED's own node types that an example may use. */
const coreTypes = new Set(
    [
        'tab,group,comment,inject,debug,catch,status,complete,link in,link out,link call,function,switch,change,range',
        'template,delay,trigger,rbe,csv,json,html,xml,yaml,file,file in,watch,split,join,sort,batch',
        'http in,http response,http request,websocket in,websocket out'
    ].flatMap((line) => line.split(','))
)

const secretLike =
    /pat-(na|eu)\d-|bearer\s+\S{12}|eyJ[\w-]{20}|-----BEGIN|(password|secret|token)"\s*:\s*"[^"$]/i
const ruleId = /\b(?:CT|LC|LS|QQ|WWW|DS|AO|IMP|SALES)-\d\d\b/

describe('every example flow (DESIGN 7)', () => {
    const files = listExamples()

    it('there are some, each in a folder of its chapter as NN - Sentence.json', () => {
        assert.ok(files.length >= 5)
        for (const file of files) assert.match(file, /^[A-Z][A-Za-z ]+\/\d\d - [A-Z][^/]+\.json$/)
    })

    for (const file of files) {
        describe(file, () => {
            const nodes = readExample(file)
            const onTab = nodes.filter((node) => node.z !== undefined && node.type !== 'group')

            it('has a comment node whose name begins with its rules and whose text says what to press and see', () => {
                const comments = nodes.filter((node) => node.type === 'comment')
                assert.equal(comments.length, 1)
                const [{ name, info }] = comments as [FlowNode & { info: string }]
                assert.match(name ?? '', ruleId)
                assert.match(info, /\*\*/)
                assert.ok(info.split('\n\n')[0]!.split(/[.:;] /).length >= 2)
            })

            it('uses only nodes of this pack and of Node-RED itself', () => {
                const strange = nodes
                    .map((node) => node.type)
                    .filter((type) => !(type in types) && !coreTypes.has(type))
                assert.deepEqual(strange, [])
            })

            it('holds no secret and no personal address outside example domains', () => {
                const text = JSON.stringify(nodes)
                assert.doesNotMatch(text, secretLike)
                for (const node of nodes) assert.equal(node.credentials, undefined)
                const addresses = text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi) ?? []
                assert.deepEqual(
                    addresses.filter((address) => !/@example\.(com|net|org)$/i.test(address)),
                    []
                )
            })

            it('starts on the sandbox account that all examples share', () => {
                const accounts = nodes.filter((node) => node.type === 'hubspot-account')
                const used = nodes.flatMap((node) => (node.account === undefined ? [] : [node.account]))
                assert.ok(used.every((id) => id === accountId))
                assert.deepEqual(
                    accounts.map(({ id, mode, readOnly, version }) => ({ id, mode, readOnly, version })),
                    used.length > 0 ? [{ id: accountId, mode: 'sandbox', readOnly: false, version: 1 }] : []
                )
            })

            it('goes by the handbook that all examples share, or by one of another edition', () => {
                const handbooks = nodes.filter((node) => node.type === 'sales-handbook')
                const used = nodes.flatMap((node) => (node.handbook === undefined ? [] : [node.handbook]))
                assert.deepEqual(new Set(used), new Set(handbooks.map(({ id }) => id)))
                for (const { id, edition, overrides, version } of handbooks) {
                    if (id !== handbookId) assert.notEqual(edition, '2023-12')
                    else assert.deepEqual([edition, overrides, version], ['2023-12', {}, 1])
                }
            })

            it('is wired whole: every wire, link and catch leads to a node of the flow', () => {
                const ids = new Set(onTab.map(({ id }) => id))
                for (const node of onTab) {
                    const targets = [...(node.wires ?? []).flat(), ...((node.scope ?? []) as string[])]
                    targets.push(...((node.links ?? []) as string[]))
                    for (const target of targets) assert.ok(ids.has(target), `${node.name}: ${target}`)
                }
            })

            it('reports what went wrong: every node of ours is in the scope of a Catch node', () => {
                const caught = nodes
                    .filter((node) => node.type === 'catch')
                    .flatMap((node) => node.scope as string[])
                const ours = onTab.filter((node) => node.type in types)
                for (const node of ours) assert.ok(caught.includes(node.id), `${node.type} ${node.name}`)
            })

            it('starts nothing by itself', () => {
                for (const node of nodes.filter(({ type }) => type === 'inject')) {
                    assert.equal(node.once, false)
                    assert.equal(node.repeat, '')
                    assert.equal(node.crontab, '')
                }
            })

            it('lies tidily: nodes in groups, none on another, and no group on another (npm run tidy)', () => {
                const places = onTab.map(({ x, y }) => `${String(x)},${String(y)}`)
                assert.equal(new Set(places).size, places.length)
                for (const node of onTab)
                    assert.ok(node.g !== undefined || node.type === 'comment', node.name)
                type Place = Record<'x' | 'y' | 'w' | 'h', number>
                const groups = nodes.filter(({ type }) => type === 'group') as unknown as Place[]
                for (const [index, one] of groups.entries()) {
                    assert.ok(one.x >= 0 && one.y >= 0)
                    for (const other of groups.slice(index + 1)) {
                        const beside = one.x + one.w <= other.x || other.x + other.w <= one.x
                        assert.ok(beside || one.y + one.h <= other.y || other.y + other.h <= one.y)
                    }
                }
            })
        })
    }

    it('no two files share an id, except the account and the handbook', () => {
        const seen = new Map<string, string>()
        for (const file of files) {
            for (const { id } of readExample(file)) {
                if (id === accountId || id === handbookId) continue
                assert.equal(seen.get(id), undefined, `${id} in ${file}`)
                seen.set(id, file)
            }
        }
    })
})
