/** What an edition says about deals and their board (rules DS-01 to DS-10, WWW-04). */
import { duration, key, ruleId, timer } from './edition-words'
import { flag, list, map, number, object, oneOf, optional, text, type TypeOf } from './schema'

const check = object({
    /**
     * answers: a question set is answered · date: a date is set · dateUntil: it is set and not later than `within` from
     * today · dateFrom: it is today or later (and not later than `within`) · text: a text that is no placeholder ·
     * meeting: a kick-off meeting was held or is at most `within` ahead · confirmed: a person says so
     */
    kind: oneOf('answers', 'date', 'dateUntil', 'dateFrom', 'text', 'meeting', 'confirmed'),
    questions: optional(key),
    /** The deal's property, by its internal name in the portal. */
    property: optional(text()),
    within: optional(duration)
})
export type DealCheck = TypeOf<typeof check>

const requirement = object({
    label: text(),
    rule: ruleId,
    /** Any one of these will do. */
    any: list(check)
})
export type DealRequirement = TypeOf<typeof requirement>

const entailment = object({
    label: text(),
    rule: ruleId,
    kind: oneOf('lifecycle', 'leadStatus', 'task'),
    /** For lifecycle: the evidence that the contacts now have. */
    evidence: optional(key),
    /** For leadStatus: the event; left out, the status is cleared. */
    event: optional(key),
    /** For task: its subjects, one task each. */
    tasks: optional(list(text())),
    /** When the tasks are due. */
    due: optional(duration),
    /** Only for contacts that are no customers yet. */
    newCustomersOnly: optional(flag()),
    /** Whether it is done when nobody chose. */
    byDefault: flag()
})
export type Entailment = TypeOf<typeof entailment>

const stage = object({
    label: text(),
    value: optional(text()),
    description: text(),
    rule: ruleId,
    probability: number(0, 1),
    closed: optional(oneOf('won', 'lost')),
    /** The forecast it counts for, where the edition names some. */
    forecast: optional(text()),
    requires: optional(map(requirement)),
    expects: optional(map(requirement)),
    entails: optional(map(entailment))
})

export const deals = object({
    pipeline: object({ label: text(), value: optional(text()) }),
    /** The rule of the board as a whole: cited where nothing more is said. */
    rule: ruleId,
    order: list(key),
    stages: map(stage),
    /** The stages that follow each in order; any other move is a jump or a step back, with advice. */
    transitions: map(list(key)),
    /** Where a deal is opened, and what that needs. */
    opening: object({ stages: list(key), requires: map(requirement) }),
    /** Lifecycle stages whose contacts should have no deal, with the rule and what to say. */
    contacts: map(object({ rule: ruleId, advice: text() })),
    /** What to say of a deal without a contact. */
    withoutContact: optional(object({ rule: ruleId, advice: text() })),
    timers: map(timer)
})
