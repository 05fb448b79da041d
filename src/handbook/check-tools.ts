/** What the checks of an edition's meaning have in common. */
import type { Issue } from './errors'
import { normalName, own } from './find'

/** `order` holds every key once. */
export function checkOrder(
    order: readonly string[],
    entries: Readonly<Record<string, unknown>>,
    path: string,
    name = 'stages'
): Issue[] {
    const unknown = order
        .filter((key) => !Object.hasOwn(entries, key))
        .map((key) => ({ path: `${path}.order`, message: `${key} is not in ${name}` }))
    const left = Object.keys(entries)
        .filter((key) => !order.includes(key))
        .map((key) => ({ path: `${path}.${name}.${key}`, message: `is not in ${path}.order` }))
    return [...unknown, ...left]
}

/** No two entries answer to the same label, or to the same portal value. */
export function checkNames(
    entries: Readonly<Record<string, { readonly label: string; readonly value?: string }>>,
    path: string
): Issue[] {
    const issues: Issue[] = []
    for (const part of ['label', 'value'] as const) {
        const seen = new Map<string, string>()
        for (const [key, entry] of Object.entries(entries)) {
            const name = entry[part]
            if (name === undefined) continue
            const other = seen.get(normalName(name))
            if (other !== undefined)
                issues.push({ path: `${path}.${key}.${part}`, message: `is the ${part} of ${other} too` })
            seen.set(normalName(name), key)
        }
    }
    return issues
}

/** Checks that a key names an entry. */
export function reference(
    issues: Issue[],
    entries: Readonly<Record<string, unknown>>,
    what: string
): (key: string, path: string) => void {
    return (key, path) => {
        if (!Object.hasOwn(entries, key))
            issues.push({ path, message: `${key} is no ${what} of this edition` })
    }
}

/** Checks every item of a list, with its own path. */
export function each(
    keys: readonly string[],
    path: string,
    check: (key: string, path: string) => void
): void {
    for (const [index, key] of keys.entries()) check(key, `${path}[${index}]`)
}

/** A graph that leads back to where it was: going back has a place of its own, or none. */
export function findLoops(transitions: Readonly<Record<string, readonly string[]>>, path: string): Issue[] {
    const done = new Set<string>()
    const visit = (stage: string, trail: readonly string[]): Issue[] => {
        if (trail.includes(stage)) {
            const loop = [...trail.slice(trail.indexOf(stage)), stage].join(' → ')
            return [{ path: `${path}.${trail.at(-1)}`, message: `makes a loop: ${loop}` }]
        }
        if (done.has(stage)) return []
        done.add(stage)
        return (own(transitions, stage) ?? []).flatMap((next) => visit(next, [...trail, stage]))
    }
    return Object.keys(transitions).flatMap((stage) => visit(stage, []))
}

/** All that can be reached from these stages. */
export function reachable(
    from: readonly string[],
    ...graphs: readonly Readonly<Record<string, readonly string[]>>[]
): ReadonlySet<string> {
    const reached = new Set(from)
    for (const stage of reached) {
        for (const graph of graphs) for (const next of own(graph, stage) ?? []) reached.add(next)
    }
    return reached
}
