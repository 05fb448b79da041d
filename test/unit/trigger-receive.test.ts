import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import { signedAddress } from '../../nodes/hubspot-trigger/address'
import { largestBody } from '../../nodes/hubspot-trigger/body'
import { normalPath } from '../../nodes/hubspot-trigger/config'
import { receive } from '../../nodes/hubspot-trigger/receive'

const secret = 'a-client-secret'
const url = '/hubspot/webhooks'
const outside = 'https://nr.example.com'

interface Parts {
    body: string | Buffer
    signature?: string
    timestamp?: string
    key?: string
    headers?: Record<string, string>
}

/** A delivery as it comes in. */
function requestOf({ body, key = secret, ...parts }: Parts): Request {
    const timestamp = parts.timestamp ?? String(Date.now())
    const signature =
        parts.signature ??
        createHmac('sha256', key)
            .update(`POST${outside}${url}`)
            .update(body)
            .update(timestamp)
            .digest('base64')
    const chunks = [Buffer.from(body)]
    const request = new Readable({
        read() {
            const chunk = chunks.shift()
            this.push(chunk ?? null)
        }
    })
    return Object.assign(request, {
        method: 'POST',
        url,
        complete: true,
        headers: {
            'x-hubspot-signature-v3': signature,
            'x-hubspot-request-timestamp': timestamp,
            ...parts.headers
        }
    }) as unknown as Request
}

async function answerTo(parts: Parts, take = async () => {}): Promise<number> {
    const response = { statusCode: 0, headers: {}, destroyed: false, setHeader() {}, end() {} }
    const receiver = { secret, uriOf: (path: string) => signedAddress(outside, path), take }
    await receive(receiver, requestOf(parts), response as unknown as Response)
    return response.statusCode
}

describe('receiving webhooks', () => {
    it('10,000 forged or broken deliveries: none is parsed, none is taken, and good ones among them are', async () => {
        const parse = JSON.parse
        let parsed = 0
        JSON.parse = ((text: string) => {
            parsed += 1
            return parse(text) as unknown
        }) as typeof JSON.parse
        const body = JSON.stringify([{ subscriptionType: 'contact.creation' }])
        const bad: (() => Parts)[] = [
            () => ({ body, key: 'guess' }),
            () => ({ body, signature: '' }),
            () => ({ body, signature: randomBytes(32).toString('base64') }),
            () => ({ body, timestamp: String(Date.now() - 301_000) }),
            () => ({ body, timestamp: String(Date.now() + 302_000) }),
            () => ({ body, timestamp: 'soon' }),
            () => ({ body: '[{', key: 'guess' }),
            () => ({ body: randomBytes(40), key: 'guess' })
        ]
        let taken = 0
        const take = async () => void taken++
        try {
            for (let i = 0; i < 10_000; i += 1) {
                assert.equal(await answerTo(bad[i % bad.length]?.() ?? { body }, take), 401)
                if (i % 100 === 0) assert.equal(await answerTo({ body }, take), 200)
            }
        } finally {
            JSON.parse = parse
        }
        assert.deepEqual([parsed, taken], [100, 100])
    })

    it('a body that is announced too large, or turns out to be, is 413', async () => {
        const headers = { 'content-length': String(largestBody + 1) }
        assert.equal(await answerTo({ body: '[]', headers }), 413)
        assert.equal(await answerTo({ body: Buffer.alloc(largestBody + 1, ' ') }), 413)
        assert.equal(await answerTo({ body: Buffer.alloc(largestBody, ' ') }), 400)
    })

    it('work that fails is 503, so that HubSpot delivers again', async () => {
        assert.equal(await answerTo({ body: '[]' }, () => Promise.reject(new Error('no'))), 503)
    })
})

describe('the signed address', () => {
    for (const [base, path, signed] of [
        [outside, '/a/b?c=%2F', `${outside}/a/b?c=%2F`],
        [`${outside}/`, '/a', `${outside}/a`],
        [`${outside}:8443`, '/a', `${outside}:8443/a`],
        [`${outside}/in/front`, '/a/b?c=d', `${outside}/in/front?c=d`],
        [`${outside}/in/front`, '/a/b', `${outside}/in/front`]
    ] as const) {
        it(`${base} and ${path} are ${signed}`, () => assert.equal(signedAddress(base, path), signed))
    }

    for (const [given, path] of [
        ['hubspot', '/hubspot'],
        ['/a/b/', '/a/b'],
        [' /a ', '/a'],
        ['', null],
        ['/', null],
        ['/a b', null],
        ['/a?b', null],
        ['/a/:id', null],
        ['/a//b', null]
    ] as const) {
        it(`the path ${given} is ${path}`, () => assert.equal(normalPath(given), path))
    }
})
