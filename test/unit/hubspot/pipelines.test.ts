import assert from 'node:assert/strict'
import fc from 'fast-check'
import { openAccount, type Account, type NewProperty, type TimeSource } from '../../../src/hubspot'
import { placeBefore } from '../../../src/hubspot/pipelines'
import { missingOptions } from '../../../src/hubspot/propertyWrites'
import { startSandbox, type Sandbox } from '../../../src/sandbox'

/** Waits that take no time, so that looking again after a write costs none. */
const time: TimeSource = { now: () => Date.now(), sleep: () => Promise.resolve() }

const lifecycle = 'contacts-lifecycle-pipeline'
const property: NewProperty = {
    name: 'contract_expiration_date',
    label: 'Contract expiration date',
    description: 'Told to the customer',
    type: 'date',
    fieldType: 'date',
    groupName: 'sales_handbook',
    options: []
}

describe('hubspot: pipelines and definitions (facts 4-6)', () => {
    let crm: Sandbox
    let account: Account

    beforeEach(async () => {
        crm = await startSandbox({ seed: 'empty' })
        account = openAccount({ token: crm.token, baseUrl: crm.url, time })
    })
    afterEach(async () => {
        await account.close()
        await crm.close()
    })

    const stagesOf = async (objectType: string, id: string) =>
        (await account.pipelines.list(objectType)).find((pipeline) => pipeline.id === id)?.stages ?? []
    const optionsOf = async (name: string) =>
        (await account.properties.list('contacts', { fresh: true })).find((one) => one.name === name)
            ?.options ?? []

    describe('pipelines', () => {
        it('lists deal pipelines with probabilities as numbers', async () => {
            const stages = await stagesOf('deals', 'default')
            assert.deepEqual(
                stages.map(({ id, probability, isClosed }) => [id, probability, isClosed]),
                [
                    ['appointmentscheduled', 0.2, false],
                    ['qualifiedtobuy', 0.4, false],
                    ['presentationscheduled', 0.6, false],
                    ['decisionmakerboughtin', 0.8, false],
                    ['contractsent', 0.9, false],
                    ['closedwon', 1, true],
                    ['closedlost', 0, true]
                ]
            )
        })

        it('makes a pipeline behind the others, and none a second time', async () => {
            const stages = [
                { label: 'Opportunity', probability: 0.1 },
                { label: 'Closed Won', probability: 1 },
                { label: 'Closed Lost', probability: 0 }
            ]
            const made = await account.pipelines.create('deals', 'Handbook', stages)
            assert.deepEqual(
                made.stages.map(({ label, probability }) => ({ label, probability })),
                stages
            )
            assert.equal((await account.pipelines.create('deals', 'HANDBOOK', stages)).id, made.id)
            assert.deepEqual(
                (await account.pipelines.list('deals')).map(({ label }) => label),
                ['Sales Pipeline', 'Handbook']
            )
        })

        it('puts a lifecycle stage in its place, with a numeric id, and keeps all others in order', async () => {
            const before = await stagesOf('contacts', lifecycle)
            const made = await account.pipelines.createStage('contacts', lifecycle, {
                label: 'Product Qualified Lead',
                before: 'salesqualifiedlead'
            })
            assert.match(made.id, /^\d+$/)
            const after = await stagesOf('contacts', lifecycle)
            assert.deepEqual(
                after.map(({ id }) => id),
                before.flatMap(({ id }) => (id === 'salesqualifiedlead' ? [made.id, id] : [id]))
            )
            assert.deepEqual(
                (await optionsOf('lifecyclestage')).map(({ value }) => value),
                after.map(({ id }) => id)
            )
            const again = await account.pipelines.createStage('contacts', lifecycle, {
                label: 'product qualified lead'
            })
            assert.equal(again.id, made.id)
        })

        it('sets a probability and leaves the rest of the stage alone', async () => {
            const [first] = await stagesOf('deals', 'default')
            await account.pipelines.setProbability('deals', 'default', 'appointmentscheduled', 0.35)
            assert.deepEqual((await stagesOf('deals', 'default'))[0], { ...first, probability: 0.35 })
        })

        it('finds the pipeline that a lost answer had made, and does not make it twice', async () => {
            crm.faults.add({ match: { method: 'POST', path: /pipelines/ }, kind: { type: 'lost-response' } })
            const made = await account.pipelines.create('deals', 'Handbook', [
                { label: 'Open', probability: 0.1 }
            ])
            assert.equal(made.label, 'Handbook')
            assert.equal(crm.log.count({ method: 'POST', path: /pipelines/ }), 1)
        })

        it('never sends PUT or DELETE', async () => {
            await account.pipelines.create('deals', 'Handbook', [{ label: 'Open', probability: 0.1 }])
            await account.pipelines.createStage('contacts', lifecycle, { label: 'PQL', before: 'lead' })
            await account.pipelines.setProbability('deals', 'default', 'contractsent', 0.95)
            assert.equal(crm.log.count({ method: 'PUT' }) + crm.log.count({ method: 'DELETE' }), 0)
        })

        it('refuses what does not exist or makes no sense, with a code', async () => {
            await assert.rejects(
                account.pipelines.createStage('deals', 'none', { label: 'X', probability: 0.1 }),
                {
                    code: 'HUBSPOT_NOT_FOUND'
                }
            )
            await assert.rejects(account.pipelines.setProbability('deals', 'default', 'contractsent', 90), {
                code: 'INPUT_INVALID'
            })
            await assert.rejects(account.pipelines.list('../owners'), { code: 'INPUT_INVALID' })
        })

        it('says HUBSPOT_NOT_APPLIED when HubSpot says yes in vain', async () => {
            crm.faults.add({
                match: { method: 'PATCH' },
                kind: { type: 'status', status: 200, body: { id: 'contractsent' } }
            })
            await assert.rejects(account.pipelines.setProbability('deals', 'default', 'contractsent', 0.5), {
                code: 'HUBSPOT_NOT_APPLIED'
            })
        })

        it('makes room without ever breaking the order', () => {
            fc.assert(
                fc.property(
                    fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }),
                    fc.nat(12),
                    (orders, at) => {
                        const stages = orders
                            .toSorted((a, b) => a - b)
                            .map((displayOrder, index) => ({ id: String(index), displayOrder }))
                        const { displayOrder, shifts } = placeBefore(stages, String(at))
                        const moved = new Map(shifts.map((shift) => [shift.id, shift.displayOrder]))
                        const index = Math.min(at, stages.length)
                        const behind = stages.slice(index).map((one) => moved.get(one.id) ?? one.displayOrder)
                        const all = [displayOrder, ...behind]
                        assert.ok(all.every((order, i) => i === 0 || order > (all[i - 1] ?? 0)))
                        assert.ok(stages.slice(0, index).every((one) => one.displayOrder < displayOrder))
                        assert.ok(stages.slice(0, index).every(({ id }) => !moved.has(id)))
                    }
                )
            )
        })
    })

    describe('properties', () => {
        it('adds an option and keeps all that are there, hidden ones and their places included', async () => {
            const before = await optionsOf('hs_lead_status')
            await account.properties.addOptions('contacts', 'hs_lead_status', [
                { label: 'Unresponsive', value: 'UNRESPONSIVE' }
            ])
            const after = await optionsOf('hs_lead_status')
            assert.deepEqual(after.slice(0, before.length), before)
            assert.deepEqual(after.at(-1), {
                label: 'Unresponsive',
                value: 'UNRESPONSIVE',
                displayOrder: Math.max(...before.map(({ displayOrder }) => displayOrder ?? 0)) + 1
            })
        })

        it('sends nothing when the options are there already, whatever their case', async () => {
            await account.properties.addOptions('contacts', 'hs_lead_status', [
                { label: 'bad timing', value: 'bad_timing' },
                { label: 'New', value: 'NEW' }
            ])
            assert.equal(crm.log.count({ method: 'PATCH' }), 0)
        })

        it('makes a group and a property, and neither a second time', async () => {
            for (let round = 0; round < 2; round++) {
                await account.properties.createGroup('deals', 'sales_handbook', 'Sales handbook')
                const made = await account.properties.create('deals', property)
                assert.equal(made.type, 'date')
                assert.equal(made.groupName, 'sales_handbook')
            }
            assert.equal(crm.log.count({ method: 'POST', path: /\/properties\/[\d-]+\/deals$/ }), 1)
        })

        it('says HUBSPOT_CONFLICT when the name is taken by another type', async () => {
            await account.properties.createGroup('deals', 'sales_handbook', 'Sales handbook')
            await account.properties.create('deals', property)
            await assert.rejects(
                account.properties.create('deals', { ...property, type: 'string', fieldType: 'text' }),
                { code: 'HUBSPOT_CONFLICT' }
            )
        })

        it('finds the property that a lost answer had made', async () => {
            await account.properties.createGroup('deals', 'sales_handbook', 'Sales handbook')
            crm.faults.add({ match: { method: 'POST' }, kind: { type: 'lost-response' } })
            assert.equal((await account.properties.create('deals', property)).name, property.name)
        })

        it('keeps the options in front and numbers the new ones behind them', () => {
            const option = (label: string, displayOrder: number) => ({
                label,
                value: label,
                displayOrder,
                hidden: false
            })
            assert.deepEqual(missingOptions([option('A', 0), option('B', 7)], [{ label: 'C', value: 'C' }]), [
                option('C', 8)
            ])
        })
    })

    it('writes nothing in a read-only account', async () => {
        const reader = openAccount({ token: crm.token, baseUrl: crm.url, readOnly: true })
        const refused = { code: 'CONFIG_INVALID' }
        await assert.rejects(reader.pipelines.create('deals', 'X', []), refused)
        await assert.rejects(reader.pipelines.createStage('contacts', lifecycle, { label: 'X' }), refused)
        await assert.rejects(reader.pipelines.setProbability('deals', 'default', 'closedwon', 1), refused)
        await assert.rejects(reader.properties.create('deals', property), refused)
        await assert.rejects(reader.properties.createGroup('deals', 'x', 'X'), refused)
        await assert.rejects(reader.properties.addOptions('contacts', 'hs_lead_status', []), refused)
        await reader.close()
        assert.equal(crm.log.count({ kind: 'write' }), 0)
    })

    it('names the scope that is missing', async () => {
        await account.close()
        await crm.close()
        crm = await startSandbox({ tokens: [{ token: 'pat-few', scopes: ['crm.schemas.deals.read'] }] })
        account = openAccount({ token: 'pat-few', baseUrl: crm.url, time })
        await assert.rejects(account.pipelines.create('deals', 'X', [{ label: 'A', probability: 0.1 }]), {
            code: 'HUBSPOT_SCOPES'
        })
    })
})
