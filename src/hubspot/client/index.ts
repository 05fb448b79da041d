/**
 * The official client's generated APIs, on our transport. This folder is a bundle of its own that is loaded when an
 * account is first used: nothing else imports `@hubspot/api-client`.
 */
import {
    BatchApi as AssociationsApi,
    createConfiguration as createAssociationsConfiguration,
    ServerConfiguration as AssociationsServerConfiguration,
    wrapHttpLibrary as wrapAssociationsHttpLibrary
} from '@hubspot/api-client/lib/codegen/crm/associations/v4'
import {
    BasicApi,
    BatchApi,
    createConfiguration,
    ResponseContext,
    SearchApi,
    ServerConfiguration,
    wrapHttpLibrary,
    type PublicObjectSearchRequest,
    type SimplePublicObjectBatchInputForCreate,
    type RequestContext
} from '@hubspot/api-client/lib/codegen/crm/objects'
import {
    CoreApi,
    createConfiguration as createPropertiesConfiguration,
    ServerConfiguration as PropertiesServerConfiguration,
    wrapHttpLibrary as wrapPropertiesHttpLibrary
} from '@hubspot/api-client/lib/codegen/crm/properties'
import type { Client, CreateInput, SearchRequest } from '../clientTypes'
import type { ApiAnswer, ApiRequest, CallOptions } from '../transport'
import { schemaCalls } from './schemas'

/** Only the path counts: our transport knows where HubSpot is. */
const anyServer = 'http://hubspot'

/** What the generated APIs ask of a request; each API group brings its own copy of the class. */
type AnyRequest = Pick<RequestContext, 'getUrl' | 'getHttpMethod' | 'getBody'>

/**
 * @param send the only way to the network
 * @returns the calls that src/hubspot makes, each answering with HubSpot's JSON in full
 */
export function openClient(send: (request: ApiRequest, options: CallOptions) => Promise<ApiAnswer>): Client {
    /**
     * One call through a generated API. Its answer is taken from the wire: the generated models drop fields they do
     * not know (`url`, `new`), and turn a 2xx they do not list into an exception that carries body and headers.
     */
    async function call(
        options: CallOptions,
        invoke: (sendOne: (request: AnyRequest) => Promise<ResponseContext>) => Promise<unknown>
    ): Promise<unknown> {
        let answer: ApiAnswer | undefined
        try {
            await invoke(async (request) => {
                const { pathname, search } = new URL(request.getUrl())
                const body = request.getBody()
                answer = await send(
                    {
                        method: request.getHttpMethod(),
                        path: pathname + search,
                        body: typeof body === 'string' ? body : undefined
                    },
                    options
                )
                return responseContext(answer)
            })
        } catch (error) {
            if (!answer) throw error
        }
        return answer?.json
    }

    type SendOne = (request: AnyRequest) => Promise<ResponseContext>
    const objects = (sendOne: SendOne) =>
        createConfiguration({
            baseServer: new ServerConfiguration(anyServer, {}),
            httpApi: wrapHttpLibrary({ send: sendOne })
        })
    const properties = (sendOne: SendOne) =>
        createPropertiesConfiguration({
            baseServer: new PropertiesServerConfiguration(anyServer, {}),
            httpApi: wrapPropertiesHttpLibrary({ send: sendOne })
        })

    const associations = (sendOne: SendOne) =>
        createAssociationsConfiguration({
            baseServer: new AssociationsServerConfiguration(anyServer, {}),
            httpApi: wrapAssociationsHttpLibrary({ send: sendOne })
        })

    return {
        ...schemaCalls(call, anyServer),
        batchRead: (objectType, request, options) =>
            call({ ...options, lane: 'read' }, (sendOne) =>
                new BatchApi(objects(sendOne)).read(objectType, request)
            ),
        batchCreate: (objectType, inputs, options) =>
            call({ ...options, lane: 'write', idempotent: false }, (sendOne) =>
                new BatchApi(objects(sendOne)).create(objectType, { inputs: createModels(inputs) })
            ),
        batchUpdate: (objectType, inputs, options) =>
            call({ ...options, lane: 'write' }, (sendOne) =>
                new BatchApi(objects(sendOne)).update(objectType, { inputs })
            ),
        batchArchive: (objectType, ids, options) =>
            call({ ...options, lane: 'write' }, (sendOne) =>
                new BatchApi(objects(sendOne)).archive(objectType, { inputs: ids.map((id) => ({ id })) })
            ),
        getById: (
            objectType,
            id,
            { idProperty, properties: names, propertiesWithHistory: history },
            options
        ) =>
            call({ ...options, lane: 'read' }, (sendOne) =>
                new BasicApi(objects(sendOne)).getById(
                    objectType,
                    id,
                    names,
                    history,
                    undefined,
                    undefined,
                    idProperty
                )
            ),
        getPage: (objectType, request, options) =>
            call({ ...options, lane: 'read' }, (sendOne) =>
                new BasicApi(objects(sendOne)).getPage(
                    objectType,
                    request.limit,
                    request.after,
                    request.properties,
                    request.propertiesWithHistory,
                    undefined,
                    request.archived
                )
            ),
        search: (objectType, request, options) =>
            call({ ...options, lane: 'search' }, (sendOne) =>
                new SearchApi(objects(sendOne)).doSearch(objectType, searchModel(request))
            ),
        properties: (objectType, options) =>
            call({ ...options, lane: 'read' }, (sendOne) =>
                new CoreApi(properties(sendOne)).getAll(objectType)
            ),
        associations: (from, to, inputs, options) =>
            call({ ...options, lane: 'read' }, (sendOne) =>
                new AssociationsApi(associations(sendOne)).getPage(from, to, { inputs })
            ),
        associate: (from, to, input, options) =>
            call({ ...options, lane: 'write' }, (sendOne) =>
                new AssociationsApi(associations(sendOne)).createDefault(from, to, {
                    inputs: [{ _from: input.from, to: input.to }]
                })
            )
    }
}

/** What the generated API gets to see: not the body, which would be parsed and copied into models that nobody reads. */
function responseContext({ status }: ApiAnswer): ResponseContext {
    return new ResponseContext(
        status,
        { 'content-type': 'application/json' },
        {
            text: () => Promise.resolve('{}'),
            binary: () => Promise.resolve(Buffer.of())
        }
    )
}

/** The generated model says that a sort is a string; the API takes an object (facts/hubspot.md 3). */
function searchModel(request: SearchRequest): PublicObjectSearchRequest {
    return request as unknown as PublicObjectSearchRequest
}

/** The generated model has an enum for the category, whose values are these same texts. */
function createModels(inputs: CreateInput[]): SimplePublicObjectBatchInputForCreate[] {
    return inputs as SimplePublicObjectBatchInputForCreate[]
}
