/** How one edition extends another and how a user's overrides apply: JSON Merge Patch (docs/decisions/0041). */
import { isObject } from './schema'

/** Keys that would reach an object's prototype instead of its data. */
const unsafe = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Applies a merge patch (RFC 7396): objects merge key by key, `null` removes a key, and anything else, lists
 * included, takes the place of what was there. Neither argument is changed.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
    if (!isObject(patch)) return structuredClone(patch)
    const merged: Record<string, unknown> = isObject(target) ? { ...target } : {}
    for (const [key, value] of Object.entries(patch)) {
        if (unsafe.has(key)) continue
        if (value === null) delete merged[key]
        else merged[key] = mergePatch(merged[key], value)
    }
    return merged
}

/** The paths at which a patch holds a key that reaches a prototype: these are never applied. */
export function unsafeKeys(patch: unknown, path = ''): string[] {
    if (!isObject(patch)) return []
    return Object.entries(patch).flatMap(([key, value]) => {
        const here = path === '' ? key : `${path}.${key}`
        return unsafe.has(key) ? [here] : unsafeKeys(value, here)
    })
}

/** Freezes a value and all that it holds. */
export function deepFreeze<T>(value: T): T {
    if (typeof value === 'object' && value !== null) {
        for (const child of Object.values(value)) deepFreeze(child)
        Object.freeze(value)
    }
    return value
}
