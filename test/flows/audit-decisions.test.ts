import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { toCsv } from '../../src/handbook'
import { owner, startMending, type MendingExample } from '../support/audit-example'
import type { ListRow } from '../support/audit-mending'
import { readExample, withEnv } from '../support/examples'
import { until } from '../support/until'

const file = 'Audit/06 - Carry out what people decided.json'
const [mql, sql] = ['marketingqualifiedlead', 'salesqualifiedlead']

describe(`${file} (LC-14, LC-22, LS-04, LS-06, LS-08, DS-01, DS-05, DS-08)`, () => {
    let flow: MendingExample
    let folder: string
    let env: Record<string, string>

    beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), 'nr-hubspot-decisions-'))
        env = { LIST_CSV: join(folder, 'list.csv'), DECISIONS_CSV: join(folder, 'decisions.csv') }
        flow = await startMending(file, env)
    })
    afterEach(async () => {
        await flow.stop()
        rmSync(folder, { recursive: true, force: true })
    })

    /** Sets WRITE in the tab's properties, and deploys. */
    const allow = () =>
        flow.example.nodeRed.deploy(
            readExample(file).map((node) =>
                node.type === 'tab' ? withEnv(node, { ...env, WRITE: 'true' }) : node
            )
        )
    /** HubSpot's search and its roll-ups follow some seconds later. */
    const settle = () => flow.example.crm.clock.advance('PT1M')
    /** Presses *make the list*. */
    async function list(): Promise<ListRow[]> {
        rmSync(env.LIST_CSV ?? '', { force: true })
        await Promise.all([flow.example.next('list'), flow.example.press('make the list')])
        await until(() => readList().length > 0)
        return parse(readList(), { columns: true })
    }
    const readList = (): string => {
        try {
            return readFileSync(env.LIST_CSV ?? '', 'utf8')
        } catch {
            return ''
        }
    }
    /** Presses a button and waits until `count` decisions came to an end, of what kind ever. */
    async function carryOut(button: string, count: number) {
        const [done, refused, problems, summaries] = ['done', 'not carried out', 'problem', 'summary'].map(
            (name) => flow.example.received(name) as { payload: Record<string, string> }[]
        ) as [{ payload: Record<string, string> }[], ...{ payload: Record<string, string> }[][]]
        await flow.example.press(button)
        const ended = () => done.length + (refused?.length ?? 0) + (problems?.length ?? 0)
        await until(() => ended() >= count && (summaries?.length ?? 0) > 0)
        const payloads = (messages: { payload: Record<string, string> }[] = []) =>
            messages.map(({ payload }) => payload)
        return { done: payloads(done), refused: payloads(refused), problems: payloads(problems) }
    }

    it('by its buttons: the list, a plan that writes nothing, then all of it done, and an empty list', async () => {
        const nobodys = flow.contact(['lead', mql], { hubspot_owner_id: '' })
        flow.set(nobodys, { hs_lead_status: 'OPEN' })
        const quiet = flow.contact(['lead', mql])
        flow.set(quiet, { hs_lead_status: 'ATTEMPTED_TO_CONTACT' })
        const dealless = flow.contact(['lead', mql, sql, 'opportunity'], { hs_lead_status: 'CONNECTED' })
        await flow.activity('emails', dealless, 1, {
            hs_email_direction: 'INCOMING_EMAIL',
            hs_email_status: 'SENT'
        })
        const late = await flow.deal(
            flow.contact(['lead', mql, sql, 'opportunity'], { hs_lead_status: 'OPEN_DEAL' })
        )
        const { crm } = flow.example
        crm.portal.update('deals', late, { closedate: '2020-01-01T00:00:00Z' })
        assert.deepEqual(
            (await flow.breaches()).map((name) => name.split(' ')[0]),
            ['DS-01', 'LC-14', 'LS-06', 'LS-08']
        )
        settle()
        const writes = flow.writes()
        const rows = await list()
        const ours = rows.filter(({ id }) => [nobodys, quiet, dealless, late].includes(id))
        assert.equal(ours.length, 4)
        assert.ok(rows.every(({ decision, value, text }) => `${decision}${value}${text}` === ''))
        const decided = rows.filter(
            ({ rule, objectType }) => objectType !== 'portal' && rule !== 'DS-08'
        ).length
        const plan = await carryOut('sandbox only: decide', decided)
        assert.equal(plan.done.length, decided)
        assert.ok(
            plan.done.every(({ dryRun, plan: steps }) => String(dryRun) === 'true' && steps!.length > 0)
        )
        assert.equal(flow.writes(), writes)

        await allow()
        await list()
        const { done, refused, problems } = await carryOut('sandbox only: decide', decided)
        assert.deepEqual([done.length, refused, problems], [decided, [], []])
        settle()
        assert.deepEqual(await flow.breaches(), [])
        assert.equal(flow.value(nobodys, 'hubspot_owner_id'), owner)
        assert.equal(flow.value(quiet, 'hs_lead_status'), 'ATTEMPTED_TO_CONTACT')
        assert.equal(flow.value(dealless, 'hs_lead_status'), 'OPEN_DEAL')
        const deals = crm.portal.list('deals').map(({ properties }) => properties)
        assert.deepEqual(
            deals.map(({ dealname }) => dealname).filter((name) => name === 'Their deal'),
            ['Their deal']
        )
        assert.ok(Date.parse(crm.portal.get('deals', late)?.properties.closedate ?? '') > crm.clock.now())
        const left = await list()
        assert.deepEqual(left, [])
    })

    it('by a file: what the handbook does not allow, and what says too little, is told and changes nothing', async () => {
        const nobodys = ['', '', ''].map(() => {
            const id = flow.contact(['lead', mql], { hubspot_owner_id: '' })
            flow.set(id, { hs_lead_status: 'OPEN' })
            return id
        })
        const dealless = flow.contact(['lead', mql, sql, 'opportunity'], { hs_lead_status: 'CONNECTED' })
        await flow.activity('emails', dealless, 1, {
            hs_email_direction: 'INCOMING_EMAIL',
            hs_email_status: 'SENT'
        })
        settle()
        await allow()
        const rows = await list()
        const row = (id: string, given: Partial<ListRow>): ListRow => ({
            ...(rows.find((one) => one.id === id) ?? assert.fail(`${id} is not on the list`)),
            ...given
        })
        const decisions = [
            row(nobodys[0] ?? '', { decision: 'dance' }),
            row(nobodys[1] ?? '', { decision: 'Owner', value: '' }),
            row(nobodys[2] ?? '', { decision: 'owner', value: 'nobody@example.com' }),
            row(dealless, { decision: 'stage', value: 'Customer' }),
            { ...row(dealless, { decision: 'owner', value: 'alma.reyes@example.com' }), id: '4711' }
        ]
        writeFileSync(env.DECISIONS_CSV ?? '', toCsv(Object.keys(decisions[0] ?? {}), decisions))
        const before = await flow.breaches()
        const writes = flow.writes()
        const { done, refused, problems } = await carryOut('your decisions', 4)
        assert.deepEqual(done, [])
        assert.deepEqual(
            refused
                .map(({ id, reason }) => [id, reason])
                .toSorted(([, a = ''], [, b = '']) => (a < b ? -1 : 1)),
            [
                [dealless, refused.find(({ id }) => id === dealless)?.reason],
                [nobodys[1], "The value does not say the owner's e-mail or id."],
                [nobodys[0], 'There is no such decision; there are owner, accept.']
            ]
        )
        assert.deepEqual(
            problems.map(({ id, code }) => [id, code]),
            [[nobodys[2], 'INPUT_INVALID']]
        )
        assert.equal(flow.writes(), writes)
        assert.deepEqual(await flow.breaches(), before)
    })

    for (const [what, text] of [
        [
            'semicolons, as a German spreadsheet writes them',
            'rule;objectType;id;decision\nLS-06;contacts;1;owner\n'
        ],
        ['other columns', 'name,email\nAda,ada@example.com\n']
    ] as const) {
        it(`a file with ${what}: it is told, and no decision is taken for none`, async () => {
            writeFileSync(env.DECISIONS_CSV ?? '', text)
            const writes = flow.writes()
            const told = flow.example.next('not carried out')
            await flow.example.press('your decisions')
            const { reason } = (await told).payload as { reason: string }
            assert.match(reason, /rule, objectType, id and decision/)
            assert.equal(flow.writes(), writes)
        })
    }

    it('a byte order mark, as a spreadsheet puts it in front, is no part of the first column', async () => {
        const id = flow.contact(['lead', mql], { hubspot_owner_id: '' })
        flow.set(id, { hs_lead_status: 'OPEN' })
        settle()
        await allow()
        const [row] = (await list()).filter((one) => one.id === id)
        assert.ok(row)
        const decided = { ...row, decision: 'owner', value: 'alma.reyes@example.com' }
        writeFileSync(env.DECISIONS_CSV ?? '', `\ufeff${toCsv(Object.keys(row), [decided])}`)
        await carryOut('your decisions', 1)
        assert.equal(flow.value(id, 'hubspot_owner_id'), owner)
    })

    it('what is accepted is told no more until it says something else', async () => {
        const deal = await flow.deal(
            flow.contact(['lead', mql, sql, 'opportunity'], { hs_lead_status: 'OPEN_DEAL' })
        )
        const { crm } = flow.example
        crm.portal.update('deals', deal, { dealstage: 'closedlost' })
        crm.portal.archive('deals', deal)
        settle()
        const rows = await list()
        const found = rows.find(({ id }) => id === deal) ?? assert.fail('the deleted deal is not on the list')
        assert.equal(found.rule, 'DS-08')
        writeFileSync(env.DECISIONS_CSV ?? '', toCsv(Object.keys(found), [{ ...found, decision: 'accept' }]))
        const writes = flow.writes()
        const summary = flow.example.next('summary')
        await flow.example.press('your decisions')
        assert.equal(((await summary).payload as { known: number }).known, 1)
        const after = await list()
        assert.deepEqual(
            after.filter(({ id }) => id === deal),
            []
        )
        assert.equal(after.length, rows.length - 1)
        assert.equal(flow.writes(), writes)
        // Another list, on which it is not: what was accepted stays so.
        const [another] = after
        writeFileSync(
            env.DECISIONS_CSV ?? '',
            toCsv(Object.keys(found), [{ ...found, ...another, decision: 'accept' }])
        )
        await Promise.all([flow.example.next('summary'), flow.example.press('your decisions')])
        assert.equal((await list()).length, rows.length - 2)
        await flow.example.press('forget what was accepted')
        assert.equal((await list()).length, rows.length)
    })
})
