import type { NodeAPI } from 'node-red'

/**
 * `hubspotAccountApiUrl` of Node-RED's settings file: sends the calls of all HubSpot accounts elsewhere.
 * In the settings and not in the dialog, because it decides who gets the token.
 */
export function apiUrlOf(red: NodeAPI): string | undefined {
    const url = (red.settings as unknown as Record<string, unknown>).hubspotAccountApiUrl
    return typeof url === 'string' && url !== '' ? url : undefined
}
