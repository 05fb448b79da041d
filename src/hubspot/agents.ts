/** The connections that calls go over: kept alive, and through the proxy that the environment names. */
import http from 'node:http'
import https from 'node:https'
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent'
import { getProxyForUrl } from 'proxy-from-env'

export interface Agents {
    /** @throws Error when the environment's proxy cannot be used; its text holds nothing of the proxy's address */
    for(url: URL): http.Agent
    /** Ends the connections that are kept open. */
    close(): void
}

/**
 * Goes by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`; to this machine itself, where a sandbox is, never by a proxy
 * (docs/decisions/0227).
 * @param timeout for a proxy to open the way, in ms
 */
export function openAgents(timeout: number): Agents {
    const open = new Map<string, http.Agent>()
    return {
        for(url) {
            const proxy = isThisMachine(url) ? '' : getProxyForUrl(url.href)
            const key = `${url.protocol} ${proxy}`
            const agent = open.get(key) ?? agentFor(url, proxy, timeout)
            open.set(key, agent)
            return agent
        },
        close() {
            for (const agent of open.values()) agent.destroy()
            open.clear()
        }
    }
}

function agentFor({ protocol }: URL, proxy: string, timeout: number): http.Agent {
    const isSecure = protocol === 'https:'
    if (proxy === '') return new (isSecure ? https : http).Agent({ keepAlive: true })
    const address = URL.canParse(proxy) ? new URL(proxy) : null
    if (address?.protocol !== 'http:' && address?.protocol !== 'https:')
        throw new Error('the proxy that the environment names is no http or https address')
    const options = { keepAlive: true, timeout, proxy: address }
    return isSecure ? new HttpsProxyAgent(options) : new HttpProxyAgent(options)
}

function isThisMachine({ hostname }: URL): boolean {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}
