import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { SandboxRecord } from '../../src/sandbox'
import { account, handbook, inDays, startDealFlow, type DealFlow } from '../support/deal-flow'
import type { FlowNode } from '../support/node-red'

const order = ['opportunity', 'pocStarted', 'valueValidated', 'contractSent', 'closedWon', 'closedLost']

/** What a message may bring or a person may type, some of it no good. */
const values: Record<string, readonly string[]> = {
    closedate: [inDays(30), inDays(300)],
    poc_start_date: [inDays(-1), inDays(90)],
    poc_result: ['Runs on two lines', 'tbd'],
    contract_sent_date: [inDays(0), inDays(5)],
    contract_expiration_date: [inDays(14), inDays(-2)]
}
const text = ([good, bad]: readonly string[]) =>
    fc.oneof({ weight: 2, arbitrary: fc.constant(good) }, fc.constantFrom(bad, undefined))
const properties = fc.record(
    Object.fromEntries(Object.entries(values).map(([name, texts]) => [name, text(texts)]))
)
const confirmed = fc.subarray(['pocResult', 'contract', 'certain'])

interface Command {
    /** The node that is asked; `drag` is a person at HubSpot's own board. */
    node: 'open' | 'move' | 'won' | 'lost' | 'review' | 'back' | 'close' | 'drag'
    to: string
    deal: Record<string, string | undefined>
    confirmed: string[]
    /** Sent together with the one after it. */
    together: boolean
}
const command: fc.Arbitrary<Command> = fc.record({
    node: fc.oneof(
        { weight: 8, arbitrary: fc.constant('move' as const) },
        fc.constantFrom('open', 'won', 'lost', 'review', 'back', 'close', 'drag')
    ),
    to: fc.constantFrom(...order),
    deal: properties,
    confirmed,
    together: fc.boolean()
})

/** Whether a deal may be in a stage, by the handbook's sentences and nothing of ours; as of today. */
function mayBeIn(stage: string, deal: Record<string, string>, word: ReadonlySet<string>): boolean {
    const day = (name: string) => deal[name]?.slice(0, 10) ?? ''
    const today = inDays(0)
    const known = (text: string | undefined) => text !== undefined && text !== 'tbd'
    if (stage === 'opportunity') return day('closedate') >= today && day('closedate') <= inDays(180)
    if (stage === 'pocStarted') return day('poc_start_date') !== '' && day('poc_start_date') <= inDays(30)
    if (stage === 'valueValidated') return known(deal.poc_result) || word.has('pocResult')
    if (stage === 'contractSent') {
        const isSent = day('contract_sent_date') !== '' && day('contract_sent_date') <= today
        return (
            (isSent || word.has('contract')) &&
            day('contract_expiration_date') >= today &&
            word.has('certain')
        )
    }
    return true
}

