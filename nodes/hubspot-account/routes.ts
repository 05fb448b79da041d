import type { Request } from 'express'
import type { NodeAPI } from 'node-red'
import type { Account } from '../../src/hubspot'
import { adminRoutes, invalidConfig, invalidInput, isPlainObject, provideAccounts } from '../shared'
import { registerCrmRoutes } from './crm-routes'
import type { AccountNode } from './hubspot-account'
import { PortalDoor } from './portal-door'
import { apiUrlOf } from './settings'

/** What the editor shows in place of a saved password; never a token. */
const unchangedPassword = '__PWRD__'

/** Object types whose properties a dialog may list. */
const objectTypes = new Set([
    'contacts',
    'deals',
    'companies',
    'notes',
    'tasks',
    'emails',
    'calls',
    'meetings'
])

/**
 * The account's admin routes. A dialog names the account by id, and when it is not deployed yet, or its token was
 * just typed, also sends mode and token; neither is ever sent back. Routes of other nodes borrow accounts likewise.
 */
export function registerRoutes(red: NodeAPI): void {
    registerCrmRoutes(red)
    provideAccounts((reference, use) => withAccount(red, reference, use))
    const routes = adminRoutes(red)

    routes.post('/check', 'hubspot.read', async (request, response) => {
        const report = await withAccount(red, bodyOf(request), (account) => account.check())
        response.json(report)
    })

    routes.post('/properties', 'hubspot.read', async (request, response) => {
        const { objectType, fresh } = bodyOf(request)
        if (typeof objectType !== 'string' || !objectTypes.has(objectType))
            throw invalidInput('unknown object type')
        const properties = await withAccount(red, bodyOf(request), (account) =>
            account.properties.list(objectType, { fresh: fresh === true })
        )
        response.json({ properties })
    })
}

/**
 * Lends the account the dialog means: the deployed one, or one opened for this request only, which writes nothing
 * unless the reference says `readOnly: false`.
 */
async function withAccount<T>(
    red: NodeAPI,
    reference: Record<string, unknown>,
    use: (account: Account) => Promise<T>
): Promise<T> {
    const { account: id, mode, token, readOnly } = reference
    const deployed = typeof id === 'string' ? (red.nodes.getNode(id) as AccountNode | null) : null
    const typed = typeof token === 'string' && token !== '' && token !== unchangedPassword ? token : null
    const isSame = deployed?.type === 'hubspot-account' && (mode === undefined || mode === deployed.mode)
    if (deployed && isSame && !typed) return use(await deployed.account())

    if (mode !== 'sandbox' && !typed) throw invalidConfig('the account has no token yet')
    const door = new PortalDoor({
        mode: mode === 'sandbox' ? 'sandbox' : 'hubspot',
        readOnly: readOnly !== false,
        token: () => fillIn(red, typed),
        apiUrl: apiUrlOf(red)
    })
    try {
        return await use(await door.account())
    } finally {
        await door.close()
    }
}

/** `${ENV}` as Node-RED itself would fill it in on deploy. */
function fillIn(red: NodeAPI, typed: string | null): string | null {
    const variable = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(typed?.trim() ?? '')
    if (!variable) return typed
    const value: unknown = red.util.evaluateNodeProperty(variable[1] ?? '', 'env', {} as never, {})
    return typeof value === 'string' && value !== '' ? value : typed
}

function bodyOf(request: Request): Record<string, unknown> {
    const body: unknown = request.body
    if (!isPlainObject(body)) throw invalidInput('the request has no JSON body')
    return body
}
