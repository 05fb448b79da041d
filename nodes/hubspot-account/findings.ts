/** What the handbook's audit finds in the sandbox: the page's side of the audit that handbook-audit lends. */
import type { NodeAPI, NodeDef } from 'node-red'
import { defaultEdition, loadEdition } from '../../src/handbook'
import type { Sandbox } from '../../src/sandbox'
import {
    handbookNode,
    invalidConfig,
    invalidInput,
    lendAuditor,
    toNodeError,
    type SalesHandbookNode
} from '../shared'
import type { FindingsAnswer, FindingsQuery, HandbookChoice } from './crm-page/answers'
import { lookOf } from './crm-page/look'
import { viewOf } from './crm-page/portal-view'
import type { AccountNode } from './hubspot-account'
import { sandboxAccounts } from './sandbox-accounts'

/** A page of what was found, with the names that its records have now. */
export function findingsOf(red: NodeAPI, sandbox: Sandbox, query: FindingsQuery): FindingsAnswer {
    const view = viewOf(sandbox)
    const look = lookOf(sandbox.portal)
    const { total, findings } = look.page(query)
    return {
        look: look.state,
        edition: look.edition,
        isOld: look.isOld(view.revision()),
        handbooks: boundHandbooks(red).map(({ choice }) => choice),
        findings: look.count ?? 0,
        rules: look.rules(),
        total,
        rows: findings.map(({ owner, ...finding }) => ({
            ...finding,
            name: finding.objectType === 'portal' ? '' : view.nameOf(finding.objectType, finding.id),
            owner: owner === null ? '' : owner.name || owner.id
        }))
    }
}

/** Changes with all that `findingsOf` answers. */
export function findingsMark(red: NodeAPI, { portal }: Sandbox, revision: string): string {
    const choices = boundHandbooks(red).map(({ choice }) => choice)
    return JSON.stringify([lookOf(portal).mark, revision, choices])
}

/**
 * Begins to look, unless a look is under way.
 * @param wanted the id of a handbook that is bound to the sandbox; otherwise the first, or the default edition
 * @throws NodeError `INPUT_INVALID` when there is no such handbook
 */
export function startLook(red: NodeAPI, sandbox: Sandbox, wanted: unknown): void {
    const handbooks = boundHandbooks(red)
    const bound = wanted === undefined ? handbooks[0] : handbooks.find(({ choice: { id } }) => id === wanted)
    if (wanted !== undefined && !bound) throw invalidInput('no such handbook is bound to the sandbox')
    const view = viewOf(sandbox)
    const { contacts, deals } = view.counts()
    lookOf(sandbox.portal).start(
        { most: contacts + deals, revision: view.revision(), now: () => sandbox.clock.now() },
        async (listener) => {
            const node = bound?.account ?? sandboxAccounts(red)[0]
            if (!node) throw invalidConfig('no sandbox account is deployed')
            const account = await node.account()
            const edition = bound?.handbook.edition() ?? loadEdition(defaultEdition, {})
            listener.by(edition.id)
            const binding = (await bound?.handbook.binding(account, { fresh: true })) ?? null
            return lendAuditor()({ account, edition, binding, ...listener })
        },
        toNodeError
    )
}

interface BoundHandbook {
    choice: HandbookChoice
    handbook: SalesHandbookNode
    account: AccountNode
}

/** The handbooks whose portal is the sandbox, in the order of the flow file. */
function boundHandbooks(red: NodeAPI): BoundHandbook[] {
    const accounts = new Map(sandboxAccounts(red).map((account) => [account.id, account]))
    const bound: BoundHandbook[] = []
    red.nodes.eachNode((config: NodeDef & { account?: unknown }) => {
        if (config.type !== 'sales-handbook' || !red.nodes.getNode(config.id)) return
        const account = accounts.get(String(config.account))
        if (!account) return
        const handbook = handbookNode(red, config.id)
        bound.push({
            choice: { id: config.id, name: config.name ?? '', edition: editionId(handbook) },
            handbook,
            account
        })
    })
    return bound
}

function editionId(handbook: SalesHandbookNode): string {
    try {
        return handbook.edition().id
    } catch {
        // A look by it says what is wrong.
        return ''
    }
}