describe('deal-stage: whatever is asked for', function () {
    let flow: DealFlow

    before(async () => {
        flow = await startDealFlow({ dealAutomation: false, limits: { burst: 1e6, daily: 1e6 } })
    })
    after(() => flow?.stop())

    for (const strict of [false, true])
        it(`no deal enters a stage whose conditions are not met${strict ? ', and with strict none jumps or goes back unasked (DS-10)' : ' (DS-01 to DS-06, WWW-04)'}`, async () => {
            const send = await deploy(flow, strict)
            const keys = new Map(Object.entries(flow.stages).map(([key, id]) => [id, key]))
            const keyIn = (deal: SandboxRecord) => keys.get(deal.properties.dealstage ?? '') ?? ''
            await fc.assert(
                fc.asyncProperty(
                    fc.array(command, { minLength: 2, maxLength: 8 }),
                    fc.constantFrom(...order, undefined),
                    fc.boolean(),
                    async (commands, made, noted) => {
                        const contact = await flow.contact({ lifecyclestage: 'salesqualifiedlead' }, noted)
                        let deal: SandboxRecord | undefined
                        let asked: Command[] = []
                        let dragging = false
                        const breaches: string[] = []
                        const before = new Set(flow.crm.portal.list('deals').map(({ id }) => id))
                        if (made) {
                            const { id } = flow.crm.portal.create('deals', {
                                dealname: 'A plant',
                                dealstage: flow.stages[made] ?? ''
                            })
                            await flow.associate(`deals/${id}`, `contacts/${contact}`)
                            deal = flow.crm.portal.get('deals', id)
                        }
                        const stop = flow.crm.portal.subscribe(({ objectType, id }) => {
                            if (objectType !== 'deals' || before.has(id)) return
                            const now = flow.crm.portal.get('deals', id)
                            const [from, to] = [deal && keyIn(deal), now && keyIn(now)]
                            if (now && to !== undefined && to !== from && !dragging) {
                                const said = `${from} to ${to}: ${JSON.stringify(now.properties)}`
                                const isRepair = asked.some(({ node }) => node === 'back' || node === 'close')
                                const word = isRepair ? ['pocResult', 'contract', 'certain'] : []
                                for (const one of asked) word.push(...one.confirmed)
                                if (!mayBeIn(to, now.properties, new Set(word))) breaches.push(said)
                                if (from === undefined && (!noted || to !== 'opportunity'))
                                    breaches.push(said)
                                const step =
                                    from === undefined ||
                                    to === 'closedLost' ||
                                    order.indexOf(to) - order.indexOf(from) === 1
                                const reopened = from === 'closedWon' || from === 'closedLost'
                                if (strict && !isRepair && (!step || reopened)) breaches.push(said)
                            }
                            deal = now
                        })
                        try {
                            for (let index = 0; index < commands.length; index += asked.length) {
                                asked = commands.slice(index, index + 2)
                                if (!asked[0]?.together || asked.some(({ node }) => node === 'drag'))
                                    asked = asked.slice(0, 1)
                                const [first] = asked
                                if (first?.node === 'drag') {
                                    dragging = true
                                    flow.crm.clock.advance(1000)
                                    if (deal)
                                        flow.crm.portal.update('deals', deal.id, {
                                            dealstage: flow.stages[first.to] ?? ''
                                        })
                                    dragging = false
                                    continue
                                }
                                await Promise.all(
                                    asked.map((one) =>
                                        send(one.node, {
                                            payload: one.node === 'open' ? contact : (deal?.id ?? '99999999'),
                                            to: one.to,
                                            deal: { name: 'A plant', ...one.deal },
                                            confirmed: one.confirmed
                                        })
                                    )
                                )
                            }
                        } finally {
                            stop()
                        }
                        assert.deepEqual(breaches, [])
                    }
                ),
                { numRuns: 15 }
            )
        })
})

/** One node for each operation, side by side, so that two may work on one deal at once. */
async function deploy(flow: DealFlow, strict: boolean) {
    const tab: FlowNode = { id: 'fab3fab3fab3fab3', type: 'tab', label: 'test' }
    const place = { z: tab.id, x: 100, y: 100 }
    const nodes: Record<string, Record<string, string>> = {
        open: { operation: 'open' },
        move: { operation: 'move', stage: 'to', stageType: 'msg' },
        won: { operation: 'won' },
        lost: { operation: 'lost' },
        review: { operation: 'review' },
        back: { operation: 'review', repair: 'back' },
        close: { operation: 'review', repair: 'close' }
    }
    const idOf = (name: string) => `dea3${Buffer.from(name).toString('hex')}`
    const sink = idOf('sink')
    const overrides = { strict: { 'DS-10': true } }
    const shared = {
        ...place,
        account: account.id,
        handbook: handbook.id,
        confirmed: 'confirmed',
        confirmedType: 'msg'
    }
    await flow.nodeRed.deploy(
        [
            tab,
            account,
            { ...handbook, ...(strict && { overrides }) },
            ...Object.entries(nodes).map(([name, settings]) => ({
                id: idOf(name),
                type: 'deal-stage',
                ...shared,
                ...settings,
                wires: [[sink], [sink]]
            })),
            { id: idOf('catch'), type: 'catch', ...place, wires: [[sink]] },
            { id: sink, type: 'debug', ...place, active: false, wires: [] }
        ],
        { [account.id]: { token: flow.crm.token } }
    )
    const waiting = new Map<number, () => void>()
    flow.nodeRed.node(sink).on('input', (message) => {
        waiting.get((message as { tag: number }).tag)?.()
    })
    let tag = 0
    return (name: string, message: Record<string, unknown>) =>
        new Promise<void>((resolve) => {
            tag += 1
            waiting.set(tag, resolve)
            flow.nodeRed.node(idOf(name)).receive({ ...message, tag })
        })
}
