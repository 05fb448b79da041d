import assert from 'node:assert/strict'
import { comparePortal, defaultEdition, loadEdition } from '../../src/handbook'
import { openAccount } from '../../src/hubspot'
import { startSandbox } from '../../src/sandbox'

describe('the demo portal', () => {
    it('has the handbook’s stages, statuses, board and properties: a newcomer finds nothing missing or different', async () => {
        const sandbox = await startSandbox({ seed: 'demo' })
        const account = openAccount({ token: sandbox.token, baseUrl: sandbox.url })
        try {
            const [contacts, deals, pipelines] = await Promise.all([
                account.properties.list('contacts'),
                account.properties.list('deals'),
                account.pipelines.list('deals')
            ])
            const differences = comparePortal(loadEdition(defaultEdition), {
                contacts: { properties: contacts },
                deals: { properties: deals, pipelines }
            })
            assert.deepEqual(
                differences
                    .filter(({ kind }) => kind !== 'extra')
                    .map(({ kind, label, found, wanted }) => ({ kind, label, found, wanted })),
                []
            )
        } finally {
            await account.close()
            await sandbox.close()
        }
    })
})
