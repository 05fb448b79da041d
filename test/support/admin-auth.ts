/** Node-RED's adminAuth with two users: one may do everything, one may only read. */
export const adminAuth = {
    type: 'credentials',
    users: async (username: string) =>
        username === 'admin' || username === 'reader'
            ? { username, permissions: username === 'admin' ? '*' : 'read' }
            : null,
    authenticate: async (username: string, password: string) =>
        password === `${username}-password` ? adminAuth.users(username) : null,
    default: async () => null
}

/** Logs in as the editor does. @returns the bearer token */
export async function logIn(url: string, username: 'admin' | 'reader'): Promise<string> {
    const response = await fetch(`${url}/auth/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
            client_id: 'node-red-editor',
            grant_type: 'password',
            scope: '',
            username,
            password: `${username}-password`
        })
    })
    const { access_token: token } = (await response.json()) as { access_token: string }
    return token
}
