/** Finds what the handbook means in a portal: by internal value, then by label (docs/decisions/0080). */
import type { Edition } from './edition'
import { normalName } from './find'
import type {
    PortalDefinitions,
    PortalObjectType,
    PortalOption,
    PortalPipeline,
    PortalProperty,
    PortalStage
} from './portal-definitions'

/** HubSpot's own deal pipeline, which every portal begins with (facts 6). */
const hubSpotsOwn = 'default'

/** Whether two labels are the same to a person (rule LS-04: without case, spaces, `_` and `-` alike). */
export function sameLabel(one: string, other: string): boolean {
    return normalName(one) === normalName(other)
}

/**
 * The entry with the wanted internal value, or else with the wanted label: written exactly so, or the first that is
 * the same to a person.
 */
export function findEntry<T extends { readonly label: string }>(
    wanted: { readonly label: string; readonly value?: string | undefined },
    entries: readonly T[],
    valueOf: (entry: T) => string
): T | undefined {
    return (
        entries.find((entry) => wanted.value !== undefined && valueOf(entry) === wanted.value) ??
        entries.find((entry) => entry.label === wanted.label) ??
        entries.find((entry) => sameLabel(entry.label, wanted.label))
    )
}

/** The property of that internal name, whatever its type, or else one of that label and type. */
export function findProperty(
    wanted: { readonly name: string; readonly label: string; readonly type: string },
    properties: readonly PortalProperty[]
): PortalProperty | undefined {
    const fitting = properties.filter(({ name, type }) => name === wanted.name || type === wanted.type)
    return findEntry({ label: wanted.label, value: wanted.name }, fitting, ({ name }) => name)
}

/** The options of one property, hidden ones included; undefined when the portal has no such property. */
export function optionsOf(
    portal: PortalDefinitions,
    objectType: PortalObjectType,
    name: string
): readonly PortalOption[] | undefined {
    return portal[objectType]?.properties.find((property) => property.name === name)?.options
}

/** What a pipeline of the handbook is called where HubSpot's own has that name already. */
export function newPipelineLabel(edition: Edition, pipelines: readonly PortalPipeline[]): string {
    const { label } = edition.deals.pipeline
    const isTaken = pipelines.some((pipeline) => sameLabel(pipeline.label, label))
    return isTaken ? ownLabel(label) : label
}

/**
 * The portal's pipeline that is the handbook's board. One that the edition names by its id counts; HubSpot's own, which
 * every portal has, only when its stages are the handbook's. Otherwise it is the one with most of the handbook's open
 * stages by label, at least half of them (docs/decisions/0081).
 */
export function findPipeline(
    edition: Edition,
    pipelines: readonly PortalPipeline[]
): PortalPipeline | undefined {
    const { pipeline: wanted, order, stages } = edition.deals
    const named = pipelines.find(({ id }) => id === wanted.value)
    if (named && (order.length === 0 || named.id !== hubSpotsOwn)) return named
    const open = order.flatMap((key) => {
        const stage = stages[key]
        return stage && stage.closed === undefined ? [stage] : []
    })
    let best: { pipeline: PortalPipeline; shared: number } | undefined
    for (const pipeline of pipelines) {
        const shared = open.filter((stage) => findStage(stage, pipeline.stages)).length
        if (shared > 0 && shared * 2 >= open.length && shared > (best?.shared ?? 0))
            best = { pipeline, shared }
    }
    return best?.pipeline ?? pipelines.find(({ label }) => sameLabel(label, ownLabel(wanted.label)))
}

export function findStage(
    wanted: { readonly label: string; readonly value?: string | undefined },
    stages: readonly PortalStage[]
): PortalStage | undefined {
    return findEntry(wanted, stages, ({ id }) => id)
}

function ownLabel(label: string): string {
    return `${label} (handbook)`
}
