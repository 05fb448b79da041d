/** Definitions of properties (facts/hubspot.md 5), kept for five minutes. */
import { onceAborted } from './aborts'
import type { Client } from './clientTypes'
import type { PropertyDefinition, PropertyOption, PropertyStore } from './definitionsTypes'
import { asArray, asNumber, asObject, asText } from './json'
import { closedError } from './transport'
import type { TimeSource } from './types'
import { checkObjectType } from './values'

const keptFor = 5 * 60_000

interface Kept {
    at: number
    list: Promise<PropertyDefinition[]>
}

/** Definitions that can be forgotten when one of them was written. */
export interface KeptProperties extends PropertyStore {
    forget(objectType: string): void
}

export function openPropertyStore(client: () => Promise<Client>, time: TimeSource): KeptProperties {
    const kept = new Map<string, Kept>()

    async function ask(objectType: string): Promise<PropertyDefinition[]> {
        const answer = await (await client()).properties(objectType)
        return asArray(asObject(answer).results).map(toDefinition)
    }

    return {
        async list(objectType, { fresh = false, signal } = {}) {
            checkObjectType(objectType)
            const known = kept.get(objectType)
            if (!fresh && known && time.now() - known.at < keptFor) return unlessAborted(known.list, signal)
            const entry: Kept = { at: time.now(), list: ask(objectType) }
            kept.set(objectType, entry)
            entry.list.catch(() => {
                if (kept.get(objectType) === entry) kept.delete(objectType)
            })
            return unlessAborted(entry.list, signal)
        },
        forget: (objectType) => void kept.delete(objectType)
    }
}

/** One call serves all who ask meanwhile, so an abort ends the asker's wait, not the call. */
export async function unlessAborted<Value>(
    promise: Promise<Value>,
    signal: AbortSignal | undefined
): Promise<Value> {
    if (!signal) return promise
    if (signal.aborted) throw closedError()
    let release = () => {}
    const aborted = new Promise<never>((_, reject) => {
        release = onceAborted(signal, () => reject(closedError()))
    })
    try {
        return await Promise.race([promise, aborted])
    } finally {
        release()
    }
}

export function toDefinition(json: unknown): PropertyDefinition {
    const raw = asObject(json)
    const name = asText(raw.name) ?? ''
    const calculated = raw.calculated === true
    return {
        name,
        label: asText(raw.label) ?? name,
        type: asText(raw.type) ?? 'string',
        fieldType: asText(raw.fieldType) ?? 'text',
        groupName: asText(raw.groupName) ?? '',
        description: asText(raw.description) ?? '',
        options: asArray(raw.options).map(toOption),
        hasUniqueValue: raw.hasUniqueValue === true,
        calculated,
        hidden: raw.hidden === true,
        hubspotDefined: raw.hubspotDefined === true,
        writable: !calculated && asObject(raw.modificationMetadata).readOnlyValue !== true
    }
}

function toOption(json: unknown): PropertyOption {
    const raw = asObject(json)
    const value = asText(raw.value) ?? ''
    const displayOrder = asNumber(raw.displayOrder)
    const description = asText(raw.description)
    return {
        label: asText(raw.label) ?? value,
        value,
        ...(displayOrder !== undefined && { displayOrder }),
        ...(raw.hidden === true && { hidden: true }),
        ...(description && { description })
    }
}
