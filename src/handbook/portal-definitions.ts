/** What a portal has, as far as the handbook has an opinion on it. Filled by whoever can ask the portal. */

/** The object types that the handbook defines anything for. */
export type PortalObjectType = 'contacts' | 'deals'

export interface PortalOption {
    label: string
    value: string
    hidden?: boolean
}

export interface PortalProperty {
    name: string
    label: string
    type: string
    groupName: string
    /** In the portal's order. */
    options: readonly PortalOption[]
}

export interface PortalStage {
    id: string
    label: string
    /** 0 to 1; null when the portal gives none. */
    probability: number | null
}

export interface PortalPipeline {
    id: string
    label: string
    /** In the portal's order. */
    stages: readonly PortalStage[]
}

/** A portal's definitions; a part that could not be read is null, and nothing is said about it. */
export interface PortalDefinitions {
    /** The lifecycle stages are the options of their property: value and label are those of the stages (facts 4). */
    contacts: { properties: readonly PortalProperty[] } | null
    deals: { properties: readonly PortalProperty[]; pipelines: readonly PortalPipeline[] } | null
}
