import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { decodeWebhookUri, flawOfHeaders, flawOfWebhook, webhookWindow } from '../../../src/hubspot'

const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy'
const vector = {
    secret,
    method: 'POST',
    uri: 'https://www.example.com/webhook_uri',
    body: Buffer.from("{'example_field':'example_value'}")
}

/** As HubSpot signs, written from the facts and not from the code. */
const sign = (text: string, key = secret) => createHmac('sha256', key).update(text).digest('base64')

describe('webhook signature v3 (facts 8)', () => {
    for (const [timestamp, signature] of [
        ['1693657560000', 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
        ['1700000300000', 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=']
    ] as const) {
        it(`accepts the vector of ${timestamp}, and nothing that differs from it in one place`, () => {
            const good = { ...vector, timestamp, signature, now: Number(timestamp) }
            assert.equal(flawOfWebhook(good), null)
            for (const [what, changed] of Object.entries({
                secret: { secret: `${secret}x` },
                method: { method: 'GET' },
                uri: { uri: `${vector.uri}?a=1` },
                body: { body: Buffer.from("{'example_field':'example_valuE'}") },
                timestamp: { timestamp: String(Number(timestamp) + 1) },
                signature: { signature: signature.replace(/./, 'a') },
                'signature cut short': { signature: signature.slice(0, -1) },
                'another text of the same bytes': { signature: signature.replace('=', '') },
                'no secret': { secret: '' }
            }))
                assert.equal(flawOfWebhook({ ...good, ...changed }), 'wrong', what)
        })
    }

    const now = 1_700_000_000_000
    for (const [what, timestamp, flaw] of [
        ['five minutes old', now - webhookWindow, null],
        ['older than five minutes', now - webhookWindow - 1, 'stale'],
        ['five minutes ahead', now + webhookWindow, null],
        ['further ahead', now + webhookWindow + 1, 'stale']
    ] as const) {
        it(`a delivery that is ${what} is ${flaw ?? 'taken'}`, () => {
            const signature = sign(`POST${vector.uri}${vector.body.toString()}${timestamp}`)
            const webhook = { ...vector, timestamp: String(timestamp), signature, now }
            assert.equal(flawOfWebhook(webhook), flaw)
        })
    }

    for (const [what, headers] of [
        ['no signature', { signature: undefined, timestamp: String(now) }],
        ['an empty one', { signature: '', timestamp: String(now) }],
        ['several', { signature: ['a', 'b'], timestamp: String(now) }],
        ['no time', { signature: 'x', timestamp: undefined }],
        ['a time that is none', { signature: 'x', timestamp: 'NaN' }],
        ['a negative time', { signature: 'x', timestamp: '-1' }],
        ['a time in words', { signature: 'x', timestamp: '2026-11-22T00:00:00Z' }]
    ] as const) {
        it(`${what} is missing what it needs`, () => assert.equal(flawOfHeaders(headers, now), 'missing'))
    }

    it('a clock that is no number lets nothing in', () => {
        assert.equal(flawOfHeaders({ signature: 'x', timestamp: '1' }, Number.NaN), 'stale')
    })

    for (const [from, to] of [
        ['%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B', ":/?@!$'()*,;"],
        ['%3a%2f%2c', ':/,'],
        ['a%20b%26c%3Dd%25%2B%C3%A9', 'a%20b%26c%3Dd%25%2B%C3%A9'],
        ['%253A', '%253A']
    ] as const) {
        it(`signs ${from} as ${to}`, () => {
            assert.equal(decodeWebhookUri(`/hook?q=${from}`), `/hook?q=${to}`)
            const uri = `https://nr.example.com/hook?q=${from}`
            const signature = sign(`POSThttps://nr.example.com/hook?q=${to}[]${now}`)
            const webhook = { secret, method: 'POST', uri, body: Buffer.from('[]') }
            assert.equal(flawOfWebhook({ ...webhook, timestamp: String(now), signature, now }), null)
        })
    }

    it('the body counts byte by byte, whether or not it is text', () => {
        const body = Buffer.from([0xff, 0xfe, 0x00, 0x5b])
        const hmac = createHmac('sha256', secret).update(`POST${vector.uri}`).update(body)
        const signature = hmac.update(String(now)).digest('base64')
        assert.equal(flawOfWebhook({ ...vector, body, signature, timestamp: String(now), now }), null)
    })

    it('whatever comes, it neither throws nor lets in', () => {
        fc.assert(
            fc.property(fc.anything(), fc.anything(), fc.anything(), fc.string(), (a, b, c, uri) => {
                const webhook = { ...vector, uri, signature: a, timestamp: b, body: c as Buffer, now }
                assert.notEqual(flawOfWebhook(webhook), null)
            })
        )
    })
})
