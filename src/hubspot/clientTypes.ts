/** What the rest of src/hubspot needs of the official client; types only, so that nothing of it is loaded. */
import type { NewAssociation } from './associationTypes'
import type { SchemaClient } from './schemaClient'
import type { CallOptions } from './transport'
import type { SearchFilter } from './types'

export interface BatchRead {
    inputs: { id: string }[]
    idProperty?: string
    properties: string[]
    propertiesWithHistory: string[]
}

export interface CreateInput {
    properties: Record<string, string>
    objectWriteTraceId: string
    associations?: NewAssociation[]
}

export interface UpdateInput {
    id: string
    properties: Record<string, string>
    objectWriteTraceId: string
}

export interface SingleRead {
    idProperty?: string
    properties: string[]
    propertiesWithHistory: string[]
}

export interface PageRequest {
    limit: number
    after?: string
    properties: string[]
    propertiesWithHistory: string[]
    archived: boolean
}

export interface SearchRequest {
    query?: string
    filterGroups: { filters: SearchFilter[] }[]
    sorts: { propertyName: string; direction: 'ASCENDING' | 'DESCENDING' }[]
    properties: string[]
    limit: number
    after?: string
}

/** Calls without a lane or an idempotency of their own: each method knows its own. */
export type ClientCall = Omit<CallOptions, 'lane' | 'idempotent'>

/** Each method resolves with the answer's JSON as HubSpot sent it and throws HubSpotError. */
export interface Client extends SchemaClient {
    batchRead(objectType: string, request: BatchRead, call?: ClientCall): Promise<unknown>
    batchCreate(objectType: string, inputs: CreateInput[], call?: ClientCall): Promise<unknown>
    batchUpdate(objectType: string, inputs: UpdateInput[], call?: ClientCall): Promise<unknown>
    batchArchive(objectType: string, ids: string[], call?: ClientCall): Promise<unknown>
    getById(objectType: string, id: string, request: SingleRead, call?: ClientCall): Promise<unknown>
    getPage(objectType: string, request: PageRequest, call?: ClientCall): Promise<unknown>
    search(objectType: string, request: SearchRequest, call?: ClientCall): Promise<unknown>
    properties(objectType: string, call?: ClientCall): Promise<unknown>
    /** What each of these records of type `from` is associated with of type `to`. */
    associations(
        from: string,
        to: string,
        inputs: { id: string; after?: string }[],
        call?: ClientCall
    ): Promise<unknown>
    /** Associates one record with another without a label; idempotent. */
    associate(
        from: string,
        to: string,
        input: { from: { id: string }; to: { id: string } },
        call?: ClientCall
    ): Promise<unknown>
}
