import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import type { Account } from '../../src/hubspot'
import type { Fault } from '../../src/sandbox'
import { byEmail, usePortals } from '../unit/hubspot/portal'

const token = 'pat-na1-5ec2e700-0000-4000-8000-000000000000'
const secrets = [token, 'jane@example.com', 'Jane-Secret']

/** An answer that repeats everything it was sent, as HubSpot's messages do. */
const telltale = {
    status: 'error',
    message: `Bearer ${token}: Jane-Secret was not one of the allowed options, jane@example.com exists`,
    category: 'VALIDATION_ERROR',
    correlationId: token,
    context: { propertyName: ['jane@example.com'], token: [token] },
    errors: [{ message: 'Jane-Secret', code: 'Jane-Secret', context: { propertyName: ['jane@example.com'] } }]
}

const faults: Fault['kind'][] = [
    ...[400, 401, 403, 404, 409, 414, 423, 429, 477, 500, 502, 524].map(
        (status) => ({ type: 'status', status, body: telltale }) as const
    ),
    { type: 'html', status: 502 },
    { type: 'html', status: 200 },
    { type: 'reset' },
    { type: 'lost-response' },
    { type: 'slow', ms: 400 },
    { type: 'rate-limit', policy: 'DAILY' }
]

const work: Record<string, (account: Account) => Promise<unknown>> = {
    get: ({ contacts }) => contacts.get(byEmail('jane@example.com')),
    create: ({ contacts }) => contacts.create({ email: 'jane@example.com', firstname: 'Jane-Secret' }),
    upsert: ({ contacts }) => contacts.upsert(byEmail('jane@example.com'), { firstname: 'Jane-Secret' }),
    'bad value': ({ contacts }) =>
        contacts.upsert(byEmail('jane@example.com'), {
            firstname: { 'Jane-Secret': token } as unknown as string
        }),
    'bad name': ({ contacts }) =>
        contacts.upsert(byEmail('jane@example.com'), {
            [` ${token}`]: 'Jane-Secret',
            'jane@example.com': 'x'
        }),
    list: async ({ contacts }) => {
        for await (const { id } of contacts.list()) assert.ok(id)
    },
    search: async ({ contacts }) => {
        const filters = [{ propertyName: 'email', operator: 'EQ' as const, value: 'jane@example.com' }]
        for await (const { id } of contacts.search({ filterGroups: [{ filters }] })) assert.ok(id)
    },
    details: (account) => account.details(),
    check: (account) => account.check(),
    properties: (account) => account.properties.list('contacts')
}

/** Every way in which an error may end up in a log. */
function spoken(error: unknown): string {
    const { message, stack } = error as Error
    return [
        message,
        stack,
        JSON.stringify(error),
        String(error),
        inspect(error, { depth: 9, showHidden: true })
    ].join('\n')
}

describe('tokens and personal data', () => {
    const openPortal = usePortals()

    for (const [name, run] of Object.entries(work))
        it(`never show in an error of ${name}`, async () => {
            const { sandbox, open } = await openPortal({ sandbox: { token } })
            for (const kind of faults) {
                // Each with an account of its own: one daily limit would end all the rest.
                const account = open({ timeout: kind.type === 'slow' ? 40 : 30_000 })
                sandbox.faults.add({ times: 99, kind })
                const error = await run(account).then(
                    () => null,
                    (thrown: unknown) => thrown
                )
                sandbox.faults.clear()
                sandbox.clock.advance('PT10M')
                for (const secret of secrets)
                    assert.ok(
                        !spoken(error).includes(secret),
                        `${JSON.stringify(kind).slice(0, 60)}: ${spoken(error)}`
                    )
                assert.equal(typeof (error as { code?: string } | null)?.code, 'string')
                await account.close()
            }
        })

    it('never show when an account is looked at', async () => {
        const { account } = await openPortal({ sandbox: { token } })
        await account.details()
        assert.ok(!inspect(account, { depth: 9, showHidden: true }).includes(token))
        assert.ok(!JSON.stringify(account).includes(token))
    })
})
