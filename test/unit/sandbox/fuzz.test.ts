/** Whatever comes in, the sandbox answers, and never with a failure of its own. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { startSandbox, type Sandbox } from '../../../src/sandbox'

const objectTypes = [
    'contacts',
    'contact',
    '0-1',
    'deals',
    'companies',
    'notes',
    'emails',
    'tasks',
    'calls',
    'meetings',
    'x'
]
const names = [
    'email',
    'firstname',
    'lifecyclestage',
    'hs_lead_status',
    'closedate',
    'hs_object_id',
    'hs_buying_role',
    'hs_additional_emails',
    'hubspot_owner_id',
    'dealname',
    'dealstage',
    'pipeline',
    'hs_timestamp',
    'constructor',
    '__proto__',
    'toString',
    'hs_v2_date_entered_lead',
    'nonsense'
]

const anyJson = fc.jsonValue({ maxDepth: 4, noUnicodeString: false })
const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
        '',
        'lead',
        'a@example.com',
        '1795348800000',
        '2026-11-22',
        ';',
        '*a*',
        'closedwon',
        '90100000001'
    )
)
const value = fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: anyJson })
const properties = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 5 })
const id = fc.oneof(
    fc.constantFrom('90100000001', '90100000002', 'a@example.com', 'default', 'batch', 'search'),
    text
)
const segment = id.map(encodeURIComponent)
const input = fc.record(
    {
        id: fc.oneof(id, anyJson),
        idProperty: fc.constantFrom('email', 'hs_object_id', 'firstname', 'nonsense'),
        name: fc.constantFrom(...names),
        properties,
        objectWriteTraceId: text,
        associations: anyJson,
        from: fc.record({ id }),
        to: fc.record({ id }),
        types: anyJson
    },
    { requiredKeys: [] }
)
const filter = fc.record(
    {
        propertyName: fc.constantFrom(...names, 'associations.deal', 'associations.x'),
        operator: fc.constantFrom(
            'EQ',
            'NEQ',
            'LT',
            'LTE',
            'GT',
            'GTE',
            'BETWEEN',
            'IN',
            'NOT_IN',
            'HAS_PROPERTY',
            'NOT_HAS_PROPERTY',
            'CONTAINS_TOKEN',
            'NOT_CONTAINS_TOKEN',
            'IS'
        ),
        value,
        highValue: value,
        values: fc.array(value, { maxLength: 3 })
    },
    { requiredKeys: [] }
)
const body = fc.oneof(
    anyJson.map((json) => JSON.stringify(json)),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
        .record(
            {
                properties: fc.oneof(properties, fc.array(text)),
                propertiesWithHistory: fc.array(fc.constantFrom(...names)),
                inputs: fc.oneof(fc.array(input, { maxLength: 4 }), anyJson),
                filterGroups: fc.oneof(
                    fc.array(fc.record({ filters: fc.array(filter, { maxLength: 3 }) }), { maxLength: 3 }),
                    anyJson
                ),
                sorts: fc.oneof(
                    fc.array(fc.record({ propertyName: fc.constantFrom(...names), direction: text })),
                    anyJson
                ),
                query: value,
                limit: fc.oneof(fc.integer(), value),
                after: fc.oneof(fc.integer(), value),
                idProperty: value,
                name: fc.oneof(fc.constantFrom(...names), value),
                label: value,
                type: fc.oneof(fc.constantFrom('string', 'bool', 'number', 'enumeration'), value),
                fieldType: fc.oneof(fc.constantFrom('text', 'booleancheckbox', 'number', 'select'), value),
                groupName: fc.oneof(fc.constantFrom('contactinformation'), value),
                options: anyJson,
                stages: fc.oneof(fc.array(fc.record({ label: text, metadata: anyJson })), anyJson),
                metadata: anyJson,
                associations: anyJson,
                tokenKey: value
            },
            { requiredKeys: [] }
        )
        .map((json) => JSON.stringify(json))
)
const version = fc.constantFrom('v3', 'v4', '2026-03', '2026-09', 'v1', '2026', '..')
const area = fc.constantFrom('objects', 'properties', 'pipelines', 'associations', 'owners', 'x')
const path = fc.oneof(
    fc
        .tuple(
            version,
            area,
            fc.constantFrom(...objectTypes),
            fc.array(
                fc.oneof(
                    segment,
                    fc.constantFrom(
                        'batch',
                        'read',
                        'create',
                        'update',
                        'upsert',
                        'archive',
                        'search',
                        'stages',
                        'groups',
                        'associations',
                        'default',
                        'contacts',
                        'deals'
                    )
                ),
                { maxLength: 5 }
            ),
            fc.boolean()
        )
        .map(([v, a, type, rest, dated]) => ['/crm', ...(dated ? [a, v] : [v, a]), type, ...rest].join('/')),
    fc.constantFrom(
        '/crm/v3/objects/contacts/batch/upsert',
        '/crm/v3/objects/contacts/batch/create',
        '/crm/v3/objects/contacts/batch/update',
        '/crm/v3/objects/contacts/batch/read',
        '/crm/v3/objects/contacts/search',
        '/crm/v3/objects/contacts',
        '/crm/v3/objects/deals',
        '/crm/v3/properties/contacts',
        '/oauth/v2/private-apps/get/access-token-info'
    ),
    fc.webPath()
)
const query = fc.oneof(
    fc.constant(''),
    fc.webQueryParameters().map((parameters) => `?${parameters}`),
    fc
        .record(
            {
                limit: text,
                after: text,
                properties: text,
                archived: text,
                idProperty: fc.constantFrom('email', 'x'),
                associations: text
            },
            { requiredKeys: [] }
        )
        .map((parameters) => `?${new URLSearchParams(parameters).toString()}`)
)
const call = fc.record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    path,
    query,
    body,
    type: fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', '')
})

describe('sandbox: fuzz', () => {
    let sandbox: Sandbox
    const failures: unknown[] = []

    before(async () => {
        sandbox = await startSandbox({
            seed: 'demo',
            limits: { burst: 1e9, searchPerSecond: 1e9, daily: 1e9 },
            onFailure: (error) => failures.push(error)
        })
    })
    after(() => sandbox.close())

    it('random paths, queries, headers and bodies never give a 5xx, a crash or silence', async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 8 }), async (calls) => {
                for (const { method, path, query, body, type } of calls) {
                    const hasBody = method !== 'GET'
                    const response = await fetch(`${sandbox.url}${path}${query}`, {
                        method,
                        headers: {
                            authorization: `Bearer ${sandbox.token}`,
                            ...(type && { 'content-type': type })
                        },
                        ...(hasBody && { body }),
                        signal: AbortSignal.timeout(5000)
                    })
                    const answer = await response.text()
                    assert.deepEqual(failures, [])
                    assert.ok(response.status < 500, `${response.status} ${answer}`)
                    if (answer !== '') JSON.parse(answer)
                }
            }),
            { numRuns: 300 }
        )
        assert.ok(sandbox.portal.list('contacts').length > 0)
    })
})
