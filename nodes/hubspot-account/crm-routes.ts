import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Request, Response } from 'express'
import type { NodeAPI } from 'node-red'
import type { Sandbox } from '../../src/sandbox'
import { adminRoutes, invalidConfig, invalidInput, isPlainObject, readId, sendError } from '../shared'
import { clockSteps, type LogAnswer, type StateAnswer } from './crm-page/answers'
import { lookOf } from './crm-page/look'
import { viewOf } from './crm-page/portal-view'
import { readContactQuery, readFindingsQuery, readPipeline, readWhole } from './crm-page/queries'
import { findingsMark, findingsOf, startLook } from './findings'
import { sandboxAccounts } from './sandbox-accounts'

const callsShown = 200
const timelineShown = 5000

/**
 * The sandbox's CRM page and what it asks for. The page itself holds no data and is open to anyone, like the editor's
 * own; its data is behind the editor's permissions.
 */
export function registerCrmRoutes(red: NodeAPI): void {
    red.httpAdmin.get('/hubspot-nodes/crm', (request: Request, response: Response) => {
        sendPage(request, response).catch((error: unknown) => sendError(response, error))
    })

    const routes = adminRoutes(red)
    const read = (path: string, answer: (sandbox: Sandbox, request: Request) => unknown) =>
        routes.get(`/crm/api/${path}`, 'hubspot.read', async (request, response) => {
            refuseOtherSites(request)
            sendData(response, answer(await theSandbox(red), request))
        })
    const post = (
        path: string,
        permission: 'hubspot.read' | 'hubspot.write',
        act: (sandbox: Sandbox, body: Record<string, unknown>) => void
    ) =>
        routes.post(`/crm/api/${path}`, permission, async (request, response) => {
            refuseOtherSites(request)
            const body: unknown = request.body
            if (!request.is('application/json') || !isPlainObject(body))
                throw invalidInput('the request has no JSON body')
            const sandbox = await theSandbox(red)
            act(sandbox, body)
            sendData(response, { sandbox: stateOf(red, sandbox) })
        })

    routes.get('/crm/api/state', 'hubspot.read', async (request, response) => {
        refuseOtherSites(request)
        const sandbox = await findSandbox(red)
        const answer: StateAnswer = { sandbox: sandbox && stateOf(red, sandbox) }
        sendData(response, answer)
    })
    // Tells the page whether to offer the buttons; what they do has its own guard.
    routes.get('/crm/api/may-change', 'hubspot.write', async (request, response) => {
        refuseOtherSites(request)
        sendData(response, { mayChange: true })
    })
    read('contacts', (sandbox, { query }) => viewOf(sandbox).contacts(readContactQuery(query)))
    read('contact', (sandbox, { query }) =>
        viewOf(sandbox).contact(readId(query.id), readWhole(query.limit, 1, timelineShown, 100))
    )
    read('deal', (sandbox, { query }) =>
        viewOf(sandbox).deal(readId(query.id), readWhole(query.limit, 1, timelineShown, 100))
    )
    read('board', (sandbox, { query }) => viewOf(sandbox).board(readPipeline(query.pipeline)))
    read('tasks', (sandbox) => viewOf(sandbox).tasks())
    read('findings', (sandbox, { query }) => findingsOf(red, sandbox, readFindingsQuery(query)))
    read('log', logOf)

    // A look changes nothing in the CRM.
    post('look', 'hubspot.read', (sandbox, { handbook }) => startLook(red, sandbox, handbook))
    post('clock', 'hubspot.write', ({ clock }, { advance }) => {
        const step = clockSteps.find((known) => known === advance)
        if (!step) throw invalidInput(`the clock advances by ${clockSteps.join(' or ')}`)
        clock.advance(step)
    })
    post('reset', 'hubspot.write', (sandbox) => {
        viewOf(sandbox).reset()
        lookOf(sandbox.portal).forget()
        sandbox.log.clear()
    })
}

/** The sandbox of this process, by way of any sandbox account that runs: its first use may be this page. */
async function findSandbox(red: NodeAPI): Promise<Sandbox | null> {
    return (await sandboxAccounts(red)[0]?.sandbox()) ?? null
}

async function theSandbox(red: NodeAPI): Promise<Sandbox> {
    const sandbox = await findSandbox(red)
    if (!sandbox) throw invalidConfig('no sandbox account is deployed')
    return sandbox
}

function stateOf(red: NodeAPI, sandbox: Sandbox): StateAnswer['sandbox'] {
    const { portal, clock, log } = sandbox
    const view = viewOf(sandbox)
    const look = lookOf(portal)
    const revision = view.revision()
    const calls = log.entries.length
    return {
        portalId: portal.id,
        now: clock.now(),
        revision,
        logMark: `${calls} ${log.entries.at(-1)?.at ?? ''}`,
        findingsMark: findingsMark(red, sandbox, revision),
        counts: { ...view.counts(), findings: look.count, calls }
    }
}

function logOf(sandbox: Sandbox): LogAnswer {
    const { log } = sandbox
    return {
        counts: {
            read: log.count({ kind: 'read' }),
            write: log.count({ kind: 'write' }),
            search: log.count({ kind: 'search' })
        },
        calls: log.entries.slice(-callsShown).toReversed()
    }
}

/**
 * Node-RED's admin API answers pages of any origin; a browser that says the request comes from another site is
 * refused here, so that no page elsewhere reads or resets the CRM of an editor without a log-in.
 */
function refuseOtherSites(request: Request): void {
    const site = request.get('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
        throw invalidInput('requests from other sites are not answered')
}

function sendData(response: Response, data: unknown): void {
    response.set('Cache-Control', 'no-store').json(data)
}

/** The built page. Only the script and style it was built with may run in it. */
async function sendPage(request: Request, response: Response): Promise<void> {
    const [path, query] = request.originalUrl.split('?', 2)
    if (!path?.endsWith('/')) {
        // The page asks for its data relative to its own address.
        response.redirect(`crm/${query === undefined ? '' : `?${query}`}`)
        return
    }
    const page = await readFile(join(__dirname, 'crm-page.html'), 'utf8')
    const nonce = randomBytes(16).toString('base64')
    response
        .set({
            'Content-Type': 'text/html; charset=utf-8',
            'Cache-Control': 'no-cache',
            'Content-Security-Policy': [
                "default-src 'none'",
                "connect-src 'self'",
                'img-src data:',
                `script-src 'nonce-${nonce}'`,
                `style-src 'nonce-${nonce}'`,
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'self'"
            ].join('; ')
        })
        .send(
            page
                .replace('<style>', () => `<style nonce="${nonce}">`)
                .replace('<script>', () => `<script nonce="${nonce}">`)
        )
}
