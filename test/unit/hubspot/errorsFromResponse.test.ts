import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { errorFromItem, failureFromResponse } from '../../../src/hubspot/errorsFromResponse'

const correlationId = '5e1ea8a2-4d0f-4b3c-9c5f-2f1c6f1d7a10'

/** A body in HubSpot's form. */
function body(rest: object): string {
    return JSON.stringify({ status: 'error', correlationId, ...rest })
}

/** The array that a validation message carries in its text (facts 1.4). */
function invalidValues(...items: { name: string; error: string; message: string }[]): string {
    const list = items.map((item) => ({ isValid: false, ...item, portalId: 1 }))
    return body({
        category: 'VALIDATION_ERROR',
        message: `Property values were not valid: ${JSON.stringify(list)}`
    })
}

describe('hubspot errors from answers', () => {
    for (const [name, status, text, code, message] of [
        [
            'a wrong token (facts 1.4, 401)',
            401,
            body({ category: 'INVALID_AUTHENTICATION', message: 'Authentication credentials not found.' }),
            'HUBSPOT_AUTH',
            'HubSpot: the token is not accepted'
        ],
        [
            'an expired token (facts 1.4, 401)',
            401,
            body({
                category: 'EXPIRED_AUTHENTICATION',
                message: 'The OAuth token used expired 9 second(s) ago.'
            }),
            'HUBSPOT_AUTH',
            'HubSpot: the token has expired'
        ],
        [
            'a missing scope by name (facts 1.4, 403)',
            403,
            body({
                category: 'MISSING_SCOPES',
                errors: [
                    {
                        message: 'One or more of the following scopes are required.',
                        context: { requiredGranularScopes: ['crm.objects.contacts.write'] }
                    }
                ]
            }),
            'HUBSPOT_SCOPES',
            'HubSpot: the token lacks crm.objects.contacts.write'
        ],
        ['a 403 without names', 403, body({}), 'HUBSPOT_SCOPES', 'HubSpot: the token may not do this'],
        [
            'nothing there (facts 1.4, 404)',
            404,
            body({ message: 'resource not found' }),
            'HUBSPOT_NOT_FOUND',
            'HubSpot has not found it'
        ],
        [
            'an unknown property (facts 1.4)',
            400,
            body({
                category: 'VALIDATION_ERROR',
                message:
                    'Property values were not valid: [{"name":"shoe_size","error":"PROPERTY_DOESNT_EXIST"}]',
                errors: [
                    {
                        message: 'Property "shoe_size" does not exist',
                        code: 'PROPERTY_DOESNT_EXIST',
                        context: { propertyName: ['shoe_size'] }
                    }
                ]
            }),
            'HUBSPOT_VALIDATION',
            'shoe_size: no such property (PROPERTY_DOESNT_EXIST)'
        ],
        [
            'a value that is no option, without the value (facts 1.4)',
            400,
            invalidValues({
                name: 'hs_lead_status',
                error: 'INVALID_OPTION',
                message: 'Jane Doe was not one of the allowed options: [NEW, OPEN]'
            }),
            'HUBSPOT_VALIDATION',
            'hs_lead_status: not one of the options (INVALID_OPTION)'
        ],
        [
            'several values, each named',
            400,
            invalidValues(
                { name: 'email', error: 'INVALID_EMAIL', message: 'Email address jane@ is invalid' },
                { name: 'numemployees', error: 'SOMETHING_NEW', message: '12 of them' }
            ),
            'HUBSPOT_VALIDATION',
            'email: not an e-mail address (INVALID_EMAIL); numemployees: not accepted (SOMETHING_NEW)'
        ],
        [
            'a calculated property (facts 1.4, 2020 message)',
            400,
            body({ message: '"hs_object_id" is a calculated property; its value cannot be set to Jane' }),
            'HUBSPOT_VALIDATION',
            'hs_object_id: read only (READ_ONLY_VALUE)'
        ],
        [
            'a required property (facts 1.4, since 2026-09)',
            400,
            body({ errors: [{ code: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: ['company'] } }] }),
            'HUBSPOT_VALIDATION',
            'company: required (MISSING_REQUIRED_PROPERTY)'
        ],
        [
            'a refusal that names nothing',
            400,
            body({ category: 'VALIDATION_ERROR', message: 'Jane is not welcome' }),
            'HUBSPOT_VALIDATION',
            'HubSpot refused the request (VALIDATION_ERROR)'
        ],
        [
            'too long an address (facts 1.4, 414)',
            414,
            '<html>',
            'HUBSPOT_VALIDATION',
            'the request is too large for HubSpot'
        ],
        [
            'a burst limit (facts 1.3)',
            429,
            body({ policyName: 'TEN_SECONDLY_ROLLING' }),
            'HUBSPOT_RATE_LIMIT',
            'HubSpot asks for fewer calls'
        ],
        [
            'the daily limit (facts 1.3)',
            429,
            body({ policyName: 'DAILY' }),
            'HUBSPOT_DAILY_LIMIT',
            'HubSpot allows no more calls today'
        ],
        [
            'the daily limit, only in words',
            429,
            body({ message: 'You have reached your daily limit.' }),
            'HUBSPOT_DAILY_LIMIT',
            'HubSpot allows no more calls today'
        ],
        ['a lock (facts 1.4, 423)', 423, body({}), 'HUBSPOT_UNAVAILABLE', 'HubSpot holds the record locked'],
        [
            'a migration (facts 1.4, 477)',
            477,
            '',
            'HUBSPOT_UNAVAILABLE',
            'HubSpot is moving the portal to another data centre'
        ],
        [
            'a gateway’s page (facts 1.4)',
            502,
            '<html><body>Bad Gateway</body></html>',
            'HUBSPOT_UNAVAILABLE',
            'HubSpot did not answer the call (502)'
        ],
        [
            'Cloudflare (facts 1.4)',
            524,
            'error code: 524',
            'HUBSPOT_UNAVAILABLE',
            'HubSpot did not answer the call (524)'
        ],
        [
            'a redirect, which is not followed',
            302,
            '',
            'HUBSPOT_UNAVAILABLE',
            'HubSpot did not answer the call (302)'
        ]
    ] as const)
        it(name, () => {
            const { error } = failureFromResponse(status, {}, text)
            assert.deepEqual([error.code, error.message, error.details.status], [code, message, status])
        })

    for (const [name, rest, existingId] of [
        ['in the message', { message: 'Contact already exists. Existing ID: 12345' }, '12345'],
        ['in the context', { message: 'Contact already exists', context: { existingId: ['678'] } }, '678'],
        ['not at all', { message: 'Contact already exists' }, undefined]
    ] as const)
        it(`a conflict with the existing id ${name} (facts 1.4 and 2, 409)`, () => {
            const text = body({ category: 'CONFLICT', ...rest })
            for (const error of [failureFromResponse(409, {}, text).error, errorFromItem(JSON.parse(text))])
                assert.deepEqual([error.code, error.details.existingId], ['HUBSPOT_CONFLICT', existingId])
        })

    it('keeps the correlation id, from the body or the header (facts 1.2)', () => {
        assert.equal(failureFromResponse(400, {}, body({})).error.details.correlationId, correlationId)
        const headers = { 'x-hubspot-correlation-id': correlationId }
        assert.equal(failureFromResponse(502, headers, '<html>').error.details.correlationId, correlationId)
    })

    it('reads Retry-After in seconds (facts 1.4, 477), and nothing else as one', () => {
        assert.equal(failureFromResponse(477, { 'retry-after': '120' }, '').retryAfter, 120_000)
        for (const header of ['', 'soon', '-3', 'Sun, 22 Nov 2026 09:00:00 GMT'])
            assert.equal(failureFromResponse(429, { 'retry-after': header }, '').retryAfter, null)
    })

    it('names scopes and properties only when they look like one', () => {
        const text = body({
            errors: [{ code: 'jane@example.com', context: { propertyName: ['jane@example.com', 'company'] } }]
        })
        const { error } = failureFromResponse(400, {}, text)
        assert.equal(error.message, 'company: not accepted (NOT_ACCEPTED)')
        assert.ok(!inspect(error).includes('jane'))
    })

    it('makes an error of any body', () => {
        for (const text of [
            '',
            'null',
            '[]',
            '7',
            '{"errors":{}}',
            '{"errors":[null,3]}',
            '{"context":[]}',
            '{"message":"["}'
        ])
            for (const status of [400, 403, 409, 429, 500])
                assert.match(failureFromResponse(status, {}, text).error.code, /^HUBSPOT_/)
        for (const item of [null, 7, 'x', [], {}, { context: null, errors: 'x' }])
            assert.equal(errorFromItem(item).code, 'HUBSPOT_VALIDATION')
    })
})
