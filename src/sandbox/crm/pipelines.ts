import { CrmError, validation } from './errors'
import type { Pipeline, Stage } from './model'
import type { Portal } from './portal'
import { storedValue } from './read'

/** What a caller may say of a stage or pipeline; what is left out stays. */
export interface StageInput {
    id?: string
    label?: string
    displayOrder?: number
    metadata?: Record<string, string>
}
export interface PipelineInput {
    id?: string
    label?: string
    displayOrder?: number
    stages?: StageInput[]
}

/** facts 6 */
const most = { stages: 100, pipelineId: 36, stageId: 100 }

const missing = (what: string, id: string) =>
    new CrmError(404, { message: `${what} ${id} does not exist`, category: 'OBJECT_NOT_FOUND' })

/** @throws CrmError 404 */
export function pipelineOf(portal: Portal, objectType: string, id: string): Pipeline {
    const pipeline = portal.pipelines(objectType).find((one) => one.id === id)
    if (!pipeline) throw missing('Pipeline', id)
    return pipeline
}

/** @throws CrmError 404 */
export function stageOf(pipeline: Pipeline, id: string): Stage {
    const stage = pipeline.stages.find((one) => one.id === id)
    if (!stage) throw missing('Stage', id)
    return stage
}

/** Creates a pipeline; an id that is given is kept (facts 6). @throws CrmError 400 */
export function createPipeline(portal: Portal, objectType: string, input: PipelineInput): Pipeline {
    if (objectType !== 'deals') throw validation(`${objectType} have no pipelines of their own`)
    const now = portal.clock.iso()
    const id = input.id ?? portal.nextId()
    if (id.length > most.pipelineId) throw tooLong()
    const pipelines = portal.pipelines(objectType)
    if (pipelines.some((one) => one.id === id)) throw validation(`Pipeline ${id} exists already`)
    const bare: Pipeline = {
        id,
        label: labelOf(input),
        displayOrder: input.displayOrder ?? pipelines.length,
        stages: [],
        createdAt: now,
        updatedAt: now
    }
    const pipeline = { ...bare, stages: stagesOf(portal, objectType, bare, input.stages ?? []) }
    save(portal, objectType, pipeline)
    return pipeline
}

/** PATCH: label and order only. */
export function updatePipeline(
    portal: Portal,
    objectType: string,
    id: string,
    input: PipelineInput
): Pipeline {
    const pipeline = pipelineOf(portal, objectType, id)
    const changed = {
        ...pipeline,
        label: input.label ?? pipeline.label,
        displayOrder: input.displayOrder ?? pipeline.displayOrder,
        updatedAt: portal.clock.iso()
    }
    save(portal, objectType, changed)
    return changed
}

/** PUT: the stages that are not named are gone, unless a record stands in one (facts 6). */
export function replacePipeline(
    portal: Portal,
    objectType: string,
    id: string,
    input: PipelineInput
): Pipeline {
    const pipeline = pipelineOf(portal, objectType, id)
    const stages = stagesOf(portal, objectType, pipeline, input.stages ?? [])
    for (const { id: stage } of pipeline.stages)
        if (!stages.some((one) => one.id === stage)) refuseInUse(portal, objectType, stage)
    const changed = {
        ...pipeline,
        label: labelOf(input),
        displayOrder: input.displayOrder ?? pipeline.displayOrder,
        stages,
        updatedAt: portal.clock.iso()
    }
    save(portal, objectType, changed)
    return changed
}

/** @throws CrmError 400 when a record stands in it, 404 */
export function deletePipeline(portal: Portal, objectType: string, id: string): void {
    const pipeline = pipelineOf(portal, objectType, id)
    if (objectType !== 'deals') throw validation('This pipeline cannot be deleted')
    for (const stage of pipeline.stages) refuseInUse(portal, objectType, stage.id)
    portal.setPipelines(
        objectType,
        portal.pipelines(objectType).filter((one) => one !== pipeline)
    )
}

/**
 * Adds a stage. A lifecycle stage gets a numeric id that has nothing to do with its label (facts 4); that one can
 * be made through this API is not recorded (?).
 */
