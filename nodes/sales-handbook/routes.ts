import type { Request } from 'express'
import type { NodeAPI } from 'node-red'
import {
    comparePortal,
    defaultEdition,
    type Edition,
    editions,
    HandbookError,
    type Issue,
    loadEdition,
    planChanges
} from '../../src/handbook'
import type { Account } from '../../src/hubspot'
import { adminRoutes, invalidConfig, invalidInput, isPlainObject, lendAccount, readPortal } from '../shared'
import type { ChangeResult, CompareAnswer, CreateAnswer, ValidateAnswer } from './answers'
import { forgetBindings } from './binder'
import { makeChanges } from './make-changes'
import { tablesOf } from './tables'

/** The handbook's admin routes: the dialog sends what is in it, deployed or not. */
export function registerRoutes(red: NodeAPI): void {
    const routes = adminRoutes(red)

    routes.post('/handbook/validate', 'hubspot.read', async (request, response) => {
        response.json(validate(bodyOf(request)))
    })

    routes.post('/handbook/compare', 'hubspot.read', async (request, response) => {
        const body = bodyOf(request)
        const edition = editionOf(body)
        response.json(await lendAccount(body, (account) => compare(account, edition, body)))
    })

    routes.post('/handbook/create', 'hubspot.write', async (request, response) => {
        const body = bodyOf(request)
        const edition = editionOf(body)
        const { changes } = body
        if (!Array.isArray(changes)) throw invalidInput('the request names no changes')
        response.json(
            await lendAccount(body, (account) => inTurn(() => create(account, edition, body, changes)))
        )
    })
}

/** What is wrong with the overrides, and the edition as tables. */
function validate(body: Record<string, unknown>): ValidateAnswer {
    const base = editionOf({ edition: body.edition })
    let edition = base
    let issues: readonly Issue[] = []
    try {
        edition = editionOf(body)
    } catch (error) {
        if (!(error instanceof HandbookError)) throw error
        issues = error.issues
    }
    return { editions: editions(), issues, tables: tablesOf(edition, base) }
}

async function compare(
    account: Account,
    edition: Edition,
    { readOnly }: Record<string, unknown>
): Promise<CompareAnswer> {
    const [{ portalId }, { portal, unreadable }] = await Promise.all([
        account.details(),
        readPortal(account, { fresh: true })
    ])
    const differences = comparePortal(edition, portal)
    return {
        portalId,
        readOnly: account.readOnly || readOnly === true,
        differences,
        changes: planChanges(differences),
        unreadable
    }
}

/** @param confirmed the changes that a person saw and agreed to */
async function create(
    account: Account,
    edition: Edition,
    body: Record<string, unknown>,
    confirmed: unknown[]
): Promise<CreateAnswer> {
    const before = await compare(account, edition, body)
    if (before.readOnly) throw invalidConfig('the account is read only')
    let results: ChangeResult[]
    try {
        results = await makeChanges(account, confirmed, before.changes)
    } finally {
        forgetBindings()
    }
    return {
        ...(await compare(account, edition, body)),
        results,
        skipped: confirmed.length - results.length
    }
}

let turn: Promise<unknown> = Promise.resolve()

/** Two presses at once would plan the same changes. */
function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const result = turn.then(step)
    turn = result.catch(() => undefined)
    return result
}

/** @throws HandbookError `CONFIG_INVALID` */
function editionOf({ edition, overrides }: Record<string, unknown>): Edition {
    return loadEdition(typeof edition === 'string' && edition !== '' ? edition : defaultEdition, overrides)
}

function bodyOf(request: Request): Record<string, unknown> {
    const body: unknown = request.body
    if (!isPlainObject(body)) throw invalidInput('the request has no JSON body')
    return body
}
