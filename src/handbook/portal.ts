/** Compares an edition with a portal (rules LC-22, LS-04, DS-09, DS-10). Pure: the portal is given as data. */
import type { Edition } from './edition'
import { normalName } from './find'
import type { Change } from './portal-changes'
import { compareDeals } from './portal-deals'
import type { PortalDefinitions, PortalOption } from './portal-definitions'
import { type Difference, differentLabel, differentOrder, extras } from './portal-difference'
import { findEntry, optionsOf } from './portal-match'
import { compareProperties } from './portal-properties'

/**
 * Every difference between an edition and a portal, in the edition's order. A part of the portal that could not be
 * read has none. Labels are compared without case.
 */
export function comparePortal(edition: Edition, portal: PortalDefinitions): Difference[] {
    return [
        ...(portal.contacts
            ? [...compareLifecycle(edition, portal), ...compareLeadStatus(edition, portal)]
            : []),
        ...(portal.deals ? compareDeals(edition, portal.deals.pipelines) : []),
        ...compareProperties(edition, portal)
    ]
}

function compareLifecycle(edition: Edition, portal: PortalDefinitions): Difference[] {
    const { property, order, stages, setRule: rule } = edition.lifecycle
    const options = optionsOf(portal, 'contacts', property) ?? []
    const found = order.map((key) => findEntry(stages[key] ?? { label: key }, options, valueOf))
    const differences = order.flatMap((key, index): Difference[] => {
        const label = stages[key]?.label ?? key
        const option = found[index]
        if (option) return differentLabel('lifecycleStage', key, label, option, rule)
        const next = found.slice(index + 1).find((behind) => behind !== undefined)
        const change: Change = {
            kind: 'addLifecycleStage',
            label,
            before: next ? { value: next.value, label: next.label } : null
        }
        return [
            { kind: 'missing', part: 'lifecycleStage', key, label, found: null, wanted: label, rule, change }
        ]
    })
    const present = found.filter((option) => option !== undefined)
    return [
        ...differences,
        ...differentOrder('lifecycleOrder', present, options, rule),
        ...extras('lifecycleStage', options, present, rule)
    ]
}

function compareLeadStatus(edition: Edition, portal: PortalDefinitions): Difference[] {
    const { property, order, values, setRule: rule } = edition.leadStatus
    const options = optionsOf(portal, 'contacts', property)
    if (!options) {
        const missing = { kind: 'missing', part: 'property', key: property, label: property } as const
        return [{ ...missing, found: null, wanted: property, rule }]
    }
    const present: PortalOption[] = []
    const differences = order.flatMap((key): Difference[] => {
        const status = values[key]
        if (!status || status.value === '') return []
        const { label } = status
        const option = findEntry(status, options, valueOf)
        if (option) {
            present.push(option)
            return option.hidden
                ? [
                      {
                          kind: 'different',
                          part: 'leadStatus',
                          key,
                          label,
                          found: 'hidden',
                          wanted: label,
                          rule
                      }
                  ]
                : differentLabel('leadStatus', key, label, option, rule)
        }
        const added = { label, value: status.value ?? constantName(label) }
        const change: Change = {
            kind: 'addOptions',
            objectType: 'contacts',
            property,
            label: 'Lead Status',
            options: [added]
        }
        return [{ kind: 'missing', part: 'leadStatus', key, label, found: null, wanted: label, rule, change }]
    })
    return [...differences, ...extras('leadStatus', options, present, rule)]
}

const valueOf = ({ value }: PortalOption): string => value

/** `Bad timing` as HubSpot writes values of its own: `BAD_TIMING` (facts 5). */
function constantName(label: string): string {
    return normalName(label).replaceAll(' ', '_').toUpperCase()
}
