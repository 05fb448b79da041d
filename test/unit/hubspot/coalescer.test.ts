import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Coalescer, type Operation, type Round } from '../../../src/hubspot/coalescer'
import type { HubSpotError } from '../../../src/hubspot'
import { nextTurn } from './clocks'

class Op implements Operation {
    ticket = 0
    settled = false
    code: string | null = null
    constructor(
        readonly key: string,
        readonly reads = false
    ) {}
    reject(error: HubSpotError) {
        this.settled = true
        this.code = error.code
    }
}

interface Started {
    round: Round<Op>
    keys: string[]
    end(): void
}

/** A coalescer whose rounds run until the test ends them. */
function setUp(options: { fullBatch?: number; maxRound?: number; maxQueued?: number } = {}) {
    const started: Started[] = []
    const pauses: { ms: number; resolve: () => void }[] = []
    let now = 0
    const coalescer = new Coalescer<Op>({
        fullBatch: 100,
        maxRound: 500,
        maxQueued: 1000,
        now: () => now,
        pause: (ms) => new Promise((resolve) => pauses.push({ ms, resolve })),
        ...options,
        run: (round) =>
            new Promise((end) => {
                started.push({ round, keys: round.operations.map(({ key }) => key), end })
            })
    })
    const add = (...operations: (string | Op)[]) =>
        operations.map((given) => {
            const operation = typeof given === 'string' ? new Op(given) : given
            coalescer.add(operation)
            return operation
        })
    /** Ends a round, by default a long one. */
    const end = async (round: number, ms = 500) => {
        now += ms
        started[round]?.end()
        await nextTurn()
        await nextTurn()
    }
    return { coalescer, started, pauses, add, end, keys: () => started.map(({ keys }) => keys.join(' ')) }
}

function letters(count: number, prefix: string): string[] {
    return Array.from({ length: count }, (_, index) => `${prefix}${index}`)
}

