import type { CrmRecord } from '../../src/hubspot'
import { answerProperties } from '../shared'
import type { Board } from './board'

/** What is read of the contacts of a deal. */
export function contactPropertiesOf({ edition, binding }: Board): string[] {
    const { lifecycle, leadStatus } = edition
    const own = [
        'email',
        'firstname',
        'lastname',
        lifecycle.property,
        leadStatus.property,
        'hubspot_owner_id'
    ]
    return [...new Set([...own, ...answerProperties(edition, binding)])]
}

/** A contact's stage by the edition's key; one that the edition does not have is given back as it is. */
export function lifecycleKey({ edition, binding }: Board, { properties }: CrmRecord): string | null {
    const value = properties[edition.lifecycle.property] ?? null
    if (value === null || value === '') return null
    return Object.entries(binding.lifecycleStages).find(([, own]) => own === value)?.[0] ?? value
}
