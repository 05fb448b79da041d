/** One way in which a portal is not as an edition has it, and the kinds that every part of an edition shares. */
import type { Change } from './portal-changes'
import type { PortalOption } from './portal-definitions'
import { sameLabel } from './portal-match'

/** What a difference is about. */
export type DifferencePart =
    | 'lifecycleStage'
    | 'lifecycleOrder'
    | 'leadStatus'
    | 'dealPipeline'
    | 'dealStage'
    | 'probability'
    | 'dealOrder'
    | 'propertyGroup'
    | 'property'
    | 'option'

/** One way in which a portal is not as the edition has it. */
export interface Difference {
    kind: 'missing' | 'different' | 'extra'
    part: DifferencePart
    /** The edition's key; for an extra the portal's internal value. */
    key: string
    label: string
    /** What the portal has, in words; null when nothing. */
    found: string | null
    /** What the edition has; null when nothing. */
    wanted: string | null
    /** The rule that is not kept. */
    rule: string
    /** What would mend it; left out where a person must decide in HubSpot. */
    change?: Change
}

/** The portal's entry has another label than the edition's. */
export function differentLabel(
    part: DifferencePart,
    key: string,
    wanted: string,
    { label: found }: { readonly label: string },
    rule: string
): Difference[] {
    return sameLabel(found, wanted)
        ? []
        : [{ kind: 'different', part, key, label: wanted, found, wanted, rule }]
}

/** The entries that are there stand in another order than the edition's. */
export function differentOrder(
    part: DifferencePart,
    wanted: readonly PortalOption[],
    portal: readonly PortalOption[],
    rule: string
): Difference[] {
    const found = portal.filter((option) => wanted.some(({ value }) => value === option.value))
    if (found.every(({ value }, index) => value === wanted[index]?.value)) return []
    const list = (options: readonly PortalOption[]) => options.map(({ label }) => label).join(' → ')
    return [{ kind: 'different', part, key: part, label: '', found: list(found), wanted: list(wanted), rule }]
}

/** What the portal has besides; what is hidden there has been put away already. */
export function extras(
    part: DifferencePart,
    options: readonly PortalOption[],
    known: readonly PortalOption[],
    rule: string
): Difference[] {
    return options
        .filter((option) => !option.hidden && !known.some(({ value }) => value === option.value))
        .map(({ label, value }) => ({
            kind: 'extra',
            part,
            key: value,
            label,
            found: label,
            wanted: null,
            rule
        }))
}
