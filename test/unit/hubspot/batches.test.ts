import assert from 'node:assert/strict'
import { sendBatches, type Fates } from '../../../src/hubspot/batches'
import { HubSpotError } from '../../../src/hubspot'

interface Input {
    id: number
    properties?: string[]
}

function inputs(count: number, change: (input: Input) => void = () => {}): Input[] {
    const list = Array.from({ length: count }, (_, id): Input => ({ id }))
    list.forEach(change)
    return list
}

/** Sends in batches to a HubSpot that refuses whole batches: `refuse` says why, null to accept. */
async function send(list: Input[], refuse: (batch: Input[]) => HubSpotError | null, size = 100) {
    const batches: Input[][] = []
    const fates = await sendBatches(list, {
        size,
        has: (input, property) => input.properties?.includes(property) ?? false,
        async send(batch) {
            batches.push(batch)
            const error = refuse(batch)
            if (error) throw error
            return new Map(
                batch.map((input) => [input, { record: { id: String(input.id), properties: {} } }])
            )
        }
    })
    const failed = list.filter((input) => 'error' in (fates.get(input) ?? {})).map(({ id }) => id)
    return { batches, fates, failed }
}

function refusal(...properties: [name: string, code: string][]): HubSpotError {
    return new HubSpotError('HUBSPOT_VALIDATION', 'refused', {
        properties: properties.map(([name, code]) => ({ name, code, message: 'refused' }))
    })
}

describe('hubspot batches', () => {
    it('hold 100 inputs each (facts 2)', async () => {
        const { batches } = await send(inputs(250), () => null)
        assert.deepEqual(
            batches.map(({ length }) => length),
            [100, 100, 50]
        )
    })

    it('are split until the bad input stands alone', async () => {
        const { batches, failed } = await send(inputs(100), (batch) =>
            batch.some(({ id }) => id === 42) ? new HubSpotError('HUBSPOT_VALIDATION', 'refused') : null
        )
        assert.deepEqual(failed, [42])
        assert.ok(batches.length <= 15, `${batches.length} calls`)
    })

    it('are split by the property that HubSpot names, which takes fewer calls', async () => {
        const list = inputs(
            100,
            (input) => (input.properties = input.id % 25 === 7 ? ['hs_lead_status'] : ['email'])
        )
        const { batches, failed } = await send(list, (batch) =>
            batch.some(({ id }) => id === 57) ? refusal(['hs_lead_status', 'INVALID_OPTION']) : null
        )
        assert.deepEqual(failed, [57])
        assert.ok(batches.length <= 7, `${batches.length} calls`)
    })

    it('cost one call more when a property does not exist, however many carry it', async () => {
        const list = inputs(100, (input) => (input.properties = input.id < 60 ? ['shoe_size'] : []))
        const { batches, failed } = await send(list, (batch) =>
            batch.some(({ properties }) => properties?.includes('shoe_size'))
                ? refusal(['shoe_size', 'PROPERTY_DOESNT_EXIST'])
                : null
        )
        assert.equal(failed.length, 60)
        assert.equal(batches.length, 2)
    })

    it('tell each input only of the properties it carries', async () => {
        const list = inputs(2, (input) => (input.properties = [input.id === 0 ? 'hat_size' : 'shoe_size']))
        const { fates } = await send(list, () =>
            refusal(['hat_size', 'PROPERTY_DOESNT_EXIST'], ['shoe_size', 'PROPERTY_DOESNT_EXIST'])
        )
        const messages = list
            .map((input) => fates.get(input))
            .map((fate) => fate && 'error' in fate && fate.error.message)
        assert.deepEqual(messages, [
            'hat_size: refused (PROPERTY_DOESNT_EXIST)',
            'shoe_size: refused (PROPERTY_DOESNT_EXIST)'
        ])
    })

    for (const error of [
        new HubSpotError('HUBSPOT_AUTH', 'no'),
        new HubSpotError('HUBSPOT_DAILY_LIMIT', 'no'),
        new HubSpotError('HUBSPOT_UNAVAILABLE', 'no'),
        new HubSpotError('HUBSPOT_VALIDATION', 'no such object type', { wholeRequest: true })
    ])
        it(`are not split for ${error.code}, which would only repeat itself (${error.message})`, async () => {
            const { batches, fates } = await send(inputs(100), () => error)
            assert.equal(batches.length, 1)
            const errors = new Set([...fates.values()].map((fate) => 'error' in fate && fate.error))
            assert.equal(errors.size, 100, 'an error of its own for each')
        })

    it('are sent on when others fail', async () => {
        const { failed } = await send(inputs(300), (batch) =>
            batch[0]?.id === 100 ? new HubSpotError('HUBSPOT_UNAVAILABLE', 'no') : null
        )
        assert.deepEqual([failed.length, failed[0], failed.at(-1)], [100, 100, 199])
    })

    for (const [repeatable, calls, codes] of [
        [true, 2, [undefined, undefined]],
        [false, 1, [undefined, 'HUBSPOT_UNAVAILABLE']]
    ] as const)
        it(`ask ${repeatable ? 'again' : 'never again'} for an input that the answer passes over`, async () => {
            const list = inputs(2)
            let sent = 0
            const fates = await sendBatches(list, {
                size: 100,
                repeatable,
                has: () => false,
                async send(batch): Promise<Fates<Input>> {
                    sent += 1
                    return new Map(batch.slice(0, 1).map((input) => [input, { record: null }]))
                }
            })
            assert.equal(sent, calls)
            assert.deepEqual(
                list
                    .map((input) => fates.get(input))
                    .map((fate) => (fate && 'error' in fate ? fate.error.code : undefined)),
                codes
            )
        })
})
