/** Whether what an edition says about the lead status makes sense. */
import { checkNames, checkOrder, each, reference } from './check-tools'
import type { Edition } from './edition'
import type { Timer } from './edition-words'
import type { Issue } from './errors'

/** Statuses, stages, events and timers that exist. */
export function checkLeadStatus(edition: Edition): Issue[] {
    const { values, order, who, start, events, timers } = edition.leadStatus
    const issues = [
        ...checkOrder(order, values, 'leadStatus', 'values'),
        ...checkNames(values, 'leadStatus.values'),
        ...checkTimers(timers, values, 'leadStatus.timers', 'lead status')
    ]
    const stage = reference(issues, edition.lifecycle.stages, 'stage')
    const status = reference(issues, values, 'lead status')
    each(who.must, 'leadStatus.who.must', stage)
    for (const [key, allowed] of Object.entries(who.only)) {
        stage(key, `leadStatus.who.only.${key}`)
        each(allowed, `leadStatus.who.only.${key}`, status)
    }
    if (start) {
        status(start.withoutOwner, 'leadStatus.start.withoutOwner')
        status(start.withOwner, 'leadStatus.start.withOwner')
    }
    for (const [key, event] of Object.entries(events)) {
        const path = `leadStatus.events.${key}`
        each(event.from ?? [], `${path}.from`, (from, here) => {
            if (from !== 'blank') status(from, here)
        })
        if (event.to === 'start') {
            if (!start) issues.push({ path: `${path}.to`, message: 'start is not set in leadStatus.start' })
        } else if (event.to !== undefined) status(event.to, `${path}.to`)
    }
    for (const [key, timer] of Object.entries(timers)) {
        const people = timer.from.find((from) => values[from]?.byPeople)
        if (timer.action === 'set' && people !== undefined)
            issues.push({
                path: `leadStatus.timers.${key}.from`,
                message: `${people} is set by people: no clock takes its place`
            })
    }
    return issues
}

/** Timers that run in states that exist, and set one exactly when that is what they do. */
export function checkTimers(
    timers: Readonly<Record<string, Timer>>,
    states: Readonly<Record<string, unknown>>,
    path: string,
    what: string
): Issue[] {
    const issues: Issue[] = []
    const state = reference(issues, states, what)
    for (const [key, timer] of Object.entries(timers)) {
        each(timer.from, `${path}.${key}.from`, state)
        if ((timer.action === 'set') !== (timer.to !== undefined))
            issues.push({
                path: `${path}.${key}.to`,
                message: 'belongs to timers whose action is set, and to them only'
            })
        if (timer.to !== undefined) state(timer.to, `${path}.${key}.to`)
    }
    return issues
}
