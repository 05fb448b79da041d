// This pack's nodes in the Dashboard blueprint: what they have besides the settings that a new node starts with.
import { defaults as dealDefaults } from '../../nodes/deal-stage/config.ts'
import { defaults as activityDefaults } from '../../nodes/hubspot-activity/config.ts'
import { defaults as contactDefaults } from '../../nodes/hubspot-contact/config.ts'
import { defaults as timerDefaults } from '../../nodes/lead-status-timer/config.ts'
import { defaults as guardDefaults } from '../../nodes/lifecycle-guard/config.ts'
import { defaults as splitterDefaults } from '../../nodes/name-splitter/config.ts'
import { defaults as gateDefaults } from '../../nodes/qualification-gate/config.ts'
import { account, handbook, node } from './dashboard-wiring.mjs'

/** Reads the board, closed deals of a year on it. */
export function dealBoard(name, wires) {
    const changes = { account, handbook, operation: 'board', closedDays: '365' }
    return node('deal-stage', name, stored(dealDefaults, changes), wires)
}

export function contactSearch(name, filters, properties, wires) {
    return contact(name, { operation: 'search', filters, properties }, wires)
}

export function contactUpdate(name, mapping, wires, blank = 'leave') {
    const properties = ['email', 'firstname', 'lastname', 'lifecyclestage']
    return contact(name, { operation: 'update', matchBy: 'id', mapping, blank, properties }, wires)
}

function contact(name, changes, wires) {
    return node('hubspot-contact', name, stored(contactDefaults, { account, ...changes }), [wires])
}

/** The stage, or the evidence, comes with the fix of a finding. */
export function guard(name, changes, wires) {
    const fromMessage = { stage: 'stage', stageType: 'msg', evidence: 'evidence', evidenceType: 'msg' }
    const settings = stored(guardDefaults, { account, handbook, ...fromMessage, ...changes })
    return node('lifecycle-guard', name, settings, wires)
}

/** Sweeps only when a page asks. */
export function timer(name, changes, wires) {
    const settings = stored(timerDefaults, { account, handbook, atStart: false, ...changes })
    return node('lead-status-timer', name, settings, wires)
}

export function questionGate(name, questions, wires) {
    return node('qualification-gate', name, stored(gateDefaults, { account, handbook, questions }), wires)
}

/** Splits the one name that stands in Last Name. */
export function splitter(name, wires) {
    const changes = { source: 'lastname', username: '', usernameType: 'none' }
    return node('name-splitter', name, stored(splitterDefaults, changes), wires)
}

export function activityTask(name, objectType, wires) {
    const changes = { account, operation: 'task', objectType }
    return node('hubspot-activity', name, stored(activityDefaults, changes), [wires])
}

/** Settings in the order in which the editor stores them: the version comes last. */
function stored({ version, ...defaults }, changes) {
    return { ...defaults, ...changes, version }
}
