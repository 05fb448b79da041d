import type { Route } from '../http/routes'
import { accountDetails, dailyUsage, tokenInfo } from './account'
import { archiveBatch, createBatch, readBatch, updateBatch, upsertBatch } from './batch'
import { archiveOne, createOne, list, readOne, updateOne } from './objects'
import { search } from './search'

const route = (
    method: string,
    path: string,
    kind: Route['kind'],
    handle: Route['handle'],
    more: Partial<Route> = {}
): Route => ({ method, path, kind, handle, ...more })

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
    route('DELETE', 'objects/:type/:id', 'write', archiveOne)
]
