import type { Pipeline, Stage } from '../crm/model'
import {
    createPipeline,
    createStage,
    deletePipeline,
    deleteStage,
    pipelineOf,
    replacePipeline,
    stageOf,
    updatePipeline,
    updateStage,
    type PipelineInput,
    type StageInput
} from '../crm/pipelines'
import { inOrder } from '../crm/stages'
import { ok, storeOf, type Answer, type Call } from './context'
import { asArray, asInteger, asObject, asOptionalText, asText } from './input'

/** The object type's plural, when the token may read or write its pipelines (facts 9). */
function typeOf(call: Call, access: 'read' | 'write'): string {
    const { type } = storeOf(call, call.params['type'] ?? '')
    const { schemaRead, schemaWrite, read, write } = type.scopes
    call.need(access === 'read' ? [...schemaRead, ...read] : [...schemaWrite, ...write])
    return type.name
}

const tellStage = (stage: Stage) => ({
    ...stage,
    archived: false,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT'
})

const tellPipeline = (pipeline: Pipeline) => ({
    ...pipeline,
    stages: inOrder(pipeline.stages).map(tellStage),
    archived: false
})

function stageInput(value: unknown): StageInput {
    const given = asObject(value)
    const [id, label] = [asOptionalText(given['stageId'] ?? given['id']), asOptionalText(given['label'])]
    const metadata = given['metadata'] === undefined ? undefined : asObject(given['metadata'])
    return {
        ...(id !== undefined && { id }),
        ...(label !== undefined && { label }),
        ...(given['displayOrder'] !== undefined && { displayOrder: asInteger(given['displayOrder'], 0) }),
        ...(metadata && {
            metadata: Object.fromEntries(Object.entries(metadata).map(([key, text]) => [key, asText(text)]))
        })
    }
}

function pipelineInput(value: unknown): PipelineInput {
    const given = asObject(value)
    const { metadata: _none, ...rest } = stageInput({
        id: given['pipelineId'] ?? given['id'],
        label: given['label'],
        displayOrder: given['displayOrder']
    })
    return {
        ...rest,
        ...(given['stages'] !== undefined && { stages: asArray(given['stages']).map(stageInput) })
    }
}

const idOf = ({ params }: Call) => params['pipeline'] ?? ''
const stageIdOf = ({ params }: Call) => params['stage'] ?? ''

export const listPipelines = (call: Call): Answer =>
    ok({ results: call.portal.pipelines(typeOf(call, 'read')).map(tellPipeline) })

export const readPipeline = (call: Call): Answer =>
    ok(tellPipeline(pipelineOf(call.portal, typeOf(call, 'read'), idOf(call))))

export const postPipeline = (call: Call): Answer => ({
    status: 201,
    body: tellPipeline(createPipeline(call.portal, typeOf(call, 'write'), pipelineInput(call.body)))
})

export const patchPipeline = (call: Call): Answer =>
    ok(tellPipeline(updatePipeline(call.portal, typeOf(call, 'write'), idOf(call), pipelineInput(call.body))))

export const putPipeline = (call: Call): Answer =>
    ok(
        tellPipeline(
            replacePipeline(call.portal, typeOf(call, 'write'), idOf(call), pipelineInput(call.body))
        )
    )

export function removePipeline(call: Call): Answer {
    deletePipeline(call.portal, typeOf(call, 'write'), idOf(call))
    return { status: 204 }
}

export const listStages = (call: Call): Answer =>
    ok({ results: inOrder(pipelineOf(call.portal, typeOf(call, 'read'), idOf(call)).stages).map(tellStage) })

export const readStage = (call: Call): Answer =>
    ok(tellStage(stageOf(pipelineOf(call.portal, typeOf(call, 'read'), idOf(call)), stageIdOf(call))))

export const postStage = (call: Call): Answer => ({
    status: 201,
    body: tellStage(createStage(call.portal, typeOf(call, 'write'), idOf(call), stageInput(call.body)))
})

/** PATCH and PUT. */
export const changeStage = (call: Call): Answer =>
    ok(
        tellStage(
            updateStage(
                call.portal,
                typeOf(call, 'write'),
                idOf(call),
                stageIdOf(call),
                stageInput(call.body)
            )
        )
    )

export function removeStage(call: Call): Answer {
    deleteStage(call.portal, typeOf(call, 'write'), idOf(call), stageIdOf(call))
    return { status: 204 }
}
