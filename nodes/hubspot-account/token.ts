import { NodeError } from '../shared'

/**
 * The token of the password field, ready to use.
 * @param stored what Node-RED holds after it has filled in `${ENV}`
 * @throws NodeError `CONFIG_INVALID` when it is empty or names an environment variable that is not set
 */
export function usableToken(stored: unknown): string {
    const token = typeof stored === 'string' ? stored.trim() : ''
    const variable = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(token)
    if (variable) throw new NodeError('CONFIG_INVALID', `the environment variable ${variable[1]} is not set`)
    if (token === '') throw new NodeError('CONFIG_INVALID', 'the HubSpot account has no token')
    return token
}
