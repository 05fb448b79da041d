import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { API_VERSION, versionedPath } from '../../../src/hubspot/apiVersion'
import { openExchange } from '../../../src/hubspot/exchange'

describe('hubspot exchange', () => {
    let server: http.Server
    let handle: http.RequestListener
    const never = new AbortController().signal

    beforeEach(async () => {
        server = http.createServer((request, response) => handle(request, response))
        await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    })
    afterEach(async () => {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
    })

    async function get(options: { timeout?: number; maxAnswer?: number } = {}, signal = never) {
        const { port } = server.address() as AddressInfo
        const exchange = openExchange({ timeout: 5000, ...options })
        try {
            const url = new URL(`http://127.0.0.1:${port}/`)
            return await exchange.send({ method: 'GET', url, headers: {} }, signal)
        } finally {
            exchange.close()
        }
    }

    it('unpacks what comes packed', async () => {
        handle = (request, response) => {
            assert.equal(request.headers['accept-encoding'], 'gzip')
            response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('Zoë'))
        }
        assert.equal((await get()).text, 'Zoë')
    })

    for (const [name, problem, listener] of [
        [
            'a broken package',
            'connection',
            (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no')
        ],
        [
            'an answer that is cut short',
            'connection',
            (_, response) => {
                response.writeHead(200, { 'content-length': '100' }).write('{')
                setImmediate(() => response.destroy())
            }
        ],
        [
            'an answer without an end',
            'too-large',
            (_, response) => {
                const write = () => {
                    while (response.write('x'.repeat(10_000)));
                }
                response.on('drain', write).on('error', () => {})
                write()
            }
        ],
        [
            'a packed answer that is too large',
            'too-large',
            (_, response) =>
                response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1e6)))
        ],
        ['no answer', 'timeout', () => {}]
    ] as [string, string, http.RequestListener][])
        it(`makes an error of ${name}`, async () => {
            handle = listener
            await assert.rejects(get({ maxAnswer: 100_000, timeout: problem === 'timeout' ? 30 : 5000 }), {
                problem,
                unsent: false
            })
        })

    it('knows what was never sent', async () => {
        const exchange = openExchange({ timeout: 1000 })
        const url = new URL('http://127.0.0.1:9/')
        await assert.rejects(exchange.send({ method: 'GET', url, headers: {} }, never), { unsent: true })
        await assert.rejects(exchange.send({ method: 'GET', url, headers: {} }, AbortSignal.abort()), {
            problem: 'aborted',
            unsent: true
        })
    })
})

describe('hubspot paths', () => {
    for (const [path, versioned] of [
        ['/crm/v3/objects/contacts/batch/read', `/crm/objects/${API_VERSION}/contacts/batch/read`],
        ['/crm/v3/objects/contacts?limit=1', `/crm/objects/${API_VERSION}/contacts?limit=1`],
        [
            '/crm/v4/associations/notes/contacts/batch/read',
            `/crm/associations/${API_VERSION}/notes/contacts/batch/read`
        ],
        ['/crm/v3/properties/contacts', `/crm/properties/${API_VERSION}/contacts`],
        ['/crm/v3/owners?limit=1', `/crm/owners/${API_VERSION}?limit=1`],
        ['/account-info/v3/details', `/account-info/${API_VERSION}/details`],
        ['/oauth/v2/private-apps/get/access-token-info', '/oauth/v2/private-apps/get/access-token-info']
    ] as const)
        it(`${path} is dated (facts 10.1)`, () => assert.equal(versionedPath(path), versioned))
})
