/** Pipelines and their stages (facts/hubspot.md 6). Nothing here deletes: no PUT, no DELETE. */
import type { NewStage, Pipeline, PipelineStage, PipelineStore } from './definitionsTypes'
import { HubSpotError } from './errors'
import { asArray, asNumber, asObject, asText } from './json'
import { unlessAborted } from './propertyStore'
import { checkObjectType } from './values'
import { createOnce, readBack, refuseReadOnly, sameLabel, type SchemaContext } from './writeGuard'

/** What a new stage of an object type without probabilities is: the form in which HubSpot tells its own (facts 4). */
const openStage = { isClosed: 'false', state: 'OPEN' }

/** A stage and the place it must move to. */
export interface Shift {
    id: string
    displayOrder: number
}

export function openPipelineStore(context: SchemaContext): PipelineStore {
    async function list(objectType: string): Promise<Pipeline[]> {
        checkObjectType(objectType)
        const answer = await (await context.client()).pipelines(objectType)
        return asArray(asObject(answer).results)
            .map(toPipeline)
            .toSorted((one, other) => one.displayOrder - other.displayOrder)
    }

    async function pipelineOf(objectType: string, id: string): Promise<Pipeline> {
        const found = (await list(objectType)).find((pipeline) => pipeline.id === id)
        if (!found) throw new HubSpotError('HUBSPOT_NOT_FOUND', 'HubSpot has no such pipeline')
        return found
    }

    async function create(objectType: string, label: string, stages: readonly NewStage[]): Promise<Pipeline> {
        refuseReadOnly(context)
        const find = async () => (await list(objectType)).find((one) => sameLabel(one.label, label))
        const before = await list(objectType)
        const known = before.find((one) => sameLabel(one.label, label))
        if (known) return known
        const client = await context.client()
        await createOnce(
            () =>
                client.createPipeline(objectType, {
                    label,
                    displayOrder: 1 + Math.max(-1, ...before.map(({ displayOrder }) => displayOrder)),
                    stages: stages.map((stage, displayOrder) => ({
                        label: stage.label,
                        displayOrder,
                        metadata: metadataOf(stage)
                    }))
                }),
            find
        )
        return readBack(context, 'the new pipeline', async () => {
            const made = await find()
            const isWhole = stages.every(({ label: wanted }) =>
                made?.stages.some((stage) => sameLabel(stage.label, wanted))
            )
            return isWhole ? made : undefined
        })
    }

    async function createStage(
        objectType: string,
        pipelineId: string,
        stage: NewStage
    ): Promise<PipelineStage> {
        refuseReadOnly(context)
        const { stages } = await pipelineOf(objectType, pipelineId)
        const known = stages.find(({ label }) => sameLabel(label, stage.label))
        if (known) return known
        const { displayOrder, shifts } = placeBefore(stages, stage.before ?? null)
        const client = await context.client()
        for (const { id, displayOrder: order } of shifts)
            await client.updateStage(objectType, pipelineId, id, { displayOrder: order })
        const find = async () => {
            const now = await pipelineOf(objectType, pipelineId)
            return now.stages.find(({ label }) => sameLabel(label, stage.label))
        }
        await createOnce(
            () =>
                client.createStage(objectType, pipelineId, {
                    label: stage.label,
                    displayOrder,
                    metadata: metadataOf(stage)
                }),
            find
        )
        return readBack(context, 'the new stage in its place', async () => {
            const now = (await pipelineOf(objectType, pipelineId)).stages
            const index = now.findIndex(({ label }) => sameLabel(label, stage.label))
            const hasNext = now.some(({ id }) => id === stage.before)
            return !hasNext || now[index + 1]?.id === stage.before ? now[index] : undefined
        })
    }

    async function setProbability(
        objectType: string,
        pipelineId: string,
        stageId: string,
        probability: number
    ): Promise<PipelineStage> {
        refuseReadOnly(context)
        const metadata = { probability: probabilityText(probability) }
        await (await context.client()).updateStage(objectType, pipelineId, stageId, { metadata })
        return readBack(context, 'the new probability', async () => {
            const { stages } = await pipelineOf(objectType, pipelineId)
            const stage = stages.find(({ id }) => id === stageId)
            return stage && isSame(stage.probability, probability) ? stage : undefined
        })
    }

    return {
        list: (objectType, { signal } = {}) => unlessAborted(list(objectType), signal),
        create,
        createStage,
        setProbability
    }
}

/**
 * Where a new stage goes, and which stages make room for it. Two stages of one place would be sorted by label
 * (facts/hubspot.md 6), so those behind it move on as far as needed, the last one first: the order never breaks.
 * @param stages in their order
 * @param before the id of the stage it goes in front of; at the end when null or unknown
 */
export function placeBefore(
    stages: readonly Pick<PipelineStage, 'id' | 'displayOrder'>[],
    before: string | null
): { displayOrder: number; shifts: Shift[] } {
    const found = stages.findIndex(({ id }) => id === before)
    const index = found < 0 ? stages.length : found
    const displayOrder = index === 0 ? 0 : 1 + (stages[index - 1]?.displayOrder ?? 0)
    const shifts: Shift[] = []
    let next = displayOrder + 1
    for (const stage of stages.slice(index)) {
        if (stage.displayOrder < next) shifts.unshift({ id: stage.id, displayOrder: next })
        next = Math.max(next, stage.displayOrder) + 1
    }
    return { displayOrder, shifts }
}

/** A probability as HubSpot writes it: `0.3`, `1.0` (facts/hubspot.md 6). @param probability 0 to 1 */
export function probabilityText(probability: number): string {
    if (!(probability >= 0 && probability <= 1))
        throw new HubSpotError('INPUT_INVALID', 'a probability is a number from 0 to 1')
    return Number.isInteger(probability) ? probability.toFixed(1) : String(probability)
}

function metadataOf({ probability }: NewStage): Record<string, string> {
    return probability === undefined ? openStage : { probability: probabilityText(probability) }
}

function isSame(one: number | null, other: number): boolean {
    return one !== null && Math.abs(one - other) < 1e-9
}

function toPipeline(json: unknown): Pipeline {
    const raw = asObject(json)
    const id = asText(raw.id) ?? ''
    return {
        id,
        label: asText(raw.label) ?? id,
        displayOrder: asNumber(raw.displayOrder) ?? 0,
        stages: asArray(raw.stages)
            .map(toStage)
            .toSorted(
                (one, other) =>
                    one.displayOrder - other.displayOrder || one.label.localeCompare(other.label, 'en')
            )
    }
}

function toStage(json: unknown): PipelineStage {
    const raw = asObject(json)
    const id = asText(raw.id) ?? ''
    const metadata = asObject(raw.metadata)
    const probability = Number(asText(metadata.probability) || Number.NaN)
    return {
        id,
        label: asText(raw.label) ?? id,
        displayOrder: asNumber(raw.displayOrder) ?? 0,
        probability: Number.isFinite(probability) ? probability : null,
        isClosed: asText(metadata.isClosed) === 'true' || metadata.isClosed === true
    }
}
