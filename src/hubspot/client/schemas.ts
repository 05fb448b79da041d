/** The generated APIs of pipelines and of properties' definitions. There is no PUT: it deletes what it does not name (facts/hubspot.md 6). */
import type { RequestContext, ResponseContext } from '@hubspot/api-client/lib/codegen/crm/objects'
import {
    createConfiguration as createPipelinesConfiguration,
    PipelinesApi,
    PipelineStagesApi,
    ServerConfiguration as PipelinesServerConfiguration,
    wrapHttpLibrary as wrapPipelinesHttpLibrary
} from '@hubspot/api-client/lib/codegen/crm/pipelines'
import {
    CoreApi,
    createConfiguration,
    GroupsApi,
    ServerConfiguration,
    wrapHttpLibrary,
    type PropertyCreateFieldTypeEnum,
    type PropertyCreateTypeEnum
} from '@hubspot/api-client/lib/codegen/crm/properties'
import type { SchemaClient } from '../schemaClient'
import type { CallOptions } from '../transport'

/** Sends one request of a generated API; each API group brings its own copy of these classes. */
type SendOne = (
    request: Pick<RequestContext, 'getUrl' | 'getHttpMethod' | 'getBody'>
) => Promise<ResponseContext>

/** Makes one call through a generated API, and answers with the JSON from the wire. */
type Call = (options: CallOptions, invoke: (sendOne: SendOne) => Promise<unknown>) => Promise<unknown>

/** Creates are never repeated blindly: whoever makes one looks first. */
const creating = { lane: 'write', idempotent: false } as const

/** @param anyServer only the path counts: our transport knows where HubSpot is */
export function schemaCalls(call: Call, anyServer: string): SchemaClient {
    const properties = (sendOne: SendOne) =>
        createConfiguration({
            baseServer: new ServerConfiguration(anyServer, {}),
            httpApi: wrapHttpLibrary({ send: sendOne })
        })
    const pipelines = (sendOne: SendOne) =>
        createPipelinesConfiguration({
            baseServer: new PipelinesServerConfiguration(anyServer, {}),
            httpApi: wrapPipelinesHttpLibrary({ send: sendOne })
        })

    return {
        property: (objectType, name, options) =>
            call({ ...options, lane: 'read' }, (sendOne) =>
                new CoreApi(properties(sendOne)).getByName(objectType, name)
            ),
        createProperty: (objectType, { type, fieldType, ...input }, options) =>
            call({ ...options, ...creating }, (sendOne) =>
                new CoreApi(properties(sendOne)).create(objectType, {
                    ...input,
                    type: type as PropertyCreateTypeEnum,
                    fieldType: fieldType as PropertyCreateFieldTypeEnum
                })
            ),
        replaceOptions: (objectType, name, all, options) =>
            call({ ...options, lane: 'write' }, (sendOne) =>
                new CoreApi(properties(sendOne)).update(objectType, name, { options: all })
            ),
        createGroup: (objectType, group, options) =>
            call({ ...options, ...creating }, (sendOne) =>
                new GroupsApi(properties(sendOne)).create(objectType, { ...group, displayOrder: -1 })
            ),
        pipelines: (objectType, options) =>
            call({ ...options, lane: 'read' }, (sendOne) =>
                new PipelinesApi(pipelines(sendOne)).getAll(objectType)
            ),
        createPipeline: (objectType, input, options) =>
            call({ ...options, ...creating }, (sendOne) =>
                new PipelinesApi(pipelines(sendOne)).create(objectType, input)
            ),
        createStage: (objectType, pipeline, input, options) =>
            call({ ...options, ...creating }, (sendOne) =>
                new PipelineStagesApi(pipelines(sendOne)).create(objectType, pipeline, input)
            ),
        updateStage: (objectType, pipeline, stage, input, options) =>
            call({ ...options, lane: 'write' }, (sendOne) =>
                new PipelineStagesApi(pipelines(sendOne)).update(objectType, pipeline, stage, input)
            )
    }
}
