/**
 * What an edition of the handbook says, as a schema and as TypeScript types. docs/decisions/0041 tells how editions
 * extend each other; the values themselves are in editions/*.json.
 */
import { deals } from './edition-deals'
import { leadStatus } from './edition-lead-status'
import { day, key, ruleId } from './edition-words'
import { flag, list, map, object, oneOf, optional, text, type TypeOf } from './schema'

const rule = object({
    /** The rule in one English sentence. */
    text: text(),
    /** How it can be kept, as in the rules' inventory: A machine, P machine and person, H person, I information. */
    kind: text(/^[APHI]{1,2}$/, 'one or two of A, P, H, I'),
    /** Keys of sources that say so; at least one of them is a source of the edition. */
    sources: list(key),
    /** The rule that took its place when two live pages disagreed. */
    supersededBy: optional(ruleId)
})

/** What entering a stage needs, or is expected to come with. */
const requirement = object({
    label: text(),
    rule: ruleId,
    /** Any one of these kinds of evidence will do. */
    evidence: optional(list(key)),
    /** Evidence that does not count, with the rule that says so. */
    not: optional(map(ruleId)),
    /** Or: the answers to this question set. */
    questions: optional(key)
})

const lifecycleStage = object({
    label: text(),
    /** The portal's internal value. HubSpot has none of its own for a custom stage (facts 4): bound by label. */
    value: optional(text()),
    description: text(),
    /** The rule that defines the stage. */
    rule: ruleId,
    /** Stands beside the ladder: no evidence moves a contact out of it (rule LC-20). */
    outside: optional(flag()),
    /** Without these a contact does not enter. */
    requires: optional(map(requirement)),
    /** Without these it may enter, with advice; walking does not pass through. */
    expects: optional(map(requirement))
})

const move = object({
    /** The stages it starts from; any when left out. */
    from: optional(list(key)),
    to: key,
    rule: ruleId,
    reason: text()
})

const evidence = object({
    label: text(),
    rule: ruleId,
    /** The stage that this evidence makes of a contact; none when it only supports. */
    enters: optional(key),
    /** Gives a contact its first stage and never moves one that has a stage (rule LC-08). */
    onlyFirst: optional(flag()),
    /** Contacts in these stages stay where they are. */
    keeps: optional(list(key))
})

const lifecycle = object({
    property: text(),
    /** All stages, in the portal's order: HubSpot moves along it by itself, and back only by clear, then set. */
    order: list(key),
    stages: map(lifecycleStage),
    /** The rule that a stage outside the set breaks. */
    setRule: ruleId,
    /** Where a contact without a stage may start. */
    first: list(key),
    /** Stages that may be entered from any other, and first. */
    fromAny: list(key),
    /** The ladder, a graph without loops: where each stage leads. */
    transitions: map(list(key)),
    /** Going back: the moves that the handbook allows, and whether others are refused unless asked for. */
    back: object({ rule: ruleId, allowed: flag(), moves: map(list(key)) }),
    /** Passing over a stage. */
    skips: object({ rule: ruleId, allowed: flag() }),
    /** Having no stage. */
    blank: object({ rule: ruleId, allowed: flag() }),
    forbidden: map(move),
    /** Moves that are allowed, with advice. */
    cautions: map(move),
    evidence: map(evidence),
    /** Requests in words: phrases that make one a request to talk, and phrases that make it something else. */
    requests: object({
        /** The evidence that these words are about. */
        evidence: list(key),
        talk: list(text()),
        instead: map(object({ evidence: optional(key), phrases: list(text()) }))
    })
})

const question = object({
    /** As the handbook asks it. */
    label: text(),
    rule: ruleId,
    type: oneOf('text', 'numbers', 'yesNo'),
    /** Shorter headings that people type for it. */
    headings: list(text()),
    /** For numbers: what is counted, and the words that stand beside each number. */
    counts: optional(map(list(text()))),
    /** The custom property (key in `properties`) that may hold the answer too. */
    property: optional(key)
})

const questionSet = object({
    label: text(),
    rule: ruleId,
    /** Only an answer that stands in a HubSpot note counts (rule WWW-04). */
    inNotes: flag(),
    order: list(key),
    questions: map(question)
})

const property = object({
    objectType: oneOf('contacts', 'deals'),
    /** Internal name in the portal. */
    name: text(/^[a-z][a-z0-9_]*$/, 'an internal name: lower case, digits and _'),
    label: text(),
    description: text(),
    type: oneOf('string', 'number', 'date', 'datetime', 'enumeration', 'bool'),
    fieldType: oneOf('text', 'textarea', 'number', 'date', 'radio', 'select', 'booleancheckbox'),
    rule: ruleId,
    options: optional(list(object({ label: text(), value: text() })))
})

export const editionShape = object({
    id: text(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'an id: letters, digits, . and -'),
    title: text(),
    /** When it was in force; without `to` it still is. */
    window: object({ from: day, to: optional(day) }),
    sources: map(object({ title: text(), page: optional(text()) })),
    rules: map(rule),
    lifecycle,
    leadStatus,
    deals,
    questions: map(questionSet),
    properties: map(property),
    /** By rule id: advice that rests on it becomes a refusal. */
    strict: map(flag())
})

/** One edition of the handbook, complete and valid. Frozen: a decision never changes it. */
export type Edition = TypeOf<typeof editionShape>
export type Requirement = TypeOf<typeof requirement>
export type LifecycleStage = TypeOf<typeof lifecycleStage>
export type QuestionSet = TypeOf<typeof questionSet>
export type LeadStatus = Edition['leadStatus']['values'][string]
export type LeadStatusEvent = Edition['leadStatus']['events'][string]
export type DealStage = Edition['deals']['stages'][string]
export type Question = TypeOf<typeof question>
