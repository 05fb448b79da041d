/** The words of definitions (facts/hubspot.md 5, 6) that src/hubspot shares with its callers. No behaviour here. */
import type { OperationOptions } from './types'

export interface PropertyOption {
    label: string
    value: string
    displayOrder?: number
    hidden?: boolean
    description?: string
}

/** A property's definition, reduced to what callers use. */
export interface PropertyDefinition {
    name: string
    label: string
    type: string
    fieldType: string
    groupName: string
    description: string
    options: PropertyOption[]
    hasUniqueValue: boolean
    calculated: boolean
    hidden: boolean
    hubspotDefined: boolean
    /** False for values HubSpot computes or keeps for itself. */
    writable: boolean
}

/** Definitions of properties; answers are kept for five minutes. */
export interface PropertyStore {
    list(objectType: string, options?: OperationOptions & { fresh?: boolean }): Promise<PropertyDefinition[]>
}

/** A custom property to be made. */
export interface NewProperty {
    name: string
    label: string
    description: string
    type: string
    fieldType: string
    groupName: string
    options: { label: string; value: string }[]
}

/**
 * Writes of definitions. All of them look first and read back, delete nothing, and throw HubSpotError
 * `CONFIG_INVALID` when the account is read only and `HUBSPOT_NOT_APPLIED` when HubSpot said yes in vain.
 */
export interface PropertyWrites {
    /** Makes a group of properties unless there is one of that name. */
    createGroup(objectType: string, name: string, label: string): Promise<void>
    /** @throws HubSpotError `HUBSPOT_CONFLICT` when the name is taken by a property of another type */
    create(objectType: string, property: NewProperty): Promise<PropertyDefinition>
    /** Adds the options that are missing and keeps all that are there: HubSpot replaces the whole list (facts 5). */
    addOptions(
        objectType: string,
        name: string,
        options: readonly { label: string; value: string }[]
    ): Promise<PropertyDefinition>
}

/** A stage of a pipeline. */
export interface PipelineStage {
    id: string
    label: string
    displayOrder: number
    /** 0 to 1; null where stages have none (contacts). */
    probability: number | null
    isClosed: boolean
}

/** A pipeline with its stages in order (facts 6). The lifecycle stages are one of object type contacts (facts 4). */
export interface Pipeline {
    id: string
    label: string
    displayOrder: number
    stages: PipelineStage[]
}

/** A stage to be made. */
export interface NewStage {
    label: string
    /** 0 to 1, for deals only, which need it. */
    probability?: number
    /** The id of the stage in front of which it goes; at the end when left out or null. */
    before?: string | null
}

/** Pipelines; written as PropertyWrites are. Never deletes: there is no PUT and no DELETE. */
export interface PipelineStore {
    list(objectType: string, options?: OperationOptions): Promise<Pipeline[]>
    /** Makes a pipeline unless there is one of that label. */
    create(objectType: string, label: string, stages: readonly NewStage[]): Promise<Pipeline>
    /** Makes a stage unless the pipeline has one of that label; those behind it move on to make room. */
    createStage(objectType: string, pipelineId: string, stage: NewStage): Promise<PipelineStage>
    /** @param probability 0 to 1 */
    setProbability(
        objectType: string,
        pipelineId: string,
        stageId: string,
        probability: number
    ): Promise<PipelineStage>
}
