/** What pipelines and property writes need of the official client; types only, as in clientTypes. */
import type { CallOptions } from './transport'

/** Calls without a lane or an idempotency of their own: each method knows its own. */
type SchemaCall = Omit<CallOptions, 'lane' | 'idempotent'>

export interface OptionInput {
    label: string
    value: string
    description?: string
    displayOrder?: number
    hidden: boolean
}

export interface PropertyCreateInput {
    name: string
    label: string
    description: string
    type: string
    fieldType: string
    groupName: string
    options: OptionInput[]
}

export interface StageInput {
    label: string
    displayOrder: number
    metadata: Record<string, string>
}

export interface PipelineInput {
    label: string
    displayOrder: number
    stages: StageInput[]
}

/** Each method resolves with the answer's JSON as HubSpot sent it and throws HubSpotError. */
export interface SchemaClient {
    property(objectType: string, name: string, call?: SchemaCall): Promise<unknown>
    createProperty(objectType: string, input: PropertyCreateInput, call?: SchemaCall): Promise<unknown>
    /** `all` takes the place of the whole list of options. */
    replaceOptions(objectType: string, name: string, all: OptionInput[], call?: SchemaCall): Promise<unknown>
    createGroup(
        objectType: string,
        group: { name: string; label: string },
        call?: SchemaCall
    ): Promise<unknown>
    pipelines(objectType: string, call?: SchemaCall): Promise<unknown>
    createPipeline(objectType: string, input: PipelineInput, call?: SchemaCall): Promise<unknown>
    createStage(objectType: string, pipeline: string, input: StageInput, call?: SchemaCall): Promise<unknown>
    updateStage(
        objectType: string,
        pipeline: string,
        stage: string,
        input: Partial<StageInput>,
        call?: SchemaCall
    ): Promise<unknown>
}
