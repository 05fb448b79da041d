/** What would bring a portal to the handbook. Every change adds or corrects; none deletes. */
import type { PortalObjectType } from './portal-definitions'

export interface NamedOption {
    label: string
    value: string
}

/** A stage of the portal, by internal value and label. */
export interface Neighbour {
    value: string
    label: string
}

export interface NewDealStage {
    label: string
    /** 0 to 1 */
    probability: number
}

/** One change of a portal's definitions. */
export type Change =
    | {
          kind: 'addLifecycleStage'
          label: string
          /** The stage in front of which it goes; null for the end. */
          before: Neighbour | null
      }
    | {
          /** All options that are there stay: HubSpot takes the whole list each time (facts 5). */
          kind: 'addOptions'
          objectType: PortalObjectType
          property: string
          label: string
          options: NamedOption[]
      }
    | { kind: 'addPipeline'; label: string; stages: NewDealStage[] }
    | {
          kind: 'addDealStage'
          pipeline: string
          pipelineLabel: string
          label: string
          probability: number
          /** The stage in front of which it goes; null for the end. */
          before: Neighbour | null
      }
    | {
          kind: 'setProbability'
          pipeline: string
          pipelineLabel: string
          stage: string
          label: string
          from: number | null
          to: number
      }
    | { kind: 'addGroup'; objectType: PortalObjectType; name: string; label: string }
    | {
          kind: 'addProperty'
          objectType: PortalObjectType
          name: string
          label: string
          description: string
          type: string
          fieldType: string
          groupName: string
          options: NamedOption[]
      }

/** The group that holds the handbook's custom properties in a portal. */
export const propertyGroup = { name: 'sales_handbook', label: 'Sales handbook' }

/**
 * The changes that mend what can be mended, in an order in which they can be made: groups before their properties, and
 * one change for all options of a property. What is left out needs a person: an order, a label, a type, an extra.
 */
export function planChanges(differences: readonly { readonly change?: Change }[]): Change[] {
    const groups = new Map<string, Change>()
    const options = new Map<string, Change>()
    const planned: Change[] = []
    for (const { change } of differences) {
        if (change?.kind === 'addOptions') {
            const id = `${change.objectType} ${change.property}`
            const before = options.get(id)
            if (before?.kind === 'addOptions') before.options.push(...change.options)
            else {
                const first = { ...change, options: [...change.options] }
                options.set(id, first)
                planned.push(first)
            }
        } else if (change?.kind === 'addGroup') groups.set(`${change.objectType} ${change.name}`, change)
        else if (change) planned.push(change)
    }
    return [...groups.values(), ...planned]
}
