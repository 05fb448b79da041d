/**
 * The few shapes that an edition is made of, each of which checks a value and names the path of what is wrong.
 * A shape also carries its TypeScript type, so that schema and type cannot drift apart
 * (docs/decisions/0040-editions-are-checked-by-our-own-schema.md).
 */
import type { Issue } from './errors'

/** Checks values of type T. `type` exists for the compiler only. */
export interface Shape<T> {
    readonly check: (value: unknown, path: string, issues: Issue[]) => void
    readonly type?: T
}

/** A shape that may be left out of an object. */
export interface OptionalShape<T> extends Shape<T> {
    readonly optional: true
}

/** The TypeScript type of what a shape accepts. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never

type Shapes = Readonly<Record<string, Shape<unknown>>>
type OptionalKeys<S> = { [K in keyof S]: S[K] extends { optional: true } ? K : never }[keyof S]
type ObjectType<S> = { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: TypeOf<S[K]> } & {
    readonly [K in OptionalKeys<S>]?: TypeOf<S[K]>
}

/** Text that is not empty and, with a pattern, looks like `what`. */
export function text(pattern?: RegExp, what = 'a text'): Shape<string> {
    return shape((value, path, issues) => {
        if (typeof value !== 'string') issues.push({ path, message: `must be ${what}` })
        else if (value.trim() === '') issues.push({ path, message: 'must not be empty' })
        else if (pattern && !pattern.test(value)) issues.push({ path, message: `must be ${what}` })
    })
}

/** Text that may be empty: an internal value whose blank has a meaning (rule LS-15, None). */
export function anyText(): Shape<string> {
    return shape((value, path, issues) => {
        if (typeof value !== 'string') issues.push({ path, message: 'must be a text' })
    })
}

/** One of a few words. */
export function oneOf<T extends string>(...words: readonly T[]): Shape<T> {
    return shape((value, path, issues) => {
        if (!words.some((word) => word === value))
            issues.push({ path, message: `must be one of ${words.join(', ')}` })
    })
}

/** true or false. */
export function flag(): Shape<boolean> {
    return shape((value, path, issues) => {
        if (typeof value !== 'boolean') issues.push({ path, message: 'must be true or false' })
    })
}

/** A finite number from `least` to `most`, both included. */
export function number(least: number, most: number): Shape<number> {
    return shape((value, path, issues) => {
        const good = typeof value === 'number' && value >= least && value <= most
        if (!good) issues.push({ path, message: `must be a number from ${least} to ${most}` })
    })
}

/** A list of items, none of them twice. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
    return shape((value, path, issues) => {
        if (!Array.isArray(value)) {
            issues.push({ path, message: 'must be a list' })
            return
        }
        const seen = new Set<string>()
        for (const [index, entry] of value.entries()) {
            item.check(entry, `${path}[${index}]`, issues)
            const written = JSON.stringify(entry)
            if (seen.has(written)) issues.push({ path: `${path}[${index}]`, message: 'is in the list twice' })
            seen.add(written)
        }
    })
}

/** An object whose keys are free: letters, digits and `-`, so that a dotted path stays readable. */
export function map<T>(entry: Shape<T>): Shape<Readonly<Record<string, T>>> {
    return shape((value, path, issues) => {
        if (!isObject(value)) {
            issues.push({ path, message: 'must be an object' })
            return
        }
        for (const [key, child] of Object.entries(value)) {
            const childPath = join(path, key)
            if (/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(key)) entry.check(child, childPath, issues)
            else issues.push({ path: childPath, message: 'is no key: letters, digits and - only' })
        }
    })
}

/** An object with these keys and no others. */
export function object<S extends Shapes>(shapes: S): Shape<ObjectType<S>> {
    return shape((value, path, issues) => {
        if (!isObject(value)) {
            issues.push({ path, message: 'must be an object' })
            return
        }
        for (const [key, child] of Object.entries(shapes)) {
            const present = Object.hasOwn(value, key) && value[key] !== undefined
            if (present) child.check(value[key], join(path, key), issues)
            else if (!('optional' in child)) issues.push({ path: join(path, key), message: 'is missing' })
        }
        for (const key of Object.keys(value)) {
            if (!Object.hasOwn(shapes, key))
                issues.push({ path: join(path, key), message: 'is not known here' })
        }
    })
}

/** The same shape, which may be left out. */
export function optional<T>(inner: Shape<T>): OptionalShape<T> {
    return { check: inner.check, optional: true }
}

/** Whether a value is an object with keys: no list, no null. */
export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shape<T>(check: Shape<T>['check']): Shape<T> {
    return { check }
}

function join(path: string, key: string): string {
    return path === '' ? key : `${path}.${key}`
}
