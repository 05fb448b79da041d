import type { AuditContext, Binding, Edition } from '../../src/handbook'
import type { Account, OperationOptions, Properties } from '../../src/hubspot'

/** What all work of one run shares. */
export interface Ground {
    account: Account
    edition: Edition
    binding: Binding
    context: AuditContext
    /** Only records that changed since then are read again for the rules that depend on nothing else; ms. */
    since: number | null
    /** Internal name of the property that tells an active subscription, or ''. */
    subscription: string
    /** Of every call: its signal ends with a reset or a close. */
    options: OperationOptions
}

/** Properties of HubSpot's own that an audit reads (facts/hubspot.md 4 to 7). */
export const hubSpotNames = {
    owner: 'hubspot_owner_id',
    lastContacted: 'notes_last_contacted',
    timesContacted: 'num_contacted_notes',
    lastActivity: 'notes_last_updated',
    nextActivity: 'notes_next_activity_date',
    lastReplied: 'hs_sales_email_last_replied',
    contactModified: 'lastmodifieddate'
} as const

/** The property that holds when a record entered a stage: HubSpot keeps one for each (facts/hubspot.md 4, 6). */
export const enteredName = (value: string): string => `hs_v2_date_entered_${value}`

/** Keys of the lifecycle stages that a contact was ever in, as far as its properties tell. */
export function enteredIn({ binding }: Pick<Ground, 'binding'>, properties: Properties): string[] {
    return Object.entries(binding.lifecycleStages).flatMap(([key, value]) =>
        text(properties, enteredName(value)) === null ? [] : [key]
    )
}

/** The properties by which `enteredIn` tells these stages. */
export function enteredNames({ binding }: Pick<Ground, 'binding'>, stages: readonly string[]): string[] {
    return stages.flatMap((key) => {
        const value = binding.lifecycleStages[key]
        return value === undefined ? [] : [enteredName(value)]
    })
}

/** The edition's key of a portal's value; a value that it does not have stays as it is, for the rules to name. */
export function keyIn(bound: Readonly<Record<string, string>>, value: string | null): string | null {
    if (value === null) return null
    return Object.entries(bound).find(([, own]) => own !== '' && own === value)?.[0] ?? value
}

/** A property's value; null when it is empty. */
export function text(properties: Properties, name: string): string | null {
    const value = properties[name]
    return value === undefined || value === '' ? null : value
}
