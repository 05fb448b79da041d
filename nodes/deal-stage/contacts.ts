import type { CrmRecord } from '../../src/hubspot'
import { answerProperties, stageProperty } from '../shared'
import type { Board } from './board'

/** What is read of the contacts of a deal. */
export function contactPropertiesOf({ edition, binding, statuses }: Board): string[] {
    const own = ['email', 'firstname', 'lastname', stageProperty, statuses.property, 'hubspot_owner_id']
    return [...new Set([...own, ...answerProperties(edition, binding)])]
}

/** A contact's stage by the edition's key; one that the edition does not have is given back as it is. */
export function lifecycleKey({ stages }: Board, { properties }: CrmRecord): string | null {
    return stages.keyOf(properties[stageProperty])
}
