import type { Server } from 'node:net'
import type { NodeAPI } from 'node-red'
import { invalidConfig } from '../shared'
import { httpRoot } from './route'

/**
 * The address that HubSpot has signed. TLS ends in front of Node-RED, so it is made of the address that the user knows
 * and never of what the request says of its host.
 * @param outside `https://host` of the instance, or the webhook's whole address when a proxy changes the path
 * @param pathAndQuery as the request has them
 */
export function signedAddress(outside: string, pathAndQuery: string): string {
    const base = new URL(outside)
    if (base.pathname === '/') return `${base.origin}${pathAndQuery}`
    const query = pathAndQuery.indexOf('?')
    return `${base.origin}${base.pathname}${query < 0 ? '' : pathAndQuery.slice(query)}`
}

/**
 * @param configured what the node has; '' takes FF_INSTANCE_URL
 * @throws NodeError `CONFIG_INVALID` when there is none, or it is no web address
 */
export function outsideAddress(red: NodeAPI, configured: string): string {
    const fromFlowFuse: unknown = red.util.evaluateNodeProperty('FF_INSTANCE_URL', 'env', {} as never, {})
    const address = configured.trim() || (typeof fromFlowFuse === 'string' ? fromFlowFuse.trim() : '')
    if (address === '')
        throw invalidConfig('the outside address of this Node-RED is not known (FF_INSTANCE_URL is not set)')
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
        throw invalidConfig('the outside address is no web address')
    return address
}

/** Where a sandbox in this process reaches a path of Node-RED's HTTP server. */
export function localAddress(red: NodeAPI, path: string): string {
    const { server } = red as unknown as { server?: Server | null }
    const settings = red.settings as unknown as { uiPort?: unknown; https?: unknown }
    const bound = server?.listening ? server.address() : null
    const port = typeof bound === 'object' && bound ? bound.port : Number(settings.uiPort) || 1880
    return `${settings.https ? 'https' : 'http'}://127.0.0.1:${port}${httpRoot(red)}${path}`
}
