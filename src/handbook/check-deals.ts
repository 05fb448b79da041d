/** Whether what an edition says about deals makes sense. */
import { checkTimers } from './check-lead-status'
import { checkNames, checkOrder, each, findLoops, reachable, reference } from './check-tools'
import type { Edition } from './edition'
import type { DealCheck, DealRequirement } from './edition-deals'
import type { Issue } from './errors'
import { isBlank } from './find'

/** Stages that exist and can be entered, a board without loops, requirements and entailments that can be carried out. */
export function checkDeals(edition: Edition): Issue[] {
    const { stages, order, transitions, opening, contacts, timers } = edition.deals
    const issues = [
        ...checkOrder(order, stages, 'deals'),
        ...checkNames(stages, 'deals.stages'),
        ...checkTimers(timers, stages, 'deals.timers', 'deal stage')
    ]
    const stage = reference(issues, stages, 'deal stage')
    const contactStage = reference(issues, edition.lifecycle.stages, 'stage')
    for (const [from, targets] of Object.entries(transitions)) {
        stage(from, `deals.transitions.${from}`)
        each(targets, `deals.transitions.${from}`, stage)
    }
    each(opening.stages, 'deals.opening.stages', stage)
    issues.push(...checkRequirements(edition, opening.requires, 'deals.opening.requires'))
    for (const key of Object.keys(contacts)) contactStage(key, `deals.contacts.${key}`)
    for (const [key, entry] of Object.entries(stages)) {
        const path = `deals.stages.${key}`
        issues.push(...checkRequirements(edition, entry.requires ?? {}, `${path}.requires`))
        issues.push(...checkRequirements(edition, entry.expects ?? {}, `${path}.expects`))
        issues.push(...checkEntailments(edition, key))
        const certain = { won: 1, lost: 0 }
        if (entry.closed && entry.probability !== certain[entry.closed])
            issues.push({
                path: `${path}.probability`,
                message: `must be ${certain[entry.closed]} where closed is ${entry.closed}`
            })
    }
    if (issues.length > 0) return issues
    const reached = reachable(opening.stages, transitions)
    const lost = order.filter((key) => !reached.has(key))
    return [
        ...findLoops(transitions, 'deals.transitions'),
        ...lost.map((key) => ({
            path: `deals.stages.${key}`,
            message: 'cannot be reached: no transition or opening stage leads to it'
        }))
    ]
}

/** What each kind of check needs to be told. */
const needed: Readonly<Record<DealCheck['kind'], readonly ('property' | 'questions' | 'within')[]>> = {
    answers: ['questions'],
    date: ['property'],
    dateUntil: ['property', 'within'],
    dateFrom: ['property'],
    text: ['property'],
    meeting: ['within'],
    confirmed: []
}

function checkRequirements(
    edition: Edition,
    requirements: Readonly<Record<string, DealRequirement>>,
    path: string
): Issue[] {
    const issues: Issue[] = []
    const set = reference(issues, edition.questions, 'question set')
    for (const [key, { any }] of Object.entries(requirements)) {
        if (any.length === 0) issues.push({ path: `${path}.${key}.any`, message: 'must not be empty' })
        for (const [index, check] of any.entries()) {
            const here = `${path}.${key}.any[${index}]`
            for (const part of needed[check.kind]) {
                if (isBlank(check[part]))
                    issues.push({ path: `${here}.${part}`, message: `is missing for ${check.kind}` })
            }
            if (check.questions !== undefined) set(check.questions, `${here}.questions`)
        }
    }
    return issues
}

function checkEntailments(edition: Edition, stage: string): Issue[] {
    const issues: Issue[] = []
    const evidence = reference(issues, edition.lifecycle.evidence, 'kind of evidence')
    const event = reference(issues, edition.leadStatus.events, 'lead status event')
    for (const [key, entry] of Object.entries(edition.deals.stages[stage]?.entails ?? {})) {
        const path = `deals.stages.${stage}.entails.${key}`
        if (entry.kind === 'lifecycle' && entry.evidence === undefined)
            issues.push({ path: `${path}.evidence`, message: 'is missing for lifecycle' })
        if (entry.kind === 'task' && (entry.tasks ?? []).length === 0)
            issues.push({ path: `${path}.tasks`, message: 'is missing for task' })
        if (entry.evidence !== undefined) evidence(entry.evidence, `${path}.evidence`)
        if (entry.event !== undefined) event(entry.event, `${path}.event`)
    }
    return issues
}
