/** What a write would change: decided from the record as it is, before anything is sent. Pure. */
import type { Change, CrmRecord, WriteOptions } from './types'
import { hasEmail, sameValue, type Ref, type Values } from './values'

export interface UpdatePlan {
    /** What to send: only what differs. */
    values: Values
    changed: Record<string, Change>
}

/**
 * Compares what is wanted with what HubSpot holds.
 * @param ref how the record was found: an e-mail that found it is not a change, even when it is one of its others
 * (writing it would make it the first)
 */
export function planUpdate(
    objectType: string,
    ref: Ref,
    record: CrmRecord,
    wanted: Values,
    onlyEmpty: WriteOptions['onlyEmpty']
): UpdatePlan {
    const values = new Map<string, string>()
    for (const [name, value] of wanted) {
        const held = heldValue(record, name)
        if (sameValue(objectType, name, value, held)) continue
        if (held !== null && held !== '' && isOnlyEmpty(onlyEmpty, name)) continue
        const foundBy = objectType === 'contacts' && name === 'email' && 'value' in ref && ref.value === value
        if (foundBy && hasEmail(record.properties, value)) continue
        values.set(name, value)
    }
    return { values, changed: changesOf(record, values) }
}

/** The expected properties of which the record holds something else. */
export function differing(objectType: string, record: CrmRecord, expected: Values): string[] {
    return [...expected]
        .filter(([name, value]) => !sameValue(objectType, name, value, heldValue(record, name)))
        .map(([name]) => name)
}

/** What a new record is made of: the wanted values, and the one it is named by. */
export function planCreate(ref: Ref | null, wanted: Values): UpdatePlan {
    const values = new Map([...wanted].filter(([, value]) => value !== ''))
    if (ref && 'value' in ref && !values.has(ref.idProperty)) values.set(ref.idProperty, ref.value)
    return { values, changed: changesOf(null, values) }
}

/**
 * A record with what HubSpot echoed of a write; without an echo, with what was sent.
 * @returns also the changes, with values as HubSpot now holds them
 */
export function afterWrite(
    before: CrmRecord | null,
    plan: UpdatePlan,
    echo: CrmRecord | null
): { record: CrmRecord; changed: Record<string, Change> } {
    const sent = Object.fromEntries(
        [...plan.values].map(([name, value]) => [name, value === '' ? null : value])
    )
    const properties = { ...before?.properties, ...sent, ...echo?.properties }
    const changed = Object.fromEntries(
        Object.entries(plan.changed).map(([name, { from }]) => [name, { from, to: properties[name] ?? null }])
    )
    return { record: { ...before, ...echo, id: echo?.id ?? before?.id ?? '', properties }, changed }
}

function changesOf(record: CrmRecord | null, values: Values): Record<string, Change> {
    return Object.fromEntries(
        [...values].map(([name, value]) => [
            name,
            { from: (record && heldValue(record, name)) || null, to: value === '' ? null : value }
        ])
    )
}

function heldValue({ properties }: CrmRecord, name: string): string | null {
    return Object.hasOwn(properties, name) ? (properties[name] ?? null) : null
}

function isOnlyEmpty(onlyEmpty: WriteOptions['onlyEmpty'], name: string): boolean {
    return Array.isArray(onlyEmpty) ? onlyEmpty.includes(name) : onlyEmpty === true
}
