import { randomBytes } from 'node:crypto'
import type { NodeAPI, NodeDef } from 'node-red'
import type { Sandbox } from '../../src/sandbox'
import { invalidConfig, type HubSpotAccountNode } from '../shared'
import { PortalDoor } from './portal-door'
import { registerRoutes } from './routes'
import { apiUrlOf } from './settings'

interface AccountConfig extends NodeDef {
    mode: 'hubspot' | 'sandbox'
    readOnly: boolean
    version: number
}

interface AccountCredentials {
    token?: string
}

/** The config node as this package's own routes and tests see it. */
export interface AccountNode extends HubSpotAccountNode {
    credentials: AccountCredentials
    mode: 'hubspot' | 'sandbox'
    /** The CRM behind it. @throws Error when the account is no sandbox */
    sandbox(): Promise<Sandbox>
}

export default (RED: NodeAPI): void => {
    function HubSpotAccount(this: AccountNode, config: AccountConfig) {
        RED.nodes.createNode(this, config)
        const mode = config.mode === 'sandbox' ? 'sandbox' : 'hubspot'
        const door = new PortalDoor({
            mode,
            readOnly: config.readOnly,
            token: () => this.credentials?.token,
            apiUrl: apiUrlOf(RED)
        })
        this.mode = mode
        this.account = () => door.account()
        this.sandbox = () => door.sandbox()
        this.onWaiting = (listener) => door.onWaiting(listener)
        this.deliverWebhooks = async (url, subscriptions) => {
            if (mode !== 'sandbox') return null
            const { webhooks } = await door.sandbox()
            const secret = randomBytes(24).toString('base64url')
            try {
                return { secret, stop: webhooks.subscribe({ url, secret, subscriptions }) }
            } catch (error) {
                if (error instanceof RangeError) throw invalidConfig(error.message)
                throw error
            }
        }
        this.on('close', (done: () => void) => {
            door.close().then(done, done)
        })
    }
    RED.nodes.registerType<AccountNode, AccountConfig, object, AccountCredentials>(
        'hubspot-account',
        HubSpotAccount,
        {
            credentials: { token: { type: 'password' } },
            settings: { hubspotAccountApiUrl: { value: '', exportable: false } }
        }
    )
    registerRoutes(RED)
}
