/** Who records can belong to (facts/hubspot.md 9, Owners). */
import type { Owner, OwnerStore } from './activitiesTypes'
import { HubSpotError } from './errors'
import { asArray, asObject, asText } from './json'
import { unlessAborted } from './propertyStore'
import { nextPage } from './records'
import type { Transport } from './transport'
import type { TimeSource } from './types'
import { invalid, normalEmail } from './values'

/** A list is good for so long, and at least so long before an unknown name makes it be asked for again. */
const goodFor = 5 * 60_000
const askAgainAfter = 10_000
const pageSize = 100
/** More owners than any portal has: against a list that never ends. */
const mostPages = 200

export function openOwners(transport: Transport, time: TimeSource): OwnerStore {
    let known: { at: number; owners: Promise<Owner[]> } | null = null

    function ask(youngerThan: number): Promise<Owner[]> {
        if (known && time.now() - known.at < youngerThan) return known.owners
        const asked = { at: time.now(), owners: readAll(transport) }
        known = asked
        asked.owners.catch(() => {
            if (known === asked) known = null
        })
        return asked.owners
    }

    return {
        list: ({ signal } = {}) => unlessAborted(ask(goodFor), signal),
        async find(name, { signal } = {}) {
            const wanted = normalEmail(name)
            for (const youngerThan of [goodFor, askAgainAfter]) {
                const owners = await unlessAborted(ask(youngerThan), signal)
                const found = owners.find(({ id, email }) => id === wanted || email === wanted)
                if (found) return { ...found }
            }
            throw invalid("HubSpot has no owner with this e-mail or id (an owner's id is not the user's id)")
        }
    }
}

async function readAll(transport: Transport): Promise<Owner[]> {
    const owners: Owner[] = []
    let after: string | null = null
    for (let page = 0; page < mostPages; page += 1) {
        const from = after === null ? '' : `&after=${encodeURIComponent(after)}`
        const { json } = await transport.send(
            { method: 'GET', path: `/crm/v3/owners?limit=${pageSize}${from}` },
            { lane: 'read' }
        )
        owners.push(...asArray(asObject(json).results).flatMap(toOwner))
        const next = nextPage(json)
        if (next === null || next === after) return owners
        after = next
    }
    throw new HubSpotError('HUBSPOT_UNAVAILABLE', 'the list of owners does not end')
}

function toOwner(given: unknown): Owner[] {
    const raw = asObject(given)
    const id = asText(raw.id)
    if (id === undefined) return []
    return [
        {
            id,
            email: normalEmail(asText(raw.email) ?? ''),
            firstName: asText(raw.firstName) ?? '',
            lastName: asText(raw.lastName) ?? ''
        }
    ]
}