export function createStage(
    portal: Portal,
    objectType: string,
    pipelineId: string,
    input: StageInput
): Stage {
    const pipeline = pipelineOf(portal, objectType, pipelineId)
    const stages = stagesOf(portal, objectType, pipeline, [
        ...pipeline.stages,
        { ...input, id: input.id ?? '' }
    ])
    save(portal, objectType, { ...pipeline, stages, updatedAt: portal.clock.iso() })
    return stages.at(-1) as Stage
}

/** PATCH and PUT of one stage. */
export function updateStage(
    portal: Portal,
    objectType: string,
    pipelineId: string,
    id: string,
    input: StageInput
): Stage {
    const pipeline = pipelineOf(portal, objectType, pipelineId)
    const stage = stageOf(pipeline, id)
    const inputs = pipeline.stages.map((one) =>
        one === stage ? { ...one, ...input, metadata: { ...one.metadata, ...input.metadata }, id } : one
    )
    const stages = stagesOf(portal, objectType, pipeline, inputs)
    save(portal, objectType, { ...pipeline, stages, updatedAt: portal.clock.iso() })
    return stageOf({ ...pipeline, stages }, id)
}

/** facts 6: 204 always, whether or not it is there or in use. */
export function deleteStage(portal: Portal, objectType: string, pipelineId: string, id: string): void {
    const pipeline = portal.pipelines(objectType).find((one) => one.id === pipelineId)
    if (!pipeline) return
    save(portal, objectType, { ...pipeline, stages: pipeline.stages.filter((one) => one.id !== id) })
}

function stagesOf(portal: Portal, objectType: string, pipeline: Pipeline, inputs: StageInput[]): Stage[] {
    if (inputs.length > most.stages) throw validation(`A pipeline has at most ${most.stages} stages`)
    const now = portal.clock.iso()
    const stages = inputs.map((input, index): Stage => {
        const before = pipeline.stages.find(({ id }) => id === input.id)
        const id = input.id || portal.nextId()
        if (id.length > most.stageId) throw tooLong()
        return {
            id,
            label: labelOf(input),
            displayOrder: input.displayOrder ?? index,
            metadata: metadataOf(objectType, input.metadata ?? {}),
            createdAt: before?.createdAt ?? now,
            updatedAt: now
        }
    })
    if (new Set(stages.map(({ label }) => label)).size < stages.length)
        throw validation('Two stages have the same label')
    if (new Set(stages.map(({ id }) => id)).size < stages.length)
        throw validation('Two stages have the same id')
    return stages
}

/** facts 6: a deal stage needs a probability from 0 to 1, kept in canonical form; 0 and 1 are closed. */
function metadataOf(objectType: string, given: Record<string, string>): Record<string, string> {
    if (objectType !== 'deals') return { isClosed: 'false', state: 'OPEN', ...given }
    const probability = Number(given['probability'] || Number.NaN)
    if (!(probability >= 0 && probability <= 1))
        throw validation('metadata.probability must be a number from 0 to 1')
    const canonical = Number.isInteger(probability) ? probability.toFixed(1) : String(probability)
    return { isClosed: String(Number.isInteger(probability)), probability: canonical }
}

function refuseInUse(portal: Portal, objectType: string, stage: string): void {
    const store = portal.stores.get(objectType)
    const property = store?.type.stage?.property
    const user = store?.records.find(
        (record) => property && record.archivedAt === null && storedValue(record, property) === stage
    )
    if (user)
        throw validation(`Stage ${stage} is in use`, {
            errors: [{ message: `Stage ${stage} is in use`, code: 'STAGE_ID_IN_USE' }]
        })
}

function labelOf({ label }: { label?: string }): string {
    if (!label) throw validation('Some required fields were not set: [label]')
    return label
}

/** facts 6: an id that is too long is a 500 at HubSpot, of all things. */
const tooLong = () => new CrmError(500, { message: 'internal error' })

function save(portal: Portal, objectType: string, pipeline: Pipeline): void {
    const others = portal.pipelines(objectType).filter(({ id }) => id !== pipeline.id)
    portal.setPipelines(
        objectType,
        [...others, pipeline].toSorted((a, b) => a.displayOrder - b.displayOrder)
    )
}
