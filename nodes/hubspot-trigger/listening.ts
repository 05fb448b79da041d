import type { NodeAPI } from 'node-red'
import { accountNode, invalidConfig, toNodeError, type NodeError } from '../shared'
import { localAddress, outsideAddress, signedAddress } from './address'
import { normalPath, type TriggerSettings } from './config'
import type { Intake } from './intake'
import { receive } from './receive'
import { serve } from './route'
import { subscriptionsOf } from './wanted'

interface ListeningOptions {
    settings: TriggerSettings
    /** What the credential holds, `${ENV}` filled in by Node-RED. */
    secret: unknown
    intake: Intake
    onError(error: NodeError): void
}

/**
 * Opens the node's route. On a sandbox account the sandbox is subscribed to it; at HubSpot an app is, by its user.
 * @returns what closes it
 * @throws NodeError `CONFIG_INVALID` when there is no secret: then no route answers
 */
export async function listen(
    red: NodeAPI,
    { settings, secret, intake, onError }: ListeningOptions
): Promise<() => void> {
    const path = normalPath(settings.path)
    if (path === null) throw invalidConfig('the path is no path')
    const subscriptions = subscriptionsOf(settings)
    const address = localAddress(red, path)
    const local = await accountNode(red, settings.account).deliverWebhooks(address, subscriptions)
    try {
        const outside = local ? null : outsideAddress(red, settings.url)
        const receiver = {
            secret: local ? local.secret : usableSecret(secret),
            uriOf: (pathAndQuery: string) =>
                outside === null ? new URL(pathAndQuery, address).href : signedAddress(outside, pathAndQuery),
            take: intake.take.bind(intake)
        }
        const close = serve(red, path, (request, response) => {
            receive(receiver, request, response).catch((error: unknown) => {
                response.statusCode = 500
                response.end()
                onError(toNodeError(error))
            })
        })
        return () => {
            close()
            local?.stop()
        }
    } catch (error) {
        local?.stop()
        throw error
    }
}

/** @throws NodeError `CONFIG_INVALID` when it is empty or names an environment variable that is not set */
function usableSecret(stored: unknown): string {
    const secret = typeof stored === 'string' ? stored.trim() : ''
    const variable = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(secret)
    if (variable) throw invalidConfig(`the environment variable ${variable[1]} is not set`)
    if (secret === '') throw invalidConfig('there is no client secret, so the route is closed')
    return secret
}
