/** Whether what an edition says about the lifecycle makes sense. */
import { checkNames, checkOrder, each, findLoops, reachable, reference } from './check-tools'
import type { Edition } from './edition'
import type { Issue } from './errors'

/** References that exist, a ladder without loops, and no stage that cannot be entered. */
export function checkLifecycle(edition: Edition): Issue[] {
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
    return issues.length > 0
        ? issues
        : [...findLoops(transitions, 'lifecycle.transitions'), ...findUnreachable(edition)]
}

/** Every stage can be entered, unless the edition forbids entering it from anywhere. */
function findUnreachable(edition: Edition): Issue[] {
    const { order, first, fromAny, transitions, back, forbidden } = edition.lifecycle
    const reached = reachable([...first, ...fromAny], transitions, back.moves)
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
