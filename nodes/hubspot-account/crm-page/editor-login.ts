/** Where the page stands below the editor, and where the editor keeps its log-in. Pure, for the tests. */

/** The editor's path, with a slash at its end, from the page's own: `/red/hubspot-nodes/crm/` is below `/red/`. */
export const editorPathOf = (pagePath: string): string => pagePath.replace(/hubspot-nodes\/crm\/?$/, '')

/**
 * The key in the browser's local storage under which Node-RED's editor keeps its tokens: `auth-tokens`, and unless it
 * is served at the root its own path with dashes for slashes (editor-client, `RED.settings`).
 */
export const tokenKeyOf = (editorPath: string): string =>
    `auth-tokens${editorPath.slice(0, -1).replaceAll('/', '-')}`

/** The token in what is stored there; null for anything else. */
export function tokenIn(stored: string | null): string | null {
    try {
        const tokens = JSON.parse(stored ?? 'null') as unknown
        if (typeof tokens !== 'object' || tokens === null || !('access_token' in tokens)) return null
        return typeof tokens.access_token === 'string' ? tokens.access_token : null
    } catch {
        return null
    }
}
