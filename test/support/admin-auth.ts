const users: Record<string, { username: string; permissions: string }> = {
    'admin-token': { username: 'admin', permissions: '*' },
    'reader-token': { username: 'reader', permissions: 'read' }
}

/**
 * Node-RED's adminAuth with a user who may do everything and one who may only read, by fixed tokens:
 * a log-in with a password would leave Node-RED's timer for the end of the session behind.
 */
export const adminAuth = {
    type: 'credentials',
    users: (username: string) =>
        Promise.resolve(Object.values(users).find((user) => user.username === username) ?? null),
    tokens: (token: string) => Promise.resolve(users[token] ?? null)
}

export const tokens = { anonymous: '', reader: 'reader-token', admin: 'admin-token' }
