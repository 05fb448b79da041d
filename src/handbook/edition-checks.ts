/** What makes an edition sound beyond its shape: references that exist, a ladder without loops, names told apart. */
import type { Edition } from './edition'
import type { Issue } from './errors'
import { normalName, own } from './find'
import { isObject } from './schema'

/** Everything that is wrong with an edition whose shape is right; each issue names its path. */
export function checkMeaning(edition: Edition): Issue[] {
    return [...checkRules(edition), ...checkLifecycle(edition), ...checkQuestions(edition)]
}

function checkRules(edition: Edition): Issue[] {
    const issues: Issue[] = []
    for (const { path, id } of citedRules(edition, '')) {
        if (!Object.hasOwn(edition.rules, id))
            issues.push({ path, message: `cites ${id}, which is no rule here` })
    }
    for (const id of Object.keys(edition.strict)) {
        if (!Object.hasOwn(edition.rules, id))
            issues.push({ path: `strict.${id}`, message: `cites ${id}, which is no rule here` })
    }
    for (const [id, rule] of Object.entries(edition.rules)) {
        if (!/^[A-Z]{1,6}-\d{2}$/.test(id))
            issues.push({ path: `rules.${id}`, message: 'is no rule id such as LC-02' })
        if (!rule.sources.some((source) => Object.hasOwn(edition.sources, source)))
            issues.push({ path: `rules.${id}.sources`, message: 'names no source of this edition' })
    }
    return issues
}

/** Every rule id that a value cites: in `rule`, `setRule`, `supersededBy` and the entries of `not`. */
function citedRules(value: unknown, path: string): { path: string; id: string }[] {
    if (Array.isArray(value)) return value.flatMap((entry, index) => citedRules(entry, `${path}[${index}]`))
    if (!isObject(value)) return []
    return Object.entries(value).flatMap(([key, child]) => {
        const here = path === '' ? key : `${path}.${key}`
        const cites = key === 'rule' || key === 'setRule' || key === 'supersededBy' || path.endsWith('.not')
        return cites && typeof child === 'string' ? [{ path: here, id: child }] : citedRules(child, here)
    })
}

function checkLifecycle(edition: Edition): Issue[] {
    const { lifecycle, questions } = edition
    const { stages, transitions, back, evidence, requests } = lifecycle
    const issues = [
        ...checkOrder(lifecycle.order, stages, 'lifecycle'),
        ...checkNames(stages, 'lifecycle.stages')
    ]
    const stage = reference(issues, stages, 'stage')
    const kind = reference(issues, evidence, 'kind of evidence')
    each(lifecycle.first, 'lifecycle.first', stage)
    each(lifecycle.fromAny, 'lifecycle.fromAny', stage)
    for (const [name, moves] of [
        ['transitions', transitions],
        ['back.moves', back.moves]
    ] as const) {
        for (const [from, targets] of Object.entries(moves)) {
            stage(from, `lifecycle.${name}.${from}`)
            each(targets, `lifecycle.${name}.${from}`, stage)
        }
    }
    for (const [name, moves] of [
        ['forbidden', lifecycle.forbidden],
        ['cautions', lifecycle.cautions]
    ] as const) {
        for (const [key, move] of Object.entries(moves)) {
            each(move.from ?? [], `lifecycle.${name}.${key}.from`, stage)
            stage(move.to, `lifecycle.${name}.${key}.to`)
        }
    }
    for (const [key, entry] of Object.entries(evidence)) {
        if (entry.enters !== undefined) stage(entry.enters, `lifecycle.evidence.${key}.enters`)
        each(entry.keeps ?? [], `lifecycle.evidence.${key}.keeps`, stage)
    }
    each(requests.evidence, 'lifecycle.requests.evidence', kind)
    for (const [key, { evidence: instead }] of Object.entries(requests.instead)) {
        if (instead !== undefined) kind(instead, `lifecycle.requests.instead.${key}.evidence`)
    }
    for (const [key, entry] of Object.entries(stages)) {
        for (const part of ['requires', 'expects'] as const) {
            for (const [name, needed] of Object.entries(entry[part] ?? {})) {
                const path = `lifecycle.stages.${key}.${part}.${name}`
                if ((needed.evidence === undefined) === (needed.questions === undefined))
                    issues.push({ path, message: 'needs either evidence or questions' })
                each(needed.evidence ?? [], `${path}.evidence`, kind)
                for (const word of Object.keys(needed.not ?? {})) kind(word, `${path}.not.${word}`)
                if (needed.questions !== undefined && !Object.hasOwn(questions, needed.questions))
                    issues.push({
                        path: `${path}.questions`,
                        message: `${needed.questions} is no question set`
                    })
            }
        }
    }
    return issues.length > 0 ? issues : [...findLoops(edition), ...findUnreachable(edition)]
}

/** A ladder that leads back to where it was is none: going back has its own place, `lifecycle.back.moves`. */
function findLoops(edition: Edition): Issue[] {
    const { transitions } = edition.lifecycle
    const done = new Set<string>()
    const visit = (stage: string, trail: readonly string[]): Issue[] => {
        if (trail.includes(stage)) {
            const loop = [...trail.slice(trail.indexOf(stage)), stage].join(' → ')
            return [{ path: `lifecycle.transitions.${trail.at(-1)}`, message: `makes a loop: ${loop}` }]
        }
        if (done.has(stage)) return []
        done.add(stage)
        return (own(transitions, stage) ?? []).flatMap((next) => visit(next, [...trail, stage]))
    }
    return Object.keys(transitions).flatMap((stage) => visit(stage, []))
}

/** Every stage can be entered, unless the edition forbids entering it from anywhere. */
function findUnreachable(edition: Edition): Issue[] {
    const { order, first, fromAny, transitions, back, forbidden } = edition.lifecycle
    const reached = new Set([...first, ...fromAny])
    for (const stage of reached) {
        for (const next of [...(own(transitions, stage) ?? []), ...(own(back.moves, stage) ?? [])])
            reached.add(next)
    }
    const unused = new Set(
        Object.values(forbidden)
            .filter((move) => move.from === undefined)
            .map((move) => move.to)
    )
    return order
        .filter((stage) => !reached.has(stage) && !unused.has(stage))
        .map((stage) => ({
            path: `lifecycle.stages.${stage}`,
            message: 'cannot be reached: no transition, first stage or fromAny leads to it'
        }))
}

function checkQuestions(edition: Edition): Issue[] {
    const issues: Issue[] = []
    const property = reference(issues, edition.properties, 'property')
    const owner = new Map<string, string>()
    for (const [setKey, set] of Object.entries(edition.questions)) {
        const path = `questions.${setKey}`
        issues.push(...checkOrder(set.order, set.questions, path, 'questions'))
        issues.push(...checkNames(set.questions, `${path}.questions`))
        for (const [key, question] of Object.entries(set.questions)) {
            const here = `${path}.questions.${key}`
            const other = owner.get(key)
            if (other !== undefined) issues.push({ path: here, message: `is a question of ${other} already` })
            owner.set(key, setKey)
            if (question.property !== undefined) property(question.property, `${here}.property`)
            if ((question.type === 'numbers') !== (question.counts !== undefined))
                issues.push({
                    path: `${here}.counts`,
                    message: 'belongs to questions of type numbers, and to them only'
                })
        }
    }
    return issues
}

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
