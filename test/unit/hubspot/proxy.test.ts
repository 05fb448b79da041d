import assert from 'node:assert/strict'
import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { openExchange } from '../../../src/hubspot/exchange'
import { testCertificate } from '../../support/test-certificate'

const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_TLS_REJECT_UNAUTHORIZED']
const never = new AbortController().signal

describe('hubspot: through the proxy that the environment names', () => {
    let proxy: http.Server
    let plain: http.Server
    let secure: https.Server
    /** What the proxy was asked for: the address, and the log-in. */
    let asked: { to: string; login: string | undefined }[]
    /** What the proxy answers instead of opening the way. */
    let refusal: string | null
    /** HubSpot takes the request and is gone. */
    let isCutOff: boolean
    const given = new Map<string, string | undefined>()

    const listen = async (server: net.Server): Promise<number> => {
        await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
        return (server.address() as AddressInfo).port
    }
    const setEnv = (values: Record<string, string>) => {
        for (const name of names) {
            delete process.env[name]
            delete process.env[name.toLowerCase()]
        }
        Object.assign(process.env, values)
    }
    const send = async (address: string) => {
        const exchange = openExchange({ timeout: 10_000 })
        try {
            return await exchange.send({ method: 'GET', url: new URL(address), headers: {} }, never)
        } finally {
            exchange.close()
        }
    }
    const portOf = (server: net.Server) => (server.address() as AddressInfo).port

    before(async () => {
        for (const name of names.flatMap((one) => [one, one.toLowerCase()]))
            given.set(name, process.env[name])
        const answer =
            (text: string): http.RequestListener =>
            (request, response) =>
                isCutOff ? request.socket.destroy() : response.end(text)
        plain = http.createServer(answer('plain'))
        secure = https.createServer(testCertificate, answer('secure'))
        proxy = http.createServer((_request, response) => response.writeHead(400).end())
        await Promise.all([plain, secure, proxy].map(listen))
        proxy.on('connect', ({ url = '', headers }, client: net.Socket) => {
            asked.push({ to: url, login: headers['proxy-authorization'] })
            if (refusal !== null) {
                client.end(`HTTP/1.1 ${refusal}\r\n\r\n`)
                return
            }
            const onward = net.connect(portOf(url.endsWith(':443') ? secure : plain), '127.0.0.1', () => {
                client.write('HTTP/1.1 200 Connection established\r\n\r\n')
                onward.pipe(client).pipe(onward)
            })
            for (const socket of [client, onward]) socket.on('error', () => undefined)
        })
    })
    beforeEach(() => {
        asked = []
        refusal = null
        isCutOff = false
        // The certificate is nobody's.
        setEnv({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    })
    after(async () => {
        setEnv({})
        for (const [name, value] of given) if (value !== undefined) process.env[name] = value
        for (const server of [proxy, plain, secure]) {
            server.closeAllConnections()
            await new Promise((done) => server.close(done))
        }
    })

    it('https and http go through theirs, with its log-in', async () => {
        const address = `127.0.0.1:${portOf(proxy)}`
        setEnv({
            HTTPS_PROXY: `http://someone:s%40fe@${address}`,
            HTTP_PROXY: `http://${address}`,
            NODE_TLS_REJECT_UNAUTHORIZED: '0'
        })
        assert.equal((await send('https://hubspot.test/crm')).text, 'secure')
        assert.equal((await send('http://hubspot.test/crm')).text, 'plain')
        assert.deepEqual(asked, [
            { to: 'hubspot.test:443', login: `Basic ${Buffer.from('someone:s@fe').toString('base64')}` },
            { to: 'hubspot.test:80', login: undefined }
        ])
    })

    it('a connection through it is kept for the next call', async () => {
        setEnv({ HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
        const exchange = openExchange({ timeout: 10_000 })
        try {
            const url = new URL('https://hubspot.test/crm')
            for (let count = 0; count < 3; count += 1)
                assert.equal((await exchange.send({ method: 'GET', url, headers: {} }, never)).status, 200)
        } finally {
            exchange.close()
        }
        assert.equal(asked.length, 1)
    })

    for (const protocol of ['http', 'https'])
        it(`${protocol}: what broke behind the proxy may have been seen, and does not count as unsent`, async () => {
            setEnv({ ALL_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
            isCutOff = true
            await assert.rejects(send(`${protocol}://hubspot.test/crm`), {
                problem: 'connection',
                unsent: false
            })
            assert.equal(asked.length, 1)
        })

    it('this machine itself, and what NO_PROXY names, are asked directly', async () => {
        setEnv({ ALL_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NO_PROXY: 'hubspot.test' })
        assert.equal((await send(`http://127.0.0.1:${portOf(plain)}/`)).text, 'plain')
        assert.equal((await send(`http://localhost:${portOf(plain)}/`)).text, 'plain')
        await assert.rejects(send('http://hubspot.test/'), { problem: 'connection' })
        assert.deepEqual(asked, [])
    })

    for (const [what, value, reason] of [
        ['that refuses', null, 'the proxy answered 407'],
        [
            'that is no address',
            'http://:secret@',
            'the proxy that the environment names is no http or https address'
        ],
        [
            'of a kind that is not known',
            'socks5://someone:secret@127.0.0.1:1',
            'the proxy that the environment names is no http or https address'
        ]
    ] as const) {
        it(`a proxy ${what}: nothing was sent, and the reason holds no log-in`, async () => {
            refusal = '407 Proxy Authentication Required'
            setEnv({ HTTP_PROXY: value ?? `http://someone:secret@127.0.0.1:${portOf(proxy)}` })
            await assert.rejects(send('http://hubspot.test/'), {
                problem: 'connection',
                unsent: true,
                message: reason
            })
        })
    }
})
