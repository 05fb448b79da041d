import type { Sandbox } from '../../src/sandbox'

/**
 * Adds a deal pipeline with one stage to a sandbox, as HubSpot's API does it.
 * @param probability from 0 to 1
 * @returns the ids of both
 */
export async function addPipeline(
    sandbox: Sandbox,
    label: string,
    stageLabel: string,
    probability: string
): Promise<{ pipeline: string; stage: string }> {
    const stages = [{ label: stageLabel, displayOrder: 0, metadata: { probability } }]
    const response = await fetch(`${sandbox.url}/crm/v3/pipelines/deals`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ label, displayOrder: 1, stages })
    })
    const made = (await response.json()) as { id: string; stages: { id: string }[] }
    return { pipeline: made.id, stage: made.stages[0]?.id ?? '' }
}
