import assert from 'node:assert/strict'
import { startContactFlow, type ContactFlow, type ContactMessage } from '../support/contact-flow'

interface Info {
    id: string
    created: boolean
    changed: Record<string, { from: string | null; to: string | null }>
    dryRun: boolean
}

const codeOf = ({ error }: ContactMessage) => error?.code

describe('hubspot-contact: undo', () => {
    let flow: ContactFlow

    before(async () => {
        flow = await startContactFlow()
    })
    beforeEach(() => flow.crm.portal.reset())
    after(() => flow.stop())

    const ada = () => flow.crm.portal.contactByEmail('ada@example.com')
    const plant = (properties: Record<string, string> = {}) =>
        flow.crm.portal.create('contacts', {
            email: 'ada@example.com',
            firstname: 'Ada',
            phone: '1',
            ...properties
        })

    /** Upserts, and gives the message that left. */
    async function upsert(payload: unknown, settings = {}): Promise<ContactMessage> {
        await flow.configure(settings)
        const { sent } = await flow.send({ payload })
        return sent[0]!
    }

    async function undo(message: ContactMessage, settings = {}) {
        await flow.configure({ operation: 'undo', ...settings })
        return flow.send({ payload: message.payload, hubspot: message.hubspot })
    }

    it('archives a contact that was created', async () => {
        const done = await upsert({ email: 'ada@example.com' })
        const { sent } = await undo(done)
        assert.equal((sent[0]!.payload as { archived: boolean }).archived, true)
        assert.equal(ada(), undefined)
    })

    it('gives changed properties their earlier values back, empty ones too', async () => {
        plant()
        const done = await upsert({ email: 'ada@example.com', firstname: 'A', phone: '2', city: 'Rome' })
        const { sent, completed } = await undo(done)
        assert.deepEqual((sent[0]!.hubspot as Info).changed, {
            firstname: { from: 'A', to: 'Ada' },
            phone: { from: '2', to: '1' },
            city: { from: 'Rome', to: null }
        })
        assert.equal(ada()?.properties.firstname, 'Ada')
        assert.ok(!ada()?.properties.city)
        assert.equal(completed, 1)
    })

    it('is itself undone by what it says', async () => {
        plant()
        const done = await upsert({ email: 'ada@example.com', phone: '2' })
        const { sent } = await undo(done)
        await undo(sent[0]!)
        assert.equal(ada()?.properties.phone, '2')
    })

    it('takes a lifecycle stage back (facts/hubspot.md 4: forward only, so clear, then set)', async () => {
        plant({ lifecyclestage: 'lead' })
        const done = await upsert({ email: 'ada@example.com', lifecyclestage: 'customer' })
        const { caught } = await undo(done)
        assert.deepEqual(caught, [])
        assert.equal(ada()?.properties.lifecyclestage, 'lead')
    })

    it('leaves all as it is when one property was changed since, and names it', async () => {
        const { id } = plant()
        const done = await upsert({ email: 'ada@example.com', firstname: 'A', phone: '2' })
        flow.crm.portal.update('contacts', id, { phone: '3' })
        const { sent, caught } = await undo(done)
        assert.equal(sent.length, 0)
        assert.deepEqual(caught.map(codeOf), ['HUBSPOT_CONFLICT'])
        assert.match(caught[0]!.error!.message, /: phone$/)
        assert.equal(ada()?.properties.phone, '3')
        assert.equal(ada()?.properties.firstname, 'A')
    })

    it('done twice changes nothing the second time', async () => {
        plant()
        const done = await upsert({ email: 'ada@example.com', phone: '2' })
        await undo(done)
        const { sent } = await undo(done)
        assert.deepEqual((sent[0]!.hubspot as Info).changed, {})
    })

    it('takes an array back, each record with its own fate', async () => {
        const { id } = plant()
        const done = await upsert([{ email: 'ada@example.com', phone: '2' }, { email: 'bob@example.com' }])
        flow.crm.portal.update('contacts', id, { phone: '3' })
        const { sent, caught } = await undo(done)
        assert.deepEqual(caught.map(codeOf), ['HUBSPOT_CONFLICT'])
        assert.equal((sent[0]!.payload as unknown[]).length, 1)
        assert.equal(flow.crm.portal.contactByEmail('bob@example.com'), undefined)
    })

    it('does nothing where nothing was written: unchanged, read, or a dry run', async () => {
        plant()
        flow.crm.log.clear()
        for (const [payload, settings] of [
            [{ email: 'ada@example.com', phone: '1' }, {}],
            ['ada@example.com', { operation: 'get' }],
            [{ email: 'ada@example.com', phone: '2' }, { dryRun: true }]
        ] as const) {
            const { sent } = await undo(await upsert(payload, settings))
            assert.deepEqual((sent[0]!.hubspot as Info).changed, {})
            assert.equal((sent[0]!.payload as { id: string }).id, ada()?.id)
        }
        const { sent } = await undo(await upsert({ email: 'new@example.com' }, { dryRun: true }))
        assert.equal(sent[0]!.payload, null)
        assert.equal(flow.crm.log.count({ kind: 'write' }), 0)
    })

    it('with dry run says what it would take back', async () => {
        plant()
        const done = await upsert({ email: 'ada@example.com', phone: '2' })
        const { sent } = await undo(done, { dryRun: true })
        const { changed, dryRun } = sent[0]!.hubspot as Info
        assert.deepEqual([changed, dryRun], [{ phone: { from: '2', to: '1' } }, true])
        assert.equal(ada()?.properties.phone, '2')
    })

    it('refuses an archive, which only HubSpot itself can take back', async () => {
        plant()
        const done = await upsert('ada@example.com', { operation: 'archive' })
        const { caught } = await undo(done)
        assert.deepEqual(caught.map(codeOf), ['INPUT_INVALID'])
        assert.match(caught[0]!.error!.message, /restored in HubSpot/)
    })

    for (const [what, change] of [
        ['nothing', undefined],
        ['a text', 'x'],
        ['another portal', { portalId: 1 }],
        ['another object type', { objectType: 'deals' }],
        ['an id that is none', { id: 'x' }],
        ['no changes', { changed: null }],
        ['a change without values', { changed: { phone: 'x' } }]
    ] as const) {
        it(`refuses ${what}: INPUT_INVALID`, async () => {
            plant()
            const done = await upsert({ email: 'ada@example.com', phone: '2' })
            const hubspot = typeof change === 'object' ? { ...(done.hubspot as Info), ...change } : change
            const { caught } = await undo({ payload: 'p', hubspot })
            assert.deepEqual(caught.map(codeOf), ['INPUT_INVALID'])
            assert.equal(ada()?.properties.phone, '2')
        })
    }
})
