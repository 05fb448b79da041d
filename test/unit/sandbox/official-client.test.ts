/** The official client, as anybody would use it, against the sandbox. */
import assert from 'node:assert/strict'
import { Client } from '@hubspot/api-client'
import * as codegen from '@hubspot/api-client/lib/codegen/crm/contacts'
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts'
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/objects'
import { closeAll, openCrm } from './support'

describe('sandbox: the official client', () => {
    afterEach(closeAll)

    it('its Client works on v3 paths with basePath', async () => {
        const { sandbox } = await openCrm()
        const client = new Client({ accessToken: sandbox.token, basePath: sandbox.url })
        const { contacts, deals, objects } = client.crm
        const made = await contacts.basicApi.create({
            properties: { email: 'Jane@Example.com', firstname: 'Jane' }
        })
        assert.equal(made.properties['email'], 'jane@example.com')
        const found = await contacts.basicApi.getById(made.id, ['email', 'firstname'], ['firstname'])
        assert.equal(found.propertiesWithHistory?.['firstname']?.[0]?.value, 'Jane')
        assert.ok(found.createdAt instanceof Date)
        const batch = await contacts.batchApi.create({
            inputs: ['a', 'b', 'c'].map((name) => ({
                properties: { email: `${name}@example.org` },
                associations: []
            }))
        })
        assert.equal(batch.results.length, 3)
        const upserted = await contacts.batchApi.upsert({
            inputs: [{ id: 'a@example.org', idProperty: 'email', properties: { lastname: 'A' } }]
        })
        assert.equal(
            upserted.results[0]?.id,
            batch.results.find(({ properties }) => properties['email'] === 'a@example.org')?.id
        )
        const search = await contacts.searchApi.doSearch({
            filterGroups: [
                {
                    filters: [
                        {
                            propertyName: 'email',
                            operator: FilterOperatorEnum.ContainsToken,
                            value: '*@example.org'
                        }
                    ]
                }
            ],
            properties: ['email'],
            limit: 10
        })
        assert.equal(search.total, 3)
        assert.equal((await contacts.getAll(2)).length, 4)
        const deal = await deals.basicApi.create({
            properties: { dealname: 'D', dealstage: 'appointmentscheduled' },
            associations: [
                {
                    to: { id: made.id },
                    types: [
                        {
                            associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined,
                            associationTypeId: 3
                        }
                    ]
                }
            ]
        })
        const links = await client.crm.associations.v4.basicApi.getPage('deals', deal.id, 'contacts')
        assert.equal(String(links.results[0]?.toObjectId), made.id)
        await objects.notes.basicApi.create({
            properties: { hs_timestamp: '2026-11-22T10:00:00Z', hs_note_body: 'x' }
        })
        const properties = await client.crm.properties.coreApi.getAll('contacts')
        assert.ok(properties.results.some(({ name }) => name === 'hs_lead_status'))
        assert.equal((await client.crm.pipelines.pipelinesApi.getAll('deals')).results[0]?.id, 'default')
        assert.deepEqual((await client.crm.owners.ownersApi.getPage()).results, [])
        await contacts.basicApi.archive(made.id)
        await assert.rejects(contacts.basicApi.getById(made.id), { code: 404 })
    })

    it('its generated APIs work on dated paths, with a transport that rewrites them', async () => {
        const { sandbox } = await openCrm()
        const httpApi = codegen.wrapHttpLibrary({
            async send(request) {
                const url = request.getUrl().replace('/crm/v3/objects/', '/crm/objects/2026-09/')
                const body = request.getBody()
                const response = await fetch(url, {
                    method: request.getHttpMethod(),
                    headers: request.getHeaders(),
                    ...(typeof body === 'string' && { body })
                })
                const bytes = response.arrayBuffer().then((buffer) => Buffer.from(buffer))
                const headers = Object.fromEntries(response.headers)
                return new codegen.ResponseContext(
                    response.status,
                    headers,
                    new codegen.SelfDecodingBody(bytes)
                )
            }
        })
        const configuration = codegen.createConfiguration({
            httpApi,
            baseServer: new codegen.ServerConfiguration(sandbox.url, {}),
            authMethods: { oauth2: { accessToken: sandbox.token } }
        })
        const batch = new codegen.BatchApi(configuration)
        const made = await batch.create({
            inputs: ['a', 'b'].map((name) => ({
                properties: { email: `${name}@example.org` },
                associations: [],
                objectWriteTraceId: name
            }))
        })
        assert.equal(made.results.length, 2)
        const partly = await batch.create({
            inputs: ['a', 'c'].map((name) => ({
                properties: { email: `${name}@example.org` },
                associations: [],
                objectWriteTraceId: name
            }))
        })
        assert.equal(partly.results.length, 1)
        assert.ok('errors' in partly && partly.errors?.[0]?.category === 'CONFLICT')
        const read = await new codegen.BasicApi(configuration).getById(
            'b@example.org',
            undefined,
            undefined,
            undefined,
            false,
            'email'
        )
        assert.equal(read.properties['email'], 'b@example.org')
        assert.ok(sandbox.log.entries.every(({ path }) => path.startsWith('/crm/objects/2026-09/')))
    })
})
