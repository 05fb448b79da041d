/** Which of a portal's internal ids stand for what the handbook names ("Internal ids", docs/decisions/0080). */
import type { Edition } from './edition'
import type { PortalDefinitions } from './portal-definitions'
import { findEntry, findPipeline, findProperty, findStage, optionsOf } from './portal-match'

/** What a part of the handbook is bound to in a portal. */
export type BoundPart = 'lifecycleStage' | 'leadStatus' | 'dealPipeline' | 'dealStage' | 'property'

/**
 * Why something is not bound. MISSING: the portal has nothing of that value or label. WRONG_TYPE: a property of that
 * name is of another type. UNREADABLE: this part of the portal could not be read.
 */
export type UnboundCode = 'MISSING' | 'WRONG_TYPE' | 'UNREADABLE'

/** Something of the handbook that the portal has nothing for. */
export interface Unbound {
    part: BoundPart
    /** The edition's key. */
    key: string
    label: string
    code: UnboundCode
    /** One English sentence. */
    reason: string
}

/** Internal ids by the edition's keys; what has none is in `unbound`. */
export interface Binding {
    edition: string
    /** Values of the lifecycle stage property. */
    lifecycleStages: Readonly<Record<string, string>>
    /** Values of the lead status property; '' where the edition counts none as one (rule LS-15). */
    leadStatuses: Readonly<Record<string, string>>
    dealPipeline: string | null
    dealStages: Readonly<Record<string, string>>
    /** Internal names of custom properties. */
    properties: Readonly<Record<string, string>>
    unbound: readonly Unbound[]
}

/** Binds an edition to a portal. Total: whatever the portal has or lacks, there is an answer for every key. */
export function bindPortal(edition: Edition, portal: PortalDefinitions): Binding {
    const unbound: Unbound[] = []
    const miss = (part: BoundPart, key: string, label: string, code: UnboundCode) => {
        unbound.push({ part, key, label, code, reason: reasonOf(part, label, code) })
    }
    const stages = bindOptions(
        'lifecycleStage',
        edition.lifecycle.stages,
        optionsOf(portal, 'contacts', edition.lifecycle.property),
        portal.contacts !== null,
        miss
    )
    const statuses = bindOptions(
        'leadStatus',
        edition.leadStatus.values,
        optionsOf(portal, 'contacts', edition.leadStatus.property),
        portal.contacts !== null,
        miss
    )

    const { pipeline, order, stages: dealStages } = edition.deals
    const board = portal.deals && findPipeline(edition, portal.deals.pipelines)
    const code = portal.deals ? 'MISSING' : 'UNREADABLE'
    const boundStages: Record<string, string> = {}
    if (!board && order.length > 0) miss('dealPipeline', 'pipeline', pipeline.label, code)
    for (const [key, stage] of Object.entries(dealStages)) {
        const found = board && findStage(stage, board.stages)
        if (found) boundStages[key] = found.id
        else miss('dealStage', key, stage.label, code)
    }

    const properties: Record<string, string> = {}
    for (const [key, wanted] of Object.entries(edition.properties)) {
        const part = portal[wanted.objectType]
        const found = part && findProperty(wanted, part.properties)
        if (!found) miss('property', key, wanted.label, part ? 'MISSING' : 'UNREADABLE')
        else if (found.type !== wanted.type) miss('property', key, wanted.label, 'WRONG_TYPE')
        else properties[key] = found.name
    }
    return {
        edition: edition.id,
        lifecycleStages: stages,
        leadStatuses: statuses,
        dealPipeline: board?.id ?? null,
        dealStages: boundStages,
        properties,
        unbound
    }
}

function bindOptions(
    part: BoundPart,
    entries: Readonly<Record<string, { readonly label: string; readonly value?: string | undefined }>>,
    options: readonly { label: string; value: string }[] | undefined,
    isReadable: boolean,
    miss: (part: BoundPart, key: string, label: string, code: UnboundCode) => void
): Record<string, string> {
    const bound: Record<string, string> = {}
    for (const [key, entry] of Object.entries(entries)) {
        const found = entry.value === '' ? entry : findEntry(entry, options ?? [], ({ value }) => value)
        if (found?.value !== undefined) bound[key] = found.value
        else miss(part, key, entry.label, isReadable ? 'MISSING' : 'UNREADABLE')
    }
    return bound
}

const names: Record<BoundPart, string> = {
    lifecycleStage: 'lifecycle stage',
    leadStatus: 'lead status',
    dealPipeline: 'deal pipeline',
    dealStage: 'deal stage',
    property: 'property'
}

function reasonOf(part: BoundPart, label: string, code: UnboundCode): string {
    const what = `the ${names[part]} ${label}`
    if (code === 'MISSING') return `The portal does not have ${what}.`
    if (code === 'WRONG_TYPE') return `The portal has ${what} as another type.`
    return `Whether the portal has ${what} could not be read.`
}
