import type { Route } from '../http/routes'
import { accountDetails, dailyUsage, tokenInfo } from './account'
import {
    associateMany,
    createMany,
    listAssociations,
    putDefault,
    putTyped,
    readMany,
    removeAll,
    removeMany
} from './associations'
import { archiveBatch, createBatch, readBatch, updateBatch, upsertBatch } from './batch'
import { archiveOne, createOne, list, readOne, updateOne } from './objects'
import { listOwners, readOwner } from './owners'
import {
    changeStage,
    listPipelines,
    listStages,
    patchPipeline,
    postPipeline,
    postStage,
    putPipeline,
    readPipeline,
    readStage,
    removePipeline,
    removeStage
} from './pipelines'
import {
    batchProperties,
    listGroups,
    listProperties,
    patchGroup,
    patchProperty,
    postGroup,
    postProperty,
    readGroup,
    readProperty,
    removeGroup,
    removeProperty
} from './properties'
import { search } from './search'

const route = (
    method: string,
    path: string,
    kind: Route['kind'],
    handle: Route['handle'],
    more: Partial<Route> = {}
): Route => ({ method, path, kind, handle, ...more })

const propertyRoutes: Route[] = [
    route('GET', 'properties/:type/groups', 'read', listGroups),
    route('POST', 'properties/:type/groups', 'write', postGroup),
    route('GET', 'properties/:type/groups/:name', 'read', readGroup),
    route('PATCH', 'properties/:type/groups/:name', 'write', patchGroup),
    route('DELETE', 'properties/:type/groups/:name', 'write', removeGroup),
    route('POST', 'properties/:type/batch/read', 'read', batchProperties('read')),
    route('POST', 'properties/:type/batch/create', 'write', batchProperties('create')),
    route('POST', 'properties/:type/batch/archive', 'write', batchProperties('archive')),
    route('GET', 'properties/:type', 'read', listProperties),
    route('POST', 'properties/:type', 'write', postProperty),
    route('GET', 'properties/:type/:name', 'read', readProperty),
    route('PATCH', 'properties/:type/:name', 'write', patchProperty),
    route('DELETE', 'properties/:type/:name', 'write', removeProperty)
]

const onePipeline = 'pipelines/:type/:pipeline'
const pipelineRoutes: Route[] = [
    route('GET', 'pipelines/:type', 'read', listPipelines),
    route('POST', 'pipelines/:type', 'write', postPipeline),
    route('GET', onePipeline, 'read', readPipeline),
    route('PATCH', onePipeline, 'write', patchPipeline),
    route('PUT', onePipeline, 'write', putPipeline),
    route('DELETE', onePipeline, 'write', removePipeline),
    route('GET', `${onePipeline}/stages`, 'read', listStages),
    route('POST', `${onePipeline}/stages`, 'write', postStage),
    route('GET', `${onePipeline}/stages/:stage`, 'read', readStage),
    route('PATCH', `${onePipeline}/stages/:stage`, 'write', changeStage),
    route('PUT', `${onePipeline}/stages/:stage`, 'write', changeStage),
    route('DELETE', `${onePipeline}/stages/:stage`, 'write', removeStage)
]

const v4 = { versions: 'v4' } as const
const batch = 'associations/:type/:to/batch'
const associationRoutes: Route[] = [
    route('PUT', 'objects/:type/:id/associations/default/:to/:toId', 'write', putDefault, v4),
    route('PUT', 'objects/:type/:id/associations/:to/:toId', 'write', putTyped, v4),
    route('DELETE', 'objects/:type/:id/associations/:to/:toId', 'write', removeAll, v4),
    route('GET', 'objects/:type/:id/associations/:to', 'read', listAssociations, v4),
    route('POST', `${batch}/read`, 'read', readMany, v4),
    route('POST', `${batch}/create`, 'write', createMany, v4),
    route('POST', `${batch}/associate/default`, 'write', associateMany, v4),
    route('POST', `${batch}/archive`, 'write', removeMany, v4),
    route('POST', `${batch}/labels/archive`, 'write', removeMany, v4)
]

/** All the API can do (facts 10.1). Literal segments stand before named ones. */
export const routes: readonly Route[] = [
    route('GET', 'account-info/details', 'read', accountDetails),
    route('GET', 'account-info/api-usage/daily/private-apps', 'read', dailyUsage),
    route('POST', 'oauth/private-apps/get/access-token-info', 'read', tokenInfo, {
        versions: 'any',
        open: true
    }),
    route('POST', 'objects/:type/batch/read', 'read', readBatch),
    route('POST', 'objects/:type/batch/create', 'write', createBatch),
    route('POST', 'objects/:type/batch/update', 'write', updateBatch),
    route('POST', 'objects/:type/batch/upsert', 'write', upsertBatch),
    route('POST', 'objects/:type/batch/archive', 'write', archiveBatch),
    route('POST', 'objects/:type/search', 'search', search),
    route('GET', 'objects/:type', 'read', list),
    route('POST', 'objects/:type', 'write', createOne),
    route('GET', 'objects/:type/:id', 'read', readOne),
    route('PATCH', 'objects/:type/:id', 'write', updateOne),
    route('DELETE', 'objects/:type/:id', 'write', archiveOne),
    ...propertyRoutes,
    ...pipelineRoutes,
    ...associationRoutes,
    route('GET', 'owners', 'read', listOwners),
    route('GET', 'owners/:owner', 'read', readOwner)
]
