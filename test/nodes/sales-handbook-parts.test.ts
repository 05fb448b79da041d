import assert from 'node:assert/strict'
import fc from 'fast-check'
import { bindPortal, comparePortal, editions, loadEdition, planChanges } from '../../src/handbook'
import { openAccount } from '../../src/hubspot'
import { readPortal } from '../../nodes/shared/definitions'
import { makeChanges } from '../../nodes/sales-handbook/make-changes'
import { durationWords } from '../../nodes/sales-handbook/duration-words'
import { overrideAt, withOverride } from '../../nodes/sales-handbook/overrides'
import { tablesOf } from '../../nodes/sales-handbook/tables'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { adminAuth, tokens } from '../support/admin-auth'
import { startNodeRed, type RunningNodeRed } from '../support/node-red'

describe('sales-handbook: parts of its dialog', () => {
    describe('durations in words', () => {
        const cases: [string, string, string][] = [
            ['P14D', 'en-US', '14 days'],
            ['P1D', 'en-US', '1 day'],
            ['P3M', 'de', '3 Monate'],
            ['P1Y6M', 'en-US', '1 year, 6 months'],
            ['PT4H', 'de', '4 Stunden'],
            ['P1DT30M', 'en-US', '1 day, 30 minutes'],
            ['P2W', 'en-US', '2 weeks'],
            ['2 weeks', 'en-US', ''],
            ['P', 'en-US', ''],
            ['P5H', 'en-US', ''],
            ['PT3D', 'en-US', ''],
            ['', 'en-US', '']
        ]
        for (const [text, language, wanted] of cases)
            it(`${text || 'nothing'} is ${wanted || 'none'} (${language})`, () => {
                assert.equal(durationWords(text, language), wanted)
            })
    })

    describe('overrides by path', () => {
        it('are set, read and taken back without a trace', () => {
            const one = withOverride({ strict: { 'DS-10': true } }, 'deals.stages.won.label', 'Won')
            assert.deepEqual(one, { strict: { 'DS-10': true }, deals: { stages: { won: { label: 'Won' } } } })
            assert.equal(overrideAt(one, 'deals.stages.won.label'), 'Won')
            assert.equal(overrideAt(one, 'deals.stages.won.constructor'), undefined)
            assert.deepEqual(withOverride(one, 'deals.stages.won.label', undefined), {
                strict: { 'DS-10': true }
            })
        })

        it('keep what else is there, whatever it is', () => {
            const path = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
            fc.assert(
                fc.property(
                    fc.dictionary(fc.constantFrom('a', 'd'), fc.jsonValue(), { noNullPrototype: true }),
                    path,
                    (overrides, keys) => {
                        const before = JSON.stringify(overrides)
                        const changed = withOverride(overrides, keys.join('.'), 'x')
                        assert.equal(overrideAt(changed, keys.join('.')), 'x')
                        assert.deepEqual(changed.d, overrides.d)
                        assert.equal(JSON.stringify(overrides), before)
                    }
                )
            )
        })
    })

    it('shows an entry that an override brings, and what the edition itself says of one that it changes', () => {
        const base = loadEdition('2023-12')
        const changed = loadEdition('2023-12', {
            deals: { stages: { pocStarted: { label: 'Pilot' } } },
            leadStatus: {
                order: [...base.leadStatus.order, 'paused'],
                values: { paused: { label: 'Paused', description: 'Waits', rule: 'LS-14' } }
            }
        })
        const rows = tablesOf(changed, base).flatMap((table) => table.rows)
        assert.equal(rows.find(({ path }) => path === 'deals.stages.pocStarted')?.base.label, 'POC Started')
        assert.deepEqual(rows.find(({ path }) => path === 'leadStatus.values.paused')?.base, {
            label: null,
            value: null
        })
    })
})

describe('sales-handbook: every edition on every portal', () => {
    for (const seed of ['empty', 'demo'] as const)
        for (const { id } of editions())
            it(`${id} on the ${seed} sandbox: one round leaves nothing missing and nothing unbound`, async () => {
                const crm = await startSandbox({ seed })
                const account = openAccount({ token: crm.token, baseUrl: crm.url })
                const edition = loadEdition(id)
                const before = await readPortal(account)
                assert.equal(account.calls.read, 3)
                const plan = planChanges(comparePortal(edition, before.portal))
                const results = await makeChanges(account, plan, plan)
                assert.deepEqual(
                    results.filter(({ error }) => error),
                    []
                )
                const { portal } = await readPortal(account, { fresh: true })
                const left = comparePortal(edition, portal)
                assert.deepEqual(
                    left.filter(({ kind }) => kind !== 'extra'),
                    []
                )
                assert.deepEqual(bindPortal(edition, portal).unbound, [])
                await account.close()
                await crm.close()
            })
})

describe('sales-handbook: permissions', () => {
    let nodeRed: RunningNodeRed
    let crm: Sandbox

    before(async () => {
        crm = await startSandbox({ seed: 'empty' })
        nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url, adminAuth } })
    })
    after(async () => {
        await nodeRed.stop()
        await crm.close()
    })

    const status = async (path: string, token: string) => {
        const response = await fetch(`${nodeRed.url}/hubspot-nodes/handbook/${path}`, {
            method: 'POST',
            headers: {
                'content-type': 'application/json',
                ...(token && { authorization: `Bearer ${token}` })
            },
            body: JSON.stringify({ mode: 'hubspot', token: crm.token, edition: '2023-12', changes: [] })
        })
        return response.status
    }

    it('a reader validates and compares, only who may write creates', async () => {
        for (const path of ['validate', 'compare', 'create'])
            assert.equal(await status(path, tokens.anonymous), 401)
        for (const path of ['validate', 'compare']) assert.equal(await status(path, tokens.reader), 200)
        assert.equal(await status('create', tokens.reader), 401)
        assert.equal(await status('compare', tokens.admin), 200)
        assert.equal(
            await status('create', tokens.admin),
            400,
            'read only, as the dialog did not say otherwise'
        )
        assert.equal(crm.log.count({ kind: 'write' }), 0)
    })
})