describe('hubspot coalescer', () => {
    it('leaves at the end of the tick when nothing is in flight, with all of the tick', async () => {
        const { add, keys } = setUp()
        add('a')
        await Promise.resolve()
        add('b')
        assert.deepEqual(keys(), [])
        await nextTurn()
        assert.deepEqual(keys(), ['a b'])
    })

    it('gathers while a round is in flight', async () => {
        const { add, end, keys } = setUp()
        add('a')
        await nextTurn()
        add('b')
        await nextTurn()
        add('c')
        await nextTurn()
        assert.deepEqual(keys(), ['a'])
        await end(0)
        assert.deepEqual(keys(), ['a', 'b c'])
    })

    it('lets more gather after a round that was short: 200 ms from start to start', async () => {
        const { add, end, keys, pauses } = setUp()
        add('a')
        await nextTurn()
        add('b')
        await end(0, 5)
        add('c')
        await nextTurn()
        assert.deepEqual([keys(), pauses.map(({ ms }) => ms)], [['a'], [195]])
        pauses[0]?.resolve()
        await nextTurn()
        await nextTurn()
        assert.deepEqual(keys(), ['a', 'b c'])
    })

    it('does not wait for more with a full batch, when idle, or for one record’s next', async () => {
        const { add, end, keys } = setUp({ fullBatch: 2 })
        add('a')
        await nextTurn()
        add('b')
        await end(0, 5)
        add('c')
        await nextTurn()
        assert.deepEqual(keys(), ['a', 'b c'])
        await end(1, 5)
        add('d', 'd')
        await nextTurn()
        await end(2, 5)
        assert.deepEqual(keys(), ['a', 'b c', 'd', 'd'])
    })

    it('starts a second round beside the first only for a full batch, and never a third', async () => {
        const { add, started } = setUp()
        add('a')
        await nextTurn()
        add(...letters(99, 'b'))
        await nextTurn()
        assert.equal(started.length, 1)
        add('b99')
        await nextTurn()
        assert.equal(started[1]?.keys.length, 100)
        add(...letters(600, 'c'))
        await nextTurn()
        assert.equal(started.length, 2)
    })

    it('takes no more than a round holds, in order', async () => {
        const { add, end, started } = setUp({ maxRound: 3 })
        add(...letters(5, 'a'))
        await nextTurn()
        await end(0)
        assert.deepEqual([started[0]?.keys, started[1]?.keys], [letters(3, 'a'), ['a3', 'a4']])
    })

    it('never has two writes on a record in one round, and keeps their order', async () => {
        const { add, end, started } = setUp()
        const operations = add('a', 'b', 'a', 'a')
        await nextTurn()
        await end(0)
        await end(1)
        assert.deepEqual(
            started.map(({ round }) => round.operations.map((operation) => operations.indexOf(operation))),
            [[0, 1], [2], [3]]
        )
    })

    it('lets reads of one record share a round, up to the next write', async () => {
        const { add, end, keys } = setUp()
        add(new Op('a', true), new Op('a', true), new Op('b'), 'a', new Op('a', true))
        await nextTurn()
        await end(0)
        await end(1)
        assert.deepEqual(keys(), ['a a b', 'a', 'a'])
    })

    it('puts a second name of the same record into a later round', async () => {
        const { add, end, started, keys } = setUp()
        const [, second] = add('id:1', 'email:a', 'id:2')
        await nextTurn()
        const claims = started[0]?.round.operations.map((operation) =>
            started[0]?.round.claim(operation, [operation.key === 'id:2' ? '2' : '1'])
        )
        assert.deepEqual(claims, [true, false, true])
        add('email:a', 'id:3')
        await end(0)
        assert.deepEqual(keys(), ['id:1 email:a id:2', 'email:a id:3'])
        assert.equal(started[1]?.round.operations[0], second)
    })

    it('lets a round beside another claim only after it, and only what that one has not', async () => {
        const { add, end, started } = setUp({ fullBatch: 2 })
        add('id:1', new Op('id:2', true))
        await nextTurn()
        add('email:a', 'email:b', 'email:c')
        await nextTurn()
        const [first, second] = started.map(({ round }) => round)
        let turn = false
        void second?.turn().then(() => (turn = true))
        await nextTurn()
        assert.equal(turn, false)
        for (const operation of first?.operations ?? []) first?.claim(operation, [operation.key.slice(3)])
        first?.claimed()
        await nextTurn()
        assert.equal(turn, true)
        await end(0)
        const claims = second?.operations.map((operation, index) =>
            second.claim(operation, [String(index + 1)])
        )
        assert.deepEqual(claims, [false, false, true], 'what it read may be older than a write')
    })

    it('does not let another name overtake a write that waits behind a read', async () => {
        const { add, end, started } = setUp({ fullBatch: 1 })
        const [read, write] = add(new Op('email:a', true), 'email:a')
        await nextTurn()
        const [later] = add(new Op('id:1', true))
        await nextTurn()
        assert.equal(started[0]?.round.claim(read as Op, ['1']), true)
        assert.equal(started[1]?.round.claim(later as Op, ['1']), false)
        await end(0)
        assert.deepEqual(started[2]?.round.operations, [write])
    })

    it('refuses more than may wait, and takes them again when there is room', async () => {
        const { add, end, started } = setUp({ maxQueued: 2 })
        add('a')
        await nextTurn()
        add('b', 'b')
        assert.throws(() => add('c'), { code: 'QUEUE_FULL' })
        await end(0)
        add('c')
        assert.throws(() => add('d'), { code: 'QUEUE_FULL' })
        assert.deepEqual(started[1]?.keys, ['b'])
    })

    it('passes over what was given up, and what waited behind it goes on', async () => {
        const { add, end, keys } = setUp()
        add('a')
        await nextTurn()
        const [given] = add('b', 'b', 'c')
        if (given) given.settled = true
        await end(0)
        await end(1)
        assert.deepEqual(keys(), ['a', 'c', 'b'])
    })

    it('rejects with CLOSED what waits, and takes nothing more', async () => {
        const { coalescer, add, end, started } = setUp()
        const [running] = add('a')
        await nextTurn()
        const waiting = add('a', 'b')
        started[0]?.round.again(running as Op)
        const closing = coalescer.close()
        assert.deepEqual(
            waiting.map(({ code }) => code),
            ['CLOSED', 'CLOSED']
        )
        assert.throws(() => add('c'), { code: 'CLOSED' })
        await end(0)
        await closing
        await coalescer.close()
        assert.equal(running?.code, 'CLOSED', 'put back too late')
        assert.equal(started.length, 1)
    })

    it('runs everything once, in order per record, whatever the names (property)', () =>
        fc.assert(
            fc.asyncProperty(
                fc.array(
                    fc.record({
                        record: fc.nat(4),
                        alias: fc.boolean(),
                        reads: fc.boolean(),
                        pause: fc.nat(3)
                    }),
                    {
                        maxLength: 60
                    }
                ),
                async (wanted) => {
                    const done = new Map<number, Op[]>()
                    const all: Op[] = []
                    const nameOf = (record: number, alias: boolean) => `${alias ? 'email' : 'id'}:${record}`
                    const coalescer = new Coalescer<Op>({
                        fullBatch: 3,
                        maxRound: 6,
                        maxQueued: 1000,
                        now: () => 0,
                        pause: () => nextTurn(),
                        async run(round) {
                            for (let turn = round.operations.length % 3; turn > 0; turn -= 1) await nextTurn()
                            await round.turn()
                            const mine = round.operations.filter((operation) =>
                                round.claim(operation, [operation.key.split(':')[1] ?? ''])
                            )
                            round.claimed()
                            await nextTurn()
                            for (const operation of mine) {
                                const record = Number(operation.key.split(':')[1])
                                done.set(record, [...(done.get(record) ?? []), operation])
                                operation.settled = true
                            }
                        }
                    })
                    for (const { record, alias, reads, pause } of wanted) {
                        const operation = new Op(nameOf(record, alias), reads)
                        all.push(operation)
                        coalescer.add(operation)
                        for (let turn = 0; turn < pause; turn += 1) await nextTurn()
                    }
                    while (all.some(({ settled }) => !settled)) await nextTurn()
                    for (const operations of done.values()) {
                        const writes = operations.filter(({ reads }) => !reads).map(({ ticket }) => ticket)
                        assert.deepEqual(
                            writes,
                            writes.toSorted((a, b) => a - b)
                        )
                        for (const [at, operation] of operations.entries())
                            if (operation.reads)
                                for (const write of operations.filter(({ reads }) => !reads))
                                    assert.equal(
                                        write.ticket < operation.ticket,
                                        operations.indexOf(write) < at
                                    )
                    }
                    assert.equal([...done.values()].flat().length, all.length)
                }
            ),
            { numRuns: 300 }
        ))
})
