import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { notesOn } from '../support/crm-notes'
import { accountId, readExample, startExample, type Message, type RunningExample } from '../support/examples'
import { email, file, historyOf, recordsIn, steps, wayIn } from '../support/whole-way'

const day = 86_400_000
const answers = ['done', 'not done', 'problem']

describe(`${file} (LC-02, QQ-05, WWW-04, DS-01 to DS-07, SALES-05)`, () => {
    let example: RunningExample

    beforeEach(async () => {
        example = await startExample(file)
    })
    afterEach(() => example?.stop())

    const press = async (button: string): Promise<[string, Message]> => {
        const answered = Promise.race(
            answers.map(async (name) => [name, await example.next(name)] as [string, Message])
        )
        await example.press(button)
        return answered
    }

    it('each step brings stages, lead status, notes, tasks, the deal and the forecast one further, and only once', async () => {
        const { crm } = example
        const known = recordsIn(crm)
        for (const [button, way] of steps) {
            for (const time of ['first', 'again']) {
                const [answer, message] = await press(button)
                assert.equal(
                    answer,
                    'done',
                    `${button}, ${time}: ${JSON.stringify(message.payload ?? message.error)}`
                )
                assert.deepEqual(wayIn(crm, known), way, button)
            }
            crm.clock.advance('P1D')
        }

        const contact = crm.portal.contactByEmail(email)
        const entered = historyOf(contact, 'lifecyclestage').map(({ timestamp }) => Date.parse(timestamp))
        // Lead and MQL on the first day, SQL on the fourth, Opportunity on the fifth, Customer on the ninth.
        assert.deepEqual(
            entered.map((at) => Math.floor((at - (entered[0] ?? 0)) / day)),
            [0, 0, 3, 4, 8]
        )
        for (const { value, timestamp } of historyOf(contact, 'lifecyclestage')) {
            const stamp = contact?.properties[`hs_v2_date_entered_${value}`] ?? ''
            assert.equal(new Date(stamp).toISOString(), new Date(timestamp).toISOString(), value)
        }
        const notes = await notesOn(crm, 'contacts', contact?.id ?? '')
        assert.equal(notes.filter((note) => /Why change\?/.test(note)).length, 1)
        const deal = crm.portal.list('deals').find(({ id }) => !known.has(`deals ${id}`))
        assert.equal(deal?.properties.dealname, 'Bottling line 3')
        assert.equal(
            deal?.properties.closedate?.slice(0, 10),
            new Date(crm.clock.now() - day).toISOString().slice(0, 10)
        )

        const [board] = await Promise.all([example.next('board'), example.press('forecast')])
        const { won } = board.payload as { won: { amount: number } }
        assert.ok(won.amount >= 48_000)
    })

    it('a button that comes too early is refused and changes nothing', async () => {
        const { crm } = example
        const known = recordsIn(crm)
        await press('1 demo request')
        const before = wayIn(crm, known)
        for (const button of ['6 POC kick-off', '7 POC has proven it', '8 the contract is out', '9 signed']) {
            assert.equal((await press(button))[0], 'not done')
            assert.deepEqual(wayIn(crm, known), before)
        }
    })
})

describe(`${file}: killed at every write and started again`, function () {
    this.timeout(360_000)
    let crm: Sandbox
    const children: Child[] = []

    before(async () => {
        crm = await startSandbox({ seed: 'demo', limits: { burst: 1e6, daily: 1e6 } })
    })
    after(async () => {
        for (const child of children) child.kill()
        await crm?.close()
    })

    const start = () => {
        const child = startChild(crm)
        children.push(child)
        return child
    }

    it('ends as if nothing had happened: a process that is killed behind each single write is completed by the next', async () => {
        const known = recordsIn(crm)
        let [child, spare] = [start(), start()]
        let kills = 0
        // The portal tells of a change before its answer leaves: whoever asked for it never hears of it.
        const stop = crm.portal.subscribe(() => child.kill())
        try {
            for (const [button, way] of steps) {
                const before = kills
                for (;;) {
                    const answer = await child.press(button)
                    if (answer !== null) {
                        assert.equal(answer, 'done', button)
                        break
                    }
                    kills += 1
                    ;[child, spare] = [spare, start()]
                }
                assert.ok(kills > before, `${button} was never killed`)
                assert.deepEqual(wayIn(crm, known), way, button)
                crm.clock.advance('P1D')
            }
        } finally {
            stop()
        }
        // Contact, 4 stages, 5 statuses, 4 activities and notes, a deal and its 4 moves, 5 tasks.
        assert.ok(kills >= 20, `${kills} kills`)
    })
})

interface Child {
    /** Presses a button; null when the process was killed before it had an answer. */
    press(button: string): Promise<string | null>
    kill(): void
}

function startChild(crm: Sandbox): Child {
    const flows = readExample(file).map((node) =>
        node.id === accountId ? { ...node, mode: 'hubspot' } : node
    )
    const idOf = (name: string) => flows.find((node) => node.name === name)?.id ?? ''
    const run = {
        flows,
        credentials: { [accountId]: { token: crm.token } },
        settings: { hubspotAccountApiUrl: crm.url },
        watch: Object.fromEntries(answers.map((name) => [name, idOf(name)]))
    }
    const child: ChildProcess = fork(join(__dirname, '../support/flow-child.cjs'), [JSON.stringify(run)], {
        execArgv: [],
        stdio: 'ignore'
    })
    const exited = once(child, 'exit').then(() => null)
    const next = () =>
        Promise.race([exited, once(child, 'message').then(([message]) => (message as { name: string }).name)])
    const ready = next()
    return {
        async press(button) {
            if ((await ready) === null) throw new Error('the process did not start')
            const answered = next()
            child.send(idOf(button))
            const answer = await answered
            // An answer on its way when the process was killed counts for nothing.
            return child.killed ? null : answer
        },
        kill: () => void child.kill('SIGKILL')
    }
}
