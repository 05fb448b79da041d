/** What an edition says about the lead status (rules LS-01 to LS-15). */
import { key, ruleId, timer } from './edition-words'
import { anyText, flag, list, map, object, oneOf, optional, text } from './schema'

/** What is known about a contact when its lead status is decided. */
const fact = oneOf('owner', 'marketingOnly', 'outreach', 'reply', 'openDeal', 'silence', 'reason')

const requirement = object({ label: text(), rule: ruleId, fact })

const status = object({
    label: text(),
    /** The portal's internal value. `Unresponsive` has no default (facts 5): bound by label. Blank where None is one. */
    value: optional(anyText()),
    description: text(),
    rule: ruleId,
    /** Set by people for one contact: no event and no clock takes its place. */
    byPeople: optional(flag()),
    requires: optional(map(requirement)),
    expects: optional(map(requirement))
})

const event = object({
    label: text(),
    rule: ruleId,
    /** The statuses that it moves a contact out of; `blank` is none. Any, when left out. */
    from: optional(list(key)),
    /** The status it sets; `start` is what a contact starts with. None when it only gives advice. */
    to: optional(key),
    /** The fact that the event itself brings. */
    brings: optional(fact),
    advice: optional(text())
})

export const leadStatus = object({
    property: text(),
    order: list(key),
    values: map(status),
    /** The rule that a value outside the set breaks. */
    setRule: ruleId,
    who: object({
        rule: ruleId,
        /** Contacts of any stage may have one. */
        any: flag(),
        /** Lifecycle stages whose contacts have one. */
        must: list(key),
        /** Stages whose contacts may have one of these only. */
        only: map(list(key))
    }),
    /** What a contact starts with; left out, with nothing. */
    start: optional(object({ withoutOwner: key, withOwner: key })),
    events: map(event),
    timers: map(timer)
})
