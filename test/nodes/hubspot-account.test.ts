import assert from 'node:assert/strict'
import { startSandbox, type Sandbox } from '../../src/sandbox'
import { startNodeRed, type FlowNode, type RunningNodeRed } from '../support/node-red'

const sandboxAccount: FlowNode = {
    id: 'a1c0a1c0a1c0a1c0',
    type: 'hubspot-account',
    name: 'Sandbox',
    mode: 'sandbox',
    readOnly: false,
    version: 1
}
const tokenAccount: FlowNode = { ...sandboxAccount, id: 'b1c0b1c0b1c0b1c0', name: 'Real', mode: 'hubspot' }

interface RunningAccount {
    account(): Promise<{ readOnly: boolean; details(): Promise<{ portalId: number }> }>
    sandbox(): Promise<Sandbox>
}

describe('hubspot-account', () => {
    let nodeRed: RunningNodeRed
    let crm: Sandbox

    before(async () => {
        crm = await startSandbox({
            token: 'pat-na1-all-scopes',
            tokens: [{ token: 'pat-na1-read-only', scopes: ['crm.objects.contacts.read'] }],
            seed: 'demo'
        })
        process.env.TEST_HUBSPOT_TOKEN = crm.token
        nodeRed = await startNodeRed({ settings: { hubspotAccountApiUrl: crm.url } })
    })

    after(async () => {
        delete process.env.TEST_HUBSPOT_TOKEN
        await nodeRed.stop()
        await crm.close()
    })

    const post = async (path: string, body: unknown) => {
        const response = await fetch(`${nodeRed.url}/hubspot-nodes/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body)
        })
        const text = await response.text()
        return { status: response.status, text, json: JSON.parse(text) as Record<string, unknown> }
    }
    const running = (id: string) => nodeRed.node(id) as unknown as RunningAccount

    describe('Test connection', () => {
        it('shows portal, region, calls left and no missing scope for a token typed but not deployed', async () => {
            const { status, json, text } = await post('check', {
                account: 'none',
                mode: 'hubspot',
                token: crm.token
            })
            assert.equal(status, 200)
            assert.equal((json.details as { portalId: number }).portalId, crm.portal.id)
            assert.equal(
                typeof (json.details as { dataHostingLocation: string }).dataHostingLocation,
                'string'
            )
            assert.deepEqual(json.missingScopes, [])
            assert.ok(Number(json.dailyRemaining) > 0)
            assert.ok(!text.includes(crm.token))
        })

        it('names each missing scope', async () => {
            const { status, json } = await post('check', { mode: 'hubspot', token: 'pat-na1-read-only' })
            assert.equal(status, 200)
            const missing = json.missingScopes as string[]
            assert.ok(missing.includes('crm.objects.contacts.write'))
            assert.ok(!missing.includes('crm.objects.contacts.read'))
        })

        it('says HUBSPOT_AUTH for a wrong token and never repeats it', async () => {
            const { status, json, text } = await post('check', {
                mode: 'hubspot',
                token: 'pat-na1-wrong-one'
            })
            assert.equal(status, 502)
            assert.equal(json.code, 'HUBSPOT_AUTH')
            assert.ok(!text.includes('pat-na1-wrong-one'))
        })

        it('says CONFIG_INVALID without a token and for a variable that is not set', async () => {
            assert.equal((await post('check', { mode: 'hubspot', token: '' })).json.code, 'CONFIG_INVALID')
            const unset = await post('check', { mode: 'hubspot', token: '${NO_SUCH_VARIABLE_HERE}' })
            assert.equal(unset.json.code, 'CONFIG_INVALID')
            assert.match(String(unset.json.message), /NO_SUCH_VARIABLE_HERE/)
        })

        it('takes the token from the environment and does not send it back', async () => {
            const { status, text } = await post('check', { mode: 'hubspot', token: '${TEST_HUBSPOT_TOKEN}' })
            assert.equal(status, 200)
            assert.ok(!text.includes(crm.token))
        })

        it('works for a sandbox that is not deployed', async () => {
            const { status, json } = await post('check', { mode: 'sandbox' })
            assert.equal(status, 200)
            assert.deepEqual(json.missingScopes, [])
        })

        it('answers a body that makes no sense with a code', async () => {
            assert.equal((await post('check', [])).json.code, 'INPUT_INVALID')
            assert.equal(
                (await post('properties', { mode: 'sandbox', objectType: '../owners' })).json.code,
                'INPUT_INVALID'
            )
        })
    })

    it('lists the properties of the portal for the dialogs', async () => {
        const { json } = await post('properties', { mode: 'sandbox', objectType: 'contacts' })
        const properties = json.properties as { name: string; label: string }[]
        assert.ok(properties.some(({ name, label }) => name === 'firstname' && label === 'First Name'))
    })

    it('uses the deployed password, also when the dialog sends its placeholder', async () => {
        await nodeRed.deploy([tokenAccount], { [tokenAccount.id]: { token: crm.token } })
        const { status, json } = await post('check', {
            account: tokenAccount.id,
            mode: 'hubspot',
            token: '__PWRD__'
        })
        assert.equal(status, 200)
        assert.equal((json.details as { portalId: number }).portalId, crm.portal.id)
    })

    it('fills in ${ENV} in a deployed password', async () => {
        await nodeRed.deploy([tokenAccount], { [tokenAccount.id]: { token: '${TEST_HUBSPOT_TOKEN}' } })
        const { portalId } = await (await running(tokenAccount.id).account()).details()
        assert.equal(portalId, crm.portal.id)
    })

    it('opens nothing on deploy, and fails at use with CONFIG_INVALID when there is no token', async () => {
        const fresh = { ...tokenAccount, id: 'd1c0d1c0d1c0d1c0' }
        await nodeRed.deploy([fresh])
        await assert.rejects(running(fresh.id).account(), { code: 'CONFIG_INVALID' })
        assert.ok(!nodeRed.log.some((line) => line.includes('CONFIG_INVALID')))
    })

    it('opens nothing any more after a deploy has closed it', async () => {
        await nodeRed.deploy([sandboxAccount])
        const old = running(sandboxAccount.id)
        await nodeRed.deploy([])
        await assert.rejects(old.account(), { code: 'CLOSED' })
        await assert.rejects(old.sandbox(), { code: 'CLOSED' })
    })

    it('keeps the sandbox and its data over a deploy, on one portal for all sandbox accounts', async () => {
        const second = { ...sandboxAccount, id: 'c1c0c1c0c1c0c1c0' }
        await nodeRed.deploy([sandboxAccount, second])
        const first = await running(sandboxAccount.id).sandbox()
        const made = first.portal.create('contacts', { email: 'kept@example.com' })
        assert.ok((await running(second.id).sandbox()).portal.get('contacts', made.id))
        await nodeRed.deploy([sandboxAccount])
        const again = await running(sandboxAccount.id).sandbox()
        assert.equal(again.portal.get('contacts', made.id)?.properties.email, 'kept@example.com')
    })

    it('never puts a token into the flows, the logs or an admin answer', async () => {
        await nodeRed.deploy([tokenAccount], { [tokenAccount.id]: { token: crm.token } })
        const flows = await (await fetch(`${nodeRed.url}/flows`)).text()
        assert.ok(!flows.includes(crm.token))
        const credentials = await (
            await fetch(`${nodeRed.url}/credentials/hubspot-account/${tokenAccount.id}`)
        ).text()
        assert.deepEqual(JSON.parse(credentials), { has_token: true })
        assert.ok(!nodeRed.log.some((line) => line.includes(crm.token)))
    })
})
