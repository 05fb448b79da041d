/** Words that every part of an edition is written in. */
import { durationPattern } from './duration'
import { list, object, oneOf, optional, flag, text, type TypeOf } from './schema'

export const ruleId = text(/^[A-Z]{1,6}-\d{2}$/, 'a rule id such as LC-02')
export const key = text(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'a key: letters, digits and -')
export const day = text(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2023-12-31')
export const duration = text(durationPattern, 'an ISO 8601 duration such as P14D')

/** A clock that runs while a record is in a state. */
export const timer = object({
    label: text(),
    rule: ruleId,
    /** The states (lead statuses, deal stages) in which it runs. */
    from: list(key),
    /** What starts it: entering the state, or our last outreach that no reply followed. */
    since: oneOf('entered', 'outreach'),
    after: duration,
    /** Count days on which people work, instead of calendar days. */
    businessDays: optional(flag()),
    /** What is due: another state, a reminder to the owner, a task for the owner. */
    action: oneOf('set', 'remind', 'task'),
    to: optional(key)
})
export type Timer = TypeOf<typeof timer>
